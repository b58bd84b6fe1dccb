"""A head over the turns of one or several parties: one score a turn, and one for the interaction.

An interaction's score is the soft maximum of its turns' scores: few turns show what a criterion asks for (multiple
instances; the pooling is that of Boyd & Vandenberghe, "Convex Optimization", 3.1.5, over the number of turns).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_service.scoring.learned.inputs import WHOLE, Array, TurnInputs

SHARPNESS: Final = 5.0
"""Of the soft maximum: at 0 it is the mean of the turns, at infinity the strongest of them."""
CHANCES_COUNT, WORDS_COUNT, WHOLE_COUNT = 0.5, 0.7, 0.3
"""How far the heads' chances, the words and the interaction as a whole count beside the vectors (1)."""


class Pooled(NamedTuple):
    """The score of an interaction, and the score of each of its turns."""

    score: float
    turns: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TurnHead:
    """`weight` of the vectors, the chances and the rows of words, in this order; `centre` and `spread` of the first two
    over the turns that were learned from, `rarity` of each row (0: not seen in two turns). `whole_*`: the same of the
    interaction as a whole.
    """

    centre: Array
    spread: Array
    rarity: Array
    weight: Array
    whole_centre: Array
    whole_spread: Array
    whole_weight: Array
    bias: float

    def score(self, inputs: TurnInputs, whole: Array) -> Pooled:
        """Log-odds up to scale and shift; without turns what the whole says."""
        width = inputs.vectors.shape[1]
        dense = dense_inputs(inputs, self.centre, self.spread)
        turns = (dense @ self.weight[: dense.shape[1]]).astype(np.float64)
        turns += word_scores(inputs.rows, self.rarity, self.weight[width + inputs.chances.shape[1] :])
        about = whole_inputs(whole, self.whole_centre, self.whole_spread) @ self.whole_weight
        return Pooled(soft_maximum(turns) + float(about) + self.bias, turns)


def dense_inputs(inputs: TurnInputs, centre: Array, spread: Array) -> Array:
    """(turns, width + names): vectors of length one, and chances of about `CHANCES_COUNT`."""
    width, names = inputs.vectors.shape[1], inputs.chances.shape[1]
    vectors = (inputs.vectors - centre[:width]) / spread[:width]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    chances = (inputs.chances - centre[width:]) / spread[width:]
    return np.hstack([vectors, chances * np.float32(CHANCES_COUNT / np.sqrt(max(names, 1)))])


def whole_inputs(whole: Array, centre: Array, spread: Array) -> Array:
    """(..., WHOLE) of about `WHOLE_COUNT`."""
    return np.asarray((whole - centre) / spread * np.float32(WHOLE_COUNT / np.sqrt(WHOLE)), np.float32)


def word_scores(rows: Sequence[Sequence[int]], rarity: Array, weight: Array) -> NDArray[np.float64]:
    """What the words of each turn add; the rows of a turn together have the length `WORDS_COUNT`."""
    owner = np.repeat(np.arange(len(rows)), [len(turn) for turn in rows])
    flat = np.fromiter((row for turn in rows for row in turn), np.int64, len(owner))
    rare = rarity[flat].astype(np.float64)
    total = np.bincount(owner, rare * weight[flat], len(rows))
    return np.asarray(WORDS_COUNT * total / (np.sqrt(np.bincount(owner, rare**2, len(rows))) + 1e-9))


def soft_maximum(turns: NDArray[np.float64]) -> float:
    """The logarithm of the mean of exponentials, 0 of nothing."""
    if not len(turns):
        return 0.0
    top = float(turns.max())
    return top + float(np.log(np.exp(SHARPNESS * (turns - top)).mean())) / SHARPNESS
