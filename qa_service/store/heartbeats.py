"""Which workers are alive. One clock counts, the database's: no two machines' are compared."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables import HeartbeatRow, now

SILENT = timedelta(seconds=60)
"""A worker without a heartbeat for so long does not count, for people and probes."""


def moment(session: Session) -> datetime:
    """What the clock of the database shows; SQLite has that of the one machine on which all its workers are."""
    if session.connection().dialect.name != "postgresql":
        return now()
    clock: datetime = session.exec(select(sa.func.clock_timestamp())).one()
    return clock.astimezone(UTC)


def record(session: Session, worker: str, trouble: str | None = None, *, at: datetime | None = None) -> datetime | None:
    """A worker's heartbeat, `at` now unless said otherwise; returns when the one before was sent, None for the first.
    `trouble`: why this worker takes no work.
    """
    at = at or moment(session)
    row = session.get(HeartbeatRow, worker)
    before = None if row is None else row.beat_at
    if row is None:
        row = HeartbeatRow(executor=worker)
        session.add(row)
    row.beat_at, row.trouble = at, trouble
    return before


def remove(session: Session, workers: Iterable[str]) -> None:
    """Forget workers that ended, or whose work others took over."""
    for worker in workers:
        row = session.get(HeartbeatRow, worker)
        if row is not None:
            session.delete(row)


def listed(session: Session) -> list[HeartbeatRow]:
    """All workers that sent one and were not removed, by name."""
    return list(session.exec(select(HeartbeatRow).order_by(col(HeartbeatRow.executor))))


def living(session: Session, since: datetime) -> int:
    """How many workers that take work have sent one since then; for people and probes, who can live with a clock that
    is a bit off.
    """
    query = select(sa.func.count()).select_from(HeartbeatRow).where(col(HeartbeatRow.beat_at) >= since)
    return session.exec(query.where(col(HeartbeatRow.trouble).is_(None))).one()


def troubles(session: Session, since: datetime) -> list[str]:
    """Why living workers take no work, each reason once."""
    query = select(HeartbeatRow.trouble).where(col(HeartbeatRow.beat_at) >= since)
    reasons = session.exec(query.where(col(HeartbeatRow.trouble).is_not(None)).distinct())
    return sorted(str(trouble) for trouble in reasons)


def of_machine(session: Session, host: str, since: datetime) -> list[HeartbeatRow]:
    """The living workers of one machine; a worker is called after its host, its process and a random word."""
    living = session.exec(select(HeartbeatRow).where(col(HeartbeatRow.beat_at) >= since))
    return [row for row in living if row.executor.rsplit("-", 2)[0] == host]
