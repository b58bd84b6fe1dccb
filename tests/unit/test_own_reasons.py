"""A client's own reasons, on vectors whose geometry is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.errors import BadInput
from qa_service.understand.own_reasons import Array, learn


def cloud(axis: int, count: int, seed: int = 0) -> Array:
    """Unit vectors around one axis of eight, as a sentence encoder gives for texts of one kind."""
    rng = np.random.default_rng(seed)
    points = rng.normal(0, 0.15, (count, 8)) + np.eye(8)[axis]
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def reasons():
    return learn(np.concatenate([cloud(0, 10), cloud(1, 10), cloud(2, 10)]), ["a"] * 10 + ["b"] * 10 + ["c"] * 10)


@pytest.mark.parametrize(("axis", "label"), [(0, "a"), (1, "b"), (2, "c")])
def test_a_text_gets_the_reason_whose_examples_it_is_near(axis: int, label: str) -> None:
    _row, found, shares = reasons().judge(cloud(axis, 1, seed=9))
    assert found == label
    assert sum(shares.values()) == pytest.approx(1, abs=1e-5)


def test_a_text_about_something_else_gets_none() -> None:
    _row, found, _shares = reasons().judge(cloud(6, 1, seed=9))
    assert found is None


def test_of_several_turns_the_one_that_is_about_a_reason_decides() -> None:
    row, found, _shares = reasons().judge(
        np.concatenate([cloud(6, 2, seed=3), cloud(1, 1, seed=4), cloud(7, 1, seed=5)])
    )
    assert (row, found) == (2, "b")


def test_about_one_in_twenty_texts_of_the_known_kinds_is_rejected() -> None:
    fresh = np.concatenate([cloud(axis, 400, seed=20 + axis) for axis in range(3)])
    learned = reasons()
    rejected = float((learned.closeness(fresh) < learned.threshold).mean())
    assert rejected < 0.15  # set to 0.05 on 30 examples: the quantile of 30 is off by that much


def test_a_rare_reason_is_not_swallowed_by_a_frequent_one() -> None:
    learned = learn(np.concatenate([cloud(0, 80), cloud(1, 8)]), ["often"] * 80 + ["rare"] * 8)
    assert [learned.judge(v[None])[1] for v in cloud(1, 5, seed=7)].count("rare") == 5


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [(["a"] * 16, "one label only; give at least two"), (["a"] * 9 + ["b"] * 7, r"too few examples of b \(7\)")],
)
def test_too_little_to_learn_from_is_refused(labels: list[str], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        learn(cloud(0, 16), labels)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_shares_always_add_up_to_one(seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(4, 8)).astype(np.float32)
    assert reasons().distributions(vectors).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-4)
