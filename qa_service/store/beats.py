"""Which workers are alive, without comparing the clocks of two machines."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables import WorkerBeatRow, now

SILENT = timedelta(seconds=60)
"""A worker that has not beaten for so long does not count, for people and probes."""


def beat(session: Session, executor: str, trouble: str | None = None) -> dict[str, int]:
    """Give a sign of life and read everybody's counts. `trouble`: why this worker takes no work."""
    row = session.get(WorkerBeatRow, executor)
    if row is None:
        row = WorkerBeatRow(executor=executor)
        session.add(row)
    row.count, row.beat_at, row.trouble = row.count + 1, now(), trouble
    session.flush()
    return {other.executor: other.count for other in session.exec(select(WorkerBeatRow))}


def remove(session: Session, executors: Iterable[str]) -> None:
    """Strike workers off the list: they ended, or others took their work over."""
    for executor in executors:
        row = session.get(WorkerBeatRow, executor)
        if row is not None:
            session.delete(row)


def idle(session: Session) -> set[str]:
    """The workers that take no work."""
    return set(session.exec(select(WorkerBeatRow.executor).where(col(WorkerBeatRow.trouble).is_not(None))))


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
    """The living workers of one machine; an executor is called after its host, its process and a random word."""
    living = session.exec(select(WorkerBeatRow).where(col(WorkerBeatRow.beat_at) >= since))
    return [row for row in living if row.executor.rsplit("-", 2)[0] == host]


class Watch:
    """One worker's view of the others: whoever does not beat for `dead_after` seconds of *our* clock is dead."""

    def __init__(self, dead_after: float) -> None:
        self._dead_after = dead_after
        self._seen: dict[str, tuple[int | None, float]] = {}

    def silent(self, counts: Mapping[str, int], others: Iterable[str], clock: float) -> set[str]:
        """The dead, among the workers with a count and the `others` that hold work; `clock` in seconds."""
        known = {executor: counts.get(executor) for executor in (*counts, *others)}
        self._seen = {
            executor: self._seen[executor]
            if executor in self._seen and self._seen[executor][0] == count
            else (count, clock)
            for executor, count in known.items()
        }
        return {executor for executor, (_, since) in self._seen.items() if clock - since > self._dead_after}
