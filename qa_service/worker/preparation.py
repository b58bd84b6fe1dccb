"""Before a worker takes work it loads its models and checks them. One that cannot takes none, and says why.

A sick worker that took work would fail a whole backlog, text by text, for a fault that is not theirs.
"""

import logging
import threading
from collections.abc import Callable

from qa_service.errors import QaError, place_of
from qa_service.logs import event
from qa_service.worker.heartbeat import Heartbeat

LOADING = "it is loading its models"


def prepared(
    prepare: Callable[[], None], heartbeat: Heartbeat, worker: str, stop: threading.Event, pause: float
) -> bool:
    """Call `prepare` until it succeeds, with a pause of so many seconds after each failure. False: told to stop."""
    while not stop.is_set():
        try:
            prepare()
        except Exception as error:  # noqa: BLE001  (whatever keeps the models from loading)
            trouble = str(error) if isinstance(error, QaError) else f"its models cannot be loaded: {place_of(error)}"
            event("worker takes no work", logging.ERROR, worker=worker, error=place_of(error))
            heartbeat.trouble = trouble
            stop.wait(pause)
        else:
            heartbeat.trouble = None
            return True
    return False


class Health:
    """Whether this worker's models are still what they should be. One whose models are not leaves: its work goes back
    into the queue, and the process that takes its place starts no work.
    """

    def __init__(self, prepare: Callable[[], None], worker: str, stop: threading.Event) -> None:
        self.is_sick = False
        self._prepare, self._worker, self._stop = prepare, worker, stop

    def look(self) -> None:
        """After a model was missing: returns if it is one that only a single client needs, else never."""
        try:
            self._prepare()
        except Exception as error:  # noqa: BLE001  (whatever keeps the models from loading)
            event("worker leaves", logging.ERROR, worker=self._worker, error=place_of(error))
            self.is_sick = True
            self._stop.set()
            threading.Event().wait()  # the worker gives this job back and ends the process
