"""A worker's sign of life: the lease on what it has in hand."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Session

from qa_service.logs import event
from qa_service.store import heartbeats
from qa_service.store.repository import Store

Clock = Callable[[Session], datetime]


class Heartbeat:
    """Sent from `start` to `stop`; says `trouble` where the worker takes no work. `clock` is the database's."""

    def __init__(
        self, store: Store, worker: str, pause: float, lease: float, *, clock: Clock = heartbeats.moment
    ) -> None:
        self.trouble: str | None = None
        self._store, self._worker, self._pause, self._clock = store, worker, pause, clock
        self._lease = timedelta(seconds=lease)
        self._judges_after: datetime | None = None
        self._last: datetime | None = None
        self._over, self._lock = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Send one at once, and from now on in a thread of its own, which nothing holds up."""
        self._thread = every(self._pause, self.send, self._over, "heartbeat", self._worker)

    def send(self) -> None:
        """One of them."""
        with self._lock, self._store.transaction(hasty=True) as session:
            at = self._clock(session)
            before = heartbeats.record(session, self._worker, self.trouble, at=at)
        if before is None or abs(at - before) > self._lease / 2:
            self._judges_after = at + self._lease
        self._last = at

    def may_judge(self, at: datetime) -> bool:
        """Whether the silence of others means something: not while we were away (new, suspended, no database, clock
        set anew) within the last lease, since they may have been away with us. Nor before our first heartbeat after it.
        """
        if self._last is None or self._judges_after is None or abs(at - self._last) > self._lease / 2:
            return False
        return at > self._judges_after

    def stop(self) -> None:
        """No more of them: this worker ends."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        with self._store.transaction() as session:
            heartbeats.remove(session, [self._worker])


def every(
    seconds: float, body: Callable[[], object], over: threading.Event, name: str, worker: str
) -> threading.Thread:
    """A thread that calls `body` at once and then every so many seconds, until it is `over`."""
    thread = threading.Thread(target=_repeat, args=(seconds, body, over, name, worker), name=name, daemon=True)
    thread.start()
    return thread


def _repeat(seconds: float, body: Callable[[], object], over: threading.Event, name: str, worker: str) -> None:
    while not over.is_set():
        try:
            body()
        except Exception as error:  # noqa: BLE001  (a database that is away comes back; a dead thread does not)
            event(f"{name} failed", logging.WARNING, worker=worker, error=type(error).__name__)
        over.wait(seconds)
