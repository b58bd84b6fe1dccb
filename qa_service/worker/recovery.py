"""Looks after the work: takes over from the dead, and clears what is left.

Every worker sends heartbeats; the first by name among those that live and take work does the rest, so that two seldom
do it at once (and nothing breaks when they do).
"""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from qa_service.domain.interaction import State
from qa_service.errors import place_of
from qa_service.logs import event
from qa_service.store import claims, heartbeats
from qa_service.store.claims import HeldJob, Job
from qa_service.store.repository import Store
from qa_service.worker.cleaning import Cleaning
from qa_service.worker.config import WorkerConfig
from qa_service.worker.heartbeat import Clock, Heartbeat
from qa_service.worker.retry import outage_of

_CLEAN_EVERY = 20  # sweeps


class WorkersView(NamedTuple):
    """What a worker sees of the others. `silent` are those that are dead, where it falls to this worker to say so."""

    at: datetime
    is_first: bool
    silent: set[str]
    held: list[HeldJob]


class Recovery:
    """One a worker. `clean_up_after` clears up after a job that has its result; `in_hand` is what this worker does;
    `clock` is the database's.
    """

    def __init__(
        self,
        store: Store,
        heartbeat: Heartbeat,
        cleaning: Cleaning,
        clean_up_after: Callable[[Job], None],
        worker: str,
        config: WorkerConfig,
        in_hand: Callable[[], Collection[Job]] = tuple,
        *,
        clock: Clock = heartbeats.moment,
    ) -> None:
        self._store, self._heartbeat, self._cleaning = store, heartbeat, cleaning
        self._clean_up_after, self._worker, self._config = clean_up_after, worker, config
        self._in_hand, self._clock = in_hand, clock
        self._lease, self._sweep = timedelta(seconds=config.lease), timedelta(seconds=config.sweep)
        self._swept: datetime | None = None
        self._sweeps = 0

    def tick(self) -> None:
        """What falls to us to do at this moment."""
        with self._store.reading() as session:
            view = self._look(session)
        if view.silent:
            self._take_over(view)
        if self._swept is None or view.at - self._swept >= self._sweep:
            self._swept = view.at
            self._put_back([ours for ours in view.held if ours.worker == self._worker])
            if view.is_first and self._sweeps % _CLEAN_EVERY == 0:
                self._cleaning.clean()
            self._sweeps += 1

    def _look(self, session: Session) -> WorkersView:
        at, workers, held = self._clock(session), heartbeats.listed(session), claims.held(session)
        living = {row.executor: row.trouble is None for row in workers if abs(at - row.beat_at) <= self._lease}
        is_first = self._worker == min((name for name, works in living.items() if works), default=self._worker)
        silent = {row.executor for row in workers} | {lost.worker for lost in held}
        judges = is_first and self._heartbeat.may_judge(at)
        return WorkersView(at, is_first, silent - living.keys() - {self._worker} if judges else set(), held)

    def _take_over(self, view: WorkersView) -> None:
        """Back into the queue with the jobs of the dead; one that kills worker after worker fails instead."""
        lost = [held for held in view.held if held.worker in view.silent]
        self._clean_up(lost)
        with self._store.transaction() as session:
            silent = view.silent & self._look(session).silent  # but for those that have woken up meanwhile
            self._requeue(session, silent, lost)
            heartbeats.remove(session, silent)
        if lost:
            event("took over", logging.WARNING, worker=self._worker, count=len(lost))

    def _put_back(self, ours: Collection[HeldJob]) -> None:
        """Begin anew what ended without a result: its last step could not be written down."""
        working = self._in_hand()
        if dropped := [held for held in ours if held.job not in working]:
            self._clean_up(dropped)
            with self._store.transaction() as session:
                self._requeue(session, [self._worker], dropped)
            event("queued forgotten work", worker=self._worker, count=len(dropped))

    def _requeue(self, session: Session, workers: Collection[str], lost: Collection[HeldJob]) -> None:
        """Counts a death for what has no result; what was given up for it is told."""
        for id in claims.requeue(session, workers, [held.job for held in lost], self._config.deaths):
            event("gave up", logging.ERROR, interaction=str(id))

    def _clean_up(self, lost: Collection[HeldJob]) -> None:
        """After those that have their result."""
        for held in lost:
            if held.state is not State.DONE:
                continue
            try:
                self._clean_up_after(held.job)
            except Exception as error:
                if outage_of(error):
                    raise  # until the next tick it stays with the dead
                id = str(held.job.interaction)
                event("clearing up failed", logging.WARNING, interaction=id, error=place_of(error))
