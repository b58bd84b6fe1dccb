"""How far a correction is to be trusted beside the shipped head: two weights and an offset a label. numpy only.

The chances are softmax(scale x shipped log-odds + trust x learned scores + offsets). Scale and trust cannot be
negative; all three are drawn towards the shipped head as it is (1, 0 and 0) by a normal prior of unit variance, which a
handful of answers does not overcome. (Stacking: Wolpert 1992, with the shipped head among the models.)
"""

from typing import NamedTuple

import numpy as np

from qa_service.learning.discriminant import Floats

_STEPS = 25


class Trust(NamedTuple):
    """`scale` of the shipped log-odds, `trust` in the learned scores, `offsets` (labels,)."""

    scale: float
    trust: float
    offsets: Floats

    def log_chances(self, shipped: Floats, learned: Floats) -> Floats:
        """(cases, labels), of shipped log-chances and learned scores of that shape."""
        return log_softmax(self.scale * shipped + self.trust * learned + self.offsets)


def log_softmax(logits: Floats) -> Floats:
    """Row by row."""
    top = logits.max(axis=1, keepdims=True)
    shifted = logits - top
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


def fit(shipped: Floats, learned: Floats | None, answers: Floats) -> Trust:
    """By Newton's steps, on scores that were learned without the cases; `learned` None: only scale and offsets."""
    parts = [shipped] if learned is None else [shipped, learned]
    free = list(range(len(parts)))
    while True:
        values = _newton([parts[k] for k in free], [1.0 if k == 0 else 0.0 for k in free], answers)
        negative = [k for k, value in zip(free, values, strict=False) if value < 0]
        if not negative:
            break
        free = [k for k in free if k not in negative]
    weights = dict(zip(free, values, strict=False))
    offsets = values[len(free) :]
    return Trust(float(weights.get(0, 0.0)), float(weights.get(1, 0.0)), offsets)


def _newton(parts: list[Floats], prior: list[float], answers: Floats) -> Floats:
    """The weights of `parts`, then the offsets, that are most probable given the answers."""
    cases, labels = answers.shape
    stacked = np.stack([*parts, *(np.broadcast_to(row, (cases, labels)) for row in np.eye(labels))], axis=2)
    centre = np.array([*prior, *np.zeros(labels)])
    values = centre.copy()
    for _ in range(_STEPS):
        chances = np.exp(log_softmax(stacked @ values))
        mean = np.einsum("nk,nkp->np", chances, stacked)
        gradient = np.einsum("nk,nkp->p", answers - chances, stacked) - (values - centre)
        flat = (stacked * np.sqrt(chances)[:, :, None]).reshape(-1, len(values))
        curvature = flat.T @ flat - mean.T @ mean + np.eye(len(values))
        step = np.linalg.solve(curvature, gradient)
        values = values + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if float(np.abs(step).max()) < 1e-6:
            break
    return values
