"""People who sign in: made, changed, given a new password, kept out and let in again."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from qa_service.domain.people import Role
from qa_service.errors import BadInput, Conflict
from qa_service.services import clients, people, second_factor
from qa_service.services.people import NewPassword
from qa_service.web import notes
from qa_service.web.administration import ReachForm, admin_page, faults_of, shown_once, tabs
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

CREATED = notes.add("user-created", N_("The person may sign in now."))
CHANGED = notes.add("user-changed", N_("Changed. The person has to sign in again."))
DISABLED = notes.add("user-disabled", N_("The person can no longer sign in. What they did stays."))
ENABLED = notes.add("user-enabled", N_("The person may sign in again."))


@dataclass(frozen=True, slots=True)
class UserForm(ReachForm):
    """The form of a user."""

    name: Annotated[str, Form(max_length=200)] = ""
    password: Annotated[str, Form(max_length=500)] = ""
    lang: Annotated[str, Form(max_length=8)] = ""


Sent = Annotated[UserForm, Depends()]


@router.get("/admin")
def first(visitor: Annotated[Visitor, Opens(clients.listed)]) -> Response:
    """The first page that this administrator may open."""
    return moved(tabs(visitor)[0][0])


@router.get("/admin/users")
def listed(request: Request, visitor: Annotated[Visitor, Opens(people.listed)]) -> Response:
    """Everybody, and the form for another one."""
    return _list(request, visitor, UserForm())


def _list(request: Request, visitor: Visitor, form: UserForm, faults: dict[str, str] | None = None) -> Response:
    everybody, clients = people.listed(visitor.context)
    values = {"users": everybody, "clients": clients, "roles": tuple(Role), "given": form, "faults": faults or {}}
    return admin_page(request, visitor, "admin_users.html", 422 if faults else 200, **values)


@router.post("/admin/users")
def create(request: Request, visitor: Annotated[Visitor, Opens(people.create)], form: Sent) -> Response:
    """A person with the password that was typed, or with one that is made and shown this once."""
    try:
        new = people.create(visitor.context, form.name, form.reach, form.lang or None, form.password or None)
    except (BadInput, Conflict) as error:
        return _list(request, visitor, form, faults_of(error))
    return moved("/admin/users", CREATED) if form.password else _shown_once(request, visitor, new)


def _shown_once(request: Request, visitor: Visitor, new: NewPassword) -> Response:
    return shown_once(request, visitor, kind="password", of=new.row.name, secret=new.password, back="/admin/users")


@router.get("/admin/users/{uuid}")
def show(request: Request, visitor: Annotated[Visitor, Opens(people.show)], uuid: UUID) -> Response:
    """What can be changed of a person."""
    return _user(request, visitor, uuid)


def _user(
    request: Request,
    visitor: Visitor,
    uuid: UUID,
    form: UserForm | None = None,
    faults: dict[str, str] | None = None,
) -> Response:
    row, clients, sessions, has_second_factor = people.show(visitor.context, uuid)
    form = form or UserForm(
        row.role.value, row.client or "", row.team or "", row.agent or "", row.name, lang=row.lang or ""
    )
    values = {"user": row, "clients": clients, "roles": tuple(Role), "given": form, "faults": faults or {}}
    values |= {"sessions": sessions, "has_second_factor": has_second_factor}
    return admin_page(request, visitor, "admin_user.html", 422 if faults else 200, **values)


@router.post("/admin/users/{uuid}")
def change(request: Request, visitor: Annotated[Visitor, Opens(people.change)], uuid: UUID, form: Sent) -> Response:
    """Another role, other bounds, another language; the person is signed out."""
    try:
        people.change(visitor.context, uuid, form.reach, form.lang or None)
    except BadInput as error:
        return _user(request, visitor, uuid, form, faults_of(error))
    return moved("/admin/users", CHANGED)


@router.post("/admin/users/{uuid}/password")
def renew(request: Request, visitor: Annotated[Visitor, Opens(people.renew)], uuid: UUID) -> Response:
    """A new password, shown this once; the old one and all sessions end."""
    return _shown_once(request, visitor, people.renew(visitor.context, uuid))


@router.post("/admin/users/{uuid}/sign-out")
def sign_out(visitor: Annotated[Visitor, Opens(people.sign_out)], uuid: UUID) -> Response:
    """All sessions of a person are over."""
    people.sign_out(visitor.context, uuid)
    return moved(f"/admin/users/{uuid}", "sessions-ended")


@router.post("/admin/users/{uuid}/second-factor/reset")
def reset_second_factor(visitor: Annotated[Visitor, Opens(second_factor.reset)], uuid: UUID) -> Response:
    """Of somebody who has lost the device."""
    second_factor.reset(visitor.context, uuid)
    return moved(f"/admin/users/{uuid}", "second-factor-reset")


@router.post("/admin/users/{uuid}/disable")
def disable(visitor: Annotated[Visitor, Opens(people.disable)], uuid: UUID) -> Response:
    """Nobody signs in under this name any more."""
    people.disable(visitor.context, uuid)
    return moved("/admin/users", DISABLED)


@router.post("/admin/users/{uuid}/enable")
def enable(visitor: Annotated[Visitor, Opens(people.enable)], uuid: UUID) -> Response:
    """The inverse."""
    people.enable(visitor.context, uuid)
    return moved("/admin/users", ENABLED)
