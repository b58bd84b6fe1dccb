"""English street addresses: flat and house number, name, kind of street, town and postcode."""

import re

from qa_service.understand.recognizers.italian_addresses import is_business
from qa_service.understand.recognizers.lexicon import cues, ordinary
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

_POSTCODE = re.compile(r"\b(?:GIR 0AA|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b")
_NUMBER_AND_LETTER = re.compile(r"\d{1,4}[a-z]")
_POSTCODE_REACH = 16
_MOST_NUMBER_TOKENS = 6
_ALWAYS_STREETS = frozenset(("road", "street", "lane", "avenue", "crescent"))


def find(line: TextLine, expected: bool) -> list[Hit]:
    """English addresses of a line. `expected`: an earlier turn asked for one."""
    streets = cues("addresses", "english_streets")
    hits = [hit for at, low in enumerate(line.lows) if at and low in streets and (hit := _to(line, at, expected))]
    return hits + [Hit(*match.span(), "ADDRESS", 0.85) for match in _POSTCODE.finditer(line.text)]


def _to(line: TextLine, at: int, expected: bool) -> Hit | None:
    """The address whose kind of street stands at token `at`."""
    first = _name(line, at)
    if first is None:
        return None
    start = _number(line, first)
    weak = line.lows[at] in cues("addresses", "weak_english_streets")
    if start < first:
        plain = weak and not line.cased and ordinary(line.lows[at - 1])
        return None if plain else line.hit(start, _tail(line, at), "ADDRESS", 0.8)
    if not expected and (is_business(line, first) or _names_a_firm(line, at)):
        return None
    return line.hit(start, _tail(line, at), "ADDRESS", 0.8) if _believable(line, first, at, weak, expected) else None


def _believable(line: TextLine, first: int, at: int, weak: bool, expected: bool) -> bool:
    """Whether a street without a house number is one."""
    if line.cased:
        named = line.words[first][0].isupper() and line.words[at][0].isupper()
        led = first > 0 and line.lows[first - 1] in ("at", "in", "to", "from")
        return named and (not weak or expected or led)
    unknown = not ordinary(line.lows[at - 1])
    return (unknown and not weak) or line.lows[at] in _ALWAYS_STREETS or (expected and weak and unknown)


def _names_a_firm(line: TextLine, at: int) -> bool:
    """`Garrison Road Pharmacy`: a further capital word right after."""
    return line.cased and at + 1 < len(line) and line.words[at + 1][0].isupper() and line.words[at + 1].isalpha()


def _name(line: TextLine, at: int) -> int | None:
    """The first token of a street's name of one to three words that ends before token `at`."""
    first = at
    while first > 0 and at - first < 4:
        apostrophe = line.words[first - 1] in "'’" and first > 1
        if not apostrophe and not _belongs(line, first - 1, first == at):
            break
        first -= 1
    return first if first < at and line.words[first].isalpha() else None


def _belongs(line: TextLine, at: int, nearest: bool) -> bool:
    """Whether a token can be a word of a street's name; without capitals only the nearest may be a plain word."""
    word, low = line.words[at], line.lows[at]
    if not word.isalpha() or value_of(low) or low in cues("addresses", "units"):
        return False
    if low in cues("addresses", "not_streets"):
        return False
    if line.cased:
        return word[0].isupper() or low == "s"
    numbered = at > 0 and value_of(line.lows[at - 1]) is not None
    return nearest or numbered or not ordinary(low)


def _number(line: TextLine, first: int) -> int:
    """The first token of flat and house number before the name; `first` when there is none."""
    place = first
    while place > 0 and first - place < _MOST_NUMBER_TOKENS:
        low = line.lows[place - 1]
        number = value_of(low) is not None or _NUMBER_AND_LETTER.fullmatch(low) or low in cues("addresses", "units")
        link = low in ",-" and place > 1 and value_of(line.lows[place - 2]) is not None
        if not (number or link):
            break
        place -= 1
    return place


def _tail(line: TextLine, end: int) -> int:
    """On over `, Leith`, `, Flat 3` and a postcode."""
    for _ in range(3):
        comma = end + 2 < len(line) and line.words[end + 1] == ","
        if comma and end + 3 < len(line) and line.lows[end + 2] in cues("addresses", "units"):
            end += 3 if value_of(line.lows[end + 3]) else 0
        elif comma and line.cased and line.words[end + 2][0].isupper() and line.words[end + 2].isalpha():
            end += 2
    match = _POSTCODE.search(line.text, line.ends[end], line.ends[end] + _POSTCODE_REACH)
    last = line.token_to(match.end()) if match and match.start() - line.ends[end] <= 2 else None
    return end if last is None else last
