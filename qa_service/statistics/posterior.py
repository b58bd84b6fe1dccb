"""The arithmetic under the estimates: what the reviewed interactions say about the ones nobody looked at.

Everything works on the last axis and broadcasts over leading ones, so that the coverage bench runs thousands of
draws through the very code that makes the figures. The pieces:

* the unreviewed rest of a group is *predicted*: known answers are counted as they are, so the finite population
  correction comes by itself and a census has no interval;
* a reviewed interaction drawn with probability π stands for 1/π - 1 others; the rest's rate is the mean of the
  reviewed ones under these weights, a Bayesian bootstrap (Rubin 1981) with pseudo-answers at both bounds, which for
  equal weights is exactly a Beta posterior;
* each limit has its own pseudo-answers, as the two confidence distributions of a share have (Fay, Proschan &
  Brittain 2015, *Biometrics* 71): `FAR` on the side of the limit, in each stratum the less the more there are, and
  `NEAR` shared among the strata on the other. One Jeffreys prior a stratum would add up to several pseudo-failures and
  push the upper limit below a true 0.99;
* the spread is never that of fewer pseudo-answers than `WIDE`: when the last "no" of a stratum becomes a "yes", the
  spread would collapse and a limit move down;
* the strata's distributions are added up by three moments: two would cut off the tail of a stratum that few reviews
  speak for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.statistics.quantiles import Floats, beta_quantile, normal_quantile, scalar

Labels = NDArray[np.intp]

# Chosen on eval/bench/coverage.py; docs/evaluation.md tells which bounds of its grid they miss.
FAR = 0.46
TRUST = 0.3
NEAR = 0.22
WIDE = 0.6
MEAN_FAR = 0.1
MEAN_NEAR = 0.015
SHRINK = 4.0
STEEPEST = 1.2
SKEWEST = 2.0
GRAIN = 0.1


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """Moments of the unreviewed part: how many, their mean answer in 0..1, variance and skewness of their total.

    `skewness` None: that of the Beta with the same mean and variance.
    """

    count: Floats
    mean: Floats
    variance: Floats
    skewness: Floats | None = None


@dataclass(frozen=True, slots=True)
class FigureLimits:
    """A figure in 0..1 with its limits; arrays over draws."""

    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class PseudoAnswers:
    """Shapes of the pseudo-answers "yes" and "no" of each stratum, last axis = strata."""

    yes: Floats
    no: Floats


@dataclass(frozen=True, slots=True)
class _StratumSums:
    """Weighted sums over the reviewed of a stratum: Σv, Σv², Σvy, Σv²y."""

    weight: Floats
    square: Floats
    yes: Floats
    square_yes: Floats


def _stratum_sums(labels: Labels, answers: Floats, weights: Floats, strata: int) -> _StratumSums:
    """Sums by stratum; inputs (..., n), results (..., strata)."""
    masks = [labels == s for s in range(strata)]

    def total(values: Floats) -> Floats:
        return np.stack([np.where(mask, values, 0.0).sum(-1) for mask in masks], axis=-1)

    return _StratumSums(total(weights), total(weights**2), total(weights * answers), total(weights**2 * answers))


def _rate(sums: _StratumSums, pseudo: PseudoAnswers) -> tuple[Floats, Floats]:
    """Posterior mean of a stratum's rate in the rest and its size as a Beta (a + b); yes/no answers.

    A pseudo-answer weighs what a unit of the rest weighs on average, Σv²/Σv (the size-biased mean).
    """
    typical = np.where(sums.weight > 0, sums.square / np.where(sums.weight > 0, sums.weight, 1.0), 1.0)
    yes, no = pseudo.yes * typical, pseudo.no * typical
    total = sums.weight + yes + no
    square = sums.square + (yes + no) * typical
    mean = (sums.yes + yes) / total
    square_yes = sums.square_yes + yes * typical
    spread = square_yes * (1 - 2 * mean) + square * mean**2
    effective = total**2 / square
    variance = spread / total**2 * effective / (effective + 1)
    return mean, np.clip(mean * (1 - mean) / variance - 1, 1e-6, 1e9)


def _unreviewed_share(counts: Floats, centre: Floats, mean: Floats, size: Floats) -> Unreviewed:
    """Sum of Beta-binomials over strata, by its first three moments (Johnson, Kemp & Kotz 2005, section 6.2.2).

    `centre` is each stratum's rate; `mean` and `size` are those of the Beta that its spread is taken from.
    """
    total = counts.sum(-1)
    expected = (counts * centre).sum(-1)
    each = counts * mean * (1 - mean) * (size + counts) / (size + 1)
    variance = each.sum(-1)
    third = (each * (1 - 2 * mean) * (size + 2 * counts) / (size + 2)).sum(-1)
    return Unreviewed(total, expected / np.maximum(total, 1), variance, third / np.maximum(variance, 1e-18) ** 1.5)


def _limits(low: Unreviewed, high: Unreviewed, alpha: float, grain: float) -> tuple[Floats, Floats]:
    """The `alpha` quantile of one view of the rest and the 1 - `alpha` quantile of another."""
    return _quantile(low, alpha, grain), _quantile(high, 1 - alpha, grain)


def _quantile(unreviewed: Unreviewed, p: float, grain: float) -> Floats:
    """Quantile of the rest's total by the Beta with its mean and variance, on [0, count].

    `grain` is the step of one answer: 1 for counts. The Beta spans half a step more on both sides (continuity
    correction), so that "all of the rest" is within reach.
    """
    count = np.maximum(unreviewed.count, 1)
    width = count + grain
    mean = (count * unreviewed.mean + grain / 2) / width
    variance = (unreviewed.variance + grain / 12) / width**2
    size = np.clip(mean * (1 - mean) / np.maximum(variance, 1e-18) - 1, 1e-3, 1e9)
    quantile = width * beta_quantile(p, mean * size, (1 - mean) * size) - grain / 2
    if unreviewed.skewness is not None:
        quantile = quantile + _longer_tail(
            unreviewed.skewness - _beta_skewness(mean, size), np.sqrt(unreviewed.variance), p
        )
    return np.clip(quantile, 0, unreviewed.count)


def _beta_skewness(mean: Floats, size: Floats) -> Floats:
    return np.asarray(2 * (1 - 2 * mean) * np.sqrt((size + 1) / (mean * (1 - mean))) / (size + 2))


def _longer_tail(surplus: Floats, deviation: Floats, p: float) -> Floats:
    """How much further out the `p` quantile lies for a skewness of `surplus` more (Cornish & Fisher 1937).

    A stratum of few reviews among strata of opposite answers has a tail that no one Beta has. Only ever outwards: at
    a bound the Beta is nearer the truth than the expansion.
    """
    outwards = 1.0 if p > 0.5 else -1.0
    further = np.clip(outwards * surplus, 0, SKEWEST)
    reach = max(scalar(normal_quantile(p)) ** 2 - 1, 0)
    return np.asarray(outwards * further * deviation * reach / 6)


def share_limits(
    labels: Labels, answers: Floats, chances: Floats, sizes: Floats, level: float, prior: PseudoAnswers | None = None
) -> FigureLimits:
    """The share of "yes" in a finite population, post-stratified by the machine's label.

    `labels` (..., n): index of the machine's label of each reviewed interaction; `answers` (..., n): the person's, 0
    or 1; `chances` (..., n): inclusion probabilities in (0, 1]; `sizes` (..., K): how many interactions carry each
    label, reviewed ones included. Shorter samples are padded with label -1, answer 0, chance 1.
    `prior` adds pseudo-answers (from the machine's measured error).
    """
    strata = sizes.shape[-1]
    filled = np.maximum((sizes > 0).sum(-1, keepdims=True), 1)
    sums = _stratum_sums(labels, answers, 1 / chances - 1, strata)
    seen = np.stack([(labels == s).sum(-1) for s in range(strata)], axis=-1)
    counts = np.maximum(sizes - seen, 0.0)
    extra_yes, extra_no = (0.0, 0.0) if prior is None else (prior.yes, prior.no)
    shape = np.zeros(sizes.shape)
    near, wide = shape + NEAR / filled, shape + WIDE / filled
    # what is borrowed replaces part of the doubt
    far = shape + FAR / np.sqrt(filled) - TRUST * (extra_yes + extra_no)

    def unreviewed(yes: Floats, no: Floats) -> Unreviewed:
        mean, _ = _rate(sums, PseudoAnswers(yes + extra_yes, no + extra_no))
        spread = _rate(sums, PseudoAnswers(np.maximum(yes, wide) + extra_yes, np.maximum(no, wide) + extra_no))
        return _unreviewed_share(counts, mean, *spread)

    alpha = (1 - level) / 2
    reviewed_yes, population = answers.sum(-1), sizes.sum(-1)
    middle, _ = _rate(sums, PseudoAnswers(near + extra_yes, near + extra_no))
    low, high = _limits(unreviewed(near, far), unreviewed(far, near), alpha, 1.0)
    value = (reviewed_yes + (counts * middle).sum(-1)) / population
    low, high = (reviewed_yes + low) / population, (reviewed_yes + high) / population
    return FigureLimits(value, np.minimum(low, value), np.maximum(high, value))


def _regression(machine: Floats, people: Floats, share: Floats, effective: Floats, spread: Floats) -> Floats:
    """Slope of people's scores on the machine's, held back by `SHRINK` reviewed interactions' worth of no relation.

    `spread` is the variance of the machine's scores in the whole group. Between 0 and `STEEPEST`: any slope fixed
    beforehand leaves the estimate unbiased, so a small sample may be timid but not wild.
    """
    centred = machine - (share * machine).sum(-1, keepdims=True)
    along = (share * centred * people).sum(-1)
    across = (share * centred**2).sum(-1) + SHRINK * spread / effective
    return np.asarray(np.clip(along / np.maximum(across, 1e-12), 0, STEEPEST))


def mean_limits(
    machine: Floats, people: Floats, chances: Floats, size: Floats, total: Floats, square: Floats, level: float
) -> FigureLimits:
    """The mean of a score in 0..1 over a finite population, by regression on the machine's score.

    `machine`, `people`, `chances` (..., n) belong to the reviewed (padded with chance 0); `size`, `total` and
    `square` (...) are number, sum and sum of squares of the machine's scores over the whole group. The residuals'
    spread carries the error; the pseudo-answers at the bounds stand for the rare score (a capped one) that a small
    sample has not met.
    """
    real = chances > 0
    count = np.maximum(size - real.sum(-1), 0.0)
    weights = np.where(real, 1 / np.where(real, chances, 1.0) - 1, 0.0)
    weights = np.where(weights.sum(-1, keepdims=True) > 0, weights, real * 1.0)
    share = weights / weights.sum(-1, keepdims=True)
    effective = 1 / (share**2).sum(-1)
    slope = _regression(machine, people, share, effective, np.maximum(square / size - (total / size) ** 2, 0))
    aim = np.where(count > 0, (total - machine.sum(-1)) / np.maximum(count, 1), 0)
    machine_mean, people_mean = (share * machine).sum(-1), (share * people).sum(-1)
    mean = np.clip(people_mean + slope * (aim - machine_mean), 0, 1)
    residual = people - people_mean[..., None] - slope[..., None] * (machine - machine_mean[..., None])
    noise = (share * residual**2).sum(-1)

    def unreviewed(yes: float, no: float) -> Unreviewed:
        mass = effective + yes + no
        centre = (effective * mean + yes) / mass
        inner = (effective * (noise + (mean - centre) ** 2) + yes * (1 - centre) ** 2 + no * centre**2) / mass
        spread = inner * (1 / np.maximum(mass - 1, 0.5) + 1 / np.maximum(count, 1))
        return Unreviewed(count, centre, np.minimum(spread, centre * (1 - centre) * 0.999) * count**2)

    alpha = (1 - level) / 2
    reviewed_total = people.sum(-1)
    value = (reviewed_total + count * mean) / size
    low, high = _limits(unreviewed(MEAN_NEAR, MEAN_FAR), unreviewed(MEAN_FAR, MEAN_NEAR), alpha, GRAIN)
    low, high = (reviewed_total + low) / size, (reviewed_total + high) / size
    return FigureLimits(value, np.minimum(low, value), np.maximum(high, value))
