"""House numbers that stand apart from their street: corrected (`viale Europa sette no scusi diciassette`), named
later (`in vico Storto, il numero è nove`), or after a name that is no street's (`case sparse quindici`)."""

from bisect import bisect_left
from collections.abc import Sequence

from qa_service.understand.recognizers import quantities
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_MOST_WORDS = 5
_LONGEST = 4


def after(line: TextLine, addresses: Sequence[Hit]) -> list[Hit]:
    """The numbers after the addresses of a line that the words between call theirs."""
    return [hit for address in addresses if (hit := _after(line, bisect_left(line.starts, address.end)))]


def _after(line: TextLine, at: int) -> Hit | None:
    told, end = False, at + _MOST_WORDS
    while at < min(len(line), end) and (line.lows[at] in cues("addresses", "before_corrected") or _is_mark(line, at)):
        told = told or line.lows[at] in cues("addresses", "corrects")
        at += 1
    if not told or at >= len(line) or not _is_number(line, at):
        return None
    last = at + 1 if at + 1 < len(line) and _is_suffix(line, at + 1) else at
    return None if quantities.measured(line, last) else line.hit(at, last, "ADDRESS", 0.8)


def scattered(line: TextLine, at: int) -> int:
    """The last token of `case sparse 15`; 0 where no such thing begins."""
    named = line.lows[at] == "case" and at + 2 < len(line) and line.lows[at + 1] == "sparse"
    place = at + 2
    while named and place < len(line) - 1 and (_is_mark(line, place) or line.lows[place] in ("n", "numero", "civico")):
        place += 1
    return place if named and _is_number(line, place) else 0


def _is_mark(line: TextLine, at: int) -> bool:
    return line.words[at] in ",.;:-"


def _is_number(line: TextLine, at: int) -> bool:
    """Whether a house may have this number, and no other number follows."""
    value = value_of(line.lows[at])
    goes_on = at + 1 < len(line) and value_of(line.lows[at + 1]) is not None
    return value is not None and len(value) <= _LONGEST and not goes_on


def _is_suffix(line: TextLine, at: int) -> bool:
    return line.lows[at] in ("bis", "ter", "quater") or (line.lows[at] in tuple("bcdfgh") and line.words[at].isalpha())
