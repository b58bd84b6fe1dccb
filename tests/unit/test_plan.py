"""Frames, how many, and how a budget is shared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.sampling import Allocation, Frame, Purpose, Reason, SamplingPlan, Unit
from qa_service.errors import BadInput
from qa_service.statistics.plans import allocate, half_width, how_many, lines, make_frame, spreads


def frame(sizes: dict[str, int]) -> Frame:
    return make_frame(Unit(f"{name}-{i:04d}", (name,), float(i)) for name, size in sizes.items() for i in range(size))


def plan(size: int, allocation: Allocation = Allocation.PROPORTIONAL, **more: object) -> SamplingPlan:
    return SamplingPlan(Purpose.RANDOM, size, seed=1, by=("agent",), allocation=allocation, **more)  # type: ignore[arg-type]


def test_the_hash_of_a_frame_does_not_depend_on_the_order_but_on_every_unit() -> None:
    units = [Unit("b", ("x",), 2.0), Unit("a", ("x",), 1.0, (Reason.CRITICAL,))]
    assert make_frame(units) == make_frame(reversed(units))
    assert make_frame(units).hash != make_frame(units[:1]).hash
    assert make_frame(units).hash != make_frame([units[0], Unit("a", ("x",), 1.0)]).hash


def test_a_frame_is_kept_as_one_json_array_a_line() -> None:
    # an auditor's own tool must be able to make these bytes, and their sha256, from the same interactions
    unit = Unit("città", ("acme", "a1"), 2.5, (Reason.NEGATIVE_END, Reason.CRITICAL))
    assert list(lines([unit])) == ['["città", ["acme", "a1"], 2.5, ["critical", "negative_end"]]\n'.encode()]


def test_an_interaction_twice_in_a_frame_is_refused() -> None:
    with pytest.raises(BadInput, match="twice") as refused:
        make_frame([Unit("a"), Unit("a")])
    assert refused.value.where == "frame"


def test_proportional_allocation_follows_size() -> None:
    # 10 of 100: one in ten
    assert allocate(plan(10), frame({"a": 60, "b": 30, "c": 10})) == {("a",): 6, ("b",): 3, ("c",): 1}


def test_optimal_allocation_follows_size_times_spread() -> None:
    spread = {("a",): 0.1, ("b",): 0.3}
    # 50 x 0.1 : 50 x 0.3 = 1 : 3
    found = allocate(plan(20, Allocation.OPTIMAL, spread=spread), frame({"a": 50, "b": 50}))
    assert found == {("a",): 5, ("b",): 15}


def test_a_stratum_without_a_known_spread_takes_the_mean_of_the_others() -> None:
    found = allocate(
        plan(40, Allocation.OPTIMAL, spread={("a",): 0.1, ("b",): 0.3}), frame({"a": 50, "b": 50, "c": 50})
    )
    # 0.1 : 0.3 : 0.2
    assert found == {("a",): 7, ("b",): 20, ("c",): 13}


def test_a_known_spread_changes_nothing_where_size_alone_is_asked_for() -> None:
    spread = {("a",): 0.1, ("b",): 0.3}
    assert allocate(plan(20, spread=spread), frame({"a": 50, "b": 50})) == {("a",): 10, ("b",): 10}


@pytest.mark.parametrize(
    ("sizes", "budget", "found"),
    [
        # Sainte-Laguë: 60, 60/3 = 20, 60/5 = 12, 60/7 = 8.6; 25, 25/3 = 8.3; 15, 15/3 = 5; the six largest
        ({"a": 60, "b": 25, "c": 15}, 6, (4, 1, 1)),
        # 53, 53/3 = 17.7, 53/5 = 10.6, 53/7 = 7.6; 24, 24/3 = 8; 23, 23/3 = 7.7; the seven largest
        ({"a": 53, "b": 24, "c": 23}, 7, (3, 2, 2)),
    ],
)
def test_a_budget_that_does_not_divide_goes_to_who_is_furthest_behind(
    sizes: dict[str, int], budget: int, found: tuple[int, int, int]
) -> None:
    assert tuple(allocate(plan(budget), frame(sizes)).values()) == found


def test_a_full_stratum_gives_way_however_large_its_share() -> None:
    spread = {("a",): 0.5, ("b",): 0.001}
    found = allocate(plan(20, Allocation.OPTIMAL, spread=spread), frame({"a": 5, "b": 50}))
    assert found == {("a",): 5, ("b",): 15}


def test_a_stratum_without_spread_gets_what_the_others_cannot_hold() -> None:
    spread = {("a",): 0.5, ("b",): 0.0}
    assert allocate(plan(7, Allocation.OPTIMAL, spread=spread), frame({"a": 5, "b": 50})) == {("a",): 5, ("b",): 2}


def test_equal_allocation_gives_each_stratum_the_same_or_all_it_has() -> None:
    assert allocate(plan(5, Allocation.EQUAL), frame({"a": 60, "b": 3})) == {("a",): 5, ("b",): 3}


@settings(max_examples=80, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1),
    st.integers(1, 120),
    st.sampled_from([Allocation.PROPORTIONAL, Allocation.OPTIMAL]),
    st.integers(0, 3),
)
def test_allocations_add_up_and_never_exceed_a_stratum(
    sizes: dict[str, int], budget: int, allocation: Allocation, minimum: int
) -> None:
    made, wanted = frame(sizes), plan(budget, allocation, minimum=minimum, spread={("a",): 0.4})
    least = {name: min(minimum, size) for name, size in sizes.items()}
    if sum(least.values()) > min(budget, sum(sizes.values())):
        with pytest.raises(BadInput, match="minimum"):
            allocate(wanted, made)
        return
    found = allocate(wanted, made)
    assert sum(found.values()) == min(budget, sum(sizes.values()))
    assert all(least[name] <= found[(name,)] <= size for name, size in sizes.items())


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (plan(0), "size: a plan draws at least 1 interaction, not 0"),
        (plan(1, Allocation.OPTIMAL, spread={("a",): -1.0}), "spread: an expected spread is negative"),
        (
            plan(3, minimum=2),
            "minimum: a minimum of 2 in each of 2 strata needs 4 picks; raise the size above 3 or lower the minimum",
        ),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(refused: SamplingPlan, sentence: str) -> None:
    with pytest.raises(BadInput) as error:
        allocate(refused, frame({"a": 3, "b": 3}))
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("half_width", "population", "level", "needed"),
    # the published figures for 1,000 and 60,000 calls; 1,067 without limit at 3 points
    [
        (0.05, 1000, 0.95, 278),
        (0.03, 60_000, 0.99, 1789),
        (0.03, 10**9, 0.95, 1068),
        (0.05, 20, 0.95, 20),
        # 3.8415 x 0.25 / 0.0225 = 42.683; 42.683 / (1 + 41.683 / 20) = 13.84
        (0.15, 20, 0.95, 14),
        (0.1, 1, 0.95, 1),
    ],
)
def test_how_many_reviews_are_needed(half_width: float, population: int, level: float, needed: int) -> None:
    assert how_many(half_width, population, level=level) == needed


@pytest.mark.parametrize("width", [0.0, 0.5])
def test_impossible_widths_are_refused(width: float) -> None:
    with pytest.raises(BadInput) as error:
        how_many(width, 100)
    assert str(error.value) == f"half_width: half width {width} must lie between 0 and 0.5"


@pytest.mark.parametrize("width", [5e-324, 1e-320, 1e-200, 1e-160, 1e-12])
def test_a_width_that_no_number_of_reviews_reaches_asks_for_everything(width: float) -> None:
    # (z/h)² is infinite, or so large that n0/(1 + (n0-1)/N) is N to the last digit
    assert how_many(width, 1000) == 1000
    assert how_many(width, 1) == 1


def test_how_many_of_nobody_is_none_and_of_anybody_at_least_one() -> None:
    assert how_many(0.1, 0) == 0
    assert how_many(0.49, 1000, share=0.01) == 1  # 3.84 x 0.01 x 0.99 / 0.24 = 0.16


@pytest.mark.parametrize(
    ("size", "population", "share", "level", "width"),
    [
        # 1.96 x sqrt(0.25 / 100 x 900 / 999) = 0.093
        (100, 1000, 0.5, 0.95, 0.09302),
        # 2.5758 x sqrt(0.09 / 10 x 10 / 19) = 0.1773
        (10, 20, 0.9, 0.99, 0.17728),
        (1, 2, 0.5, 0.95, 0.97998),  # 1.96 x sqrt(0.25 / 1 x 1 / 1)
        (1, 1, 0.5, 0.95, 0.0),
        (30, 20, 0.5, 0.95, 0.0),  # all there are
        (0, 20, 0.5, 0.95, 1.0),
        (5, 0, 0.5, 0.95, 1.0),
    ],
)
def test_what_so_many_reviews_will_reach(size: int, population: int, share: float, level: float, width: float) -> None:
    assert half_width(size, population, share=share, level=level) == pytest.approx(width, abs=1e-5)


def test_the_machines_answers_tell_the_spread_of_a_stratum() -> None:
    said = [(("a",), True), (("a",), False), (("a",), False), (("b",), True), (("b",), True)]
    # (1 + 0.5) / (3 + 1) = 0.375; (2 + 0.5) / (2 + 1) = 0.833: never 0
    expected = {("a",): (0.375 * 0.625) ** 0.5, ("b",): (0.8333 * 0.1667) ** 0.5}
    assert spreads(said) == pytest.approx(expected, abs=1e-4)


def test_the_expected_precision_turns_the_needed_number_round() -> None:
    # Cochran: 385 for 5 points of an endless supply; of 1,000 there are 278
    assert how_many(0.05, 1000) == 278
    assert half_width(278, 1000) == pytest.approx(0.05, abs=2e-4)
    assert (half_width(1000, 1000), half_width(0, 1000)) == (0.0, 1.0)


def test_expected_spreads_leave_no_stratum_out() -> None:
    answers = [(("a",), True)] * 3 + [(("b",), True), (("b",), False)]
    found = spreads(answers)
    # a: (3 + .5) / (3 + 1) = 0.875, sqrt(.875 x .125) = 0.3307; b: 1.5 / 3 = 0.5
    assert found[("a",)] == pytest.approx(0.3307, abs=1e-4)
    assert found[("b",)] == pytest.approx(0.5)
