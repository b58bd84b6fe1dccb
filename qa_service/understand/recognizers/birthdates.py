"""Dates of birth: a date that the words around call so, or one that is complete and too old for anything else."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa_service.understand.recognizers.lines import Hit, Line
from qa_service.understand.recognizers.numerals import compose, value_of

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "gennaio january jan gen", "febbraio february feb febb", "marzo march mar", "aprile april apr",
            "maggio may mag", "giugno june jun giu", "luglio july jul lug", "agosto august aug ago",
            "settembre september sept sep set", "ottobre october oct ott", "novembre november nov",
            "dicembre december dec dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ORDINALS = {
    name: number
    for number, name in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"primo": 1, "thirtieth": 30}
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\w/-]|\.\d)")
_SHORT = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})(?![\w/-]|\.\d)")
_BORN = frozenset(
    ["nato", "nata", "nascita", "nati", "nate", "born", "birth", "dob", "birthday", "compleanno", "birthdate", "classe"]
)
_LINKS = frozenset(["di", "del", "dell", "dello", "the", "of", "o", "'", ",", "-", "and", "del"])
_NEWEST = 2010
_OLDEST = 1905
_LOOK_BACK = 8


class Date(NamedTuple):
    """Tokens `first` to `last` name this day; `year` is 0 where none was said."""

    first: int
    last: int
    day: int
    month: int
    year: int


def speaks_of_birth(line: Line) -> bool:
    """Whether the line asks for, or tells, a date of birth."""
    return any(low in _BORN for low in line.lows)


def find(line: Line, asked: bool, known: Sequence[tuple[int, int]]) -> tuple[list[Hit], list[tuple[int, int]]]:
    """Dates of birth, and their (day, month). `asked`: an earlier turn asked for it; `known`: days already found."""
    hits, days = [], []
    for date in dates(line, known):
        cued = any(low in _BORN for low in line.lows[max(0, date.first - _LOOK_BACK) : date.first])
        old = _OLDEST <= date.year <= (_NEWEST if cued or asked else _NEWEST - 5)
        if cued or asked or old or (date.day, date.month) in known:
            hits.append(line.hit(date.first, date.last, "DATE_OF_BIRTH", 0.9 if cued or asked else 0.7))
            days.append((date.day, date.month))
    return hits, days


def dates(line: Line, known: Sequence[tuple[int, int]] = ()) -> list[Date]:
    """All dates of a line, numeric ones first; days and months in plain numbers only near a birth or when `known`."""
    found = [] if not any(map(str.isdecimal, line.text)) else _numeric(line)
    at = 0
    while at < len(line):
        date = _worded(line, at, known)
        if date is None:
            at += 1
            continue
        found.append(date)
        at = date.last + 1
    return found


def _numeric(line: Line) -> list[Date]:
    found = []
    for match in _NUMERIC.finditer(line.text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 >= day:
            day, month = month, day
        if 1 <= day <= 31 and 1 <= month <= 12:
            first = line.starts.index(match.start()) if match.start() in line.starts else None
            last = line.ends.index(match.end()) if match.end() in line.ends else None
            if first is not None and last is not None:
                found.append(Date(first, last, day, month, _century(year)))
    return found


def _worded(line: Line, at: int, known: Sequence[tuple[int, int]]) -> Date | None:
    """A date that begins at token `at`: day, month by name (or by number between "of the"), year if said."""
    day, after = _small(line, at, 31)
    if day:
        place = _skip(line, after)
        if place < len(line) and line.lows[place] in _MONTHS and not (line.cased and line.words[place] == "may"):
            return _with_year(line, at, place, day, _MONTHS[line.lows[place]])
        if place > after and line.lows[after] in ("of", "the", "del", "dell", "di"):
            month, end = _small(line, place, 12)
            if month:
                date = _with_year(line, at, end - 1, day, month)
                return date if date.year else None
        if place == after:
            return _all_numbers(line, at, after, day, known)
    if line.lows[at] in _MONTHS and at + 1 < len(line):
        place = _skip(line, at + 1)
        day, after = _small(line, place, 31) if place < len(line) else (0, 0)
        if day:
            date = _with_year(line, at, after - 1, day, _MONTHS[line.lows[at]])
            return date if date.year or line.words[at][0].isupper() else None
    return None


def _all_numbers(line: Line, at: int, after: int, day: int, known: Sequence[tuple[int, int]]) -> Date | None:
    """`sette undici sessantuno`: only after a word of birth or on a known day, as it may be anything else."""
    month, end = _small(line, after, 12)
    if not any(low in _BORN for low in line.lows[max(0, at - 4) : at]) and (day, month) not in known:
        return None
    date = _with_year(line, at, end - 1, day, month) if month else None
    return date if date is not None and date.year else None


def _small(line: Line, at: int, most: int) -> tuple[int, int]:
    """A number 1..`most` at this token and the token after it; (0, at) when there is none."""
    if at >= len(line):
        return 0, at
    low = line.lows[at]
    if low in _ORDINALS and _ORDINALS[low] <= most:
        return _ORDINALS[low], at + 1
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th|°|º)$", "", low)
    value = value_of(bare)
    if value is None or not 1 <= int(value) <= most:
        return 0, at
    tens = int(value)
    step = at + 2 if at + 1 < len(line) and line.words[at + 1] == "-" else at + 1
    unit = _unit(line, step) if tens in (20, 30) else 0
    return (tens + unit, step + 1) if unit and tens + unit <= most else (tens, at + 1)


def _unit(line: Line, at: int) -> int:
    if at >= len(line):
        return 0
    value = value_of(line.lows[at])
    return _ORDINALS.get(line.lows[at], 0) % 10 or (int(value) if value and len(value) == 1 else 0)


def _skip(line: Line, at: int) -> int:
    """Past `of`, `of the`, `del`, a comma or a hyphen."""
    place = at
    while place < min(len(line), at + 2) and line.lows[place] in _LINKS:
        place += 1
    return place


def _with_year(line: Line, first: int, last: int, day: int, month: int) -> Date:
    place = _skip(line, last + 1)
    values: list[str] = []
    end = last
    while place < len(line) and len(values) < 4:
        value = value_of(line.lows[place])
        if value is None and not (values and line.words[place] == "-"):
            break
        if value is not None:
            values.append(value)
            end = place
            year = _year(values)
            following = value_of(line.lows[place + 1]) if place + 1 < len(line) else None
            if _OLDEST <= year <= 2030 and (following is None or _year([*values, following]) == 0):
                return Date(first, end, day, month, year)
        place += 1
    return Date(first, last, day, month, 0)


def _year(values: list[str]) -> int:
    """`["19", "53"]`, `["1990"]`, `["42"]`, `["2000", "13"]` -> the year; 0 when it is none."""
    if len(values) > 1 and len(values[0]) == 4 and values[0].endswith("00"):
        rest = compose(values[1:])
        return int(values[0]) + int(rest) if len(rest) <= 2 else 0
    text = compose(values)
    if len(text) == 5 and values[0] == "1000":
        return 0
    return _century(int(text)) if len(text) in (2, 4) else 0


def _century(year: int) -> int:
    """Two digits mean the last hundred years: up to 25 this century, the rest the one before."""
    if year >= 100:
        return year
    return 2000 + year if year <= 25 else 1900 + year
