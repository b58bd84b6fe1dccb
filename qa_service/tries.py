"""Trying again, and telling where something failed without telling what it was about."""

import logging
import os
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from qa_service.logs import event
from qa_service.store.engine import UNAVAILABLE

T = TypeVar("T")
_OUTAGES, _LONGEST_WAIT = 120, 30.0  # tries, seconds


class Unwell(Exception):
    """A step failed and may be tried again; names the error's type and place, never its message."""


def place_of(error: BaseException) -> str:
    """The error's type, and where in our code it came up. Its message stays out: it may quote a customer."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}qa_service{os.sep}" in frame.filename] or frames
    return f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def outlasting(body: Callable[[], T], name: str, wait: float, *, sleep: Callable[[float], None] = time.sleep) -> T:
    """The value of `body`, however long the database is away: no job fails for that.

    Waits `wait` seconds after the first failure, twice as long after each, and gives up after most of an hour.
    """
    for outage in range(_OUTAGES):
        try:
            return body()
        except UNAVAILABLE as error:
            event("database is away", logging.WARNING, step=name, attempt=outage + 1, error=place_of(error))
            sleep(min(wait * 2**outage, _LONGEST_WAIT))
    return body()
