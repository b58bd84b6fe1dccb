"""Two lines of a queue log about one contact become one; what cannot be of one contact is refused."""

from datetime import timedelta
from typing import Any

from qa_service.domain.queue import MOMENTS, QueueCall
from qa_service.errors import Conflict

_STAY = timedelta(days=1)
"""No contact waits longer: a line of another queue that begins later than this is of another contact."""
_ENDING = ("left_at", "ending", "overflow_to")
_PLACE = ("site", "vendor", "sourcing")
_ONCE = ("answered_at", "abandoned_at", "transferred_at", "transferred_to")


def together(before: QueueCall, call: QueueCall) -> QueueCall:
    """What both tell. The order in which lines come changes nothing; the same line again adds nothing.

    Raises Conflict where they contradict each other.
    """
    first, later = sorted((before, call), key=lambda call_: min(call_.moments))
    went_on = _went_on(first, later)
    for name in ("abandoned_at",) if went_on else ("queue", "offered_at", *_ONCE, *_PLACE):
        _agree(before, call, name)
    both = {name: _either(first, later, name) for name in ("queue", "offered_at", *_ONCE, *_PLACE)} | _ending(
        before, call
    )
    if went_on:
        both |= _one_contact(first, later, both)
    return _possible(call.call, both)


def _went_on(first: QueueCall, later: QueueCall) -> bool:
    """Whether the later line is of another queue, or of another stay in the same one."""
    if min(later.moments) - min(first.moments) > _STAY:
        return False
    if first.queue is not None and later.queue is not None and first.queue != later.queue:
        return True
    if later.offered_at is None:
        return False
    return any(end is not None and end <= later.offered_at for end in (first.left_at, first.transferred_at))


def _either(first: QueueCall, later: QueueCall, name: str) -> Any:
    value = getattr(first, name)
    return getattr(later, name) if value is None else value


def _agree(before: QueueCall, call: QueueCall, name: str) -> None:
    before_value, value = getattr(before, name), getattr(call, name)
    if before_value is not None and value is not None and before_value != value:
        raise _contradiction(name)


def _ending(before: QueueCall, call: QueueCall) -> dict[str, Any]:
    """That of the queue that was left last."""
    sides = [side for side in (before, call) if side.left_at is not None]
    if len(sides) == 2 and before.left_at == call.left_at:
        for name in _ENDING[1:]:
            _agree(before, call, name)
        return {name: _either(before, call, name) for name in _ENDING}
    last = max(sides, key=lambda side: side.left_at or min(side.moments), default=before)
    return {name: getattr(last, name) for name in _ENDING}


def _one_contact(first: QueueCall, later: QueueCall, both: dict[str, Any]) -> dict[str, Any]:
    """The wait runs from the first offer to the first answer; whoever hangs up in a queue to which an operator passed
    them on was answered.
    """
    answered = min((call.answered_at for call in (first, later) if call.answered_at is not None), default=None)
    abandoned = both["abandoned_at"]
    if answered is not None and abandoned is not None and answered <= abandoned:
        abandoned = None
    return {"offered_at": first.offered_at, "answered_at": answered, "abandoned_at": abandoned}


def _possible(call: str, both: dict[str, Any]) -> QueueCall:
    if both["answered_at"] is not None and both["abandoned_at"] is not None:
        raise _contradiction("abandoned_at")
    start = both["offered_at"]
    for name in MOMENTS[1:]:
        if start is not None and both[name] is not None and both[name] < start:
            raise _contradiction(name)
    return QueueCall(call=call, **both)


def _contradiction(name: str) -> Conflict:
    return Conflict("{name} contradicts what is known of this contact; give the contact an id of its own", name=name)
