"""Client organisations with what is set for them, agents, and the settings of this installation."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.agreement import Coefficient
from qa_service.domain.interaction import Text
from qa_service.domain.review import Policy
from qa_service.services import clients
from qa_service.web import notes
from qa_service.web.administration import admin_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

SAVED = notes.add("policy-saved", N_("What this client asks of its reviews is saved."))
COEFFICIENTS = {
    "percent": N_("Share of equal answers"),
    "cohen_kappa": N_("Cohen's kappa"),
    "krippendorff_alpha": N_("Krippendorff's alpha"),
    "gwet_ac1": N_("Gwet's AC1"),
}
SETTINGS = {
    "database_url": N_("Database"),
    "blob_url": N_("Recordings and exported files"),
    "keep_originals": N_("Unmasked originals are kept"),
    "timezone": N_("Time zone of the pages"),
    "minimum_n": N_("Least interactions for a figure"),
    "rubric": N_("Rubric of clients without their own"),
    "asr_model": N_("Speech recognition"),
    "diarizer_model": N_("Telling voices apart"),
    "encoder_model": N_("Text model"),
    "heads_dir": N_("Classification heads"),
    "ask_url": N_("Language model that criteria ask"),
    "ask_model": N_("Its name there"),
    "ask_hosts": N_("Hosts outside private networks that may be asked"),
    "ask_daily": N_("Most requests to it for one client on one day"),
    "agent_channel": N_("Audio channel of the agent"),
    "roles_sure": N_("Confidence in roles from which agents are judged"),
    "agent_addresses": N_("E-mail addresses of the centre"),
    "export_hours": N_("Hours for which an exported file can be fetched"),
    "max_upload_bytes": N_("Largest recording, in bytes"),
    "max_document_bytes": N_("Largest document, in bytes"),
    "max_turns": N_("Most turns of one interaction"),
    "max_turn_characters": N_("Longest turn of a text, in characters"),
    "max_characters": N_("Most characters of one text"),
    "threads": N_("Threads of one model run"),
    "worker_texts": N_("Texts that a worker has in hand"),
    "worker_recordings": N_("Recordings that a worker has in hand"),
    "cache_dir": N_("Model cache"),
    "log_level": N_("Log level"),
    "connector_roots": N_("Folders that connectors may watch"),
    "connector_hosts": N_("Private hosts that connectors may reach"),
    "connector_secrets": N_("Folder with the secrets of connectors"),
}
"""What is shown of the settings, in this order; their variable is QA_ and the name."""


@dataclass(frozen=True, slots=True)
class PolicyForm:
    """The form of a policy."""

    client: Annotated[Text, Form(max_length=200)]
    threshold: Annotated[float, Form(ge=-1, le=1)]
    coefficient: Annotated[Coefficient, Form()]
    least: Annotated[int, Form(ge=1, le=100_000)]
    dispute_days: Annotated[int, Form(ge=1, le=3650)]
    decision_days: Annotated[int, Form(ge=1, le=3650)]

    @property
    def policy(self) -> Policy:
        """What is meant."""
        return Policy(self.threshold, self.coefficient, self.least, self.dispute_days, self.decision_days)


@router.get("/admin/clients")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(clients.listed)],
    client: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """All clients; of `client` what it asks of its reviews, to be changed."""
    rows, rubric = clients.listed(visitor.context)
    chosen = next((row for row in rows if row.name == client), None)
    values: dict[str, Any] = {"clients": rows, "chosen": chosen, "default_rubric": rubric, "usual": Policy()}
    coefficients = {key: visitor.locale.text(name) for key, name in COEFFICIENTS.items()}
    return admin_page(request, visitor, "admin_clients.html", coefficients=coefficients, **values)


@router.post("/admin/clients/policy")
def set_policy(
    visitor: Annotated[Visitor, Opens(clients.set_policy)], form: Annotated[PolicyForm, Depends()]
) -> Response:
    """The threshold below which a criterion asks for a person, and the times for objections."""
    clients.set_policy(visitor.context, form.client, form.policy)
    return moved("/admin/clients", SAVED)


@router.get("/admin/agents")
def agents(
    request: Request,
    visitor: Annotated[Visitor, Opens(clients.agents)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """All agents by pseudonym. How much one did is shown only where watching workers has a legal basis."""
    rows, more, withheld = clients.agents(visitor.context, cursor)
    values: dict[str, Any] = {"agents": rows, "next": more, "cursor": cursor, "withheld": withheld}
    return admin_page(request, visitor, "admin_agents.html", **values)


@router.get("/admin/settings")
def settings(request: Request, visitor: Annotated[Visitor, Opens(clients.installation)]) -> Response:
    """What is in force, without secrets; it is changed where the service is started."""
    installation = clients.installation(visitor.context)
    rows = [(SETTINGS[name], installation.settings[name], name) for name in SETTINGS if name in installation.settings]
    values: dict[str, Any] = {"rows": rows, "basis": installation.monitoring_basis, "version": installation.version}
    return admin_page(
        request,
        visitor,
        "admin_settings.html",
        missing=installation.missing,
        default_rubric=installation.rubric,
        **values,
    )
