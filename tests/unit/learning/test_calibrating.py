"""Chances and bounds from scores, on sums in comments."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.learning.calibrating import auc, bounds, calibrated, calibration_error, stands_out

ANSWERS = np.array([False] * 12 + [True] * 12)


def test_the_area_counts_pairs() -> None:
    """Yes at 2 and 3, no at 1 and 2: of four pairs three are above and one is a tie, 3.5 / 4."""
    assert auc(np.array([1.0, 2.0, 2.0, 3.0]), np.array([False, False, True, True])) == 0.875


def test_what_luck_gives_does_not_stand_out() -> None:
    """Of 10 and 10 the standard error is √(21 / 1200) = 0.132: 1.64 of them end at 0.717."""
    answers = np.arange(20) >= 10
    better = np.arange(20, dtype=float)
    assert stands_out(better, answers)
    changed = better.copy()
    changed[6:10], changed[10:14] = better[10:14], better[6:10]
    # The four lowest yes stand over 6 of the no and under 4; the six others over all: 4·6 + 6·10 = 84 of 100.
    assert auc(changed, answers) == 0.84
    assert stands_out(changed, answers)
    # 6 pairs of places changed: 4 yes over 10, 6 yes over the 4 lowest no: 40 + 24 = 64 of 100.
    changed[4:10], changed[10:16] = better[10:16], better[4:10]
    assert auc(changed, answers) == 0.64
    assert not stands_out(changed, answers)


def test_nothing_is_answered_because_it_is_usual() -> None:
    """Where half is yes, from 0.7 and to 0.3. Where four in five are, yes from odds 4 · 1.5 = 6, that is 6/7; where one
    in five is, no to odds ¼ / 1.5 = 1/6, that is 1/7.
    """
    assert bounds(0.5) == pytest.approx((0.7, 0.3))
    assert bounds(0.8) == pytest.approx((6 / 7, 0.3))
    assert bounds(0.2) == pytest.approx((0.7, 1 / 7))


def test_scores_that_say_much_become_chances() -> None:
    """Yes at 1, no at -1: the smoothed targets are 13/14 and 1/14, and the ridge leaves the chance a little under."""
    calibration = calibrated(np.where(ANSWERS, 1.0, -1.0), ANSWERS)
    assert 0.85 < calibration.chance(1.0) < 13 / 14
    assert calibration.chance(0.0) == pytest.approx(0.5)
    assert calibration.decide(calibration.chance(1.0)) is True
    assert calibration.decide(calibration.chance(-1.0)) is False
    assert calibration.decide(0.69) is None
    assert calibration.decide(0.31) is None


def test_scores_that_say_nothing_decide_nothing() -> None:
    """As many yes as no on both sides: the chance is the share of yes, whatever the score."""
    calibration = calibrated(np.tile([1.0, -1.0], 12), ANSWERS)
    assert calibration.says_nothing
    assert calibration.chance(5.0) == pytest.approx(0.5, abs=1e-6)
    assert calibration.decide(0.99) is None


def test_scores_that_are_upside_down_decide_nothing() -> None:
    """They stand out, the wrong way."""
    assert calibrated(np.where(ANSWERS, -1.0, 1.0), ANSWERS).says_nothing


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1000), st.floats(0.1, 50), st.floats(-20, 20))
def test_the_unit_of_scores_does_not_matter(seed: int, factor: float, shift: float) -> None:
    """Chances of scaled and shifted scores are the same."""
    scores = np.random.default_rng(seed).normal(size=24) + ANSWERS
    plain, moved = calibrated(scores, ANSWERS), calibrated(factor * scores + shift, ANSWERS)
    for score in scores[::5]:
        assert moved.chance(factor * score + shift) == pytest.approx(plain.chance(score), abs=1e-4)


def test_calibration_error_is_the_mean_gap() -> None:
    """Two at 0.75 of which one is yes: gap 0.25 · 2; two at 0.25 of which none is: 0.25 · 2; over four cases 0.25."""
    answers = np.array([True, False, False, False])
    assert calibration_error(np.array([0.75, 0.75, 0.25, 0.25]), answers) == pytest.approx(0.25)
