"""From question to answer: in which turns a question is still being answered, whoever speaks in between."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.text_line import TextLine

_TURNS_OPEN = 2
_LONGEST_NOD = 6
_MOST_NODS = 3
_LONGEST_QUESTION = 7
_LONGEST_FOLLOW_UP = 12
_REQUEST_BACK = 9

Topic = TypeVar("Topic")


def turns(
    lines: Sequence[TextLine],
    topics: Sequence[Topic | None],
    answered: Callable[[int, Topic, bool], bool],
    under_way: Collection[int] = (),
) -> Iterator[tuple[int, Topic, bool]]:
    """The turns that may answer, each with the topic asked for and whether a part of the answer came before.

    `topics`: what each turn asks for or speaks of; `answered`: whether a turn holds a part of the answer; `under_way`:
    turns that hold the first part themselves. A question stays open for two turns; once its answer has begun, as long
    as parts, nods and questions for the rest come.
    """
    topic: Topic | None = None
    left, begun, nodded = 0, False, 0
    for at, line in enumerate(lines):
        if topic is not None and left and answered(at, topic, begun):
            yield at, topic, begun
            left, begun, nodded = _TURNS_OPEN, True, 0
        elif topic is not None and nods(line) and nodded < _MOST_NODS:
            nodded += 1
        elif topics[at] is None and not (begun and follows_up(line)):
            left = 0 if begun or asks_something_else(line) else left - 1
        if topics[at] is not None:
            begun = at in under_way or (begun and topics[at] == topic)
            topic, left, nodded = topics[at], _TURNS_OPEN, 0


def requested(line: TextLine, nouns: frozenset[str]) -> bool:
    """Whether a line asks for one of `nouns`: in few words, with a question mark after it or a request before it."""
    if asks_something_else(line):
        return False
    words = sum(word[0].isalnum() for word in line.words)
    for at, low in enumerate(line.lows):
        if low in nouns and (
            words <= _LONGEST_QUESTION
            or "?" in line.words[at:]
            or not cues("open_questions", "requests").isdisjoint(line.lows[max(0, at - _REQUEST_BACK) : at])
        ):
            return True
    return False


def asks_something_else(line: TextLine) -> bool:
    """Whether a line asks for an amount, a time, an age, a reason."""
    return not cues("open_questions", "other_questions").isdisjoint(line.lows)


def follows_up(line: TextLine) -> bool:
    """Whether a line asks for the rest of an answer: `manca un numero`, `and the letter at the end`."""
    return len(line) <= _LONGEST_FOLLOW_UP and not cues("open_questions", "follow_ups").isdisjoint(line.lows)


def nods(line: TextLine) -> bool:
    """Whether a turn only asks for more: `sì, mi dica`, `go on`."""
    return len(line) <= _LONGEST_NOD and all(
        not low[0].isalnum() or low in cues("codes", "asides") or low in cues("codes", "nods") for low in line.lows
    )


def only_asides(line: TextLine, first: int, end: int, and_too: bool = False) -> bool:
    """Whether tokens `first` up to `end` say nothing: marks, `sì`, `ok`, `poi`, and `e` where it does not part."""
    return all(
        not low[0].isalnum()
        or (low in cues("codes", "asides") and (and_too or low != "e"))
        or low in cues("numerals", "fillers")
        for low in line.lows[first:end]
    )


def only_leads(line: TextLine, first: int, end: int) -> bool:
    """Whether tokens `first` up to `end` say nothing, or what leads to an answer: `allora è`, `I think it's`."""
    return all(
        not low[0].isalnum()
        or low in cues("codes", "asides")
        or low in cues("open_questions", "leads")
        or low in cues("numerals", "fillers")
        for low in line.lows[first:end]
    )
