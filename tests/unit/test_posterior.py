"""The limits of a share against the exact distribution of what nobody looked at, by scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qa_service.sample.posterior import FAR, NEAR, Limits, share_limits

LEVEL = 0.95


def limits(reviewed: tuple[int, ...], yes: tuple[int, ...], sizes: tuple[int, ...]) -> Limits:
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
