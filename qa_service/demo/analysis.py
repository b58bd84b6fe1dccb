"""Takes interactions in and analyses them in this process, step by step as a worker does; no queue, no server."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from uuid import UUID

from qa_service.demo.material import Case
from qa_service.domain.queue import QueueCall
from qa_service.store import queue_log
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.worker import jobs
from qa_service.worker.steps import Steps


@dataclass(frozen=True, slots=True)
class Bench:
    """What analysing needs. `texts` are worked on at a time."""

    store: Store
    blobs: Blobs
    intake: Intake
    steps: Steps
    largest: int
    texts: int

    def take_in(self, cases: Iterable[Case]) -> list[tuple[Case, Job]]:
        """Store and register all of them."""
        submitted = []
        with self.store.transaction() as session:
            for case in cases:
                client, recording = case.interaction.client, case.recording
                stored = self.blobs.put_file(client, recording, self.largest) if recording else None
                row, _ = self.intake.accept(session, case.interaction, stored)
                submitted.append((case, Job(row.id, row.run)))
        return submitted

    def analyse(self, submitted: Sequence[tuple[Case, Job]], done: Callable[[], object]) -> None:
        """All steps of all of them; `done` is called after each. What fails is raised: the demo ships nothing bad.

        Recordings are heard while texts are read: the one keeps the processor's cores busy where the other waits.
        """
        with ThreadPoolExecutor(1) as hearing, ThreadPoolExecutor(self.texts) as reading:
            work = [
                hearing.submit(self._recording, job)
                if case.recording is not None
                else reading.submit(self.steps.text, job)
                for case, job in submitted
            ]
            for finished in as_completed(work):
                finished.result()
                done()

    def _recording(self, job: Job) -> None:
        jobs.recording(lambda name, *arguments: getattr(self.steps, name)(*arguments), job)

    def log_calls(self, submitted: Iterable[tuple[Case, Job]], lost: Iterable[tuple[str, QueueCall]]) -> None:
        """The queue log: the calls that were answered, and those that nobody answered."""
        with self.store.transaction() as session:
            for case, _ in submitted:
                if (call := _answered(case)) is not None:
                    queue_log.keep(session, case.interaction.client, call)
            for client, call in lost:
                queue_log.keep(session, client, call)


def _answered(case: Case) -> QueueCall | None:
    about, queue = case.interaction, case.interaction.queue
    if queue is None or about.channel.value != "call":
        return None
    passed_on = case.labels["resolution"] == "escalated" and about.ended_at is not None
    return QueueCall(
        call=about.id,
        queue=queue.name,
        offered_at=queue.offered_at,
        answered_at=queue.answered_at,
        transferred_at=about.ended_at if passed_on else None,
        transferred_to="secondo-livello" if passed_on else None,
    )


def job_ids(submitted: Iterable[tuple[Case, Job]]) -> dict[UUID, Case]:
    """The cases by the ids of their interactions."""
    return {job.interaction: case for case, job in submitted}
