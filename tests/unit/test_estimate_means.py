"""Means of scores: ranges, what is refused, and figures worked out by hand and by the formula."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qa_service.domain.estimate import Method, Note, ReviewedScore, Sampling, ScoreError, ScoreGroup, TooFew
from qa_service.errors import BadInput
from qa_service.statistics.estimates import estimate_means
from qa_service.statistics.posterior import GRAIN, MEAN_FAR, MEAN_NEAR, SHRINK
from tests.oracles.estimates import estimate_mean
from tests.unit.test_estimate import known
from tests.unit.test_posterior import stretched

scored = st.builds(ReviewedScore, st.floats(0, 100), st.floats(0, 100), st.floats(0.01, 1))


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.lists(scored, max_size=20), st.lists(st.floats(0, 100), max_size=60))
def test_a_mean_and_its_limits_stay_in_order_on_the_scale(picks: list[ReviewedScore], rest: list[float]) -> None:
    machine = [r.machine for r in picks] + rest
    group = ScoreGroup(len(machine), sum(machine), sum(m * m for m in machine), tuple(picks))
    figure = estimate_mean(group, ScoreError(-3, 10, 80))
    if not machine:
        assert figure is None
    else:
        assert 0 <= known(figure).low <= known(figure).value <= known(figure).high <= 100 + 1e-9


def test_a_mean_follows_the_machine_where_people_confirm_it() -> None:
    """The sample was harder than the month: the machine's scores of the others say so."""
    picks = tuple(ReviewedScore(m, m) for m in (50, 55, 60, 65, 70, 52, 58, 61, 66, 69))
    figure = known(estimate_mean(ScoreGroup(110, 60.6 * 10 + 80 * 100, 37_000 + 6_450 * 100, picks)))
    assert 66 < figure.value < 80
    assert figure.method is Method.REGRESSION


def test_a_mean_ignores_a_machine_that_people_contradict() -> None:
    picks = tuple(ReviewedScore(m, h) for m, h in ((50, 90), (90, 50), (60, 80), (80, 60), (70, 70), (70, 70)))
    figure = known(estimate_mean(ScoreGroup(106, 70 * 6 + 95 * 100, 30_000 + 9_050 * 100, picks)))
    # a falling relation is held at slope 0, so the people's mean stands: 420/6
    assert figure.value == pytest.approx(70)


def test_an_unchecked_mean_carries_the_machines_bias_and_its_uncertainty() -> None:
    figure = known(estimate_mean(ScoreGroup(400, 32_000.0, 2_600_000.0), ScoreError(-5.0, 12.0, 100)))
    # 80 - 5 = 75; 12 x sqrt(1/100 + 1/400) x t(0.975, 99) = 1.342 x 1.984 = 2.662
    assert (figure.value, figure.note) == (75, Note.NOT_CHECKED_HERE)
    assert figure.high - figure.value == pytest.approx(12 * (1 / 100 + 1 / 400) ** 0.5 * stats.t.ppf(0.975, 99))


def test_an_unchecked_mean_without_measured_error_may_be_anything() -> None:
    figure = known(estimate_mean(ScoreGroup(4, 320.0, 26_000.0)))
    assert (figure.low, figure.high, figure.note) == (0, 100, Note.ERROR_UNKNOWN)
    assert known(estimate_mean(ScoreGroup(4, 0.0, 0.0))).value == 0


def test_scores_off_the_scale_are_refused() -> None:
    with pytest.raises(BadInput, match="outside"):
        estimate_mean(ScoreGroup(10, 500.0, 30_000.0, (ReviewedScore(101, 80),)))


@pytest.mark.parametrize("picks", [(), tuple(ReviewedScore(m, m - 7) for m in (50, 60, 70, 80, 90))])
@pytest.mark.parametrize("error", [None, ScoreError(-5.0, 12.0, 100)])
def test_the_scale_of_a_score_does_not_matter(picks: tuple[ReviewedScore, ...], error: ScoreError | None) -> None:
    figure = known(estimate_mean(ScoreGroup(40, 2900.0, 215_000.0, picks), error))
    small = tuple(ReviewedScore(p.machine / 10, p.human / 10) for p in picks)
    tenth = None if error is None else ScoreError(error.bias / 10, error.deviation / 10, error.n)
    found = known(estimate_mean(ScoreGroup(40, 290.0, 2150.0, small), tenth, top=10))
    assert [found.value, found.low, found.high] == pytest.approx(
        [v / 10 for v in (figure.value, figure.low, figure.high)]
    )


@pytest.mark.parametrize(("bias", "value", "low", "high"), [(-90.0, 0.0, 0.0, None), (30.0, 100.0, None, 100.0)])
def test_an_unchecked_mean_ends_at_its_scale(bias: float, value: float, low: float | None, high: float | None) -> None:
    figure = known(estimate_mean(ScoreGroup(400, 32_000.0, 2_600_000.0), ScoreError(bias, 12.0, 100)))
    reach = 12 * (1 / 100 + 1 / 400) ** 0.5 * stats.t.ppf(0.975, 99)
    assert figure.value == value
    assert figure.low == pytest.approx(value - reach if low is None else low)
    assert figure.high == pytest.approx(value + reach if high is None else high)
    assert figure.method is Method.MACHINE_ONLY


def test_one_measured_score_tells_no_spread_and_two_do() -> None:
    group = ScoreGroup(400, 32_000.0, 2_600_000.0)
    assert known(estimate_mean(group, ScoreError(-5.0, 12.0, 1))).note is Note.ERROR_UNKNOWN
    assert known(estimate_mean(group, ScoreError(-5.0, 1.0, 2))).note is Note.NOT_CHECKED_HERE


def test_level_minimum_and_versions_of_a_mean_are_kept() -> None:
    group = ScoreGroup(40, 2900.0, 215_000.0)
    wide, usual = (known(estimate_mean(group, ScoreError(0.0, 12.0, 100), level=level)) for level in (0.99, 0.95))
    assert wide.high - wide.low > usual.high - usual.low
    assert (wide.level, usual.level) == (0.99, 0.95)
    assert known(estimate_mean(group, versions={"heads": "h@1"})).versions == {"heads": "h@1"}
    assert known(estimate_mean(group)).versions == {}


def test_groups_reviewed_unequally_do_not_touch_each_other() -> None:
    few = ScoreGroup(40, 2900.0, 215_000.0, tuple(ReviewedScore(m, m - 5) for m in (60, 80)))
    many = ScoreGroup(60, 4500.0, 345_000.0, tuple(ReviewedScore(m, m + 3) for m in range(50, 95, 5)))
    alone = [known(estimate_mean(group)) for group in (few, many)]
    census = ScoreGroup(3, 210.0, 15_500.0, tuple(ReviewedScore(m, m - 10, 1.0) for m in (50, 70, 90)))
    alone.append(known(estimate_mean(census)))
    assert [known(figure) for figure in estimate_means((few, many, census))] == [
        replace(one, value=pytest.approx(one.value), low=pytest.approx(one.low), high=pytest.approx(one.high))  # type: ignore[arg-type]
        for one in alone
    ]
    assert [one.n_human for one in alone] == [2, 9, 3]


def test_a_single_interaction_is_enough_unless_more_are_asked_for() -> None:
    assert known(estimate_mean(ScoreGroup(1, 80.0, 6400.0))).value == 80
    assert known(estimate_means([ScoreGroup(1, 80.0, 6400.0)])[0]).value == 80
    assert estimate_means([ScoreGroup(1, 80.0, 6400.0)], minimum=2) == (TooFew(1, 2),)
    with pytest.raises(BadInput, match="outside"):
        estimate_means([ScoreGroup(2, 180.0, 16_200.0, (ReviewedScore(90, 100.5),))])


def test_more_scores_than_interactions_are_refused() -> None:
    with pytest.raises(BadInput, match=r"^more interactions were reviewed than the group holds$"):
        estimate_mean(ScoreGroup(1, 80.0, 6400.0, (ReviewedScore(80, 80),) * 2))


def test_a_score_drawn_with_a_small_chance_stands_for_more_of_the_rest() -> None:
    # 5 of 10 drawn with 0.5 stand for 1 other each, 5 of 50 drawn with 0.1 for 9: the rest is (5 x 40 + 45 x 90)/50,
    # that is 85; all: (5 x 40 + 5 x 90 + 50 x 85)/60. The machine says 70 to everybody, so it moves nothing.
    picks = (*[ReviewedScore(70, 40, 0.5)] * 5, *[ReviewedScore(70, 90, 0.1)] * 5)
    figure = known(estimate_mean(ScoreGroup(60, 4200.0, 294_000.0, picks)))
    assert figure.value == pytest.approx(4900 / 60)
    assert figure.sampling is Sampling.UNEQUAL


def test_a_census_of_scores_has_no_interval() -> None:
    picks = tuple(ReviewedScore(m, m - 10, 1.0) for m in (50, 70, 90))
    figure = known(estimate_mean(ScoreGroup(3, 210.0, 15_500.0, picks)))
    assert (figure.value, figure.low, figure.high) == pytest.approx((60, 60, 60))
    assert figure.method is Method.CENSUS


PICKS = (  # machine, person, chance
    (0.9, 0.8, 0.2),
    (0.7, 0.75, 0.2),
    (0.5, 0.3, 0.6),
    (0.95, 1.0, 0.1),
    (0.6, 0.4, 0.6),
    (0.8, 0.85, 0.1),
)
NEARLY_ALL = tuple((m, p, chance) for (m, p, _), chance in zip(PICKS, (0.99, 0.9, 0.95, 0.97, 0.9, 0.99), strict=True))
Picks = tuple[tuple[float, float, float], ...]


def by_formula(picks: Picks, size: int, mean: float, deviation: float) -> tuple[float, float, float]:
    """The regression estimate and its limits, step by step for one group, in 0..1."""
    machine, people, chance = np.array(picks).T
    weight = 1 / chance - 1
    share = weight / weight.sum()
    effective = weight.sum() ** 2 / (weight**2).sum()  # Kish
    here, there = share @ machine, share @ people
    slope = (share @ ((machine - here) * (people - there))) / (
        share @ (machine - here) ** 2 + SHRINK * deviation**2 / effective
    )
    count = size - len(picks)
    rest = there + slope * ((size * mean - machine.sum()) / count - here)
    noise = share @ (people - there - slope * (machine - here)) ** 2
    ends = []
    for yes, no, p in ((MEAN_NEAR, MEAN_FAR, 0.025), (MEAN_FAR, MEAN_NEAR, 0.975)):
        mass = effective + yes + no
        centre = (effective * rest + yes) / mass
        inside = effective * (noise + (rest - centre) ** 2) + yes * (1 - centre) ** 2 + no * centre**2
        variance = inside / mass * (1 / max(mass - 1, 0.5) + 1 / count)
        variance = min(variance, 0.999 * centre * (1 - centre))  # no Beta has more
        total = float(stretched(count, count * centre, variance * count**2, GRAIN).ppf(p))
        ends.append((people.sum() + min(max(total, 0), count)) / size)
    return (people.sum() + count * rest) / size, ends[0], ends[1]


@pytest.mark.parametrize(
    ("picks", "size", "mean", "deviation"),
    [
        (PICKS, 20, 0.75, 0.15),
        (PICKS, 400, 0.8, 0.1),
        (PICKS, 5000, 0.7, 0.2),
        (PICKS[:2], 40, 0.75, 0.15),
        (PICKS[:1], 40, 0.75, 0.15),
        (PICKS[3:4], 40, 0.75, 0.15),  # one, and the best there is: capped
        (NEARLY_ALL, 7, 0.75, 0.15),
    ],
)
def test_a_mean_and_its_limits_are_those_of_the_regression(
    picks: Picks, size: int, mean: float, deviation: float
) -> None:
    total, square = size * mean * 100, size * (mean**2 + deviation**2) * 10_000
    given = tuple(ReviewedScore(m * 100, p * 100, chance) for m, p, chance in picks)
    figure = known(estimate_mean(ScoreGroup(size, total, square, given)))
    value, low, high = (100 * one for one in by_formula(picks, size, mean, deviation))
    assert (figure.value, figure.low, figure.high) == pytest.approx(
        (value, min(low, value), max(high, value)), rel=1e-6
    )


def test_a_steep_relation_is_held_and_a_mean_ends_at_its_scale() -> None:
    # people move twice as far as the machine; taken at STEEPEST = 1.2: the rest at 100 of a machine's mean of 64
    picks = tuple(ReviewedScore(m, 2 * m - 60) for m in range(40, 62, 2))
    figure = known(estimate_mean(ScoreGroup(1011, 550.0 + 1000 * 64, 27_940.0 + 1000 * 4096.0, picks)))
    assert figure.value == pytest.approx((440 + 1000 * (40 + 1.2 * 14)) / 1011, abs=0.2)


@pytest.mark.parametrize(("rest", "end"), [(100.0, 100.0), (0.0, 0.0)])
def test_the_rest_ends_at_the_scale_wherever_the_line_leads(rest: float, end: float) -> None:
    # at the machine's 50 people say 50, and move 1.2 times as far: 110 or -10 where the machine says 100 or 0
    picks = tuple(ReviewedScore(m, 2 * m - 50) for m in range(40, 62, 2))
    group = ScoreGroup(1011, 550.0 + 1000 * rest, 27_940.0 + 1000 * rest**2, picks)
    figure = known(estimate_mean(group))
    assert figure.value == pytest.approx((550 + 1000 * end) / 1011)
    assert 0 <= figure.low <= figure.value <= figure.high <= 100
