"""Shares: ranges, monotony, what is refused, and figures worked out by hand."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qa_service.domain.estimate import (
    Estimate,
    Figure,
    MachineError,
    Method,
    Reviewed,
    Sampling,
    ScoreGroup,
    ShareGroup,
    TooFew,
)
from qa_service.domain.sampling import Purpose
from qa_service.errors import BadInput
from qa_service.statistics.estimates import estimate_shares, standard_error
from tests.oracles.estimates import estimate_mean, estimate_share

ERROR = MachineError(yes_right=170, yes=200, no_right=90, no=100)


def known(figure: Figure) -> Estimate:
    assert isinstance(figure, Estimate)
    return figure


def reviewed(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> tuple[Reviewed, ...]:
    """Counts by machine answer, then person's answer."""
    return (
        *[Reviewed(True, True)] * yes_yes,
        *[Reviewed(True, False)] * yes_no,
        *[Reviewed(False, True)] * no_yes,
        *[Reviewed(False, False)] * no_no,
    )


@st.composite
def share_groups(draw: st.DrawFn) -> ShareGroup:
    picks = draw(
        st.lists(
            st.builds(Reviewed, st.sampled_from([True, False, None]), st.booleans(), st.floats(0.01, 1)), max_size=25
        )
    )
    extra = draw(st.tuples(*[st.integers(0, 300)] * 3))
    yes, no, open_ = [
        sum(r.machine is answer for r in picks) + e for answer, e in zip((True, False, None), extra, strict=True)
    ]
    return ShareGroup(yes, no, open_, tuple(picks))


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(share_groups(), st.sampled_from([None, ERROR]))
def test_a_share_and_its_limits_stay_in_order_within_zero_and_one(
    group: ShareGroup, error: MachineError | None
) -> None:
    figure = estimate_share(group, error)
    if figure is None:
        assert group.size == 0
    else:
        estimate = known(figure)
        assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(share_groups(), st.randoms(use_true_random=False))
def test_the_order_of_reviews_does_not_matter(group: ShareGroup, shuffler: random.Random) -> None:
    picks = list(group.reviewed)
    shuffler.shuffle(picks)
    again = ShareGroup(group.yes, group.no, group.unclear, tuple(picks))
    first, second = estimate_share(group), estimate_share(again)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert known(first).low == pytest.approx(known(second).low, abs=1e-9)
        assert known(first).high == pytest.approx(known(second).high, abs=1e-9)


@pytest.mark.parametrize("machine_yes", [0, 4, 10, 16, 20])
@pytest.mark.parametrize("size", [40, 400, 20_000])
@pytest.mark.parametrize("label", [True, False])
def test_one_more_human_yes_never_lowers_value_or_limits(machine_yes: int, size: int, label: bool) -> None:
    here = machine_yes if label else 20 - machine_yes
    groups = []
    for yes in range(here + 1):
        mine, others = (yes, here - yes), ((20 - here) // 2, 20 - here - (20 - here) // 2)
        picks = reviewed(*mine, *others) if label else reviewed(*others, *mine)
        groups.append(ShareGroup(int(size * 0.7) + 20, size - int(size * 0.7) + 20, 0, picks))
    figures = [known(f) for f in estimate_shares(groups)]
    for name in ("value", "low", "high"):
        assert np.all(np.diff([getattr(f, name) for f in figures]) >= -1e-9), name


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(share_groups())
def test_the_mirrored_group_has_the_mirrored_interval(group: ShareGroup) -> None:
    def turned(answer: bool | None) -> bool | None:
        return None if answer is None else not answer

    picks = tuple(Reviewed(turned(r.machine), not r.human, r.chance) for r in group.reviewed)
    figure, mirrored = estimate_share(group), estimate_share(ShareGroup(group.no, group.yes, group.unclear, picks))
    if group.reviewed:
        assert known(mirrored).low == pytest.approx(1 - known(figure).high, abs=1e-7)
        assert known(mirrored).value == pytest.approx(1 - known(figure).value, abs=1e-7)


def test_an_empty_group_is_absent_and_not_zero() -> None:
    assert estimate_share(ShareGroup(0, 0)) is None
    assert estimate_mean(ScoreGroup(0, 0.0, 0.0)) is None


def test_a_group_below_the_minimum_says_so() -> None:
    assert estimate_share(ShareGroup(3, 1), minimum=5) == TooFew(4, 5)
    assert estimate_mean(ScoreGroup(4, 300.0, 25_000.0), minimum=5) == TooFew(4, 5)


def test_a_census_has_no_interval() -> None:
    figure = known(estimate_share(ShareGroup(6, 4, 0, reviewed(5, 1, 1, 3))))
    # 5 + 1 true yes of 10
    assert (figure.value, figure.low, figure.high) == (0.6, 0.6, 0.6)
    assert (figure.method, figure.sampling) == (Method.CENSUS, Sampling.CENSUS)


def quantile(p: float, mean: float, yes: float, no: float) -> float:
    """Of the Beta with this mean and the spread of Beta(yes, no), moved outwards by what that is more skewed."""
    _, variance, skewness = (float(one) for one in stats.beta.stats(yes, no, moments="mvs"))
    size = mean * (1 - mean) / variance - 1
    own = float(stats.beta.stats(mean * size, (1 - mean) * size, moments="s"))
    out = 1 if p > 0.5 else -1
    further = max(out * (skewness - own), 0) * (stats.norm.ppf(p) ** 2 - 1) / 6  # Cornish and Fisher
    return float(stats.beta.ppf(p, mean * size, (1 - mean) * size) + out * further * variance**0.5)


def test_with_one_machine_label_and_equal_chances_the_value_is_the_beta_posterior_mean() -> None:
    figure = known(estimate_share(ShareGroup(10_000, 0, 0, reviewed(8, 2, 0, 0))))
    # pseudo-answers 0.22 and 0.22: 8.22/10.44 for the 9990 others, 8 known: (8 + 9990 x 8.22/10.44)/10000
    assert figure.value == pytest.approx((8 + 9990 * 8.22 / 10.44) / 10_000)
    # low: 0.22 yes, 0.46 no, with the spread of 0.6 each; high the other way round, with the same spread
    assert figure.low == pytest.approx(quantile(0.025, 8.22 / 10.68, 8.6, 2.6), abs=2e-3)
    assert figure.high == pytest.approx(quantile(0.975, 8.46 / 10.68, 8.6, 2.6), abs=2e-3)
    assert (figure.n_machine, figure.n_human, figure.sampling) == (10_000, 10, Sampling.SIMPLE)


def test_equal_chances_written_out_change_nothing() -> None:
    plain = reviewed(6, 1, 1, 2)
    written = tuple(Reviewed(r.machine, r.human, 10 / 100) for r in plain)
    assert estimate_share(ShareGroup(70, 30, 0, plain)) == estimate_share(ShareGroup(70, 30, 0, written))


def test_an_oversampled_failure_counts_for_less() -> None:
    def with_chance(chance: float) -> Estimate:
        picks = (*[Reviewed(True, True, 0.05)] * 9, Reviewed(True, False, chance))
        return known(estimate_share(ShareGroup(200, 0, 0, picks)))

    assert with_chance(0.5).value > with_chance(0.05).value
    assert with_chance(0.5).sampling is Sampling.UNEQUAL


def test_reviewing_more_narrows_the_interval() -> None:
    few = known(estimate_share(ShareGroup(700, 300, 0, reviewed(6, 1, 1, 2))))
    many = known(estimate_share(ShareGroup(700, 300, 0, reviewed(60, 10, 10, 20))))
    assert many.high - many.low < 0.5 * (few.high - few.low)


def test_the_interval_of_a_batch_is_the_interval_alone() -> None:
    groups = [ShareGroup(70, 30, 0, reviewed(6, 1, 1, 2)), ShareGroup(20, 30), ShareGroup(0, 0)]
    groups.append(ShareGroup(400, 90, 10, reviewed(2, 0, 0, 0)))
    for together, alone in zip(estimate_shares(groups, ERROR), (estimate_share(g, ERROR) for g in groups), strict=True):
        if isinstance(together, Estimate):
            assert together.low == pytest.approx(known(alone).low, abs=1e-9)
            assert together.high == pytest.approx(known(alone).high, abs=1e-9)
        else:
            assert together is alone is None


def test_undecided_interactions_may_be_anything_until_somebody_looks() -> None:
    decided, undecided = (
        known(estimate_share(ShareGroup(60, 40), ERROR)),
        known(estimate_share(ShareGroup(60, 40, 100), ERROR)),
    )
    # half of the group is open: limits are halved, and the upper one may gain the other half
    assert undecided.low == pytest.approx(decided.low / 2)
    assert undecided.high == pytest.approx(decided.high / 2 + 0.5)


@pytest.mark.parametrize(
    ("picks", "sentence"),
    [
        (
            [Reviewed(True, True, None, Purpose.RISK)],
            "a risk-based pick without its inclusion probability cannot enter an estimate",
        ),
        (
            [Reviewed(True, True, 0.5, Purpose.CALIBRATION)],
            "calibration picks never enter an estimate; leave them out",
        ),
        ([Reviewed(True, True, 0.0)], "inclusion probability 0.0 lies outside (0, 1]"),
        ([Reviewed(True, True, 1.5)], "inclusion probability 1.5 lies outside (0, 1]"),
        (
            [Reviewed(True, True, 0.1), Reviewed(True, True)],
            "some picks carry an inclusion probability and some do not; give it for all or for none",
        ),
    ],
)
def test_picks_that_were_not_drawn_by_a_known_chance_are_refused(picks: list[Reviewed], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        estimate_share(ShareGroup(10, 10, 0, tuple(picks)))
    assert str(refused.value) == sentence


def test_risk_picks_with_their_chance_are_welcome() -> None:
    picks = (Reviewed(True, True, 0.1, Purpose.RISK), Reviewed(False, False, 0.4, Purpose.RISK))
    figure = known(estimate_share(ShareGroup(10, 10, 0, picks)))
    assert (figure.n_human, figure.method, figure.sampling) == (2, Method.POST_STRATIFIED, Sampling.UNEQUAL)


def test_more_reviewed_than_there_are_is_refused() -> None:
    with pytest.raises(BadInput, match="more interactions"):
        estimate_share(ShareGroup(1, 10, 0, reviewed(2, 0, 0, 0)))


def test_the_standard_error_comes_from_the_width() -> None:
    figure = Estimate(0.5, 0.402, 0.598, 0.95, 1000, 100, Method.POST_STRATIFIED, Sampling.SIMPLE)
    assert standard_error(figure) == pytest.approx(0.05, abs=1e-5)  # 0.196 / (2 x 1.96)


def by_hand(group: ShareGroup, borrowed: tuple[tuple[float, float], ...]) -> float:
    """The share where all picks have one chance: answers as they are, and the rest of each label by its own rate.

    0.22 of a pseudo-answer each way is shared among the labels that occur; `borrowed` are (yes, no) by label.
    """
    labels, sizes = (True, False, None), (group.yes, group.no, group.unclear)
    near = 0.22 / sum(size > 0 for size in sizes)
    total = float(sum(r.human for r in group.reviewed))
    for label, size, (yes, no) in zip(labels, sizes, borrowed, strict=True):
        said = [r.human for r in group.reviewed if r.machine is label]
        rate = (sum(said) + near + yes) / (len(said) + 2 * near + yes + no)
        total += (size - len(said)) * rate
    return total / group.size


NOTHING = ((0.0, 0.0),) * 3
PICKS = (*reviewed(4, 1, 2, 5), Reviewed(None, True))
GROUP = ShareGroup(60, 40, 10, PICKS)


def test_what_is_borrowed_is_half_an_observation_a_label_by_rogan_and_gladen() -> None:
    # hit (90 + 0.5)/(100 + 1), pass (80 + 0.5)/(100 + 1), seen (60 + 0.5)/(100 + 1); π = (seen - (1 - pass))/gain
    hit, passed, seen = 90.5 / 101, 80.5 / 101, 60.5 / 101
    true = (seen - (1 - passed)) / (hit + passed - 1)
    says_yes = true * hit + (1 - true) * (1 - passed)
    of_yes, of_no = true * hit / says_yes, true * (1 - hit) / (1 - says_yes)
    borrowed = ((0.5 * of_yes, 0.5 * (1 - of_yes)), (0.5 * of_no, 0.5 * (1 - of_no)), (0.0, 0.0))
    figure = known(estimate_share(GROUP, MachineError(90, 100, 80, 100)))
    assert figure.value == pytest.approx(by_hand(GROUP, borrowed))
    assert figure.value != pytest.approx(by_hand(GROUP, NOTHING), abs=1e-6)


@pytest.mark.parametrize(
    "error",
    [None, MachineError(0, 0, 80, 100), MachineError(90, 100, 0, 0), MachineError(50, 100, 55, 100)],
    ids=["unknown", "no true yes", "no true no", "hardly better than chance"],
)
def test_an_error_that_tells_nothing_lends_nothing(error: MachineError | None) -> None:
    assert known(estimate_share(GROUP, error)).value == pytest.approx(by_hand(GROUP, NOTHING))


@pytest.mark.parametrize(("yes", "true"), [(0, 0.02), (100, 0.98)])
def test_a_borrowed_prevalence_keeps_off_the_edges(yes: int, true: float) -> None:
    group = ShareGroup(yes, 100 - yes, 0, reviewed(*((5, 0, 0, 0) if yes else (0, 0, 0, 5))))
    hit, passed = 90.5 / 101, 90.5 / 101
    says_yes = true * hit + (1 - true) * (1 - passed)
    of_yes, of_no = true * hit / says_yes, true * (1 - hit) / (1 - says_yes)
    borrowed = ((0.5 * of_yes, 0.5 * (1 - of_yes)), (0.5 * of_no, 0.5 * (1 - of_no)), (0.0, 0.0))
    assert known(estimate_share(group, MachineError(90, 100, 90, 100))).value == pytest.approx(by_hand(group, borrowed))


def test_undecided_answers_alone_borrow_nothing() -> None:
    group = ShareGroup(0, 0, 20, (Reviewed(None, True), Reviewed(None, False), Reviewed(None, True)))
    assert known(estimate_share(group, ERROR)).value == pytest.approx(by_hand(group, NOTHING))
