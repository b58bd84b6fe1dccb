"""For how long what is kept and what goes when, and customers who object to being analysed; for administrators."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Text
from qa_service.domain.retention import KeptKind
from qa_service.errors import BadInput, QaError, say
from qa_service.services import customer_names, opt_outs, retention
from qa_service.web import notes
from qa_service.web.administration import admin_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin", route_class=WebRoute, include_in_schema=False)

SET = notes.add("clocks-set", N_("The clocks are set. Nothing goes before the next night: look below at what will."))
OPTED_OUT = notes.add("opted-out", N_("The objection is kept: nothing of this customer will be analysed."))
BACK = notes.add("opt-out-withdrawn", N_("The objection is taken back."))
_Days = Annotated[Text, Form(max_length=10)]


@dataclass(frozen=True, slots=True)
class ClocksForm:
    """Days by kind as they were typed; empty: not by itself, or as the installation where a client is named."""

    client: Annotated[Text, Form(max_length=200)] = ""
    original: _Days = ""
    recording: _Days = ""
    transcript: _Days = ""
    review: _Days = ""
    analysis: _Days = ""
    export: _Days = ""
    survey: _Days = ""
    complaint: _Days = ""
    audit: _Days = ""

    def days(self) -> dict[KeptKind, int | None]:
        """Raises BadInput on what is no number."""
        return {kind: days for kind in _kinds(self.client) if (days := self._of(kind)) is not None}

    def _of(self, kind: KeptKind) -> int | None:
        typed = getattr(self, kind.value).strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            raise BadInput("is no number of days", where=kind.value, hint=say("leave it empty, or give whole days"))
        return int(typed) if typed else None


def _kinds(client: str) -> list[KeptKind]:
    return [kind for kind in KeptKind if kind is not KeptKind.AUDIT or not client.strip()]


@router.get("/retention")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(retention.clocks)],
    client: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The clocks of the installation, or of a client, and what goes when."""
    return _page(request, visitor, client.strip() or visitor.caller.client or "")


def _page(
    request: Request, visitor: Visitor, client: str, form: ClocksForm | None = None, error: QaError | None = None
) -> Response:
    view = retention.clocks(visitor.context, client or None)
    given = {kind.value: getattr(form, kind.value) if form else view.own.get(kind) for kind in _kinds(client)}
    values: dict[str, Any] = {"client": client, "clocks": view, "given": given}
    values["forecast"] = retention.forecast(visitor.context, client or None)
    values["fault"] = None if error is None else visitor.locale.sentence(error.sentence)
    return admin_page(request, visitor, "admin_retention.html", 422 if error else 200, **values)


@router.post("/retention")
def set_clocks(
    request: Request, visitor: Annotated[Visitor, Opens(retention.set_clocks)], form: Annotated[ClocksForm, Depends()]
) -> Response:
    """What was typed is not lost where the clocks do not fit together."""
    client = form.client.strip()
    try:
        days = form.days()
        retention.set_clocks(visitor.context, client or None, days, frozenset(_kinds(client)) - days.keys())
    except BadInput as error:
        return _page(request, visitor, client, form, error)
    return moved("/admin/retention", SET)


@router.get("/opt-outs")
def objections(
    request: Request,
    visitor: Annotated[Visitor, Opens(opt_outs.listed)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Those in force, and the form for another one."""
    page = opt_outs.listed(visitor.context, cursor=cursor)
    return admin_page(request, visitor, "admin_opt_outs.html", rows=page.items, next=page.next, cursor=cursor)


@router.post("/opt-outs")
def opt_out(
    visitor: Annotated[Visitor, Opens(opt_outs.put)],
    client: Annotated[Text, Form(min_length=1, max_length=200)],
    customer: Annotated[Text, Form(max_length=200)] = "",
    phone: Annotated[Text, Form(max_length=200)] = "",
    email: Annotated[Text, Form(max_length=200)] = "",
    erase: Annotated[bool, Form()] = False,
) -> Response:
    """An objection."""
    name = customer_names.one_named(customer, phone, email)
    opt_outs.put(visitor.context, client.strip(), name, erase=erase)
    return moved("/admin/opt-outs", OPTED_OUT)


@router.post("/opt-outs/{uuid}/withdraw")
def withdraw(visitor: Annotated[Visitor, Opens(opt_outs.withdraw)], uuid: UUID) -> Response:
    """It is over."""
    opt_outs.withdraw(visitor.context, uuid)
    return moved("/admin/opt-outs", BACK)
