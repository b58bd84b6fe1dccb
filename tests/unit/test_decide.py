import re
from pathlib import Path

import numpy as np
import pytest

from qa_service.domain import withheld
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Turn
from qa_service.understand import decide
from qa_service.web.i18n import Locale
from qa_service.web.words import NAMES

LABELS = ("negative", "neutral", "positive")
EVEN = {"negative": 1.0, "neutral": 1.0, "positive": 1.0}


def said(*turns):
    return [Turn(Party(party), text) for party, text in turns]


CALL = said(("agent", "Buongiorno"), ("customer", "la luce non va"), ("agent", "la sistemo"))


def test_a_call_with_both_parties_may_be_judged():
    assert decide.obstacle(CALL, "it") is None


@pytest.mark.parametrize("lang", ["de", None])
def test_other_languages_are_not_judged_and_the_reason_names_them(lang):
    assert decide.obstacle(CALL, lang) == "Only Italian and English are judged."


def test_of_a_recording_in_which_nobody_speaks_that_is_said():
    assert decide.obstacle((), None) == "Nobody speaks in it."


def test_without_an_agent_nothing_is_judged():
    assert decide.obstacle(said(("customer", "pronto"), ("customer", "c'è nessuno"), ("other", "attenda")), "it") == (
        "No turn of an agent was found."
    )


def test_without_a_customer_nothing_is_judged():
    assert "customer" in (
        decide.obstacle(said(("agent", "pronto"), ("agent", "pronto"), ("agent", "chiudo")), "it") or ""
    )


def test_an_agent_who_says_nothing_is_no_agent():
    assert "agent" in (
        decide.obstacle(said(("agent", "  "), ("customer", "pronto"), ("customer", "pronto")), "it") or ""
    )


def test_two_short_turns_are_too_few():
    assert "Too little" in str(decide.obstacle(said(("customer", "mi serve aiuto"), ("agent", "certo")), "it"))


def test_a_letter_and_its_answer_are_a_whole_case():
    letter = "Vorrei sapere quando arriva il rimborso della fattura di marzo"
    answer = "Gentile cliente, il rimborso è stato accreditato ieri sul suo conto"
    assert decide.obstacle(said(("customer", letter), ("agent", answer)), "it") is None


def test_the_most_probable_label_wins_with_its_probability():
    verdict = decide.one_label(np.array([0.2, 0.7, 0.1], np.float32), LABELS, 0.5)
    assert (verdict.label, verdict.reason) == ("neutral", None)
    assert verdict.probability == pytest.approx(0.7)


def test_below_the_threshold_the_answer_is_cannot_tell_with_its_reason():
    verdict = decide.one_label(np.array([0.3, 0.4, 0.3], np.float32), LABELS, 0.5)
    assert verdict.label is None
    assert verdict.reason == "No label is probable enough."


def test_a_chance_is_lowered_by_its_log_odds():
    # 0.5 is odds of 1; an e-th of them is 0.368 to 1, a chance of 0.269
    assert decide.lowered(0.5, 1.0) == pytest.approx(0.269, abs=1e-3)
    assert decide.lowered(0.3, 0.0) == pytest.approx(0.3)


def test_what_breaks_off_and_what_is_unlike_all_that_was_learned_is_not_judged():
    assert decide.unfinished(0.4, 0.5) == "The contact breaks off before its end."
    assert decide.unfinished(0.5, 0.5) is None
    assert decide.strange(2.1, 2.0) == "The conversation is unlike those that the models learned from."
    assert decide.strange(2.0, 2.0) is None


def test_distributions_name_all_labels_and_add_up_to_one():
    spread = decide.distribution(np.array([0.2, 0.7, 0.2], np.float32), LABELS)
    assert set(spread) == set(LABELS)
    assert sum(spread.values()) == pytest.approx(1.0)
    assert sum(decide.even(LABELS).values()) == pytest.approx(1.0)


ROWS = np.array([[0, 0, 0], [0.9, 0.1, 0], [0.1, 0.8, 0.1], [0, 0.1, 0.9]], np.float32)
MOODS = said(
    ("agent", "dica"), ("customer", "è una vergogna"), ("customer", "il codice è 12"), ("customer", "che bello")
)


def test_each_customer_turn_has_one_sentiment_and_the_ends_give_start_and_end():
    found = decide.sentiment(MOODS, ROWS, LABELS, EVEN)
    assert [(t.turn, t.label) for t in found.turns] == [(1, "negative"), (2, "neutral"), (3, "positive")]
    assert (found.start, found.end) == ("negative", "positive")


def test_a_plain_goodbye_after_praise_still_ends_positive_but_older_praise_does_not_count():
    def end(*moods):
        rows = np.array([[m == label for label in LABELS] for m in moods], np.float32)
        return decide.sentiment(said(*[("customer", "parole")] * len(moods)), rows, LABELS, EVEN).end

    assert end("negative", "positive", "neutral") == "positive"
    assert end("positive", "neutral", "neutral") == "neutral"


def test_a_lift_can_change_the_label_but_not_the_stated_probability():
    rows = np.array([[0.1, 0.5, 0.4]], np.float32)
    found = decide.sentiment(said(("customer", "bene dai")), rows, LABELS, {**EVEN, "positive": 1.5})
    # 0.4 * 1.5 = 0.6 beats 0.5
    assert (found.turns[0].label, found.turns[0].probability) == ("positive", pytest.approx(0.4))


def test_without_customer_turns_there_is_no_sentiment():
    found = decide.sentiment(said(("agent", "pronto")), np.zeros((1, 3), np.float32), LABELS, EVEN)
    assert (found.turns, found.start, found.end) == ((), None, None)


def test_an_empty_customer_turn_is_listed_without_label():
    found = decide.sentiment(said(("customer", " ")), np.ones((1, 3), np.float32), LABELS, EVEN)
    assert [(t.turn, t.label) for t in found.turns] == [(0, None)]
    assert found.start is None


def test_where_nothing_may_be_judged_every_customer_turn_is_still_listed():
    found = decide.sentiment(MOODS, None, LABELS, EVEN)
    assert [(t.turn, t.label) for t in found.turns] == [(1, None), (2, None), (3, None)]


def test_pages_know_every_reason_in_italian():
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (decide, withheld))
    reasons = set(re.findall(r'(?<!")"([A-Z][^"]+\.)"(?!")', source))
    assert reasons == set(NAMES["untold"])
    locale = Locale("it")
    assert all(locale.text(reason) != reason for reason in reasons)
