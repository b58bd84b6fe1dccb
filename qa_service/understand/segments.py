"""Long turns in pieces, so that one sentence of a letter is seen for itself. Pure.

The vector of a turn is a mean over its words: in an e-mail of two hundred the one that hurts is lost in it. What is
said of an agent's turn is therefore looked for piece by piece; a short turn is one piece.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

LONGEST = 40
"""Words of a piece: a turn of so many is not cut, and a sentence of more is."""
SHORTEST = 8
"""Words under which a sentence stays with the one before ("Cordiali saluti")."""
_END = re.compile(r"(?<=[.!?…])[\s\"»”)]+|\n+")
_WORD = re.compile(r"\S+")


class Segment(NamedTuple):
    """Characters `start` to `end` of the text of turn `turn`."""

    turn: int
    start: int
    end: int


def segments(texts: Sequence[str]) -> tuple[Segment, ...]:
    """The pieces of all turns, in order; every turn has at least one."""
    return tuple(Segment(turn, *span) for turn, text in enumerate(texts) for span in spans(text))


def spans(text: str) -> list[tuple[int, int]]:
    """Where the pieces of one text lie: sentences, short ones joined to the one before, long ones cut."""
    if len(text.split()) <= LONGEST:
        return [(0, len(text))]
    joined: list[tuple[int, int]] = []
    for start, end in _sentences(text):
        if (
            joined
            and _words(text, *joined[-1]) + _words(text, start, end) <= LONGEST
            and (_words(text, start, end) < SHORTEST or _words(text, *joined[-1]) < SHORTEST)
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [piece for span in joined for piece in _cut(text, *span)]


def _sentences(text: str) -> list[tuple[int, int]]:
    starts = [0, *(end.end() for end in _END.finditer(text))]
    stops = [*starts[1:], len(text)]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if text[start:stop].strip()]


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One piece, or several of equal length where it is too long."""
    words = [word.start() for word in _WORD.finditer(text, start, end)]
    count = -(-len(words) // LONGEST)
    if count <= 1:
        return [(start, end)]
    firsts = [start, *(words[len(words) * k // count] for k in range(1, count))]
    return list(zip(firsts, [*firsts[1:], end], strict=True))
