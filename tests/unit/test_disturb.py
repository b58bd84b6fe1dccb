"""The same conversation in another look, and what may not change in it."""

import random

from models.interaction_encoder import disturb
from models.interaction_encoder.augment import broken_off
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party

TURNS = (
    LabelledTurn(Party.AGENT, "Buongiorno, mi dica."),
    LabelledTurn(Party.CUSTOMER, "Ho la linea guasta, non è la prima volta.", "neutral"),
    LabelledTurn(Party.AGENT, "Da quando?"),
    LabelledTurn(Party.CUSTOMER, "Da ieri."),
    LabelledTurn(Party.AGENT, "Guardo subito il collegamento, resti in linea."),
    LabelledTurn(Party.CUSTOMER, "Va bene."),
    LabelledTurn(Party.AGENT, "Il tecnico viene domani alle nove.", shows_resolution=True),
    LabelledTurn(Party.CUSTOMER, "Grazie."),
    LabelledTurn(Party.AGENT, "Arrivederci.", courtesy=frozenset({"farewell"})),
)
SAMPLE = Sample("a", "it", "g", TURNS, resolution="pending", info={"ended": True})
OTHER = Sample("b", "it", "g", (LabelledTurn(Party.CUSTOMER, "Siete dei ladri!"),))


def agent(sample: Sample) -> list[str]:
    return [turn.text for turn in sample.turns if turn.party is Party.AGENT]


def test_another_customers_words_leave_the_agents() -> None:
    changed = disturb.swapped(SAMPLE, OTHER)
    assert agent(changed) == agent(SAMPLE)
    assert {turn.text for turn in changed.turns if turn.party is Party.CUSTOMER} == {"Siete dei ladri!"}
    assert changed.turns[1].sentiment is None  # what was judged of the old words says nothing of the new


def test_a_learner_loses_little_words_and_only_the_customer_changes() -> None:
    changed = disturb.rewritten(SAMPLE, disturb.learner, (Party.CUSTOMER,), random.Random(1))
    assert agent(changed) == agent(SAMPLE)
    assert changed.turns[1].text.startswith("io avere ")
    english = disturb.learner("I'm waiting for the engineer, he didn't come", "en", random.Random(1))
    assert "I'm" not in english
    assert "waiting" not in english


def test_southern_spelling_keeps_masks() -> None:
    assert (
        disturb.southern("non voglio parlare con [PERSON]", "it", random.Random(0)) == "nun voglio parla' con [PERSON]"
    )


def test_what_is_broken_off_has_neither_outcome_nor_farewell() -> None:
    for seed in range(20):
        cut = broken_off(SAMPLE, random.Random(seed))
        assert cut.resolution is None
        assert cut.info["ended"] is False
        assert 3 <= len(cut.turns) <= 6
        assert not any(turn.shows_resolution for turn in cut.turns)


def test_a_letter_cannot_be_broken_off() -> None:
    letter = SAMPLE.with_turns(TURNS[:2])
    assert broken_off(letter, random.Random(0)) == letter
