"""Promises in agents' words, and by when: the lines marked by hand, and what must not be taken for one."""

from datetime import UTC, datetime

import pytest

from eval.promises.__main__ import lines, score
from qa_service.domain import promises
from qa_service.domain.interaction import Party
from qa_service.domain.promised_times import Clock, due
from qa_service.domain.transcript import Turn

CLOCK = Clock(datetime(2026, 12, 1, 9, tzinfo=UTC), "Europe/Rome")


@pytest.mark.parametrize("lang", ["it", "en"])
def test_lines_that_were_held_out_are_found_as_they_were_marked(lang: str) -> None:
    result = score(list(lines(lang, held_out=True)))
    assert result.precision >= 0.95
    assert result.recall >= 0.9
    assert result.late_claims == 0


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("La chiamo per la bolletta di novembre.", "it"),
        ("La richiamo domani?", "it"),
        ("Non la richiamo più.", "it"),
        ("Le mando adesso il codice.", "it"),
        ("Nobody will ring you about it.", "en"),
        ("I'm sending you over to accounts.", "en"),
    ],
)
def test_what_is_no_promise_is_not_followed(text: str, lang: str) -> None:
    assert promises.find([Turn(Party.AGENT, text)], lang, CLOCK) == []


def test_customers_and_other_languages_promise_nothing() -> None:
    assert promises.find([Turn(Party.CUSTOMER, "La richiamo domani.")], "it", CLOCK) == []
    assert promises.find([Turn(Party.AGENT, "Ich rufe Sie morgen an.")], "de", CLOCK) == []
    assert promises.find([Turn(Party.AGENT, "La richiamo domani.")], None, CLOCK) == []


@pytest.mark.parametrize(
    "text",
    [
        "la richiamo venerdì prossimo",
        "i'll call you next friday",
        "lei paga entro dieci giorni e noi entro trenta le mandiamo la carta",
        "mercoledì sento lo scalo e gliela spedisco entro il venti del mese prossimo",
        "le telefono lunedì 11",
        "la richiamo a breve",
        "le mando il modulo entro le 8",
    ],
)
def test_a_time_that_may_mean_two_things_is_none(text: str) -> None:
    assert due(text, CLOCK) is None


def test_a_message_counts_from_its_own_moment_and_words_of_a_call_from_theirs() -> None:
    later = datetime(2026, 12, 3, 9, tzinfo=UTC)
    (written,) = promises.find([Turn(Party.AGENT, "La richiamo entro 2 ore.", at=later)], "it", CLOCK)
    assert written.due_at == datetime(2026, 12, 3, 11, tzinfo=UTC)
    (said,) = promises.find([Turn(Party.AGENT, "La richiamo entro 2 ore.", start=600.0)], "it", CLOCK)
    assert said.due_at == datetime(2026, 12, 1, 11, 10, tzinfo=UTC)


def test_the_passage_is_the_sentence_as_it_stands() -> None:
    text = "Perfetto.  La RICHIAMO domani! Arrivederci."
    (promise,) = promises.find([Turn(Party.AGENT, text)], "it", CLOCK)
    assert text[promise.start : promise.end] == "La RICHIAMO domani!"
