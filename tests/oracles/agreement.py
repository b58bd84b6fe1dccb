"""Coefficients of agreement, each with its source, over one matrix of ratings.

Ratings come as a matrix of raters x units of category codes 0..K-1 (or values, for interval data), NaN where a rater
did not answer. Units with fewer than two answers say nothing and are left out.
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from qa_service.errors import BadInput
from qa_service.statistics.quantiles import Floats

Statistic = Callable[[Floats], float]


class Scale(StrEnum):
    """What the codes mean: names only, an order, or distances."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Weights(StrEnum):
    """How near misses count in Cohen's kappa."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def percent(ratings: Floats) -> float:
    """Share of pairs of answers to the same unit that are equal, the mean over units; NaN without pairs."""
    counts = _counts(ratings)
    return float(_pairs(counts).mean()) if counts.size else float("nan")


def cohen_kappa(ratings: Floats, weights: Weights = Weights.NONE, categories: int | None = None) -> float:
    """Cohen's kappa of two raters (1960; weighted 1968): 1 - Σ v·observed / Σ v·expected, v the disagreement.

    Units that one of them left out do not count. NaN where chance alone would agree fully. Raises BadInput unless
    there are exactly two raters.
    """
    if ratings.shape[0] != 2:
        raise BadInput(f"Cohen's kappa compares 2 raters, not {ratings.shape[0]}", hint="use Krippendorff's alpha")
    both = ratings[:, ~np.isnan(ratings).any(0)].astype(int)
    if both.size == 0:
        return float("nan")
    size = categories or int(both.max()) + 1
    table = np.zeros((size, size))
    np.add.at(table, (both[0], both[1]), 1)
    table /= table.sum()
    codes = np.arange(size)
    apart = np.abs(codes[:, None] - codes[None, :]).astype(float)
    cost = {Weights.NONE: (apart > 0) * 1.0, Weights.LINEAR: apart, Weights.QUADRATIC: apart**2}[weights]
    expected = float((cost * np.outer(table.sum(1), table.sum(0))).sum())
    return 1 - float((cost * table).sum()) / expected if expected > 0 else float("nan")


def krippendorff_alpha(ratings: Floats, scale: Scale = Scale.NOMINAL) -> float:
    """Krippendorff's alpha ("Computing Krippendorff's alpha-reliability", 2011) for any raters and missing answers.

    1 - observed / expected disagreement from the coincidence matrix; NaN where all answers are the same.
    """
    pairable = ratings[:, (~np.isnan(ratings)).sum(0) >= 2]
    values = np.unique(pairable[~np.isnan(pairable)])
    if values.size < 2:
        return float("nan")
    counts = np.stack([(pairable == value).sum(0) for value in values], 1).astype(float)
    answers = counts.sum(1)
    coincidence: Floats = np.einsum("uc,uk,u->ck", counts, counts, 1 / (answers - 1)) - np.diag(
        (counts / (answers - 1)[:, None]).sum(0)
    )
    margin = coincidence.sum(0)
    apart = _distance(values, margin, scale)
    expected = float((np.outer(margin, margin) * apart).sum()) / (margin.sum() - 1)
    return float(1 - (coincidence * apart).sum() / expected)


def _distance(values: Floats, margin: Floats, scale: Scale) -> Floats:
    """Krippendorff's difference functions between all pairs of values."""
    if scale is Scale.NOMINAL:
        return np.asarray(1.0 - np.eye(values.size))
    if scale is Scale.INTERVAL:
        return np.asarray((values[:, None] - values[None, :]) ** 2)
    # ordinal: how many answers lie between two ranks, their own counted half
    place = np.cumsum(margin) - margin / 2
    return np.asarray((place[:, None] - place[None, :]) ** 2)


def gwet_ac1(ratings: Floats, categories: int | None = None) -> float:
    """Gwet's AC1 (2008, *Br. J. Math. Stat. Psychol.* 61) for any raters and missing answers.

    Chance agreement is Σ π(1-π)/(K-1) over the K categories, `categories` or those that occur; stable where one
    category is rare, as critical errors are. NaN without pairs, 1 where only one category exists.
    """
    answered = (~np.isnan(ratings)).sum(0)
    codes = np.unique(ratings[~np.isnan(ratings)])
    size = categories or codes.size
    paired = _counts(ratings)
    if paired.size == 0:
        return float("nan")
    if size < 2:
        return 1.0
    counts = np.stack([(ratings == code).sum(0) for code in codes], 1)[answered > 0]
    used = (counts / counts.sum(1, keepdims=True)).mean(0)
    chance = float((used * (1 - used)).sum()) / (size - 1)
    return (float(_pairs(paired).mean()) - chance) / (1 - chance)


def _counts(ratings: Floats) -> Floats:
    """Units x categories: how many raters chose each, for units with at least two answers."""
    codes = np.unique(ratings[~np.isnan(ratings)])
    if codes.size == 0:
        return np.empty((0, 0))
    counts = np.stack([(ratings == code).sum(0) for code in codes], 1).astype(float)
    return np.asarray(counts[counts.sum(1) >= 2])


def _pairs(counts: Floats) -> Floats:
    """By unit, the share of pairs of answers that are equal."""
    answers = counts.sum(1)
    return np.asarray((counts * (counts - 1)).sum(1) / (answers * (answers - 1)))


def hidden(paired: Floats, statistic: Statistic, level: float) -> float | None:
    """The lower limit where no unit disagrees: what as many disagreements as may still hide would do.

    (1 - r)^n = (1 - level)/2 for the largest rate r that zero of n leaves possible; the dearest change counts.
    """
    units = paired.shape[1]
    rate = 1 - ((1 - level) / 2) ** (1 / units)
    codes = np.unique(paired[~np.isnan(paired)])
    others = codes if codes.size > 1 else np.array([codes[0], codes[0] + 1])
    values = []
    for code in codes:
        unit = int(np.flatnonzero((paired == code).any(0))[0])
        rater = int(np.flatnonzero(paired[:, unit] == code)[0])
        for other in others[others != code]:
            changed = paired.copy()
            changed[rater, unit] = other
            values.append(statistic(changed))
    costs = [1 - value for value in values if not np.isnan(value)]
    return max(1 - units * rate * max(costs), -1.0) if costs else None
