"""All coefficients at once give the values of each alone, and intervals that hold the same."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa_service.domain.agreement import Agreement, Coefficient
from qa_service.statistics.agreement import measure_all
from tests.oracles.agreement import (
    Scale,
    Statistic,
    Weights,
    cohen_kappa,
    gwet_ac1,
    hidden,
    krippendorff_alpha,
    percent,
)
from tests.unit.test_agreement_coefficients import KRIPPENDORFF

X = np.nan
RATINGS = st.lists(st.lists(st.sampled_from([0.0, 1.0, 2.0, X]), min_size=2, max_size=2), min_size=2, max_size=25).map(
    lambda rows: np.array(rows).T
)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def plain(name: Coefficient, ordered: bool) -> Statistic:
    """The oracle of a coefficient."""
    scale, weights = (Scale.ORDINAL, Weights.QUADRATIC) if ordered else (Scale.NOMINAL, Weights.NONE)
    return {
        Coefficient.PERCENT: percent,
        Coefficient.ALPHA: lambda table: krippendorff_alpha(table, scale),
        Coefficient.AC1: gwet_ac1,
        Coefficient.KAPPA: lambda table: cohen_kappa(table, weights),
    }[name]


def slowly(table: np.ndarray, statistic: Statistic, repeats: int = 2000) -> Agreement:
    """A coefficient and its bootstrap over units, one resampled matrix after the other."""
    answers = (~np.isnan(table)).sum(0)
    paired, units = table[:, answers >= 2], int((answers >= 2).sum())
    value = statistic(table)
    if np.isnan(value):
        return Agreement(None, None, None, 0.95, units)
    if (np.nanmax(paired, axis=0) == np.nanmin(paired, axis=0)).all():
        return Agreement(value, hidden(paired, statistic, 0.95), value, 0.95, units)
    picks = rng().integers(0, table.shape[1], (repeats, table.shape[1]))
    low, high = np.nanquantile([statistic(table[:, pick]) for pick in picks], [0.025, 0.975])
    return Agreement(value, float(low), float(high), 0.95, units)


def test_krippendorffs_own_figures_come_out() -> None:
    nominal = measure_all(KRIPPENDORFF - 1, 5, rng(), repeats=200)
    ordinal = measure_all(KRIPPENDORFF - 1, 5, rng(), ordered=True, repeats=200)
    # Krippendorff 2011 gives 0.743 and 0.815; irrCAC documents 0.77544 for AC1 and 0.81818 for percent
    assert nominal[Coefficient.ALPHA].value == pytest.approx(0.743, abs=5e-4)
    assert ordinal[Coefficient.ALPHA].value == pytest.approx(0.815, abs=5e-4)
    assert nominal[Coefficient.AC1].value == pytest.approx(0.77544, abs=5e-6)
    assert nominal[Coefficient.PERCENT].value == pytest.approx(0.81818, abs=5e-6)
    assert Coefficient.KAPPA not in nominal  # four raters


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(RATINGS, st.booleans())
def test_each_value_is_that_of_the_plain_formula(table: np.ndarray, ordered: bool) -> None:
    assume((~np.isnan(table)).all(0).sum() >= 2)
    found = measure_all(table, 3, rng(), ordered=ordered, repeats=50)
    for name in Coefficient:
        value = plain(name, ordered)(table)
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
    slow = slowly(table, cohen_kappa)
    assert quick.low == pytest.approx(slow.low, abs=0.02)
    assert quick.high == pytest.approx(slow.high, abs=0.02)


def test_the_ends_of_percent_are_those_of_the_binomial_it_resamples() -> None:
    # 48 of 60 agree: a resample agrees Binomial(60, 0.8) times; 2.5 % lie at 42 or fewer, 97.5 % at 54
    table = np.array([[0] * 60, [0] * 48 + [1] * 12])
    found = measure_all(table, 2, rng(), repeats=20_000)[Coefficient.PERCENT]
    assert (found.value, found.low, found.high) == pytest.approx((48 / 60, 42 / 60, 54 / 60))
    assert (found.level, found.units) == (0.95, 60)
    assert measure_all(table, 2, rng(), level=0.8, repeats=20_000)[Coefficient.PERCENT].low == pytest.approx(44 / 60)


@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("answers", [[0, 1, 2, 1, 1, 2], [0, 2, 2, 0, 0, 0, 2], [0, 1], [1, 1, 1, 1]])
def test_where_nobody_disagrees_the_limits_are_those_of_what_may_hide(answers: list[int], ordered: bool) -> None:
    table = np.array([answers, answers], dtype=float)
    for name, found in measure_all(table, 3, rng(), ordered=ordered).items():
        slow = slowly(table, plain(name, ordered))
        assert (found.value, found.low, found.high, found.level, found.units) == pytest.approx(
            (slow.value, slow.low, slow.high, 0.95, len(answers))
        )


def test_some_who_agree_on_one_category_only_do_not_agree_on_all() -> None:
    # the last unit alone disagrees; an interval is resampled, not what may hide
    table = np.array([[0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0]], dtype=float)
    found = measure_all(table, 2, rng(), repeats=4000)[Coefficient.PERCENT]
    assert (found.value, found.high) == (pytest.approx(5 / 6), 1.0)
    assert found.low == pytest.approx(3 / 6)  # Binomial(6, 5/6): 1.9 % at 2 or fewer, 6.2 % at 3


def test_agreement_no_better_than_chance_has_a_resampled_upper_limit() -> None:
    table = np.array([[0, 0, 1, 1] * 10, [0, 1, 0, 1] * 10], dtype=float)
    found, slow = measure_all(table, 2, rng(), repeats=4000)[Coefficient.KAPPA], slowly(table, cohen_kappa)
    assert found.value == pytest.approx(0.0)
    assert (found.low, found.high) == pytest.approx((slow.low, slow.high), abs=0.03)


def test_two_units_are_enough_for_an_interval_and_one_is_not() -> None:
    two = measure_all([[0, 1], [0, 0]], 2, rng())[Coefficient.PERCENT]
    assert (two.value, two.low, two.high, two.units) == (0.5, 0.0, 1.0, 2)
    for table in ([[0], [1]], [[1], [1]]):
        one = measure_all(table, 2, rng())[Coefficient.PERCENT]
        assert (one.value, one.low, one.high) == (float(table == [[1], [1]]), None, None)
        assert (one.level, one.units) == (0.95, 1)


def test_a_coefficient_that_many_resamples_lose_has_no_interval() -> None:
    # two of forty are rare; (38 / 40) ** 40 = 13 % of resamples hold neither, and kappa is nothing there
    rare = np.zeros((2, 40))
    rare[:, 0] = rare[0, 1] = 1
    found = measure_all(rare, 2, rng(), repeats=4000)
    assert (found[Coefficient.KAPPA].low, found[Coefficient.KAPPA].high) == (None, None)
    assert found[Coefficient.KAPPA].value == pytest.approx(cohen_kappa(rare))
    assert found[Coefficient.AC1].low is not None


def test_where_one_of_two_says_the_same_of_everything_kappa_has_no_interval() -> None:
    # kappa is 0 then, in every resample: 0 to 0 would claim to know it
    table = np.array([[0, 1, 1, 0, 1, 0, 1, 1] * 5, [1] * 40], dtype=float)
    found = measure_all(table, 2, rng())
    assert found[Coefficient.KAPPA] == Agreement(pytest.approx(0.0), None, None, 0.95, 40)  # type: ignore[arg-type]
    assert found[Coefficient.PERCENT].low is not None


def test_nothing_to_compare_gives_nothing() -> None:
    for table in (np.full((2, 3), X), np.array([[0.0, X], [X, 1.0]])):
        for one in measure_all(table, 2, rng()).values():
            assert (one.value, one.low, one.high, one.level, one.units) == (None, None, None, 0.95, 0)


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
