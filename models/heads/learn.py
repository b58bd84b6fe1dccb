"""Learning one head: experts over vectors and over words beside the head that was tuned with the encoder.

All of them learn from the part train, as the encoder did; on the part dev, which none has seen, their weights are set.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.heads.linear import Fitted, Kind, balance, balance_each, fit
from qa_service.understand import ngrams

Array = NDArray[np.float32]
FURTHEST_BIAS = 0.7
"""Of one label against others. Unbounded, "not_applicable" became the answer to every case unlike the corpus: 16 of 64
real operator calls of bt-oasis, 2 with the bound."""
WEIGHT_PRIOR, BIAS_PRIOR = 0.1, 1.0
"""How strongly the mixture is held to equal weights and to no bias, in cases of dev."""
MIN_TEXTS = 2
"""A word or pair that only one text uses tells nothing."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Training rows. `tuned`: logits of the head tuned with the encoder. `held`: rows of dev, never learned from.

    `weight` is (rows,), or (rows, labels) where some labels of a row are not known.
    """

    dense: Array
    grams: Sequence[Sequence[ngrams.Grams]]
    wanted: Array
    weight: Array
    tuned: Array
    held: NDArray[np.bool_]

    def take(self, where: NDArray[np.bool_]) -> "Rows":
        """The rows where the mask is true."""
        grams = [g for g, inside in zip(self.grams, where, strict=True) if inside]
        return Rows(
            self.dense[where], grams, self.wanted[where], self.weight[where], self.tuned[where], self.held[where]
        )


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a head is fitted: kind, strength of regularisation of both experts, and how far rare labels are lifted."""

    kind: Kind
    dense_l2: float
    words_l2: float
    balance: float = 0.5


@dataclass(frozen=True, slots=True)
class WordExpert:
    """Weights of the kept word numbers."""

    kept: NDArray[np.int64]
    idf: Array
    fitted: Fitted

    def __call__(self, grams: Sequence[Sequence[ngrams.Grams]]) -> Array:
        """(n, outputs) logits."""
        return self.fitted(_matrix(grams, self.kept, self.idf))


@dataclass(frozen=True, slots=True)
class Experts:
    """The two experts of a head that are trained here."""

    dense: Fitted
    words: WordExpert

    def __call__(self, rows: Rows) -> list[Array]:
        """Logits for each row: of the tuned head, and of both."""
        return [rows.tuned, self.dense(rows.dense), self.words(rows.grams)]


def train(rows: Rows, recipe: Recipe) -> Experts:
    """Both experts on the rows of the part train."""
    rows = rows.take(~rows.held)
    weight = _weights(rows, recipe)
    dense = fit(rows.dense, rows.wanted, recipe.kind, recipe.dense_l2, weight)
    return Experts(dense, _train_words(rows, recipe, weight))


def mix(said: Sequence[Array], wanted: Array, kind: Kind) -> tuple[Array, Array]:
    """Weights (experts,) and a bias a label (k,) that make the mixed logits likely.

    All labels share the weights, which never fall below zero: rare labels have too few cases in dev for their own.
    """
    from scipy.optimize import minimize

    experts, outputs = len(said), wanted.shape[1]
    stack = np.stack(said).astype(np.float64)

    def loss(flat: NDArray[np.float64]) -> float:
        logits = np.tensordot(flat[:experts], stack, axes=1) + flat[experts:]
        if kind == "softmax":
            shifted = logits - logits.max(axis=1, keepdims=True)
            value = -(wanted * (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))).sum(axis=1)
        else:
            value = (np.logaddexp(0.0, logits) - wanted * logits).sum(axis=1)
        prior = WEIGHT_PRIOR * ((flat[:experts] - 1 / experts) ** 2).sum() + BIAS_PRIOR * (flat[experts:] ** 2).sum()
        return float(value.sum() + prior) / len(wanted)

    start = np.concatenate([np.full(experts, 1.0 / experts), np.zeros(outputs)])
    far = FURTHEST_BIAS if kind == "softmax" else 8.0
    bounds = [(0.0, 10.0)] * experts + [(-far, far)] * outputs
    best = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x.astype(np.float32)
    return best[:experts], best[experts:]


def mixed(said: Sequence[Array], weight: Array, bias: Array) -> Array:
    """Logits of the mixture."""
    return np.asarray(sum(w * s for w, s in zip(weight, said, strict=True)) + bias, np.float32)


def _weights(rows: Rows, recipe: Recipe) -> Array:
    if recipe.kind == "softmax":
        return rows.weight * balance(rows.wanted, recipe.balance, rows.weight)
    weight = rows.weight if rows.weight.ndim > 1 else rows.weight[:, None]
    return weight * balance_each(rows.wanted, recipe.balance)


def _train_words(rows: Rows, recipe: Recipe, weight: Array) -> WordExpert:
    texts = [ngrams.weights(parts)[0] for parts in rows.grams]
    numbers, counts = np.unique(np.concatenate(texts), return_counts=True)
    kept = numbers[counts >= MIN_TEXTS].astype(np.int64)
    idf = (1 + np.log((1 + len(texts)) / (1 + counts[counts >= MIN_TEXTS]))).astype(np.float32)
    return WordExpert(kept, idf, fit(_matrix(rows.grams, kept, idf), rows.wanted, recipe.kind, recipe.words_l2, weight))


def _matrix(grams: Sequence[Sequence[ngrams.Grams]], kept: NDArray[np.int64], idf: Array) -> sparse.csr_matrix:
    table = ngrams.table(kept.tolist())
    columns, values, ends = [], [], [0]
    for parts in grams:
        numbers, value = ngrams.weights(parts)
        column = table[numbers]
        value = value[column >= 0] * idf[column[column >= 0]]
        values.append(value / (float(np.sqrt(value @ value)) or 1.0))
        columns.append(column[column >= 0])
        ends.append(ends[-1] + len(value))
    shape = (len(ends) - 1, len(kept))
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape, dtype=np.float32)
