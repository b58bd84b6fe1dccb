"""What agents promised, kept beside each contact, and what later contacts show of it."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain import promises
from qa_service.domain.followed_promises import FollowedPromise, PromiseFilters, PromiseOutcome, PromiseStanding
from qa_service.domain.groups import Days
from qa_service.domain.interaction import Direction
from qa_service.domain.promise_kinds import PromiseKind
from qa_service.domain.promised_times import Clock
from qa_service.domain.promises import Promise
from qa_service.domain.transcript import Transcript
from qa_service.errors import NotFound
from qa_service.store import opening_hours
from qa_service.store.cursor import Page, newest_first
from qa_service.store.scope import calendar_of
from qa_service.store.tables import InstallationRow, InteractionRow
from qa_service.store.tables_promises import PromiseRow

_EVERY = timedelta(minutes=15)
_LAST = "promises_followed"
_FOLLOWED = timedelta(days=90)
"""For so long after its time, or after it was made, a promise is looked after."""


def keep(session: Session, row: InteractionRow, transcript: Transcript) -> None:
    """The promises of a contact as its words stand now, in the place of those before; what is known of one that stands
    where it stood stays known. None where it is not sure who the agent is, nor in automatic mail; those of the parts of
    colleagues stand in the whole contact.
    """
    if row.segment_of is not None:
        return
    before = {(old.turn, old.kind): old for old in _of(session, row.id)}
    for promise in _found(session, row, transcript):
        old = before.pop((promise.turn, promise.kind), None)
        said = {"start": promise.start, "end": promise.end, "due_at": promise.due_at}
        if old is None:
            session.add(_row(row, promise, transcript))
        else:
            for name, value in said.items():
                setattr(old, name, value)
    for gone in before.values():
        session.delete(gone)
    session.flush()


def _found(session: Session, row: InteractionRow, transcript: Transcript) -> Sequence[Promise]:
    if row.automatic is not None or transcript.roles_unsure:
        return ()
    zone = opening_hours.calendar(session, row.client).zone
    clock = Clock(row.at, zone, opening_hours.schedule(session, row.client))
    return promises.find(transcript.turns, transcript.lang, clock)


def _row(row: InteractionRow, promise: Promise, transcript: Transcript) -> PromiseRow:
    return PromiseRow(
        client=row.client,
        interaction_id=row.id,
        turn=promise.turn,
        start=promise.start,
        end=promise.end,
        kind=promise.kind,
        at=promises.said_at(transcript.turns[promise.turn], row.at),
        due_at=promise.due_at,
    )


def _of(session: Session, interaction: uuid.UUID) -> Sequence[PromiseRow]:
    return session.exec(select(PromiseRow).where(PromiseRow.interaction_id == interaction)).all()


def get(session: Session, id: uuid.UUID) -> PromiseRow:
    """Locked until the transaction ends. Raises NotFound."""
    row = session.exec(select(PromiseRow).where(PromiseRow.id == id).with_for_update()).first()
    if row is None:
        raise NotFound("no promise {id}", id=id)
    return row


def page(
    session: Session, filters: PromiseFilters, moment: datetime, *, cursor: str | None = None, limit: int = 50
) -> Page[PromiseRow]:
    """The latest made first. Raises BadInput on a cursor that this service did not make."""
    where = _conditions(session, filters, moment)
    query = select(PromiseRow).where(*where)
    return newest_first(session, query, PromiseRow.at, PromiseRow.id, cursor, limit)


def _conditions(session: Session, filters: PromiseFilters, moment: datetime) -> list[Any]:
    row = PromiseRow
    where: list[Any] = [] if filters.standing is None else _stands(session, filters.standing, moment)
    for name in ("client", "kind"):
        if (value := getattr(filters, name)) is not None:
            where.append(col(getattr(row, name)) == value)
    if filters.interaction is not None:
        where.append(col(row.interaction_id) == filters.interaction)
    if filters.since is not None:
        where.append(col(row.at) >= filters.since)
    if filters.until is not None:
        where.append(col(row.at) < filters.until)
    return where


def _stands(session: Session, standing: PromiseStanding, moment: datetime) -> list[Any]:
    row, waits = PromiseRow, col(PromiseRow.outcome).is_(None)
    due = col(row.due_at)
    calendar = calendar_of(session)
    tomorrow = calendar.start(calendar.day(moment) + timedelta(days=1))
    match standing:
        case PromiseStanding.OPEN:
            return [waits, sa.or_(due.is_(None), due >= moment)]
        case PromiseStanding.DUE_TODAY:
            return [waits, due >= moment, due <= tomorrow]
        case PromiseStanding.OVERDUE:
            return [waits, due < moment]
        case PromiseStanding.ASKED_AGAIN:
            return [waits, col(row.asked_again).is_not(None)]
        case PromiseStanding.KEPT:
            return [row.outcome == PromiseOutcome.KEPT]
        case PromiseStanding.BROKEN:
            return [row.outcome == PromiseOutcome.BROKEN]
        case PromiseStanding.UNKNOWN:
            return [row.outcome == PromiseOutcome.UNKNOWN]


def facts(session: Session, group: PromiseFilters, days: Days, team: str | None, channel: Any) -> list[FollowedPromise]:
    """What figures need of the promises made in a period."""
    row, contact = PromiseRow, InteractionRow
    columns = (row.interaction_id, row.due_at, row.outcome, row.kept_at, row.asked_again)
    query: Any = sa.select(*map(col, columns)).join(contact, col(contact.id) == col(row.interaction_id))
    query = query.where(col(row.client) == group.client)
    since, until = calendar_of(session).ends(days)
    if since is not None:
        query = query.where(col(contact.at) >= since)
    if until is not None:
        query = query.where(col(contact.at) < until)
    if team is not None:
        query = query.where(col(contact.team) == team)
    if channel is not None:
        query = query.where(col(contact.channel) == channel)
    if group.kind is not None:
        query = query.where(col(row.kind) == group.kind)
    return [
        FollowedPromise(str(id), due, outcome, kept, again is not None)
        for id, due, outcome, kept, again in session.execute(query)
    ]


def confirm(row: PromiseRow, outcome: PromiseOutcome, kept_at: datetime | None, by: str, at: datetime) -> None:
    """What a person says became of it, in the place of what contacts show."""
    row.outcome, row.kept_at, row.kept_by = outcome, kept_at, None
    row.confirmed_by, row.confirmed_at = by, at


def follow(session: Session, moment: datetime) -> int:
    """Hold open promises against later contacts of the same person, every so often; how many changed."""
    last = session.get(InstallationRow, _LAST)
    if last is not None and moment - datetime.fromisoformat(last.value) < _EVERY:
        return 0
    session.merge(InstallationRow(name=_LAST, value=moment.isoformat()))
    return sum(_followed(session, promise, contact) for promise, contact in _open(session, moment))


def _open(session: Session, moment: datetime) -> Iterator[tuple[PromiseRow, InteractionRow]]:
    """Those of known customers of which nothing is known yet, the oldest first."""
    row = PromiseRow
    recent = sa.or_(
        col(row.due_at) >= moment - _FOLLOWED, sa.and_(col(row.due_at).is_(None), col(row.at) >= moment - _FOLLOWED)
    )
    query = select(row, InteractionRow).join(InteractionRow, col(InteractionRow.id) == col(row.interaction_id))
    named = sa.or_(col(InteractionRow.person).is_not(None), col(InteractionRow.customer).is_not(None))
    query = query.where(col(row.outcome).is_(None), recent, named).order_by(col(row.at), col(row.id))
    yield from session.exec(query).all()


def _followed(session: Session, promise: PromiseRow, contact: InteractionRow) -> bool:
    if promise.kind is PromiseKind.CALL_BACK:
        called = _later(session, promise, contact, _BY_CENTRE)
        if called is not None:
            promise.outcome, promise.kept_at, promise.kept_by = PromiseOutcome.KEPT, called.at, called.id
            return True
    if promise.asked_again is None and promise.due_at is not None and contact.intent is not None:
        same = (col(InteractionRow.direction) == Direction.INBOUND, col(InteractionRow.intent) == contact.intent)
        again = _later(session, promise, contact, sa.and_(*same, col(InteractionRow.at) >= promise.due_at))
        if again is not None:
            promise.asked_again, promise.asked_again_at = again.id, again.at
            return True
    return False


_BY_CENTRE = sa.or_(col(InteractionRow.direction) == Direction.OUTBOUND, col(InteractionRow.callback).is_(True))


def _later(session: Session, promise: PromiseRow, contact: InteractionRow, which: Any) -> InteractionRow | None:
    """The first contact of the same person after the promise, of these."""
    row = InteractionRow
    names = [name for name in (contact.person, contact.customer) if name is not None]
    theirs = sa.or_(col(row.person).in_(names), col(row.customer).in_(names))
    query = select(row).where(
        row.client == contact.client,
        row.id != contact.id,
        col(row.segment_of).is_(None),
        col(row.automatic).is_(None),
        col(row.at) > promise.at,
        theirs,
        which,
    )
    return session.exec(query.order_by(col(row.at), col(row.id)).limit(1)).first()
