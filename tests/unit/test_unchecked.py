"""What the machine says where nobody has looked, beside the same integral drawn at random."""

from typing import Any

import numpy as np
import pytest

from qa_service.domain.estimate import MachineError, Method, Note, Sampling, ShareGroup
from qa_service.statistics.estimates import estimate_shares
from qa_service.statistics.unchecked import Accuracy, machine_share
from tests.oracles.estimates import estimate_share
from tests.unit.test_estimate import ERROR, known

Counts = tuple[int, int, int, int]


def ours(yes: int, size: int, counts: Counts) -> tuple[float, float, float, float]:
    """Value, limits, and how much of the error's posterior explains the machine's share."""
    accuracy = Accuracy(*(np.array([float(count)]) for count in counts))
    limits, fits = machine_share(np.array([float(yes)]), np.array([float(size)]), accuracy, 0.95)
    return float(limits.value[0]), float(limits.low[0]), float(limits.high[0]), float(fits[0])


def drawn(yes: int, size: int, counts: Counts) -> tuple[float, float, float, float]:
    """The same by 400,000 draws: rates from their Jeffreys posteriors, each combination turned round (Rogan & Gladen)
    and weighted by the slope of that relation, the true answers of this very group drawn from it.
    """
    chance = np.random.default_rng(7)
    hit, passed = (chance.beta(h + 0.5, n - h + 0.5, 400_000) for h, n in (counts[:2], counts[2:]))
    seen = chance.beta(yes + 0.5, size - yes + 0.5, 400_000)
    gain = hit + passed - 1
    useful = gain > 0.02
    true = np.where(useful, (seen - 1 + passed) / np.maximum(gain, 0.02), -1.0)
    possible = useful & (true >= 0) & (true <= 1)
    among_yes = np.where(possible, true * hit / seen, true > 1)
    among_no = np.where(possible, true * (1 - hit) / (1 - seen), true > 1)
    shares = (chance.binomial(yes, among_yes) + chance.binomial(size - yes, among_no)) / size
    weight = np.where(useful, 1 / np.maximum(gain, 0.02), 0.0)
    ends = []
    for mass in (weight, weight * possible):
        order = np.argsort(shares)
        total = np.cumsum(mass[order])
        ends.append([shares[order][np.searchsorted(total, p * total[-1])] for p in (0.025, 0.975)])
    value = np.average(shares, weights=weight * possible)
    return value, min(low for low, _ in ends), max(high for _, high in ends), possible.mean()


@pytest.mark.parametrize(
    ("yes", "size", "counts"),
    [
        (60, 100, (90, 100, 80, 100)),
        (500, 1000, (18, 20, 15, 20)),  # few evaluated: the lower limit lies near zero
        (30, 200, (45, 50, 48, 50)),
        (12, 20, (9, 10, 9, 10)),
        (5, 50, (8, 10, 9, 10)),  # less than half of what the error may be explains so few yes
        (940, 1000, (97, 100, 30, 40)),
        (8, 20, (9000, 10_000, 8000, 10_000)),  # the error is known: what is left is the luck of twenty
    ],
)
def test_an_unchecked_share_is_the_integral_over_the_machines_error(yes: int, size: int, counts: Counts) -> None:
    value, low, high, fits = ours(yes, size, counts)
    expected = drawn(yes, size, counts)
    assert value == pytest.approx(expected[0], abs=0.004)
    assert (low, high) == pytest.approx(expected[1:3], abs=0.02)
    assert fits == pytest.approx(expected[3], abs=0.02)


def test_groups_of_one_call_do_not_touch_each_other() -> None:
    yes, size = np.array([[60.0, 5.0]]), np.array([[100.0, 50.0]])
    accuracy = Accuracy(*(np.array([pair]) for pair in [(90.0, 8.0), (100.0, 10.0), (80.0, 9.0), (100.0, 10.0)]))
    limits, _ = machine_share(yes, size, accuracy, 0.95)
    alone = [ours(60, 100, (90, 100, 80, 100)), ours(5, 50, (8, 10, 9, 10))]
    assert limits.low.shape == limits.high.shape == yes.shape
    assert limits.low[0].tolist() == pytest.approx([one[1] for one in alone])
    assert limits.high[0].tolist() == pytest.approx([one[2] for one in alone])


def test_a_machine_that_guesses_tells_nothing() -> None:
    assert ours(50, 100, (500, 1000, 500, 1000))[1:3] == pytest.approx((0.0, 1.0), abs=0.02)


def test_a_share_that_the_error_cannot_explain_is_left_open() -> None:
    # 190 of 200 are called yes by a machine that calls at most 85 of 100 true ones so
    value, low, high, fits = ours(190, 200, (850, 1000, 900, 1000))
    assert (value, low, high) == (0.95, 0.0, 1.0)
    assert fits < 0.01


def test_where_nobody_has_looked_the_note_says_so_and_the_machines_error_widens_the_interval() -> None:
    figure = known(estimate_share(ShareGroup(600, 400), ERROR, versions={"encoder": "e@3"}))
    # Rogan-Gladen: (0.6 - 0.1)/(0.85 + 0.9 - 1) = 0.667; the machine alone would say 0.6 +- 0.03
    assert figure.value == pytest.approx(2 / 3, abs=0.02)
    assert figure.low < 0.62
    assert figure.high > 0.70
    assert (figure.note, figure.n_human, figure.sampling) == (Note.NOT_CHECKED_HERE, 0, Sampling.NONE)
    assert figure.versions == {"encoder": "e@3"}


def test_a_larger_evaluation_set_narrows_what_nobody_has_checked() -> None:
    small = known(estimate_share(ShareGroup(600, 400), MachineError(17, 20, 9, 10)))
    large = known(estimate_share(ShareGroup(600, 400), MachineError(1700, 2000, 900, 1000)))
    assert large.high - large.low < 0.5 * (small.high - small.low)


def test_without_any_measured_error_the_interval_is_everything() -> None:
    figure = known(estimate_share(ShareGroup(60, 40)))
    assert (figure.low, figure.high, figure.note) == (0, 1, Note.ERROR_UNKNOWN)


def test_a_machine_share_that_its_error_cannot_explain_is_reported() -> None:
    # with 40 % false yes, 5 % yes cannot happen
    figure = known(estimate_share(ShareGroup(50, 950), MachineError(180, 200, 120, 200)))
    assert (figure.low, figure.high, figure.note) == (0, 1, Note.ERROR_DOES_NOT_FIT)


@pytest.mark.parametrize(("counts", "value"), [((30, 10, 10), 0.75), ((0, 0, 10), 0.5), ((10, 0, 0), 1.0)])
def test_an_unknown_error_leaves_the_machines_share_and_everything_open(
    counts: tuple[int, int, int], value: float
) -> None:
    figure = known(estimate_share(ShareGroup(*counts)))
    assert (figure.value, figure.low, figure.high) == (value, 0.0, 1.0)
    assert (figure.method, figure.note) == (Method.MACHINE_ONLY, Note.ERROR_UNKNOWN)


def test_each_group_may_have_an_error_of_its_own() -> None:
    groups, errors = (
        (ShareGroup(60, 40), ShareGroup(30, 170), ShareGroup(10, 10)),
        (ERROR, MachineError(45, 50, 95, 100), None),
    )
    together = estimate_shares(groups, errors)
    alone = [known(estimate_share(group, error)) for group, error in zip(groups, errors, strict=True)]
    for found, one in zip(together, alone, strict=True):
        figure = known(found)
        assert (figure.value, figure.low, figure.high) == pytest.approx((one.value, one.low, one.high))
        assert figure.note is one.note


@pytest.mark.parametrize(("counts", "note"), [((1, 0), Note.NOT_CHECKED_HERE), ((0, 0, 1), Note.ERROR_UNKNOWN)])
def test_one_interaction_has_a_figure_and_one_that_the_machine_left_open_has_none(
    counts: tuple[Any, ...], note: Note
) -> None:
    figure = known(estimate_shares([ShareGroup(*counts)], ERROR)[0])
    assert (figure.note, figure.n_machine) == (note, 1)


def test_a_lower_level_is_narrower() -> None:
    wide, narrow = (known(estimate_share(ShareGroup(60, 40), ERROR, level=level)) for level in (0.95, 0.8))
    assert wide.low < narrow.low < narrow.high < wide.high
    assert narrow.level == 0.8
