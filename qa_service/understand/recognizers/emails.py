"""E-mail addresses, written (also with endings no registry knows) and as spoken: `mario punto rossi chiocciola ...`."""

import re

from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.lines import Hit, Line
from qa_service.understand.recognizers.numerals import value_of

_WRITTEN = re.compile(r"[\w.+%-]+ ?@ ?[\w-]+(?:[ .][\w-]+)*?\.[a-z]{2,8}\b", re.IGNORECASE)
_HALF = re.compile(r"[\w.+%-]{2,}@[\w.-]*\w")
_AT = frozenset(("chiocciola", "chiocciolina", "chiocciolo", "chioccola", "at"))
_DOT = frozenset(("punto", "dot", "point"))
_LONGEST_DOMAIN = 6
_MOST_WORDS = 4


def find(line: Line) -> list[Hit]:
    """E-mail addresses of a line."""
    hits = []
    if "@" in line.text:
        hits += [Hit(*match.span(), "EMAIL", 0.99) for match in _WRITTEN.finditer(line.text)]
        hits += [Hit(*match.span(), "EMAIL", 0.9) for match in _HALF.finditer(line.text)]
    for at, low in enumerate(line.lows):
        if low in _AT and at:
            last = _domain(line, at)
            first = _local(line, at) if last else at
            if first < at:
                hits.append(line.hit(first, last, "EMAIL", 0.9))
    return hits


def _domain(line: Line, at: int) -> int:
    """The last token of the spoken domain after the at sign, 0 when none follows."""
    last = 0
    for place in range(at + 2, min(len(line) - 1, at + 1 + _LONGEST_DOMAIN)):
        if line.lows[place] in _DOT and line.lows[place + 1] in cues("emails", "endings"):
            last = place + 1
            if place + 2 >= len(line) or line.lows[place + 2] not in _DOT:
                break
    if last:
        return _country(line, last)
    if at + 1 < len(line) and line.lows[at + 1] in cues("emails", "hosts"):
        return at + 1
    return min(len(line) - 1, at + 2) if line.lows[at] != "at" and at + 1 < len(line) else 0


def _country(line: Line, last: int) -> int:
    """`dot a u`, `dot co dot u k`: single letters that close the domain belong to it."""
    place = last
    if place + 2 < len(line) and line.lows[place + 1] in _DOT and len(line.lows[place + 2]) == 1:
        place += 2
        while place + 1 < len(line) and len(line.lows[place + 1]) == 1 and line.words[place + 1].isalpha():
            place += 1
    return place


def _local(line: Line, at: int) -> int:
    """The first token of the spoken part before the at sign; `at` when there is none."""
    end = at - 2 if line.lows[max(0, at - 2) : at] == ["senza", "punti"] else at
    first, free = end, _MOST_WORDS
    while first > 0:
        if first < end and _is_joint(line, first - 1):
            first -= 1
            continue
        low = line.lows[first - 1]
        tied = first < end and _is_joint(line, first)
        stop = low in cues("emails", "stops") and not (tied and len(low) == 1)
        if stop or free == 0 or not line.words[first - 1][0].isalnum():
            break
        first, free = first - 1, free - (0 if value_of(low) or len(low) == 1 else 1)
    while first < end and _is_joint(line, first):
        first += 1
    return first if first < end else at


def _is_joint(line: Line, at: int) -> bool:
    """`punto`, `trattino`, `underscore`, `barra bassa`: what ties two parts of an address."""
    return line.lows[at] in cues("emails", "joints") and line.words[at] not in ".,"
