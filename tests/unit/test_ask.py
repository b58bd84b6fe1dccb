"""Criteria that ask a language model: which questions are put, what of the answers is read, and what of it is told."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from qa_service.documents.analysis import Analysis
from qa_service.domain import ask_failures as failures
from qa_service.domain.interaction import Automatic, Channel, Direction, Party
from qa_service.domain.model_answer import ModelAnswer, ask_key
from qa_service.domain.scorecard import Setting, Verdict
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Evidence, Judgement, Sentiment, Understanding
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.pipeline import Pipeline
from qa_service.scoring import asking
from qa_service.scoring.ask import UNCHECKED
from qa_service.scoring.total import score
from tests.fakes import FakeEngines, ScriptedModel, ScriptedTranscriber
from tests.unit.test_pipeline import CHAT, rubric

HELP, REFUND = "Does the agent offer help?", "Does the agent promise a refund?"
OFFERED = {"id": "offered", "rule": {"kind": "ask", "question": HELP}}
TALK = Transcript((Turn(Party.AGENT, "posso aiutarla?"), Turn(Party.CUSTOMER, "grazie")), "it", {"roles": 0.9})
UNREAD = Understanding(Judgement("billing", 0.9, {}), Judgement(None, 0.0, {}), Sentiment((), None, None), {})
SHOWN = (Evidence(0, 0, 15),)


def setting(transcript: Transcript = TALK, channel: Channel = Channel.CHAT, **answers: ModelAnswer) -> Setting:
    return Setting(channel, Direction.INBOUND, transcript, asked={ask_key(HELP): answers["kept"]} if answers else {})


def verdict(answer: ModelAnswer | None, rule: dict[str, Any] = OFFERED["rule"]) -> Any:  # type: ignore[assignment]
    """The answer of a criterion with this rule, where the model has answered its question so."""
    card = score(rubric({"id": "offered", "rule": rule}), UNREAD, setting(kept=answer) if answer else setting())
    return next(found for found in card.answers if found.criterion == "offered")


def test_a_yes_is_shown_by_its_quotes_and_no_more_sure_than_chance() -> None:
    found = verdict(ModelAnswer("yes", SHOWN))
    assert (found.verdict, found.confidence, found.evidence, found.examined) == (Verdict.YES, UNCHECKED, SHOWN, ())


def test_a_no_without_quotes_names_every_turn() -> None:
    found = verdict(ModelAnswer("no"))
    assert (found.verdict, found.evidence, found.examined) == (Verdict.NO, (), (0, 1))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, failures.NOT_ASKED),
        (ModelAnswer("unclear"), None),
        (ModelAnswer("unclear", failure=failures.TOO_SLOW), failures.TOO_SLOW),
        (ModelAnswer("yes", SHOWN, failure=failures.WRONG_QUOTE), failures.WRONG_QUOTE),
    ],
)
def test_without_an_answer_nothing_is_told_and_the_reason_is(answer: ModelAnswer | None, reason: str | None) -> None:
    found = verdict(answer)
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, reason)


@pytest.mark.parametrize("kind", ["all", "any"])
def test_the_reason_stays_inside_other_clauses(kind: str) -> None:
    ask, silence = {"kind": "ask", "question": HELP}, {"kind": "silence", "at_least": 3}
    other = {"kind": "not", "of": silence}
    found = verdict(ModelAnswer("unclear", failure=failures.BUSY), {"kind": kind, "of": [other, ask]})
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, failures.BUSY)


# --- which questions are put


def answered(model: ScriptedModel | None, criteria: Sequence[dict[str, Any]], **more: Any) -> dict[str, ModelAnswer]:
    return dict(asking.answers(model, "acme", rubric(*criteria), UNREAD, more.get("setting") or setting()))


def test_each_question_is_put_once_also_from_conditions() -> None:
    model = ScriptedModel()
    asks = {"kind": "ask", "question": REFUND}
    twice = [OFFERED, {**OFFERED, "id": "again"}, {"id": "more", "rule": {"kind": "person"}, "only_if": asks}]
    answers = answered(model, twice)
    assert model.questions == [HELP, REFUND]
    assert set(answers) == {ask_key(HELP), ask_key(REFUND)}


@pytest.mark.parametrize("applies", [{"channels": ["call"]}, {"directions": ["outbound"]}, {"intents": ["billing"]}])
def test_nothing_is_asked_where_the_criterion_does_not_apply(applies: dict[str, Any]) -> None:
    model = ScriptedModel()
    of_another_reason = replace(UNREAD, intent=Judgement(None, 0.0, {}))
    asked = rubric({**OFFERED, "applies": applies})
    assert asking.answers(model, "acme", asked, of_another_reason, setting()) == {}
    assert model.questions == []


@pytest.mark.parametrize(
    ("transcript", "why"),
    [
        (replace(TALK, lang="es"), failures.UNREAD),
        (replace(TALK, lang=None), failures.UNREAD),
        (replace(TALK, confidence={"roles": 0.5}), failures.ROLES_UNSURE),
    ],
)
def test_words_that_may_be_unmasked_or_anybodys_are_shown_to_no_model(transcript: Transcript, why: str) -> None:
    model = ScriptedModel()
    (answer,) = answered(model, [OFFERED], setting=setting(transcript)).values()
    assert (model.questions, answer.failure) == ([], why)


def test_nobody_asks_about_a_conversation_without_an_agent() -> None:
    model = ScriptedModel()
    assert answered(model, [OFFERED], setting=setting(replace(TALK, turns=TALK.turns[1:]))) == {}


def test_what_the_same_model_has_answered_is_not_asked_again() -> None:
    model = ScriptedModel()
    kept = ModelAnswer("no", model=model.version)
    assert answered(model, [OFFERED], setting=setting(kept=kept)) == {ask_key(HELP): kept}
    wrong = ModelAnswer("unclear", failure=failures.WRONG_QUOTE, model=model.version)
    assert answered(model, [OFFERED], setting=setting(kept=wrong)) == {ask_key(HELP): wrong}
    assert model.questions == []


@pytest.mark.parametrize("kept", [ModelAnswer("no", model="older"), ModelAnswer("unclear", failure=failures.TOO_SLOW)])
def test_another_model_and_a_failure_are_asked_anew(kept: ModelAnswer) -> None:
    model = ScriptedModel()
    answered(model, [OFFERED], setting=setting(kept=kept))
    assert model.questions == [HELP]


def test_a_new_model_that_is_away_takes_no_answer_of_an_older_one_away() -> None:
    away = ScriptedModel(ModelAnswer("unclear", failure=failures.TOO_SLOW, model="scripted prompt-1"))
    kept = ModelAnswer("no", model="older")
    assert answered(away, [OFFERED], setting=setting(kept=kept)) == {ask_key(HELP): kept}
    assert away.questions == [HELP]


def test_where_no_model_may_be_asked_older_answers_stay_and_the_rest_says_so() -> None:
    kept = ModelAnswer("no", model="older")
    assert answered(None, [OFFERED], setting=setting(kept=kept)) == {ask_key(HELP): kept}
    (answer,) = answered(None, [OFFERED]).values()
    assert answer.failure == failures.SWITCHED_OFF


# --- on the main path


def main_path(model: ScriptedModel | None) -> Pipeline:
    usable = UsableRubric(rubric({**OFFERED, "applies": {"channels": ["chat"]}}))
    return Pipeline(FakeEngines(ScriptedTranscriber([]), questions=model), lambda _: usable)


def test_the_model_sees_masked_words_and_its_version_is_named() -> None:
    model = ScriptedModel(ModelAnswer("yes", (Evidence(1, 0, 10),), "ok", None, "scripted prompt-1"))
    document = Analysis.of(main_path(model).process(CHAT)).document()
    assert "347" not in str(model.transcripts)
    assert "[PHONE]" in str(model.transcripts)
    assert document["versions"]["ask"] == "scripted prompt-1"
    answer = document["scorecard"]["answers"][1]
    assert (answer["verdict"], answer["evidence"]) == ("yes", [{"turn": 1, "quote": "buongiorno"}])
    assert "reason" not in answer


def test_an_interaction_is_done_while_the_model_is_away() -> None:
    away = ScriptedModel(ModelAnswer("unclear", failure=failures.NOT_REACHED, model="scripted prompt-1"))
    document = Analysis.of(main_path(away).process(CHAT)).document()
    greeting, offered = document["scorecard"]["answers"]
    assert (greeting["verdict"], offered["verdict"]) == ("yes", "unclear")
    assert offered["reason"] == "No answer from the model: it cannot be reached."
    assert "ask" not in document["versions"]


def test_automatic_mail_is_shown_to_no_model() -> None:
    model = ScriptedModel()
    main_path(model).process(CHAT.model_copy(update={"automatic": Automatic.BOUNCE}))
    assert model.questions == []


def test_a_rubric_without_questions_asks_nobody() -> None:
    model = ScriptedModel()
    usable = UsableRubric(rubric())
    Pipeline(FakeEngines(ScriptedTranscriber([]), questions=model), lambda _: usable).process(CHAT)
    assert model.questions == []
