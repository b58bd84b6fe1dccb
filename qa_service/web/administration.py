"""What the pages of administrators share: the way between them, and the bounds of a role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.people import Reach, Role
from qa_service.errors import BadInput, Conflict, QaError, one_of
from qa_service.services.access import Permission
from qa_service.web.i18n import N_
from qa_service.web.page import page
from qa_service.web.visitor import Visitor

TABS: tuple[tuple[str, str, Permission], ...] = (
    ("/admin/users", N_("Users"), Permission.MANAGE_ACCESS),
    ("/admin/keys", N_("API keys"), Permission.MANAGE_ACCESS),
    ("/admin/webhooks", N_("Webhooks"), Permission.SEND_EVENTS),
    ("/admin/clients", N_("Clients"), Permission.ADMINISTER),
    ("/admin/hours", N_("Opening hours"), Permission.SET_POLICY),
    ("/admin/addresses", N_("E-mail addresses"), Permission.SET_POLICY),
    ("/admin/sites", N_("Sites and vendors"), Permission.SET_POLICY),
    ("/admin/agents", N_("Agents"), Permission.ADMINISTER),
    ("/admin/connectors", N_("Connectors"), Permission.CONNECT),
    ("/admin/schedules", N_("Scheduled exports"), Permission.CONNECT),
    ("/admin/retention", N_("What goes when"), Permission.RETAIN),
    ("/admin/opt-outs", N_("Objections to analysis"), Permission.RETAIN),
    ("/admin/holds", N_("Legal holds"), Permission.RETAIN),
    ("/admin/erasures", N_("Erasing"), Permission.ERASE),
    ("/admin/audit", N_("Audit trail"), Permission.READ_AUDIT),
    ("/admin/settings", N_("Settings"), Permission.MANAGE_ACCESS),
)
"""Address, title, and what it asks of the visitor."""

FAULTS: Mapping[str, str] = {
    "name": N_("A name has 1 to 100 printable characters."),
    "label": N_("Say in 1 to 200 characters what the key is for."),
    "password": N_(
        "A password has 12 to 200 characters and is not easy to guess: take four or more words that have nothing to do "
        "together."
    ),
    "role": N_("That is no role."),
    "client": N_("This role needs its client."),
    "team": N_("A team leader needs a team, and no other role has one."),
    "agent": N_("An agent needs a pseudonym, and no other role has one."),
    "expires_at": N_("That day is past, or is no day."),
    "permissions": N_("The role does not have all of these permissions."),
    "networks": N_("Write networks like 192.0.2.0/24, one after another."),
    "per_minute": N_("Write a whole number from 1 to 1,000,000, or nothing."),
    "taken": N_("There is a user of this name already."),
}


@dataclass(frozen=True, slots=True)
class ReachForm:
    """A role with its bounds, as a form sends them."""

    role: Annotated[str, Form(max_length=40)] = Role.QA.value
    client: Annotated[Text, Form(max_length=200)] = ""
    team: Annotated[Text, Form(max_length=200)] = ""
    agent: Annotated[Text, Form(max_length=200)] = ""

    @property
    def reach(self) -> Reach:
        """Raises BadInput on a role that does not exist."""
        if self.role not in set(Role):
            raise BadInput("is no role", where="role", hint=one_of(Role))
        client, team, agent = (name.strip() or None for name in (self.client, self.team, self.agent))
        return Reach(Role(self.role), client, team, agent)


def tabs(visitor: Visitor) -> list[tuple[str, str]]:
    """Addresses and titles of the pages that this administrator may open."""
    return [(path, title) for path, title, permission in TABS if visitor.may(permission)]


def admin_page(request: Request, visitor: Visitor, template: str, /, status: int = 200, **values: Any) -> Response:
    """A page with the way to the others above it."""
    return page(request, visitor, template, status, tabs=tabs(visitor), **values)


def typed_page(
    request: Request,
    visitor: Visitor,
    template: str,
    client: str,
    typed: str | Mapping[str, str],
    error: QaError | None = None,
    **values: Any,
) -> Response:
    """What is set for a client, as it was typed, with what is wrong of it above."""
    fault = None if error is None else visitor.locale.sentence(error.sentence)
    status = 422 if error else 200
    return admin_page(request, visitor, template, status, client=client, typed=typed, fault=fault, **values)


def faults_of(error: QaError) -> dict[str, str]:
    """What is wrong, by field. Raises the error where no field of these forms is meant."""
    where = "taken" if isinstance(error, Conflict) else error.where if isinstance(error, BadInput) else ""
    if where not in FAULTS:
        raise error
    return {"name" if where == "taken" else where: FAULTS[where]}


def shown_once(request: Request, visitor: Visitor, **values: Any) -> Response:
    """A secret that nobody can look up again: browsers keep no copy of the page."""
    answer = admin_page(request, visitor, "admin_secret.html", 201, **values)
    answer.headers["Cache-Control"] = "no-store"
    return answer
