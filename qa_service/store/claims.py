"""The queue: work that waits, and which worker has it in hand. It has no table of its own.

An interaction, an export, a re-scoring or a criterion job that waits for its result is work from the commit that makes
it wait. A worker takes it by writing its name on the row (`worker`), holds it for as long as it sends heartbeats (see
`heartbeats`), and takes the name off when there is nothing left to do. A result alone is not enough: what is unmasked
goes after that.
"""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import WAITING, State
from qa_service.errors import Sentence, say
from qa_service.store import failures, outbox
from qa_service.store.tables import (
    UNCLAIMED_RECORDINGS,
    UNCLAIMED_TEXTS,
    InteractionRow,
    now,
)
from qa_service.store.tables_criteria import UNCLAIMED_CRITERION_JOBS, CriterionJobRow
from qa_service.store.tables_exports import ExportRow
from qa_service.store.tables_rubrics import RescoringRow


class Job(NamedTuple):
    """One run of one interaction; an export, a re-scoring or a criterion job, which have one run only, stand in its
    place in theirs.
    """

    interaction: uuid.UUID
    run: int


class HeldJob(NamedTuple):
    """What a worker, living or dead, has in hand; done or failed, where it has only to clear up."""

    worker: str
    job: Job
    state: State


@dataclass(frozen=True, slots=True, eq=False)
class Queue:
    """Work of one kind. `unclaimed` are the rows that wait and that nobody has in hand, in the words of the index that
    finds them; `arrived` is what they are taken by; `given_up` tells people why worker after worker died with it.
    """

    name: str
    table: Any
    run: Any
    arrived: Any
    unclaimed: tuple[Any, ...]
    given_up: Callable[[int], Sentence]

    @property
    def is_held(self) -> Any:
        """As SQL: a worker has it in hand."""
        return col(self.table.worker).is_not(None)


_INTERACTION: dict[str, Any] = {
    "table": InteractionRow,
    "run": col(InteractionRow.run),
    "arrived": col(InteractionRow.received_at),
    "given_up": lambda count: say(
        "{count} workers died with this in hand, most often for want of memory; see the log", count=count
    ),
}
TEXTS = Queue("texts", unclaimed=UNCLAIMED_TEXTS, **_INTERACTION)
RECORDINGS = Queue("recordings", unclaimed=UNCLAIMED_RECORDINGS, **_INTERACTION)
"""Apart from texts, which never wait behind hours of sound."""
EXPORTS = Queue(
    "exports",
    table=ExportRow,
    run=sa.literal(1),
    arrived=col(ExportRow.made_at),
    unclaimed=(col(ExportRow.state).in_(WAITING), col(ExportRow.worker).is_(None)),
    given_up=lambda count: say(
        "{count} workers stopped while they made this file; ask for less of it at a time", count=count
    ),
)
RESCORINGS = Queue(
    "rescorings",
    table=RescoringRow,
    run=sa.literal(1),
    arrived=col(RescoringRow.made_at),
    unclaimed=(col(RescoringRow.state).in_(WAITING), col(RescoringRow.worker).is_(None)),
    given_up=lambda count: say(
        "{count} workers stopped while they scored this again; what was scored again stays so, ask for the rest",
        count=count,
    ),
)
CRITERION_JOBS = Queue(
    "criterion_jobs",
    table=CriterionJobRow,
    run=sa.literal(1),
    arrived=col(CriterionJobRow.made_at),
    unclaimed=UNCLAIMED_CRITERION_JOBS,
    given_up=lambda count: say(
        "{count} workers stopped while they worked on this; ask for less at a time", count=count
    ),
)
SUSPECT = 3
"""A job that so many workers died with is worked on alone: whatever is in hand beside it is blamed with it."""
TABLES = (TEXTS, EXPORTS, RESCORINGS, CRITERION_JOBS)
"""A queue of each table, where the kind of work does not matter."""


def unclaimed(queue: Queue, most: int, besides: Collection[uuid.UUID] = (), *, idle: bool = True) -> Any:
    """As SQL: the oldest work that nobody has in hand, but for `besides`; suspects only for a worker that is `idle`."""
    table = queue.table
    query = select(table.id, queue.run, table.attempts).where(*queue.unclaimed)
    if besides:
        query = query.where(col(table.id).not_in(besides))
    if not idle:
        query = query.where(col(table.attempts) < SUSPECT)
    return query.order_by(queue.arrived, table.id).limit(most)


def claim(
    session: Session,
    queue: Queue,
    worker: str,
    most: int,
    besides: Collection[uuid.UUID] = (),
    *,
    idle: bool = True,
) -> list[Job]:
    """Take the oldest work that nobody has in hand; what another worker is taking at this moment is left to it.
    `besides`: what this worker still works on, for a run that is over. An `idle` one takes a suspect too, and alone.
    """
    rows = session.exec(unclaimed(queue, most, besides, idle=idle).with_for_update(skip_locked=True)).all()
    harmless = list(takewhile(lambda row: row.attempts < SUSPECT, rows))
    jobs = [Job(id, run) for id, run, _ in harmless or rows[:1]]
    if jobs:
        is_claimed = col(queue.table.id).in_([job.interaction for job in jobs])
        session.exec(sa.update(queue.table).where(is_claimed).values(worker=worker))
    return jobs


def is_waiting(session: Session, queue: Queue, besides: Collection[uuid.UUID] = (), *, idle: bool = True) -> bool:
    """Whether there is work that `claim` would take."""
    return session.exec(unclaimed(queue, 1, besides, idle=idle)).first() is not None


def is_suspect(session: Session, queue: Queue, job: Job) -> bool:
    """Whether so many workers died with this that nothing may be done beside it."""
    query = select(queue.table.id).where(queue.table.id == job.interaction, col(queue.table.attempts) >= SUSPECT)
    return session.exec(query).first() is not None


def holds(session: Session, queue: Queue, worker: str, job: Job) -> bool:
    """Whether a worker still has this in hand: it was not taken away, replaced, erased or finished."""
    query = select(queue.table.id).where(queue.table.id == job.interaction, queue.run == job.run)
    return session.exec(query.where(queue.table.worker == worker)).first() is not None


def held(session: Session) -> list[HeldJob]:
    """All that workers, living or dead, have in hand."""
    return [
        HeldJob(worker, Job(id, run), State(state))
        for queue in TABLES
        for worker, id, run, state in session.exec(
            select(queue.table.worker, queue.table.id, queue.run, queue.table.state).where(queue.is_held)
        )
    ]


def finish(session: Session, queue: Queue, worker: str, jobs: Collection[Job]) -> None:
    """There is nothing left to do about these; one that this worker lost meanwhile is not touched."""
    row = queue.table
    if jobs:
        ours = (row.worker == worker, col(row.id).in_([job.interaction for job in jobs]))
        session.exec(sa.update(row).where(*ours).values(worker=None))


def release(session: Session, worker: str) -> int:
    """Back into the queue with all that a worker which ends has in hand without a result; of how much, is returned."""
    released = 0
    for queue in TABLES:
        ours = (queue.table.worker == worker, col(queue.table.state).in_(WAITING))
        released += session.exec(sa.update(queue.table).where(*ours).values(worker=None)).rowcount
    return released


def requeue(session: Session, workers: Collection[str], jobs: Collection[Job], most: int) -> list[uuid.UUID]:
    """Back into the queue with those of `jobs` that dead `workers` have in hand; of them, those that more than `most`
    workers have died with fail instead, and are returned.
    """
    ids = [job.interaction for job in jobs]
    given_up = []
    for queue in TABLES:
        query = select(queue.table, queue.run).where(col(queue.table.id).in_(ids), col(queue.table.worker).in_(workers))
        for row, run in session.exec(query.with_for_update()):
            if Job(row.id, run) not in jobs:
                continue
            row.worker = None
            if row.state not in WAITING:
                continue
            row.attempts += 1
            if row.attempts > most:
                row.state, row.done_at = State.FAILED, now()
                failures.put(row, queue.given_up(row.attempts))
                if isinstance(row, InteractionRow):
                    outbox.interaction_ended(session, row)
                given_up.append(row.id)
    return given_up
