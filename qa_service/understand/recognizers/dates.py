"""Reads dates, written and spoken, Italian and English, day first."""

import re
from typing import NamedTuple

from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.numerals import compose, joint, value_of
from qa_service.understand.recognizers.text_line import TextLine

_MONTH_NAMES = (
    "gennaio january jan gen", "febbraio february feb febb", "marzo march mar", "aprile april apr", "maggio may mag",
    "giugno june jun giu", "luglio july jul lug", "agosto august aug ago", "settembre september sept sep set",
    "ottobre october oct ott", "novembre november nov", "dicembre december dec dic",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_ORDINAL_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES.split(), start=1)} | {
    "primo": 1,
    "thirtieth": 30,
}
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\w/-]|\.\d)")
_SUFFIX = re.compile(r"(?<=\d)(?:st|nd|rd|th|°|º)$")
_ISO = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\w/-]|\.\d)")
OLDEST = 1905
LATEST = 2035
_THIS_CENTURY = 25


class DateSpan(NamedTuple):
    """Tokens `first` to `last` name this day; `year` is 0 where none was said."""

    first: int
    last: int
    day: int
    month: int
    year: int


def find(line: TextLine, numbers_alone: bool = False) -> list[DateSpan]:
    """All dates of a line, numeric ones first. `numbers_alone`: take `sette undici sessantuno` for a date too."""
    if not any(value_of(low) or low in _ORDINALS or low[0].isdecimal() for low in line.lows):
        return []
    figures = _numeric(line) if line.has_digits else []
    dates = list(figures)
    at = 0
    while at < len(line):
        date = _worded(line, at, numbers_alone)
        if date is None:
            at += 1
            continue
        if not any(known.first <= date.last and date.first <= known.last for known in figures):
            dates.append(date)
        at = date.last + 1
    return dates


def covers(line: TextLine, first: int, last: int) -> bool:
    """Whether tokens `first` to `last`, all of them numbers, are a date with its year: `dodici zero tre 2024`."""
    day, after = _small(line, first, 31)
    if after < last and line.lows[after] in cues("numerals", "zero") | {"zero", "0"}:
        after += 1
    month, end = _small(line, after, 12) if day else (0, 0)
    return bool(month) and (date := _with_year(line, first, end - 1, day, month)).year > 0 and date.last >= last


def is_ordinal(low: str) -> bool:
    """Whether a lower-case word is the ordinal of a day: `fifth`, `primo`, `3rd`."""
    return low in _ORDINALS or bool(low[0].isdecimal() and _SUFFIX.search(low))


def _numeric(line: TextLine) -> list[DateSpan]:
    dates = []
    figures = [(match, match[1], match[2], match[3]) for match in _NUMERIC.finditer(line.text)]
    figures += [(match, match[3], match[2], match[1]) for match in _ISO.finditer(line.text)]
    for match, *numbers in figures:
        day, month, year = map(int, numbers)
        if month > 12 >= day:
            day, month = month, day
        first, last = line.token_from(match.start()), line.token_to(match.end())
        if 1 <= day <= 31 and 1 <= month <= 12 and first is not None and last is not None:
            dates.append(DateSpan(first, last, day, month, _century(year)))
    return dates


def _worded(line: TextLine, at: int, numbers_alone: bool) -> DateSpan | None:
    """A date that begins at token `at`: day, then month by name or number, then the year if said; or month first."""
    day, after = _small(line, at, 31)
    if not day:
        return _month_first(line, at)
    place = _past_links(line, after)
    if place < len(line) and line.lows[place] in MONTHS and not (line.cased and line.words[place] == "may"):
        return _with_year(line, at, place, day, MONTHS[line.lows[place]])
    linked = place > after and line.lows[after] in ("of", "the", "del", "dell", "di")
    slashed = place < len(line) and line.lows[after] in cues("birthdates", "slashes")
    if linked or (numbers_alone and (place == after or slashed)):
        month, end = _small(line, place, 12)
        date = _with_year(line, at, end - 1, day, month) if month else None
        return date if date is not None and date.year else None
    return None


def _month_first(line: TextLine, at: int) -> DateSpan | None:
    """`March 14 1989`, `March the fourteenth`."""
    if line.lows[at] not in MONTHS or at + 1 >= len(line):
        return None
    if _begins_year(line, at + 1):
        return None
    day, after = _small(line, _past_links(line, at + 1), 31)
    date = _with_year(line, at, after - 1, day, MONTHS[line.lows[at]]) if day else None
    return date if date is not None and (date.year or line.words[at][0].isupper()) else None


def _begins_year(line: TextLine, at: int) -> bool:
    """Whether the words from `at` on are a year of this century in two halves, no day: `twenty twenty seven`."""
    values = [value_of(low) or "" for low in line.lows[at : at + 3]]
    return len(values) > 1 and values[:2] == ["20", "20"] and (len(values) == 2 or len(values[2]) == 1)


def _small(line: TextLine, at: int, most: int) -> tuple[int, int]:
    """A number 1..`most` at this token and the token after it; (0, at) when there is none."""
    if at >= len(line):
        return 0, at
    low = line.lows[at]
    value = value_of(_SUFFIX.sub("", low) if low[0].isdecimal() else low)
    number = _ORDINALS.get(low) or (int(value) if value and len(value) <= 2 else 0)
    if not 1 <= number <= most:
        return 0, at
    step = at + 2 if at + 1 < len(line) and line.words[at + 1] == "-" else at + 1
    unit = _unit(line, step) if number in (20, 30) else 0
    return (number + unit, step + 1) if unit and number + unit <= most else (number, at + 1)


def _unit(line: TextLine, at: int) -> int:
    """The unit that completes `twenty`: `one`, `first`; 0 when there is none."""
    if at >= len(line):
        return 0
    value = value_of(line.lows[at])
    return _ORDINALS.get(line.lows[at], 0) % 10 or (int(value) if value and len(value) == 1 else 0)


def _past_links(line: TextLine, at: int) -> int:
    """Past `of`, `of the`, `del`, a comma or a hyphen."""
    place = at
    while place < min(len(line), at + 2) and line.lows[place] in cues("birthdates", "links"):
        place += 1
    return place


def _with_year(line: TextLine, first: int, last: int, day: int, month: int) -> DateSpan:
    """The date with the longest run of number words after it that makes a year."""
    place, best = _past_links(line, last + 1), DateSpan(first, last, day, month, 0)
    values: list[str] = []
    while place < len(line) and len(values) < 4:
        value = value_of(line.lows[place])
        if value is None and not (values and line.words[place] == "-"):
            break
        if value is not None:
            values.append(value)
            year = _year(values)
            if OLDEST <= year <= LATEST:
                best = DateSpan(first, place, day, month, year)
        place += 1
    return best if not _goes_on(line, best.last) else DateSpan(first, last, day, month, 0)


def _goes_on(line: TextLine, last: int) -> bool:
    """Whether `e novanta` follows: then the number before it was a price."""
    after = line.lows[last + 1 : last + 3]
    return len(after) == 2 and after[0] in ("e", "and", "virgola", "point") and value_of(after[1]) is not None


def _year(values: list[str]) -> int:
    """`["19", "53"]`, `["1990"]`, `["42"]`, `["2000", "13"]` -> the year; 0 when it is none."""
    whole = _whole(values)
    if len(whole) == 4:
        return int(whole)
    if len(values) > 1 and len(values[0]) == 4 and values[0].endswith("00"):
        units = compose(values[1:])
        return int(values[0]) + int(units) if len(units) <= 2 else 0
    if len(values) > 1 and values[1] == "000":  # two thousand (and) five
        units = compose(values[2:]) or "0"
        return int(values[0]) * 1000 + int(units) if len(values[0]) == 1 and len(units) <= 2 else 0
    text = compose(values)
    return _century(int(text)) if len(text) in (2, 4) else 0


def year_of(lows: list[str]) -> int:
    """The year that these words name, and nothing else; 0 for none. The `nel` of `nel cinquantadue` adds nothing."""
    values = [value_of(low) or "" for low in lows if low[0].isalnum() and low not in cues("birthdates", "before_years")]
    return _year(values) if values and all(values) else 0


def _whole(values: list[str]) -> str:
    """The one number of four digits that several words make: `mille novecento settantacinque`; "" for none. Many say
    `mille nove` for 1900."""
    if values[:1] == ["1009"] or values[:2] == ["1000", "9"]:
        values = ["1900", *values[1 if values[0] == "1009" else 2 :]]
    number = values[0]
    for value in values[1:]:
        number = joint(number, value)
        if not number:
            return ""
    return number if len(values) > 1 and len(number) == 4 else ""


def _century(year: int) -> int:
    """Two digits mean the last hundred years: up to 25 this century, the rest the one before."""
    if year >= 100:
        return year
    return 2000 + year if year <= _THIS_CENTURY else 1900 + year
