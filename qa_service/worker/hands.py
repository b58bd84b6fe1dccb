"""What a worker has in hand."""

import logging
import threading
import time

from qa_service.logs import event
from qa_service.store import claims
from qa_service.store.claims import Job, Queue
from qa_service.store.repository import Store
from qa_service.worker.jobs import Jobs


class Hands:
    """A thread a job, and never more of a kind than there are `places`."""

    def __init__(self, store: Store, jobs: Jobs, worker: str, places: dict[Queue, int]) -> None:
        self._store, self._jobs, self._worker, self._places = store, jobs, worker, places
        self._running: dict[Queue, set[Job]] = {queue: set() for queue in places}
        self._ended: dict[Queue, set[Job]] = {queue: set() for queue in places}
        self._lock, self._freed = threading.Lock(), threading.Event()

    def busy(self) -> set[Job]:
        """All that is in hand; what has ended is until that is written down."""
        with self._lock:
            return set().union(*self._running.values(), *self._ended.values())

    def take(self, stop: threading.Event, poll: float) -> None:
        """Fill the places, whenever one is free and every `poll` seconds, until told to stop."""
        while not stop.is_set():
            try:
                for queue in self._open():
                    self._fill(queue)
            except Exception as error:  # noqa: BLE001  (a database that is away comes back)
                event("taking work failed", logging.WARNING, worker=self._worker, error=type(error).__name__)
                stop.wait(1.0)
            self._freed.wait(poll)
            self._freed.clear()

    def _free(self, queue: Queue) -> int:
        return self._places[queue] - len(self._running[queue])

    def _open(self) -> list[Queue]:
        """The queues of which something has ended, or waits while a place is free."""
        with self._store.reading() as session:
            return [
                queue
                for queue in self._places
                if self._ended[queue] or (self._free(queue) and claims.is_waiting(session, queue))
            ]

    def _fill(self, queue: Queue) -> None:
        """Write down what has ended, and take what waits."""
        with self._lock:  # what is claimed is in hand for whoever looks
            with self._store.transaction(hasty=True) as session:
                claims.finish(session, queue, self._worker, self._ended[queue])
                jobs = claims.claim(session, queue, self._worker, self._free(queue))
            self._ended[queue].clear()
            self._running[queue].update(jobs)
        for job in jobs:
            threading.Thread(target=self._carry_out, args=(queue, job), daemon=True).start()

    def _carry_out(self, queue: Queue, job: Job) -> None:
        try:
            self._jobs.run(queue, job)
        except Exception as error:  # noqa: BLE001  (recovery puts back what ended without a result)
            event("job dropped", logging.ERROR, interaction=str(job.interaction), error=type(error).__name__)
            ended = set()
        else:
            ended = {job}
        with self._lock:
            self._running[queue].discard(job)
            self._ended[queue] |= ended
        self._freed.set()

    def let_finish(self, seconds: float) -> None:
        """Wait until no thread is at work, but no longer than that."""
        end = time.monotonic() + seconds
        while any(self._running.values()) and time.monotonic() < end:
            self._freed.wait(0.05)
            self._freed.clear()

    def give_back(self) -> int:
        """What has not ended goes back into the queue; of how much, is returned."""
        with self._lock, self._store.transaction() as session:
            for queue, jobs in self._ended.items():
                claims.finish(session, queue, self._worker, jobs)
            return claims.release(session, self._worker)
