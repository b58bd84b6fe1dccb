"""Heads over turns: what scoring computes on sums in comments, and that learning finds what scoring measures."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.interaction import Party
from qa_service.learning.examples import examples
from qa_service.learning.fitting import RIDGE, Sample, fit
from qa_service.scoring.learned.head import (
    CHANCES_COUNT,
    SHARPNESS,
    WORDS_COUNT,
    TurnHead,
    dense_inputs,
    soft_maximum,
    word_scores,
)
from qa_service.scoring.learned.inputs import ROWS, TurnInputs, turns_of, whole
from qa_service.scoring.wording.tokens import SpokenWords
from tests.unit.learning.made import SHOWN, made_cases, made_setting


def test_the_soft_maximum_lies_between_mean_and_maximum() -> None:
    """Of 0 and 1 at sharpness 5: ln((1 + e⁵) / 2) / 5 = ln(74.7) / 5 = 0.863; of nothing 0."""
    assert SHARPNESS == 5
    assert soft_maximum(np.array([0.0, 1.0])) == pytest.approx(0.8627, abs=1e-4)
    assert soft_maximum(np.array([])) == 0


@settings(deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30))
def test_the_soft_maximum_is_safe_and_keeps_its_bounds(scores: list[float]) -> None:
    """No score is too large, and the order of turns does not matter."""
    value = soft_maximum(np.array(scores))
    assert np.mean(scores) - 1e-6 <= value <= max(scores) + 1e-9
    assert soft_maximum(np.array(scores[::-1])) == pytest.approx(value)


def test_words_count_by_their_rarity() -> None:
    """Rows of rarity 3 and 4 have the length 5: (3·1 + 4·2) / 5 · 0.7; a row that was never seen adds nothing."""
    rarity, weight = np.zeros(ROWS, np.float32), np.zeros(ROWS, np.float32)
    rarity[[7, 9]], weight[[7, 9]] = (3, 4), (1, 2)
    said = word_scores([(7, 9), (), (11,), (9, 11)], rarity, weight)
    assert WORDS_COUNT == 0.7
    # The last turn has row 9 alone: 4·2 / 4 · 0.7.
    np.testing.assert_allclose(said, [11 / 5 * 0.7, 0, 0, 1.4], rtol=1e-6)


def test_vectors_count_one_and_chances_less() -> None:
    """Vector (3, 4) is (0.6, 0.8); four chances of one spread each have the length ½."""
    inputs = TurnInputs((0,), np.array([[3.0, 4.0]], np.float32), np.ones((1, 4), np.float32), ((),))
    dense = dense_inputs(inputs, np.zeros(6, np.float32), np.ones(6, np.float32))
    np.testing.assert_allclose(dense[0, :2], [0.6, 0.8], rtol=1e-6)
    assert np.linalg.norm(dense[0, 2:]) == pytest.approx(CHANCES_COUNT)


def test_turns_without_words_are_not_looked_at() -> None:
    """The agent's first turn is a sign; the rows of the others are of stems and pairs."""
    setting = made_setting(1)
    turns = (replace(setting.transcript.turns[0], text="..."), *setting.transcript.turns[1:])
    words = SpokenWords(replace(setting.transcript, turns=turns))
    assert setting.features is not None
    seen = turns_of((Party.AGENT,), words, setting.features)
    assert seen.numbers == (2, 4, 6)
    assert seen.vectors.shape[0] == len(seen.rows) == 3
    # Of five words five stems and four pairs, where none comes twice.
    assert max(len(rows) for rows in seen.rows) <= 9
    # Four turns of five words on each side, but for the sign.
    np.testing.assert_allclose(np.expm1(whole(words)[:4]), [4, 15, 4, 20], rtol=1e-5)
    assert whole(words)[4] == 1


def _loss(head: TurnHead, sample: Sample) -> float:
    """What learning makes small, by the scores that scoring gives."""
    odds = np.array([head.score(view, about).score for view, about in zip(sample.views, sample.wholes, strict=True)])
    count = np.where(sample.answers, 0.5 / sample.answers.mean(), 0.5 / (1 - sample.answers.mean()))
    weights = float(head.weight @ head.weight + head.whole_weight @ head.whole_weight)
    return float(count @ (np.logaddexp(0, odds) - sample.answers * odds)) + RIDGE / 2 * weights


def test_learning_makes_small_what_scoring_measures() -> None:
    """Unequal numbers of answers; no weight can be moved to make the loss smaller by more than a trace."""
    sample = examples(made_cases(12, 20)).samples[(Party.AGENT,)]
    head = fit(sample)
    reached = _loss(head, sample)
    flat = replace(head, weight=np.zeros_like(head.weight), whole_weight=np.zeros_like(head.whole_weight), bias=0.0)
    assert reached < _loss(flat, sample) / 2
    rng = np.random.default_rng(3)
    seen = np.flatnonzero(head.weight)
    for step in (0.02, -0.02):
        assert _loss(replace(head, bias=head.bias + step), sample) > reached - 1e-3
        for place in (SHOWN, *rng.choice(seen, 6)):
            moved = head.weight.copy()
            moved[place] += step
            assert _loss(replace(head, weight=moved), sample) > reached - 1e-3
