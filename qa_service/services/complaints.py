"""The register of complaints: registered by people, acknowledged, answered by a day, reopened (ISO 18295, 4.4).

A machine registers nothing: what it takes for a complaint is a candidate that a person registers or dismisses.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.documents.complaints import ComplaintPage, ComplaintView
from qa_service.domain.complaints import ComplaintFilters, ComplaintOutcome, ComplaintStep, deadline, step
from qa_service.errors import BadInput, Conflict
from qa_service.reviewing import blindness
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.complaint_rows import WantedComplaint, matters, new_row
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import complaints, interactions, opening_hours
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_complaints import ComplaintRow

_FEW = 20


@changes(Permission.KEEP_COMPLAINTS, "register complaint", own_transactions=True)
def register(context: Context, complaint: WantedComplaint) -> ComplaintView:
    """Raises BadInput, Forbidden, NotFound, and Conflict where its number is taken."""
    intake = context.deps.intake  # which may write down the secret, in a transaction of its own
    with context.transaction() as session:
        row = new_row(session, context.deps, intake, context.caller, complaint)
        complaints.add(session, row)
        context.note(row.id, row.client, matter=row.matter)
        return _view(context, row)


@reads(Permission.SEE_COMPLAINTS)
def show(context: Context, id: UUID) -> ComplaintView:
    """Raises NotFound."""
    return _view(context, complaints.get(context.session, id))


@reads(Permission.SEE_COMPLAINTS, noted="read list of workers")
def listed(
    context: Context, filters: ComplaintFilters | None = None, cursor: str | None = None, limit: int = 50
) -> ComplaintPage:
    """By day of receipt, the latest first; by team only with a legal basis. Raises BadInput, Withheld."""
    narrowed, caller = filters or ComplaintFilters(), context.caller
    access.check_list(None, narrowed.team, caller.scope, context.deps.monitoring_basis)
    if narrowed.team is not None:
        access.check_role(caller, Permission.SEE_AGENTS)
        context.note_read(f"team:{narrowed.team}", narrowed.client)
    context.unchanged()  # one that is narrowed to nobody
    page = complaints.page(context.session, narrowed, _today(context), cursor=cursor, limit=limit)
    return ComplaintPage(items=[_view(context, row) for row in page.rows], next=page.next)


@changes(Permission.KEEP_COMPLAINTS, "acknowledge complaint")
def acknowledge(context: Context, id: UUID, on: date | None = None) -> ComplaintView:
    """The customer was told that it came in. Raises NotFound, BadInput, and Conflict where that was said already."""
    row = complaints.get(context.session, id)
    if row.acknowledged_on is not None:
        raise Conflict("its receipt was acknowledged on {day}", day=row.acknowledged_on)
    row.acknowledged_on = _day(context, row, on)
    _write(context, row, ComplaintStep.ACKNOWLEDGED, row.acknowledged_on)
    context.note(row.id, row.client, on=row.acknowledged_on.isoformat())
    return _view(context, row)


@changes(Permission.KEEP_COMPLAINTS, "answer complaint")
def answer(context: Context, id: UUID, outcome: ComplaintOutcome, on: date | None = None) -> ComplaintView:
    """It was answered, or the customer took it back. Raises NotFound, BadInput, and Conflict where it is answered."""
    row = complaints.get(context.session, id)
    if row.answered_on is not None:
        raise Conflict("it was answered on {day}; reopen it first", day=row.answered_on)
    row.answered_on, row.outcome = _day(context, row, on), outcome
    if not row.reopened:
        row.first_answered_on = row.answered_on
    _write(context, row, ComplaintStep.ANSWERED, row.answered_on, outcome)
    context.note(row.id, row.client, on=row.answered_on.isoformat(), outcome=outcome.value)
    return _view(context, row)


@changes(Permission.KEEP_COMPLAINTS, "reopen complaint")
def reopen(context: Context, id: UUID, on: date | None = None) -> ComplaintView:
    """The answer did not settle it: it waits for another, by a deadline that begins anew. Raises NotFound, BadInput,
    and Conflict where it is open.
    """
    row, session = complaints.get(context.session, id), context.session
    if row.answered_on is None:
        raise Conflict("it is not answered yet")
    day = _day(context, row, on)
    schedule = opening_hours.schedule(session, row.client)
    row.due_on = deadline(day, complaints.rules(session, row.client), schedule)
    row.answered_on, row.outcome, row.reopened = None, None, row.reopened + 1
    row.told_due, row.told_late = False, False
    _write(context, row, ComplaintStep.REOPENED, day)
    context.note(row.id, row.client, on=day.isoformat())
    return _view(context, row)


@reads(Permission.KEEP_COMPLAINTS)
def candidates(context: Context, client: str | None = None) -> Sequence[InteractionRow]:
    """The latest contacts that the machine takes for complaints and nobody has registered or dismissed; none that the
    caller is to judge blind.
    """
    rows = complaints.candidates(context.session, client or context.caller.client, _FEW)
    held = blindness.held_back(context.session, [row.id for row in rows], context.caller.reviewer)
    return [row for row in rows if row.id not in held]


@reads(Permission.KEEP_COMPLAINTS)
def matters_of(context: Context, client: str | None) -> Sequence[str]:
    """Those that a client's complaints are sorted by; None: the reasons for contact. Raises Forbidden."""
    if client is None:
        return matters(complaints.DEFAULT, context.deps)
    access.check_client(context.caller, client)
    return matters(complaints.rules(context.session, client), context.deps)


@changes(Permission.KEEP_COMPLAINTS, "dismiss complaint")
def dismiss(context: Context, interaction: UUID) -> None:
    """A person says that a contact which the machine takes for a complaint is none. Raises NotFound."""
    row = interactions.get(context.session, interaction)
    if complaints.dismiss(context.session, row, context.caller.actor):
        context.note(row.id, row.client)
    context.unchanged()


class OfInteraction(NamedTuple):
    """Complaints that came with a contact; whether the machine takes it for one that nobody has registered or
    dismissed.
    """

    complaints: Sequence[ComplaintView]
    is_candidate: bool


@reads(Permission.KEEP_COMPLAINTS)
def of_interaction(context: Context, interaction: UUID) -> OfInteraction:
    """For its page. Raises NotFound."""
    session = context.session
    row = interactions.get(session, interaction)
    page = complaints.page(session, ComplaintFilters(interaction=interaction), _today(context))
    held = blindness.held_back(session, [row.id], context.caller.reviewer)
    is_one = row.intent == complaints.COMPLAINT and not page.rows and not held
    views = [_view(context, complaint) for complaint in page.rows]
    return OfInteraction(views, is_one and not complaints.is_dismissed(session, interaction))


def _write(
    context: Context, row: ComplaintRow, what: ComplaintStep, on: date, outcome: ComplaintOutcome | None = None
) -> None:
    """Into its history."""
    row.history = [*row.history, step(what, on, context.caller.actor, outcome)]
    context.session.add(row)


def _day(context: Context, row: ComplaintRow, on: date | None) -> date:
    """That is named, or today. Raises BadInput on one that cannot be."""
    today = _today(context)
    day = on or today
    if day < row.received_on:
        raise BadInput("lies before the day of receipt", where="on")
    if day > today:
        raise BadInput("lies in the future", where="on")
    return day


def _today(context: Context) -> date:
    return context.deps.calendar.day(context.deps.clock())


def _view(context: Context, row: ComplaintRow) -> ComplaintView:
    warn_days = _warn_days(context.session, row.client)
    keeps = context.caller.may(Permission.KEEP_COMPLAINTS)
    return ComplaintView.of(row, _today(context), warn_days, keeps=keeps)


def _warn_days(session: Session, client: str) -> int:
    return complaints.rules(session, client).warn_days
