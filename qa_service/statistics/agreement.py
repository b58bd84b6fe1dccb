"""How far answers agree: people with each other, people with the machine; all coefficients with their intervals.

Ratings come as a matrix of raters x units of category codes 0..K-1, NaN where a rater did not answer. Units with the
same answers are alike, so a bootstrap resample is a multinomial count over the distinct patterns of answers, and each
coefficient is a function of those counts: thousands of resamples are a few products of matrices.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from qa_service.domain.agreement import Agreement, Coefficient
from qa_service.statistics.quantiles import Floats

Weighted = Callable[[Floats], Floats]
LEAST_DEFINED = 0.9
LEAST = -1.0
"""No coefficient is less: agreement falls as far short of chance as full agreement exceeds it."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Distinct patterns of answers: counts by category (P, K), and for two raters the codes of both (2, P)."""

    counts: Floats
    codes: Floats
    ordered: bool

    @classmethod
    def of(cls, ratings: Floats, categories: int, ordered: bool) -> "_Patterns":
        """Each column of a matrix of ratings as a pattern."""
        counts = np.stack([(ratings == code).sum(0) for code in range(categories)], 1).astype(float)
        return cls(counts, ratings, ordered)

    def coefficients(self) -> dict[Coefficient, Weighted]:
        """By name, the functions of weights (R, P) -> (R,); kappa for two raters only."""
        functions: dict[Coefficient, Weighted] = {
            Coefficient.PERCENT: self.percent,
            Coefficient.ALPHA: self.alpha,
            Coefficient.AC1: self.ac1,
        }
        return functions | ({Coefficient.KAPPA: self.kappa} if len(self.codes) == 2 else {})

    @property
    def answers(self) -> Floats:
        """By pattern, how many answered."""
        return np.asarray(self.counts.sum(1))

    @property
    def paired(self) -> Floats:
        """1 for patterns with at least two answers."""
        return np.asarray((self.answers >= 2) * 1.0)

    def percent(self, weights: Floats) -> Floats:
        """Share of pairs of answers to the same unit that are equal, the mean over units; NaN without pairs."""
        n = np.maximum(self.answers, 2)
        equal = (self.counts * (self.counts - 1)).sum(1) / (n * (n - 1)) * self.paired
        return _ratio(weights @ equal, weights @ self.paired)

    def ac1(self, weights: Floats) -> Floats:
        """Gwet's AC1 (2008, *Br. J. Math. Stat. Psychol.* 61); the categories are those that occur at all.

        Chance agreement is Σ π(1-π)/(K-1); stable where one category is rare, as critical errors are.
        """
        share = self.counts / np.maximum(self.answers, 1)[:, None]
        used = _ratio(weights @ share, weights.sum(1)[:, None])
        size = int((self.counts.sum(0) > 0).sum())
        agreed = self.percent(weights)
        if size < 2:
            return np.where(np.isnan(agreed), agreed, 1.0)
        chance = (used * (1 - used)).sum(1) / (size - 1)
        return _ratio(agreed - chance, 1 - chance)

    def alpha(self, weights: Floats) -> Floats:
        """Krippendorff's alpha ("Computing Krippendorff's alpha-reliability", 2011), nominal or ordinal.

        1 - observed / expected disagreement from the coincidence matrix; NaN where all answers are the same.
        """
        per = self.paired / np.maximum(self.answers - 1, 1)
        pairs = self.counts[:, :, None] * self.counts[:, None, :]
        pairs = (pairs - np.eye(self.counts.shape[1]) * self.counts[:, :, None]) * per[:, None, None]
        coincidence = np.einsum("rp,pck->rck", weights, pairs)
        margin = coincidence.sum(2)
        differences = self._differences(margin)
        products = margin[:, :, None] * margin[:, None, :]
        expected = _ratio((products * differences).sum((1, 2)), margin.sum(1) - 1)
        return 1 - _ratio((coincidence * differences).sum((1, 2)), expected)

    def _differences(self, margin: Floats) -> Floats:
        """Krippendorff's difference functions between all pairs of categories."""
        if not self.ordered:
            return np.broadcast_to(1.0 - np.eye(margin.shape[1]), (*margin.shape, margin.shape[1]))
        # how many answers lie between two ranks, their own counted half
        place = np.cumsum(margin, axis=1) - margin / 2
        return np.asarray((place[:, :, None] - place[:, None, :]) ** 2)

    def kappa(self, weights: Floats) -> Floats:
        """Cohen's kappa of two raters (1960; weighted 1968), with quadratic weights where the categories have an order.

        1 - Σ v·observed / Σ v·expected, v the disagreement; NaN where chance alone would agree fully.
        """
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
    limit then is what the disagreements that may still hide would do (`_lowest_by_what_may_hide`).
    """
    table = np.asarray(ratings, dtype=np.float64)
    table = table[:, (~np.isnan(table)).any(0)]
    distinct, weight = np.unique(np.nan_to_num(table, nan=-1.0), axis=1, return_counts=True)
    patterns = _Patterns.of(np.where(distinct < 0, np.nan, distinct), categories, ordered)
    size = int(weight.sum())
    resamples = rng.multinomial(size, weight / size, size=repeats).astype(float) if size else np.zeros((0, 0))
    paired = table[:, (~np.isnan(table)).sum(0) >= 2]
    return {
        name: _interval(name, coefficient, weight[None].astype(float), resamples, _Answers(paired, ordered, level))
        for name, coefficient in patterns.coefficients().items()
        if only in (None, name)
    }


@dataclass(frozen=True, slots=True)
class _Answers:
    """Ratings of the units with at least two answers (raters x units), and the level of the interval."""

    paired: Floats
    ordered: bool
    level: float

    @property
    def units(self) -> int:
        """How many units can be compared."""
        return int(self.paired.shape[1])

    def all_agree(self) -> bool:
        """Whether nobody ever disagreed."""
        return bool((np.nanmax(self.paired, axis=0) == np.nanmin(self.paired, axis=0)).all())


def _interval(
    name: Coefficient, coefficient: Weighted, weights: Floats, resamples: Floats, answers: _Answers
) -> Agreement:
    level, units = answers.level, answers.units
    value = float(coefficient(weights)[0]) if units else float("nan")
    if np.isnan(value):
        return Agreement(None, None, None, level, units)
    if units >= 2 and answers.all_agree():
        return Agreement(value, _lowest_by_what_may_hide(name, answers), value, level, units)
    resampled = coefficient(resamples)
    resampled = resampled[~np.isnan(resampled)]
    if units < 2 or resampled.size < LEAST_DEFINED * len(resamples):
        return Agreement(value, None, None, level, units)
    low, high = np.quantile(resampled, [(1 - level) / 2, (1 + level) / 2])
    if name is Coefficient.PERCENT and value == 0:
        high = 1 - ((1 - level) / 2) ** (1 / units)  # no resample can agree: the exact bound of 0 out of n
    elif np.ptp(resampled) < 1e-12:  # kappa where one of two says the same of everything
        return Agreement(value, None, None, level, units)
    return Agreement(value, min(float(low), value), max(float(high), value), level, units)


def _lowest_by_what_may_hide(name: Coefficient, answers: _Answers) -> float | None:
    """The lower limit where no unit disagrees.

    Zero of n seen leaves a rate r with (1 - r)^n = (1 - level)/2 possible, that is n·r disagreements; what one costs
    is tried out by changing one answer (the dearest change counts). With few units that runs past the end of the scale.
    """
    rate = 1 - ((1 - answers.level) / 2) ** (1 / answers.units)
    values = [_value(name, changed, answers.ordered) for changed in _with_one_disagreement(answers.paired)]
    costs = [1 - value for value in values if not np.isnan(value)]
    return max(1 - answers.units * rate * max(costs), LEAST) if costs else None


def _with_one_disagreement(paired: Floats) -> Iterator[Floats]:
    """The ratings with one answer changed, from each category that occurs to each other (or to a second one)."""
    codes = np.unique(paired[~np.isnan(paired)])
    others = codes if codes.size > 1 else np.array([codes[0], codes[0] + 1])
    for code in codes:
        unit = int(np.flatnonzero((paired == code).any(0))[0])
        rater = int(np.flatnonzero(paired[:, unit] == code)[0])
        for other in others[others != code]:
            changed = paired.copy()
            changed[rater, unit] = other
            yield changed


def _value(name: Coefficient, ratings: Floats, ordered: bool) -> float:
    """One coefficient of a matrix of ratings; NaN where it is not defined."""
    patterns = _Patterns.of(ratings, int(np.nanmax(ratings)) + 1, ordered)
    return float(patterns.coefficients()[name](np.ones((1, ratings.shape[1])))[0])
