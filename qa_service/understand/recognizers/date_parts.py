"""Pieces of dates: a day, a month, a year, a feast said by themselves, as people answer when asked for a date."""

from collections.abc import Iterator
from typing import NamedTuple

from qa_service.understand.recognizers import dates, open_questions
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.quantities import measured_after
from qa_service.understand.recognizers.text_line import TextLine

_LONGEST_NUMBER = 4
_MARKS = frozenset(",-/.'’–")


class DatePart(NamedTuple):
    """Tokens `first` to `last` are numbers, months, feasts and what ties them; `named`: a month or feast is among them;
    `numbers`: how many of them are numbers."""

    first: int
    last: int
    named: bool
    numbers: int


def find(line: TextLine) -> list[DatePart]:
    """All of a line, left to right; quantities (`due anni`) left out."""
    return [part for part in _stretches(line) if not measured_after(line, part.last)]


def alone(line: TextLine, parts: list[DatePart]) -> bool:
    """Whether a line says nothing but these and what leads to them."""
    begins = [0, *(part.last + 1 for part in parts)]
    ends = [*(part.first for part in parts), len(line)]
    return all(open_questions.only_leads(line, begin, end) for begin, end in zip(begins, ends, strict=True))


def _stretches(line: TextLine) -> Iterator[DatePart]:
    at = 0
    while at < len(line):
        first, last, named = at, -1, False
        while at < len(line) and (_is_piece(line, at) or _ties(line, at)):
            if _is_piece(line, at):
                last, named = at, named or _is_named(line, at)
            at += 1
        if last >= 0 and line.lows[first : last + 1] != ["oh"]:
            yield _part(line, first, last, named)
        at = max(at, first + 1)


def _part(line: TextLine, first: int, last: int, named: bool) -> DatePart:
    numbers = sum(value_of(low) is not None for low in line.lows[first : last + 1])
    return DatePart(_begin(line, first), last, named, numbers)


def _begin(line: TextLine, first: int) -> int:
    """Past marks."""
    while not line.words[first][0].isalnum():
        first += 1
    return first


def _is_piece(line: TextLine, at: int) -> bool:
    if _is_named(line, at) or dates.is_ordinal(line.lows[at]):
        return True
    value = value_of(line.lows[at]) or ""
    return 0 < len(value) <= 2 or value in ("00", "000", "900") or (len(value) == _LONGEST_NUMBER and value[:1] in "12")


def _is_named(line: TextLine, at: int) -> bool:
    low = line.lows[at]
    if low in dates.MONTHS:
        return not (low in ("may", "mar", "set", "sep", "dec", "gen", "ago", "lug") and not _beside_number(line, at))
    return low in cues("birthdates", "feasts")


def _beside_number(line: TextLine, at: int) -> bool:
    """Whether a number stands right beside, past one mark: a short name of a month may be another word."""
    places = (at - 2, at - 1, at + 1, at + 2)
    return any(0 <= place < len(line) and value_of(line.lows[place]) is not None for place in places)


def _ties(line: TextLine, at: int) -> bool:
    return line.words[at] in _MARKS or line.lows[at] in cues("birthdates", "ties")
