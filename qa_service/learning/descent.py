"""Finds the least of a smooth function of many variables: L-BFGS (Liu & Nocedal 1989, Math. Programming 45) with
backtracking. Deterministic; scipy, which has the same, is no dependency of the service (docs/decisions/quantiles.md).
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Objective = Callable[[Floats], tuple[float, Floats]]
"""The value and the gradient at a point."""
REMEMBERED: Final = 8
ENOUGH_FALL: Final = 1e-4
HALVINGS: Final = 30


def least(objective: Objective, start: Floats, steps: int, flat: float = 1e-5) -> Floats:
    """A point near a local minimum: after `steps`, or where no entry of the gradient exceeds `flat`."""
    point = start
    value, gradient = objective(point)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        if np.abs(gradient).max() <= flat:
            break
        length = 1.0 if moves else 1 / float(np.linalg.norm(gradient))
        after = _step(objective, point, value, gradient, -_bent(gradient, moves), length)
        if after is None:
            break
        moved, value, turned = after
        if (moved - point) @ (turned - gradient) > 0:
            moves = [*moves, (moved - point, turned - gradient)][-REMEMBERED:]
        point, gradient = moved, turned
    return point


def _bent(gradient: Floats, moves: list[tuple[Floats, Floats]]) -> Floats:
    """The gradient times the inverse of the curvature that the last moves met (the two loops)."""
    bent = gradient.copy()
    shares = []
    for moved, turned in reversed(moves):
        share = (moved @ bent) / (moved @ turned)
        bent -= share * turned
        shares.append(share)
    if moves:
        moved, turned = moves[-1]
        bent *= (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(moves, reversed(shares), strict=True):
        bent += (share - (turned @ bent) / (moved @ turned)) * moved
    return bent


def _step(
    objective: Objective, point: Floats, value: float, gradient: Floats, direction: Floats, length: float
) -> tuple[Floats, float, Floats] | None:
    """Along the direction, halved until the value falls enough; None where it never does."""
    slope = float(gradient @ direction)
    for _ in range(HALVINGS):
        moved = point + length * direction
        reached, turned = objective(moved)
        if reached <= value + ENOUGH_FALL * length * slope:
            return moved, reached, turned
        length /= 2
    return None
