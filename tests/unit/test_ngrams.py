import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand import ngrams


def test_case_accents_punctuation_and_figures_do_not_matter():
    assert ngrams.words("Perché, 25,30 euro?") == ["perche", "0", "0", "euro"]


def test_masks_stay_one_word():
    assert ngrams.words("Sono [PERSON], dica") == ["sono", "[person]", "dica"]


def test_a_text_has_its_words_and_neighbouring_pairs():
    # three words and two pairs
    assert len(ngrams.grams("la luce manca")) == 5
    assert set(ngrams.grams("la luce")) < set(ngrams.grams("la luce manca"))


def test_a_text_without_words_has_none():
    assert ngrams.grams("?!").tolist() == []


def test_a_gram_of_one_party_is_not_that_of_the_other():
    one = ngrams.grams("buongiorno")
    assert ngrams.salted(one, ngrams.AGENT_SALT) != ngrams.salted(one, ngrams.CUSTOMER_SALT)
    assert ngrams.salted(ngrams.salted(one, ngrams.AGENT_SALT), ngrams.AGENT_SALT) == one


def test_repeated_grams_weigh_by_the_logarithm_of_their_count():
    numbers, values = ngrams.weights([np.array([7, 7], np.uint32), np.array([3], np.uint32)])
    assert numbers.tolist() == [3, 7]
    assert np.allclose(values, [1.0, 1.0 + np.log(2)])


def test_the_table_finds_the_row_of_a_kept_number_and_minus_one_for_others():
    rows = ngrams.table([5, 9])
    assert (rows[5], rows[9], rows[6]) == (0, 1, -1)


@given(st.text())
def test_any_text_gives_numbers_inside_the_table(text):
    assert (ngrams.grams(text) < len(ngrams.table([]))).all()
