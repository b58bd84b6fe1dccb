"""Before a worker takes work it loads its models and checks them. One that cannot takes none, and says why.

A sick worker that took work would fail a whole backlog, text by text, for a fault that is not theirs.
"""

import logging
import threading
from collections.abc import Callable

from qa_service.errors import QaError, place_of
from qa_service.jobs import Pace
from qa_service.logs import event
from qa_service.store import beats
from qa_service.store.repository import Store

LOADING = "it is loading its models"


def prepared(prepare: Callable[[], None], store: Store, executor: str, stop: threading.Event, pace: Pace) -> bool:
    """Call `prepare` until it succeeds, once a sweep; beats all the while. False: told to stop."""
    idle = _Idle(store, executor, pace.beat)
    thread = threading.Thread(target=idle.keep_beating, name="idle-beats", daemon=True)
    thread.start()
    try:
        while not stop.is_set():
            try:
                prepare()
                return True
            except Exception as error:  # noqa: BLE001  (whatever keeps the models from loading)
                told = str(error) if isinstance(error, QaError) else f"its models cannot be loaded: {place_of(error)}"
                event("worker takes no work", logging.ERROR, worker=executor, error=place_of(error))
                idle.trouble = told
            stop.wait(pace.sweep)
    finally:
        idle.over.set()
        thread.join()
    with store.transaction() as session:
        beats.remove(session, [executor])
    return False


class _Idle:
    """The signs of life of a worker that takes no work."""

    def __init__(self, store: Store, executor: str, pause: float) -> None:
        self.trouble, self.over = LOADING, threading.Event()
        self._store, self._executor, self._pause = store, executor, pause

    def keep_beating(self) -> None:
        """Until it is over."""
        while not self.over.is_set():
            try:
                with self._store.transaction() as session:
                    beats.beat(session, self._executor, self.trouble)
            except Exception as error:  # noqa: BLE001  (a database that is away comes back)
                event("warden failed", logging.WARNING, worker=self._executor, error=type(error).__name__)
            self.over.wait(self._pause)
