"""What the machine says where nobody has looked, beside the same integral drawn at random."""

import numpy as np
import pytest

from qa_service.sample.unchecked import Accuracy, machine_share

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
