"""Chooses the passages that show a judgement: turns first, then the sentence inside the turn. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.understanding import Evidence
from qa_service.understand.segments import Segment

Span = tuple[int, int]
MOST_PASSAGES = 3
NEAR_BEST = 0.6
"""A turn is shown beside the best one when it scores at least this share of it."""
CUE_BONUS = 2.0
"""A sentence that holds a cue of the label is preferred over one that only sounds like it."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Text of one turn with its sentences and where cues of the wanted label lie."""

    text: str
    sentences: Sequence[Span]
    cues: Sequence[Span] = ()


def turns_above(scores: NDArray[np.float32], allowed: Sequence[int], least: float) -> list[int]:
    """The allowed turns that score at least `least`, in order; the best one when none does."""
    above = [i for i in allowed if scores[i] >= least]
    return above or [max(allowed, key=lambda i: scores[i])]


def leading_turns(scores: NDArray[np.float32], allowed: Sequence[int], most: int = MOST_PASSAGES) -> list[int]:
    """The best allowed turns, in order: the best, and those near it."""
    ranked = sorted(allowed, key=lambda i: -scores[i])[:most]
    return sorted(i for i in ranked if scores[i] >= NEAR_BEST * scores[ranked[0]])


def best_piece(turn: int, pieces: Sequence[Segment], scores: NDArray[np.float32]) -> Span:
    """Where in the turn the piece lies that scores highest."""
    own = [number for number, piece in enumerate(pieces) if piece.turn == turn]
    best = pieces[max(own, key=lambda number: scores[number])]
    return best.start, best.end


def inside(sentences: Sequence[Span], within: Span | None) -> Sequence[Span]:
    """The sentences whose middle lies within a stretch, or else the stretch itself; all of them without one.

    Sentences and pieces are cut by different hands: a line break may belong to the one before or after.
    """
    if within is None:
        return sentences
    return [(start, end) for start, end in sentences if within[0] <= (start + end) / 2 < within[1]] or [within]


def passage(turn: int, passages: Passages, score: Callable[[Sequence[str]], NDArray[np.float32]]) -> Evidence:
    """The sentence of the turn that best shows the label, without blanks around it; the whole turn when it is one."""
    text = passages.text
    spans = [(a, b) for a, b in passages.sentences if text[a:b].strip()] or [(0, len(text))]
    best = spans[0]
    if len(spans) > 1:
        values = score([text[a:b] for a, b in spans])
        bonus = [CUE_BONUS * any(a <= start < b for start, _ in passages.cues) for a, b in spans]
        best = spans[int(np.argmax(values + np.array(bonus, np.float32)))]
    return Evidence(turn, *_trimmed(text, best))


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
