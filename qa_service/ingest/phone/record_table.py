"""Call detail records as CSV: of Asterisk (cdr_csv, cdr_custom, tables of a database) and FreeSWITCH (mod_cdr_csv).

Most have no line of column names. All have three times beside each other (start, answer, end), two numbers of seconds
and how the call ended; the rest stands at known places before and after.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from qa_service.domain.queue import Ending
from qa_service.errors import BadDocument
from qa_service.ingest import most
from qa_service.ingest.phone.call_record import CallRecord, contacts
from qa_service.ingest.phone.clock import Clock, is_clock
from qa_service.ingest.phone.log import Form, LogLine, PhoneLog

DISPOSITIONS: Mapping[str, Ending | None] = {
    "ANSWERED": None,
    "NO ANSWER": None,
    "NOANSWER": None,
    "BUSY": Ending.FULL,
    "FAILED": Ending.DROPPED,
    "CONGESTION": Ending.DROPPED,
    "UNKNOWN": None,
}
_CAUSE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|NONE|UNSPECIFIED|SUCCESS|INTERWORKING")
CAUSES: Mapping[str, Ending | None] = {
    "NORMAL_CLEARING": None,
    "ORIGINATOR_CANCEL": None,
    "LOSE_RACE": None,
    "PICKED_OFF": None,
    "MANAGER_REQUEST": None,
    "NO_ANSWER": Ending.TIMEOUT,
    "NO_USER_RESPONSE": Ending.TIMEOUT,
    "ALLOTTED_TIMEOUT": Ending.TIMEOUT,
    "PROGRESS_TIMEOUT": Ending.TIMEOUT,
    "USER_BUSY": Ending.FULL,
    "NORMAL_CIRCUIT_CONGESTION": Ending.FULL,
    "SWITCH_CONGESTION": Ending.FULL,
    "USER_NOT_REGISTERED": Ending.EMPTY,
    "SUBSCRIBER_ABSENT": Ending.EMPTY,
}
"""What FreeSWITCH calls the ends of calls that nobody answered; whatever is not named here was a fault."""
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LOOK = 20


class Shape(NamedTuple):
    """A kind of table: `places` say where what stands, `form` who wrote it."""

    form: Form
    places: Mapping[str, int]
    separator: str
    header: bool


def shape_of(text: str) -> Shape | None:
    """What kind of table a text is; None: none of these."""
    head = "\n".join(text[:40_000].split("\n")[:_LOOK])
    for separator in ",;\t|":
        rows = [row for row in _parsed(head, separator) if len(row) > 7]
        if rows and (shape := _named(rows[0], separator)):
            return shape
        for row in rows:
            if shape := _placed(row, separator):
                return shape
    return None


def read(text: str, shape: Shape, clock: Clock) -> PhoneLog:
    """The contacts of a table."""
    records, refused = list[CallRecord](), list[LogLine]()
    of_row = _asterisk if shape.form is Form.ASTERISK_CDR else _freeswitch
    for number, row in _rows(text, shape):
        try:
            if isinstance(row, BadDocument):
                raise row
            records.append(_record(number, row, shape, clock, of_row))
        except BadDocument as error:
            refused.append(LogLine(number, error))
            most.check_refused(len(refused))
    lines, over = contacts(records)
    ordered = sorted((*lines, *refused), key=lambda line: line.number)
    return PhoneLog(shape.form, ordered, passed_over=over, fills_only=True)


def _parsed(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return []


def _rows(text: str, shape: Shape) -> Iterator[tuple[int, Sequence[str] | BadDocument]]:
    reader = csv.reader(io.StringIO(text), delimiter=shape.separator, skipinitialspace=True)
    skip = shape.header
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not skip:
                yield reader.line_num, row
            skip = False
    except csv.Error:
        yield reader.line_num, BadDocument("is no CSV", hint="check its quotes")


# --- where what stands


_NAMES: Mapping[str, Sequence[str]] = {
    "start": ("start", "calldate", "start_stamp", "start_timestamp"),
    "answer": ("answer", "answer_stamp", "answer_timestamp", "answerdate"),
    "end": ("end", "end_stamp", "end_timestamp", "enddate", "hangupdate"),
    "duration": ("duration",),
    "billsec": ("billsec",),
    "outcome": ("disposition", "hangup_cause"),
    "source": ("src", "caller_id_number", "source"),
    "context": ("dcontext", "context"),
    "application": ("lastapp", "last_app"),
    "data": ("lastdata", "last_arg", "last_data"),
    "partner": ("dstchannel", "bridge_channel", "bleg_uuid"),
    "id": ("uniqueid", "uuid", "unique_id"),
}


def _named(row: Sequence[str], separator: str) -> Shape | None:
    """Of a line of column names."""
    columns = [cell.strip(' "\ufeff').lower().replace(" ", "_") for cell in row]
    places = {
        name: columns.index(known)
        for name, choices in _NAMES.items()
        for known in reversed(choices)
        if known in columns
    }
    if not {"start", "duration", "billsec", "outcome"} <= places.keys():
        return None
    form = Form.FREESWITCH_CDR if "hangup_cause" in columns else Form.ASTERISK_CDR
    return Shape(form, places, separator, header=True)


def _placed(row: Sequence[str], separator: str) -> Shape | None:
    """Of a row of values: by the three times."""
    for at in range(len(row) - 5):
        answer = row[at + 1].strip()
        if not (is_clock(row[at]) and is_clock(row[at + 2]) and (not answer or is_clock(answer))):
            continue
        if not (row[at + 3].strip().isdecimal() and row[at + 4].strip().isdecimal()):
            continue
        return _around(row, at, separator)
    return None


def _around(row: Sequence[str], at: int, separator: str) -> Shape | None:
    outcome = row[at + 5].strip().upper()
    places = {name: at + n for n, name in enumerate(("start", "answer", "end", "duration", "billsec", "outcome"))}
    if outcome in DISPOSITIONS:
        return Shape(Form.ASTERISK_CDR, {**places, **_asterisk_places(row, at)}, separator, header=False)
    if _CAUSE.fullmatch(outcome):
        return Shape(Form.FREESWITCH_CDR, {**places, **_freeswitch_places(row, at)}, separator, header=False)
    return None


def _asterisk_places(row: Sequence[str], at: int) -> dict[str, int]:
    """cdr_csv: accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata before the start; amaflags
    and perhaps uniqueid, userfield after the disposition. cdr_custom as it ships: clid, src, dst, dcontext, channel,
    dstchannel, lastapp, lastdata before; amaflags, accountcode, uniqueid, userfield, sequence after.
    """
    if at == 8:
        return {"source": 1, "context": 3, "channel": 4, "partner": 5, "application": 6, "data": 7, "id": at + 8}
    places = {"source": 1, "context": 3, "channel": 5, "partner": 6, "application": 7, "data": 8, "id": at + 7}
    return places if at == 9 else {}


def _freeswitch_places(row: Sequence[str], at: int) -> dict[str, int]:
    """The templates that ship: `example` and `sql` have caller_id_name, caller_id_number, destination_number, context
    before the start, uuid and bleg_uuid after the cause; `asterisk`, `snom` and `linksys` have nine and eight before.
    """
    ids = [place for place in range(at + 6, len(row)) if _UUID.fullmatch(row[place].strip())]
    own = {"id": ids[0]} if ids else {}
    if at == 4:
        return {"source": 1, "context": 3, **own, **({"partner": ids[0] + 1} if ids and ids[0] + 1 < len(row) else {})}
    if at == 9:
        return {"source": 1, "context": 3, "partner": 6, "application": 7, "data": 8, **own}
    return own


# --- what it says


def _record(
    number: int,
    row: Sequence[str],
    shape: Shape,
    clock: Clock,
    of_row: Callable[[Callable[[str], str]], tuple[bool, Ending | None, str | None]],
) -> CallRecord:
    def cell(name: str) -> str:
        place = shape.places.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    start = clock.either(cell("start"))
    length, talk = _seconds(cell("duration")), _seconds(cell("billsec"))
    end = clock.either(cell("end")) if cell("end") else clock.believed(start + length)
    answer = clock.either(cell("answer")) if cell("answer") else start + length - talk if talk else None
    reached, ending, queue = of_row(cell)
    return CallRecord(
        number,
        cell("id")[:200] or _made(row, shape),
        cell("source").lstrip("+"),
        cell("application"),
        queue,
        start,
        answer,
        max(start, end),
        reached and answer is not None,
        ending,
        cell("context"),
    )


def _asterisk(cell: Callable[[str], str]) -> tuple[bool, Ending | None, str | None]:
    outcome = cell("outcome").upper()
    if outcome not in DISPOSITIONS:
        raise BadDocument("is no disposition of a call", where="disposition")
    queue = re.split(r"[,|]", cell("data"), maxsplit=1)[0] if cell("application").lower() == "queue" else ""
    return outcome == "ANSWERED" and bool(cell("partner")), DISPOSITIONS[outcome], queue[:200] or None


def _freeswitch(cell: Callable[[str], str]) -> tuple[bool, Ending | None, str | None]:
    outcome = cell("outcome").upper()
    if not _CAUSE.fullmatch(outcome):
        raise BadDocument("is no cause of a hangup", where="hangup_cause")
    application = cell("application").lower()
    queue = cell("data").partition("@")[0] if application in ("callcenter", "fifo") else ""
    return bool(cell("partner")), CAUSES.get(outcome, Ending.DROPPED), queue[:200] or None


def _seconds(text: str) -> timedelta:
    if not re.fullmatch(r"\d{1,7}", text):
        raise BadDocument("is no number of seconds", where="duration")
    return timedelta(seconds=int(text))


def _made(row: Sequence[str], shape: Shape) -> str:
    """An id for a record that has none: the same for the same record again, and nobody's number."""
    names = ("start", "answer", "end", "duration", "billsec", "outcome", "channel", "partner", "application", "data")
    cells = [row[shape.places[name]] for name in names if name in shape.places and shape.places[name] < len(row)]
    return f"cdr-{hashlib.sha256(chr(0).join(cells).encode('utf-8', 'replace')).hexdigest()[:20]}"
