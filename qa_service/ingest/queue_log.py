"""Queue logs: CSV, a JSON array or JSON Lines in; contacts and refused lines out.

Two forms of a line, told by its fields: one contact (`call, queue, offered_at, answered_at, abandoned_at,
transferred_at, transferred_to, left_at, ending, overflow_to`) or one event (`call, event, at, queue, to`).
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from qa_service.domain.queue import MOMENTS, Ending, QueueCall
from qa_service.errors import BadDocument, one_of, say
from qa_service.foreign import of_pydantic
from qa_service.ingest import most
from qa_service.ingest.documents import CLOCK_SKEW, EARLIEST

EVENTS = ("offered", "answered", "abandoned", "transferred", *Ending)
_PASSED_ON = {"transferred": "transferred_to", Ending.OVERFLOW: "overflow_to"}
_CALL = frozenset(QueueCall.model_fields)
_EVENT = frozenset({"call", "event", "at", "queue", "to"})


class QueueLogLine(NamedTuple):
    """A line of a log: what it tells, or why it is refused."""

    number: int
    result: QueueCall | BadDocument


def read(raw: bytes, now: datetime) -> Iterator[QueueLogLine]:
    """One result a line; a bad one does not stop the others. Raises BadDocument where nothing can be read at all."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocument("is not UTF-8 (byte {byte})", byte=error.start, hint="save it as UTF-8") from error
    start = text.lstrip()[:1]
    rows = _array(text) if start == "[" else _lines(text) if start == "{" else _table(text)
    refused = 0
    for number, row in rows:
        try:
            result = row if isinstance(row, BadDocument) else _call(row, now)
        except BadDocument as error:
            result = error
        refused += isinstance(result, BadDocument)
        most.check_refused(refused)
        yield QueueLogLine(number, result)


def _array(text: str) -> Iterator[tuple[int, Any]]:
    try:
        yield from enumerate(json.loads(text), start=1)
    except (ValueError, RecursionError) as error:
        raise BadDocument("is not JSON", hint="give a JSON array, JSON Lines or CSV") from error


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, BadDocument("is not JSON", hint="give one JSON object a line")


def _table(text: str) -> Iterator[tuple[int, Any]]:
    separator = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, restkey="more", strict=True)
    try:
        columns = {name.strip() for name in reader.fieldnames or ()}
    except csv.Error as error:
        raise BadDocument("is no CSV", where=say("line {line}", line=1), hint="check its quotes") from error
    if "call" not in columns or not (columns <= _CALL or columns <= _EVENT):
        hint = say(
            "name columns among {columns}, or among {fields}",
            columns=", ".join(sorted(_CALL)),
            fields=", ".join(sorted(_EVENT)),
        )
        raise BadDocument("has other columns than a queue log", where=say("line {line}", line=1), hint=hint)
    try:
        for row in reader:
            yield reader.line_num, {k.strip(): v.strip() for k, v in row.items() if isinstance(v, str) and v.strip()}
    except csv.Error:
        yield reader.line_num, BadDocument("is no CSV", hint="check its quotes")


def _call(row: Any, now: datetime) -> QueueCall:
    if not isinstance(row, Mapping):
        raise BadDocument("is no object", hint="give one contact or one event")
    try:
        call = QueueCall.model_validate(_as_contact(row))
    except ValidationError as error:
        raise _refusal(error) from error
    for moment in call.moments:
        if not EARLIEST <= moment <= now + CLOCK_SKEW:
            raise BadDocument("lies outside the calendar of this service", where="at", hint="check date and offset")
    return call


def _as_contact(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """An event as the contact of which one moment is known."""
    if "event" not in row:
        return row
    event = row["event"]
    if event not in EVENTS:
        raise BadDocument("is no such event", where="event", hint=one_of(EVENTS))
    if strange := sorted(set(row) - _EVENT):
        raise BadDocument(
            "has the unknown field {name!r}",
            name=strange[0][:40],
            hint=say("use {fields}", fields=", ".join(sorted(_EVENT))),
        )
    if event not in _PASSED_ON and row.get("to") is not None:
        raise BadDocument("belongs to transferred and overflow events alone", where="to")
    about = {"call": row.get("call"), "queue": row.get("queue"), _PASSED_ON.get(event, "overflow_to"): row.get("to")}
    if event in set(Ending):
        return {**about, "left_at": row.get("at"), "ending": event}
    return {**about, f"{event}_at": row.get("at")}


def _refusal(error: ValidationError) -> BadDocument:
    """The first fault, without what was given."""
    first = error.errors(include_url=False, include_input=False)[0]
    context = first.get("ctx", {})
    if first["type"] == "queue":
        return BadDocument(of_pydantic(first), where=context["where"])
    where = ".".join(str(part) for part in first["loc"])[:60]
    hint = say("add the offset, as in 2026-11-03T09:14:05+01:00") if where in MOMENTS else ""
    return BadDocument(of_pydantic(first), where=where, hint=hint)
