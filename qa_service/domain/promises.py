"""What agents commit the centre to in a contact: to call back, send, refund, have a technician come, check and tell.

Rules over the words of agents, made on one half of the lines of eval/promises and measured on the other. Conditions,
questions, habits and what is refused are no promises; when in doubt, none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qa_service.domain import promise_words_en, promise_words_it
from qa_service.domain.interaction import Party
from qa_service.domain.promise_kinds import PromiseKind, Unsaid
from qa_service.domain.promised_times import Clock, due
from qa_service.domain.transcript import Turn


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment in a turn: characters `start` to `end` of its text are the sentence that holds it. `due_at` None: it
    is not said by when, or not for sure.
    """

    turn: int
    start: int
    end: int
    kind: PromiseKind
    due_at: datetime | None


_SENTENCE = re.compile(r"[^.!?;]+[.!?;]*")
_WORDS: Mapping[str, tuple[Sequence[tuple[PromiseKind, re.Pattern[str]]], Unsaid]] = {
    "it": (promise_words_it.PATTERNS, promise_words_it.UNSAID),
    "en": (promise_words_en.PATTERNS, promise_words_en.UNSAID),
}
_SHORT = 22
"""Words of a sentence that is written or clearly spoken: a condition anywhere in it counts."""
_BEFORE, _AFTER = 10, 8
"""In longer runs of recognised speech: within so many words of the promise."""
_REACH = 200
"""Characters before and after it that are read."""
_TIME_BEFORE, _TIME_AFTER = 12, 16
"""Words around the promise of a long run that may say by when."""


def find(turns: Sequence[Turn], lang: str | None, clock: Clock) -> list[Promise]:
    """What agents promise in turns of Italian or English; `clock` is of the contact's beginning, and a message counts
    from its own moment.
    """
    if lang is None or lang not in _WORDS:
        return []
    return [
        promise
        for number, turn in enumerate(turns)
        if turn.party is Party.AGENT
        for promise in _of_turn(number, turn.text, lang, Clock(said_at(turn, clock.at), clock.zone, clock.schedule))
    ]


def _of_turn(number: int, text: str, lang: str, clock: Clock) -> Iterator[Promise]:
    """At most one of a kind in a turn: the first that says by when, else the first."""
    promises: dict[PromiseKind, Promise] = {}
    for start, sentence in _sentences(text):
        found = promised(sentence, lang)
        if found is None:
            continue
        kind, near = found
        moment = due(near, clock)
        before = promises.get(kind)
        if before is None or (before.due_at is None and moment is not None):
            promises[kind] = Promise(number, start, start + len(sentence), kind, moment)
    yield from promises.values()


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """In small letters, of the same length, each with its place."""
    low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text).replace("’", "'")
    for match in _SENTENCE.finditer(low):
        bare = match[0].strip()
        if bare:
            yield match.start() + match[0].index(bare), bare


def promised(sentence: str, lang: str) -> tuple[PromiseKind, str] | None:
    """What a sentence (in small letters) commits the centre to, with the words that may say by when; None: nothing."""
    patterns, unsaid = _WORDS[lang]
    plain = unsaid.harmless.sub(lambda match: " " * len(match[0]), sentence)
    for kind, pattern in patterns:
        for match in pattern.finditer(sentence):
            if not _is_unsaid(kind, match, plain, unsaid):
                return kind, _near(sentence, match, _TIME_BEFORE, _TIME_AFTER)
    return None


def _is_unsaid(kind: PromiseKind, match: re.Match[str], plain: str, unsaid: Unsaid) -> bool:
    near = _near(plain, match, _BEFORE, _AFTER)
    before, after = _around(plain, match)
    clause = before[_last(unsaid.breaks, before) :].lstrip()
    acts = unsaid.ours.search(f"{before.rstrip()}|{match[0]}")
    return bool(
        unsaid.condition.search(near)
        or unsaid.greeting.search(near)
        or unsaid.refused.search(clause)
        or unsaid.within.search(match[0])
        or (acts is None and (unsaid.others.search(clause) or unsaid.by_others.search(after)))
        or (kind is PromiseKind.SEND and unsaid.now.search(near))
        or (kind is PromiseKind.CHECK and unsaid.waits.search(near))
    )


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + _REACH]


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _near(text: str, match: re.Match[str], before: int, after: int) -> str:
    """All of a short sentence; of a long one so many words around what was found."""
    if len(text) < _REACH and text.count(" ") < _SHORT:
        return text
    head, tail = (part.split(" ") for part in _around(text, match))
    return " ".join(head[-before:]) + match[0] + " ".join(tail[:after])


def said_at(turn: Turn, began: datetime) -> datetime:
    """When a turn was said: a message at its own moment, words of a call so many seconds after its beginning."""
    return turn.at or began + timedelta(seconds=turn.start or 0.0)
