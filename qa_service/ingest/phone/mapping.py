"""Any table of calls, read by a mapping: which column holds what, how times are written, what endings are called."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from qa_service.domain.queue import Ending
from qa_service.errors import BadDocument, say
from qa_service.ingest import mapping_file
from qa_service.ingest.phone.clock import Clock
from qa_service.ingest.phone.log import Form, LogLine, PassedOver, PhoneLog, contact

_ENDS = ("answered_at", "abandoned_at", "left_at")
_SHOWN = re.compile(r"[\w .:/-]{1,40}")
Column = Annotated[str, Field(min_length=1, max_length=200)]
Columns = Column | Annotated[list[Column], Field(min_length=1, max_length=4)]


class Told(StrEnum):
    """What a column may tell. `ended_at` is when the call ended, however it did; `wait_seconds` how long it waited."""

    CALL = "call"
    QUEUE = "queue"
    OFFERED_AT = "offered_at"
    ANSWERED_AT = "answered_at"
    ABANDONED_AT = "abandoned_at"
    TRANSFERRED_AT = "transferred_at"
    TRANSFERRED_TO = "transferred_to"
    LEFT_AT = "left_at"
    ENDED_AT = "ended_at"
    ENDING = "ending"
    OVERFLOW_TO = "overflow_to"
    WAIT_SECONDS = "wait_seconds"
    SITE = "site"
    VENDOR = "vendor"
    SOURCING = "sourcing"


class Outcome(StrEnum):
    """What a word of the table means: answered, given up, an ending of the queue, or a line to be passed over."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    IGNORED = "ignored"
    TIMEOUT = Ending.TIMEOUT.value
    KEY = Ending.KEY.value
    EMPTY = Ending.EMPTY.value
    FULL = Ending.FULL.value
    OVERFLOW = Ending.OVERFLOW.value
    DROPPED = Ending.DROPPED.value
    CLOSED = Ending.CLOSED.value


class Only(BaseModel):
    """Lines that are read: those whose column holds one of these words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: Column
    values: Annotated[list[Annotated[str, Field(max_length=200)]], Field(min_length=1, max_length=100)]


class QueueMapping(BaseModel):
    """How a table of calls is read. Several columns under one name are read together, with a blank between: a day and a
    time. `dates`: `iso`, `epoch`, `epoch_ms`, or a pattern as `%d/%m/%Y %H:%M:%S`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Mapping[Told, Columns]
    dates: Annotated[str, Field(min_length=1, max_length=60)] = "iso"
    zone: Annotated[str, Field(max_length=60)] | None = None
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    endings: Annotated[Mapping[str, Outcome], Field(max_length=200)] = {}
    only: Only | None = None

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str | None) -> str | None:
        try:
            return zone if zone is None else ZoneInfo(zone).key
        except (ValueError, OSError, ZoneInfoNotFoundError) as error:
            raise ValueError(say("is no time zone; give a name of the IANA database, as Europe/Rome")) from error

    @model_validator(mode="after")
    def _is_enough(self) -> Self:
        if Told.CALL not in self.fields:
            raise ValueError(say("needs a column for call: what tells one call from another"))
        if not {Told.OFFERED_AT, Told.ANSWERED_AT} & set(self.fields):
            raise ValueError(say("needs a column for offered_at or answered_at"))
        if Told.ENDING in self.fields and not self.endings:
            raise ValueError(say("needs endings: what the words of its column mean"))
        return self

    def outcome(self, word: str) -> Outcome | None:
        """What a word means, whatever its case; None: the mapping does not say."""
        meanings = {known.strip().casefold(): outcome for known, outcome in self.endings.items()}
        return meanings.get(word.strip().casefold())


def parse(raw: bytes) -> QueueMapping:
    """A mapping of YAML or JSON. Raises BadInput with the place of the first fault."""
    return mapping_file.parse(QueueMapping, raw, say("give fields, dates and endings as YAML or JSON"))


def read(text: str, mapping: QueueMapping, clock: Clock) -> PhoneLog:
    """The contacts of a table. Raises BadDocument where it lacks a column that the mapping names."""
    lines, over = list[LogLine](), 0
    clock = clock if mapping.zone is None else Clock(clock.now, ZoneInfo(mapping.zone))
    for number, row in _rows(text, mapping):
        try:
            if isinstance(row, BadDocument):
                raise row
            told = _told(row, mapping, clock)
        except BadDocument as error:
            lines.append(LogLine(number, error))
            continue
        if told is None:
            over += 1
        else:
            lines.append(contact(number, **told))
    return PhoneLog(Form.MAPPED, lines, passed_over={PassedOver.BY_MAPPING: over} if over else {})


def _rows(text: str, mapping: QueueMapping) -> Iterator[tuple[int, Mapping[str, str] | BadDocument]]:
    first = text.partition("\n")[0]
    separator = mapping.separator or max(",;\t|", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, restkey="\0more", strict=True)
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise BadDocument("is no CSV", hint="check its quotes") from error
    wanted = [column for columns_ in mapping.fields.values() for column in _each(columns_)]
    wanted += [mapping.only.column] if mapping.only else []
    missing = [column for column in wanted if column not in columns]
    if missing:
        hint = say("the mapping names columns that are not there: {columns}", columns=", ".join(missing)[:200])
        raise BadDocument("has other columns than its mapping", where=say("line {line}", line=1), hint=hint)
    try:
        for row in reader:
            yield reader.line_num, {k.strip(): v.strip() for k, v in row.items() if isinstance(v, str)}
    except csv.Error:
        yield reader.line_num, BadDocument("is no CSV", hint="check its quotes")


def _each(columns: Columns) -> Sequence[str]:
    return [columns] if isinstance(columns, str) else columns


def _told(row: Mapping[str, str], mapping: QueueMapping, clock: Clock) -> dict[str, Any] | None:
    """What a line tells; None: it is passed over."""
    if mapping.only is not None and row.get(mapping.only.column, "") not in mapping.only.values:
        return None
    cells = {told: _cell(row, columns) for told, columns in mapping.fields.items()}
    outcome = _outcome(cells, mapping)
    if outcome is Outcome.IGNORED:
        return None
    moments = {told.value: _moment(cells[told], mapping, clock) for told in cells if told.endswith("_at")}
    wait = _wait(cells.get(Told.WAIT_SECONDS, ""))
    texts = (Told.CALL, Told.QUEUE, Told.TRANSFERRED_TO, Told.OVERFLOW_TO, Told.SITE, Told.VENDOR, Told.SOURCING)
    told: dict[str, Any] = {name.value: cells[name][:200] or None for name in texts if name in cells}
    ended = moments.pop("ended_at", None)
    known = {name: moment for name, moment in moments.items() if moment is not None}
    return {**told, **_placed(known, outcome, ended, wait)}


def _placed(
    moments: dict[str, datetime], outcome: Outcome | None, ended: datetime | None, wait: timedelta | None
) -> dict[str, Any]:
    """The moments of a contact, with that of its end under the name that its outcome gives it."""
    offered = moments.get("offered_at")
    waited = None if offered is None or wait is None else offered + wait
    if outcome is None:
        if waited is not None and not set(_ENDS) & set(moments):
            return {**moments, "answered_at": waited}
        return moments
    name = {Outcome.ANSWERED: "answered_at", Outcome.ABANDONED: "abandoned_at"}.get(outcome, "left_at")
    kept: dict[str, Any] = {key: moment for key, moment in moments.items() if key not in _ENDS}
    if name == "left_at":
        kept["ending"] = Ending(outcome.value)
    end = moments.get(name) or waited
    if outcome is Outcome.ANSWERED and end is None:  # when is not told, so that the wait is not known
        kept.pop("offered_at", None)
    return {**kept, name: end or (offered if outcome is Outcome.ANSWERED else ended) or offered}


def _cell(row: Mapping[str, str], columns: Columns) -> str:
    return " ".join(cell for column in _each(columns) if (cell := row.get(column, "")))


def _outcome(cells: Mapping[Told, str], mapping: QueueMapping) -> Outcome | None:
    if Told.ENDING not in cells:
        return None
    word = cells[Told.ENDING]
    outcome = mapping.outcome(word)
    if outcome is None:
        shown = word if _SHOWN.fullmatch(word) else ""
        raise BadDocument("the mapping does not say what {word!r} means", word=shown, where="ending", hint="add it")
    return outcome


def _moment(text: str, mapping: QueueMapping, clock: Clock) -> datetime | None:
    if not text:
        return None
    if mapping.dates == "epoch":
        return clock.epoch(text)
    if mapping.dates == "epoch_ms":
        if not re.fullmatch(r"\d{1,16}", text):
            raise BadDocument("is no time", where="at", hint="thousandths of a second since 1970 stand here")
        return clock.believed(datetime.fromtimestamp(int(text) / 1000, UTC))
    try:
        if mapping.dates == "iso":
            return clock.placed(datetime.fromisoformat(text))
        return clock.placed(datetime.strptime(text, mapping.dates))
    except ValueError as error:
        raise BadDocument("is no time as the mapping writes them", where="at", hint="check dates") from error


def _wait(text: str) -> timedelta | None:
    """Seconds, or 0:01:05 and 01:05."""
    if not text:
        return None
    if re.fullmatch(r"\d{1,7}(?:[.,]\d{1,6})?", text):
        return timedelta(seconds=float(text.replace(",", ".")))
    if re.fullmatch(r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}", text):
        parts = [int(part) for part in text.split(":")]
        return timedelta(seconds=sum(part * 60**place for place, part in enumerate(reversed(parts))))
    raise BadDocument("is no time of waiting", where="wait_seconds", hint="seconds, or minutes and seconds as 1:05")
