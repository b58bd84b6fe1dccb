"""Totals by day and by week, kept in the same transaction as the result that they count.

Order of locks on PostgreSQL, the same for everybody, so that workers wait in line and never in a circle: the
interaction (its writer holds it), the customer and the case (advisory), the parts by id, the client's totals,
then those of its teams and agents. It holds for transactions that count one interaction; one that counts several
may be told to try again. On SQLite there is one writer anyway.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.agent_segments import whole_view
from qa_service.domain.first_response import first_response
from qa_service.domain.groups import GroupKind, PeriodLength
from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.processed import Processed
from qa_service.domain.rollups import Counters, added, contribution, for_kind, headline
from qa_service.domain.site_rules import Handling
from qa_service.store import opening_hours, repeat_contacts, sites
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import TOTALS, FigurePartRow, TotalRow


class Cell(NamedTuple):
    """The name of one row of totals; `day` is the first of its span."""

    span: PeriodLength
    client: str
    kind: GroupKind
    name: str
    day: date
    channel: Channel

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of its table."""
        return {name: value for name, value in self._asdict().items() if name != "span"}


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is to be added to which cell before the transaction ends."""

    by_cell: dict[Cell, dict[str, int]]

    def note(self, part: FigurePartRow, counters: Counters, sign: int) -> None:
        """These counters of this part, more or less."""
        for cell in cells(part):
            self.by_cell[cell] = added(self.by_cell.get(cell, {}), for_kind(counters, cell.kind.value), sign)


def put(session: Session, row: InteractionRow, processed: Processed) -> None:
    """Count a finished interaction; what was counted of it before is taken away. Automatic mail is not counted."""
    if row.automatic is not None:
        take(session, row.id)
        return
    earlier = session.get(FigurePartRow, row.id)
    fresh = part_of(session, row, processed)
    repeat_contacts.take_turn(session, [part for part in (earlier, fresh) if part is not None])
    moves = _Moves({})
    before = _leave(session, earlier, moves)
    part = _written(session, earlier, fresh, moves)
    _relink(session, {part.interaction_id, *before, *repeat_contacts.predecessors(session, part)}, moves)
    _apply(session, moves)


def take(session: Session, id: uuid.UUID) -> None:
    """Take away what was counted of an interaction; nothing happens where nothing was."""
    part = session.get(FigurePartRow, id)
    if part is None:
        return
    repeat_contacts.take_turn(session, [part])
    moves = _Moves({})
    before = _leave(session, part, moves)
    session.delete(part)
    session.flush()
    _relink(session, before, moves)
    _apply(session, moves)


def of_one_person(session: Session, client: str, customers: Collection[str], person: str) -> None:
    """What was counted as contacts of these customers is counted as contacts of one person: what repeats what may be
    another.
    """
    query = select(FigurePartRow).where(
        FigurePartRow.client == client, col(FigurePartRow.customer).in_([*customers, person])
    )
    parts = session.exec(query.order_by(col(FigurePartRow.interaction_id))).all()
    repeat_contacts.take_turn(session, parts)
    for part in parts:
        part.customer = person
    session.flush()
    moves = _Moves({})
    _relink(session, {part.interaction_id for part in parts}, moves)
    _apply(session, moves)


def cells(part: FigurePartRow) -> list[Cell]:
    """The rows of totals in which a part is counted; a bot's work is in no total of people's."""
    of_people = ((GroupKind.CLIENT, part.client), (GroupKind.TEAM, part.team), (GroupKind.AGENT, part.agent))
    places = ((GroupKind.SITE, part.site), (GroupKind.VENDOR, part.vendor), (GroupKind.SOURCING, part.sourcing))
    named = (*of_people, *places) if part.bot is None else ((GroupKind.BOT, part.bot),)
    return [
        Cell(span, part.client, kind, name, span.start(part.day), part.channel)
        for span in PeriodLength
        for kind, name in named
        if name is not None
    ]


def part_of(session: Session, row: InteractionRow, processed: Processed) -> FigurePartRow:
    """What a finished interaction adds, without what depends on other contacts. Where it is not sure who the agent is,
    it stands in no figure of one. The part of a colleague or a bot repeats nothing: the contact does.
    """
    customer = None if row.segment_of is not None else row.person or row.customer
    inbound = row.direction is Direction.INBOUND
    repeats = customer is not None and inbound
    counters = contribution(processed)
    turns = whole_view(processed.understood.transcript).turns  # whoever answered first, as by the clock
    response = first_response(turns) if "email_response:n" in counters else None
    day = opening_hours.calendar(session, row.client).day(row.at)
    handling = Handling(day, row.agent, row.team, row.queue_name)
    place = sites.of_row(sites.directory(session, row.client), row, handling)
    return FigurePartRow(
        interaction_id=row.id,
        client=row.client,
        at=row.at.astimezone(UTC),
        day=day,
        channel=row.channel,
        agent=None if processed.understood.transcript.roles_unsure else row.agent,
        team=row.team,
        customer=customer,
        case_ref=row.case_ref,
        subject=processed.understood.understanding.intent.label if repeats else None,
        inbound=inbound,
        asked_at=None if response is None else response.asked_at.astimezone(UTC),
        replied_at=None if response is None else response.answered_at.astimezone(UTC),
        critical=bool(processed.scorecard.critical) and row.bot is None,
        bot=row.bot,
        **place._asdict(),
        counters={**counters, **opening_hours.worked(session, row.client, response)},
    )


def _leave(session: Session, part: FigurePartRow | None, moves: _Moves) -> set[uuid.UUID]:
    """Note that a part goes; returns the parts that it followed."""
    if part is None:
        return set()
    session.refresh(part, with_for_update=True)
    moves.note(part, part.counters, -1)
    return repeat_contacts.predecessors(session, part)


def _written(session: Session, earlier: FigurePartRow | None, fresh: FigurePartRow, moves: _Moves) -> FigurePartRow:
    """The part in the database, with the counters that depend on no other contact; these are noted."""
    part = fresh
    if earlier is None:
        session.add(fresh)
    else:
        part = earlier
        for name in FigurePartRow.model_fields:
            setattr(earlier, name, getattr(fresh, name))
    session.flush()
    moves.note(part, part.counters, 1)
    return part


def _relink(session: Session, ids: set[uuid.UUID], moves: _Moves) -> None:
    """Bring what these parts say of later contacts up to date."""
    for part, change in repeat_contacts.relink(session, ids):
        moves.note(part, change, 1)


def _apply(session: Session, moves: _Moves) -> None:
    """Add what was noted; the client's rows first, since they stand for all of their time and channel."""
    of_clients = sorted(cell for cell in moves.by_cell if cell.kind is GroupKind.CLIENT)
    of_others = sorted(cell for cell in moves.by_cell if cell.kind is not GroupKind.CLIENT)
    for cell, row in (*locked(session, of_clients), *locked(session, of_others)):
        set_counters(row, added(row.counters, moves.by_cell[cell]))
    session.flush()


def set_counters(row: TotalRow, counters: dict[str, int]) -> None:
    """The counters, and the columns that follow from them."""
    row.counters = counters
    for name, count in headline(counters).items():
        setattr(row, name, count)


def locked(session: Session, cells: Sequence[Cell]) -> list[tuple[Cell, TotalRow]]:
    """The rows of sorted cells, made where they are missing, and nobody else's until the transaction ends."""
    locked_rows: list[tuple[Cell, TotalRow]] = []
    for span in PeriodLength:
        mine = [cell for cell in cells if cell.span is span]
        rows = _find(session, span, mine)
        locked_rows += [(cell, rows[cell] if cell in rows else _inserted(session, cell)) for cell in mine]
    return locked_rows


def _inserted(session: Session, cell: Cell) -> TotalRow:
    try:
        with session.begin_nested():
            session.add(row := TOTALS[cell.span](**cell.columns))
    except IntegrityError:  # someone else was first, a moment ago
        return _find(session, cell.span, [cell])[cell]
    return row


def _find(session: Session, span: PeriodLength, cells: Sequence[Cell]) -> dict[Cell, TotalRow]:
    """The rows that are there, locked in the order of their names."""
    if not cells:
        return {}
    table: Any = TOTALS[span]
    key = [col(getattr(table, name)) for name in Cell._fields[1:]]
    matches = [sa.and_(*(column == value for column, value in zip(key, cell[1:], strict=True))) for cell in cells]
    query = select(table).where(sa.or_(*matches)).order_by(*key).with_for_update()
    rows = session.exec(query.execution_options(populate_existing=True)).all()
    return {Cell(span, row.client, row.kind, row.name, row.day, row.channel): row for row in rows}
