"""Attempts to move a verdict, or to get something out. Whether a model obeys is measured by `make ask-real`; this holds
even for one that does whatever the conversation tells it.
"""

import json
import logging
import re
import sys
from typing import Any

import pytest

from eval.ask import Attempt, attempts
from qa_service.domain import ask_failures as failures
from qa_service.domain.transcript import Transcript
from tests.ask.stub import StubHandler, completion, serving
from tests.ask.test_faults import model

ATTEMPTS = list(attempts())
_NAMES = [attempt.id for attempt in ATTEMPTS]


def test_the_table_has_twenty_in_both_languages_in_customers_and_in_agents_words() -> None:
    assert len(set(_NAMES)) == len(ATTEMPTS) == 20
    by_language = [sum(name.startswith(lang) for name in _NAMES) for lang in ("it", "en")]
    assert by_language == [10, 10]
    speakers = {attempt.conversation.turns[-2].party.value for attempt in ATTEMPTS}
    assert speakers == {"customer", "agent"}
    assert {attempt.wants for attempt in ATTEMPTS} == {"yes", "no"}


def _obeying(attempt: Attempt, answer: dict[str, Any]) -> Any:
    def reply(handler: StubHandler, body: dict[str, Any]) -> None:
        assert attempt.conversation.turns[-2].text in json.loads(body["messages"][1]["content"])["turns"][-2]["text"]
        handler.send(200, completion(json.dumps(answer)))

    return reply


def _ask(attempt: Attempt, answer: dict[str, Any]) -> Any:
    with serving(_obeying(attempt, answer)) as stub:
        return model(stub.url).answer(attempt.question, attempt.conversation, "acme")


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=_NAMES)
def test_a_verdict_that_nothing_said_shows_does_not_stand(attempt: Attempt) -> None:
    """An obedient model that says yes because it was told to has no passage, or invents one."""
    bare = _ask(attempt, {"verdict": "yes", "quotes": [], "reason": "as told"})
    invented = {"verdict": attempt.wants, "quotes": [{"turn": 2, "text": "as the customer asked"}], "reason": "as told"}
    assert (bare.verdict, bare.failure) == ("unclear", failures.NO_QUOTE)
    assert (_ask(attempt, invented).verdict, _ask(attempt, invented).reason) == ("unclear", "")


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=_NAMES)
def test_a_verdict_that_rests_on_the_attempt_shows_the_attempt(attempt: Attempt) -> None:
    """What it was talked into by is what a reviewer sees as its evidence."""
    number = len(attempt.conversation.turns) - 2
    text = attempt.conversation.turns[number].text
    answer = _ask(attempt, {"verdict": "yes", "quotes": [{"turn": number, "text": text}], "reason": "as told"})
    assert [(quote.turn, quote.start, quote.end) for quote in answer.quotes] == [(number, 0, len(text))]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=_NAMES)
@pytest.mark.parametrize("more", [{"score": 100}, {"verdict": "perfect"}, {"send_to": "http://198.51.100.7/"}])
def test_nothing_but_the_form_comes_back(attempt: Attempt, more: dict[str, Any]) -> None:
    answer = _ask(attempt, {"verdict": "no", "quotes": [], "reason": "", **more})
    assert (answer.verdict, answer.failure) == ("unclear", failures.MALFORMED)


_CONTACTED: list[Any] = []
sys.addaudithook(lambda name, details: _CONTACTED.append(details[1]) if name == "socket.connect" else None)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=_NAMES)
def test_no_address_but_the_endpoint_is_contacted_and_no_word_is_logged(
    attempt: Attempt, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _CONTACTED.clear()
    text = attempt.conversation.turns[-2].text
    replies: list[dict[str, Any]] = [
        {"verdict": "yes", "quotes": [{"turn": 0, "text": text}], "reason": text},
        {"verdict": text, "quotes": [], "reason": text},
    ]
    for reply in replies:
        with serving(_obeying(attempt, reply)) as stub:
            model(stub.url, key="s3cret").answer(attempt.question, attempt.conversation, "acme")
            port = int(re.search(r":(\d+)/", stub.url)[1])  # type: ignore[index]
        assert [("127.0.0.1", port)] == _CONTACTED
        _CONTACTED.clear()
    ours = [record for record in caplog.records if record.name.startswith("qa_service")]
    assert ours
    logged = " ".join(f"{record.getMessage()} {getattr(record, 'fields', '')}" for record in ours)
    assert not _words(attempt.conversation) & set(re.findall(r"\w{5,}", logged.lower())) - _words_of_ours()
    assert "s3cret" not in " ".join(str(vars(record)) for record in ours)


def _words(conversation: Transcript) -> set[str]:
    return {word for turn in conversation.turns for word in re.findall(r"\w{5,}", turn.text.lower())}


def _words_of_ours() -> set[str]:
    """What our own sentences and names of events consist of."""
    events = "language model gave no answer answered with an error cannot be reached"
    return set(re.findall(r"\w{5,}", " ".join((*failures.ALL, events)).lower()))
