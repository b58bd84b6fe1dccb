"""All coefficients at once give the values of each alone, and intervals that hold the same."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa_service.domain.agreement import Coefficient
from qa_service.sample.agreement import (
    Scale,
    Weights,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    measure,
    percent,
)
from qa_service.sample.resample import measure_all
from tests.unit.test_agreement import KRIPPENDORFF

X = np.nan
RATINGS = st.lists(st.lists(st.sampled_from([0.0, 1.0, 2.0, X]), min_size=2, max_size=2), min_size=2, max_size=25).map(
    lambda rows: np.array(rows).T
)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_krippendorffs_own_figures_come_out() -> None:
    nominal = measure_all(KRIPPENDORFF - 1, 5, rng(), repeats=200)
    ordinal = measure_all(KRIPPENDORFF - 1, 5, rng(), ordered=True, repeats=200)
    # Krippendorff 2011 gives 0.743 and 0.815; irrCAC documents 0.77544 for AC1 and 0.81818 for percent
    assert nominal[Coefficient.ALPHA].value == pytest.approx(0.743, abs=5e-4)
    assert ordinal[Coefficient.ALPHA].value == pytest.approx(0.815, abs=5e-4)
    assert nominal[Coefficient.AC1].value == pytest.approx(0.77544, abs=5e-6)
    assert nominal[Coefficient.PERCENT].value == pytest.approx(0.81818, abs=5e-6)
    assert Coefficient.KAPPA not in nominal  # four raters


@settings(deadline=None, max_examples=60)
@given(RATINGS, st.booleans())
def test_each_value_is_that_of_the_plain_formula(table: np.ndarray, ordered: bool) -> None:
    assume((~np.isnan(table)).all(0).sum() >= 2)
    found = measure_all(table, 3, rng(), ordered=ordered, repeats=50)
    scale, weights = (Scale.ORDINAL, Weights.QUADRATIC) if ordered else (Scale.NOMINAL, Weights.NONE)
    plain = {
        Coefficient.PERCENT: percent(table),
        Coefficient.ALPHA: krippendorff_alpha(table, scale),
        Coefficient.AC1: gwet_ac1(table),
        Coefficient.KAPPA: cohen_kappa(table, weights, 3),
    }
    for name, value in plain.items():
        if np.isnan(value):
            assert found[name].value is None, name
        else:
            assert found[name].value == pytest.approx(value, abs=1e-9), name
        low, high = found[name].low, found[name].high
        if low is not None and high is not None:
            assert low - 1e-9 <= value <= high + 1e-9


def test_the_interval_is_the_bootstraps() -> None:
    draw = np.random.default_rng(3)
    first = draw.integers(0, 2, 120).astype(float)
    table = np.stack([first, np.where(draw.random(120) < 0.85, first, 1 - first)])
    quick = measure_all(table, 2, rng(), repeats=4000)[Coefficient.KAPPA]
    slow = measure(table, cohen_kappa, rng(), repeats=2000)
    assert quick.low == pytest.approx(slow.low, abs=0.02)
    assert quick.high == pytest.approx(slow.high, abs=0.02)


def test_nothing_to_compare_gives_nothing() -> None:
    for table in (np.full((2, 3), X), np.array([[0.0, X], [X, 1.0]])):
        assert {one.value for one in measure_all(table, 2, rng()).values()} == {None}


def test_full_agreement_is_no_certainty() -> None:
    # 20 of 20 alike: a rate of 1 - 0.025 ** (1 / 20) = 0.168 of disagreements may still hide
    found = measure_all(np.zeros((2, 20)), 2, rng())[Coefficient.PERCENT]
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(1 - 0.1684, abs=1e-3)


def test_people_who_never_agreed_may_still_agree_sometimes():
    # 0 of 4: the exact upper bound is 1 - 0.025 ** (1 / 4) = 0.602
    found = measure_all([[0, 0, 1, 0], [1, 1, 0, 1]], 2, np.random.default_rng(1))[Coefficient.PERCENT]
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.602, abs=0.001)
