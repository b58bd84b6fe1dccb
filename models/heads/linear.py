"""Linear models with several outputs: softmax for one label, sigmoid for any number.

Dense inputs are fitted at once by L-BFGS. Sparse ones (words) are fitted label by label with liblinear, which is much
quicker on them; the mixture of experts puts the scales right afterwards.
"""

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


def fit(inputs: Any, wanted: Array, kind: Kind, l2: float, weights: Array | None = None, steps: int = 100) -> Fitted:
    """Minimises the weighted mean loss + l2/2 * |weight|^2. `wanted` is (n, k); `weights` (n,) or (n, k).

    Dense inputs are standardised inside, and the scale is folded into the result.
    """
    if isinstance(inputs, np.ndarray):
        centre, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
        raw = _solve(((inputs - centre) / scale).astype(np.float32), wanted, kind, l2, weights, steps)
        weight = raw.weight / scale[:, None]
        return Fitted(weight.astype(np.float32), (raw.bias - centre @ weight).astype(np.float32))
    return _each_label(inputs, wanted, l2, weights)


def balance(wanted: Array, power: float, weight: Array) -> Array:
    """(n,) factors for rows of `weight` with one label each: rarer labels count more; power 1 makes all equal."""
    share = np.average(wanted, axis=0, weights=weight) * wanted.shape[1]
    by_label = np.where(share > 0, np.maximum(share, 1e-9) ** -power, 0.0)
    return np.asarray((wanted * by_label).sum(axis=1), np.float32)


def balance_each(wanted: Array, power: float) -> Array:
    """(n, k) weights for many-label targets: the rarer side of each label counts more."""
    share = np.clip(wanted.mean(axis=0), 1e-4, 1 - 1e-4)
    return np.asarray(np.where(wanted > 0.5, (0.5 / share) ** power, (0.5 / (1 - share)) ** power), np.float32)


def _each_label(inputs: Any, wanted: Array, l2: float, weights: Array | None) -> Fitted:
    from sklearn.linear_model import LogisticRegression

    rows, outputs = wanted.shape
    each = np.ones((rows, 1), np.float32) if weights is None else weights.reshape(rows, -1)
    columns, biases = [], []
    for k in range(outputs):
        weight = each[:, k if each.shape[1] > 1 else 0]
        model = LogisticRegression(solver="liblinear", C=1 / (l2 * float(weight.sum())), tol=1e-3, intercept_scaling=5)
        model.fit(inputs, wanted[:, k] > 0.5, sample_weight=weight)
        columns.append(model.coef_[0])
        biases.append(model.intercept_[0])
    return Fitted(np.stack(columns, axis=1).astype(np.float32), np.array(biases, np.float32))


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
    chances: NDArray[Any] = 1 / (1 + np.exp(-np.clip(logits, -60, 60)))
    return np.logaddexp(0.0, logits) - wanted * logits, chances - wanted
