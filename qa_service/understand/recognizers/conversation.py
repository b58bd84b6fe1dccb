"""All recognisers over all turns of an interaction, with its memory: what was asked before, what was found before."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import chain

from qa_service.understand.recognizers import (
    across,
    addresses,
    birthdates,
    card_security,
    codes,
    emails,
    names,
    quantities,
    runs,
)
from qa_service.understand.recognizers.codes import Found
from qa_service.understand.recognizers.lines import Hit, TextLine
from qa_service.understand.recognizers.runs import Run

_CODES_BACK = 3
_QUESTIONS_BACK = 2


def find(lines: Sequence[TextLine], model: names.Model) -> list[list[Hit]]:
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
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.score, h.start - h.end)):
        first = bisect_right(kept, hit.start, key=lambda other: other.end)
        last = bisect_left(kept, hit.end, lo=first, key=lambda other: other.start)
        pieces = [hit]
        for other in kept[first:last]:
            pieces = [part for piece in pieces for part in _outside(piece, other)]
        for piece in pieces:
            if any(map(str.isalnum, text[piece.start : piece.end])):
                insort(kept, piece)
    return kept


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
    found = [
        codes.classify(
            line,
            own,
            _nearest_first(spoken_of[max(0, at - _CODES_BACK) : at]),
            any(ending[max(0, at - _QUESTIONS_BACK) : at]),
        )
        for at, (line, own) in enumerate(zip(lines, spelled, strict=True))
    ]
    return [
        [line.hit(item.run.first, item.run.last, item.kind, item.sure) for item in items]
        for line, items in zip(lines, codes.agree(spelled, _widened(lines, spelled, found)), strict=True)
    ]


def _widened(
    lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]], found: Sequence[list[Found]]
) -> list[list[Found]]:
    """The finds with what only several turns together tell."""
    return card_security.add(lines, spelled, across.join(lines, spelled, found))


def _nearest_first(types: Sequence[Sequence[str]]) -> list[str]:
    """The types of earlier lines, those of the line just before first, each once."""
    return list(dict.fromkeys(chain.from_iterable(reversed(types))))


def _birthdates(lines: Sequence[TextLine]) -> list[list[Hit]]:
    asking = [birthdates.speaks_of_birth(line) for line in lines]
    known: set[birthdates.Day] = set()
    found = []
    for at, line in enumerate(lines):
        hits, days = birthdates.find(line, any(asking[max(0, at - _QUESTIONS_BACK) : at]), known)
        known.update(days)
        found.append(hits)
    return found


def _addresses(lines: Sequence[TextLine]) -> list[list[Hit]]:
    asking = [addresses.asks(line) for line in lines]
    return [addresses.find(line, any(asking[max(0, at - _QUESTIONS_BACK) : at])) for at, line in enumerate(lines)]
