"""The measure of learned criteria: draws, figures on sums in comments, and the gold."""

from math import isnan

import numpy as np
import pytest

from eval.examples import CRITERIA_ASKED, Replies, as_they_come, draw, figures, gold
from models.interaction_encoder import split

NAN = float("nan")


def test_a_draw_has_as_many_of_each() -> None:
    """Ten of 15 and ten of 60."""
    answers = np.arange(75) < 15
    chosen = draw(answers, 10, np.random.default_rng(1))
    assert (chosen & answers).sum() == (chosen & ~answers).sum() == 10


def test_figures_count_what_is_decided() -> None:
    """Six cases, one withheld. Decided: yes-yes, yes-no, no-no three times: 4 of 5 right. By chance 2/5·1/5 + 3/5·4/5 =
    0.56, kappa (0.8 - 0.56) / 0.44 = 0.545. Balanced: (1/2 + 1) / 2.
    """
    replies = Replies(
        np.array([True, True, False, False, False, True]),
        np.array([0.9, 0.2, 0.1, 0.1, 0.1, 0.55]),
        np.array([1.0, 0.0, 0.0, 0.0, 0.0, NAN]),
    )
    found = figures(replies)
    assert found["kappa"] == pytest.approx(0.24 / 0.44)
    assert found["withheld"] == pytest.approx(1 / 6)
    assert found["balanced accuracy"] == 0.75
    assert found["right"] == 0.8
    # All at ½: yes twice of three, no three times: 5 of 6; by chance ½·2/6 + ½·4/6 = ½; kappa 2/3.
    assert found["kappa of all"] == pytest.approx(2 / 3)
    # Yes at 0.9, 0.2 and 0.55, each above no at 0.1.
    assert found["AUC"] == 1


def test_where_nothing_is_decided_there_is_no_kappa() -> None:
    """All withheld."""
    found = figures(Replies(np.array([True, False]), np.array([0.6, 0.4]), np.array([NAN, NAN])))
    assert isnan(found["kappa"])
    assert found["withheld"] == 1


def test_the_gold_is_of_the_test_part() -> None:
    """Eight criteria, each with 40 of both answers at least; ids of interactions that trained nothing."""
    answered = gold()
    assert set(answered) == set(CRITERIA_ASKED)
    test = {id for id, part in split.load().items() if part == "test"}
    for answers in answered.values():
        assert set(answers) <= test
        assert min(sum(answers.values()), len(answers) - sum(answers.values())) > 40


def test_answers_as_they_come_are_drawn_until_there_are_ten_of_each() -> None:
    """Twenty of 12 yes and 12 no."""
    answers = np.arange(24) < 12
    chosen = as_they_come(answers, 20, np.random.default_rng(0))
    assert chosen.sum() == 20
    assert min((chosen & answers).sum(), (chosen & ~answers).sum()) == 10
