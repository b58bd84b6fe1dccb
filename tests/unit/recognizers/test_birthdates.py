"""Dates of birth by cue, by age, and read back."""

import pytest

from qa_service.understand.recognizers import birthdates, dates
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse, pairs


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("nata il sei gennaio del quarantadue", "sei gennaio del quarantadue"),
        ("nato il 14/08/1989", "14/08/1989"),
        ("sono nato il sette undici sessantuno", "sette undici sessantuno"),
        ("nata il tre maggio duemilatredici", "tre maggio duemilatredici"),
        ("data di nascita 27 maggio 1997", "27 maggio 1997"),
        ("born on the fourth of July fifty-two", "fourth of July fifty-two"),
        ("date of birth March 14 1989", "March 14 1989"),
        ("born twelfth of the second, nineteen fifty-three", "twelfth of the second, nineteen fifty-three"),
        ("Rossi, nove aprile quarantotto", "nove aprile quarantotto"),  # no cue, but too old for anything else
        ("it's the eleventh of May nineteen forty-six", "eleventh of May nineteen forty-six"),
        ("twenty first of june nineteen seventy nine", "twenty first of june nineteen seventy nine"),
    ],
)  # fmt: skip
def test_a_date_of_birth_is_found(text: str, datum: str) -> None:
    hits, _ = birthdates.find(TextLine(text), expected=False, earlier_days=())
    assert pairs(text, hits) == [(datum, "DATE_OF_BIRTH")]


@pytest.mark.parametrize(
    "text",
    [
        "l'appuntamento è il 12 dicembre",
        "consegna venerdì 3 ottobre 2025 alle 15",
        "the engineer comes on the third of October",
        "ordered on March 3, 2024",
        "you may come on the 5th",
        "accredito del trentuno ottobre, settantaquattro e novanta",
        "dal 9/10 al 12/10",
        "il primo marzo",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert birthdates.find(TextLine(text), expected=False, earlier_days=()) == ([], [])


def test_a_date_that_answers_the_question_needs_no_year() -> None:
    assert converse("And your date of birth?", "14 August") == [("14 August", "DATE_OF_BIRTH")]


def test_the_day_read_back_without_the_year_is_the_same_datum() -> None:
    said = converse("nato il 14 agosto 1989", "ho capito", "va bene", "quindi il 14 agosto")
    assert said == [("14 agosto 1989", "DATE_OF_BIRTH"), ("14 agosto", "DATE_OF_BIRTH")]


@pytest.mark.parametrize(
    ("text", "day", "month", "year"),
    [
        ("31/12/99", 31, 12, 1999),
        ("12/31/1999", 31, 12, 1999),  # month first
        ("1 gennaio 2005", 1, 1, 2005),
        ("the second of the ninth fifty eight", 2, 9, 1958),
        ("due febbraio duemila tredici", 2, 2, 2013),
        ("third of march two thousand and five", 3, 3, 0),  # "and" ends the year: the day alone is known
    ],
)
def test_a_date_is_read_day_first(text: str, day: int, month: int, year: int) -> None:
    (date,) = dates.find(TextLine(text))
    assert (date.day, date.month, date.year) == (day, month, year)


def test_english_dates_of_birth_in_talk_are_hidden() -> None:
    assert ("4 July", "DATE_OF_BIRTH") in converse("her dad turned 80 on 4 July")
    answer = converse("and your son's date of birth", "fifth of may um what year was it nineteen ninety two i reckon")
    assert [text for text, kind in answer if kind == "DATE_OF_BIRTH"] == ["fifth of may", "nineteen ninety two"]


def test_what_was_turned_off_on_a_day_was_not_born_then() -> None:
    assert converse("they turned the gas off on 4 July") == []
