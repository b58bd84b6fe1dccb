"""All recognisers together: overlaps, other languages, any text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.recognizers import conversation, names
from qa_service.understand.recognizers.text_line import Hit, TextLine
from tests.unit.recognizers.helpers import converse


def test_the_surer_hit_wins_and_what_sticks_out_stays_hidden() -> None:
    text = "abc def ghi"
    hits = [Hit(0, 7, "PERSON", 0.5), Hit(4, 11, "EMAIL", 0.9)]
    assert conversation.settle(hits, text) == [Hit(0, 4, "PERSON", 0.5), Hit(4, 11, "EMAIL", 0.9)]


def test_a_rest_of_marks_and_spaces_is_no_datum() -> None:
    assert conversation.settle([Hit(0, 4, "PERSON", 0.5), Hit(0, 3, "EMAIL", 0.9)], "abc, d") == [
        Hit(0, 3, "EMAIL", 0.9)
    ]


def test_in_a_language_that_is_not_read_numbers_and_addresses_of_mail_are_still_found() -> None:
    said = converse("Bonjour, carte 4539 7721 0048 6615, a.b@poste.example, Monsieur Dupont")
    assert said[:2] == [("4539 7721 0048 6615", "CREDIT_CARD"), ("a.b@poste.example", "EMAIL")]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_hits_lie_in_their_text_in_order_and_never_overlap(texts: list[str]) -> None:
    found = conversation.find([TextLine(text) for text in texts], names.shipped())
    for text, hits in zip(texts, found, strict=True):
        settled = conversation.settle(hits, text)
        assert all(0 <= hit.start < hit.end <= len(text) for hit in settled)
        assert all(before.end <= after.start for before, after in pairwise(settled))


def test_what_is_left_of_a_code_is_no_datum_where_it_only_names_one() -> None:
    only_named, told = "la mia polizza 77104552", "la mia polizza bk 77104552"
    assert settled(only_named, ("polizza 77104552", "CUSTOMER_CODE", 0.2), ("77104552", "IBAN", 0.9)) == ["77104552"]
    assert settled(told, ("polizza bk 77104552", "CUSTOMER_CODE", 0.2), ("77104552", "IBAN", 0.9)) == [
        "polizza bk ",
        "77104552",
    ]


def settled(text: str, *hits: tuple[str, str, float]) -> list[str]:
    """What is hidden of a text when these parts of it are hit."""
    starts = [text.index(said) for said, _, _ in hits]
    spans = [
        Hit(start, start + len(said), kind, score) for start, (said, kind, score) in zip(starts, hits, strict=True)
    ]
    return [text[hit.start : hit.end] for hit in conversation.settle(spans, text)]
