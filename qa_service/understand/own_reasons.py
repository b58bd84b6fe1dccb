"""A client's own contact reasons, learned in seconds from a few examples a label on top of the text encoder.

A linear classifier (softmax regression with a ridge penalty) over centred sentence vectors tells the reasons apart;
the closeness to the nearest examples tells whether a text is about any of them at all. numpy only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadInput, say

Array = NDArray[np.float32]
LEAST_EXAMPLES = 8
FALSE_REJECTION = 0.05
"""Share of in-scope texts that may be rejected; the threshold is set by leaving each example out in turn."""
NEIGHBOURS = 3
RIDGE, STEPS, RATE = 1e-3, 400, 0.5
SHARPNESS = 8.0
"""Centred unit vectors of the encoder differ little: logits are scaled so that the penalty bites evenly."""


@dataclass(frozen=True, slots=True)
class OwnReasons:
    """Learned reasons. `examples` are centred unit vectors; `threshold` is the closeness below which it is none."""

    labels: tuple[str, ...]
    mean: Array
    weight: Array
    bias: Array
    examples: Array
    threshold: float

    def distributions(self, vectors: Array) -> Array:
        """(n, labels) probabilities, each row adding up to 1."""
        logits = SHARPNESS * _centred(vectors, self.mean) @ self.weight + self.bias
        return _softmax(logits.astype(np.float32))

    def closeness(self, vectors: Array) -> Array:
        """(n,) mean cosine to the nearest examples, -1..1: how much a text is about any of these reasons."""
        return _nearest(_centred(vectors, self.mean) @ self.examples.T)

    def judge(self, vectors: Array) -> tuple[int, str | None, Mapping[str, float]]:
        """The row that is most about one of the reasons, its label (None: out of scope), and its distribution."""
        close = self.closeness(vectors)
        row = int(close.argmax())
        shares = self.distributions(vectors[row : row + 1])[0]
        label = self.labels[int(shares.argmax())] if close[row] >= self.threshold else None
        return row, label, dict(zip(self.labels, map(float, shares), strict=True))


def learn(vectors: Array, labels: Sequence[str]) -> OwnReasons:
    """Reasons from the sentence vectors of labelled examples.

    Raises BadInput where there are fewer than two labels, or one has fewer than 8 examples.
    """
    names = tuple(sorted(set(labels)))
    counts = {name: list(labels).count(name) for name in names}
    if len(names) < 2:
        raise BadInput("the examples have one label only", hint="give at least two reasons")
    if scarce := [f"{name} ({count})" for name, count in counts.items() if count < LEAST_EXAMPLES]:
        raise BadInput(
            "too few examples of {names}",
            names=", ".join(scarce),
            hint=say("give at least {least} a label", least=LEAST_EXAMPLES),
        )
    mean = vectors.mean(axis=0)
    centred = _centred(vectors, mean)
    target = np.array([names.index(label) for label in labels])
    weight, bias = _fit(centred, target, len(names))
    return OwnReasons(names, mean, weight, bias, centred, _threshold(centred))


def _fit(centred: Array, target: NDArray[np.int64], count: int) -> tuple[Array, Array]:
    """Softmax regression by gradient descent with momentum (Nesterov 1983), balanced over labels."""
    weight, bias = np.zeros((centred.shape[1], count), np.float32), np.zeros(count, np.float32)
    speed, drift = np.zeros_like(weight), np.zeros_like(bias)
    indicator = np.eye(count, dtype=np.float32)[target]
    share = (1.0 / (count * indicator.sum(axis=0)))[target][:, None].astype(np.float32)
    scaled = SHARPNESS * centred
    for _ in range(STEPS):
        error = share * (_softmax(scaled @ (weight + 0.9 * speed) + bias + 0.9 * drift) - indicator)
        speed = 0.9 * speed - RATE * (scaled.T @ error + RIDGE * weight)
        drift = 0.9 * drift - RATE * error.sum(axis=0)
        weight, bias = weight + speed, bias + drift
    return weight, bias


def _threshold(centred: Array) -> float:
    """The closeness that all but FALSE_REJECTION of the examples reach when each is compared with the others."""
    cosines = centred @ centred.T
    np.fill_diagonal(cosines, -1.0)
    return float(np.quantile(_nearest(cosines), FALSE_REJECTION))


def _nearest(cosines: Array) -> Array:
    near: Array = np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    return near


def _centred(vectors: Array, mean: Array) -> Array:
    moved = vectors - mean
    unit: Array = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return unit


def _softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Array = (shifted / shifted.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
