"""API keys: made and shown once, revoked for good."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from qa_service.api.deps import ServiceDep
from qa_service.domain.interaction import Text
from qa_service.domain.people import Role
from qa_service.errors import BadInput
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, directory, keys
from qa_service.web import notes
from qa_service.web.administration import GivenReach, OwnerPage, admin_page, faults_of, shown_once
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

REVOKED = notes.add("key-revoked", N_("The key is revoked. Whoever still uses it is refused."))


@dataclass(frozen=True, slots=True)
class GivenKey(GivenReach):
    """The form of a key."""

    label: Annotated[Text, Form(max_length=500)] = ""

    @property
    def clean_label(self) -> str:
        """Raises BadInput."""
        label = " ".join(self.label.split())
        if not 1 <= len(label) <= 200:
            raise BadInput("is not 1 to 200 characters long", where="label", hint="say what the key is for")
        return label


@router.get("/admin/keys")
def listed(request: Request, service: ServiceDep, visitor: OwnerPage) -> Response:
    """All keys, those that work first, and the form for another one."""
    return _list(request, service, visitor, GivenKey())


def _list(
    request: Request, service: Dependencies, visitor: Visitor, given: GivenKey, faults: dict[str, str] | None = None
) -> Response:
    with service.store.reading() as session:
        rows, clients = keys.listed(session), directory.clients(session)
    rows = sorted(rows, key=lambda row: row.revoked_at is not None)
    values = {"keys": rows, "clients": clients, "roles": tuple(Role), "given": given, "faults": faults or {}}
    return admin_page(request, visitor, "admin_keys.html", 422 if faults else 200, **values)


@router.post("/admin/keys")
def create(
    request: Request, service: ServiceDep, visitor: OwnerPage, given: Annotated[GivenKey, Depends()]
) -> Response:
    """A key, shown this once."""
    try:
        reach = given.reach
        with service.store.transaction() as session:
            row, plain = keys.create(session, given.clean_label, reach.role, reach.client, reach.team, reach.agent)
            audit.note(session, visitor.caller.actor, "create key", row.prefix, row.client, role=given.role)
    except BadInput as error:
        return _list(request, service, visitor, given, faults_of(error))
    return shown_once(request, visitor, kind="key", of=row.label, secret=plain, back="/admin/keys")


@router.post("/admin/keys/{prefix}/revoke")
def revoke(service: ServiceDep, visitor: OwnerPage, prefix: str) -> Response:
    """The key works no more; who signed in with it is out as well."""
    with service.store.transaction() as session:
        row = keys.revoke(session, prefix)
        audit.note(session, visitor.caller.actor, "revoke key", row.prefix, row.client)
    return moved("/admin/keys", REVOKED)
