"""Rubrics as data: every kind of rule, who depends on whom, and refusals that name the place of the fault."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_service.domain.interaction import Direction
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import PersonsAnswer, Scorecard, Verdict
from qa_service.domain.understanding import Behaviour, Dynamics, Evidence, Understanding
from qa_service.scoring.answer import answer
from qa_service.scoring.finding import ClauseInput, Finding
from qa_service.scoring.load import parse_text
from qa_service.scoring.rules import find
from qa_service.scoring.text import read
from qa_service.scoring.total import score
from tests.unit.test_score import CALL, VOCABULARY, rubric, understanding, verdicts

EXAMPLE = (Path(__file__).parents[2] / "docs" / "rubric-example.yaml").read_text(encoding="utf-8")
GREETS, THANKS = {"kind": "behaviour", "label": "greeting"}, {"kind": "behaviour", "label": "thanks"}
UNTOLD = {"kind": "resolution", "labels": ["resolved"]}  # with `understanding(resolution=None)`


def found(rule: dict[str, Any], seen: Understanding) -> Finding:
    return find(rubric({"id": "x", "rule": rule}).criteria[0].rule, ClauseInput(seen))


@pytest.mark.parametrize(
    ("rule", "holds", "probability"),
    [
        # both hold: 0.9 * 0.9; one fails: 1 - 0.9 * (1 - 0.9)
        ({"kind": "all", "of": [GREETS, {"kind": "behaviour", "label": "empathy"}]}, True, 0.81),
        ({"kind": "all", "of": [GREETS, THANKS]}, False, 0.91),
        # none holds: (1 - 0.1) * (1 - 0.1); one holds: 1 - (1 - 0.9) * (1 - 0.1)
        ({"kind": "any", "of": [THANKS, {"kind": "behaviour", "label": "apology"}]}, False, 0.81),
        ({"kind": "any", "of": [GREETS, THANKS]}, True, 0.91),
        ({"kind": "not", "of": THANKS}, True, 0.9),
        ({"kind": "intent", "labels": ["billing", "claim"]}, True, 1.0),
        ({"kind": "intent", "labels": ["claim"]}, False, 1.0),
        # what cannot be told leaves it open, unless the rest settles it
        ({"kind": "all", "of": [GREETS, UNTOLD]}, None, 0.0),
        ({"kind": "all", "of": [THANKS, UNTOLD]}, False, 0.9),
        ({"kind": "any", "of": [THANKS, UNTOLD]}, None, 0.0),
        ({"kind": "any", "of": [GREETS, UNTOLD]}, True, 0.9),
        ({"kind": "not", "of": UNTOLD}, None, 0.8),
    ],
)
def test_clauses_combine_in_three_values(rule: dict[str, Any], holds: bool | None, probability: float) -> None:
    finding = found(rule, understanding("greeting", "empathy", resolution=None))
    assert finding.holds is holds
    assert finding.probability == pytest.approx(probability)


def test_a_combination_quotes_what_settled_it_and_each_passage_once() -> None:
    seen = understanding("greeting", "empathy")
    both = found({"kind": "all", "of": [GREETS, {"kind": "behaviour", "label": "empathy"}]}, seen)
    assert both.evidence == (Evidence(0, 0, 5),)
    assert found({"kind": "not", "of": GREETS}, seen).evidence == (Evidence(0, 0, 5),)
    assert found({"kind": "any", "of": [THANKS, GREETS]}, seen).evidence == (Evidence(0, 0, 5),)
    thanks = Behaviour(False, 0.4, (Evidence(0, 6, 9),))  # a passage too weak to count
    assert found(THANKS, replace(seen, courtesy={**seen.courtesy, "thanks": thanks})).evidence == ()


DYNAMICS = Dynamics({"agent": 0.6, "customer": 0.4}, 0.2, 12.0, 3, {"first": 5.0, "mean": 8.0, "longest": 20.0})


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("silence_share", 0.2),
        ("longest_silence", 12.0),
        ("overlaps", 3),
        ("agent_talk_share", 0.6),
        ("customer_talk_share", 0.4),
        ("first_response", 5.0),
        ("mean_response", 8.0),
        ("longest_response", 20.0),
    ],
)
def test_a_measure_lies_between_its_bounds_and_what_is_not_measured_cannot_be_told(measure: str, value: float) -> None:
    seen = replace(understanding(), dynamics=DYNAMICS)

    def holds(seen: Understanding, **bounds: float) -> bool | None:
        return found({"kind": "dynamics", "measure": measure, **bounds}, seen).holds

    assert holds(seen, at_least=value) is True
    assert holds(seen, at_most=value) is True
    assert holds(seen, at_least=value * 1.01) is False
    assert holds(seen, at_most=value * 0.99) is False
    assert holds(seen, at_least=value * 0.9, at_most=value * 1.1) is True
    assert holds(replace(seen, dynamics=Dynamics()), at_least=0) is None


def test_a_label_that_was_not_known_when_it_was_understood_cannot_be_told() -> None:
    assert found(GREETS, replace(understanding(), courtesy={})).holds is None


FOLLOWS = {"id": "thanks", "only_if": {"kind": "answer", "criterion": "greeting", "verdicts": ["no"]}}


@pytest.mark.parametrize(
    ("shown", "verdict"), [((), Verdict.NO), (("thanks",), Verdict.YES), (("greeting",), Verdict.NOT_APPLICABLE)]
)
def test_a_condition_looks_at_another_answer_wherever_it_stands(shown: tuple[str, ...], verdict: Verdict) -> None:
    card = score(rubric(FOLLOWS, {"id": "greeting"}), understanding(*shown), CALL)
    assert verdicts(card)["thanks"] is verdict
    assert [one.criterion for one in card.answers] == ["thanks", "greeting"]  # in the order of the rubric


def test_an_unclear_answer_makes_no_condition_hold_unless_unclear_is_asked_for() -> None:
    unclear = {"id": "greeting", "rule": UNTOLD}
    asked = {"id": "thanks", "only_if": {"kind": "answer", "criterion": "greeting", "verdicts": ["unclear"]}}
    seen = understanding(resolution=None)
    assert verdicts(score(rubric(unclear, FOLLOWS), seen, CALL))["thanks"] is Verdict.NOT_APPLICABLE
    assert verdicts(score(rubric(unclear, asked), seen, CALL))["thanks"] is Verdict.NO


def test_an_answer_may_be_a_rule_itself() -> None:
    both = {"id": "both", "rule": {"kind": "answer", "criterion": "greeting", "verdicts": ["yes"]}}
    card = score(rubric(both, {"id": "greeting"}), understanding("greeting"), CALL)
    assert (card.answers[0].verdict, card.answers[0].evidence) == (Verdict.YES, (Evidence(0, 0, 5),))


ASKED = {"id": "identity", "rule": {"kind": "person"}, "weight": 3}


def test_what_a_person_is_asked_is_unclear_until_answered_and_then_counts() -> None:
    asks = rubric(ASKED, {"id": "greeting", "weight": 1})
    machine = score(asks, understanding("greeting"), CALL)
    assert (verdicts(machine)["identity"], machine.courtesy) == (Verdict.UNCLEAR, 100.0)
    person = score(asks, understanding("greeting"), CALL, {"identity": PersonsAnswer(Verdict.NO, "anna")})
    assert person.courtesy == 25.0  # 100 * 1 / (3 + 1)
    assert (person.answers[0].decided_by, person.answers[0].confidence) == ("anna", 1.0)


def critical(harms: str, **effect: Any) -> dict[str, Any]:
    return {"id": harms, "rule": {"kind": "person"}, "weight": 1, "critical": {"harms": harms, **effect}}


def failing(asks: Rubric, *ids: str) -> Scorecard:
    return score(asks, understanding("greeting"), CALL, {id: PersonsAnswer(Verdict.NO, "anna") for id in ids})


def test_critical_failures_are_kept_apart_by_whom_they_harm() -> None:
    asks = rubric(
        {"id": "greeting", "weight": 97},
        critical("customer", cap=80),
        critical("business", cap=60),
        critical("compliance", fails=True),
    )
    card = failing(asks, "customer")
    assert (card.courtesy, card.critical_by_harm, card.failed) == (80.0, {"customer": ("customer",)}, ())
    card = failing(asks, "business", "customer")
    assert card.courtesy == 60.0  # the lowest cap
    assert card.critical_by_harm == {"customer": ("customer",), "business": ("business",)}
    card = failing(asks, "compliance")
    assert (card.courtesy, card.critical, card.failed) == (0.0, ("compliance",), ("courtesy",))
    assert failing(asks).critical_by_harm == {}


def test_a_failed_section_is_zero_even_where_nothing_else_was_decided() -> None:
    fails = {**critical("compliance", fails=True), "weight": 0}
    assert failing(rubric(fails, {"id": "x", "rule": UNTOLD, "only_if": THANKS}), "compliance").courtesy == 0.0


def test_the_example_uses_every_kind_of_rule_and_is_sound() -> None:
    example = parse_text(EXAMPLE, VOCABULARY)
    kinds = {clause.kind for path, one in example.placed() for _, clause in one.clauses(path)}
    assert kinds == {
        *("behaviour", "resolution", "intent", "sentiment", "silence", "dynamics"),
        *("answer", "all", "any", "not", "person", "phrase", "script", "ask"),
    }
    assert {one.critical.harms for one in example.criteria if one.critical} == {"customer", "business", "compliance"}
    outbound = replace(CALL, direction=Direction.OUTBOUND)
    card = score(example, replace(understanding("greeting"), dynamics=DYNAMICS), outbound)
    # by call: 10 + 20 + 10 of 40; no long wait, and no purpose: 5 of 10, the rest asks or does not apply
    assert card.sections == {"courtesy": 100.0, "sale": 50.0}


def test_json_and_yaml_say_the_same() -> None:
    raw = read(EXAMPLE)
    assert parse_text(json.dumps(raw, indent="\t"), VOCABULARY) == parse_text(EXAMPLE, VOCABULARY)


def test_a_rubric_survives_being_stored() -> None:
    example = parse_text(EXAMPLE, VOCABULARY)
    assert Rubric.model_validate(json.loads(json.dumps(example.model_dump(mode="json")))) == example


def test_the_machine_never_answers_for_a_person() -> None:
    asked = rubric(ASKED, {"id": "greeting"}).criteria[0]
    assert answer(asked, ClauseInput(understanding()), CALL).verdict is Verdict.UNCLEAR
