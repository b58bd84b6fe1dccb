"""Alarms: exact false-alarm rates, detection of a ten-point shift, and refusals."""

import numpy as np
import pytest
from scipy import stats

from qa_service.errors import BadInput
from qa_service.sample.watch import (
    Chart,
    Watch,
    calibrate,
    confidence_bins,
    follow,
    label_shift,
    ring_probability,
    rolling_rate,
)

WATCH = Watch(overridden=40, reviewed=400, horizon=300)


def test_the_rolling_rate_starts_at_the_first_full_window() -> None:
    assert rolling_rate([True, False, False, True, True], 3) == pytest.approx((1 / 3, 1 / 3, 2 / 3))
    assert rolling_rate([True], 3) == ()
    with pytest.raises(BadInput, match="window"):
        rolling_rate([True], 0)


def test_the_chart_climbs_on_overrides_and_rests_at_zero() -> None:
    alarm = follow(Chart(up=17, down=3, limit=30), [False, True, False, True, True])
    # 0, 17, 14, 31: rings at the fourth
    assert (alarm.path, alarm.at) == ((0, 17, 14, 31), 4)
    assert follow(Chart(17, 3, 300), [True, False]).at is None


def test_the_ring_probability_is_exact_for_a_chart_that_needs_two_overrides() -> None:
    # limit 2, up 1, down 1, three reviews: 11x, 011, 101? 1,0,1 -> no: p^2 + (1-p) p^2
    p = 0.3
    assert ring_probability(Chart(1, 1, 2), np.array([p]), 3)[0] == pytest.approx(p**2 + (1 - p) * p**2)


def test_a_steady_machine_rings_no_more_often_than_set() -> None:
    chart = calibrate(WATCH)
    rng = np.random.default_rng(1)
    rung = [follow(chart, (rng.random(300) < rng.beta(40.5, 360.5)).tolist()).at is not None for _ in range(1500)]
    # set: 0.05; standard error 0.0056
    assert 0.02 <= np.mean(rung) <= 0.066
    tighter = Chart(chart.up, chart.down, chart.limit - 1)
    grid = (np.arange(15) + 0.5) / 15
    rates = stats.beta.ppf(grid, 40.5, 360.5)
    assert ring_probability(chart, rates, 300).mean() <= 0.05 < ring_probability(tighter, rates, 300).mean()


def test_a_ten_point_shift_is_found_within_about_a_hundred_reviews() -> None:
    chart, rng = calibrate(WATCH), np.random.default_rng(2)
    delays = [follow(chart, (rng.random(2000) < 0.20).tolist()).at or 2000 for _ in range(300)]
    # measured 111; standard error about 4
    assert np.mean(delays) < 125


@pytest.mark.parametrize(
    "watch", [Watch(0, 0), Watch(5, 4), Watch(1, 9, shift=0), Watch(1, 9, horizon=0), Watch(1, 9, false_alarm=1)]
)
def test_impossible_watches_are_refused(watch: Watch) -> None:
    with pytest.raises(BadInput):
        calibrate(watch)


def test_labels_of_a_steady_machine_ring_as_rarely_as_set() -> None:
    rng = np.random.default_rng(3)

    def counts(n: int) -> dict[str, int]:
        return dict(zip("abcd", map(int, rng.multinomial(n, [0.6, 0.25, 0.1, 0.05])), strict=True))

    rung = [
        label_shift(counts(800), counts(100), rng, false_alarm=0.05, repeats=400, ordered=i % 2 == 0).alarm
        for i in range(600)
    ]
    assert 0.02 <= np.mean(rung) <= 0.075


def test_a_ten_point_shift_of_a_label_is_seen_and_named() -> None:
    found = label_shift({"yes": 800, "no": 200}, {"yes": 210, "no": 90}, np.random.default_rng(0))
    assert found.alarm
    assert found.moved == pytest.approx({"yes": -0.1, "no": 0.1})


def test_a_new_label_counts_too() -> None:
    assert label_shift({"yes": 500}, {"yes": 80, "other": 20}, np.random.default_rng(0)).alarm


def test_a_slide_of_confidence_is_seen_in_ordered_bins() -> None:
    rng = np.random.default_rng(4)
    before, now = confidence_bins(rng.beta(9, 2, 2000).tolist()), confidence_bins(rng.beta(7, 3, 200).tolist())
    assert next(iter(before)) == "0.00"
    assert sum(before.values()) == 2000
    assert label_shift(before, now, rng, ordered=True).alarm


def test_a_shift_needs_both_sides() -> None:
    with pytest.raises(BadInput, match="baseline"):
        label_shift({"yes": 0}, {"yes": 3}, np.random.default_rng(0))
