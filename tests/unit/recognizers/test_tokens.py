"""The token model: which runs of its probabilities are hidden, what it sees of a word, and that it computes what was
trained."""

import itertools

import numpy as np
import pytest

from qa_service.domain.transcript import PiiSpan
from qa_service.understand.pii import PresidioFinder
from qa_service.understand.recognizers import token_features, token_model, tokens
from qa_service.understand.recognizers.text_line import Hit, TextLine
from qa_service.understand.recognizers.token_model import KINDS, Floats
from tests.unit.recognizers.helpers import pairs


class Told:
    """A model that says for each word what it is told: how probably it is part of a name, else of nothing."""

    def __init__(self, shares: dict[str, float]) -> None:
        self._shares = shares

    def probabilities(self, lines: list[TextLine]) -> list[Floats]:
        return [np.array([self._row(low) for low in line.lows]).reshape(len(line), -1) for line in lines]

    def _row(self, low: str) -> Floats:
        row = np.zeros(1 + len(KINDS), np.float32)
        row[1 + KINDS.index("PERSON")] = self._shares.get(low, 0.0)
        row[0] = 1 - row.sum()
        return row


def hidden(text: str, **shares: float) -> list[tuple[str, str]]:
    """What is hidden of a line whose words are personal so probably."""
    lines = [TextLine(text)]
    return pairs(text, tokens.find(lines, Told(shares).probabilities(lines))[0])


def test_a_run_reaches_as_far_as_words_may_be_personal_from_one_that_surely_is() -> None:
    assert hidden("dica bruno vanni qui", bruno=0.5, vanni=0.97) == [("bruno vanni", "PERSON")]
    assert hidden("dica bruno vanni qui", bruno=0.3, vanni=0.97) == [("vanni", "PERSON")]


def test_a_run_without_a_sure_word_stays_readable() -> None:
    assert hidden("dica bruno vanni qui", bruno=0.9, vanni=0.94) == []


def test_a_plain_word_by_itself_must_be_surer_than_one_with_a_capital() -> None:
    assert hidden("sono contento adesso", contento=0.97) == []
    assert hidden("Sono Contento adesso", contento=0.97) == [("Contento", "PERSON")]


def test_one_mark_parts_nothing_two_do() -> None:
    assert hidden("Neri, Ugo", neri=0.99, ugo=0.99) == [("Neri, Ugo", "PERSON")]
    assert hidden("Neri... Ugo", neri=0.99, ugo=0.99) == [("Neri", "PERSON"), ("Ugo", "PERSON")]


def test_words_that_only_name_a_datum_stay_readable_at_the_ends_of_a_run() -> None:
    assert hidden("il pod vanni iban qui", pod=0.7, vanni=0.97, iban=0.5) == [("vanni", "PERSON")]
    assert hidden("mister vanni", mister=0.99, vanni=0.97) == [("mister vanni", "PERSON")]
    assert hidden("vanni conto neri", vanni=0.97, conto=0.6, neri=0.9) == [("vanni conto neri", "PERSON")]


def test_a_conversation_of_empty_lines_has_nothing_to_hide() -> None:
    lines = [TextLine(""), TextLine("")]
    assert tokens.find([], token_model.shipped().probabilities([])) == []
    assert tokens.find(lines, token_model.shipped().probabilities(lines)) == [[], []]


def test_plain_words_that_a_rule_takes_for_a_name_are_none_where_the_model_sees_nothing() -> None:
    line = TextLine("come un libro vanni")
    plain, name, day = Hit(8, 13, "PERSON", 0.8), Hit(14, 19, "PERSON", 0.8), Hit(8, 13, "DATE_OF_BIRTH", 0.8)

    def plain_talk(hit: Hit, **shares: float) -> bool:
        return tokens.is_plain_talk(line, hit, Told(shares).probabilities([line])[0])

    assert plain_talk(plain, libro=0.04)
    assert not plain_talk(plain, libro=0.06)
    assert not plain_talk(name)
    assert not plain_talk(day)


def test_probabilities_add_up_and_do_not_hang_on_where_a_long_talk_is_cut() -> None:
    """5,000 turns of one word are several pieces; with what the network reaches round each piece they compute alike."""
    model, lines = token_model.shipped(), [TextLine("sì")] * 5_000
    rows = np.concatenate(model.probabilities(lines))
    assert rows.sum(1) == pytest.approx(np.ones(5_000), abs=1e-4)
    assert rows[100:-100] == pytest.approx(np.repeat(rows[100:101], 4_800, 0), abs=1e-4)


@pytest.mark.parametrize(
    ("word", "cased", "shape"),
    [
        ("casa", False, "u"), ("casa", True, "l"), ("Casa", True, "T"), ("CASA", True, "A"), ("C", True, "I"),
        ("347", True, "9"), ("22b", True, "m"), ("@", True, "x"),
    ],
)  # fmt: skip
def test_a_word_has_one_shape(word: str, cased: bool, shape: str) -> None:
    assert token_features.shape(word, cased) == shape


@pytest.mark.parametrize(("digits", "flag"), [("1", 3), ("12345", 7), ("123456", 8), ("12345678", 8), ("123456789", 9)])
def test_numbers_are_told_apart_by_their_length(digits: str, flag: int) -> None:
    first = len(token_features.SHAPES) + len(token_features.LISTS)
    assert token_features.own(digits, False, "") == [token_features.SHAPES.index("9"), first + flag]


def test_all_flags_and_hashes_fit_the_tables() -> None:
    for word in ("tre", "effe", "a", "Mario", "x" * 200, "12345678901", "é", "ß", "#"):
        flags = token_features.own(word, True, token_features.listed(word.lower()))
        assert all(0 <= flag < token_features.OWN for flag in flags)
        hashes = token_features.hashes(word.lower())
        assert 0 < len(hashes) <= token_features.MOST_HASHES
        assert all(0 <= row < token_features.BUCKETS for row in hashes)


def test_digits_of_a_word_are_hashed_alike() -> None:
    assert token_features.hashes("ab12") == token_features.hashes("ab98")


def test_what_no_rule_tells_is_hidden_by_the_finder() -> None:
    """Names and a house that stand where no list and no cue of the rules has them."""
    texts = ("who's on the desk today", "that'd be quillon he's new", "ta i'll ask quillon then")
    found = PresidioFinder().find(texts, "en")
    assert {(span.turn, texts[span.turn][span.start : span.end]) for span in found} >= {(1, "quillon"), (2, "quillon")}


def test_talk_of_numbers_stays_readable() -> None:
    texts = (
        "quanto pago al mese",
        "ventisette euro e novanta per dodici mesi",
        "e dal quindici marzo trentuno e dieci",
    )
    assert PresidioFinder().find(texts, "it") == ()


def test_the_finder_gives_spans_in_order_without_overlap() -> None:
    spans: tuple[PiiSpan, ...] = PresidioFinder().find(("sono Ada Neri di via Po 3, Torino", "347 1234567"), "it")
    assert all(a.turn < b.turn or a.end <= b.start for a, b in itertools.pairwise(spans))
