"""What the machine's answers say where nobody has looked: its error on the evaluation set carried over.

The share seen by the machine is q = π·se + (1 - π)(1 - sp); Rogan & Gladen (1978, *Am. J. Epidemiol.* 107) turn it
round. Here the same relation is integrated instead of solved: sensitivity, specificity and q each run over the
quantiles of their Beta posteriors. Combinations that no π in 0..1 explains are left out of the value; for the limits
they stand at the nearest bound, since a posterior that is cut off at 1 keeps its upper limit below a true 0.99.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa_service.statistics.posterior import FigureLimits
from qa_service.statistics.quantiles import Floats, beta_quantile

USEFUL = 0.02
PLAUSIBLE = 0.01
_NOISE = np.sqrt(3) * np.array([-1.0, 0.0, 1.0])
_NOISE_WEIGHT = np.array([1.0, 4.0, 1.0]) / 6


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Right answers and answers of the machine among the true yes and among the true no; arrays over draws."""

    yes_right: Floats
    yes: Floats
    no_right: Floats
    no: Floats


def _grid(count: int) -> tuple[Floats, Floats]:
    """`count` probabilities and their masses (Gauss and Legendre): equal steps would leave out the ends of a rate that
    few items were evaluated for.
    """
    points, masses = np.polynomial.legendre.leggauss(count)
    return (points + 1) / 2, masses / 2


_RATES, _RATE_MASS = _grid(15)
_SHARES, _SHARE_MASS = _grid(9)
_MASS = _RATE_MASS[:, None, None] * _RATE_MASS[:, None] * _SHARE_MASS


def _nodes(hits: Floats, trials: Floats, grid: Floats) -> Floats:
    """The values of a rate after `hits` of `trials` (Jeffreys) at the probabilities of `grid`: (..., len(grid))."""
    return beta_quantile(grid, hits[..., None] + 0.5, trials[..., None] - hits[..., None] + 0.5)


def _limits(values: Floats, weights: Sequence[Floats], alpha: float) -> tuple[Floats, Floats]:
    """The `alpha` and 1 - `alpha` quantiles along the last axis, the widest under any of the weights."""
    order = np.argsort(values, axis=-1)
    ranked = np.take_along_axis(values, order, -1)
    limits = []
    for mass in weights:
        total = np.cumsum(np.take_along_axis(mass, order, -1), axis=-1)
        at = [np.argmax(total >= p * total[..., -1:], axis=-1)[..., None] for p in (alpha, 1 - alpha)]
        limits.append([np.take_along_axis(ranked, place, -1)[..., 0] for place in at])
    return np.min([low for low, _ in limits], axis=0), np.max([high for _, high in limits], axis=0)


def machine_share(yes: Floats, size: Floats, accuracy: Accuracy, level: float) -> tuple[FigureLimits, Floats]:
    """The true share of yes when the machine says yes `yes` times in `size` (arrays of one shape).

    Returns the limits and how much of the error's posterior could explain the machine's share at all (0..1); below
    `PLAUSIBLE` the measured error does not fit this group and the limits are 0 and 1.
    """
    hit = _nodes(accuracy.yes_right, accuracy.yes, _RATES)[..., :, None, None]
    pass_ = _nodes(accuracy.no_right, accuracy.no, _RATES)[..., None, :, None]
    seen = _nodes(yes, size, _SHARES)[..., None, None, :]
    gain = hit + pass_ - 1
    true = (seen - (1 - pass_)) / np.maximum(gain, USEFUL)
    useful = gain > USEFUL
    possible = useful & (true >= 0) & (true <= 1)
    weight = _MASS * np.where(useful, 1 / np.maximum(gain, USEFUL), 0.0)
    bound = (true > 1) * 1.0
    among_yes = np.where(possible, true * hit / seen, bound)
    among_no = np.where(possible, true * (1 - hit) / (1 - seen), bound)
    n_yes, n_no = yes[..., None, None, None], (size - yes)[..., None, None, None]
    total = n_yes * among_yes + n_no * among_no
    noise = np.sqrt(n_yes * among_yes * (1 - among_yes) + n_no * among_no * (1 - among_no))
    values = np.clip(total[..., None] + noise[..., None] * _NOISE, 0, size[..., None, None, None, None])
    flat = (*size.shape, -1)
    wide, weights = (
        np.broadcast_to(mass[..., None] * _NOISE_WEIGHT, values.shape).reshape(flat)
        for mass in (weight, weight * possible)
    )
    values = values.reshape(flat) / size[..., None]
    fits = (_MASS * possible).sum((-3, -2, -1))
    plausible = fits >= PLAUSIBLE
    alpha = (1 - level) / 2
    mass = np.maximum(weights.sum(-1), 1e-300)
    mean = np.where(plausible, (values * weights).sum(-1) / mass, yes / size)
    low, high = _limits(values, (wide, weights), alpha)
    low, high = np.where(plausible, low, 0.0), np.where(plausible, high, 1.0)
    return FigureLimits(mean, np.minimum(low, mean), np.maximum(high, mean)), fits
