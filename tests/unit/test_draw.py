"""Draws: reproducible, true to their chances, spread over the period, purposes kept."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.sampling import Allocation, Frame, Purpose, Reason, SamplingPlan, Unit
from qa_service.errors import BadInput
from qa_service.statistics.draws import draw, generator, inclusion, systematic
from qa_service.statistics.plans import make_frame

WEIGHTS = {Reason.CRITICAL: 4.0, Reason.LOW_CONFIDENCE: 1.0}


def frame(size: int = 90, agents: int = 3) -> Frame:
    return make_frame(
        Unit(f"i{n:04d}", (f"a{n % agents}",), float(n), (Reason.CRITICAL,) if n % 10 == 0 else ()) for n in range(size)
    )


def plan(size: int, purpose: Purpose = Purpose.RANDOM, **more: object) -> SamplingPlan:
    return SamplingPlan(purpose, size, **{"seed": 11, "weights": WEIGHTS} | more)  # type: ignore[arg-type]


def made(wanted: SamplingPlan, over: Frame, seed: int | None = None):  # type: ignore[no-untyped-def]
    return draw(wanted, over, generator(wanted.seed if seed is None else seed, over.hash))


def test_plan_and_frame_hash_repeat_the_draw() -> None:
    assert made(plan(12), frame()) == made(plan(12), frame())
    assert made(plan(12), frame()).picks != made(plan(12), frame(), seed=12).picks
    assert made(plan(12), frame()).picks != made(plan(12), frame(89)).picks


def test_random_picks_of_a_stratum_have_one_chance_and_the_plans_purpose() -> None:
    picks = made(plan(2, allocation=Allocation.EQUAL), frame()).picks
    # 2 of 30 for each of three agents
    assert {pick.chance for pick in picks} == {2 / 30}
    assert Counter(pick.stratum for pick in picks) == {("a0",): 2, ("a1",): 2, ("a2",): 2}
    assert {pick.purpose for pick in picks} == {Purpose.RANDOM}


def test_picks_of_an_agent_spread_over_the_period() -> None:
    times = [int(pick.id[1:]) for pick in made(plan(9, allocation=Allocation.EQUAL), frame(900, 1)).picks]
    # nine picks, one in each hundred interactions
    assert [time // 100 for time in times] == list(range(9))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(1, 120), st.sampled_from(Purpose), st.integers(0, 10**6), st.floats(0.05, 1))
def test_a_draw_has_its_size_no_repeats_and_chances_that_add_up(
    size: int, purpose: Purpose, seed: int, floor: float
) -> None:
    over = frame()
    found = made(plan(size, purpose, floor=floor, seed=seed), over)
    assert len(found.picks) == len({pick.id for pick in found.picks}) == min(size, 90)
    assert all(0 < pick.chance <= 1 for pick in found.picks)
    assert found.frame_size == 90


def test_a_risk_draw_prefers_reasons_and_leaves_everybody_a_chance() -> None:
    sizes = np.array([5.0] * 10 + [1.0] * 90)
    chances = inclusion(sizes, 14, 0.5)
    # half of 14 evenly: 7/100 each; half by size: 7 x 5/140 = 0.25 and 7 x 1/140 = 0.05
    np.testing.assert_allclose(chances[:10], 0.07 + 0.25)
    np.testing.assert_allclose(chances[10:], 0.07 + 0.05)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(0, 50), min_size=1, max_size=40), st.integers(0, 45), st.floats(0, 1))
def test_inclusion_probabilities_add_up_to_the_size(sizes: list[float], count: int, floor: float) -> None:
    chances = inclusion(np.array(sizes), count, floor)
    assert chances.sum() == pytest.approx(min(count, len(sizes)))
    assert np.all((chances >= -1e-12) & (chances <= 1 + 1e-12))
    if count < len(sizes):
        assert np.all(chances >= floor * count / len(sizes) - 1e-9)


def test_drawn_shares_match_the_stated_chances() -> None:
    chances = inclusion(np.array([1.0, 1, 2, 4, 8, 1, 3]), 3, 0.3)
    drawn = systematic(np.broadcast_to(chances, (20_000, 7)), np.random.default_rng(5))
    assert set(drawn.sum(1)) == {3}
    # standard error at most sqrt(0.25/20000) = 0.0035
    np.testing.assert_allclose(drawn.mean(0), chances, atol=0.014)


@pytest.mark.parametrize(
    ("weights", "critical", "plain"),
    [
        # sizes 1 + 4 of 9 and 1 of 81, in all 126: half of 18 evenly over 90, half by size
        (WEIGHTS, 0.1 + 9 * 5 / 126, 0.1 + 9 / 126),
        # a reason without a weight is none, and a weight of nothing is allowed
        ({Reason.NEGATIVE_END: 3.0, Reason.CRITICAL: 0.0}, 0.2, 0.2),
        ({Reason.NEGATIVE_END: 3.0}, 0.2, 0.2),
        ({Reason.CRITICAL: 0.5}, 0.1 + 9 * 1.5 / 94.5, 0.1 + 9 / 94.5),
    ],
)
def test_a_risk_draws_chances_follow_its_weights(weights: dict[Reason, float], critical: float, plain: float) -> None:
    found = made(plan(18, Purpose.RISK, weights=weights, floor=0.5), frame(90, 1))
    chances = {pick.reasons: pick.chance for pick in found.picks}
    assert chances[()] == pytest.approx(plain)
    assert chances.get((Reason.CRITICAL,), critical) == pytest.approx(critical)
    for pick in found.picks:  # each pick tells the reasons of its interaction
        assert pick.reasons == ((Reason.CRITICAL,) if int(pick.id[1:]) % 10 == 0 else ())


def test_nobody_is_walked_through_for_nothing() -> None:
    found = made(plan(1), frame(90, 3))  # one pick among three agents: two of them get none
    assert len(found.picks) == 1


def test_the_generator_is_that_of_seed_and_whole_hash() -> None:
    # a hash is a hexadecimal number, and all of it counts
    expected = np.random.Generator(np.random.PCG64(np.random.SeedSequence([5, 0xFF00]))).random()
    assert generator(5, "ff00").random() == expected
    assert generator(5, "ff01").random() != expected


def test_chances_of_many_groups_are_each_groups_own() -> None:
    sizes = np.array([[1.0, 1.0, 1.0, 97.0], [1.0, 2.0, 3.0, 4.0], [5.0, 5.0, 0.0, 0.0]])
    together = inclusion(sizes, 2, 0.2)
    for row, one in zip(together, sizes, strict=True):
        assert row == pytest.approx(inclusion(one, 2, 0.2))
    assert together.sum(1) == pytest.approx([2, 2, 2])
    assert together[0, 3] == 1
    drawn = systematic(together, np.random.default_rng(1))
    assert drawn.sum(1).tolist() == [2, 2, 2]


OUT_OF_RANGE = "the floor lies in 0..1 and weights of reasons are not negative"


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        ({"floor": 1.1}, "plan", OUT_OF_RANGE),
        ({"floor": -0.1}, "plan", OUT_OF_RANGE),
        ({"weights": {Reason.CRITICAL: -1.0}}, "plan", OUT_OF_RANGE),
        ({"floor": 0.0, "weights": {}}, "weights", "a risk plan needs weights of reasons or a floor"),
    ],
)
def test_a_plan_that_cannot_be_followed_says_where(wrong: dict[str, object], where: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(plan(3, Purpose.RISK, **wrong), frame())
    assert str(refused.value) == f"{where}: {said}"


def test_only_risk_plans_need_weights_or_a_floor() -> None:
    assert len(made(plan(3, Purpose.RANDOM, floor=0.0, weights={}), frame()).picks) == 3
    assert len(made(plan(3, Purpose.RISK, floor=0.4, weights={}), frame()).picks) == 3
    assert len(made(plan(3, Purpose.RISK, floor=0.0), frame()).picks) == 3


def test_sizes_of_nothing_are_drawn_evenly_and_small_ones_by_size() -> None:
    assert inclusion(np.zeros(4), 2, 0.0) == pytest.approx([0.5] * 4)
    assert inclusion(np.array([0.1, 0.3]), 1, 0.0) == pytest.approx([0.25, 0.75])
    # one is certain, and nothing is known of the two others
    assert inclusion(np.array([1.0, 0.0, 0.0]), 2, 0.0) == pytest.approx([1.0, 0.5, 0.5])
    assert inclusion(np.array([1.0, 0.0]), 2, 0.0).tolist() == [1.0, 1.0]
