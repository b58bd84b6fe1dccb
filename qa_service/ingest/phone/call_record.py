"""Call detail records: what a switchboard keeps of every call, whichever wrote it; contacts come out.

A record tells who was rung and not who waited for whom, so that less follows from it than from a queue log: that a
caller was answered by an operator; how long they waited, where the switchboard itself had not answered before; but not
whether it was the caller or the clock who ended what nobody answered.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qa_service.domain.queue import Ending
from qa_service.ingest.phone.log import LogLine, PassedOver, contact

_BY_MACHINE = timedelta(seconds=2)
"""Sooner no person answers: the switchboard did, and how long the caller waited is not known."""
_EXTENSION = 5
"""Digits of the longest number of a desk: whoever calls from one calls out, or a colleague."""
_INWARDS = ("queue", "callcenter", "fifo")
_TO_DESKS = ("dial", "bridge", "followme", "ringgroup", "retrydial")


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One record. `application` is what the call was in last, `queue` its queue; `reached`: an operator took it;
    `ending`: how it ended otherwise, None: as if given up.
    """

    number: int
    id: str
    source: str
    application: str
    queue: str | None
    start: datetime
    answer: datetime | None
    end: datetime
    reached: bool
    ending: Ending | None = None
    context: str = ""

    @property
    def in_queue(self) -> bool:
        """Whether it was in a queue."""
        return self.application.lower() in _INWARDS

    @property
    def to_a_desk(self) -> bool:
        """Whether an operator was rung; True also where no application is told."""
        return self.in_queue or self.application.lower() in ("", *_TO_DESKS)

    @property
    def calls_in(self) -> bool:
        """Whether somebody from outside called: in a queue everybody is."""
        inside = self.source.isdecimal() and len(self.source) <= _EXTENSION
        return self.in_queue or not (inside or self.context.lower().startswith(("from-internal", "outbound")))


def contacts(records: Iterable[CallRecord]) -> tuple[list[LogLine], dict[PassedOver, int]]:
    """One contact a call, whose records name the same id; and how many records are of none."""
    by_call: dict[str, list[CallRecord]] = {}
    over = Counter[PassedOver]()
    for record in records:
        if not record.to_a_desk:
            over[PassedOver.NO_QUEUE] += 1
        elif not record.calls_in:
            over[PassedOver.NOT_INBOUND] += 1
        else:
            by_call.setdefault(record.id, []).append(record)
    return [_contact(id, legs) for id, legs in by_call.items()], dict(over)


def _contact(id: str, legs: Sequence[CallRecord]) -> LogLine:
    """The contact of one call; each desk that was rung may have left a record."""
    number, start, end = legs[0].number, min(leg.start for leg in legs), max(leg.end for leg in legs)
    queue = next((leg.queue for leg in legs if leg.queue), None)
    taken = min((leg for leg in legs if leg.reached), key=lambda leg: leg.answer or leg.end, default=None)
    if taken is not None:
        answer = taken.answer or taken.end
        waited = None if taken.in_queue or answer - start < _BY_MACHINE else start
        return contact(number, call=id, queue=queue, offered_at=waited, answered_at=answer)
    ending = legs[-1].ending
    if ending is None:
        return contact(number, call=id, queue=queue, offered_at=start, abandoned_at=end)
    return contact(number, call=id, queue=queue, offered_at=start, left_at=end, ending=ending)
