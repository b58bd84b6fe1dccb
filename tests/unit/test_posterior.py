"""The limits of a share against the exact distribution of what nobody looked at, by scipy."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qa_service.statistics.posterior import FAR, NEAR, SKEWEST, TRUST, WIDE, FigureLimits, PseudoAnswers, share_limits

LEVEL = 0.95


def limits(reviewed: tuple[int, ...], yes: tuple[int, ...], sizes: tuple[int, ...]) -> FigureLimits:
    """A stratum each: how many were reviewed, how many of those are "yes", how many there are."""
    labels = np.repeat(np.arange(len(sizes)), reviewed)
    answers = np.concatenate([np.arange(n) < y for n, y in zip(reviewed, yes, strict=True)]).astype(float)
    chances = np.repeat([n / size for n, size in zip(reviewed, sizes, strict=True)], reviewed)
    return share_limits(labels[None], answers[None], chances[None], np.array([sizes], float), LEVEL)


def exact(reviewed: tuple[int, ...], yes: tuple[int, ...], sizes: tuple[int, ...]) -> tuple[float, float]:
    """The quantiles of the sum of Beta-binomials, by convolution."""
    near, far, tail = NEAR / len(sizes), FAR / len(sizes) ** 0.5, (1 - LEVEL) / 2
    found = []
    for more_yes, more_no, p in ((near, far, tail), (far, near, 1 - tail)):
        mass = np.ones(1)
        for n, y, size in zip(reviewed, yes, sizes, strict=True):
            rest = stats.betabinom(size - n, y + more_yes, n - y + more_no)
            mass = np.convolve(mass, rest.pmf(np.arange(size - n + 1)))
        found.append((sum(yes) + int(np.searchsorted(np.cumsum(mass), p))) / sum(sizes))
    return found[0], found[1]


@pytest.mark.parametrize(
    ("reviewed", "yes", "sizes"),
    [
        ((10,), (8,), (500,)),
        ((5, 5), (3, 2), (300, 300)),
        ((8, 2), (8, 0), (815, 185)),
        ((8, 2), (8, 1), (815, 185)),
        ((4, 1), (4, 0), (400, 100)),
        ((38, 2), (38, 0), (470, 30)),
    ],
)
def test_limits_are_near_those_of_the_exact_distribution(
    reviewed: tuple[int, ...], yes: tuple[int, ...], sizes: tuple[int, ...]
) -> None:
    found, (low, high) = limits(reviewed, yes, sizes), exact(reviewed, yes, sizes)
    assert found.low[0] == pytest.approx(low, abs=0.012)
    assert found.high[0] == pytest.approx(high, abs=0.03)  # no Beta has both tails of strata that differ


UNEQUAL = (  # by label of the machine: how many there are, and (answer, chance) of the reviewed
    (300, ((1, 0.2), (1, 0.05), (0, 0.2), (1, 0.1), (1, 0.05))),
    (150, ((0, 0.1), (0, 0.3), (1, 0.1))),
    (40, ((1, 0.15),)),
)
ONE_LABEL = (UNEQUAL[0],)
NEARLY_ALL = ((4, ((1, 0.9), (0, 0.95), (1, 0.99))), (3, ((0, 0.9), (0, 0.97))))
UNSEEN_LABEL = (UNEQUAL[0], (20, ()))
LONG_TAIL = ((1024, ((0, 34 / 1024),) * 34), (140, ((1, 22 / 140),) * 22))  # longer than SKEWEST lets it be
Strata = tuple[tuple[int, tuple[tuple[int, float], ...]], ...]


def bootstrap(units: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Mean rate and size of the Beta of a Bayesian bootstrap over (answer, weight, how many times)."""
    total = sum(w * times for _, w, times in units)
    mean = sum(y * w * times for y, w, times in units) / total
    square = sum(w * w * times for _, w, times in units)
    spread = sum(w * w * times * (y - mean) ** 2 for y, w, times in units) / total**2
    effective = total**2 / square
    return mean, mean * (1 - mean) / (spread * effective / (effective + 1)) - 1


def stretched(count: float, total: float, variance: float, step: float) -> Any:
    """A Beta from half a step below nothing to half a step above all, with this mean and variance of the total."""
    width = count + step
    mean, spread = (total + step / 2) / width, (variance + step / 12) / width**2
    both = mean * (1 - mean) / spread - 1
    return stats.beta(mean * both, (1 - mean) * both, loc=-step / 2, scale=width)


def by_formula(strata: Strata, borrowed: tuple[tuple[float, float], ...], level: float) -> tuple[float, float, float]:
    """Value and limits of a share, stratum by stratum and answer by answer."""
    used = sum(size > 0 for size, _ in strata)
    near, wide, tail = NEAR / used, WIDE / used, (1 - level) / 2
    population, known = sum(size for size, _ in strata), sum(y for _, picks in strata for y, _ in picks)

    def rest(far: str | None) -> tuple[float, float, float, float]:
        """Count, mean, variance and third central moment of the answers of the rest."""
        count = mean = variance = third = 0.0
        for (size, picks), (more_yes, more_no) in zip(strata, borrowed, strict=True):
            weighed = [(float(y), 1 / chance - 1, 1.0) for y, chance in picks]
            typical = sum(w * w for _, w, _ in weighed) / sum(w for _, w, _ in weighed) if weighed else 1.0
            doubt = FAR / used**0.5 - TRUST * (more_yes + more_no)
            yes, no = doubt if far == "yes" else near, doubt if far == "no" else near
            centre, _ = bootstrap([*weighed, (1.0, typical, yes + more_yes), (0.0, typical, no + more_no)])
            m, both = bootstrap(
                [*weighed, (1.0, typical, max(yes, wide) + more_yes), (0.0, typical, max(no, wide) + more_no)]
            )
            left = size - len(picks)
            shape = stats.betabinom(left, m * both, (1 - m) * both)
            count, mean = count + left, mean + left * centre
            variance, third = variance + shape.var(), third + float(shape.stats("s")) * shape.var() ** 1.5
        return count, mean, variance, third

    ends = []
    for far, p, outwards in (("no", tail, -1), ("yes", 1 - tail, 1)):
        count, mean, variance, third = rest(far)
        beta = stretched(count, mean, variance, 1.0)
        surplus = min(max(outwards * (third / variance**1.5 - float(beta.stats("s"))), 0), SKEWEST)
        further = outwards * surplus * variance**0.5 * (stats.norm.ppf(p) ** 2 - 1) / 6  # Cornish & Fisher
        ends.append(min(max(float(beta.ppf(p)) + further, 0), count))
    value = (known + rest(None)[1]) / population
    return value, min((known + ends[0]) / population, value), max((known + ends[1]) / population, value)


@pytest.mark.parametrize("level", [0.95, 0.8])
@pytest.mark.parametrize("lent", [0.0, 0.5])
@pytest.mark.parametrize("strata", [UNEQUAL, ONE_LABEL, NEARLY_ALL, UNSEEN_LABEL, LONG_TAIL])
def test_a_share_and_its_limits_are_those_of_the_weighted_bootstrap(strata: Strata, lent: float, level: float) -> None:
    borrowed = tuple((lent * rate, lent * (1 - rate)) for rate in (0.8, 0.3, 0.6)[: len(strata)])
    picks = [(label, y, chance) for label, (_, reviewed) in enumerate(strata) for y, chance in reviewed]
    labels, answers, chances = (np.array([column]) for column in zip(*picks, strict=True))
    prior = PseudoAnswers(np.array([[yes for yes, _ in borrowed]]), np.array([[no for _, no in borrowed]]))
    found = share_limits(labels, answers * 1.0, chances, np.array([[size for size, _ in strata]], float), level, prior)
    value, low, high = by_formula(strata, borrowed, level)
    assert (found.value[0], found.low[0], found.high[0]) == pytest.approx((value, low, high), abs=1e-6)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=200, deadline=None)
def test_one_more_yes_lowers_neither_value_nor_limits(data: st.DataObject) -> None:
    reviewed = data.draw(st.tuples(st.integers(1, 20), st.integers(1, 20)))
    sizes = tuple(n + data.draw(st.integers(0, 2000)) for n in reviewed)
    yes = tuple(data.draw(st.integers(0, n)) for n in reviewed)
    place = data.draw(st.integers(0, 1))
    if yes[place] == reviewed[place]:
        return
    holds_against_one_more_yes(reviewed, yes, sizes, place)


def test_the_first_yes_of_one_label_beside_another_of_yes_alone_lowers_nothing() -> None:
    holds_against_one_more_yes((12, 18), (0, 18), (705, 391), 0)  # hypothesis found it while WIDE was 0.45


def holds_against_one_more_yes(
    reviewed: tuple[int, ...], yes: tuple[int, ...], sizes: tuple[int, ...], place: int
) -> None:
    more = tuple(y + (at == place) for at, y in enumerate(yes))
    before, after = limits(reviewed, yes, sizes), limits(reviewed, more, sizes)
    for name in ("value", "low", "high"):
        assert getattr(after, name)[0] >= getattr(before, name)[0] - 1e-9
    assert 0 <= after.low[0] <= after.value[0] <= after.high[0] <= 1


@pytest.mark.slow
@pytest.mark.parametrize("truth", [0.5, 0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("reviewed", [5, 10, 20, 40, 100])
def test_where_the_machine_says_one_thing_only_the_interval_holds_as_often_as_a_binomial_lets_it(
    reviewed: int, truth: float
) -> None:
    size = 1_000_000  # so large that the draw is a binomial
    found = [limits((reviewed,), (yes,), (size,)) for yes in range(reviewed + 1)]
    held = [one.low[0] <= truth <= one.high[0] for one in found]
    chances = stats.binom.pmf(np.arange(reviewed + 1), reviewed, truth)
    assert chances[held].sum() > 0.93  # 0.935 at the least, 0.971 on average
