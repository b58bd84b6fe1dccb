"""Quantiles and the functions under them against scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from scipy import special, stats

from qa_service.statistics.quantiles import (
    Floats,
    _cdf,
    _first_guess,
    beta_quantile,
    log_beta,
    normal_quantile,
    t_quantile,
)

shapes = st.floats(0.05, 1e4)
levels = st.floats(1e-4, 1 - 1e-4)


def beta_cdf(x: ArrayLike, a: float, b: float) -> Floats:
    """P(B <= x) for B ~ Beta(a, b)."""
    x_, a_, b_ = np.broadcast_arrays(np.asarray(x, dtype=np.float64), a, b)
    return _cdf(x_, a_, b_, log_beta(a_, b_))


def test_log_beta_agrees_with_scipy_from_small_to_large() -> None:
    a, b = np.logspace(-3, 7, 40), np.logspace(-3, 7, 40)[:, None]
    expected = special.gammaln(a) + special.gammaln(b) - special.gammaln(a + b)
    # three logarithms of up to 1.5e8 are added up: their last digits are what is left
    np.testing.assert_allclose(log_beta(a, b), expected, rtol=1e-12, atol=1e-7)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(levels, shapes, shapes)
def test_beta_quantile_is_undone_by_scipys_distribution_function(p: float, a: float, b: float) -> None:
    x = float(beta_quantile(p, a, b))
    # at the ends of the number line one step of a float may be worth more than the tolerance
    below, above = stats.beta.cdf([np.nextafter(x, 0), np.nextafter(x, 1)], a, b)
    assert below - 1e-9 <= p <= above + 1e-9


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1), shapes, shapes)
def test_beta_distribution_function_agrees_with_scipy(x: float, a: float, b: float) -> None:
    assert float(beta_cdf(x, a, b)) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-9)


def test_beta_functions_broadcast() -> None:
    table = beta_quantile([[0.1], [0.9]], [0.5, 2.0, 40.0], 3.0)
    np.testing.assert_allclose(table, stats.beta.ppf([[0.1], [0.9]], [0.5, 2.0, 40.0], 3.0), rtol=1e-8)


def test_very_large_shapes_are_as_good_as_normal_and_cost_no_search() -> None:
    # what a group that was reviewed as a whole has: nearly no variance left
    p, mean = np.meshgrid([1e-4, 0.025, 0.5, 0.975], [0.001, 0.3, 0.9])
    for size in (1e7 / 0.001, 1e11):
        x = beta_quantile(p, mean * size, (1 - mean) * size)
        exact = stats.norm.ppf(p) * np.sqrt(mean * (1 - mean) / size)
        np.testing.assert_allclose(x - mean, exact, rtol=1e-3, atol=1e-3 / size**0.5)


def test_outside_zero_to_one_the_beta_distribution_is_zero_or_one() -> None:
    assert beta_cdf([-1.0, 0.0, 1.0, 2.0], 2.0, 3.0).tolist() == [0, 0, 1, 1]


def test_normal_quantile_agrees_with_scipy() -> None:
    p = np.linspace(1e-5, 1 - 1e-5, 999)
    np.testing.assert_allclose(normal_quantile(p), stats.norm.ppf(p), rtol=1e-13, atol=1e-13)


def test_a_normal_quantile_at_the_ends_is_infinite() -> None:
    assert normal_quantile([0.0, 0.5, 1.0]).tolist() == [-np.inf, 0, np.inf]


@pytest.mark.parametrize("df", [1.0, 2.5, 9.0, 200.0])
def test_student_quantile_agrees_with_scipy(df: float) -> None:
    p = np.array([0.005, 0.2, 0.7, 0.975, 0.999])
    np.testing.assert_allclose(t_quantile(p, df), stats.t.ppf(p, df), rtol=1e-6)


@pytest.mark.parametrize(("shapes", "furthest"), [((1.5, 4.0, 30.0, 400.0), 0.18), ((0.1, 0.3, 0.5, 0.8), 0.33)])
def test_the_search_for_a_beta_quantile_starts_near_it(shapes: tuple[float, ...], furthest: float) -> None:
    """Within so many standard deviations of the logit; from further off every quantile costs more steps."""
    p, a, b = (np.array(one) for one in np.meshgrid([0.025, 0.2, 0.5, 0.8, 0.975], shapes, shapes, indexing="ij"))
    logit = np.log(stats.beta.ppf(p, a, b)) - np.log(stats.beta.ppf(1 - p, b, a))
    spread = np.sqrt(special.polygamma(1, a) + special.polygamma(1, b))
    assert np.max(np.abs(_first_guess(p, a, b) - logit) / spread) < furthest


def test_the_centre_and_the_ends_of_students_t() -> None:
    assert t_quantile([0.5], [3.0]).tolist() == [0]
    np.testing.assert_allclose(t_quantile(1e-6, 4), stats.t.ppf(1e-6, 4), rtol=1e-6)


def test_whole_numbers_are_taken_too() -> None:
    assert float(beta_cdf(1, 2, 3)) == 1
    assert float(t_quantile(0.975, 4)) == pytest.approx(stats.t.ppf(0.975, 4))
