"""The register of complaints: rows as they are kept, found, followed by their deadlines, and forgotten."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.complaints import (
    ComplaintFacts,
    ComplaintFilters,
    ComplaintOutcome,
    ComplaintRules,
    ComplaintState,
)
from qa_service.domain.events import EventType
from qa_service.domain.groups import Days
from qa_service.domain.interaction import State
from qa_service.errors import Conflict, NotFound
from qa_service.store import outbox
from qa_service.store.codec import from_body, to_body
from qa_service.store.cursor import Page, newest_first
from qa_service.store.scope import calendar_of
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_complaints import ComplaintDismissalRow, ComplaintRow, ComplaintRulesRow

DEFAULT = ComplaintRules()
COMPLAINT = "complaint"
"""The reason for contact by which the machine takes a contact for a complaint."""
_AT_ONCE = 500


def rules(session: Session, client: str) -> ComplaintRules:
    """What a client has set; the defaults where it has set nothing."""
    row = session.get(ComplaintRulesRow, client)
    return DEFAULT if row is None else from_body(ComplaintRules, row.body)


def save_rules(session: Session, client: str, new: ComplaintRules, by: str) -> None:
    """In the place of those before; complaints that are registered already keep their deadlines."""
    row = session.get(ComplaintRulesRow, client)
    if row is None:
        row = ComplaintRulesRow(client=client, body={}, by=by)
        session.add(row)
    row.body, row.by, row.at = to_body(new), by, now()
    session.flush()


def add(session: Session, row: ComplaintRow) -> None:
    """Raises Conflict where its number is taken."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Conflict(
            "a complaint {reference} of this client is registered already", reference=row.reference
        ) from None


def get(session: Session, id: uuid.UUID) -> ComplaintRow:
    """Locked until the transaction ends. Raises NotFound."""
    row = session.exec(select(ComplaintRow).where(ComplaintRow.id == id).with_for_update()).first()
    if row is None:
        raise NotFound("no complaint {id}", id=id)
    return row


def by_identity(session: Session, client: str, identity: str) -> ComplaintRow | None:
    """The one whose number has this keyed hash, locked until the transaction ends."""
    query = select(ComplaintRow).where(ComplaintRow.client == client, ComplaintRow.identity == identity)
    return session.exec(query.with_for_update()).first()


def conditions(filters: ComplaintFilters, today: date, warn_days: int) -> list[sa.ColumnElement[bool]]:
    """As SQL."""
    row = ComplaintRow
    same = {"client": filters.client, "matter": filters.matter, "channel": filters.channel, "team": filters.team}
    where = [col(getattr(row, name)) == value for name, value in same.items() if value is not None]
    if filters.interaction is not None:
        where.append(col(row.interaction_id) == filters.interaction)
    if filters.since is not None:
        where.append(col(row.at) >= filters.since)
    if filters.until is not None:
        where.append(col(row.at) < filters.until)
    if filters.state is not None:
        where += _stands(filters.state, today, warn_days)
    if filters.due_within is not None:
        last = today + timedelta(days=filters.due_within)
        where += [_OPEN, col(row.due_on) >= today, col(row.due_on) <= last]
    return where


_OPEN = col(ComplaintRow.answered_on).is_(None)


def _stands(state: ComplaintState, today: date, warn_days: int) -> list[sa.ColumnElement[bool]]:
    due, withdrawn = col(ComplaintRow.due_on), col(ComplaintRow.outcome) == ComplaintOutcome.WITHDRAWN
    match state:
        case ComplaintState.OPEN:
            return [_OPEN, due >= today]
        case ComplaintState.DUE:
            return [_OPEN, due >= today, due <= today + timedelta(days=warn_days)]
        case ComplaintState.LATE:
            return [_OPEN, due < today]
        case ComplaintState.ANSWERED:
            return [~_OPEN, ~withdrawn]
        case ComplaintState.WITHDRAWN:
            return [withdrawn]


def page(
    session: Session, filters: ComplaintFilters, today: date, *, cursor: str | None = None, limit: int = 50
) -> Page[ComplaintRow]:
    """By day of receipt, the latest first. Raises BadInput on a cursor that this service did not make."""
    warn_days = rules(session, filters.client).warn_days if filters.client else DEFAULT.warn_days
    query = select(ComplaintRow).where(*conditions(filters, today, warn_days))
    return newest_first(session, query, ComplaintRow.at, ComplaintRow.id, cursor, limit)


def count(session: Session, filters: ComplaintFilters, today: date) -> int:
    """How many there are."""
    query = select(sa.func.count()).select_from(ComplaintRow)
    return session.exec(query.where(*conditions(filters, today, DEFAULT.warn_days))).one()


def facts(session: Session, filters: ComplaintFilters, days: Days) -> list[ComplaintFacts]:
    """Of those received in a period, what figures need."""
    row = ComplaintRow
    columns = (row.received_on, row.first_due_on, row.first_answered_on, row.outcome, row.reopened, row.matter)
    query: Any = sa.select(*map(col, columns)).where(*conditions(filters, date.min, 0))
    if days.since is not None:
        query = query.where(col(row.received_on) >= days.since)
    if days.until is not None:
        query = query.where(col(row.received_on) < days.until)
    return [
        ComplaintFacts(received, due, answered, outcome is ComplaintOutcome.WITHDRAWN, reopened > 0, matter)
        for received, due, answered, outcome, reopened, matter in session.execute(query)
    ]


def candidates(session: Session, client: str | None, limit: int) -> Sequence[InteractionRow]:
    """Contacts that the machine takes for complaints, that nobody has registered or dismissed; the latest first."""
    row, registered, dismissed = InteractionRow, ComplaintRow, ComplaintDismissalRow
    query = select(row).where(
        row.intent == COMPLAINT,
        row.state == State.DONE,
        col(row.segment_of).is_(None),
        ~sa.exists().where(col(registered.interaction_id) == col(row.id)),
        ~sa.exists().where(col(dismissed.interaction_id) == col(row.id)),
    )
    if client is not None:
        query = query.where(row.client == client)
    return session.exec(query.order_by(col(row.at).desc(), col(row.id).desc()).limit(limit)).all()


def is_dismissed(session: Session, interaction: uuid.UUID) -> bool:
    """Whether a person said that it is none."""
    return session.get(ComplaintDismissalRow, interaction) is not None


def dismiss(session: Session, interaction: InteractionRow, by: str) -> bool:
    """It is no complaint; False: that was said before."""
    if is_dismissed(session, interaction.id):
        return False
    session.add(ComplaintDismissalRow(interaction_id=interaction.id, client=interaction.client, by=by))
    session.flush()
    return True


def follow(session: Session, part: uuid.UUID, whole: uuid.UUID) -> None:
    """What came with a part of a conversation came with the whole."""
    row = ComplaintRow
    session.exec(sa.update(row).where(col(row.interaction_id) == part).values(interaction_id=whole))


def forget_interactions(session: Session, ids: Collection[uuid.UUID]) -> int:
    """Those that came with erased contacts go with them; how many."""
    return _delete(session, col(ComplaintRow.interaction_id).in_(list(ids)))


def forget_customer(session: Session, client: str, names: Collection[str]) -> int:
    """Those of an erased customer, under whichever of these names; how many."""
    return _delete(session, col(ComplaintRow.client) == client, col(ComplaintRow.customer).in_(list(names)))


def drop(session: Session, ids: Collection[uuid.UUID]) -> int:
    """Those whose time is up; how many."""
    return _delete(session, col(ComplaintRow.id).in_(list(ids)))


def _delete(session: Session, *where: Any) -> int:
    return session.exec(sa.delete(ComplaintRow).where(*where)).rowcount


def tell(session: Session, moment: datetime) -> int:
    """An event for each complaint whose deadline comes near or has passed, once; how many."""
    today, told = calendar_of(session).day(moment), 0
    for row in _untold(session, today):
        is_late = row.due_on < today
        if not is_late and row.due_on > today + timedelta(days=rules(session, row.client).warn_days):
            continue
        outbox.complaint_waits(session, row, EventType.COMPLAINT_LATE if is_late else EventType.COMPLAINT_DUE)
        row.told_due, row.told_late = True, is_late
        told += 1
    return told


def _untold(session: Session, today: date) -> Sequence[ComplaintRow]:
    row = ComplaintRow
    late = sa.and_(col(row.due_on) < today, ~col(row.told_late))
    near = sa.and_(col(row.due_on) <= today + timedelta(days=90), ~col(row.told_due))
    query = select(row).where(_OPEN, sa.or_(late, near)).order_by(col(row.due_on), col(row.id))
    return session.exec(query.limit(_AT_ONCE).with_for_update()).all()
