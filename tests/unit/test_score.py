"""Scoring: pure, with the sums shown."""

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qa_service import resources
from qa_service.domain import vocabulary
from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting, Verdict
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import (
    Behaviour,
    Dynamics,
    Evidence,
    Judgement,
    Sentiment,
    TurnSentiment,
    Understanding,
)
from qa_service.errors import BadRubric
from qa_service.scoring.load import parse
from qa_service.scoring.total import score

VOCABULARY = vocabulary.parse(yaml.safe_load(resources.path("schema.yaml").read_text()))
DEFAULT = parse(yaml.safe_load((resources.path("rubrics") / "default.yaml").read_text()), VOCABULARY)
TALK = Transcript(tuple(Turn(party, "parole") for party in (Party.AGENT, Party.CUSTOMER) * 2 + (Party.AGENT,)), "it")
CALL = Setting(Channel.CALL, Direction.INBOUND, TALK)


def understanding(
    *shown: str, resolution: str | None = "resolved", start: str | None = "neutral", silence: float | None = 2.0
) -> Understanding:
    seen = Evidence(0, 0, 5)
    courtesy = {
        label: Behaviour(label in shown, 0.9 if label in shown else 0.1, (seen,) if label in shown else ())
        for label in VOCABULARY.courtesy
    }
    judged = Judgement(resolution, 0.8, {"resolved": 0.8, "pending": 0.2}, (Evidence(4, 0, 3),))
    mood = Sentiment((TurnSentiment(1, start, 0.7),), start, "neutral")
    return Understanding(
        Judgement("billing", 0.9, {"billing": 1.0}), judged, mood, courtesy, Dynamics(longest_silence=silence)
    )


def rubric(*criteria: dict[str, Any]) -> Rubric:
    words = {"it": "domanda", "en": "question"}
    filled = [{"question": words, "rule": {"kind": "behaviour", "label": c["id"]}, **c} for c in criteria]
    return parse(
        {"id": "r", "version": 3, "name": words, "sections": [{"id": "courtesy", "name": words, "criteria": filled}]},
        VOCABULARY,
    )


def verdicts(card: Any) -> dict[str, Verdict]:
    return {answer.criterion: answer.verdict for answer in card.answers}


def test_a_section_is_the_weight_met_over_the_weight_decided() -> None:
    card = score(
        rubric({"id": "greeting", "weight": 3}, {"id": "farewell", "weight": 1}), understanding("greeting"), CALL
    )
    assert card.courtesy == 75.0  # 100 * 3 / (3 + 1)
    assert card.rubric == "r@3"


def test_a_figure_has_one_decimal() -> None:
    card = score(
        rubric({"id": "greeting", "weight": 2}, {"id": "farewell", "weight": 1}), understanding("greeting"), CALL
    )
    assert card.courtesy == 66.7  # 100 * 2 / 3 = 66.66...


def answered(rule: dict[str, Any], seen: Understanding) -> Any:
    """The answer to one criterion with this rule."""
    (answer,) = score(rubric({"id": "asked", "rule": rule}), seen, CALL).answers
    return answer


def test_an_answer_is_as_sure_as_what_it_rests_on() -> None:
    moods = (TurnSentiment(1, "negative", 0.7), TurnSentiment(3, "negative", 0.8), TurnSentiment(5, "positive", 0.6))
    seen = replace(understanding(), sentiment=Sentiment(moods, "negative", "positive"))
    start = answered({"kind": "sentiment", "at": "start", "labels": ["negative"]}, seen)
    assert (start.verdict, start.confidence) == (Verdict.YES, 0.8)  # the surest of the turns that say so
    end = answered({"kind": "sentiment", "at": "end", "labels": ["negative"]}, seen)
    assert (end.verdict, end.confidence) == (Verdict.NO, 0.6)
    unheard = replace(seen, sentiment=Sentiment((), "negative", None))
    assert answered({"kind": "sentiment", "at": "start", "labels": ["negative"]}, unheard).confidence == 0.5
    stands = {"kind": "resolution", "labels": ["resolved"]}
    yes = answered(stands, seen)
    assert (yes.verdict, yes.confidence, yes.evidence) == (Verdict.YES, 0.8, (Evidence(4, 0, 3),))
    no = answered({**stands, "labels": ["pending", "escalated"]}, seen)
    assert (no.verdict, no.confidence) == (Verdict.NO, pytest.approx(0.8))  # 1 - 0.2
    long = answered({"kind": "silence", "at_least": 1}, seen)
    assert (long.verdict, long.confidence) == (Verdict.YES, 1.0)


@pytest.mark.parametrize(
    ("resolution", "verdicts_", "verdict", "confidence"),
    [
        ("resolved", ["yes"], Verdict.YES, 0.8),
        ("resolved", ["no"], Verdict.NO, 0.8),
        (None, ["yes"], Verdict.UNCLEAR, 0.0),
        (None, ["unclear"], Verdict.YES, 0.8),
    ],
)
def test_a_look_at_another_answer_is_as_sure_as_that(
    resolution: str | None, verdicts_: list[str], verdict: Verdict, confidence: float
) -> None:
    stands = {"id": "stands", "rule": {"kind": "resolution", "labels": ["resolved"]}}
    looks = {"id": "looks", "rule": {"kind": "answer", "criterion": "stands", "verdicts": verdicts_}}
    card = score(rubric(stands, looks), understanding(resolution=resolution), CALL)
    found = {answer.criterion: answer for answer in card.answers}["looks"]
    assert (found.verdict, found.confidence) == (verdict, pytest.approx(confidence))
    if resolution is not None:
        assert found.evidence == (Evidence(4, 0, 3),)


def test_what_is_not_applicable_counts_neither_way() -> None:
    chat_only = {"id": "farewell", "weight": 9, "applies": {"channels": ["chat"]}}
    card = score(rubric({"id": "greeting", "weight": 1}, chat_only), understanding("greeting"), CALL)
    assert card.courtesy == 100.0  # 100 * 1 / 1
    assert verdicts(card)["farewell"] is Verdict.NOT_APPLICABLE


def test_what_is_unclear_counts_neither_way() -> None:
    silent = {"id": "apology", "weight": 9, "rule": {"kind": "silence", "at_least": 10}}
    card = score(rubric({"id": "greeting"}, silent), understanding("greeting", silence=None), CALL)
    assert verdicts(card)["apology"] is Verdict.UNCLEAR
    assert card.courtesy == 100.0


def test_a_section_with_nothing_decided_is_absent_and_not_zero() -> None:
    only = {"id": "farewell", "applies": {"channels": ["chat"]}}
    assert score(rubric(only), understanding("farewell"), CALL).courtesy is None


def test_without_an_agent_turn_nothing_applies() -> None:
    card = score(DEFAULT, understanding("greeting"), Setting(Channel.CALL, Direction.INBOUND, Transcript((), "it")))
    assert set(verdicts(card).values()) == {Verdict.NOT_APPLICABLE}
    assert card.sections == {"courtesy": None, "resolution": None}


def test_an_unwanted_behaviour_that_is_shown_fails_with_its_evidence() -> None:
    card = score(
        rubric({"id": "rudeness", "wanted": False}, {"id": "greeting"}), understanding("rudeness", "greeting"), CALL
    )
    rude = card.answers[0]
    assert rude.verdict is Verdict.NO
    assert rude.evidence == (Evidence(0, 0, 5),)
    assert rude.examined == ()
    assert card.courtesy == 50.0


def test_a_critical_failure_caps_the_section() -> None:
    critical = {"id": "rudeness", "wanted": False, "weight": 1, "critical": {"harms": "customer", "cap": 30}}
    card = score(rubric(critical, {"id": "greeting", "weight": 9}), understanding("rudeness", "greeting"), CALL)
    assert card.courtesy == 30.0  # min(100 * 9 / 10, 30)
    assert card.critical == ("rudeness",)


def test_a_cap_never_raises_a_figure() -> None:
    critical = {"id": "rudeness", "wanted": False, "weight": 9, "critical": {"harms": "customer", "cap": 60}}
    assert score(rubric(critical, {"id": "greeting"}), understanding("rudeness", "greeting"), CALL).courtesy == 10.0


@pytest.mark.parametrize(("look", "turns"), [("opening", (0,)), ("closing", (4,)), ("anywhere", (0, 2, 4))])
def test_an_absence_names_the_turns_in_which_it_was_looked_for(look: str, turns: tuple[int, ...]) -> None:
    answer = score(rubric({"id": "greeting", "look": look}), understanding(), CALL).answers[0]
    assert (answer.verdict, answer.evidence, answer.examined) == (Verdict.NO, (), turns)


def test_empathy_is_asked_only_where_the_customer_was_unhappy() -> None:
    assert verdicts(score(DEFAULT, understanding(start="neutral"), CALL))["empathy"] is Verdict.NOT_APPLICABLE
    assert verdicts(score(DEFAULT, understanding(start="negative"), CALL))["empathy"] is Verdict.NO


@pytest.mark.parametrize(("silence", "verdict"), [(9.9, Verdict.NOT_APPLICABLE), (10.0, Verdict.NO)])
def test_hold_etiquette_is_asked_from_ten_seconds_of_silence(silence: float, verdict: Verdict) -> None:
    assert verdicts(score(DEFAULT, understanding(silence=silence), CALL))["hold_etiquette"] is verdict


def test_an_unclear_resolution_leaves_the_section_empty() -> None:
    assert score(DEFAULT, understanding(resolution=None), CALL).sections["resolution"] is None


@pytest.mark.parametrize(("resolution", "figure"), [("resolved", 100.0), ("pending", 0.0), ("escalated", 0.0)])
def test_only_a_settled_case_is_resolved(resolution: str, figure: float) -> None:
    assert score(DEFAULT, understanding(resolution=resolution), CALL).sections["resolution"] == figure


def test_a_survey_has_no_case_to_resolve() -> None:
    card = score(DEFAULT, understanding(resolution="not_applicable"), CALL)
    assert verdicts(card)["case_resolved"] is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        ({"intents": ["claim"]}, False),
        ({"intents": ["claim", "billing"]}, True),
        ({"directions": ["outbound"]}, False),
        ({"directions": ["inbound"]}, True),
        ({"channels": ["chat", "email"]}, False),
        ({"channels": ["call"], "directions": ["inbound"], "intents": ["billing"]}, True),
        ({"channels": ["call"], "directions": ["outbound"], "intents": ["billing"]}, False),
    ],
)
def test_a_criterion_is_asked_within_its_scope_only(scope: dict[str, list[str]], asked: bool) -> None:
    answer = score(rubric({"id": "greeting"}, {"id": "farewell", "applies": scope}), understanding(), CALL).answers[1]
    assert answer.verdict is (Verdict.NO if asked else Verdict.NOT_APPLICABLE)
    assert answer.confidence == (0.9 if asked else 1.0)


@pytest.mark.slow
@given(st.sets(st.sampled_from(VOCABULARY.courtesy)), st.sampled_from([None, "negative", "neutral"]))
def test_the_figure_stays_between_0_and_100(shown: set[str], start: str | None) -> None:
    figure = score(DEFAULT, understanding(*shown, start=start), CALL).courtesy
    assert figure is not None
    assert 0 <= figure <= 100


@pytest.mark.slow
@given(
    st.sets(st.sampled_from(tuple(VOCABULARY.courtesy_positive))), st.sampled_from(tuple(VOCABULARY.courtesy_positive))
)
def test_one_more_good_behaviour_never_lowers_the_figure(shown: set[str], more: str) -> None:
    before = score(DEFAULT, understanding(*shown), CALL).courtesy
    after = score(DEFAULT, understanding(*shown, more), CALL).courtesy
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"version": 0}, "version", "greater than or equal to 1"),
        ({"sections": []}, "sections", "at least 1"),
        ({"misspelt": 1}, "misspelt", "not permitted"),
    ],
)
def test_a_faulty_rubric_is_refused_with_the_path_of_the_fault(change: dict[str, Any], where: str, what: str) -> None:
    good = DEFAULT.model_dump(mode="json")
    with pytest.raises(BadRubric, match=what) as refused:
        parse({**good, **change}, VOCABULARY)
    assert refused.value.where == where


def test_an_unknown_label_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(
        BadRubric,
        match=r"sections\[0\]\.criteria\[0\]\.rule\.label: 'kindness' is no courtesy label; use one of .*empathy",
    ):
        rubric({"id": "kindness"})


def test_an_id_used_twice_is_refused() -> None:
    with pytest.raises(BadRubric, match="used twice: \\['greeting'\\]"):
        rubric({"id": "greeting"}, {"id": "greeting"})


def test_weights_that_add_up_to_nothing_are_refused() -> None:
    with pytest.raises(BadRubric, match="add up to nothing"):
        rubric({"id": "greeting", "weight": 0})
