"""The common spelling that word error rates are counted on."""

import pytest

from eval.wording import in_words, normalise


@pytest.mark.parametrize(
    ("number", "italian", "english"),
    [
        (0, "zero", "zero"),
        (21, "ventuno", "twenty one"),
        (38, "trentotto", "thirty eight"),
        (100, "cento", "one hundred"),
        (2018, "duemiladiciotto", "two thousand eighteen"),
        (1234567, "uno due tre quattro cinque sei sette", "one two three four five six seven"),
    ],
)
def test_numbers_are_read(number: int, italian: str, english: str):
    assert in_words(number, "it") == italian
    assert in_words(number, "en") == english


def test_italian_is_lowered_stripped_and_parted_at_apostrophes():
    assert normalise("È il menù: premere 1 per l’utente…", "it") == "e il menu premere uno per l utente"


def test_english_pairs_are_contracted():
    assert normalise("I am sorry. I'm here; it is not mine.", "en") == "im sorry im here its not mine"
