"""Who is a bot: what says so of itself, until a person takes over."""

import time

import pytest

from qa_service.documents.analysis import Analysis
from qa_service.domain.interaction import Interaction, Party
from qa_service.domain.transcript import Turn
from qa_service.transcribe.bots import named
from tests.unit.test_pipeline import pipeline


def parties(*said: tuple[str, str]) -> list[str]:
    turns = [Turn(Party(party), text) for party, text in said]
    return [turn.party.value for turn in named(turns)]


@pytest.mark.parametrize(
    "text",
    [
        "Ciao! Sono Seri, l'assistente virtuale. Come posso aiutarti?",
        "Sono l’assistente digitale del Comune",
        "Risponde l'operatore automatico, mi dica il motivo della chiamata",
        "risponde l'assistente digitale mi dica in poche parole il motivo della chiamata",
        "Stai parlando con un assistente virtuale.",
        "Sono il bot di Ondalia 🤖",
        "🤖 Benvenuto! Scegli: 1 ordini, 2 resi",
        "Bot: Hi! Ask me anything about your order.",
        "Hi! I'm Pip the bot 🤖 Pick: Orders / Returns",
        "Hello, I am your virtual assistant.",
        "Hi, I'm Penny, an AI assistant for Acme",
        "You're chatting with our automated agent.",
    ],
)
def test_what_says_that_it_is_a_bot_is_one(text: str) -> None:
    assert parties(("agent", text), ("customer", "reso"), ("agent", "Va bene, grazie!")) == ["bot", "customer", "bot"]


@pytest.mark.parametrize(
    "text",
    [
        "Sono Matilde, il bot mi ha passato la conversazione.",
        "Sono Anna, l'assistente virtuale mi ha girato la chat.",
        "Buongiorno, sono Anna, assistente clienti. Mi dica pure.",
        "Non sono un bot, glielo assicuro.",
        "I'm Anna, the virtual assistant passed me your chat.",
        "I'm not a bot, I promise.",
        "Did the bot not help you?",
        "Può chiedere all'assistente virtuale sul sito.",
    ],
)
def test_a_person_who_speaks_of_a_bot_is_none(text: str) -> None:
    assert parties(("agent", text), ("customer", "ok")) == ["agent", "customer"]


def test_a_person_takes_over_from_the_bot() -> None:
    assert parties(
        ("agent", "Benvenuto!"),
        ("agent", "Sono Seri, l'assistente virtuale."),
        ("customer", "voglio parlare con qualcuno"),
        ("agent", "Ti metto in contatto con un collega."),
        ("customer", "ok"),
        ("agent", "buongiorno, mi dica"),
        ("agent", "come posso aiutarla?"),
    ) == ["bot", "bot", "customer", "bot", "customer", "agent", "agent"]
    assert parties(
        ("agent", "I'm your virtual assistant."), ("customer", "human"), ("agent", "Hi, this is Anna speaking.")
    ) == ["bot", "customer", "agent"]


def test_what_a_customer_or_another_voice_says_names_no_bot() -> None:
    said = [("customer", "sono l'assistente virtuale"), ("other", "I'm the bot"), ("agent", "mi dica")]
    assert parties(*said) == [party for party, _ in said]


def test_a_megabyte_of_it_takes_no_time() -> None:
    began = time.perf_counter()
    for text in ("sono " * 200_000, "I'm the " * 125_000, "sono a, " * 125_000, " " * 1_000_000, "ti passo " * 110_000):
        parties(("agent", text))
    assert time.perf_counter() - began < 1.0


def bot_chat(speaker: str) -> Interaction:
    greeting = "buongiorno, sono l'assistente virtuale: il tuo numero è <347 1>?"
    turns = ({"speaker": speaker, "text": greeting}, {"speaker": "customer", "text": "sì, grazie"})
    return Interaction.model_validate({"id": "b", "client": "acme", "channel": "chat", "turns": turns})


@pytest.mark.parametrize("speaker", ["bot", "agent"])
def test_a_bots_courtesy_is_nobodys_and_its_words_are_masked(speaker: str) -> None:
    processed = pipeline().process(bot_chat(speaker))
    assert [turn.party for turn in processed.understood.transcript.turns] == [Party.BOT, Party.CUSTOMER]
    assert processed.scorecard.courtesy is None
    assert {answer.verdict.value for answer in processed.scorecard.answers} == {"not_applicable"}
    document = Analysis.of(processed).document()
    assert document["transcript"][0] == {
        "turn": 0,
        "speaker": "other",
        "bot": True,
        "text": "buongiorno, sono l'assistente virtuale: il tuo numero è [PHONE]?",
    }
    assert [turn["turn"] for turn in document["sentiment"]["turns"]] == [1]
    assert not any(shown["present"] for shown in document["courtesy"].values())


def test_a_document_names_a_bot() -> None:
    assert bot_chat("bot").turns[0].speaker is Party.BOT
    with pytest.raises(ValueError, match="speaker"):
        bot_chat("robot")
