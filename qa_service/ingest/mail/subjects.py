"""Subjects without what programs put before them when a message is answered or passed on, in many languages."""

import re

_REPLY = "re|r|rif|ris|aw|antw|antwort|rép|rep|réf|sv|vs|odp|ynt|res|回复|答复"
_FORWARD = "fwd|fw|i|inoltra|inoltro|wg|tr|rv|enc|vl|vb|pd|doorst|tr\\.|转发"
_PREFIX = re.compile(rf"\s{{0,9}}(?:({_REPLY})|({_FORWARD}))(?:\s?[\[(]?\d{{1,3}}[\])]?)?\s?[:：]", re.IGNORECASE)
_TAG = re.compile(r"\s{0,9}\[(?:external|ext|esterno|extern|externe|externo|spam|caution)\]", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_LONGEST = 300


def bare(subject: str) -> str:
    """What the matter is called: the same for a message and its answers."""
    rest = subject[:_LONGEST]
    while (match := _TAG.match(rest) or _PREFIX.match(rest)) is not None:
        rest = rest[match.end() :]
    return _BLANKS.sub(" ", rest).strip().casefold()


def is_reply(subject: str) -> bool:
    """Whether an answer is what it was last."""
    return _first(subject, 1)


def is_forward(subject: str) -> bool:
    """Whether it was last passed on."""
    return _first(subject, 2)


def _first(subject: str, group: int) -> bool:
    match = _PREFIX.match(_TAG.sub("", subject[:_LONGEST], count=1))
    return match is not None and match.group(group) is not None
