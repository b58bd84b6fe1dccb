"""Which workers are alive, without comparing the clocks of two machines."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables import WorkerBeatRow, now


def beat(session: Session, executor: str) -> dict[str, int]:
    """Give a sign of life and read everybody's counts."""
    row = session.get(WorkerBeatRow, executor)
    if row is None:
        row = WorkerBeatRow(executor=executor)
        session.add(row)
    row.count, row.beat_at = row.count + 1, now()
    session.flush()
    return {other.executor: other.count for other in session.exec(select(WorkerBeatRow))}


def remove(session: Session, executors: Iterable[str]) -> None:
    """Strike workers off the list: they ended, or others took their work over."""
    for executor in executors:
        row = session.get(WorkerBeatRow, executor)
        if row is not None:
            session.delete(row)


def living(session: Session, since: datetime) -> int:
    """How many workers have beaten since then; for people and probes, who can live with a clock that is a bit off."""
    query = select(sa.func.count()).select_from(WorkerBeatRow).where(col(WorkerBeatRow.beat_at) >= since)
    return session.exec(query).one()


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
