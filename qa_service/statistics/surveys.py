"""Figures of surveys: counts of values in, shares and means with their intervals out.

Customers who answer are not a random part of those who were asked. The intervals tell how far chance alone may have
moved a figure; what moves it because some answer and others do not, no interval tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from qa_service.statistics.shares import exact_interval

Counts = Mapping[int, int]
"""How often each value was given."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A value with its interval; `numerator` of `denominator` answers where it is a share."""

    value: float
    low: float
    high: float
    numerator: float
    denominator: int


def share(yes: int, n: int, level: float) -> Measure:
    """`yes` of `n`, with the interval of Clopper and Pearson (Biometrika 26, 1934)."""
    low, high = exact_interval(yes, n, level)
    return Measure(yes / n, low, high, yes, n)


def top_two(counts: Counts, top: int, level: float) -> Measure:
    """Top-two box: the share of answers that are one of the two highest values of the scale."""
    return share(counts.get(top, 0) + counts.get(top - 1, 0), sum(counts.values()), level)


def mean(counts: Counts, bottom: int, top: int, level: float) -> Measure:
    """The mean value. Its interval is the normal one after an answer at either end of the scale is added, as Agresti
    and Coull do with shares (The American Statistician 52, 1998): a few equal answers leave some doubt.
    """
    n, total = _moments(counts)
    more, sum_ = _moments(ends := {**counts, bottom: counts.get(bottom, 0) + 1, top: counts.get(top, 0) + 1})
    centre = sum_ / more
    spread = sum(count * (value - centre) ** 2 for value, count in ends.items()) / (more - 1)
    half = _z(level) * sqrt(spread / more)
    value = total / n
    return Measure(value, max(min(centre - half, value), bottom), min(max(centre + half, value), top), total, n)


def _moments(counts: Counts) -> tuple[int, int]:
    return sum(counts.values()), sum(value * count for value, count in counts.items())


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def net_promoters(counts: Counts, level: float) -> Measure:
    """NPS = share of promoters (9, 10) - share of detractors (0 to 6), -1..1 (Reichheld, Harvard Business Review 81/12,
    2003). The interval is that of Bonett and Price for a difference of shares of the same answers (Journal of
    Educational and Behavioral Statistics 37, 2012): one answer is added on either side.
    """
    n = sum(counts.values())
    promoters = sum(count for value, count in counts.items() if value >= 9)
    detractors = sum(count for value, count in counts.items() if value <= 6)
    p, d = (promoters + 1) / (n + 2), (detractors + 1) / (n + 2)
    half = _z(level) * sqrt((p + d - (p - d) ** 2) / (n + 2))
    value = (promoters - detractors) / n
    low, high = max(min(p - d - half, value), -1.0), min(max(p - d + half, value), 1.0)
    return Measure(value, low, high, promoters - detractors, n)
