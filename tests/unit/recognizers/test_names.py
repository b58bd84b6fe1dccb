"""People's names by cue, list and shape; what only looks like one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.recognizers import names
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Buongiorno, mi chiamo Ludovica, come posso aiutarla?", "Ludovica"),
        ("ondalia buongiorno sono caterina mi dica", "caterina"),
        ("Grazie, signora Tosetto.", "Tosetto"),
        ("mi dà il suo codice fiscale signor morandini", "morandini"),
        ("Gentile dottoressa Righi,", "Righi"),
        ("intestata a Corrado Venier", "Corrado Venier"),
        ("Sono Mario Rossi, abito qui", "Mario Rossi"),
        ("Rosa D'Angelo", "Rosa D'Angelo"),
        ("Cordiali saluti\nIvana Brusaferro", "Ivana Brusaferro"),
        ("Good morning, my name is Desmond Achebe.", "Desmond Achebe"),
        ("good morning orbit mobile callum speaking how can i help", "callum"),
        ("Dear Mrs Sugden,", "Sugden"),
        ("Thank you for waiting, Dr Haddad-Klein.", "Haddad-Klein"),
        ("Kind regards,\nTrudy Wainwright", "Trudy Wainwright"),
        ("Hi Lorna,", "Lorna"),
        ("May I speak with Mr Okonjo, please?", "Okonjo"),
    ],
)
def test_a_name_is_found_without_its_title(text: str, name: str) -> None:
    assert converse(text) == [(name, "PERSON")]


@pytest.mark.parametrize(
    "text",
    [
        "Sono contento, grazie.",
        "sono le tre",
        "sono contenta del servizio",
        "Sono in attesa da mezz'ora",
        "signora guardi che non funziona",
        "signora la ringrazio",
        "Will you call me back in May?",
        "I may need help, will you check?",
        "Mark my words",
        "la rosa bianca",
        "the bill is wrong and the art is poor",
        "A Milano piove, a Roma no.",
        "Lunedì 3 Marzo",
        "Thank you so much, have a lovely day!",
        "Buongiorno, come posso aiutarla?",
        "vorrei la fibra",
        "this is ridiculous",
    ],
)
def test_plain_words_that_look_like_names_stay(text: str) -> None:
    assert [name for name, kind in converse(text) if kind == "PERSON"] == []


def test_a_name_found_once_is_found_again_without_a_cue() -> None:
    said = converse("Buongiorno, sono Zvonimira.", "Prego, dica.", "Ecco, Zvonimira ha già pagato.")
    assert said == [("Zvonimira", "PERSON"), ("Zvonimira", "PERSON")]


def test_a_repeated_name_that_is_also_a_plain_word_stays_in_text_without_capitals() -> None:
    said = converse("buongiorno sono rosa dell'assistenza", "il modello rosa o quello blu")
    assert said.count(("rosa", "PERSON")) <= 1


def test_weights_are_readable_and_finite() -> None:
    weights = names.shipped().weights
    assert "bias" in weights
    assert all(abs(weight) < 20 for weight in weights.values())


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    (hits,) = names.find([TextLine(text)], names.shipped())
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
