"""Figures beside each other: differences, places in a ranking, trend over periods."""

from collections.abc import Sequence

import numpy as np

from qa_service.domain.estimate import Difference, Estimate, Rank, Trend
from qa_service.errors import BadInput
from qa_service.statistics.estimates import standard_error
from qa_service.statistics.quantiles import normal_quantile, scalar, t_quantile


def difference(first: Estimate, second: Estimate, *, stretch: float = 1.0) -> Difference:
    """`first` minus `second` for two independent groups or periods.

    The limits are recovered from the two intervals (MOVER, Zou & Donner 2008, *Statist. Med.* 27): unequal sides keep
    their sides. `stretch` widens both sides, for many comparisons at once. Raises BadInput for different levels.
    """
    if first.level != second.level:
        raise BadInput(
            "intervals of {first} and {second} cannot be compared",
            first=f"{first.level:.0%}",
            second=f"{second.level:.0%}",
        )
    value = first.value - second.value
    down = np.hypot(first.value - first.low, second.high - second.value) * stretch
    up = np.hypot(first.high - first.value, second.value - second.low) * stretch
    return Difference(value, value - float(down), value + float(up), first.level)


def ranks(figures: Sequence[Estimate]) -> tuple[Rank, ...]:
    """The places each figure may hold, larger being better: groups not statistically distinguishable share places.

    A group's first place is one after all that are surely better, its last place before all that are surely worse.
    "Surely" is held for each group's whole range at the figures' level: the G - 1 comparisons of a group share the
    error (Bonferroni; the idea of rank intervals follows Mogstad et al. 2024, *Rev. Econ. Stud.* 91).
    """
    if len(figures) < 2:
        return tuple(Rank(1, 1) for _ in figures)
    error = 1 - figures[0].level
    z, plain = normal_quantile([1 - error / 2 / (len(figures) - 1), 1 - error / 2])
    places = []
    for figure in figures:
        gaps = [difference(figure, other, stretch=float(z / plain)) for other in figures if other is not figure]
        better, worse = sum(gap.high < 0 for gap in gaps), sum(gap.low > 0 for gap in gaps)
        places.append(Rank(1 + better, len(figures) - worse))
    return tuple(places)


def trend(points: Sequence[tuple[float, Estimate]]) -> Trend:
    """Change by period unit through at least three (time, figure) points, weighted by their precision.

    Weighted least squares; where the figures scatter more around the line than their intervals allow, the error
    grows by the Birge ratio and Student's t replaces the normal. Raises BadInput for fewer than three points or for
    points at one time only.
    """
    if len(points) < 3:
        raise BadInput("a trend needs at least 3 periods, not {count}", count=len(points))
    time = np.array([t for t, _ in points], dtype=np.float64)
    value = np.array([estimate.value for _, estimate in points])
    error = np.array([max(standard_error(estimate), 1e-9) for _, estimate in points])
    weight = error**-2
    centre = (weight * time).sum() / weight.sum()
    across = float((weight * (time - centre) ** 2).sum())
    if across == 0:
        raise BadInput("a trend needs points at different times")
    slope = float((weight * (time - centre) * value).sum() / across)
    mean = float((weight * value).sum() / weight.sum())
    free = len(points) - 2
    birge = float((weight * (value - mean - slope * (time - centre)) ** 2).sum()) / free
    level = points[0][1].level
    side = (1 + level) / 2
    reach = scalar(t_quantile(side, float(free))) * birge**0.5 if birge > 1 else scalar(normal_quantile(side))
    reach /= across**0.5
    return Trend(slope, slope - reach, slope + reach, level, len(points))
