"""Folds for cross-testing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.learning.folds import folds

GROUPS = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=80)


@settings(deadline=None, max_examples=40)
@given(GROUPS, st.integers(2, 6), st.integers(0, 99))
def test_what_belongs_together_stays_together(cases: list[tuple[int, bool]], count: int, seed: int) -> None:
    """Each case has a fold, all of a group the same."""
    groups = [group for group, _ in cases]
    answers = np.array([answer for _, answer in cases])
    fold = folds(groups, answers, count, np.random.default_rng(seed))
    assert set(fold.tolist()) <= set(range(count))
    assert len(set(zip(groups, fold.tolist(), strict=True))) == len(set(groups))


def test_each_fold_has_its_share_of_both_answers() -> None:
    """20 of yes and 30 of no, each alone: 4 and 6 in each of five folds."""
    answers = np.arange(50) < 20
    fold = folds(range(50), answers, 5, np.random.default_rng(1))
    assert np.bincount(fold[answers], minlength=5).tolist() == [4] * 5
    assert np.bincount(fold[~answers], minlength=5).tolist() == [6] * 5


def test_the_order_is_drawn() -> None:
    """Two draws divide otherwise, the same draw the same."""
    answers = np.arange(40) % 2 == 0
    drawn = [folds(range(40), answers, 5, np.random.default_rng(seed)).tolist() for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
