"""Daily totals, kept in the same transaction as the result that they count.

Order of locks on PostgreSQL, the same for everybody, so that workers wait in line and never in a circle: the
interaction (its writer holds it), the customer and the case (advisory), the parts by id, the client's totals by day,
then the totals of its teams and agents. It holds for transactions that count one interaction; one that counts several
may be told to try again. On SQLite there is one writer anyway.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.groups import GroupKind
from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.processed import Processed
from qa_service.domain.totals import Counters, added, contribution, for_kind, headline
from qa_service.store import links
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import DailyTotalRow, FigurePartRow


class Cell(NamedTuple):
    """The name of one row of totals."""

    client: str
    kind: GroupKind
    name: str
    day: date
    channel: Channel


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is to be added to which cell before the transaction ends."""

    by_cell: dict[Cell, dict[str, int]]

    def note(self, part: FigurePartRow, counters: Counters, sign: int) -> None:
        """These counters of this part, more or less."""
        for cell in cells(part):
            self.by_cell[cell] = added(self.by_cell.get(cell, {}), for_kind(counters, cell.kind.value), sign)


def put(session: Session, row: InteractionRow, processed: Processed) -> None:
    """Count a finished interaction; what was counted of it before is taken away."""
    known = session.get(FigurePartRow, row.id)
    fresh = part_of(row, processed)
    links.take_turn(session, [part for part in (known, fresh) if part is not None])
    moves = _Moves({})
    before = _leave(session, known, moves)
    part = _written(session, known, fresh, moves)
    _relink(session, {part.interaction_id, *before, *links.predecessors(session, part)}, moves)
    _apply(session, moves)


def take(session: Session, id: uuid.UUID) -> None:
    """Take away what was counted of an interaction; nothing happens where nothing was."""
    known = session.get(FigurePartRow, id)
    if known is None:
        return
    links.take_turn(session, [known])
    moves = _Moves({})
    before = _leave(session, known, moves)
    session.delete(known)
    session.flush()
    _relink(session, before, moves)
    _apply(session, moves)


def cells(part: FigurePartRow) -> list[Cell]:
    """The rows of totals in which a part is counted, the client's first."""
    named = ((GroupKind.CLIENT, part.client), (GroupKind.TEAM, part.team), (GroupKind.AGENT, part.agent))
    return [Cell(part.client, kind, name, part.day, part.channel) for kind, name in named if name is not None]


def part_of(row: InteractionRow, processed: Processed) -> FigurePartRow:
    """What a finished interaction adds, without what depends on other contacts."""
    at = row.at.astimezone(UTC)
    repeats = row.customer is not None and row.direction is Direction.INBOUND
    return FigurePartRow(
        interaction_id=row.id,
        client=row.client,
        at=at,
        day=at.date(),
        channel=row.channel,
        agent=row.agent,
        team=row.team,
        customer=row.customer,
        case_ref=row.case_ref,
        subject=processed.understood.understanding.intent.label if repeats else None,
        critical=bool(processed.scorecard.critical),
        counters=contribution(processed),
    )


def _leave(session: Session, known: FigurePartRow | None, moves: _Moves) -> set[uuid.UUID]:
    """Note that a part goes; returns the parts that it followed."""
    if known is None:
        return set()
    session.refresh(known, with_for_update=True)
    moves.note(known, known.counters, -1)
    return links.predecessors(session, known)


def _written(session: Session, known: FigurePartRow | None, fresh: FigurePartRow, moves: _Moves) -> FigurePartRow:
    """The part in the database, with the counters that depend on no other contact; these are noted."""
    part = fresh
    if known is None:
        session.add(fresh)
    else:
        part = known
        for name in FigurePartRow.model_fields:
            setattr(known, name, getattr(fresh, name))
    session.flush()
    moves.note(part, part.counters, 1)
    return part


def _relink(session: Session, ids: set[uuid.UUID], moves: _Moves) -> None:
    """Bring what these parts say of later contacts up to date."""
    for part, change in links.relink(session, ids):
        moves.note(part, change, 1)


def _apply(session: Session, moves: _Moves) -> None:
    """Add what was noted; the client's rows first, since they stand for all of their day and channel."""
    for cell in sorted(moves.by_cell, key=_order):
        row = locked(session, cell)
        set_counters(row, added(row.counters, moves.by_cell[cell]))
    session.flush()


def set_counters(row: DailyTotalRow, counters: dict[str, int]) -> None:
    """The counters, and the columns that follow from them."""
    row.counters = counters
    for name, count in headline(counters).items():
        setattr(row, name, count)


def _order(cell: Cell) -> tuple[str, ...]:
    first = "0" if cell.kind is GroupKind.CLIENT else "1"
    return (first, cell.client, cell.day.isoformat(), cell.channel.value, cell.kind.value, cell.name)


def locked(session: Session, cell: Cell) -> DailyTotalRow:
    """The row of a cell, made where it is missing, and nobody else's until the transaction ends."""
    row = _find(session, cell)
    if row is None:
        try:
            with session.begin_nested():
                session.add(row := DailyTotalRow(**cell._asdict()))
        except IntegrityError:  # someone else was first, a moment ago
            row = _find(session, cell)
            if row is None:
                raise
    return row


def _find(session: Session, cell: Cell) -> DailyTotalRow | None:
    query = select(DailyTotalRow).where(
        *(col(getattr(DailyTotalRow, name)) == value for name, value in cell._asdict().items())
    )
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).first()
