"""Weights in one byte each."""

import numpy as np

from qa_service.understand.companding import pack, unpack

RNG = np.random.default_rng(2)


def test_a_weight_comes_back_within_a_hundredth_of_itself() -> None:
    weights = (RNG.normal(size=(4000, 3)) ** 3).astype(np.float32)  # most are small, some are large
    values, largest = pack(weights)
    assert values.dtype == np.int8
    back = unpack(values, largest)
    # the root moves by half a step of 1/127 at most: 2 * root * (1/254) + (1/254)^2 of the largest
    root = np.sqrt(np.abs(weights) / largest)
    assert (np.abs(back - weights) / largest <= root / 127 + 1 / 254**2 + 1e-6).all()


def test_signs_zeros_and_columns_of_nothing_stay() -> None:
    weights = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.0]], np.float32)
    assert np.array_equal(unpack(*pack(weights)), weights)
