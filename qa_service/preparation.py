"""Before a worker takes work it loads its models and checks them. One that cannot takes none, and says why.

A sick worker that took work would fail a whole backlog, text by text, for a fault that is not theirs.
"""

import logging
import threading
import time
from collections.abc import Callable

from qa_service.errors import QaError, place_of
from qa_service.jobs import Pace
from qa_service.logs import event
from qa_service.store import beats
from qa_service.store.repository import Store

LOADING = "it is loading its models"


def prepared(prepare: Callable[[], None], store: Store, executor: str, stop: threading.Event, pace: Pace) -> bool:
    """Call `prepare` until it succeeds, once a sweep, with signs of life in between. False: told to stop."""
    trouble = LOADING
    while not stop.is_set():
        _beat(store, executor, trouble)
        try:
            prepare()
        except Exception as error:  # noqa: BLE001  (whatever keeps the models from loading)
            trouble = str(error) if isinstance(error, QaError) else f"its models cannot be loaded: {place_of(error)}"
            event("worker takes no work", logging.ERROR, worker=executor, error=place_of(error))
        else:
            return True
        _wait(store, executor, trouble, stop, pace)
    with store.transaction() as session:
        beats.remove(session, [executor])
    return False


def _wait(store: Store, executor: str, trouble: str, stop: threading.Event, pace: Pace) -> None:
    end = time.monotonic() + pace.sweep
    while time.monotonic() < end and not stop.wait(pace.beat):
        _beat(store, executor, trouble)


def _beat(store: Store, executor: str, trouble: str) -> None:
    try:
        with store.transaction() as session:
            beats.beat(session, executor, trouble)
    except Exception as error:  # noqa: BLE001  (a database that is away comes back)
        event("warden failed", logging.WARNING, worker=executor, error=type(error).__name__)
