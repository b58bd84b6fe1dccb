"""All recognisers over all turns of an interaction, with its memory: what was asked before, what was found before."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import chain

from qa_service.understand.recognizers import (
    addresses,
    birthdates,
    card_security,
    codes,
    emails,
    names,
    quantities,
    runs,
    split_numbers,
)
from qa_service.understand.recognizers.codes import PersonalCode
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import Hit, TextLine

_CODES_BACK = 3
_QUESTIONS_BACK = 2


def find(lines: Sequence[TextLine], model: names.NameModel) -> list[list[Hit]]:
    """The hits of each line, overlapping ones included."""
    hits = [
        coded + dated + emails.find(line) + line.unread()
        for line, coded, dated in zip(lines, _codes(lines), _birthdates(lines), strict=True)
    ]
    return [
        own + homes + called
        for own, homes, called in zip(hits, _addresses(lines), names.find(lines, model), strict=True)
    ]


def settle(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Sorted hits without overlap: the surest wins, then the longest; what sticks out of a loser stays hidden too."""
    settled: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.score, h.start - h.end)):
        first = bisect_right(settled, hit.start, key=lambda other: other.end)
        last = bisect_left(settled, hit.end, lo=first, key=lambda other: other.start)
        parts = [hit]
        for other in settled[first:last]:
            parts = [uncovered for part in parts for uncovered in _outside(part, other)]
        for part in parts:
            if any(map(str.isalnum, text[part.start : part.end])):
                insort(settled, part)
    return settled


def _outside(hit: Hit, other: Hit) -> list[Hit]:
    """The parts of `hit` that `other` does not cover."""
    if hit.end <= other.start or hit.start >= other.end:
        return [hit]
    before, after = hit._replace(end=other.start), hit._replace(start=other.end)
    return [part for part in (before, after) if part.start < part.end]


def _codes(lines: Sequence[TextLine]) -> list[list[Hit]]:
    spelled = [quantities.set_apart(line, runs.find(line)) for line in lines]
    spoken_of = [codes.cues(line) for line in lines]
    ending = [codes.asks_for_digits(line) for line in lines]
    personal_codes = [
        codes.classify(
            line,
            own,
            _nearest_first(spoken_of[max(0, at - _CODES_BACK) : at]),
            any(ending[max(0, at - _QUESTIONS_BACK) : at]),
        )
        for at, (line, own) in enumerate(zip(lines, spelled, strict=True))
    ]
    return [
        [line.hit(code.run.first, code.run.last, code.kind, code.sure) for code in line_codes]
        for line, line_codes in zip(lines, codes.agree(spelled, _widened(lines, spelled, personal_codes)), strict=True)
    ]


def _widened(
    lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]], personal_codes: Sequence[list[PersonalCode]]
) -> list[list[PersonalCode]]:
    """The codes with what only several turns together tell."""
    return card_security.add(lines, spelled, split_numbers.join(lines, spelled, personal_codes))


def _nearest_first(types: Sequence[Sequence[str]]) -> list[str]:
    """The types of earlier lines, those of the line just before first, each once."""
    return list(dict.fromkeys(chain.from_iterable(reversed(types))))


def _birthdates(lines: Sequence[TextLine]) -> list[list[Hit]]:
    asking = [birthdates.speaks_of_birth(line) for line in lines]
    earlier_days: set[birthdates.Day] = set()
    hits_by_line = []
    for at, line in enumerate(lines):
        hits, days = birthdates.find(line, any(asking[max(0, at - _QUESTIONS_BACK) : at]), earlier_days)
        earlier_days.update(days)
        hits_by_line.append(hits)
    return hits_by_line


def _addresses(lines: Sequence[TextLine]) -> list[list[Hit]]:
    asking = [addresses.asks(line) for line in lines]
    return [addresses.find(line, any(asking[max(0, at - _QUESTIONS_BACK) : at])) for at, line in enumerate(lines)]
