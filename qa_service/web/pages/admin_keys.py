"""API keys: made and shown once, replaced, revoked for good."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.people import KeyTerms, Role
from qa_service.errors import BadInput, word
from qa_service.services import keys
from qa_service.services.access import Permission
from qa_service.web import notes
from qa_service.web.administration import ReachForm, admin_page, faults_of, shown_once
from qa_service.web.i18n import N_, Locale
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

REVOKED = notes.add("key-revoked", N_("The key is revoked. Whoever still uses it is refused."))


@dataclass(frozen=True, slots=True)
class KeyForm(ReachForm):
    """The form of a key."""

    label: Annotated[Text, Form(max_length=500)] = ""
    until: Annotated[str, Form(max_length=20)] = ""
    only: Annotated[tuple[str, ...], Form()] = ()
    networks: Annotated[Text, Form(max_length=2000)] = ""
    per_minute: Annotated[str, Form(max_length=10)] = ""

    def terms(self, locale: Locale) -> KeyTerms:
        """`until` is the last day. Raises BadInput."""
        end = locale.end_of(self.until) if self.until else None
        if self.until and end is None:
            raise BadInput("is no day", where="expires_at", hint="write it like 2027-01-31")
        if self.per_minute.strip() and not self.per_minute.strip().isdecimal():
            raise BadInput("is no number", where="per_minute", hint="write a whole number")
        most = int(self.per_minute) if self.per_minute.strip() else None
        return KeyTerms(end, self.only, tuple(self.networks.replace(",", " ").split()), most)


@router.get("/admin/keys")
def listed(request: Request, visitor: Annotated[Visitor, Opens(keys.listed)]) -> Response:
    """All keys, those that work first, and the form for another one."""
    return _list(request, visitor, KeyForm())


def _list(request: Request, visitor: Visitor, form: KeyForm, faults: dict[str, str] | None = None) -> Response:
    rows, clients = keys.listed(visitor.context)
    rows = sorted(rows, key=lambda row: row.revoked_at is not None)
    values = {"keys": rows, "clients": clients, "roles": tuple(Role), "given": form, "faults": faults or {}}
    values |= {"rights": {right.name: word(right) for right in Permission}, "moment": visitor.context.deps.clock()}
    return admin_page(request, visitor, "admin_keys.html", 422 if faults else 200, **values)


@router.post("/admin/keys")
def create(
    request: Request, visitor: Annotated[Visitor, Opens(keys.create)], form: Annotated[KeyForm, Depends()]
) -> Response:
    """A key, shown this once."""
    try:
        row, plain = keys.create(visitor.context, form.label, form.reach, form.terms(visitor.locale))
    except BadInput as error:
        return _list(request, visitor, form, faults_of(error))
    return shown_once(request, visitor, kind="key", of=row.label, secret=plain, back="/admin/keys")


@router.post("/admin/keys/{prefix}/rotate")
def rotate(request: Request, visitor: Annotated[Visitor, Opens(keys.rotate)], prefix: str) -> Response:
    """A key in the place of another, which works for a week more; shown this once."""
    row, plain = keys.rotate(visitor.context, prefix)
    return shown_once(request, visitor, kind="key", of=row.label, secret=plain, back="/admin/keys")


@router.post("/admin/keys/{prefix}/revoke")
def revoke(visitor: Annotated[Visitor, Opens(keys.revoke)], prefix: str) -> Response:
    """The key works no more; who signed in with it is out as well."""
    keys.revoke(visitor.context, prefix)
    return moved("/admin/keys", REVOKED)
