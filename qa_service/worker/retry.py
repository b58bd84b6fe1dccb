"""Waiting for a database that is away or a disk that is full."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from qa_service.causes import cause_of
from qa_service.errors import CannotWrite, NoSpace, place_of
from qa_service.logs import event
from qa_service.store.engine import is_outage

T = TypeVar("T")
_OUTAGES, _LONGEST_WAIT = 120, 30.0  # attempts, seconds


HOPELESS = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError, RecursionError)
"""What code raises because of what it was given: the same again raises it again, however costly the way there."""


def outage_of(error: Exception) -> str:
    """What is away for a while; empty where the error is no outage."""
    match cause_of(error):
        case NoSpace():
            return "no space is left"
        case CannotWrite():
            return "cannot write"
        case _:
            return "database is away" if is_outage(error) else ""


def retry_while_unavailable(
    body: Callable[[], T], name: str, wait: float, *, sleep: Callable[[float], None] = time.sleep
) -> T:
    """The value of `body`, however long the database is away or the disk full: no job fails for that.

    Waits `wait` seconds after the first failure, twice as long after each, and gives up after most of an hour.
    """
    for outage in range(_OUTAGES):
        try:
            return body()
        except Exception as error:
            away = outage_of(error)
            if not away:
                raise
            event(away, logging.WARNING, step=name, attempt=outage + 1, error=place_of(error))
            sleep(min(wait * 2**outage, _LONGEST_WAIT))
    return body()
