"""How unlike a conversation is to all that the models learned from. Pure.

The mean of its turn vectors is compared with those of the training conversations, in the directions in which these vary
most, each measured by its own spread (Mahalanobis distance in principal components; Lee and others 2018, "A simple
unified framework for detecting out-of-distribution samples").
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
DIRECTIONS: Final = 48


class Familiarity:
    """`arrays` holds `familiar/mean` (width,) and `familiar/scaled` (width, DIRECTIONS)."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._mean = arrays["familiar/mean"].astype(np.float32)
        self._scaled = arrays["familiar/scaled"].astype(np.float32)

    def distance(self, vectors: Array) -> float:
        """Of (turns, width) vectors: 1 is what is usual in training, twice as far is 2."""
        apart = (vectors.mean(axis=0) - self._mean) @ self._scaled
        return float(np.sqrt(np.mean(apart**2)))


def fit(means: Array) -> dict[str, Array]:
    """The arrays, from the mean vectors (conversations, width) of training."""
    centre = means.mean(axis=0)
    _, spread, directions = np.linalg.svd(means - centre, full_matrices=False)
    deviation = spread[:DIRECTIONS] / np.sqrt(len(means) - 1)
    return {"familiar/mean": centre, "familiar/scaled": (directions[:DIRECTIONS] / deviation[:, None]).T}
