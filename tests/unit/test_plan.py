"""Frames, how many, and how a budget is shared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.estimate import MachineError
from qa_service.domain.sampling import Allocation, Frame, Plan, Purpose, Reason, Unit
from qa_service.errors import BadInput
from qa_service.sample.plan import allocate, explained_by, how_many, make_frame


def frame(sizes: dict[str, int]) -> Frame:
    return make_frame(Unit(f"{name}-{i:04d}", (name,), float(i)) for name, size in sizes.items() for i in range(size))


def plan(size: int, allocation: Allocation = Allocation.PROPORTIONAL, **more: object) -> Plan:
    return Plan(Purpose.RANDOM, size, seed=1, by=("agent",), allocation=allocation, **more)  # type: ignore[arg-type]


def test_the_hash_of_a_frame_does_not_depend_on_the_order_but_on_every_unit() -> None:
    units = [Unit("b", ("x",), 2.0), Unit("a", ("x",), 1.0, (Reason.CRITICAL,))]
    assert make_frame(units) == make_frame(reversed(units))
    assert make_frame(units).hash != make_frame(units[:1]).hash
    assert make_frame(units).hash != make_frame([units[0], Unit("a", ("x",), 1.0)]).hash


def test_an_interaction_twice_in_a_frame_is_refused() -> None:
    with pytest.raises(BadInput, match="twice"):
        make_frame([Unit("a"), Unit("a")])


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


def test_a_plan_for_nobody_and_a_negative_spread_are_refused() -> None:
    with pytest.raises(BadInput, match="at least 1"):
        allocate(plan(0), frame({"a": 3}))
    with pytest.raises(BadInput, match="negative"):
        allocate(plan(1, Allocation.OPTIMAL, spread={("a",): -1.0}), frame({"a": 3}))


@pytest.mark.parametrize(
    ("half_width", "population", "level", "needed"),
    # the published figures for 1,000 and 60,000 calls; 1,067 without limit at 3 points
    [(0.05, 1000, 0.95, 278), (0.03, 60_000, 0.99, 1789), (0.03, 10**9, 0.95, 1068), (0.05, 20, 0.95, 20)],
)
def test_how_many_reviews_are_needed(half_width: float, population: int, level: float, needed: int) -> None:
    assert how_many(half_width, population, level=level) == needed


def test_a_good_machine_saves_reviews() -> None:
    error = MachineError(95, 100, 95, 100)
    # share one half: phi = 0.95 + 0.95 - 1 = 0.9, so 0.81 of the variance is explained
    assert explained_by(error, 0.5) == pytest.approx(0.81)
    # 384.15 x 0.19 = 72.99; 72.99/(1 + 71.99/1000) = 68.1
    assert how_many(0.05, 1000, explained=explained_by(error, 0.5)) == 69


def test_an_evaluation_set_that_cannot_say_explains_nothing() -> None:
    assert explained_by(MachineError(0, 0, 5, 5), 0.5) == 0
    assert explained_by(MachineError(5, 5, 0, 5), 0.5) == 0


def test_how_many_of_nobody_is_none_and_impossible_widths_are_refused() -> None:
    assert how_many(0.1, 0) == 0
    with pytest.raises(BadInput, match="half width"):
        how_many(0.5, 100)
