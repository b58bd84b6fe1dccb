"""Lines about one contact become one contact, in whatever order they come; contradictions are refused."""

import itertools
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any

import pytest

from qa_service.domain.queue import Ending, QueueCall
from qa_service.domain.queue_merge import together
from qa_service.errors import Conflict

NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)
MOMENTS = ("offered_at", "answered_at", "abandoned_at", "transferred_at", "left_at")


def line(queue: str | None = None, ending: Ending | None = None, to: str | None = None, **seconds: int) -> QueueCall:
    """Moments in seconds after nine."""
    moments: dict[str, Any] = {f"{name}_at": NINE + timedelta(seconds=at) for name, at in seconds.items()}
    return QueueCall(call="c", queue=queue, ending=ending, overflow_to=to, **moments)


def seconds(contact: QueueCall) -> dict[str, int]:
    known = {name: getattr(contact, name) for name in MOMENTS}
    return {name[:-3]: int((at - NINE).total_seconds()) for name, at in known.items() if at is not None}


STORIES: dict[str, tuple[list[QueueCall], dict[str, int], str | None, Ending | None]] = {
    "answered in the second queue": (
        [line("a", offered=0), line("a", Ending.OVERFLOW, "b", left=60), line("b", offered=60), line("b", answered=90)],
        {"offered": 0, "left": 60, "answered": 90},
        "a",
        Ending.OVERFLOW,
    ),
    "given up in the second queue, whose overflow no line tells": (
        [line("a", offered=0), line("b", offered=60), line("b", abandoned=200)],
        {"offered": 0, "abandoned": 200},
        "a",
        None,
    ),
    "time was up in the third": (
        [
            line("a", Ending.OVERFLOW, "b", offered=0, left=60),
            line("b", Ending.OVERFLOW, "c", offered=60, left=90),
            line("c", Ending.TIMEOUT, offered=90, left=300),
        ],
        {"offered": 0, "left": 300},
        "a",
        Ending.TIMEOUT,
    ),
    "back in the first, and answered there": (
        [line("a", Ending.KEY, offered=0, left=30), line("a", offered=40, answered=50)],
        {"offered": 0, "left": 30, "answered": 50},
        "a",
        Ending.KEY,
    ),
    "passed on by the operator, and given up there": (
        [line("a", offered=0, answered=10), line("b", offered=100, abandoned=160)],
        {"offered": 0, "answered": 10},
        "a",
        None,
    ),
    "passed on by the operator, and answered there": (
        [line("a", offered=0, answered=10), line("b", offered=100, answered=130)],
        {"offered": 0, "answered": 10},
        "a",
        None,
    ),
    "never let in": ([line("a", Ending.FULL, left=0)], {"left": 0}, "a", Ending.FULL),
}


@pytest.mark.parametrize("story", STORIES)
def test_a_contact_through_several_queues_is_one_in_any_order_and_the_same_lines_again_change_nothing(
    story: str,
) -> None:
    lines, moments, queue, ending = STORIES[story]
    for order in itertools.permutations(lines):
        found = reduce(together, order)
        assert (seconds(found), found.queue, found.ending) == (moments, queue, ending), order
        assert reduce(together, order, found) == found


def test_an_answered_contact_waits_from_its_first_offer_to_its_first_answer() -> None:
    found = reduce(together, STORIES["answered in the second queue"][0])
    assert (found.wait, found.overflow_to) == (90.0, "b")


@pytest.mark.parametrize(
    ("known", "told", "what"),
    [
        (line("a", offered=0), line("a", offered=5), "offered_at"),
        (line(offered=0), line(offered=5), "offered_at"),
        (line("a", offered=0, answered=9), line("a", answered=8), "answered_at"),
        (line("a", offered=0, answered=9), line("a", abandoned=10), "abandoned_at"),
        (line("a", abandoned=9), line("b", answered=20), "abandoned_at"),  # who hung up is not answered elsewhere
        (line("a", abandoned=9), line("b", abandoned=20), "abandoned_at"),
        (line("a", Ending.TIMEOUT, left=60), line("a", Ending.KEY, left=60), "ending"),
        (line("a", offered=0), line("b", offered=90_000), "queue"),  # a day and an hour later: another contact
        (line("a", offered=60), line("a", answered=0), "answered_at"),
    ],
)
def test_what_cannot_be_of_one_contact_is_refused_whichever_comes_first(
    known: QueueCall, told: QueueCall, what: str
) -> None:
    for pair in ((known, told), (told, known)):
        with pytest.raises(Conflict, match=rf"^{what} contradicts what is known of this contact"):
            together(*pair)
