"""Pooled figures beside the same model worked out another way: the groups' truths as one normal vector."""

import numpy as np
import pytest
from scipy import stats

from qa_service.domain.estimate import Estimate, Method, Sampling
from qa_service.statistics.pooling import pool

pytestmark = pytest.mark.slow

VALUES = (0.62, 0.71, 0.55, 0.83, 0.69, 0.77, 0.90, 0.58)
ERRORS = (0.05, 0.08, 0.03, 0.06, 0.04, 0.10, 0.07, 0.05)
MACHINE = (0.60, 0.66, 0.58, 0.72, 0.70, 0.69, 0.80, 0.55)


def figures(top: float, level: float) -> list[Estimate]:
    reach = stats.norm.ppf((1 + level) / 2)
    return [
        Estimate(
            v * top,
            (v - reach * e) * top,
            (v + reach * e) * top,
            level,
            100,
            20,
            Method.POST_STRATIFIED,
            Sampling.SIMPLE,
        )
        for v, e in zip(VALUES, ERRORS, strict=True)
    ]


def expected(machine: tuple[float, ...] | None, level: float) -> list[tuple[float, float, float]]:
    """Truths ~ N(X b, t² I), b with a variance so large that it says nothing, figures ~ N(truths, errors²): the
    normal conditioned on the figures, mixed over t with weight t (flat in t²).
    """
    y, noise = np.array(VALUES), np.diag(np.square(ERRORS))
    columns = [np.ones(len(y))]
    if machine is not None:
        columns.append(np.array(machine) - np.mean(machine))
    vague = 1e4 * sum(np.outer(column, column) for column in columns)
    widest = 4 * (np.std(y) + min(ERRORS))
    beliefs, means, variances = [], [], []
    for t in np.linspace(0, widest, 2001)[1:]:
        before = vague + t**2 * np.eye(len(y))
        gain = np.linalg.solve(before + noise, before).T
        beliefs.append(np.log(t) + stats.multivariate_normal.logpdf(y, np.zeros(len(y)), before + noise))
        means.append(gain @ y)
        variances.append(np.diag(before - gain @ before))
    belief = np.exp(np.array(beliefs) - max(beliefs))
    belief /= belief.sum()
    mean = belief @ np.array(means)
    variance = belief @ (np.array(variances) + (np.array(means) - mean) ** 2)
    side = (1 + level) / 2
    variance *= (stats.t.ppf(side, len(y) - len(columns)) / stats.norm.ppf(side)) ** 2
    size = mean * (1 - mean) / variance - 1
    low, high = stats.beta.ppf([[1 - side], [side]], mean * size, (1 - mean) * size)
    return list(zip(mean, low, high, strict=True))


@pytest.mark.parametrize("machine", [None, MACHINE])
@pytest.mark.parametrize("level", [0.95, 0.8])
def test_pooled_figures_are_those_of_the_hierarchical_model(machine: tuple[float, ...] | None, level: float) -> None:
    for found, (value, low, high) in zip(pool(figures(1.0, level), machine), expected(machine, level), strict=True):
        assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=2e-3)
        assert (found.method, found.level, found.n_human) == (Method.POOLED, level, 20)


def test_the_scale_does_not_matter() -> None:
    ours = pool(figures(100.0, 0.95), tuple(100 * one for one in MACHINE), top=100.0)
    for found, (value, low, high) in zip(ours, expected(MACHINE, 0.95), strict=True):
        assert (found.value, found.low, found.high) == pytest.approx((100 * value, 100 * low, 100 * high), abs=0.2)


def test_a_machine_that_says_the_same_everywhere_changes_nothing() -> None:
    assert pool(figures(1.0, 0.95), [0.7] * len(VALUES)) == pool(figures(1.0, 0.95))


def test_figures_at_the_end_of_the_scale_stay_on_it() -> None:
    sure = Estimate(1.0, 1.0, 1.0, 0.95, 9, 9, Method.CENSUS, Sampling.CENSUS)
    for found in pool([sure] * 8):
        assert found.value == pytest.approx(1.0)
        assert 0.99 < found.low <= found.value <= found.high <= 1
