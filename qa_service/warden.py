"""Looks after the workers and the work: takes over from the dead, finds what was forgotten, clears what is left.

Every worker beats; the one with the lowest name among those that live and take work does the rest, so that two seldom
do it at once (and nothing breaks when they do).
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Session

from qa_service.jobs import Held, Job, Pace, Queue
from qa_service.logs import event
from qa_service.store import beats, exports, leftovers, results
from qa_service.store.beats import Watch
from qa_service.store.blobs import Blobs
from qa_service.store.inbox import Inbox
from qa_service.store.leftovers import Place
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow, now

_PAGE = 500
_CLEAN_EVERY = 20  # sweeps
_ABANDONED = timedelta(hours=1)
_FAILED_KEPT = timedelta(days=7)
_JOBS_KEPT = timedelta(days=7)


class Warden:
    """One a worker. `clock` counts seconds from anywhere; it is read only to measure how long others were silent."""

    def __init__(
        self,
        queue: Queue,
        store: Store,
        blobs: Blobs,
        inbox: Inbox,
        executor: str,
        pace: Pace,
        *,
        keep_originals: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._queue, self._store, self._blobs, self._inbox = queue, store, blobs, inbox
        self._executor, self._pace, self._keep, self._clock = executor, pace, keep_originals, clock
        self._watch, self._beaten = Watch(pace.dead_after), clock()
        self._swept, self._sweeps = float("-inf"), 0
        self._place: Place | None = None

    def watch(self, stop: threading.Event) -> None:
        """Beat until told to stop, then strike ourselves off the list."""
        while True:
            try:
                self.tick()
            except Exception as error:  # noqa: BLE001  (a database that is away comes back; a dead warden does not)
                event("warden failed", logging.WARNING, worker=self._executor, error=type(error).__name__)
            if stop.wait(self._pace.beat):
                break
        with self._store.transaction() as session:
            beats.remove(session, [self._executor])

    def tick(self) -> None:
        """One beat, and what it falls to us to do."""
        clock = self._clock()
        if clock - self._beaten > self._pace.dead_after / 2:
            # We were away (suspended, no database): the others' silence may be our own deafness.
            self._watch = Watch(self._pace.dead_after)
        with self._store.transaction() as session:
            counts = beats.beat(session, self._executor)
            idle = beats.idle(session)
        self._beaten = clock
        held = self._queue.held()
        silent = self._watch.silent(counts, [one.executor for one in held], clock) - {self._executor}
        if self._executor != min(counts.keys() - silent - idle):
            return
        if silent:
            self._take_over([one for one in held if one.executor in silent])
            with self._store.transaction() as session:
                beats.remove(session, silent & counts.keys())
        if clock - self._swept >= self._pace.sweep:
            self._swept = clock
            self._sweep()

    def _count_deaths(self, session: Session, interactions: list[uuid.UUID]) -> None:
        """Counts; what was given up for it is told, an interaction a line."""
        for interaction in results.count_death(session, interactions, self._pace.deaths):
            event("gave up", logging.ERROR, interaction=str(interaction))

    def _take_over(self, lost: list[Held]) -> None:
        """Back into the queue with the jobs of the dead; one that kills worker after worker is marked failed first."""
        if not lost:
            return
        with self._store.transaction() as session:
            ids = [one.job.interaction for one in lost]
            self._count_deaths(session, ids)
            exports.count_death(session, ids, self._pace.deaths)
        self._queue.hand_over(lost)
        event("took over", logging.WARNING, worker=self._executor, count=len(lost))

    def _sweep(self) -> None:
        """Queue a page of what no queue knows of; now and then clear what nobody waits for."""
        with self._store.reading() as session:
            before = now() - timedelta(seconds=self._pace.sweep)
            rows = leftovers.waiting_since(session, before, self._place, _PAGE)
            files = exports.forgotten(session, before, _PAGE)
        self._place = (rows[-1].received_at, rows[-1].id) if len(rows) == _PAGE else None
        self._requeue({Job(row.id, row.run): row for row in rows})
        self._requeue_exports([Job(id, 1) for id in files])
        if self._sweeps % _CLEAN_EVERY == 0:
            self._clean()
        self._sweeps += 1

    def _requeue(self, rows: dict[Job, InteractionRow]) -> None:
        if not rows:
            return
        active = self._queue.active(list(rows))
        unknown = [row for job, row in rows.items() if job not in active]
        ended = [row for job, row in rows.items() if active.get(job) is False]
        self._queue.enqueue(unknown)
        if ended:  # it ended without a result: its last step could not be written down
            with self._store.transaction() as session:
                self._count_deaths(session, [row.id for row in ended])
            self._queue.again(ended)
        if unknown or ended:
            event("queued forgotten work", worker=self._executor, count=len(unknown) + len(ended))

    def _requeue_exports(self, jobs: list[Job]) -> None:
        active = self._queue.active(jobs) if jobs else {}
        unknown = [job.interaction for job in jobs if job not in active]
        ended = [job.interaction for job in jobs if active.get(job) is False]
        self._queue.export(unknown)
        if ended:
            with self._store.transaction() as session:
                exports.count_death(session, ended, self._pace.deaths)
            self._queue.export(ended, anew=True)

    def _clean(self) -> None:
        moment = now()
        self._drop_exports(moment)
        with self._store.transaction() as session:
            old, failed_before = moment - _ABANDONED, moment - _FAILED_KEPT
            leftovers.clear_inbox(session, self._blobs, self._inbox, old, failed_before, keep_done=self._keep)
            leftovers.drop_failed_recordings(session, self._blobs, moment - _FAILED_KEPT)
        for key, changed in list(self._blobs.list("tmp")):
            if changed < moment - timedelta(days=1):
                self._blobs.delete(key)
        self._queue.forget(moment - _JOBS_KEPT)
        self._store.scrub()  # an erasure that met a reader could not empty the log

    def _drop_exports(self, moment: datetime) -> None:
        """Remove files whose time is up; that there was one stays known."""
        with self._store.transaction() as session:
            for row in exports.expired(session, moment):
                self._blobs.delete(exports.key_of(row.id))
                row.size = None
