"""Linear models with several outputs, fitted at once by L-BFGS: softmax for one label, sigmoid for any number."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Kind = Literal["softmax", "sigmoid"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """logits = inputs @ weight + bias."""

    weight: Array
    bias: Array

    def __call__(self, inputs: Any) -> Array:
        """(n, outputs) logits of dense or sparse inputs."""
        return np.asarray(inputs @ self.weight + self.bias, np.float32)


def fit(inputs: Any, wanted: Array, kind: Kind, l2: float, weights: Array | None = None, steps: int = 150) -> Fitted:
    """Minimises the weighted mean loss + l2/2 * |weight|^2. `wanted` is (n, k); `weights` (n,) or (n, k).

    Dense inputs are standardised inside, and the scale is folded into the result.
    """
    if isinstance(inputs, np.ndarray):
        centre, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
        raw = _solve(((inputs - centre) / scale).astype(np.float32), wanted, kind, l2, weights, steps)
        weight = raw.weight / scale[:, None]
        return Fitted(weight.astype(np.float32), (raw.bias - centre @ weight).astype(np.float32))
    return _solve(inputs, wanted, kind, l2, weights, steps)


def balance(wanted: Array, power: float) -> Array:
    """(n,) row weights for one-label targets: rarer labels count more; power 1 makes all labels equal."""
    share = wanted.mean(axis=0) * wanted.shape[1]
    by_label = np.where(share > 0, np.maximum(share, 1e-9) ** -power, 0.0)
    return np.asarray((wanted * by_label).sum(axis=1), np.float32)


def balance_each(wanted: Array, power: float) -> Array:
    """(n, k) weights for many-label targets: the rarer side of each label counts more."""
    share = np.clip(wanted.mean(axis=0), 1e-4, 1 - 1e-4)
    return np.asarray(np.where(wanted > 0.5, (0.5 / share) ** power, (0.5 / (1 - share)) ** power), np.float32)


def _solve(inputs: Any, wanted: Array, kind: Kind, l2: float, weights: Array | None, steps: int) -> Fitted:
    from scipy.optimize import minimize

    rows, outputs, width = inputs.shape[0], wanted.shape[1], inputs.shape[1]
    each = np.ones((rows, 1), np.float32) if weights is None else weights.reshape(rows, -1).astype(np.float32)
    total = float(each.mean() * rows)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(width + 1, outputs).astype(np.float32)
        logits = inputs @ table[:-1] + table[-1]
        value, slope = (_softmax if kind == "softmax" else _sigmoid)(logits, wanted)
        slope = slope * each / total
        gradient = np.vstack([inputs.T @ slope + l2 * table[:-1], slope.sum(axis=0)])
        penalty = 0.5 * l2 * float((table[:-1] ** 2).sum())
        return float((value * each).sum() / total) + penalty, gradient.astype(np.float64).ravel()

    start = np.zeros((width + 1) * outputs)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8})
    table = result.x.reshape(width + 1, outputs).astype(np.float32)
    return Fitted(table[:-1], table[-1])


def _softmax(logits: Array, wanted: Array) -> tuple[Array, Array]:
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -(wanted * logs).sum(axis=1, keepdims=True), np.exp(logs) - wanted


def _sigmoid(logits: Array, wanted: Array) -> tuple[Array, Array]:
    return np.logaddexp(0.0, logits) - wanted * logits, 1 / (1 + np.exp(-np.clip(logits, -60, 60))) - wanted
