"""Spelled and written codes: where they begin and end, and what they decode to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.recognizers.runs import find
from qa_service.understand.recognizers.text_line import TextLine

DIGITS = ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")


def runs(text: str) -> list[tuple[str, str]]:
    line = TextLine(text)
    return [(text[line.starts[run.first] : line.ends[run.last]], run.code) for run in find(line)]


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        ("tre quattro sette, doppio zero, nove uno due", "tre quattro sette, doppio zero, nove uno due", "34700912"),
        ("it's double five one", "double five one", "551"),
        ("oh seven seven double oh nine hundred two", "oh seven seven double oh nine hundred two", "077009002"),
        ("è i ti zero sette c zero tre", "i ti zero sette c zero tre", "IT07C03"),
        ("cinque zeri, quattro otto", "cinque zeri, quattro otto", "0000048"),
        ("erre esse, quarantuno, emme come Milano", "erre esse, quarantuno, emme come Milano", "RS41M"),
        ("three t for tango and your name", "three t for tango", "3T"),
        ("it's K as in kilo, nine", "K as in kilo, nine", "K9"),
        ("P-H-W-two-two", "P-H-W-two-two", "PHW22"),
        ("pratica quattro uno barra ventisei", "quattro uno barra ventisei", "4126"),
        ("fattura duemilasei barra E, grazie", "duemilasei barra E", "2006E"),
        ("cell. 327 55 90 114", "327 55 90 114", "3275590114"),
        ("targa GK 417 RN ok", "GK 417 RN", "GK417RN"),
        ("ordine VC-20447-B e basta", "VC-20447-B", "VC20447B"),
        ("la n. 2025/0098812 del mese", "2025/0098812", "20250098812"),
        ("CF PLZ VNT 90H55 D969 W ok", "PLZ VNT 90H55 D969 W", "PLZVNT90H55D969W"),
        ("cinquantacinque... dodici... novanta", "cinquantacinque... dodici... novanta", "551290"),
    ],
)
def test_a_code_is_read_whole(text: str, said: str, code: str) -> None:
    assert (said, code) in runs(text)


@pytest.mark.parametrize(
    "text",
    [
        "costa € 1.048,50 al mese",
        "sono 31,46 euro",
        "il 14/08/2025 alle 21:15",
        "del 2021-2025",
        "misura 55x45x60",
        "aperto h24",
        "alle 9.30 p.m.",
        "c'è da dire",
        "I'm here",
    ],
)
def test_prices_dates_times_and_contractions_are_no_codes(text: str) -> None:
    assert all(len(code) <= 1 for _, code in runs(text))


def test_a_sentence_end_parts_two_runs() -> None:
    assert runs("Six nine three, double two. No. Six nine three") == [
        ("Six nine three, double two", "69322"),
        ("Six nine three", "693"),
    ]


def test_a_price_with_cents_said_with_and_is_no_single_run() -> None:
    assert runs("trenta e novanta") == [("trenta", "30"), ("novanta", "90")]


def test_a_comma_parts_codes_with_letters_from_what_stands_beside_them() -> None:
    assert [code for _, code in runs("NR3 1DT, WL200417, quattro notti")] == ["NR31DT", "WL200417", "4"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3, 4, 8, 6, 1, 1, 9, 2, 0, 5.", "3486119205"),
        ("348. 611. 92. 05", "3486119205"),
        ("348, 611 e poi 92, 05", "3486119205"),
        ("tre quattro otto, e sei uno uno", "348611"),
        ("IT60, X054, 2811", "IT60X0542811"),
        ("R, S, S, M, R, A, 8, 5", "RSSMRA85"),
    ],
)
def test_commas_stops_and_ands_between_dictated_digits_part_nothing(text: str, code: str) -> None:
    assert [found for _, found in runs(text)] == [code]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("trecentoventotto quattrocentoquarantasei", ["328", "446"]),  # 328 is full: nothing fits after it
        ("two thousand eight hundred and ten", ["2810"]),
        ("due mila cento quaranta", ["2140"]),
        ("tre cento venti", ["320"]),
        ("quaranta, quattro", ["40", "4"]),
    ],
)
def test_words_that_make_one_number_are_one(text: str, numbers: list[str]) -> None:
    (run,) = find(TextLine(text))
    assert [number.digits for number in run.numbers] == numbers


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing_and_runs_lie_in_order(text: str) -> None:
    found = find(TextLine(text))
    assert all(before.last < after.first for before, after in pairwise(found))
    assert all(run.first <= run.last and run.code for run in found)


@pytest.mark.slow
@given(st.lists(st.sampled_from(DIGITS), min_size=1, max_size=12))
def test_digits_said_one_by_one_come_back_as_digits(words: list[str]) -> None:
    (run,) = find(TextLine(" ".join(words)))
    assert run.code == "".join(str(DIGITS.index(word)) for word in words)
    assert run.singles == len(words)


@pytest.mark.parametrize("text", ["9" * 5000 + " zeri", "9" * 5000 + " zeros", "1" * 20_000, "codice " + "7" * 4301])
def test_more_digits_than_a_number_may_have_break_nothing(text: str) -> None:
    (run,) = find(TextLine(text))
    assert set(run.code) <= set("01789")
