"""What a warehouse feed was told of so far: units with their digests, files at the place, and the runs between."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables_events import WHOLE_INSTALLATION
from qa_service.store.tables_schedules import WarehouseFeedRow, WarehouseFileRow, WarehouseUnitRow

_AT_ONCE = 500
_LEAST = timedelta(milliseconds=1)
"""Between the moments of two runs: Parquet files tell milliseconds."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a reader is told of as one: a contact with its answers, a call, a table of names."""

    kind: str
    key: str
    period: str
    digest: str
    shape: str = ""


class Told(NamedTuple):
    """What was told of a unit last; or that it is gone."""

    digest: str
    is_gone: bool


class Change(NamedTuple):
    """A unit that a run tells of, or that it tells is gone; its month, and the months whose files may hold it."""

    kind: str
    key: str
    period: str
    periods: Sequence[str]
    is_gone: bool
    is_reshaped: bool


def feed(session: Session, schedule_id: uuid.UUID) -> WarehouseFeedRow:
    """Of a scheduled export; made where there is none yet."""
    row = session.get(WarehouseFeedRow, schedule_id)
    if row is None:
        row = WarehouseFeedRow(client=WHOLE_INSTALLATION, schedule_id=schedule_id)
        session.add(row)
        session.flush()
    return row


def begin(session: Session, schedule_id: uuid.UUID) -> WarehouseFeedRow:
    """A new run. Files of one that did not end are named by no manifest: they are to be removed."""
    row = feed(session, schedule_id)
    file = WarehouseFileRow
    unfinished = (col(file.schedule_id) == schedule_id, col(file.run) > row.done)
    session.exec(sa.update(file).where(*unfinished).values(is_stale=True))
    row.begun += 1
    return row


def periods(session: Session, schedule_id: uuid.UUID) -> set[str]:
    """Those of which something was told."""
    unit = WarehouseUnitRow
    return set(session.exec(select(unit.period).where(unit.schedule_id == schedule_id).distinct()))


def told(session: Session, schedule_id: uuid.UUID, kind: str, period: str) -> dict[str, Told]:
    """By key, what was told of the units of a period."""
    unit = WarehouseUnitRow
    columns = sa.select(col(unit.key), col(unit.digest), col(unit.is_gone))
    query = columns.where(col(unit.schedule_id) == schedule_id, col(unit.kind) == kind, col(unit.period) == period)
    return {key: Told(*rest) for key, *rest in session.execute(query)}


def put(session: Session, schedule_id: uuid.UUID, units: Sequence[Unit], run: int, at: datetime) -> None:
    """These are new or other than they were: the run tells of them."""
    for start in range(0, len(units), _AT_ONCE):
        some = units[start : start + _AT_ONCE]
        before = _rows(session, schedule_id, some)
        for unit in some:
            _put(session, schedule_id, unit, before.get((unit.kind, unit.key)), run, at)
        session.flush()


def _rows(
    session: Session, schedule_id: uuid.UUID, units: Sequence[Unit]
) -> Mapping[tuple[str, str], WarehouseUnitRow]:
    row = WarehouseUnitRow
    query = select(row).where(row.schedule_id == schedule_id, col(row.key).in_([unit.key for unit in units]))
    return {(unit.kind, unit.key): unit for unit in session.exec(query)}


def _put(
    session: Session, schedule_id: uuid.UUID, unit: Unit, row: WarehouseUnitRow | None, run: int, at: datetime
) -> None:
    if row is None:
        values = asdict(unit) | {"schedule_id": schedule_id, "client": WHOLE_INSTALLATION}
        session.add(WarehouseUnitRow(**values, periods=unit.period, run=run, changed_at=at))
        return
    lost = set(row.shape.split()) - set(unit.shape.split())
    row.is_reshaped = row.is_reshaped or row.is_gone or bool(lost)
    row.period, row.digest, row.shape, row.is_gone = unit.period, unit.digest, unit.shape, False
    row.periods = " ".join(sorted({*row.periods.split(), unit.period}))
    row.run, row.changed_at = run, at


def lose(
    session: Session, schedule_id: uuid.UUID, kind: str, period: str, keys: Collection[str], run: int, at: datetime
) -> None:
    """These are not there any more."""
    row, listed = WarehouseUnitRow, list(keys)
    for start in range(0, len(listed), _AT_ONCE):
        theirs = (
            *(col(row.schedule_id) == schedule_id, col(row.kind) == kind, col(row.period) == period),
            col(row.key).in_(listed[start : start + _AT_ONCE]),
        )
        gone = {"is_gone": True, "digest": "", "shape": "", "run": run, "changed_at": at}
        session.exec(sa.update(row).where(*theirs).values(**gone))


def adopt(session: Session, schedule_id: uuid.UUID, done: int, run: int, at: datetime) -> None:
    """What runs that did not end were to tell is told by this one."""
    row = WarehouseUnitRow
    theirs = (col(row.schedule_id) == schedule_id, col(row.run) > done)
    session.exec(sa.update(row).where(*theirs).values(run=run, changed_at=at))


def changes(session: Session, schedule_id: uuid.UUID, run: int) -> Iterator[Change]:
    """All that a run tells of."""
    row = WarehouseUnitRow
    columns = (row.kind, row.key, row.period, row.periods, row.is_gone, row.is_reshaped)
    query = sa.select(*map(col, columns)).where(col(row.schedule_id) == schedule_id, col(row.run) == run)
    for kind, key, period, months, *rest in session.execute(query.order_by(col(row.kind), col(row.key))):
        yield Change(kind, key, period, months.split(), *rest)


def changed_at(session: Session, schedule_id: uuid.UUID, kind: str, period: str) -> Mapping[str, tuple[int, datetime]]:
    """By key of what is there, the run that told of it last, and its moment."""
    row = WarehouseUnitRow
    columns = sa.select(col(row.key), col(row.run), col(row.changed_at))
    theirs = (col(row.schedule_id) == schedule_id, col(row.kind) == kind, col(row.period) == period)
    query = columns.where(*theirs, col(row.is_gone).is_(False))
    return {key: (run, at) for key, run, at in session.execute(query)}


def files(session: Session, schedule_id: uuid.UUID, *, is_stale: bool = False) -> Sequence[WarehouseFileRow]:
    """Those that a manifest names, or those that are to be removed."""
    row = WarehouseFileRow
    query = select(row).where(row.schedule_id == schedule_id, col(row.is_stale).is_(is_stale))
    return session.exec(query.order_by(col(row.name))).all()


def keep_file(session: Session, row: WarehouseFileRow) -> None:
    """A file that is about to be written: what is at the place is known, whoever dies when."""
    session.merge(row)


def finish(
    session: Session, schedule_id: uuid.UUID, run: int, at: datetime, superseded: Collection[str]
) -> WarehouseFeedRow:
    """All of a run lies at the place, and the manifest says so. What its files took the place of is to be removed."""
    row, file, unit = feed(session, schedule_id), WarehouseFileRow, WarehouseUnitRow
    row.done, row.done_at = run, at
    names = sorted(superseded)
    for start in range(0, len(names), _AT_ONCE):
        some = (col(file.schedule_id) == schedule_id, col(file.name).in_(names[start : start + _AT_ONCE]))
        session.exec(sa.update(file).where(*some).values(is_stale=True))
    of_run = (col(unit.schedule_id) == schedule_id, col(unit.run) == run)
    session.exec(sa.delete(unit).where(*of_run, col(unit.is_gone).is_(True)))
    session.exec(sa.update(unit).where(*of_run).values(is_reshaped=False))
    return row


def removed(session: Session, schedule_id: uuid.UUID, name: str) -> None:
    """A file is not at the place any more."""
    row = WarehouseFileRow
    session.exec(sa.delete(row).where(col(row.schedule_id) == schedule_id, col(row.name) == name))


def forget(session: Session, schedule_id: uuid.UUID) -> None:
    """All that a feed knows; what lies at the place stays there."""
    for table in (WarehouseFileRow, WarehouseUnitRow, WarehouseFeedRow):
        session.exec(sa.delete(table).where(col(table.schedule_id) == schedule_id))


def next_moment(row: WarehouseFeedRow, at: datetime) -> datetime:
    """The moment of a run, in whole milliseconds and later than that of the last one, whatever the clock does."""
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    return at if row.done_at is None else max(at, row.done_at + _LEAST)
