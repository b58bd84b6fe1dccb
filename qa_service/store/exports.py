"""Exports as rows: ordered, worked on, finished, found by those who may have them, and removed in time."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.exports import Format, Kind, Language
from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.interaction import WAITING, State
from qa_service.errors import NotFound, Sentence
from qa_service.store import failures, outbox
from qa_service.store.codec import from_body, to_body
from qa_service.store.cursor import Page, newest_first
from qa_service.store.interactions import Filters
from qa_service.store.scope import EVERYTHING, Scope
from qa_service.store.tables import now
from qa_service.store.tables_exports import ExportRow

ALL = Filters()


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for, and what of it the maker may see: the rows within `scope`, with agents' names or without.

    A scorecard is of `filters.agent`, else of `filters.team`, else of `filters.client`; a report of `filters.client`.
    `group` is whose scorecard or report it is, as far as the maker may see it; None: as the filters say.
    `reviewer` is the maker, if one who may review: of interactions that are to be answered blind no judgement goes in.
    Key figures are those of the pack `kpi_pack` for `filters.client`; empty: of the first pack.
    `by`: those of each site, vendor or sourcing of it.
    A pack is the collected one of that id, or else made of what `filters` find and `topics` name.
    """

    kind: Kind
    format: Format
    language: Language = "it"
    filters: Filters = ALL
    topics: tuple[str, ...] = ()
    pack: uuid.UUID | None = None
    scope: Scope = EVERYTHING
    agents: bool = False
    group: Group | None = None
    kpi_pack: str = ""
    by: GroupKind | None = None
    reviewer: str | None = None


def place(session: Session, order: Order, maker: str) -> ExportRow:
    """A new export that waits for a worker."""
    row = ExportRow(client=order.scope.client or "", maker=maker, wanted=to_body(order))
    session.add(row)
    session.flush()
    return row


def order_of(row: ExportRow) -> Order:
    """What was asked for."""
    return from_body(Order, row.wanted)


def key_of(id: uuid.UUID) -> str:
    """Where the file lies among the blobs."""
    return f"exports/{id}"


def get(session: Session, id: uuid.UUID, maker: str | None = None) -> ExportRow:
    """Raises NotFound, also for what somebody else than `maker` asked for (None: any maker)."""
    row = session.get(ExportRow, id)
    if row is None or maker not in (None, row.maker):
        raise NotFound("no export {id}", id=id)
    return row


def listed(
    session: Session, maker: str | None = None, *, cursor: str | None = None, limit: int = 50
) -> Page[ExportRow]:
    """Newest first, and the cursor of the next page. Raises BadInput on a cursor that this service did not make."""
    query = select(ExportRow)
    if maker is not None:
        query = query.where(ExportRow.maker == maker)
    return newest_first(session, query, ExportRow.made_at, ExportRow.id, cursor, limit)


def waiting_of(session: Session, maker: str) -> int:
    """How many exports of this maker still wait."""
    query = select(sa.func.count()).select_from(ExportRow)
    return session.exec(query.where(ExportRow.maker == maker, col(ExportRow.state).in_(WAITING))).one()


def waiting(session: Session, id: uuid.UUID) -> ExportRow | None:
    """The export, locked, if it still waits for its file."""
    query = select(ExportRow).where(ExportRow.id == id, col(ExportRow.state).in_(WAITING))
    return session.exec(query.with_for_update()).first()


def begin(session: Session, id: uuid.UUID) -> Order | None:
    """A worker has it in hand; it begins at nothing. None: there is nothing left to do."""
    row = waiting(session, id)
    if row is None:
        return None
    row.state, row.done, row.total = State.RUNNING, 0, None
    return order_of(row)


def advance(session: Session, id: uuid.UUID, done: int, total: int | None) -> None:
    """So much is written."""
    row = waiting(session, id)
    if row is not None:
        row.done, row.total = done, total


def finish(session: Session, id: uuid.UUID, size: int, keep_for: timedelta) -> None:
    """Its file lies ready, for so long."""
    row = waiting(session, id)
    if row is not None:
        moment = now()
        row.state, row.size, row.done_at, row.expires_at = State.DONE, size, moment, moment + keep_for
        outbox.export_ready(session, row)


def fail(session: Session, id: uuid.UUID, sentence: Sentence) -> None:
    """No file; `sentence` tells people why."""
    row = waiting(session, id)
    if row is not None:
        row.state, row.done_at = State.FAILED, now()
        failures.put(row, sentence)


def expired(session: Session, moment: datetime) -> Sequence[ExportRow]:
    """Those whose file is to be removed."""
    query = select(ExportRow).where(ExportRow.state == State.DONE, col(ExportRow.expires_at) < moment)
    return session.exec(query.where(col(ExportRow.size).is_not(None))).all()
