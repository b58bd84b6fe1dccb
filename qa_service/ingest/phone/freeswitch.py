"""FreeSWITCH's call detail records with all variables of a channel: mod_xml_cdr and mod_json_cdr; contacts come out.

Of a call in a queue of mod_callcenter they tell when it joined, was answered or given up, and why.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from qa_service.domain.queue import Ending
from qa_service.errors import BadDocument
from qa_service.ingest.phone.call_record import CallRecord, contacts
from qa_service.ingest.phone.clock import Clock
from qa_service.ingest.phone.log import Form, LogLine, PassedOver, PhoneLog, contact
from qa_service.ingest.phone.record_table import CAUSES

_MOST_VARIABLES, _LONGEST = 5_000, 10_000
_CANCELLED = {
    "TIMEOUT": Ending.TIMEOUT,
    "NO_AGENT_TIMEOUT": Ending.EMPTY,
    "EXIT_WITH_KEY": Ending.KEY,
}
"""Why mod_callcenter let a caller go; BREAK_OUT and NONE: they hung up."""
Variables = Mapping[str, str]


def is_xml(text: str) -> bool:
    """Whether records of mod_xml_cdr stand there."""
    return text.lstrip()[:1] == "<" and "<cdr" in text[:2_000] and "<variables" in text[:20_000]


def is_json(text: str) -> bool:
    """Whether records of mod_json_cdr stand there."""
    return text.lstrip()[:1] in ("{", "[") and '"variables"' in text and '"hangup_cause"' in text


def read(text: str, clock: Clock) -> PhoneLog:
    """The contacts of a file, which may hold many records."""
    records, lines, over = list[CallRecord](), list[LogLine](), Counter[PassedOver]()
    for number, variables in enumerate(_xml(text) if is_xml(text) else _json(text), start=1):
        try:
            if isinstance(variables, BadDocument):
                raise variables
            result = _of_one(number, variables, clock)
        except BadDocument as error:
            result = LogLine(number, error)
        if isinstance(result, CallRecord):
            records.append(result)
        elif isinstance(result, LogLine):
            lines.append(result)
        else:
            over[result] += 1
    direct, passed = contacts(records)
    ordered = sorted((*lines, *direct), key=lambda line: line.number)
    return PhoneLog(Form.FREESWITCH_CDR, ordered, passed_over=over + Counter(passed))


def _of_one(number: int, variables: Variables, clock: Clock) -> CallRecord | LogLine | PassedOver:
    if variables.get("cc_side", "member").lower() == "agent" or variables.get("direction") == "outbound":
        return PassedOver.OTHER_LEG
    if not (id := variables.get("uuid", "")):
        raise BadDocument("is missing", where="uuid")
    if _is_moment(variables, "cc_queue_joined_epoch"):
        return _of_queue(number, id, variables, clock)
    return _direct(number, id, variables, clock)


def _of_queue(number: int, id: str, variables: Variables, clock: Clock) -> LogLine:
    told: dict[str, Any] = {"call": id[:200], "queue": variables.get("cc_queue", "").partition("@")[0][:200] or None}
    told["offered_at"] = clock.epoch(variables["cc_queue_joined_epoch"])
    if _is_moment(variables, "cc_queue_answered_epoch"):
        return contact(number, **told, answered_at=clock.epoch(variables["cc_queue_answered_epoch"]))
    ends = ("cc_queue_canceled_epoch", "cc_queue_terminated_epoch", "end_epoch")
    if (end := next((name for name in ends if _is_moment(variables, name)), None)) is None:
        return contact(number, **told)
    at, ending = clock.epoch(variables[end]), _CANCELLED.get(variables.get("cc_cancel_reason", "").upper())
    if ending is None:
        return contact(number, **told, abandoned_at=at)
    return contact(number, **told, left_at=at, ending=ending)


def _direct(number: int, id: str, variables: Variables, clock: Clock) -> CallRecord:
    start, end = (clock.epoch(variables.get(name, "")) for name in ("start_epoch", "end_epoch"))
    bridged = _is_moment(variables, "bridge_epoch")
    cause = variables.get("hangup_cause", "").upper()
    application = variables.get("last_app") or variables.get("current_application", "")
    return CallRecord(
        number,
        id[:200],
        (variables.get("caller_id_number") or variables.get("sip_from_user", "")).lstrip("+"),
        "bridge" if bridged else application,
        None,
        start,
        clock.epoch(variables["bridge_epoch"]) if bridged else None,
        max(start, end),
        bridged,
        CAUSES.get(cause, Ending.DROPPED),
    )


def _is_moment(variables: Variables, name: str) -> bool:
    return variables.get(name, "").strip("0") != ""


def _json(text: str) -> Iterator[Variables | BadDocument]:
    decoder, place = json.JSONDecoder(), 0
    text = text.strip()
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            yield BadDocument("is not JSON", hint="give one JSON object a line")
            return
        for record in value if isinstance(value, list) else [value]:
            yield _variables(record)
        while place < len(text) and text[place] in " \r\n\t,":
            place += 1


def _variables(record: Any) -> Variables | BadDocument:
    variables = record.get("variables") if isinstance(record, Mapping) else None
    if not isinstance(variables, Mapping):
        return BadDocument("has no variables of a channel", where="variables")
    return {str(name): _text(str(value)) for name, value in variables.items() if isinstance(value, (str, int, float))}


def _text(value: str) -> str:
    return unquote(value[:_LONGEST]).strip()


def _xml(text: str) -> Iterator[Variables | BadDocument]:
    for part in text.split("</cdr>"):
        if "<cdr" in part:
            try:
                yield _Collector().collected(f"{part[part.index('<cdr') :]}</cdr>")
            except (expat.ExpatError, BadDocument):
                yield BadDocument("is no record of mod_xml_cdr", hint="give it as FreeSWITCH wrote it")


class _Collector:
    """Gathers the children of `variables`; a document with a type of its own is refused, since its names may grow."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.variables: dict[str, str] = {}

    def collected(self, document: str) -> Variables:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda _name: self.path.pop()
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(document.encode("utf-8", "replace"), True)
        return {name: _text(value) for name, value in self.variables.items()}

    def _start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > 50:
            raise BadDocument("is nested too deeply")

    def _words(self, text: str) -> None:
        if len(self.path) == 3 and self.path[1] == "variables" and len(self.variables) < _MOST_VARIABLES:
            known = self.variables.get(self.path[2], "")
            self.variables[self.path[2]] = f"{known}{text}"[:_LONGEST]


def _refuse(*_about: object) -> None:
    raise BadDocument("has a document type of its own")
