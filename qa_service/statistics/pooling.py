"""Partial pooling: each group's figure drawn towards the common mean, the more the less is known of it.

A second figure beside the group's own, never instead of it: better for ranking and for small groups, wrong for a
group that truly differs from the others.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qa_service.domain.estimate import Estimate, Method
from qa_service.statistics.estimates import standard_error
from qa_service.statistics.quantiles import Floats, beta_quantile, normal_quantile, t_quantile

# below, the posterior of the scatter hangs on its prior
LEAST_GROUPS = 6
GRID = 80


def pool(
    figures: Sequence[Estimate], machine: Sequence[float] | None = None, *, top: float = 1.0
) -> tuple[Estimate, ...]:
    """Hierarchical figures of groups of one kind, in the order given; `top` is the end of the scale.

    Group truths scatter around a common mean; with `machine`, the machine's own share or mean by group, around a
    straight line in it (Fay & Herriot 1979, *JASA* 74): what the machine sees in all interactions then distinguishes
    groups, and the reviews say how far to believe it. That holds only while it errs alike in all groups, so the service
    leaves it out (`eval.bench.hearing`). Nobody knows the scatter τ: it runs over a grid, flat in τ²
    (Morris 1983, *JASA* 78), since its best guess alone would make intervals too narrow wherever the groups look
    alike by chance; Student's t with the groups' degrees of freedom pays for the normal shape taken for granted.
    Limits by the Beta with the mixture's mean and variance, so never off the scale.
    Fewer than LEAST_GROUPS groups cannot tell how much groups differ and come back as they are.
    """
    if len(figures) < LEAST_GROUPS:
        return tuple(figures)
    value = np.array([figure.value / top for figure in figures])
    own = np.maximum(np.array([standard_error(figure) / top for figure in figures]), 1e-6) ** 2
    columns = [np.ones(value.size)]
    if machine is not None and np.ptp(machine) > 0:
        columns.append(np.array(machine, dtype=np.float64) / top - np.mean(machine) / top)
    mean, variance = _shrunk(value, own, np.stack(columns, 1))
    side = (1 + figures[0].level) / 2
    variance = variance * (t_quantile(side, float(value.size - len(columns))) / normal_quantile(side)) ** 2
    return _moved(figures, mean, variance, top)


def _shrunk(value: Floats, own: Floats, design: Floats) -> tuple[Floats, Floats]:
    """Posterior mean and variance by group; `own` are the variances of the groups' own figures.

    `design` (G, k) predicts the truths; its coefficients have a flat prior and are integrated out.
    """
    widest = 4 * (float(np.std(value)) + float(np.sqrt(own.min())))
    spread = widest * (np.arange(GRID) + 0.5)[:, None] / GRID
    weight = 1 / (spread**2 + own)
    normal = np.einsum("tg,gi,gj->tij", weight, design, design)
    inverse = np.linalg.inv(normal)
    slopes = np.einsum("tij,tg,gj,g->ti", inverse, weight, design, value)
    line = slopes @ design.T
    likelihood = 0.5 * (np.log(weight) - weight * (value - line) ** 2).sum(1) - 0.5 * np.linalg.slogdet(normal)[1]
    belief = spread * np.exp(likelihood - likelihood.max())[:, None]
    belief /= belief.sum()
    hold = own * weight
    mean = hold * line + (1 - hold) * value
    variance = own * (1 - hold) + hold**2 * np.einsum("gi,tij,gj->tg", design, inverse, design)
    overall = (belief * mean).sum(0)
    return overall, (belief * (variance + (mean - overall) ** 2)).sum(0)


def _moved(figures: Sequence[Estimate], mean: Floats, variance: Floats, top: float) -> tuple[Estimate, ...]:
    """The figures at their pooled places."""
    mean = np.clip(mean, 1e-9, 1 - 1e-9)
    size = np.maximum(mean * (1 - mean) / np.maximum(variance, 1e-18) - 1, 1e-3)
    tail = (1 - figures[0].level) / 2
    low, high = beta_quantile(np.array([[tail], [1 - tail]]), mean * size, (1 - mean) * size)
    return tuple(
        replace(
            figure,
            value=float(m) * top,
            low=min(float(below), float(m)) * top,
            high=max(float(above), float(m)) * top,
            method=Method.POOLED,
        )
        for figure, m, below, above in zip(figures, mean, low, high, strict=True)
    )
