"""Which numbers count, price, date or cite something: quantities with their unit, and long lists that are no code."""

import re
from itertools import pairwise

from qa_service.understand.recognizers import dates
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.runs import Run, parted
from qa_service.understand.recognizers.text_line import TextLine

_LOOK_BACK = 4
_MOST_CITED = 8
_MOST_PRICED = 6
_MOST_NUMBERS = 3
_DICTATED = 6
_THING_REACH = 2
_FLIGHT = re.compile(r"[A-Z\d]{2}\d{2,4}")
_FULL_MARKS = frozenset(("10", "20", "25", "30", "40", "50", "60", "75", "80", "100", "110", "120", "150", "200"))


def measured(line: TextLine, last: int) -> bool:
    """Whether a unit follows token `last`: then the number before it is a quantity."""
    after = line.lows[last + 1] if last + 1 < len(line) else ""
    return after in cues("codes", "measures") or after in dates.MONTHS


def measured_after(line: TextLine, last: int) -> bool:
    """Whether a unit other than a month follows token `last`."""
    return line.lows[last + 1] in cues("codes", "measures") if last + 1 < len(line) else False


def set_apart(line: TextLine, runs: list[Run]) -> list[Run]:
    """The runs with their last number as a run of its own where it is a quantity: `348 611, venti euro`."""
    split_runs: list[Run] = []
    for run in runs:
        dictated = run.spoken and run.singles >= _DICTATED
        split_runs += parted(line, run) if measured(line, run.last) and not dictated else [run]
    return split_runs


def harmless(line: TextLine, run: Run, cued: bool) -> bool:
    """Whether a long run counts, prices, dates or cites something. `cued`: words around or a question call for a code;
    then round and successive numbers are taken for one."""
    before = line.lows[max(0, run.first - _LOOK_BACK) : run.first]
    values = [number.digits for number in run.numbers]
    if not all(map(str.isdecimal, values)):
        return False
    year_of_month = before[-1:] and before[-1] in dates.MONTHS and _years([run.code])
    if year_of_month or _years(values) or _is_date(line, run, before):
        return True
    if _is_mark(line, run) and not cued:
        return True
    cites = run.digits <= _MOST_CITED and not cues("quantities", "cited").isdisjoint(before)
    few = len(values) <= _MOST_NUMBERS
    prices = few and run.digits <= _MOST_PRICED and not cues("quantities", "prices").isdisjoint(before)
    times = (
        few
        and run.singles < 3
        and all(_is_hour(value) for value in values)
        and not cues("quantities", "times").isdisjoint(before)
    )
    return cites or prices or times or (not cued and listed(values))


def names_a_thing(line: TextLine, run: Run, cued: bool) -> bool:
    """Whether letters and digits written in one name a flight, a discount or, where nothing calls for a code, a model:
    `il volo FR1284`, `codice sconto ESTATE25`, `la lavatrice Bosch WAN24268II`."""
    if run.first != run.last or not run.letters or run.first == 0:
        return False
    before = line.lows[max(0, run.first - _THING_REACH) : run.first]
    if before[-1] in cues("quantities", "flights") and _FLIGHT.fullmatch(run.code):
        return True
    if not cues("quantities", "discounts").isdisjoint(before):
        return True
    named = before[-1].isalpha() and before[-1] not in ("is", "è")
    return named and not cued and not cues("quantities", "products").isdisjoint(before)


def _is_mark(line: TextLine, run: Run) -> bool:
    """`68/100`: what somebody scored of what there was."""
    written = line.text[line.starts[run.first] : line.ends[run.last]]
    score, slash, most = written.partition("/")
    return bool(slash) and most in _FULL_MARKS and score.isdecimal() and len(score) <= len(most)


def listed(values: list[str]) -> bool:
    """Whether numbers make a list rather than a code: years, a few tens or hundreds, a few that follow each other."""
    few = len(values) <= _MOST_NUMBERS and all(map(str.isdecimal, values))
    return _years(values) or (few and (_round(values) or _successive(values)))


def _years(values: list[str]) -> bool:
    return all(len(value) == 4 and value[:2] in ("19", "20") for value in values)


def _is_date(line: TextLine, run: Run, before: list[str]) -> bool:
    """Whether the whole run is a date: with a year in full, or after a word that leads to one."""
    if not 2 < len(run.numbers) < 6:
        return False
    led = run.numbers[-1].digits[:2] in ("19", "20") and len(run.numbers[-1].digits) == 4
    if not (led or (before and before[-1] in cues("quantities", "before_dates"))):
        return False
    return dates.covers(line, run.first, run.last)


def _is_hour(value: str) -> bool:
    """An hour or minutes, not said with a zero before it."""
    return len(value) <= 2 and int(value) < 60 and (value[0] != "0" or value == "00")


def _round(values: list[str]) -> bool:
    """`duecento, trecento`: nobody dictates a code in tens alone."""
    return all(len(value) > 1 and value[-1] == "0" and value[0] != "0" for value in values)


def _successive(values: list[str]) -> bool:
    """`12, 13, 14`."""
    numbers = [int(value) for value in values if len(value) == 2]
    return len(numbers) == len(values) and all(b - a == 1 for a, b in pairwise(numbers))
