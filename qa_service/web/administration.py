"""What the pages of administrators share: who may open them, the way between them, and the bounds of a role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.people import Role
from qa_service.errors import BadInput, Conflict, Forbidden, QaError
from qa_service.services.access import Permission
from qa_service.store.users import Reach
from qa_service.web.i18n import N_
from qa_service.web.page import page
from qa_service.web.visitor import Allowed, Visitor

AdminPage = Annotated[Visitor, Depends(Allowed(Permission.ADMINISTER))]


def _of_everything(visitor: AdminPage) -> Visitor:
    """Raises Forbidden: who is bound to one client must not make a user who reaches more."""
    if not visitor.caller.scope.whole:
        raise Forbidden("only an administrator of all clients manages users, keys and settings")
    return visitor


OwnerPage = Annotated[Visitor, Depends(_of_everything)]

TABS: tuple[tuple[str, str, bool], ...] = (
    ("/admin/users", N_("Users"), True),
    ("/admin/keys", N_("API keys"), True),
    ("/admin/clients", N_("Clients"), False),
    ("/admin/agents", N_("Agents"), False),
    ("/admin/settings", N_("Settings"), True),
)
"""Address, title, and whether it is for administrators of all clients alone."""

FAULTS: Mapping[str, str] = {
    "name": N_("A name has 1 to 100 printable characters."),
    "label": N_("Say in 1 to 200 characters what the key is for."),
    "password": N_("A password has 12 to 200 characters."),
    "role": N_("That is no role."),
    "client": N_("This role needs its client."),
    "team": N_("A team leader needs a team, and no other role has one."),
    "agent": N_("An agent needs a pseudonym, and no other role has one."),
    "taken": N_("There is a user of this name already."),
}


@dataclass(frozen=True, slots=True)
class GivenReach:
    """A role with its bounds, as a form sends them."""

    role: Annotated[str, Form(max_length=40)] = Role.QA.value
    client: Annotated[Text, Form(max_length=200)] = ""
    team: Annotated[Text, Form(max_length=200)] = ""
    agent: Annotated[Text, Form(max_length=200)] = ""

    @property
    def reach(self) -> Reach:
        """Raises BadInput on a role that does not exist."""
        if self.role not in set(Role):
            raise BadInput("is no role", where="role", hint=f"use one of {', '.join(Role)}")
        client, team, agent = (given.strip() or None for given in (self.client, self.team, self.agent))
        return Reach(Role(self.role), client, team, agent)


def tabs(visitor: Visitor) -> list[tuple[str, str]]:
    """Addresses and titles of the pages that this administrator may open."""
    return [(path, title) for path, title, whole in TABS if visitor.caller.scope.whole or not whole]


def admin_page(request: Request, visitor: Visitor, template: str, /, status: int = 200, **values: Any) -> Response:
    """A page with the way to the others above it."""
    return page(request, visitor, template, status, tabs=tabs(visitor), **values)


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
