"""From what happened to who is told of it: deliveries are written down, taken one at a time, and end with an answer.

Each of the three is a transaction. Whoever dies between them leaves a delivery that is taken again when its time is up,
so that each arrives at least once, with the same id.
"""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.events import EventType
from qa_service.domain.webhooks import DELAYS, PATIENCE, DeliveryState, EndpointState, asked, delay, is_over
from qa_service.errors import NotFound
from qa_service.store import endpoints
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables_events import (
    IS_WAITING,
    WHOLE_INSTALLATION,
    AttemptRow,
    DeliveryRow,
    EndpointRow,
    EventRow,
)

LEASE = timedelta(minutes=2)
"""Longer than one try may take: who has not come back by then has died."""
KEPT = timedelta(days=30)
"""For so long events can be sent again, and the log of deliveries tells of them."""
_LONGEST_REST = DELAYS[4]
"""An endpoint at which nothing arrives is tried every half an hour at least."""
_GONE = 410
_AT_ONCE = 200


class Taken(NamedTuple):
    """A delivery in somebody's hands: `token` proves it. `data` and what is before it are the event's."""

    delivery: uuid.UUID
    token: str
    endpoint: uuid.UUID | None
    user: uuid.UUID | None
    event: uuid.UUID
    type: EventType
    client: str | None
    at: datetime
    data: dict[str, Any]


class Outcome(NamedTuple):
    """What became of a try: the status of the answer, or in a word why there was none; `milliseconds` it took. `final`:
    another try would end the same way. `pause`: seconds until the next one that the other side asks for.
    """

    status: int | None
    fault: str | None
    milliseconds: int
    final: bool = False
    pause: float | None = None

    @property
    def arrived(self) -> bool:
        """Whether it was taken."""
        return self.fault is None and (self.status is None or 200 <= self.status < 300)


def unspread(session: Session) -> Sequence[EventRow]:
    """Some events of which nobody was told yet, in order; locked where rows can be, and waited for where others have
    locked them: what comes later must not overtake them.
    """
    query = select(EventRow).where(col(EventRow.spread_at).is_(None)).order_by(col(EventRow.number))
    return session.exec(query.limit(_AT_ONCE).with_for_update()).all()


def spread(session: Session, event: EventRow, receivers: Sequence[EndpointRow], at: datetime) -> None:
    """Write down to which of the endpoints, those that were there when it happened, an event is to go."""
    event.spread_at = at
    for endpoint in receivers:
        if endpoint.created_at <= event.at and hears(endpoint, event):
            session.add(_delivery(event, endpoint.client, at, endpoint=endpoint.id))


def hears(endpoint: EndpointRow, event: EventRow) -> bool:
    """Whether an endpoint is to be told: of its own client's events alone, of the types that were chosen, and of none
    that people alone hear of.
    """
    if event.type is EventType.DIGEST:
        return False
    if event.type is EventType.TEST:
        return bool(event.data["endpoint"] == str(endpoint.id))
    is_in_reach = endpoint.client in (WHOLE_INSTALLATION, event.client)
    return is_in_reach and (not endpoint.events or event.type.value in endpoint.events)


def notify(session: Session, event: EventRow, user: uuid.UUID, client: str, at: datetime) -> None:
    """Write down that a person is to have a notice of it."""
    session.add(_delivery(event, client, at, user=user))


def notices_since(session: Session, user: uuid.UUID, since: datetime) -> int:
    """How many notices a person was to have."""
    query = select(sa.func.count()).select_from(DeliveryRow)
    return session.exec(query.where(DeliveryRow.user_id == user, col(DeliveryRow.made_at) >= since)).one()


def _delivery(
    event: EventRow, client: str, at: datetime, *, endpoint: uuid.UUID | None = None, user: uuid.UUID | None = None
) -> DeliveryRow:
    assert event.number is not None
    return DeliveryRow(
        client=client,
        event_number=event.number,
        endpoint_id=endpoint,
        user_id=user,
        object=event.object,
        made_at=at,
        due_at=at,
    )


def receivers(session: Session, at: datetime) -> list[uuid.UUID]:
    """The endpoints for which something is due."""
    query = (
        sa.select(col(EndpointRow.id))
        .where(*_ready(at), sa.exists().where(col(DeliveryRow.endpoint_id) == col(EndpointRow.id), *_due(at)))
        .order_by(col(EndpointRow.created_at))
    )
    return list(session.execute(query).scalars())


def _ready(at: datetime) -> list[Any]:
    rests = col(EndpointRow.rests_until)
    return [EndpointRow.state == EndpointState.ACTIVE, sa.or_(rests.is_(None), rests <= at)]


def _due(at: datetime) -> list[Any]:
    free = sa.or_(col(DeliveryRow.taken_until).is_(None), col(DeliveryRow.taken_until) <= at)
    return [IS_WAITING, col(DeliveryRow.due_at) <= at, free]


def take(session: Session, endpoint: uuid.UUID, at: datetime) -> Taken | None:
    """The next delivery to an endpoint, for `LEASE` nobody else's; None: nothing is due. Nothing is while something
    earlier of the same object waits.
    """
    if session.exec(select(EndpointRow.id).where(EndpointRow.id == endpoint, *_ready(at))).first() is None:
        return None
    earlier = sa.orm.aliased(DeliveryRow)
    waits = sa.func.coalesce(col(earlier.state), sa.literal("delivered", literal_execute=True)) == sa.literal(
        "waiting", literal_execute=True
    )
    of_same = (
        col(earlier.endpoint_id) == col(DeliveryRow.endpoint_id),
        col(earlier.object) == col(DeliveryRow.object),
        col(earlier.event_number) < col(DeliveryRow.event_number),
    )
    query = select(DeliveryRow).where(
        DeliveryRow.endpoint_id == endpoint, *_due(at), ~sa.exists().where(waits, *of_same)
    )
    return _taken(session, query, at)


def notices_are_due(session: Session, at: datetime) -> bool:
    """Whether a person is to have one."""
    query = select(DeliveryRow.id).where(col(DeliveryRow.endpoint_id).is_(None), *_due(at))
    return session.exec(query.limit(1)).first() is not None


def take_notice(session: Session, at: datetime) -> Taken | None:
    """The next notice to a person, likewise."""
    return _taken(session, select(DeliveryRow).where(col(DeliveryRow.endpoint_id).is_(None), *_due(at)), at)


def _taken(session: Session, query: Any, at: datetime) -> Taken | None:
    ordered = query.order_by(col(DeliveryRow.event_number)).limit(1)
    row: DeliveryRow | None = session.exec(ordered.with_for_update(skip_locked=True, of=DeliveryRow)).first()
    if row is None:
        return None
    token = secrets.token_hex(16)
    row.taken_by, row.taken_until = token, at + LEASE
    event = session.exec(select(EventRow).where(EventRow.number == row.event_number)).one()
    return Taken(
        row.id,
        token,
        row.endpoint_id,
        row.user_id,
        event.id,
        event.type,
        event.client or None,
        event.at,
        dict(event.data),
    )


def ended(session: Session, taken: Taken, outcome: Outcome, at: datetime, chance: float) -> None:
    """Write down what became of a try. Nothing is written where the delivery was taken over or erased meanwhile.
    `chance` from 0 to 1 spreads the next try.
    """
    query = select(DeliveryRow).where(DeliveryRow.id == taken.delivery, DeliveryRow.taken_by == taken.token)
    row = session.exec(query.with_for_update()).first()
    if row is None:
        return
    row.taken_by, row.taken_until = None, None
    row.tries, row.first_try_at = row.tries + 1, row.first_try_at or at
    if row.endpoint_id is not None:
        session.add(_attempt(row, outcome, at))
    if outcome.arrived:
        row.state, row.ended_at = DeliveryState.DELIVERED, at
    elif outcome.final or is_over(row.first_try_at, at):
        row.state, row.ended_at = DeliveryState.GIVEN_UP, at
    else:
        wait = max(delay(row.tries, chance), asked(outcome.pause))
        row.due_at = min(at + wait, row.first_try_at + PATIENCE)
    if row.endpoint_id is not None:
        _of_endpoint(session, endpoints.get(session, row.endpoint_id, lock=True), outcome, at, chance)


def _attempt(row: DeliveryRow, outcome: Outcome, at: datetime) -> AttemptRow:
    return AttemptRow(
        client=row.client,
        delivery_id=row.id,
        endpoint_id=row.endpoint_id,
        number=row.tries,
        at=at,
        status=outcome.status,
        fault=outcome.fault,
        milliseconds=outcome.milliseconds,
    )


def _of_endpoint(session: Session, endpoint: EndpointRow, outcome: Outcome, at: datetime, chance: float) -> None:
    """One failure is that of one message; from the second in a row on the endpoint is left alone for a while."""
    if outcome.arrived:
        endpoint.failures, endpoint.failing_since, endpoint.rests_until = 0, None, None
        return
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or at
    rest = min(delay(endpoint.failures - 1, chance), _LONGEST_REST) if endpoint.failures > 1 else timedelta()
    if rest := max(rest, asked(outcome.pause)):
        endpoint.rests_until = at + rest
    if endpoint.state is not EndpointState.ACTIVE:
        return
    if outcome.status == _GONE:
        endpoints.ended(session, endpoint, EndpointState.GONE, at)
        _give_up(session, endpoint.id, at)
    elif is_over(endpoint.failing_since, at):
        endpoints.ended(session, endpoint, EndpointState.FAILED, at)


def _give_up(session: Session, endpoint: uuid.UUID, at: datetime) -> None:
    """Of an endpoint that is gone, nothing waits any more."""
    values: dict[str, Any] = {"state": DeliveryState.GIVEN_UP, "ended_at": at, "taken_by": None, "taken_until": None}
    session.exec(sa.update(DeliveryRow).where(col(DeliveryRow.endpoint_id) == endpoint, IS_WAITING).values(**values))


def again(session: Session, endpoint: EndpointRow, since: datetime, until: datetime, at: datetime) -> int:
    """Have the events of a period that an endpoint hears sent to it anew, with their ids; how many."""
    client = () if endpoint.client == WHOLE_INSTALLATION else (EventRow.client == endpoint.client,)
    query = select(EventRow).where(col(EventRow.at) >= since, col(EventRow.at) < until, *client)
    heard = [event for event in session.exec(query.order_by(col(EventRow.number))) if hears(endpoint, event)]
    for event in heard:
        _once_more(session, endpoint, event, at)
    return len(heard)


def one_again(session: Session, endpoint: EndpointRow, event: uuid.UUID, at: datetime) -> None:
    """The same of one event, by its id. Raises NotFound, also for what this endpoint does not hear of."""
    row = session.exec(select(EventRow).where(EventRow.id == event)).first()
    if row is None or not hears(endpoint, row):
        raise NotFound("no event {id} of this endpoint; events are kept for {days} days", id=event, days=KEPT.days)
    _once_more(session, endpoint, row, at)


def _once_more(session: Session, endpoint: EndpointRow, event: EventRow, at: datetime) -> None:
    event.spread_at = event.spread_at or at
    query = select(DeliveryRow).where(DeliveryRow.event_number == event.number, DeliveryRow.endpoint_id == endpoint.id)
    row = session.exec(query.with_for_update()).first()
    if row is None:
        session.add(_delivery(event, endpoint.client, at, endpoint=endpoint.id))
        return
    row.state, row.due_at, row.ended_at = DeliveryState.WAITING, at, None
    row.tries, row.first_try_at = 0, None


class LoggedTry(NamedTuple):
    """A line of the log."""

    attempt: AttemptRow
    delivery: DeliveryRow
    event: EventRow


def log(session: Session, endpoint: uuid.UUID, cursor: str | None, limit: int) -> tuple[list[LoggedTry], str | None]:
    """The tries at an endpoint, newest first, and the cursor of the next page. Raises BadInput on a foreign cursor."""
    query = select(AttemptRow).where(AttemptRow.endpoint_id == endpoint)
    tries: Page[AttemptRow] = newest_first(session, query, AttemptRow.at, AttemptRow.id, cursor, limit)
    ids = [row.delivery_id for row in tries.rows]
    rows = {row.id: row for row in session.exec(select(DeliveryRow).where(col(DeliveryRow.id).in_(ids)))}
    numbers = [row.event_number for row in rows.values()]
    events = {row.number: row for row in session.exec(select(EventRow).where(col(EventRow.number).in_(numbers)))}
    lines = [LoggedTry(row, rows[row.delivery_id], events[rows[row.delivery_id].event_number]) for row in tries.rows]
    return lines, tries.next


def counts(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """How many deliveries wait, by endpoint."""
    query: Any = sa.select(col(DeliveryRow.endpoint_id), sa.func.count()).where(
        col(DeliveryRow.endpoint_id).in_(ids), IS_WAITING
    )
    return dict(session.execute(query.group_by(col(DeliveryRow.endpoint_id))).all())


def drop_old(session: Session, before: datetime) -> None:
    """Events older than that go, with all that was told of them."""
    session.exec(sa.delete(EventRow).where(col(EventRow.at) < before))
