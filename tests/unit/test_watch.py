"""Alarms: exact false-alarm rates, detection of a ten-point shift, and refusals."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from qa_service.errors import BadInput
from qa_service.statistics.watch import (
    Alarm,
    Chart,
    OverrideWatch,
    alarm_probability,
    calibrate,
    follow,
    label_shift,
    rolling_rate,
    share_shift,
)

WATCH = OverrideWatch(overridden=40, reviewed=400, horizon=300)


def test_the_rolling_rate_starts_at_the_first_full_window() -> None:
    assert rolling_rate([True, False, False, True, True], 3) == pytest.approx((1 / 3, 1 / 3, 2 / 3))
    assert rolling_rate([True, False, False, True, True], 2) == (0.5, 0.0, 0.5, 1.0)
    assert rolling_rate([True, False], 2) == (0.5,)
    assert rolling_rate([True, False], 1) == (1.0, 0.0)
    assert rolling_rate([True], 3) == ()
    with pytest.raises(BadInput) as refused:
        rolling_rate([True], 0)
    assert str(refused.value) == "window: a window holds at least 1 review, not 0"


def test_the_chart_climbs_on_overrides_and_rests_at_zero() -> None:
    alarm = follow(Chart(up=17, down=3, limit=30), [False, True, False, True, True])
    # 0, 17, 14, 31: rings at the fourth
    assert (alarm.path, alarm.at) == ((0, 17, 14, 31), 4)
    assert follow(Chart(17, 3, 300), [True, False]) == Alarm((17, 14), None)
    assert follow(Chart(17, 3, 14), [False, True]).at == 2
    assert follow(Chart(17, 3, 17), [True]).at == 1  # the limit itself rings


def test_the_ring_probability_is_exact_for_a_chart_that_needs_two_overrides() -> None:
    # limit 2, up 1, down 1, three reviews: 11x, 011, 101? 1,0,1 -> no: p^2 + (1-p) p^2
    p = 0.3
    assert alarm_probability(Chart(1, 1, 2), np.array([p]), 3)[0] == pytest.approx(p**2 + (1 - p) * p**2)


def test_a_steady_machine_rings_no_more_often_than_set() -> None:
    chart = calibrate(WATCH)
    rng = np.random.default_rng(1)
    rung = [follow(chart, (rng.random(300) < rng.beta(40.5, 360.5)).tolist()).at is not None for _ in range(1500)]
    # set: 0.05; standard error 0.0056
    assert 0.02 <= np.mean(rung) <= 0.066
    tighter = Chart(chart.up, chart.down, chart.limit - 1)
    grid = (np.arange(15) + 0.5) / 15
    rates = stats.beta.ppf(grid, 40.5, 360.5)
    assert alarm_probability(chart, rates, 300).mean() <= 0.05 < alarm_probability(tighter, rates, 300).mean()


def test_a_ten_point_shift_is_found_within_about_a_hundred_reviews() -> None:
    chart, rng = calibrate(WATCH), np.random.default_rng(2)
    delays = [follow(chart, (rng.random(2000) < 0.20).tolist()).at or 2000 for _ in range(300)]
    # measured 111; standard error about 4
    assert np.mean(delays) < 125


def smallest(watch: OverrideWatch, up: int, down: int) -> int:
    """The first limit that keeps the false-alarm rate, by trying all."""
    ends = watch.overridden + 0.5, watch.reviewed - watch.overridden + 0.5
    rates = stats.beta.ppf((np.arange(15) + 0.5) / 15, *ends)
    limit = 1
    while alarm_probability(Chart(up, down, limit), rates, watch.horizon).mean() > watch.false_alarm:
        limit += 1
    return limit


@pytest.mark.parametrize(
    ("watch", "up", "down"),
    [
        # rate 10.5/101 = 0.104, risen 0.204: ln(0.896/0.796) = 0.118, ln(0.204/0.104) = 0.674; 20 x 0.118/0.792 = 2.99
        (OverrideWatch(10, 100, horizon=50), 17, 3),
        # 0.1 over 0.5/31 = 0.016: ln(0.984/0.884) = 0.107, ln(0.116/0.016) = 1.975; 1.03
        (OverrideWatch(0, 30, horizon=60), 19, 1),
        (OverrideWatch(0, 5000, horizon=20), 19, 1),  # 0.3 is no step
        # 30.5/31 = 0.984 cannot rise by 0.1: half the way to 1; ln(0.016/0.008) = 0.693, ln(0.992/0.984) = 0.008; 19.8
        (OverrideWatch(30, 30, horizon=10), 1, 19),
        # 20.5/31 = 0.661, risen to 0.761: ln(0.339/0.239) = 0.350, ln(0.761/0.661) = 0.141; 14.3
        (OverrideWatch(20, 30, horizon=40, false_alarm=0.2), 6, 14),
        # 1.5/2 = 0.75, risen to 0.875: ln 2 = 0.693, ln(0.875/0.75) = 0.154; 16.4
        (OverrideWatch(1, 1, shift=0.3, horizon=30, false_alarm=0.3), 4, 16),
        (OverrideWatch(10, 100, horizon=1), 17, 3),
    ],
)
def test_a_chart_steps_by_the_likelihood_ratio_up_to_the_smallest_limit_that_is_quiet(
    watch: OverrideWatch, up: int, down: int
) -> None:
    assert calibrate(watch) == Chart(up, down, smallest(watch, up, down))


@pytest.mark.parametrize(
    ("watch", "sentence"),
    [
        *[
            (watch, "reviewed: the baseline needs at least 1 review, and no more overrides than reviews")
            for watch in (OverrideWatch(0, 0), OverrideWatch(5, 4), OverrideWatch(-1, 4))
        ],
        *[
            (watch, "watch: shift and false alarm lie between 0 and 1, the horizon is at least 1")
            for watch in (
                *(OverrideWatch(1, 9, shift=0), OverrideWatch(1, 9, shift=1), OverrideWatch(1, 9, horizon=0)),
                *(OverrideWatch(1, 9, false_alarm=1), OverrideWatch(1, 9, false_alarm=0)),
            )
        ],
    ],
)
def test_impossible_watches_are_refused(watch: OverrideWatch, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        calibrate(watch)
    assert str(refused.value) == sentence


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


def test_a_label_that_is_new_or_gone_counts_too() -> None:
    found = label_shift({"yes": 400, "gone": 100}, {"yes": 80, "other": 20}, np.random.default_rng(0))
    assert found.alarm
    assert found.moved == pytest.approx({"yes": 0.0, "gone": -0.2, "other": 0.2})


def test_the_chance_of_a_shift_is_the_exact_one_of_two_labels() -> None:
    # 100 of 1,000 answers are "no" and 30 fall into the period of 200; its share without change is hypergeometric
    found = label_shift({"yes": 730, "no": 70}, {"yes": 170, "no": 30}, np.random.default_rng(5), repeats=40_000)
    k = np.arange(101)
    mass = stats.hypergeom.pmf(k, 1000, 100, 200)
    expected = mass[np.abs(k - 20) >= 10].sum()
    assert found.p_value == pytest.approx(expected, abs=5 * (expected / 40_000) ** 0.5)


def test_many_labels_are_compared_by_pearsons_chi_square() -> None:
    before, now = {"a": 900, "b": 600, "c": 80, "d": 420}, {"a": 430, "b": 320, "c": 58, "d": 192}
    found = label_shift(before, now, np.random.default_rng(6), repeats=20_000)
    expected = stats.chi2_contingency([list(before.values()), list(now.values())]).pvalue
    assert found.p_value == pytest.approx(expected, abs=0.006)
    assert 0.05 < expected < 0.2


def test_what_no_draw_reaches_has_the_chance_of_one_more_draw() -> None:
    found = label_shift({"yes": 500}, {"no": 500}, np.random.default_rng(0), false_alarm=0.05, repeats=19)
    assert (found.p_value, found.alarm) == (0.05, True)  # 1 / (19 + 1), and 0.05 is still as rare as set


def test_one_answer_is_a_period_of_its_own() -> None:
    found = label_shift({"yes": 50, "no": 50}, {"yes": 1}, np.random.default_rng(0))
    assert (found.p_value, found.alarm) == (1, False)


def test_rare_labels_count_as_much_as_their_rarity_says() -> None:
    before, now, size = (10, 2, 1), (3, 0, 2), 5
    both = np.add(before, now)
    expected = size * both / both.sum()  # 3.6, 0.6, 0.8
    cases = [(a, b, size - a - b) for a in range(6) for b in range(3) if 0 <= size - a - b <= 3]
    far = [float(((np.array(case) - expected) ** 2 / expected).sum()) for case in cases]
    seen = far[cases.index(now)]
    p = sum(
        stats.multivariate_hypergeom.pmf(case, both, size)
        for case, distance in zip(cases, far, strict=True)
        if distance >= seen - 1e-9
    )
    past, present = (dict(zip("abc", side, strict=True)) for side in (before, now))
    assert label_shift(past, present, np.random.default_rng(2), repeats=20_000).p_value == pytest.approx(p, abs=0.01)


def test_an_order_looks_at_slides_and_not_at_scatter() -> None:
    before = {str(n): 100 for n in range(10)}
    scattered = {str(n): 30 if n % 2 else 10 for n in range(10)}  # neighbours swap, nothing slides
    assert label_shift(before, scattered, np.random.default_rng(0)).p_value < 0.005
    assert label_shift(before, scattered, np.random.default_rng(0), ordered=True).p_value > 0.2


def confidence_bins(confidences: Sequence[float], bins: int = 10) -> dict[str, int]:
    """Counts of confidences 0..1 in equal bins, named by their lower edge."""
    counts, edges = np.histogram(np.asarray(confidences, dtype=np.float64), bins=bins, range=(0, 1))
    return {f"{edge:.2f}": int(count) for edge, count in zip(edges, counts, strict=False)}


def test_a_slide_of_confidence_is_seen_in_ordered_bins() -> None:
    rng = np.random.default_rng(4)
    before, now = confidence_bins(rng.beta(9, 2, 2000).tolist()), confidence_bins(rng.beta(7, 3, 200).tolist())
    assert next(iter(before)) == "0.00"
    assert sum(before.values()) == 2000
    assert label_shift(before, now, rng, ordered=True).alarm


@pytest.mark.parametrize(("before", "now"), [({"yes": 0}, {"yes": 3}), ({"yes": 3}, {})])
def test_a_shift_needs_both_sides(before: dict[str, int], now: dict[str, int]) -> None:
    with pytest.raises(BadInput, match=r"^a shift needs answers in the baseline and in the period$"):
        label_shift(before, now, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("before", "of_before", "now", "of"),
    [(70, 800, 30, 200), (40, 50, 10, 50), (0, 30, 5, 20), (30, 30, 20, 20), (3, 4, 1, 1), (900, 2000, 40, 60)],
)
def test_the_chance_of_a_share_is_that_of_all_as_far_from_the_expected(
    before: int, of_before: int, now: int, of: int
) -> None:
    both, size = before + now, of_before + of
    k = np.arange(of + 1)
    mass = stats.hypergeom.pmf(k, size, both, of)
    far = np.abs(k - of * both / size) >= abs(now - of * both / size) - 1e-9
    assert share_shift(before, of_before, now, of) == pytest.approx(mass[far].sum(), rel=1e-6)


def test_a_share_needs_answers_on_both_sides() -> None:
    for sides in ((0, 0, 1, 2), (1, 2, 0, 0)):
        with pytest.raises(BadInput, match=r"^a shift needs answers in the baseline and in the period$"):
            share_shift(*sides)
