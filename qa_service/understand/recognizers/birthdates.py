"""Dates of birth: a date that the words around call so, or one that is complete and too old for anything else; and
whatever piece of a date answers a question for one."""

from collections.abc import Collection, Sequence
from functools import partial

from qa_service.understand.recognizers import date_parts, dates, open_questions
from qa_service.understand.recognizers.date_parts import DatePart
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.numerals import value_of
from qa_service.understand.recognizers.text_line import Hit, TextLine

Day = tuple[int, int]
"""Day and month: what is repeated when a date of birth is read back."""

_NEWEST_WITHOUT_CUE = 2005
_LOOK_BACK = 8
_PERSON_REACH = 4
_AGES = frozenset(("fa", "fatto", "compie", "compiuto", "compio", "faccio", "festeggia"))
_MARKS = frozenset(",.;:-")
_LONGEST_QUESTION = 12
_CENTURY_TOO = 4
_LONGEST_AGE = 2


def speaks_of_birth(line: TextLine) -> bool:
    """Whether the line asks for, or tells, a date of birth."""
    return any(map(partial(_is_birth, line), range(len(line))))


def _tells_birth(lows: Sequence[str]) -> bool:
    """Whether words speak of birth: `born`, `turned ninety`."""
    turns = cues("birthdates", "turns")
    return any(
        low in cues("birthdates", "born")
        or (low in turns and at + 1 < len(lows) and len(value_of(lows[at + 1]) or "000") <= _LONGEST_AGE)
        for at, low in enumerate(lows)
    )


def _is_birth(line: TextLine, at: int) -> bool:
    """Whether a word for birth stands here: `nata`, `ha fatto gli anni`."""
    ages = line.lows[at] == "anni" and line.lows[max(0, at - 1) : at] == ["gli"]
    return _tells_birth(line.lows[at : at + 2]) or (ages and not _AGES.isdisjoint(line.lows[max(0, at - 3) : at]))


def _is_of_year(line: TextLine, at: int) -> bool:
    """Whether `è del`, `sono della` ends before a year that somebody is of: `mia figlia è del duemilaquattro`."""
    of = at if line.lows[at] in ("del", "dell") else at - 1
    told = of > 0 and line.lows[of] in ("del", "dell") and line.lows[of - 1] in ("è", "sono", "era")
    before = line.lows[max(0, of - 1 - _PERSON_REACH) : max(0, of - 1)]
    return told and not (cues("names", "relatives") | {"io"}).isdisjoint(before)


def find(line: TextLine, expected: bool, earlier_days: Collection[Day]) -> tuple[list[Hit], list[Day]]:
    """Dates of birth and their days. `expected`: an earlier turn asked for one; `earlier_days`: days already found."""
    hits, days = [], []
    likely = expected or bool(earlier_days) or speaks_of_birth(line)
    for date in dates.find(line, numbers_alone=likely):
        cued = expected or any(_is_birth(line, at) for at in range(max(0, date.first - _LOOK_BACK), date.first))
        old = dates.OLDEST <= date.year <= _NEWEST_WITHOUT_CUE
        if cued or old or (date.day, date.month) in earlier_days:
            first = _corrected(line, date.first) if cued else date.first
            hits.append(line.hit(first, date.last, "DATE_OF_BIRTH", 0.9 if cued else 0.7))
            days.append((date.day, date.month))
    return hits + _years(line, hits), days


def _corrected(line: TextLine, first: int) -> int:
    """The first token of a day that the date at `first` corrects: `il dodici, no scusi, il tredici maggio`."""
    place, told = first - 1, False
    while (
        place > 0 and first - place <= _LOOK_BACK and line.lows[place] in cues("addresses", "before_corrected") | _MARKS
    ):
        told = told or line.lows[place] in cues("addresses", "corrects")
        place -= 1
    value = value_of(line.lows[place]) if place >= 0 else None
    return place if told and value is not None and len(value) <= 2 else first


def _years(line: TextLine, hits: Sequence[Hit]) -> list[Hit]:
    """`nata nel 1952`, `born in fifty two`, `classe 1952`: years right after a word for birth."""
    return [
        line.hit(part.first, part.last, "DATE_OF_BIRTH", 0.8)
        for part in date_parts.find(line)
        if _is_year(line, part)
        and (_follows_birth(line, part.first) or _is_of_year(line, part.first))
        and not any(hit.start < line.ends[part.last] and line.starts[part.first] < hit.end for hit in hits)
    ]


def _is_year(line: TextLine, part: DatePart) -> bool:
    year = dates.year_of(line.lows[part.first : part.last + 1])
    return dates.OLDEST <= year <= dates.LATEST


def _is_whole_year(line: TextLine, part: DatePart) -> bool:
    """Whether a part is a year with its century: `nineteen seventy one`, `1971`."""
    return _is_year(line, part) and (part.numbers > 1 or len(line.lows[part.first]) == _CENTURY_TOO)


def _follows_birth(line: TextLine, at: int) -> bool:
    """Whether only `nel`, `in the year` and the like stand between a word for birth and token `at`."""
    while at and line.lows[at - 1] in cues("birthdates", "before_years"):
        at -= 1
        if line.lows[at] == "classe":
            return True
    return at > 0 and line.lows[at - 1] in cues("birthdates", "born")


def answering(lines: Sequence[TextLine], hits: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """`hits` with the pieces of dates that answer a question for a date of birth: `the fifth`, `quarantadue`."""
    result = [list(line_hits) for line_hits in hits]
    topics = [True if asks(line) and not line_hits else None for line, line_hits in zip(lines, hits, strict=True)]

    def answered(at: int, _topic: bool, _begun: bool) -> bool:
        return bool(_pieces(lines[at]))

    for at, *_ in open_questions.turns(lines, topics, answered):
        result[at] = _joined(lines[at], result[at], _pieces(lines[at]))
    return result


def asks(line: TextLine) -> bool:
    """Whether a line asks for a date of birth: speaks of one in few words, or with a question mark or a request."""
    if any(line.lows[at : at + 3] == ["di", "che", "anno"] for at in range(len(line))):
        return True
    if not speaks_of_birth(line):
        return False
    requests = cues("open_questions", "requests")
    return len(line) <= _LONGEST_QUESTION or "?" in line.words or not requests.isdisjoint(line.lows)


def _pieces(line: TextLine) -> list[DatePart]:
    parts = date_parts.find(line)
    if date_parts.alone(line, parts):
        return parts
    return [part for part in parts if part.named or _stands_first(line, part) or _is_whole_year(line, part)]


def _stands_first(line: TextLine, part: DatePart) -> bool:
    """Whether a turn begins with an ordinal or several numbers, and a mark comes after."""
    told = part.numbers > 1 or any(map(dates.is_ordinal, line.lows[part.first : part.last + 1]))
    ended = part.last + 1 == len(line) or not line.words[part.last + 1][0].isalnum()
    return told and ended and open_questions.only_leads(line, 0, part.first)


def _joined(line: TextLine, hits: list[Hit], parts: list[DatePart]) -> list[Hit]:
    """`hits` and the parts, each hit that lies within a part given up for it."""
    wider = [line.hit(part.first, part.last, "DATE_OF_BIRTH", 0.9) for part in parts]
    kept = [hit for hit in hits if not any(part.start <= hit.start and hit.end <= part.end for part in wider)]
    return kept + [part for part in wider if not any(hit.start < part.end and part.start < hit.end for hit in kept)]
