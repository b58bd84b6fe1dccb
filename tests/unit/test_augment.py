"""What training changes in a text, and the labels that go with it."""

import json
import random
from pathlib import Path

import pytest

from models.interaction_encoder import augment
from models.interaction_encoder.samples import LabelledTurn, Sample, single_lines
from qa_service.domain.interaction import Party

GREETS = frozenset({"greeting", "self_identification"})


def opening(text: str, lang: str = "it") -> LabelledTurn:
    turn = LabelledTurn(Party.AGENT, text, courtesy=GREETS)
    return augment.without_hello(Sample("one", lang, "it-a", (turn,))).turns[0]


@pytest.mark.parametrize(
    ("lang", "said", "left"),
    [
        ("it", "Buongiorno, sono Elio di Acque Chiare.", "Sono Elio di Acque Chiare."),
        ("it", "acque chiare buon giorno sono elio", "acque chiare sono elio"),
        ("en", "good morning larkfield gas karen speaking", "larkfield gas karen speaking"),
        ("en", "Hello there, this is Ines.", "This is Ines."),
    ],
)
def test_a_greeting_that_is_cut_off_takes_its_label_along(lang: str, said: str, left: str) -> None:
    turn = opening(said, lang)
    assert (turn.text, turn.courtesy) == (left, {"self_identification"})


@pytest.mark.parametrize(
    "said",
    ["Gentile signora Pini, buongiorno", "Buongiorno!", "Ehilà, sono Elio", "x " * 40 + "buongiorno"],
    ids=["salutation", "nothing else", "another greeting", "far inside"],
)
def test_what_still_greets_or_would_be_empty_stays(said: str) -> None:
    assert opening(said) == LabelledTurn(Party.AGENT, said, courtesy=GREETS)


def test_a_turn_without_the_label_is_not_touched() -> None:
    turn = LabelledTurn(Party.CUSTOMER, "Buongiorno, vorrei disdire")
    assert augment.without_hello(Sample("one", "it", "it-a", (turn,))).turns == (turn,)


def test_personal_data_is_masked_with_its_type() -> None:
    turn = LabelledTurn(Party.AGENT, "Sono Elio", pii=(("Elio", "PERSON"),))
    masked = augment.masked(Sample("one", "it", "it-a", (turn,)), 1.0, random.Random(0))
    assert masked.turns[0].text == "Sono [PERSON]"


def test_lines_may_carry_a_sentiment_courtesy_or_a_reason(tmp_path: Path) -> None:
    lines = [
        {"lang": "it", "text": "che bello", "sentiment": "positive"},
        {"lang": "it", "text": "muoviti", "courtesy": ["impatience", "inappropriate_informality"]},
        {"lang": "en", "text": "i was charged twice", "intent": "billing"},
        {"lang": "en", "text": "hello", "intent": None},
    ]
    (tmp_path / "lines-it.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    mood, agent, reason, nothing = single_lines(tmp_path)
    assert (mood.turns[0].sentiment, mood.turns[0].shows_intent) == ("positive", None)
    assert agent.turns[0].party is Party.AGENT
    assert agent.turns[0].courtesy == {"impatience", "inappropriate_informality"}
    assert (reason.intent, reason.turns[0].shows_intent) == ("billing", True)
    assert (nothing.intent, nothing.turns[0].shows_intent) == (None, False)
