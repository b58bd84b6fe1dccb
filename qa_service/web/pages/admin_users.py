"""People who sign in: made, changed, given a new password, kept out and let in again."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from qa_service.api.deps import ServiceDep
from qa_service.domain.people import Role
from qa_service.errors import BadInput, Conflict, Forbidden
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, directory, passwords, users
from qa_service.store.tables_people import UserRow
from qa_service.web import notes
from qa_service.web.administration import AdminPage, GivenReach, OwnerPage, admin_page, faults_of, shown_once, tabs
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

CREATED = notes.add("user-created", N_("The person may sign in now."))
CHANGED = notes.add("user-changed", N_("Changed. The person has to sign in again."))
DISABLED = notes.add("user-disabled", N_("The person can no longer sign in. What they did stays."))
ENABLED = notes.add("user-enabled", N_("The person may sign in again."))


@dataclass(frozen=True, slots=True)
class GivenUser(GivenReach):
    """The form of a user."""

    name: Annotated[str, Form(max_length=200)] = ""
    password: Annotated[str, Form(max_length=500)] = ""
    lang: Annotated[str, Form(max_length=8)] = ""


Given = Annotated[GivenUser, Depends()]


@router.get("/admin")
def first(visitor: AdminPage) -> Response:
    """The first page that this administrator may open."""
    return moved(tabs(visitor)[0][0])


@router.get("/admin/users")
def listed(request: Request, service: ServiceDep, visitor: OwnerPage) -> Response:
    """Everybody, and the form for another one."""
    return _list(request, service, visitor, GivenUser())


def _list(
    request: Request, service: Dependencies, visitor: Visitor, given: GivenUser, faults: dict[str, str] | None = None
) -> Response:
    with service.store.reading() as session:
        everybody, clients = users.listed(session), directory.clients(session)
    values = {"users": everybody, "clients": clients, "roles": tuple(Role), "given": given, "faults": faults or {}}
    return admin_page(request, visitor, "admin_users.html", 422 if faults else 200, **values)


@router.post("/admin/users")
def create(request: Request, service: ServiceDep, visitor: OwnerPage, given: Given) -> Response:
    """A person with the password that was typed, or with one that is made and shown this once."""
    password = given.password or passwords.generated()
    try:
        with service.store.transaction() as session:
            row = users.create(session, given.name, password, given.reach, given.lang or None)
            audit.note(session, visitor.caller.actor, "create user", row.name, row.client, role=given.role)
    except (BadInput, Conflict) as error:
        return _list(request, service, visitor, given, faults_of(error))
    return moved("/admin/users", CREATED) if given.password else _told(request, visitor, row, password)


def _told(request: Request, visitor: Visitor, row: UserRow, password: str) -> Response:
    return shown_once(request, visitor, kind="password", of=row.name, secret=password, back="/admin/users")


@router.get("/admin/users/{uuid}")
def one(request: Request, service: ServiceDep, visitor: OwnerPage, uuid: UUID) -> Response:
    """What can be changed of a person."""
    with service.store.reading() as session:
        row = users.get(session, uuid)
    given = GivenUser(row.role.value, row.client or "", row.team or "", row.agent or "", row.name, lang=row.lang or "")
    return _one(request, service, visitor, row, given)


def _one(
    request: Request,
    service: Dependencies,
    visitor: Visitor,
    row: UserRow,
    given: GivenUser,
    faults: dict[str, str] | None = None,
) -> Response:
    with service.store.reading() as session:
        clients = directory.clients(session)
    values = {"user": row, "clients": clients, "roles": tuple(Role), "given": given, "faults": faults or {}}
    return admin_page(request, visitor, "admin_user.html", 422 if faults else 200, **values)


@router.post("/admin/users/{uuid}")
def change(request: Request, service: ServiceDep, visitor: OwnerPage, uuid: UUID, given: Given) -> Response:
    """Another role, other bounds, another language; the person is signed out."""
    _not_oneself(visitor, uuid)
    try:
        with service.store.transaction() as session:
            row = users.change(session, uuid, given.reach, given.lang or None)
            audit.note(session, visitor.caller.actor, "change user", row.name, row.client, role=given.role)
    except BadInput as error:
        with service.store.reading() as session:
            row = users.get(session, uuid)
        return _one(request, service, visitor, row, given, faults_of(error))
    return moved("/admin/users", CHANGED)


@router.post("/admin/users/{uuid}/password")
def renew(request: Request, service: ServiceDep, visitor: OwnerPage, uuid: UUID) -> Response:
    """A new password, shown this once; the old one and all sessions end."""
    password = passwords.generated()
    with service.store.transaction() as session:
        row = users.set_password(session, uuid, password)
        audit.note(session, visitor.caller.actor, "set password", row.name)
    return _told(request, visitor, row, password)


@router.post("/admin/users/{uuid}/disable")
def disable(service: ServiceDep, visitor: OwnerPage, uuid: UUID) -> Response:
    """Nobody signs in under this name any more."""
    _not_oneself(visitor, uuid)
    with service.store.transaction() as session:
        row = users.disable(session, uuid)
        audit.note(session, visitor.caller.actor, "disable user", row.name)
    return moved("/admin/users", DISABLED)


@router.post("/admin/users/{uuid}/enable")
def enable(service: ServiceDep, visitor: OwnerPage, uuid: UUID) -> Response:
    """The inverse."""
    with service.store.transaction() as session:
        row = users.enable(session, uuid)
        audit.note(session, visitor.caller.actor, "enable user", row.name)
    return moved("/admin/users", ENABLED)


def _not_oneself(visitor: Visitor, uuid: UUID) -> None:
    """Raises Forbidden: the last administrator could lock everybody out."""
    if visitor.user_id == uuid:
        raise Forbidden("nobody changes or disables the own user; ask another administrator")
