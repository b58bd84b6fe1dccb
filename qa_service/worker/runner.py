"""Takes what waits and carries it out, so much of each kind at a time."""

import logging
import threading
import time

from qa_service.logs import event
from qa_service.store import claims
from qa_service.store.claims import Job, Queue
from qa_service.store.repository import Store
from qa_service.worker.jobs import Jobs


class Runner:
    """A thread for each job, and never more of a kind than there are `slots`."""

    def __init__(self, store: Store, jobs: Jobs, worker: str, slots: dict[Queue, int]) -> None:
        self._store, self._jobs, self._worker, self._slots = store, jobs, worker, slots
        self._running: dict[Queue, set[Job]] = {queue: set() for queue in slots}
        self._ended: dict[Queue, set[Job]] = {queue: set() for queue in slots}
        self._suspect: Job | None = None
        self._lock, self._freed = threading.Lock(), threading.Event()

    def busy(self) -> set[Job]:
        """All that this worker has in hand; what has ended is until that is written down."""
        with self._lock:
            return self._in_hand()

    def _in_hand(self) -> set[Job]:
        return set().union(*self._running.values(), *self._ended.values())

    def run(self, stop: threading.Event, poll: float) -> None:
        """Fill the slots, whenever one is free and every `poll` seconds, until told to stop."""
        while not stop.is_set():
            try:
                for queue in self._open():
                    self._fill(queue)
            except Exception as error:  # noqa: BLE001  (a database that is away comes back)
                event("taking work failed", logging.WARNING, worker=self._worker, error=type(error).__name__)
                stop.wait(1.0)
            self._freed.wait(poll)
            self._freed.clear()

    @property
    def _is_idle(self) -> bool:
        return not any(self._running.values())

    def _free(self, queue: Queue) -> int:
        return 0 if self._suspect else self._slots[queue] - len(self._running[queue])

    def _open(self) -> list[Queue]:
        """The queues of which something has ended, or waits while a slot is free."""
        besides = [job.interaction for job in self.busy()]
        with self._store.reading() as session:
            return [
                queue
                for queue in self._slots
                if self._ended[queue]
                or (self._free(queue) and claims.is_waiting(session, queue, besides, idle=self._is_idle))
            ]

    def _fill(self, queue: Queue) -> None:
        """Write down what has ended, and take what waits."""
        with self._lock:  # what is claimed is in hand for whoever looks
            # A run that was replaced goes on until its step ends: the next run waits for that, or two would be one.
            besides = [job.interaction for job in self._in_hand() - self._ended[queue]]
            idle, free = self._is_idle, self._free(queue)
            with self._store.transaction(hasty=True) as session:
                claims.finish(session, queue, self._worker, self._ended[queue])
                jobs = claims.claim(session, queue, self._worker, free, besides, idle=idle) if free else []
                suspect = idle and len(jobs) == 1 and claims.is_suspect(session, queue, jobs[0])
            self._suspect = jobs[0] if suspect else self._suspect
            self._ended[queue].clear()
            self._running[queue].update(jobs)
        for job in jobs:
            self._start(queue, job)

    def _start(self, queue: Queue, job: Job) -> None:
        try:
            threading.Thread(target=self._carry_out, args=(queue, job), daemon=True).start()
        except RuntimeError:  # the machine has no thread left
            event("job dropped", logging.ERROR, interaction=str(job.interaction), error="no thread")
            self._end(queue, job, through=False)

    def _carry_out(self, queue: Queue, job: Job) -> None:
        try:
            self._jobs.run(queue, job)
        except BaseException as error:  # noqa: BLE001  (of a library that calls sys.exit as well)
            event("job dropped", logging.ERROR, interaction=str(job.interaction), error=type(error).__name__)
            self._end(queue, job, through=False)
        else:
            self._end(queue, job, through=True)

    def _end(self, queue: Queue, job: Job, *, through: bool) -> None:
        """What is not `through` keeps our name and is not in hand: recovery puts it back."""
        with self._lock:
            self._running[queue].discard(job)
            if through:
                self._ended[queue].add(job)
            if self._suspect == job:
                self._suspect = None
        self._freed.set()

    def let_finish(self, seconds: float) -> None:
        """Wait until no thread is at work, but no longer than that."""
        end = time.monotonic() + seconds
        while not self._is_idle and time.monotonic() < end:
            self._freed.wait(0.05)
            self._freed.clear()

    def release(self) -> int:
        """What has not ended goes back into the queue; of how much, is returned."""
        with self._lock, self._store.transaction() as session:
            for queue, jobs in self._ended.items():
                claims.finish(session, queue, self._worker, jobs)
            return claims.release(session, self._worker)
