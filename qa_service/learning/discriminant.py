"""Directions that tell labels apart: linear discriminants with a ridge penalty, over pooled turn vectors. numpy only.

Least squares on balanced codes gives the directions of linear discriminant analysis (Hastie, Tibshirani and Buja 1994,
"Flexible discriminant analysis"), where a rare label weighs as much as a frequent one; the ridge makes them those of
regularised discriminant analysis (Friedman 1989). Worked out over the products of the cases, of which there are fewer
than numbers in a vector.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RIDGES = (30.0, 10.0, 3.0, 1.0, 0.3, 0.1)
"""From nearly the difference of the means to nearly what fits the answers best; vectors have length one on average."""


@dataclass(frozen=True, slots=True)
class ScaledVectors:
    """`rows` (cases, pools x width): centred, each pool of the same weight, of length one on average; they were made by
    (raw - `centre`) / `spread`.
    """

    rows: Floats
    centre: Floats
    spread: Floats

    @classmethod
    def of(cls, raw: Floats, pools: int) -> "ScaledVectors":
        """Of pooled vectors (cases, pools x width)."""
        centre = raw.mean(axis=0)
        by_pool = (raw - centre).reshape(len(raw), pools, -1)
        lengths = np.sqrt((by_pool**2).sum(axis=2).mean(axis=0) * pools)
        spread = np.repeat(np.maximum(lengths, 1e-6), by_pool.shape[2])
        return cls((raw - centre) / spread, centre, spread)


def codes(answers: Floats) -> Floats:
    """(cases, labels) what is fitted: each label's ones and zeros, centred and of unit variance; a label that all or
    none have is 0.
    """
    share = answers.mean(axis=0)
    deviation = np.sqrt(share * (1 - share))
    return np.where(deviation > 0, (answers - share) / np.maximum(deviation, 1e-9), 0.0)


def scores(products: Floats, learned: NDArray[np.bool_], answers: Floats) -> Floats:
    """(RIDGES, cases, labels): what directions learned from the `learned` cases say of each case. `products` (cases,
    cases) are those of the scaled vectors, `answers` (cases, labels) ones and zeros.
    """
    own = products[np.ix_(learned, learned)]
    mean, middle = own.mean(axis=0), own.mean()
    values, axes = np.linalg.eigh(own - mean[:, None] - mean[None] + middle)
    every = products[:, learned]
    along = (every - every.mean(axis=1, keepdims=True) - mean[None] + middle) @ axes
    target = axes.T @ codes(answers[learned])
    return np.stack([along @ (target / (np.maximum(values, 0) + ridge)[:, None]) for ridge in RIDGES])


def directions(vectors: ScaledVectors, answers: Floats, ridge: float) -> tuple[Floats, Floats]:
    """(pools x width, labels) the map from raw vectors, and (labels,) what is to be added to it, learned from all."""
    products = vectors.rows @ vectors.rows.T
    values, axes = np.linalg.eigh(products)  # centred already: all cases are learned from
    share = axes @ ((axes.T @ codes(answers)) / (np.maximum(values, 0) + ridge)[:, None])
    weights = (vectors.rows.T @ share) / vectors.spread[:, None]
    return weights, -vectors.centre @ weights


def folds(groups: Sequence[object], count: int, seed: int) -> NDArray[np.int64]:
    """The fold of each case: those of one group stay together, and folds have about as many groups."""
    names = sorted(set(groups), key=str)
    order = np.random.default_rng(seed).permutation(len(names))
    place = {names[number]: rank % count for rank, number in enumerate(order)}
    return np.array([place[group] for group in groups], np.int64)
