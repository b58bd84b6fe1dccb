"""How soon a written message was answered for the first time, by the clock and by working hours."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Turn

FIRST_RESPONSE = (20, 30, 60, 120, 300, 3600, 14400, 28800, 86400)
"""Seconds within which first responses are counted; formulas may ask for these and no others."""
WORKED = "email_worked"
"""The family of e-mails' first responses in working hours."""


class FirstResponse(NamedTuple):
    """When the customer's first message stood there, and the agent's answer to it."""

    asked_at: datetime
    answered_at: datetime


def first_response(turns: Iterable[Turn]) -> FirstResponse | None:
    """Of messages in their order; None where nobody asked, or nobody answered at a known time."""
    asked: datetime | None = None
    for turn in turns:
        if turn.party is Party.CUSTOMER and asked is None:
            asked = turn.at
        elif turn.party is Party.AGENT and asked is not None:
            if turn.at is not None:
                return FirstResponse(asked, max(asked, turn.at))
            asked = None
    return None


def within(name: str, seconds: float) -> Iterator[tuple[str, int]]:
    """The counters of one response under the name of its kind."""
    yield f"{name}:n", 1
    yield f"{name}:thousandths", round(seconds * 1000)
    yield from ((f"{name}:within:{limit}", 1) for limit in FIRST_RESPONSE if seconds <= limit)
