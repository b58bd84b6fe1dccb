"""All coefficients of agreement with their bootstrap intervals, at once and quickly.

Units with the same answers are alike, so a resample is a multinomial count over the distinct patterns of answers, and
each coefficient is a function of those counts: thousands of resamples are a few products of matrices. The values are
those of `agreement`, where each coefficient stands with its source.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from qa_service.domain.agreement import Agreement, Coefficient
from qa_service.statistics import agreement as plain
from qa_service.statistics.quantiles import Floats

Weighted = Callable[[Floats], Floats]
LEAST_DEFINED = 0.9


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Distinct patterns of answers: counts by category (P, K), and for two raters the codes of both (2, P)."""

    counts: Floats
    codes: Floats
    ordered: bool

    @property
    def answers(self) -> Floats:
        """By pattern, how many answered."""
        return np.asarray(self.counts.sum(1))

    @property
    def paired(self) -> Floats:
        """1 for patterns with at least two answers."""
        return np.asarray((self.answers >= 2) * 1.0)

    def percent(self, weights: Floats) -> Floats:
        """Weights (R, P) -> (R,); NaN without pairs."""
        n = np.maximum(self.answers, 2)
        equal = (self.counts * (self.counts - 1)).sum(1) / (n * (n - 1)) * self.paired
        return _ratio(weights @ equal, weights @ self.paired)

    def ac1(self, weights: Floats) -> Floats:
        """Gwet's AC1; the categories are those that occur at all."""
        share = self.counts / np.maximum(self.answers, 1)[:, None]
        used = _ratio(weights @ share, weights.sum(1)[:, None])
        size = int((self.counts.sum(0) > 0).sum())
        agreed = self.percent(weights)
        if size < 2:
            return np.where(np.isnan(agreed), agreed, 1.0)
        chance = (used * (1 - used)).sum(1) / (size - 1)
        return _ratio(agreed - chance, 1 - chance)

    def alpha(self, weights: Floats) -> Floats:
        """Krippendorff's alpha, nominal or ordinal."""
        per = self.paired / np.maximum(self.answers - 1, 1)
        pairs = self.counts[:, :, None] * self.counts[:, None, :]
        pairs = (pairs - np.eye(self.counts.shape[1]) * self.counts[:, :, None]) * per[:, None, None]
        coincidence = np.einsum("rp,pck->rck", weights, pairs)
        margin = coincidence.sum(2)
        apart = self._apart(margin)
        products = margin[:, :, None] * margin[:, None, :]
        expected = _ratio((products * apart).sum((1, 2)), margin.sum(1) - 1)
        return 1 - _ratio((coincidence * apart).sum((1, 2)), expected)

    def _apart(self, margin: Floats) -> Floats:
        if not self.ordered:
            return np.broadcast_to(1.0 - np.eye(margin.shape[1]), (*margin.shape, margin.shape[1]))
        place = np.cumsum(margin, axis=1) - margin / 2
        return np.asarray((place[:, :, None] - place[:, None, :]) ** 2)

    def kappa(self, weights: Floats) -> Floats:
        """Cohen's kappa of two raters, with quadratic weights where the categories have an order."""
        size = self.counts.shape[1]
        both = np.asarray(~np.isnan(self.codes).any(axis=0))
        first, second = (np.eye(size)[np.where(both, row, 0).astype(int)] * both[:, None] for row in self.codes)
        total = weights @ both
        table = _ratio(np.einsum("rp,pi,pj->rij", weights, first, second), total[:, None, None])
        steps = np.subtract.outer(np.arange(size), np.arange(size)).astype(float)
        cost = steps**2 if self.ordered else (steps != 0) * 1.0
        expected = np.einsum("ri,rj,ij->r", table.sum(2), table.sum(1), cost)
        return 1 - _ratio((table * cost).sum((1, 2)), expected)


def _ratio(above: Floats, below: Floats) -> Floats:
    """above / below, NaN where below is 0 (or as good as)."""
    safe = np.abs(below) > 1e-12
    return np.asarray(np.where(safe, above / np.where(safe, below, 1.0), np.nan))


def measure_all(
    ratings: ArrayLike,
    categories: int,
    rng: np.random.Generator,
    *,
    ordered: bool = False,
    level: float = 0.95,
    repeats: int = 1000,
    only: Coefficient | None = None,
) -> Mapping[Coefficient, Agreement]:
    """Every coefficient that fits (or `only` one), over raters x units of codes 0..categories-1 (NaN: no answer).

    Kappa only for exactly two raters. Intervals are percentiles of a bootstrap over units. Resamples in which the
    coefficient is not defined are left out; where more than a tenth are, where all give the same, or where fewer than
    two units are pairable, no interval is given. Where nobody ever disagreed there is nothing to resample: the lower
    limit then is what the disagreements that may still hide would do (`agreement.hidden`).
    """
    table = np.asarray(ratings, dtype=np.float64)
    table = table[:, (~np.isnan(table)).any(0)]
    units = int(((~np.isnan(table)).sum(0) >= 2).sum())
    found, weight = np.unique(np.nan_to_num(table, nan=-1.0), axis=1, return_counts=True)
    codes = np.where(found < 0, np.nan, found)
    counts = np.stack([(codes == code).sum(0) for code in range(categories)], 1).astype(float)
    patterns = _Patterns(counts, codes, ordered)
    ways: dict[Coefficient, Weighted] = {
        Coefficient.PERCENT: patterns.percent,
        Coefficient.ALPHA: patterns.alpha,
        Coefficient.AC1: patterns.ac1,
    }
    if table.shape[0] == 2:
        ways[Coefficient.KAPPA] = patterns.kappa
    size = int(weight.sum())
    again = rng.multinomial(size, weight / size, size=repeats).astype(float) if size else np.zeros((0, 0))
    weights = weight[None].astype(float)
    rest = (table, ordered, units, level)
    wanted = {name: way for name, way in ways.items() if only in (None, name)}
    return {name: _interval(name, way, weights, again, rest) for name, way in wanted.items()}


def _interval(
    name: Coefficient, way: Weighted, weights: Floats, again: Floats, rest: tuple[Floats, bool, int, float]
) -> Agreement:
    table, ordered, units, level = rest
    value = float(way(weights)[0]) if units else float("nan")
    if np.isnan(value):
        return Agreement(None, None, None, level, units)
    paired = table[:, (~np.isnan(table)).sum(0) >= 2]
    if units >= 2 and (np.nanmax(paired, axis=0) == np.nanmin(paired, axis=0)).all():
        return Agreement(value, plain.hidden(paired, _plain(name, ordered), level), value, level, units)
    tried = way(again)
    tried = tried[~np.isnan(tried)]
    if units < 2 or tried.size < LEAST_DEFINED * len(again):
        return Agreement(value, None, None, level, units)
    low, high = np.quantile(tried, [(1 - level) / 2, (1 + level) / 2])
    if name is Coefficient.PERCENT and value == 0:
        high = 1 - ((1 - level) / 2) ** (1 / units)  # no resample can agree: the exact bound of 0 out of n
    elif np.ptp(tried) < 1e-12:  # kappa where one of two says the same of everything
        return Agreement(value, None, None, level, units)
    return Agreement(value, min(float(low), value), max(float(high), value), level, units)


def _plain(name: Coefficient, ordered: bool) -> plain.Statistic:
    """The same coefficient over a matrix of ratings."""
    scale = plain.Scale.ORDINAL if ordered else plain.Scale.NOMINAL
    kind = plain.Weights.QUADRATIC if ordered else plain.Weights.NONE
    ways: dict[Coefficient, plain.Statistic] = {
        Coefficient.PERCENT: plain.percent,
        Coefficient.KAPPA: lambda ratings: plain.cohen_kappa(ratings, kind),
        Coefficient.ALPHA: lambda ratings: plain.krippendorff_alpha(ratings, scale),
        Coefficient.AC1: plain.gwet_ac1,
    }
    return ways[name]
