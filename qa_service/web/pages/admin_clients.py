"""Client organisations with what is set for them, agents, and the settings of this installation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.api.deps import ServiceDep
from qa_service.domain.agreement import Coefficient
from qa_service.domain.interaction import Text
from qa_service.domain.review import Policy
from qa_service.errors import BadInput
from qa_service.services.dependencies import Dependencies
from qa_service.store import directory, policies
from qa_service.store.directory import Client
from qa_service.web import notes
from qa_service.web.administration import AdminPage, OwnerPage, admin_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Visitor

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
    "agent_channel": N_("Audio channel of the agent"),
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
}
"""What is shown of the settings, in this order; their variable is QA_ and the name."""


@dataclass(frozen=True, slots=True)
class GivenPolicy:
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
def clients(
    request: Request, service: ServiceDep, visitor: AdminPage, client: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """All clients; of `client` what it asks of its reviews, to be changed."""
    with service.store.reading(visitor.caller.scope) as session:
        rows = directory.clients(session)
    chosen = next((row for row in rows if row.name == client), None)
    return _clients(request, service, visitor, rows, chosen)


def _clients(
    request: Request, service: Dependencies, visitor: Visitor, rows: Sequence[Client], chosen: Client | None
) -> Response:
    default = service.rubrics.default.name_at_version
    values: dict[str, Any] = {"clients": rows, "chosen": chosen, "default_rubric": default, "usual": policies.DEFAULT}
    named = {key: visitor.tongue.text(name) for key, name in COEFFICIENTS.items()}
    return admin_page(request, visitor, "admin_clients.html", coefficients=named, **values)


@router.post("/admin/clients/policy")
def set_policy(service: ServiceDep, visitor: AdminPage, given: Annotated[GivenPolicy, Depends()]) -> Response:
    """The threshold below which a criterion asks for a person, and the times for objections."""
    visitor.caller.owns(given.client)
    with service.store.transaction(visitor.caller.scope) as session:
        if given.client not in {row.name for row in directory.clients(session)}:
            raise BadInput("is no client that has anything here", where="client")
        policies.save(session, given.client, given.policy, visitor.caller.actor)
    return moved("/admin/clients", SAVED)


@router.get("/admin/agents")
def agents(
    request: Request,
    service: ServiceDep,
    visitor: AdminPage,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """All agents by pseudonym. How much one did is shown only where watching workers has a legal basis."""
    with service.store.reading(visitor.caller.scope) as session:
        rows, more = directory.agents(session, after=cursor)
    withheld = not service.monitoring_basis.strip()
    values: dict[str, Any] = {"agents": rows, "next": more, "cursor": cursor, "withheld": withheld}
    return admin_page(request, visitor, "admin_agents.html", **values)


@router.get("/admin/settings")
def settings(request: Request, service: ServiceDep, visitor: OwnerPage) -> Response:
    """What is in force, without secrets; it is changed where the service is started."""
    rows = [(SETTINGS[name], service.settings[name], name) for name in SETTINGS if name in service.settings]
    values: dict[str, Any] = {"rows": rows, "basis": service.monitoring_basis.strip(), "version": service.version}
    missing, default = service.missing_models(), service.rubrics.default.name_at_version
    return admin_page(request, visitor, "admin_settings.html", missing=missing, default_rubric=default, **values)
