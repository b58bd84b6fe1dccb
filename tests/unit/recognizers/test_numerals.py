"""Number words and letter names, Italian and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.recognizers.numerals import code_part, compose, value_of


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("zero", "0"),
        ("ventuno", "21"),
        ("ventotto", "28"),
        ("ventitré", "23"),
        ("ventitre", "23"),
        ("centotto", "108"),
        ("centootto", "108"),
        ("duecentonovantaquattro", "294"),
        ("mille", "1000"),
        ("millenovecento", "1900"),
        ("duemilatrecentodue", "2302"),
        ("ottomila", "8000"),
        ("nought", "0"),
        ("oh", "0"),
        ("nineteen", "19"),
        ("seventy", "70"),
        ("hundred", "00"),
        ("347", "347"),
    ],
)
def test_a_number_word_has_its_digits(word: str, digits: str) -> None:
    assert value_of(word) == digits


@pytest.mark.parametrize("word", ["buongiorno", "seicentesco", "milano", "centro", "onerous", "³", ""])
def test_other_words_have_none(word: str) -> None:
    assert value_of(word) is None


@given(st.integers(0, 999_999))
def test_written_numbers_are_their_own_digits(number: int) -> None:
    assert value_of(str(number)) == str(number)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        (["3", "4", "7"], "347"),
        (["40", "4", "0"], "440"),  # quaranta quattro zero
        (["44", "0"], "440"),  # quarantaquattro zero
        (["20", "0", "8"], "2008"),  # venti zero otto
        (["10", "4"], "104"),  # dieci takes no unit
        (["9", "00", "2"], "9002"),  # nine hundred two: digits read out, not a sum
    ],
)
def test_numbers_said_in_a_row_make_one_string_of_digits(said: list[str], digits: str) -> None:
    assert compose(said) == digits


@pytest.mark.parametrize(
    ("word", "value", "role"),
    [
        ("erre", "R", "L"),
        ("acca", "H", "L"),
        ("zed", "Z", "L"),
        ("q", "Q", "L"),
        ("ti", "T", "l"),
        ("tango", "T", "L"),
        ("oscar", "O", "l"),
        ("doppio", "2", "x"),
        ("treble", "3", "x"),
        ("zeri", "0", "z"),
        ("barra", "", "s"),
        ("come", "", "c"),
        ("ehm", "", "f"),
    ],
)
def test_a_word_has_a_role_in_a_spelled_code(word: str, value: str, role: str) -> None:
    assert code_part(word) == (value, role)
