"""Dates of birth: a date that the words around call so, or one that is complete and too old for anything else."""

from collections.abc import Collection

from qa_service.understand.recognizers import dates
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.text_line import Hit, TextLine

Day = tuple[int, int]
"""Day and month: what is repeated when a date of birth is read back."""

_NEWEST_WITHOUT_CUE = 2005
_LOOK_BACK = 8


def speaks_of_birth(line: TextLine) -> bool:
    """Whether the line asks for, or tells, a date of birth."""
    return any(low in cues("birthdates", "born") for low in line.lows)


def find(line: TextLine, expected: bool, earlier_days: Collection[Day]) -> tuple[list[Hit], list[Day]]:
    """Dates of birth and their days. `expected`: an earlier turn asked for one; `earlier_days`: days already found."""
    hits, days = [], []
    likely = expected or bool(earlier_days) or speaks_of_birth(line)
    for date in dates.find(line, numbers_alone=likely):
        before = line.lows[max(0, date.first - _LOOK_BACK) : date.first]
        cued = expected or any(low in cues("birthdates", "born") for low in before)
        old = dates.OLDEST <= date.year <= _NEWEST_WITHOUT_CUE
        if cued or old or (date.day, date.month) in earlier_days:
            hits.append(line.hit(date.first, date.last, "DATE_OF_BIRTH", 0.9 if cued else 0.7))
            days.append((date.day, date.month))
    return hits, days
