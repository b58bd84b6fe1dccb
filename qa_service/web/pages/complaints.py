"""The register of complaints: listed, registered from a contact or by itself, acknowledged, answered, reopened."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.complaints import ComplaintFilters, ComplaintOutcome, ComplaintState, checked_rules
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, Conflict, QaError, Withheld, say
from qa_service.services import complaint_page, complaint_rules, complaints, interactions
from qa_service.services.complaint_rows import WantedComplaint
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import SpanDep
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/complaints", route_class=WebRoute, include_in_schema=False)

REGISTERED = notes.add("complaint-registered", N_("The complaint is in the register."))
DISMISSED = notes.add("complaint-dismissed", N_("It is not proposed as a complaint any more."))
RULES = notes.add("complaint-rules", N_("The rules hold for complaints registered from now on."))
LIMIT = 25
_Word = Annotated[Text, Form(max_length=200)]
_Id = Annotated[Text, Form(max_length=40)]
_Day = Annotated[Text, Form(max_length=10)]


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(complaint_page.show)],
    span: SpanDep,
    state: Annotated[str, Query(max_length=20)] = "",
    within: Annotated[str, Query(max_length=4)] = "",
    matter: Annotated[str, Query(max_length=64)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Those in reach, by day of receipt; beside them what the machine proposes, and the figures of one client."""
    chosen = ComplaintState(state) if state in set(ComplaintState) else None
    days = int(within) if within.isascii() and within.isdecimal() else None
    filters = ComplaintFilters(
        span.client, chosen, days, matter or None, span.channel, since=span.start, until=span.end
    )
    try:
        register = complaint_page.show(visitor.context, filters, span.days, cursor or None, LIMIT)
    except Withheld:
        return withheld(request, visitor)
    asked = {"state": state, "within": within, "matter": matter}
    query = "&".join(part for part in (span.query, urlencode({k: v for k, v in asked.items() if v})) if part)
    values: dict[str, Any] = {**register._asdict(), "span": span, "asked": asked, "cursor": cursor, "query": query}
    return page(request, visitor, "complaints.html", states=tuple(ComplaintState), **values)


@router.get("/new")
def new(
    request: Request, visitor: Annotated[Visitor, Opens(complaints.register)], interaction: UUID | None = None
) -> Response:
    """The form, of a contact or of none."""
    return _form(request, visitor, ComplaintForm(interaction="" if interaction is None else str(interaction)))


@dataclass(frozen=True, slots=True)
class ComplaintForm:
    """A complaint as it was typed."""

    interaction: _Id = ""
    client: _Word = ""
    reference: _Word = ""
    customer: _Word = ""
    matter: _Word = ""
    received_on: _Day = ""
    acknowledged_on: _Day = ""
    note: Annotated[Text, Form(max_length=1000)] = ""

    def wanted(self) -> WantedComplaint:
        """What is meant. Raises BadInput."""
        return WantedComplaint(
            self.matter.strip(),
            self.client.strip() or None,
            self.reference.strip() or None,
            self.customer.strip() or None,
            _id(self.interaction) if self.interaction else None,
            note=self.note,
            received_on=_day(self.received_on, "received_on"),
            acknowledged_on=_day(self.acknowledged_on, "acknowledged_on"),
        )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("is no interaction", where="interaction") from None


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput("{text!r} is no day", text=text, where=where, hint=say("write it as 2026-12-07")) from None


def _form(request: Request, visitor: Visitor, form: ComplaintForm, error: QaError | None = None) -> Response:
    contact = interactions.show(visitor.context, _id(form.interaction)) if form.interaction else None
    client = contact.client if contact is not None else form.client or visitor.caller.client
    values: dict[str, Any] = {
        "given": form,
        "contact": contact,
        "matters": complaints.matters_of(visitor.context, client),
        "fault": None if error is None else visitor.locale.sentence(error.sentence),
    }
    return page(request, visitor, "complaint_new.html", 200 if error is None else 422, **values)


@router.post("")
def register(
    request: Request,
    visitor: Annotated[Visitor, Opens(complaints.register)],
    form: Annotated[ComplaintForm, Depends()],
) -> Response:
    """Register it."""
    try:
        made = complaints.register(visitor.context, form.wanted())
    except (BadInput, Conflict) as error:
        return _form(request, visitor, form, error)
    return moved(f"/complaints/{made.uuid}", REGISTERED)


@router.post("/dismissals")
def dismiss(visitor: Annotated[Visitor, Opens(complaints.dismiss)], interaction: _Id, back: _Word = "") -> Response:
    """A contact that the machine takes for a complaint is none."""
    id = _id(interaction)
    complaints.dismiss(visitor.context, id)
    return moved(f"/interactions/{id}" if back == "interaction" else "/complaints", DISMISSED)


@router.post("/rules")
def set_rules(
    visitor: Annotated[Visitor, Opens(complaint_rules.put)],
    client: _Word,
    days: _Word = "30",
    counted: _Word = "calendar",
    warn_days: _Word = "5",
    matters: Annotated[Text, Form(max_length=8000)] = "",
) -> Response:
    """What a client has set from now on."""
    lines = [line.strip() for line in matters.splitlines() if line.strip()]
    rules = checked_rules({"days": days, "counted": counted, "warn_days": warn_days, "matters": lines})
    complaint_rules.put(visitor.context, client.strip(), rules)
    return moved(f"/complaints?{urlencode({'client': client.strip()})}", RULES)


@router.get("/{uuid}")
def show(request: Request, visitor: Annotated[Visitor, Opens(complaints.show)], uuid: UUID) -> Response:
    """One complaint with its history, and what can be done next."""
    return _complaint(request, visitor, uuid)


def _complaint(request: Request, visitor: Visitor, id: UUID, error: QaError | None = None) -> Response:
    shown = complaints.show(visitor.context, id)
    fault = None if error is None else visitor.locale.sentence(error.sentence)
    outcomes = tuple(ComplaintOutcome)
    status = 200 if error is None else 422
    return page(request, visitor, "complaint.html", status, shown=shown, fault=fault, outcomes=outcomes)


@router.post("/{uuid}")
def advance(
    request: Request,
    visitor: Annotated[Visitor, Opens(complaints.answer)],
    uuid: UUID,
    step: _Word,
    on: _Day = "",
    outcome: _Word = "",
) -> Response:
    """Acknowledged, answered, or reopened."""
    try:
        _advance(visitor, uuid, step, _day(on, "on"), outcome)
    except (BadInput, Conflict) as error:
        return _complaint(request, visitor, uuid, error)
    return moved(f"/complaints/{uuid}", "saved")


def _advance(visitor: Visitor, id: UUID, step: str, on: date | None, outcome: str) -> None:
    if step == "acknowledge":
        complaints.acknowledge(visitor.context, id, on)
    elif step == "reopen":
        complaints.reopen(visitor.context, id, on)
    elif outcome not in set(ComplaintOutcome):
        raise BadInput("is missing", where="outcome")
    else:
        complaints.answer(visitor.context, id, ComplaintOutcome(outcome), on)
