"""Differences, ranks, trends and partial pooling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.estimate import Estimate, Method, Rank, Sampling
from qa_service.errors import BadInput
from qa_service.statistics.comparison import difference, ranks, trend
from qa_service.statistics.pooling import pool


def figure(value: float, low: float, high: float, level: float = 0.95) -> Estimate:
    return Estimate(value, low, high, level, 100, 20, Method.POST_STRATIFIED, Sampling.SIMPLE)


def around(value: float, error: float) -> Estimate:
    """An estimate with standard error `error`."""
    return figure(value, value - 1.959964 * error, value + 1.959964 * error)


estimates = st.tuples(st.floats(0, 1), st.floats(0.001, 0.3), st.floats(0.001, 0.3)).map(
    lambda t: figure(t[0], max(t[0] - t[1], 0), min(t[0] + t[2], 1))
)


def test_the_interval_of_a_difference_takes_each_side_from_the_right_ends() -> None:
    found = difference(figure(0.8, 0.5, 0.9), figure(0.6, 0.5, 0.64))
    # down: sqrt(0.3^2 + 0.04^2), up: sqrt(0.1^2 + 0.1^2)
    assert found.value == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2 - (0.09 + 0.0016) ** 0.5)
    assert found.high == pytest.approx(0.2 + 0.02**0.5)
    assert not found.told_apart
    assert found.level == 0.95
    wider = difference(figure(0.8, 0.5, 0.9), figure(0.6, 0.5, 0.64), stretch=2)
    assert (wider.low, wider.high) == pytest.approx((0.2 - 2 * 0.0916**0.5, 0.2 + 2 * 0.02**0.5))


@settings(max_examples=60, deadline=None)
@given(estimates, estimates)
def test_turning_a_difference_round_turns_its_interval_round(a: Estimate, b: Estimate) -> None:
    there, back = difference(a, b), difference(b, a)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.told_apart == back.told_apart


def test_a_difference_of_two_levels_is_refused() -> None:
    with pytest.raises(BadInput, match="compared"):
        difference(figure(0.5, 0.4, 0.6), figure(0.5, 0.4, 0.6, level=0.9))


def test_clearly_different_figures_are_told_apart_both_ways() -> None:
    high, low = figure(0.9, 0.85, 0.95), figure(0.5, 0.45, 0.55)
    assert difference(high, low).told_apart
    assert difference(low, high).told_apart


def test_groups_that_cannot_be_told_apart_share_their_places() -> None:
    found = ranks([figure(0.9, 0.88, 0.92), figure(0.5, 0.4, 0.6), figure(0.52, 0.42, 0.62), figure(0.1, 0.08, 0.12)])
    assert found == (Rank(1, 1), Rank(2, 3), Rank(2, 3), Rank(4, 4))


def test_one_group_alone_is_first_and_none_has_no_rank() -> None:
    assert ranks([figure(0.5, 0.4, 0.6)]) == (Rank(1, 1),)
    assert ranks([]) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(estimates, min_size=2, max_size=8))
def test_rank_ranges_hold_the_place_by_value(figures: list[Estimate]) -> None:
    for own, place in zip(figures, ranks(figures), strict=True):
        better, not_worse = sum(f.value > own.value for f in figures), sum(f.value >= own.value for f in figures)
        assert 1 <= place.first <= better + 1
        assert not_worse <= place.last <= len(figures)


def test_many_comparisons_make_ranks_more_careful() -> None:
    near = [around(0.50, 0.02), around(0.57, 0.02)]
    # 0.07/(0.02 x sqrt 2) = 2.47: apart among two (1.96), not among twelve (2.84)
    assert ranks(near) == (Rank(2, 2), Rank(1, 1))
    assert ranks(near + [around(0.535, 0.02)] * 10)[0] == Rank(1, 12)


@pytest.mark.parametrize(("errors_apart", "places"), [(2.0, (Rank(1, 1), Rank(2, 2))), (1.9, (Rank(1, 2), Rank(1, 2)))])
def test_two_groups_are_told_apart_from_1_96_errors_of_their_difference(
    errors_apart: float, places: tuple[Rank, Rank]
) -> None:
    error = 0.02 * 2**0.5  # of the difference of two figures of 0.02
    assert ranks([around(0.5 + errors_apart * error, 0.02), around(0.5, 0.02)]) == places


def test_of_three_groups_each_is_compared_twice() -> None:
    # 0.05 shared by two comparisons: 2.24 errors; 2.2 are too few, 2.3 enough
    error = 0.02 * 2**0.5
    for apart, first in ((2.2, Rank(1, 3)), (2.3, Rank(1, 1))):
        assert ranks([around(0.5 + apart * error, 0.02), around(0.5, 0.02), around(0.5, 0.02)])[0] == first


def test_groups_known_to_be_equal_share_their_places() -> None:
    assert ranks([figure(0.5, 0.5, 0.5), figure(0.5, 0.5, 0.5)]) == (Rank(1, 2), Rank(1, 2))


def test_a_trend_through_a_line_is_its_slope() -> None:
    found = trend([(t, around(0.5 + 0.02 * t, 0.01)) for t in range(5)])
    # sum of (t - 2)^2 = 10: error 0.01/sqrt(10)
    assert found.slope == pytest.approx(0.02)
    assert found.high - found.slope == pytest.approx(1.96 * 0.01 / 10**0.5, abs=1e-5)
    assert found.slope - found.low == pytest.approx(found.high - found.slope)
    assert (found.periods, found.level) == (5, 0.95)


def test_a_scattered_trend_is_less_sure() -> None:
    values = [0.5, 0.6, 0.45, 0.65, 0.5]
    found = trend([(t, around(v, 0.01)) for t, v in enumerate(values)])
    slope = float(np.polyfit(range(5), values, 1)[0])
    rest = np.array(values) - np.polyval(np.polyfit(range(5), values, 1), range(5))
    # ordinary least squares: s/sqrt(10) x t(0.975, 3) = 3.1824
    assert found.slope == pytest.approx(slope)
    assert found.high - found.slope == pytest.approx(3.182446 * (rest @ rest / 3 / 10) ** 0.5, rel=1e-5)


def test_a_trend_that_scatters_a_little_more_than_its_intervals_is_a_little_less_sure() -> None:
    values = [0.5, 0.512, 0.494, 0.512, 0.5]
    rest = np.array(values) - np.polyval(np.polyfit(range(5), values, 1), range(5))
    birge = rest @ rest / 3 / 0.01**2
    assert 0.5 < birge < 1  # as much as the intervals allow: the normal
    found = trend([(t, around(v, 0.01)) for t, v in enumerate(values)])
    assert found.high - found.slope == pytest.approx(1.959964 * 0.01 / 10**0.5, rel=1e-5)
    found = trend([(t, around(v, 0.008)) for t, v in enumerate(values)])
    birge *= (0.01 / 0.008) ** 2
    assert 1 < birge < 2
    assert found.high - found.slope == pytest.approx(3.182446 * 0.008 / 10**0.5 * birge**0.5, rel=1e-5)


def test_a_sure_period_counts_for_more_than_an_unsure_one() -> None:
    points = [(0.0, around(0.5, 0.01)), (1.0, around(0.7, 0.05)), (2.0, around(0.6, 0.01)), (4.0, around(0.8, 0.02))]
    times, values = [t for t, _ in points], [one.value for _, one in points]
    errors = np.array([0.01, 0.05, 0.01, 0.02])
    slope = float(np.polyfit(times, values, 1, w=1 / errors)[0])
    assert trend(points).slope == pytest.approx(slope)


def test_a_trend_needs_three_periods_at_different_times() -> None:
    with pytest.raises(BadInput, match=r"^a trend needs at least 3 periods, not 2$"):
        trend([(0, around(0.5, 0.1))] * 2)
    with pytest.raises(BadInput, match=r"^a trend needs points at different times$"):
        trend([(0, around(0.5, 0.1))] * 3)


def test_pooling_draws_the_uncertain_further_than_the_certain() -> None:
    own = [around(v, e) for v, e in ((0.9, 0.01), (0.9, 0.1), (0.7, 0.02), (0.65, 0.02), (0.75, 0.02), (0.6, 0.03))]
    pooled = pool(own)
    assert own[1].value - pooled[1].value > 5 * (own[0].value - pooled[0].value) > 0
    assert {p.method for p in pooled} == {Method.POOLED}


def test_groups_that_look_alike_are_drawn_much_of_the_way_together() -> None:
    own = [around(v, 0.1) for v in (0.70, 0.72, 0.68, 0.71, 0.69, 0.73, 0.67, 0.70)]
    pooled = pool(own)
    # their scatter, 0.02, is far below the error of each, 0.1
    assert all(abs(p.value - 0.7) < 0.5 * abs(o.value - 0.7) + 1e-9 for p, o in zip(pooled, own, strict=True))
    assert all(p.high - p.low < o.high - o.low for p, o in zip(pooled, own, strict=True))


def test_groups_that_truly_differ_are_left_nearly_alone() -> None:
    own = [around(v, 0.01) for v in (0.2, 0.3, 0.4, 0.6, 0.7, 0.8)]
    assert [p.value for p in pool(own)] == pytest.approx([0.2, 0.3, 0.4, 0.6, 0.7, 0.8], abs=0.002)


@pytest.mark.slow
def test_the_machines_share_tells_groups_apart_where_reviews_are_few() -> None:
    rng, truth, off = np.random.default_rng(8), np.linspace(0.5, 0.9, 20), np.zeros(3)
    machine = (0.15 + 0.7 * truth).tolist()
    for _ in range(20):
        own = tuple(around(t + rng.normal(0, 0.1), 0.1) for t in truth)
        found = (own, pool(own), pool(own, machine))
        off += [np.mean([(p.value - t) ** 2 for p, t in zip(f, truth, strict=True)]) for f in found]
    assert off[2] < 0.7 * off[1]
    assert off[1] < 0.8 * off[0]


def test_too_few_groups_come_back_as_they_are() -> None:
    own = [around(0.5, 0.1), around(0.6, 0.1), around(0.7, 0.1)]
    assert pool(own) == tuple(own)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(estimates, min_size=4, max_size=10))
def test_pooled_figures_stay_on_the_scale_and_in_order(figures: list[Estimate]) -> None:
    for pooled in pool(figures):
        assert 0 <= pooled.low <= pooled.value <= pooled.high <= 1


@pytest.mark.slow
def test_pooled_intervals_hold_the_truth_and_are_narrower() -> None:
    rng, held, narrower = np.random.default_rng(3), [], []
    for _ in range(60):
        truth = rng.normal(0.75, 0.05, 20)
        own = [around(t + rng.normal(0, 0.06), 0.06) for t in truth]
        for p, o, t in zip(pool(own), own, truth, strict=True):
            held.append(p.low <= t <= p.high)
            narrower.append((p.high - p.low) / (o.high - o.low))
    assert 0.93 <= np.mean(held) <= 0.98
    assert np.mean(narrower) < 0.85
