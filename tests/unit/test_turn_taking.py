import numpy as np
import pytest

from qa_service.understand.roles import CHANGE, turn_taking


def test_two_turns_by_hand():
    # odds 3:1 for agent, then even. By Bayes, with c = CHANGE:
    # P(1 = agent, 2 = agent) ~ 0.75 * (1 - c), P(1 = agent, 2 = customer) ~ 0.75 * c, and 0.25 * c, 0.25 * (1 - c)
    found = turn_taking(np.log(np.array([3.0, 1.0], np.float32)))
    assert found[0] == pytest.approx(0.75)
    assert found[1] == pytest.approx(0.75 * (1 - CHANGE) + 0.25 * CHANGE)


def test_a_turn_that_says_nothing_is_told_from_its_neighbours():
    sure = turn_taking(np.array([4.0, 0.0, 4.0, -4.0, 0.0], np.float32))
    assert [p > 0.5 for p in sure] == [True, False, True, False, True]


def test_strong_words_beat_the_habit_of_taking_turns():
    found = turn_taking(np.array([6.0, 6.0, -6.0], np.float32))
    assert [p > 0.5 for p in found] == [True, True, False]
    assert all(0 <= p <= 1 for p in found)
