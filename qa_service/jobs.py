"""What steps, workflow and warden share: a job's name, who holds it, and the pace of a worker."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from qa_service.store.tables import InteractionRow

EXPORTS = "exports"
"""The queue of files to be made: neither a text nor a recording waits behind them."""


class Job(NamedTuple):
    """One run of one interaction; an export, which has one run only, stands in its place in the queue of exports."""

    interaction: uuid.UUID
    run: int


def workflow_id(job: Job) -> str:
    """The name under which the job engine knows a job: queueing it twice makes one."""
    return f"{job.interaction}.{job.run}"


def job_of(workflow: str) -> Job:
    """The inverse of `workflow_id`."""
    interaction, _, run = workflow.rpartition(".")
    return Job(uuid.UUID(interaction), int(run))


class Held(NamedTuple):
    """A job that a worker, living or dead, has in hand."""

    job: Job
    executor: str
    queue: str


class Queue(Protocol):
    """The job engine as the warden sees it; `workflow.Jobs` is the real one."""

    def enqueue(self, rows: Iterable[InteractionRow]) -> None:
        """Queue these interactions; one that is queued, in hand or done already stays as it is."""
        ...

    def again(self, rows: Sequence[InteractionRow]) -> None:
        """Queue these anew, from the first step."""
        ...

    def export(self, ids: Iterable[uuid.UUID], *, anew: bool = False) -> None:
        """Queue exports; `anew`: also those that have ended."""
        ...

    def active(self, jobs: Sequence[Job]) -> dict[Job, bool]:
        """Whether each job is queued or in hand (True), or has ended (False); one that is not known is absent."""
        ...

    def held(self) -> list[Held]:
        """All that workers have in hand."""
        ...

    def hand_over(self, held: Iterable[Held]) -> None:
        """Back into the queue; a worker that still has one in hand loses it, whatever it finishes."""
        ...

    def forget(self, before: datetime) -> int:
        """Remove the engine's memory of work that ended before then; returns of how many."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """How a worker works: interactions at a time, and seconds."""

    texts: int = 8
    recordings: int = 1
    exports: int = 1
    poll: float = 0.1
    attempts: int = 5
    """Tries of a step that fails: `wait` seconds after the first, three times longer after each."""
    wait: float = 1.0
    beat: float = 2.0
    dead_after: float = 20.0
    sweep: float = 30.0
    deaths: int = 10
    """A job that more workers than this died with is given up."""
    grace: float = 30.0
    """After a call to stop, work in hand may go on for so long."""
