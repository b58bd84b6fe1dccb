"""What a reader of a telephone system's file answers with."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import ValidationError

from qa_service.domain.queue import QueueCall
from qa_service.errors import BadDocument
from qa_service.foreign import of_pydantic

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ -]{0,39}")
_MOST_NAMES = 50
OTHER_NAMES = "(other)"
"""Stands for names beyond the most that are told apart, and for what looks like no name: it may be a person's."""


class Form(StrEnum):
    """The kinds of files that are recognised."""

    OWN = "own"
    ASTERISK_QUEUE_LOG = "asterisk_queue_log"
    ASTERISK_CDR = "asterisk_cdr"
    FREESWITCH_CDR = "freeswitch_cdr"
    MAPPED = "mapped"


class PassedOver(StrEnum):
    """Why a record is of no contact: it reached no queue and no operator, nobody called in, it is another leg of a call
    that is counted, its beginning is in another file, or the mapping says so.
    """

    NO_QUEUE = "no_queue"
    NOT_INBOUND = "not_inbound"
    OTHER_LEG = "other_leg"
    NO_BEGINNING = "no_beginning"
    BY_MAPPING = "by_mapping"


class LogLine(NamedTuple):
    """A contact with the line on which it begins, or why that line is refused."""

    number: int
    result: QueueCall | BadDocument


@dataclass(frozen=True, slots=True)
class PhoneLog:
    """A file as it was understood. `events` counts by name what the telephone system wrote, `unknown` what this reader
    does not know, `passed_over` the records that are of no contact. `fills_only`: what is known of a contact already
    was told by something that knows it better.
    """

    form: Form
    lines: Sequence[LogLine]
    events: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    passed_over: Mapping[PassedOver, int] = field(default_factory=dict)
    fills_only: bool = False


def named(names: Iterable[str]) -> dict[str, int]:
    """How often each name stands there, the most frequent first; only what looks like one is told."""
    counts = Counter(name if _NAME.fullmatch(name) else OTHER_NAMES for name in names)
    kept = dict(counts.most_common(_MOST_NAMES))
    if rest := counts.total() - sum(kept.values()):
        kept[OTHER_NAMES] = kept.get(OTHER_NAMES, 0) + rest
    return kept


def contact(number: int, **values: Any) -> LogLine:
    """The contact that these values tell, or why they cannot be of one."""
    try:
        return LogLine(number, QueueCall(**values))
    except ValidationError as error:
        return LogLine(number, refusal(error))


def refusal(error: ValidationError) -> BadDocument:
    """The first fault, without what was given."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = first["ctx"]["where"] if first["type"] == "queue" else ".".join(str(part) for part in first["loc"])[:60]
    return BadDocument(of_pydantic(first), where=where)
