"""Asterisk's queue_log: one event a line, fields between bars; the calls come out.

    1366720340|1366720340.303267|MYQUEUE|SIP/8007|RINGNOANSWER|1000

The file as Asterisk writes it, the same from a table of a database (CSV, or a listing between bars, with a line of
column names), and the events that Wazo and others add. https://docs.asterisk.org/Operation/Logging/Queue-Logs/
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from qa_service.domain.queue import Ending
from qa_service.errors import BadDocument, say
from qa_service.ingest import most
from qa_service.ingest.phone.clock import Clock, is_clock
from qa_service.ingest.phone.log import Form, LogLine, PassedOver, PhoneLog, contact, named

_LINE = re.compile(r"\s*\d{1,12}(?:\.\d{1,9})?\s*(?:\|[^|]{0,200}){3}\|\s*[A-Za-z_]{1,40}\s*(?:\||$)")
_COLUMNS = (("time", "eventdate", "created"), ("callid",), ("queuename", "queue"), ("agent",), ("event", "verb"))
_DATA = tuple(f"data{n}" for n in range(1, 6))
_NO_CALL = ("", "NONE", "REALTIME", "MANAGER", "CLI")
_LOOK = 40
"""Lines after which a file that holds none of these is something else."""

LEAVES = {
    "EXITWITHTIMEOUT": Ending.TIMEOUT,
    "EXITWITHKEY": Ending.KEY,
    "EXITEMPTY": Ending.EMPTY,
    "LEAVEEMPTY": Ending.EMPTY,
    "SYSCOMPAT": Ending.DROPPED,
}
"""How a caller who waits leaves the queue unanswered; SYSCOMPAT drops the call."""
TURNED_AWAY = {
    "FULL": Ending.FULL,
    "JOINEMPTY": Ending.EMPTY,
    "CLOSED": Ending.CLOSED,
    "DIVERT_CA_RATIO": Ending.OVERFLOW,
    "DIVERT_HOLDTIME": Ending.OVERFLOW,
}
"""How a caller is not let in: of Wazo and of dial plans, Asterisk itself writes nothing."""
_TRANSFERS = ("TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER")
_COMPLETES = ("COMPLETEAGENT", "COMPLETECALLER")
_OTHERS = frozenset(
    (
        "OTHERS",
        "ADDMEMBER",
        "AGENTCALLBACKLOGIN",
        "AGENTCALLBACKLOGOFF",
        "AGENTDUMP",
        "AGENTLOGIN",
        "AGENTLOGOFF",
        "ATTEMPT",
        "CALLSTATUS",
        "CONFIGRELOAD",
        "DID",
        "HEARTBEAT",
        "HOLD",
        "HOTDESK",
        "INFO",
        "IVR",
        "MEMBERADDED",
        "MEMBERREMOVED",
        "PAUSE",
        "PAUSEALL",
        "PAUSEREASON",
        "PENALTY",
        "QUEUESTART",
        "REMOVEMEMBER",
        "RINGCANCELED",
        "RINGNOANSWER",
        "RINUSE",
        "SKILLS",
        "UNHOLD",
        "UNPAUSE",
        "UNPAUSEALL",
        "WRAPUPSTART",
    )
)
"""What tells nothing of when a contact waited: operators, the switchboard, attempts that went on."""
KNOWN = frozenset({"ENTERQUEUE", "CONNECT", "ABANDON", *LEAVES, *TURNED_AWAY, *_TRANSFERS, *_COMPLETES}) | _OTHERS


class _Event(NamedTuple):
    number: int
    at: str
    call: str
    queue: str
    name: str
    data: Sequence[str]


@dataclass(slots=True)
class _Call:
    """A call as far as its events have been read; `told` is as the fields of a QueueCall."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    completed: bool = False

    def take(self, event: _Event, at: datetime) -> None:
        name = event.name
        if name == "ENTERQUEUE":
            self._offered(event, at)
        elif name == "CONNECT":
            self._first("answered_at", event, at)
        elif name == "ABANDON" and "answered_at" not in self.told:
            self._first("abandoned_at", event, at)
        elif name in TURNED_AWAY:
            self._offered(event, at)
            self._left(TURNED_AWAY[name], event, at)
        elif name in LEAVES:
            self._left(LEAVES[name], event, at)
        elif name in _TRANSFERS:
            self._transferred(event, at)
        elif name in _COMPLETES:
            self.completed = True

    def _offered(self, event: _Event, at: datetime) -> None:
        """A call that comes into a second queue is the same contact, unless it was given up: nobody comes back."""
        self._first("offered_at", event, at)

    def _left(self, ending: Ending, event: _Event, at: datetime) -> None:
        """How it left the queue that it left last."""
        self.told.setdefault("queue", event.queue)
        self.told |= {"left_at": at, "ending": ending}

    def _transferred(self, event: _Event, at: datetime) -> None:
        if "transferred_at" not in self.told:
            self._first("transferred_at", event, at)
            to = event.data[0] if event.name != "ATTENDEDTRANSFER" else event.data[1] if event.data[0] == "APP" else ""
            self.told["transferred_to"] = to or None

    def _first(self, name: str, event: _Event, at: datetime) -> None:
        self.told.setdefault("queue", event.queue)
        self.told.setdefault(name, at)


def is_one(text: str) -> bool:
    """Whether most of the first lines are events of a queue log, or name its columns."""
    first = [line for line in text[:20_000].split("\n")[:_LOOK] if line.strip()]
    return sum(_LINE.match(line) is not None for line in first) * 2 > len(first) or _header(first[:1]) is not None


def read(text: str, clock: Clock) -> PhoneLog:
    """Each call of a file, with what the file tells of it: it may have begun in one before and end in one after."""
    events, refused, names = list[_Event](), list[LogLine](), Counter[str]()
    for row in _rows(text):
        if isinstance(row, LogLine):
            refused.append(row)
            most.check_refused(len(refused))
        else:
            events.append(row)
            names[row.name] += 1
    calls = dict[str, _Call]()
    for event in events:
        refused += _taken(calls, event, clock)
    lines = [contact(call.number, call=id, **call.told) for id, call in calls.items() if call.told]
    bare = sum(call.completed for call in calls.values() if not call.told)
    return PhoneLog(
        Form.ASTERISK_QUEUE_LOG,
        sorted((*lines, *refused), key=lambda line: line.number),
        events=named(names.elements()),
        unknown=named(name for name in names.elements() if name not in KNOWN),
        passed_over={PassedOver.NO_BEGINNING: bare} if bare else {},
    )


def _taken(calls: dict[str, _Call], event: _Event, clock: Clock) -> Iterator[LogLine]:
    if event.call.upper() in _NO_CALL or event.name not in KNOWN or event.name in _OTHERS:
        return
    try:
        at = clock.either(event.at)
    except BadDocument as error:
        yield LogLine(event.number, error)
        return
    calls.setdefault(event.call, _Call(event.number)).take(event, at)


def _rows(text: str) -> Iterator[_Event | LogLine]:
    header = _header([line for line in text[:20_000].split("\n")[:_LOOK] if line.strip()][:1])
    separator, places = header or ("|", tuple(range(10)))
    rows = _barred(text) if separator == "|" else _separated(text, separator)
    skip = header is not None
    for number, row in rows:
        if skip:
            skip = False
        elif isinstance(row, BadDocument):
            yield LogLine(number, row)
        elif event := _event(number, row, places):
            yield event
        else:
            hint = say("time|call|queue|agent|event stand on a line")
            yield LogLine(number, BadDocument("is no event of a queue log", hint=hint))


def _event(number: int, row: Sequence[str], places: Sequence[int]) -> _Event | None:
    cells = [row[place].strip() if place < len(row) else "" for place in places]
    at, call, queue, _agent, name, *data = cells
    if len(row) < 5 or not name or not (is_clock(at) or at[:1].isdigit()):
        return None
    if len(places) == 6 and "|" in data[0]:  # one column holds all that belongs to the event
        data = data[0].split("|")
    return _Event(number, at, call, queue[:200] or "NONE", name.upper(), [*data, "", ""])


def _barred(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines between bars; blank ones and the rules of a listing are nothing."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip(" \r-+=") and not line.lstrip().startswith("("):  # "(12 rows)"
            yield number, line.rstrip("\r").strip("\0").split("|", maxsplit=12)


def _separated(text: str, separator: str) -> Iterator[tuple[int, Sequence[str] | BadDocument]]:
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error:
        yield reader.line_num, BadDocument("is no CSV", hint="check its quotes")


def _header(first: Sequence[str]) -> tuple[str, tuple[int, ...]] | None:
    """The separator, and where time, call, queue, agent, event and its data stand, if a line names them."""
    if not first:
        return None
    for separator in "|,;\t":
        names = [name.strip(' "\r').lower() for name in first[0].split(separator)]
        places = [next((names.index(name) for name in column if name in names), None) for column in _COLUMNS]
        if len(names) < 100 and None not in places:
            data = [names.index(name) for name in _DATA if name in names] or [names.index("data")] * ("data" in names)
            return separator, (*(place for place in places if place is not None), *data)
    return None
