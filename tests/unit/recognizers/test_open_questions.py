"""How long a question stays open, and what counts as one."""

import pytest

from qa_service.understand.recognizers import open_questions
from qa_service.understand.recognizers.text_line import TextLine

CARD = frozenset(("card", "carta"))


def answered(topics: list[str | None], answers: set[int], texts: list[str]) -> list[int]:
    lines = [TextLine(text) for text in texts]
    return [at for at, *_ in open_questions.turns(lines, topics, lambda at, _topic, _begun: at in answers)]


def test_an_answer_goes_on_over_nods_and_questions_for_the_rest() -> None:
    texts = ["?", "uno", "sì", "due", "manca un numero", "tre"]
    assert answered(["code", *[None] * 5], {1, 3, 5}, texts) == [1, 3, 5]


def test_other_talk_closes_a_question_once_its_answer_has_begun() -> None:
    assert answered(["code", *[None] * 3], {1, 3}, ["?", "uno", "bene allora le spiego l'offerta", "tre"]) == [1]


def test_a_question_without_answer_is_closed_after_two_turns_or_by_another() -> None:
    assert answered(["code", *[None] * 3], {3}, ["?", "non lo trovo", "cerchi sulla bolletta", "uno"]) == []
    assert answered(["code", *[None] * 2], {2}, ["?", "quanto pago al mese?", "venti"]) == []


@pytest.mark.parametrize("text", ["la carta?", "can I take the number of the card please", "mi dice quale carta ha"])
def test_a_request_is_told(text: str) -> None:
    assert open_questions.requested(TextLine(text), CARD)


@pytest.mark.parametrize(
    "text", ["quanto costa la carta?", "ieri la banca ha bloccato la mia carta senza dirmi niente di niente"]
)
def test_other_talk_is_no_request(text: str) -> None:
    assert not open_questions.requested(TextLine(text), CARD)
