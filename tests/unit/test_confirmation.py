"""Findings against an agent that are not sure enough: they accuse nobody, and everybody can see that they wait."""

from dataclasses import replace
from typing import Any

import pytest

from qa_service.documents.analysis import Analysis
from qa_service.domain.interaction import Channel, Interaction, Party
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.review import machine_answers
from qa_service.domain.rollups import contribution
from qa_service.domain.scorecard import Setting, Verdict
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import CONFIRM_BELOW, NEGATIVE, Behaviour, Evidence, Understanding
from qa_service.scoring.total import score
from qa_service.store.codec import from_body, to_body
from tests.unit.test_score import CALL, DEFAULT, VOCABULARY, rubric, understanding, verdicts

PASSAGE = Evidence(0, 0, 5)
SAID = "Mhm. Buongiorno, mi dica."
TRANSCRIPT = Transcript((Turn(Party.AGENT, SAID), Turn(Party.CUSTOMER, SAID), *[Turn(Party.AGENT, SAID)] * 3), "it")
INTERACTION = Interaction(id="c1", client="acme", channel=Channel.CALL, agent="a1")


def accused(label: str = "rudeness", probability: float = 0.59, seen: Understanding | None = None) -> Understanding:
    """A warm agent, and one finding against him."""
    seen = seen or understanding("greeting", "thanks", "farewell")
    return replace(seen, courtesy={**seen.courtesy, label: Behaviour(True, probability, (PASSAGE,))})


def without(seen: Understanding, label: str = "rudeness") -> Understanding:
    return replace(seen, courtesy={**seen.courtesy, label: Behaviour(False, 0.1)})


def processed(seen: Understanding) -> Processed:
    card = score(DEFAULT, seen, Setting.of(INTERACTION, TRANSCRIPT))
    return Processed(INTERACTION, Understood(TRANSCRIPT, (), (), seen), card, {"encoder": "e@1"})


def test_the_labels_that_accuse_are_those_of_the_schema() -> None:
    assert frozenset(VOCABULARY.courtesy_negative) == NEGATIVE


@pytest.mark.parametrize("label", sorted(NEGATIVE))
@pytest.mark.parametrize(
    ("probability", "status"), [(0.4, "to_be_confirmed"), (0.699, "to_be_confirmed"), (0.7, "present")]
)
def test_a_finding_against_an_agent_stands_from_seven_tenths(label: str, probability: float, status: str) -> None:
    shown = accused(label, probability).courtesy[label]
    assert shown.status == status
    assert shown.present is (status == "present")
    assert shown.evidence == (PASSAGE,)


def test_what_is_not_found_is_absent_and_what_praises_needs_no_person() -> None:
    seen = accused("rudeness", 0.5)
    seen = replace(seen, courtesy={**seen.courtesy, "empathy": Behaviour(True, 0.45), "blame": Behaviour(False, 0.3)})
    assert seen.courtesy["empathy"].status == "present"
    assert seen.courtesy["blame"].status == "absent"
    assert seen.to_be_confirmed == {"rudeness"}
    assert Behaviour(None, 0.0).status is None


def test_what_is_stored_is_read_by_the_same_rule() -> None:
    """Analyses of older versions hold `present: true` without the field; the least probability may change as well."""
    body = to_body(accused(probability=0.59))
    assert body["courtesy"]["rudeness"]["to_be_confirmed"] is True
    assert from_body(Understanding, body) == accused(probability=0.59)
    old = {**body, "courtesy": {**body["courtesy"], "rudeness": {"present": True, "probability": 0.59, "evidence": []}}}
    assert from_body(Understanding, old).courtesy["rudeness"].status == "to_be_confirmed"
    surer = {**body["courtesy"]["rudeness"], "probability": CONFIRM_BELOW}
    assert from_body(Understanding, {**body, "courtesy": {"rudeness": surer}}).courtesy["rudeness"].status == "present"


def test_it_caps_nothing_and_loses_no_points() -> None:
    """The score is the one without the finding: 10 for the greeting, 5 for thanks, 10 for the farewell, 40 for what was
    not done, of 100 decided (there was no wait, and nothing to be sorry for).
    """
    doubted, clear = (score(DEFAULT, seen, CALL) for seen in (accused(), without(accused())))
    assert doubted.courtesy == clear.courtesy == 65.0
    assert doubted.critical == ()
    assert doubted.critical_by_harm == {}
    assert verdicts(doubted) == verdicts(clear)
    sure = score(DEFAULT, accused(probability=0.7), CALL)
    assert sure.courtesy == 30.0  # capped
    assert sure.critical == ("no_rudeness",)


def test_the_answer_says_that_it_waits_and_shows_why() -> None:
    card = score(DEFAULT, accused(), CALL)
    answer = next(one for one in card.answers if one.criterion == "no_rudeness")
    assert answer.verdict is Verdict.YES
    assert answer.confidence == pytest.approx(0.41)  # 1 - 0.59
    assert answer.to_be_confirmed
    assert answer.evidence == (PASSAGE,)
    assert card.to_be_confirmed == ("no_rudeness",)
    assert score(DEFAULT, without(accused()), CALL).to_be_confirmed == ()


@pytest.mark.parametrize(
    ("rule", "waits"),
    [
        ({"kind": "not", "of": {"kind": "behaviour", "label": "rudeness"}}, True),
        ({"kind": "any", "of": [{"kind": "behaviour", "label": n} for n in ("rudeness", "blame")]}, True),
        # whatever the finding is worth: a greeting is there, a farewell is not
        ({"kind": "any", "of": [{"kind": "behaviour", "label": n} for n in ("rudeness", "greeting")]}, False),
        ({"kind": "all", "of": [{"kind": "behaviour", "label": n} for n in ("rudeness", "farewell")]}, False),
        ({"kind": "behaviour", "label": "greeting"}, False),
    ],
)
def test_an_answer_waits_only_where_the_finding_might_turn_it(rule: dict[str, Any], waits: bool) -> None:
    seen = accused(seen=understanding("greeting"))
    (answer,) = score(rubric({"id": "asked", "rule": rule}), seen, CALL).answers
    assert answer.to_be_confirmed is waits


def test_no_counter_holds_it_as_shown() -> None:
    """Totals, and with them every figure of an agent, a team, a client, are those without the finding."""
    doubted, clear = (contribution(processed(seen)) for seen in (accused(), without(accused())))
    assert doubted == clear
    assert "courtesy:rudeness:yes" in contribution(processed(accused(probability=0.7)))


def test_the_document_says_how_each_behaviour_stands() -> None:
    document = Analysis.of(processed(accused())).document()
    assert document["schema"] == "qa-analysis/1"
    assert document["versions"]["contract"] == "qa-analysis/1.5"
    rudeness = document["courtesy"]["rudeness"]
    assert (rudeness["present"], rudeness["status"], rudeness["probability"]) == (False, "to_be_confirmed", 0.59)
    assert rudeness["evidence"]
    assert document["courtesy"]["greeting"]["status"] == "present"
    assert document["courtesy"]["blame"]["status"] == "absent"
    assert document["scorecard"]["to_be_confirmed"] == ["no_rudeness"]
    assert [a["criterion"] for a in document["scorecard"]["answers"] if a["to_be_confirmed"]] == ["no_rudeness"]


def test_a_reviewer_is_told_that_the_machine_leaves_it_to_a_person() -> None:
    answers = machine_answers(processed(accused()))
    assert answers["courtesy:rudeness"].to_be_confirmed
    assert answers["criterion:no_rudeness"].to_be_confirmed
    assert not answers["courtesy:greeting"].to_be_confirmed
    assert not answers["criterion:greeting"].to_be_confirmed
