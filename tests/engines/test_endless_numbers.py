"""Python refuses to read a number of more than 4,300 digits: what is said may be as long as it likes."""

import pytest

from qa_service.understand.pii import PresidioFinder

DIGITS = "9" * 5000


@pytest.mark.parametrize("before", ["", "nato il ", "born on ", "il ", "doppio ", "mille e ", "IT60X", "carta "])
@pytest.mark.parametrize("after", ["", " zeri", " zeros", " marzo 1980", "/12/1980", " mila", " e novanta", "%"])
def test_thousands_of_digits_are_read_whatever_stands_around_them(before: str, after: str) -> None:
    for lang in ("it", "en"):
        PresidioFinder().find([before + DIGITS + after], lang)


def test_thousands_of_digits_are_masked() -> None:
    (span,) = PresidioFinder().find([DIGITS], "it")
    assert (span.start, span.end) == (0, len(DIGITS))


def test_thousands_of_number_words_are_read() -> None:
    for said in ("cinque zeri ", "un milione ", "tre ", "mille ", "doppio zero "):
        PresidioFinder().find([said * 1000], "it")
