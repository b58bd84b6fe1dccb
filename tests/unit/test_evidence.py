import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand import evidence
from qa_service.understand.evidence import Passages
from qa_service.understand.segments import Segment


def by_length(texts):
    return np.array([len(t) for t in texts], np.float32)


def test_every_turn_above_the_threshold_is_evidence():
    scores = np.array([0.9, 0.2, 0.7, 0.8], np.float32)
    assert evidence.turns_above(scores, [0, 1, 2], 0.5) == [0, 2]


def test_the_best_allowed_turn_stands_in_where_none_is_above():
    scores = np.array([0.9, 0.2, 0.3], np.float32)
    assert evidence.turns_above(scores, [1, 2], 0.5) == [2]


def test_leading_turns_are_the_best_and_those_near_it_in_order():
    scores = np.array([0.5, 0.1, 0.8, 0.6], np.float32)
    # near means at least 0.6 * 0.8 = 0.48
    assert evidence.leading_turns(scores, [0, 1, 2, 3]) == [0, 2, 3]


def test_never_more_turns_than_asked():
    assert evidence.leading_turns(np.ones(9, np.float32), range(9), most=2) == [0, 1]


def test_the_sentence_that_scores_highest_is_quoted_without_blanks():
    text = "Sì. Le chiedo scusa per l'attesa."
    found = evidence.passage(4, Passages(text, [(0, 3), (3, len(text))]), by_length)
    assert (found.turn, text[found.start : found.end]) == (4, "Le chiedo scusa per l'attesa.")


def test_a_cue_outweighs_a_slightly_better_score():
    text = "Grazie. Allora vediamo il contratto."
    found = Passages(text, [(0, 7), (8, len(text))], cues=[(0, 6)])
    chosen = evidence.passage(0, found, lambda texts: np.array([0.0, 1.5], np.float32))
    assert text[chosen.start : chosen.end] == "Grazie."


def test_a_turn_without_sentences_is_quoted_whole():
    found = evidence.passage(0, Passages(" grazie ", []), by_length)
    assert (found.start, found.end) == (1, 7)


@pytest.mark.slow
@given(st.text(min_size=1).filter(lambda t: t.strip()), st.data())
def test_a_quote_is_never_empty_and_lies_inside_the_turn(text, data):
    cut = data.draw(st.integers(0, len(text)))
    found = evidence.passage(0, Passages(text, [(0, cut), (cut, len(text))]), by_length)
    assert 0 <= found.start < found.end <= len(text)
    assert text[found.start : found.end].strip()


def test_of_a_long_turn_the_sentence_comes_from_its_strongest_piece():
    pieces = (Segment(0, 0, 5), Segment(1, 0, 40), Segment(1, 40, 90))
    assert evidence.best_piece(1, pieces, np.array([0.9, 0.2, 0.6], np.float32)) == (40, 90)
    assert evidence.inside([(0, 20), (20, 50), (60, 90)], (40, 90)) == [(60, 90)]
    assert evidence.inside([(0, 38), (38, 60), (60, 90)], (40, 90)) == [(38, 60), (60, 90)]
    assert evidence.inside([(0, 70)], (40, 90)) == [(40, 90)]  # no sentence lies there: the piece itself
    assert evidence.inside([(0, 90)], None) == [(0, 90)]
