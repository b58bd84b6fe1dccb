"""Which workers are alive. One clock counts, the database's: no two machines' are compared."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables import WorkerBeatRow, now

SILENT = timedelta(seconds=60)
"""A worker that has not beaten for so long does not count, for people and probes."""


def moment(session: Session) -> datetime:
    """What the clock of the database shows; SQLite has that of the one machine on which all its workers are."""
    if session.connection().dialect.name != "postgresql":
        return now()
    shown: datetime = session.exec(select(sa.func.clock_timestamp())).one()
    return shown.astimezone(UTC)


def beat(session: Session, worker: str, trouble: str | None = None, *, at: datetime | None = None) -> datetime | None:
    """Give a sign of life, `at` now unless said otherwise, and return when the one before was given; None: this is the
    first. `trouble`: why this worker takes no work.
    """
    at = at or moment(session)
    row = session.get(WorkerBeatRow, worker)
    before = None if row is None else row.beat_at
    if row is None:
        row = WorkerBeatRow(executor=worker)
        session.add(row)
    row.beat_at, row.trouble = at, trouble
    return before


def remove(session: Session, workers: Iterable[str]) -> None:
    """Strike workers off the list: they ended, or others took their work over."""
    for worker in workers:
        row = session.get(WorkerBeatRow, worker)
        if row is not None:
            session.delete(row)


def listed(session: Session) -> list[WorkerBeatRow]:
    """All workers that have beaten and were not struck off, by name."""
    return list(session.exec(select(WorkerBeatRow).order_by(col(WorkerBeatRow.executor))))


def living(session: Session, since: datetime) -> int:
    """How many workers that take work have beaten since then; for people and probes, who can live with a clock that is
    a bit off.
    """
    query = select(sa.func.count()).select_from(WorkerBeatRow).where(col(WorkerBeatRow.beat_at) >= since)
    return session.exec(query.where(col(WorkerBeatRow.trouble).is_(None))).one()


def troubles(session: Session, since: datetime) -> list[str]:
    """Why living workers take no work, each reason once."""
    query = select(WorkerBeatRow.trouble).where(col(WorkerBeatRow.beat_at) >= since)
    found = session.exec(query.where(col(WorkerBeatRow.trouble).is_not(None)).distinct())
    return sorted(str(trouble) for trouble in found)


def of_machine(session: Session, host: str, since: datetime) -> list[WorkerBeatRow]:
    """The living workers of one machine; a worker is called after its host, its process and a random word."""
    living = session.exec(select(WorkerBeatRow).where(col(WorkerBeatRow.beat_at) >= since))
    return [row for row in living if row.executor.rsplit("-", 2)[0] == host]
