"""The totals against a plain recount, and how they are built where there were none. A day or week at a time,
while others work: whoever counts one holds its client's row.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.first_response import WORKED, FirstResponse
from qa_service.domain.groups import GroupKind, PeriodLength
from qa_service.domain.interaction import Channel, State
from qa_service.domain.rollups import added, for_kind
from qa_service.domain.site_rules import Handling
from qa_service.errors import Sentence, say
from qa_service.store import agreement_rollups, opening_hours, queue_log, repeat_contacts, results, sites
from qa_service.store.repository import Store
from qa_service.store.rollup_writes import Cell, cells, locked, part_of, set_counters
from qa_service.store.scope import calendar_of
from qa_service.store.tables import InstallationRow, InteractionRow
from qa_service.store.tables_figures import TOTALS, FigurePartRow

_AT_ONCE = 200
_CUT_BY = "days_cut_by"
_COUNTED_AS, _TODAYS = "counted_as", "2"
"""Which counters the parts hold: 2 since first responses are told apart by channel and returns on any matter kept."""
_COUNTED = (InteractionRow.state == State.DONE, col(InteractionRow.automatic).is_(None))


class Place(NamedTuple):
    """A client's day or week on one channel: what is counted together."""

    span: PeriodLength
    client: str
    day: date
    channel: Channel


def check(store: Store) -> list[Cell]:
    """The totals that differ from the sum of their parts."""
    return [cell for place in _places(store) for cell in _recounted(store, place, mend=False)]


def rebuild(store: Store) -> Iterator[int]:
    """Count all finished interactions anew, and mark what risk samples look at; yields how many are done after each
    batch, then the totals are mended, those of agreement as well.
    """
    done, after = 0, None
    while ids := _next(store, col(InteractionRow.id), after, *_COUNTED):
        with store.transaction() as session:
            _count_again(session, ids)
        done, after = done + len(ids), ids[-1]
        yield done
    _sum_up(store)


def cut_anew(store: Store) -> None:
    """Assign everything that is counted to the days, weeks and months of the store's calendar."""
    after = None
    while ids := _next(store, col(FigurePartRow.interaction_id), after):
        with store.transaction() as session:
            query = select(FigurePartRow).where(col(FigurePartRow.interaction_id).in_(ids))
            for part in session.exec(query.order_by(col(FigurePartRow.interaction_id)).with_for_update()):
                _place_in_hours(session, part)  # hours without a zone are on these clocks too
        after = ids[-1]
    _place_calls(store)
    _sum_up(store)


def _place_calls(store: Store) -> None:
    with store.reading() as session:
        clients = opening_hours.clients(session)
    for client in clients:
        after: str | None = ""
        while after is not None:
            with store.transaction() as session:
                after = queue_log.place_in_hours(session, client, after, _AT_ONCE)


def recount_by_hours(store: Store, client: str) -> None:
    """Assign what is counted of a client to the days of its clocks, and its e-mails' answers to its working hours."""
    after = None
    while ids := _next(store, col(FigurePartRow.interaction_id), after, col(FigurePartRow.client) == client):
        with store.transaction() as session:
            query = select(FigurePartRow).where(col(FigurePartRow.interaction_id).in_(ids))
            for part in session.exec(query.order_by(col(FigurePartRow.interaction_id)).with_for_update()):
                _place_in_hours(session, part)
        after = ids[-1]
    for place in _places(store, client):
        _recounted(store, place, mend=True)


def recount_by_sites(store: Store, client: str) -> None:
    """Say anew of everything that is counted of a client where it was handled."""
    after = None
    while ids := _next(store, col(FigurePartRow.interaction_id), after, col(FigurePartRow.client) == client):
        with store.transaction() as session:
            known, part, row = sites.directory(session, client), FigurePartRow, InteractionRow
            query = select(part, row).join(row, col(row.id) == col(part.interaction_id))
            query = query.where(col(part.interaction_id).in_(ids)).order_by(col(part.interaction_id))
            for counted, about in session.exec(query.with_for_update(of=part)):
                handling = Handling(counted.day, about.agent, about.team, about.queue_name)
                counted.site, counted.vendor, counted.sourcing = sites.of_row(known, about, handling)
        after = ids[-1]
    for place in _places(store, client):
        _recounted(store, place, mend=True)


def _place_in_hours(session: Session, part: FigurePartRow) -> None:
    part.day = opening_hours.calendar(session, part.client).day(part.at)
    if part.asked_at is None or part.replied_at is None:
        return
    others = {name: n for name, n in part.counters.items() if not name.startswith(f"{WORKED}:")}
    response = FirstResponse(part.asked_at, part.replied_at)
    part.counters = {**others, **opening_hours.worked(session, part.client, response)}


def _sum_up(store: Store) -> None:
    """Make all totals the sums of what they count, and note by which days."""
    for place in _places(store):
        _recounted(store, place, mend=True)
    agreement_rollups.rebuild(store)
    with store.transaction() as session:
        session.merge(InstallationRow(name=_CUT_BY, value=store.calendar.zone))
        session.merge(InstallationRow(name=_COUNTED_AS, value=_TODAYS))


def cut_by(session: Session) -> str | None:
    """The time zone whose days are counted: None in databases older than this note, which counted those of UTC."""
    row = session.get(InstallationRow, _CUT_BY)
    return None if row is None else row.value


def days_fault(session: Session) -> Sentence | None:
    """What is wrong, with its remedy, where the days that are counted are not those of the session's calendar."""
    counted_by, zone = cut_by(session), calendar_of(session).zone
    fault = say(
        "days are counted by {known}, not by {wanted}; run: qa-service db upgrade", known=counted_by, wanted=zone
    )
    return None if counted_by in (None, zone) else fault


def is_needed(store: Store) -> bool:
    """Whether there are finished interactions and one of the tables they are counted in is empty, or they were counted
    by older rules: a database older than its totals.
    """
    counted: list[Any] = [FigurePartRow.interaction_id, *(table.n for table in TOTALS.values())]
    with store.reading() as session:
        done = session.exec(select(InteractionRow.id).where(*_COUNTED).limit(1)).first()
        if done is None:
            return False
        older = _counted_as(session) != _TODAYS
        return older or any(session.exec(select(column).limit(1)).first() is None for column in counted)


def note_rules(store: Store) -> None:
    """Note by which rules everything is counted from now on, in a database that holds nothing counted otherwise."""
    with store.reading() as session:
        if _counted_as(session) == _TODAYS:
            return
    with store.transaction() as session:
        session.merge(InstallationRow(name=_COUNTED_AS, value=_TODAYS))


def _counted_as(session: Session) -> str | None:
    row = session.get(InstallationRow, _COUNTED_AS)
    return None if row is None else row.value


def _next(store: Store, id: Any, after: uuid.UUID | None, *only: Any) -> Sequence[uuid.UUID]:
    """The next ids of a table, in their order."""
    query = select(id).where(*only, *(() if after is None else (id > after,)))
    with store.reading() as session:
        return session.exec(query.order_by(id).limit(_AT_ONCE)).all()


def _count_again(session: Session, ids: Sequence[uuid.UUID]) -> None:
    """Write the parts and marks of these anew; their totals follow when their days are counted."""
    query = select(InteractionRow).where(col(InteractionRow.id).in_(ids), *_COUNTED)
    rows = session.exec(query.order_by(col(InteractionRow.id)).with_for_update()).all()
    parts = []
    for row in rows:
        processed = results.processed(session, row.id)
        results.mark(session, row, processed)
        parts.append(session.merge(part_of(session, row, processed)))
    repeat_contacts.take_turn(session, parts)
    session.flush()
    before = {id for part in parts for id in repeat_contacts.predecessors(session, part)}
    repeat_contacts.relink(session, before | {part.interaction_id for part in parts})


def _places(store: Store, client: str | None = None) -> Iterator[Place]:
    """All days and weeks of all clients, or of one, that hold parts or totals."""
    places: set[Place] = set()
    with store.reading() as session:
        for owner, day, channel in _distinct(session, FigurePartRow, client):
            places |= {Place(span, owner, span.start(day), channel) for span in PeriodLength}
        for span, table in TOTALS.items():
            places |= {Place(span, *row) for row in _distinct(session, table, client)}
    yield from sorted(places)


def _distinct(session: Session, table: Any, client: str | None) -> Sequence[Any]:
    query = sa.select(table.client, table.day, table.channel).distinct()
    return session.execute(query if client is None else query.where(table.client == client)).all()


def _recounted(store: Store, place: Place, *, mend: bool) -> list[Cell]:
    """The cells of a place that differ from their parts; `mend` makes them equal."""
    with store.transaction() as session:
        locked(session, [Cell(place.span, place.client, GroupKind.CLIENT, place.client, place.day, place.channel)])
        true, stored = _summed(session, place), _stored(session, place)
        wrong = sorted(cell for cell in {**true, **stored} if true.get(cell, {}) != stored.get(cell, {}))
        for cell, row in locked(session, wrong) if mend else ():
            set_counters(row, true.get(cell, {}))
    return wrong


def _summed(session: Session, place: Place) -> dict[Cell, dict[str, int]]:
    end = place.day + timedelta(days=1 if place.span is PeriodLength.DAY else 7)
    query = select(FigurePartRow).where(
        FigurePartRow.client == place.client,
        FigurePartRow.channel == place.channel,
        FigurePartRow.day >= place.day,
        FigurePartRow.day < end,
    )
    sums: dict[Cell, dict[str, int]] = defaultdict(dict)
    for part in session.exec(query):
        for cell in cells(part):
            if cell.span is place.span:
                sums[cell] = added(sums[cell], for_kind(part.counters, cell.kind.value))
    return sums


def _stored(session: Session, place: Place) -> dict[Cell, dict[str, int]]:
    table: Any = TOTALS[place.span]
    same = (table.client == place.client, table.day == place.day, table.channel == place.channel)
    rows = session.exec(select(table).where(*same))
    return {Cell(place.span, row.client, row.kind, row.name, row.day, row.channel): row.counters for row in rows}
