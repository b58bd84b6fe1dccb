"""Partial pooling: each group's figure drawn towards the common mean, the more the less is known of it.

A second figure beside the group's own, never instead of it: better for ranking and for small groups, wrong for a
group that truly differs from the others.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qa_service.domain.estimate import Estimate, Method
from qa_service.sample.estimate import standard_error
from qa_service.sample.special import Floats, beta_quantile

LEAST_GROUPS = 4


def pool(figures: Sequence[Estimate], *, top: float = 1.0) -> tuple[Estimate, ...]:
    """Empirical Bayes figures of groups of one kind, in the order given; `top` is the end of the scale.

    Between-group variance by Paule & Mandel (1982); interval variance with Morris's (1983, *JASA* 78) correction for
    having estimated mean and variance; limits by the Beta with that mean and variance, so never off the scale. Fewer
    than LEAST_GROUPS groups cannot tell how much groups differ and come back unpooled.
    """
    if len(figures) < LEAST_GROUPS:
        return tuple(figures)
    value = np.array([figure.value / top for figure in figures])
    error = np.maximum(np.array([standard_error(figure) / top for figure in figures]), 1e-6)
    between = between_variance(value, error)
    weight = 1 / (between + error**2)
    mean = float((weight * value).sum() / weight.sum())
    groups, own = len(figures), error**2
    hold = (groups - 3) / (groups - 1) * own / (between + own)
    pooled = hold * mean + (1 - hold) * value
    pull = groups * weight / weight.sum()
    typical = (weight * own).sum() / weight.sum() + between
    wobble = 2 / (groups - 3) * hold**2 * typical / (between + own)
    variance = own * (1 - (groups - pull) / groups * hold) + wobble * (value - mean) ** 2
    return tuple(
        _moved(figure, float(m), float(v), top) for figure, m, v in zip(figures, pooled, variance, strict=True)
    )


def between_variance(value: Floats, error: Floats) -> float:
    """τ² at which the weighted scatter of the groups equals its expectation G - 1 (Paule & Mandel 1982); 0 if none."""

    def excess(between: float) -> float:
        weight = 1 / (between + error**2)
        mean = (weight * value).sum() / weight.sum()
        return float((weight * (value - mean) ** 2).sum()) - (value.size - 1)

    low, high = 0.0, max(4 * float(np.var(value)), 1e-12)
    if excess(low) <= 0:
        return 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def _moved(figure: Estimate, mean: float, variance: float, top: float) -> Estimate:
    """The figure at its pooled place."""
    mean = min(max(mean, 1e-9), 1 - 1e-9)
    size = max(mean * (1 - mean) / max(variance, 1e-18) - 1, 1e-3)
    tail = (1 - figure.level) / 2
    low, high = beta_quantile([tail, 1 - tail], mean * size, (1 - mean) * size)
    return replace(
        figure,
        value=mean * top,
        low=min(float(low), mean) * top,
        high=max(float(high), mean) * top,
        method=Method.POOLED,
    )
