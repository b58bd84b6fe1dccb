"""Fits a head over turns to answers on whole interactions (multiple-instance learning).

Logistic loss of the soft maximum of the turns' scores, ridge on all weights, yes and no counting the same. Turns are
centred and scaled by those that are learned from; in trials whitening them, or pooling before the head, was worse
(docs/decisions/learned-criteria.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from qa_service.learning.descent import Floats, least
from qa_service.scoring.learned.head import (
    SHARPNESS,
    WORDS_COUNT,
    TurnHead,
    dense_inputs,
    whole_inputs,
)
from qa_service.scoring.learned.inputs import ROWS, Array, TurnInputs

RIDGE: Final = 0.1
STEPS: Final = 25
FEWEST_TURNS: Final = 2
"""A word counts once it is said in so many turns."""
_LEAST_SPREAD = np.float32(1e-3)


class Sample(NamedTuple):
    """Interactions as a head sees them: their turns, (n, WHOLE) of each as a whole, and (n,) the answers."""

    views: Sequence[TurnInputs]
    wholes: Array
    answers: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.int64]) -> "Sample":
        """Some of them."""
        return Sample([self.views[number] for number in chosen], self.wholes[chosen], self.answers[chosen])


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the inputs of a head are measured by."""

    centre: Array
    spread: Array
    rarity: Array
    whole_centre: Array
    whole_spread: Array

    @classmethod
    def of(cls, sample: Sample) -> Self:
        vectors = np.vstack([view.vectors for view in sample.views])
        dense = np.hstack([vectors, np.vstack([view.chances for view in sample.views])])
        counts = np.bincount([row for view in sample.views for turn in view.rows for row in turn], minlength=ROWS)
        rarity = np.log((len(dense) + 1) / (counts + 1)) + 1
        return cls(
            dense.mean(axis=0),
            np.maximum(dense.std(axis=0), _LEAST_SPREAD),
            np.where(counts >= FEWEST_TURNS, rarity, 0).astype(np.float16).astype(np.float32),
            sample.wholes.mean(axis=0),
            np.maximum(sample.wholes.std(axis=0), _LEAST_SPREAD),
        )


def fit(sample: Sample) -> TurnHead:
    """The head; there must be answers of both kinds, and a turn with words in some interaction."""
    scale = _Scale.of(sample)
    rows = np.flatnonzero(scale.rarity)
    dense = np.vstack([dense_inputs(view, scale.centre, scale.spread) for view in sample.views])
    turns = np.hstack([dense, _words(sample, scale.rarity, rows)])
    about = whole_inputs(sample.wholes, scale.whole_centre, scale.whole_spread)
    owner = np.repeat(np.arange(len(sample.views)), [len(view.numbers) for view in sample.views])
    problem = _Pooled(turns, owner, about, sample.answers)
    found = least(problem, np.zeros(turns.shape[1] + about.shape[1] + 1), STEPS).astype(np.float32)
    width = dense.shape[1]
    weight = np.zeros(width + ROWS, np.float32)
    weight[:width] = found[:width]
    weight[width + rows] = found[width : turns.shape[1]].astype(np.float16)
    return TurnHead(
        scale.centre,
        scale.spread,
        scale.rarity,
        weight,
        scale.whole_centre,
        scale.whole_spread,
        found[turns.shape[1] : -1],
        float(found[-1]),
    )


def _words(sample: Sample, rarity: Array, rows: NDArray[np.int64]) -> Array:
    """(turns, rows): what is said in each turn of these rows, by their rarity and of length `WORDS_COUNT`."""
    said = [turn for view in sample.views for turn in view.rows]
    place = np.full(ROWS, -1)
    place[rows] = np.arange(len(rows))
    table = np.zeros((len(said), len(rows)), np.float32)
    for number, turn in enumerate(said):
        chosen = np.array(turn, np.int64)
        shares = WORDS_COUNT * rarity[chosen] / (float(np.linalg.norm(rarity[chosen])) + 1e-9)
        counts = place[chosen] >= 0
        table[number, place[chosen[counts]]] = shares[counts]
    return table


class _Pooled:
    """The loss and its gradient; `turns` (turns, inputs), `owner` the interaction of each, `about` (n, WHOLE)."""

    def __init__(self, turns: Array, owner: NDArray[np.int64], about: Array, answers: NDArray[np.bool_]) -> None:
        self._turns, self._owner, self._about = turns, owner, about
        self._answers = answers.astype(np.float64)
        self._turn_counts = np.bincount(owner, minlength=len(answers)).astype(np.float64)
        share = self._answers.mean()
        self._weights = np.where(answers, 0.5 / share, 0.5 / (1 - share))

    def __call__(self, point: Floats) -> tuple[float, Floats]:
        width = self._turns.shape[1]
        weight, whole = point[:width], point[width:-1]
        pooled, shares = self._pool((self._turns @ weight.astype(np.float32)).astype(np.float64))
        odds = pooled + self._about @ whole + point[-1]
        loss = float(self._weights @ (np.logaddexp(0, odds) - self._answers * odds))
        miss = self._weights * (0.5 * (1 + np.tanh(odds / 2)) - self._answers)
        by_turn = (shares * miss[self._owner]).astype(np.float32) @ self._turns
        gradient = np.concatenate([by_turn + RIDGE * weight, miss @ self._about + RIDGE * whole, [miss.sum()]])
        return loss + RIDGE / 2 * float(weight @ weight + whole @ whole), gradient

    def _pool(self, scores: Floats) -> tuple[Floats, Floats]:
        """The soft maximum of each interaction's turns, and the share that each turn has in it."""
        top = np.full(len(self._turn_counts), -np.inf)
        np.maximum.at(top, self._owner, scores)
        top = np.where(self._turn_counts > 0, top, 0.0)
        raised = np.exp(SHARPNESS * (scores - top[self._owner]))
        total = np.bincount(self._owner, raised, len(self._turn_counts))
        mean = np.where(self._turn_counts > 0, total / np.maximum(self._turn_counts, 1), 1.0)
        return top + np.log(mean) / SHARPNESS, raised / total[self._owner]
