import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service import resources
from qa_service.domain.letters import plain as folded
from qa_service.understand.linguistics import CUES, LANGUAGES, Linguistics, spell_out
from tests.engines import text_models

LABELS = [*yaml.safe_load(resources.path("schema.yaml").read_text())["courtesy"]["positive"]]
LABELS += yaml.safe_load(resources.path("schema.yaml").read_text())["courtesy"]["negative"]


def cues(text, lang):
    (notes,) = text_models.linguistics().look([text], lang)
    return {label: text[start:end] for label, (start, end) in notes.cues}


@pytest.mark.parametrize(
    ("lang", "text", "label", "quote"),
    [
        ("it", "Sì, BUONGIORNO a lei", "greeting", "BUONGIORNO"),
        ("it", "c'è altro in cui posso aiutarla", "offer_of_help", "altro in cui"),
        ("it", "Grazie per l’attesa, signora", "hold_etiquette", "Grazie per l’attesa"),
        ("it", "Non è possibile", "no_help", "Non è possibile"),
        ("it", "La richiamerò io, domani", "promise", "La richiamerò"),
        ("en", "Hello, you're through to Anna", "self_identification", "you're through to"),
        ("en", "Is there anything else?", "offer_of_help", "anything else"),
        ("en", "I'm so sorry, honestly", "apology", "so sorry"),
    ],
)
def test_cues_are_found_whatever_case_accents_and_punctuation(lang, text, label, quote):
    assert cues(text, lang)[label] == quote


def test_a_cue_of_one_language_is_none_of_the_other():
    assert "greeting" not in cues("buongiorno", "en")


def test_other_languages_have_sentences_but_no_cues():
    (notes,) = text_models.linguistics().look(["Hallo. Guten Tag."], "de")
    assert len(notes.sentences) == 2
    assert notes.cues == ()


def test_sentences_are_spans_of_the_text_itself():
    text = "È vero? Sì. Grazie mille!"
    (notes,) = text_models.linguistics().look([text], "it")
    assert [text[a:b].strip() for a, b in notes.sentences] == ["È vero?", "Sì.", "Grazie mille!"]


def test_every_courtesy_label_has_cues_in_both_languages():
    raw = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    assert set(LABELS) <= set(raw)
    assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in raw.values())


def test_a_phrase_is_spelled_out_in_all_its_ways():
    ways = spell_out("i|we are? sorry~ *")
    assert ways == [
        ("i", "are", "sorry~", "*"),
        ("i", "sorry~", "*"),
        ("we", "are", "sorry~", "*"),
        ("we", "sorry~", "*"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_spans_always_lie_inside_the_text(text, lang):
    assert len(folded(text)) == len(text)
    (notes,) = text_models.linguistics().look([text], lang)
    for start, end in [*notes.sentences, *(span for _, span in notes.cues)]:
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Thank you for waiting Ms. [PERSON]. I have it.", ["Thank you for waiting Ms. [PERSON].", "I have it."]),
        ("Grazie sig.ra [PERSON], è il n. 5. Arrivederci.", ["Grazie sig.ra [PERSON], è il n. 5.", "Arrivederci."]),
    ],
)
def test_titles_and_masked_data_do_not_end_a_sentence(text: str, sentences: list[str]) -> None:
    (notes,) = Linguistics().look([text], "it")
    assert [text[start:end] for start, end in notes.sentences] == sentences
