"""Questions and answers of reviews, how a judgement stands, notes, records of plans."""

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qa_service.documents.analysis import Analysis
from qa_service.documents.calibrations import gaps
from qa_service.documents.reviews import ReviewItemView, questions_of
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party
from qa_service.domain.processed import Processed
from qa_service.domain.review import (
    Judged,
    JudgementStatus,
    MachineAnswer,
    Policy,
    check_answer,
    choices,
    judged,
    machine_answers,
    tidy_note,
)
from qa_service.domain.sampling import Allocation, Purpose, Reason, SamplingPlan, Unit
from qa_service.errors import BadInput
from qa_service.statistics.plans import make_frame
from qa_service.statistics.records import pack, plan_as_dict, plan_from_dict, unpack
from tests.acceptance.house import LABELS
from tests.stages import PlainStages

NOW = datetime(2026, 3, 15, tzinfo=UTC)


def processed():
    turns = (GivenTurn(speaker=Party.AGENT, text="buongiorno"), GivenTurn(speaker=Party.CUSTOMER, text="sono il 333"))
    chat = Interaction(id="1", client="acme", channel=Channel.CHAT, turns=turns)
    stages = PlainStages()
    return stages.score(chat.model_copy(update={"turns": ()}), stages.understand(chat, None, ()))


def test_the_machines_answers_to_every_question() -> None:
    assert machine_answers(processed()) == {
        "criterion:greeting": ("yes", 0.9, False),
        "label:resolution": ("resolved", 0.7, False),
        "label:intent": ("billing", 0.8, False),
        "label:sentiment_end": ("positive", None, False),  # no single turn shows it
    }


@pytest.mark.parametrize("question", ["mood", "criterion:", "label:courtesy", "courtesy:unheard", ""])
def test_what_is_no_question_is_refused(question: str) -> None:
    with pytest.raises(BadInput, match="is no question"):
        choices(question, LABELS)


def test_an_answer_must_be_asked_for_and_allowed() -> None:
    asked = {"criterion:greeting": MachineAnswer("yes", 0.9)}
    check_answer("criterion:greeting", "unclear", asked, LABELS)
    check_answer("label:resolution", "pending", asked, LABELS)
    check_answer("courtesy:greeting", "no", asked, LABELS)
    for question, answer in (
        ("criterion:other", "yes"),
        ("criterion:greeting", "pending"),
        ("label:resolution", "yes"),
        ("courtesy:greeting", "unclear"),
    ):
        with pytest.raises(BadInput):
            check_answer(question, answer, asked, LABELS)


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (JudgementStatus(False, False, False, NOW - timedelta(1)), Judged.MACHINE),
        (JudgementStatus(True, False, False, NOW + timedelta(1)), Judged.REVIEWED),
        (JudgementStatus(True, False, False, NOW), Judged.FINAL),
        (JudgementStatus(True, True, False, NOW - timedelta(1)), Judged.DISPUTED),
        (JudgementStatus(False, False, True, NOW + timedelta(1)), Judged.FINAL),
        (JudgementStatus(True, False, False, None), Judged.REVIEWED),
    ],
)
def test_how_a_judgement_stands(standing: JudgementStatus, state: Judged) -> None:
    assert judged(standing, NOW) is state


def test_notes_lose_addresses_and_long_numbers_and_keep_short_ones() -> None:
    note = "turn 12, 4500 euros; write to m.rossi@posta.it or call +39 333 123 45 67 "
    assert tidy_note(note) == "turn 12, 4500 euros; write to [EMAIL] or call [NUMBER]"


def test_a_policy_has_bounds() -> None:
    assert Policy().closes(NOW) == NOW + timedelta(days=14)
    for wrong in ({"threshold": 1.2}, {"least": 0}, {"dispute_days": 0}):
        with pytest.raises(BadInput):
            Policy(**wrong)


def item(one: Processed, *, blind: bool) -> dict[str, Any]:
    analysis, machine = Analysis.of(one).document(), machine_answers(one)
    questions = questions_of(machine, list(machine), {}, LABELS, analysis, blind=blind)
    return ReviewItemView.of("an id", one, analysis, questions, blind=blind).model_dump(mode="json")


def test_a_blind_item_holds_no_answer_of_the_machine() -> None:
    one = processed()
    blind = item(one, blind=True)
    assert {(str(q["machine"]), str(q["evidence"])) for q in blind["questions"]} == {("None", "[]")}
    assert blind["transcript"][1]["text"] == "sono il [PHONE]"
    seen = item(one, blind=False)
    greeting = seen["questions"][0]
    assert greeting["machine"] == {"answer": "yes", "confidence": 0.9, "to_be_confirmed": False}
    assert greeting["evidence"] == [{"turn": 0, "quote": "buo"}]


def test_plans_and_frames_come_back_as_they_were() -> None:
    plan = SamplingPlan(
        Purpose.RISK,
        10,
        7,
        ("client", "agent"),
        Allocation.OPTIMAL,
        2,
        {("acme", "a1"): 0.4},
        {Reason.CRITICAL: 5.0},
        0.25,
    )
    kept = {
        "purpose": "risk",
        "size": 10,
        "seed": 7,
        "by": ["client", "agent"],
        "allocation": "optimal",
        "minimum": 2,
        "floor": 0.25,
        "weights": {"critical": 5.0},
        "spread": [{"stratum": ["acme", "a1"], "spread": 0.4}],
    }
    assert plan_as_dict(plan) == kept  # plans lie in databases: a name may not change
    assert plan_from_dict(kept) == plan
    frame = make_frame([Unit("b", ("acme\u2028", ""), 2.5, (Reason.CRITICAL,)), Unit("a", ("ò", "x"), 1.0)])
    assert unpack(pack(frame)) == frame
    for changed in (b"no frame", zlib.compress(b"no json"), zlib.compress(b'["id"]')):
        with pytest.raises(BadInput) as refused:
            unpack(changed)
        assert str(refused.value) == "frame: the stored frame was changed: it cannot be read"


class Said:
    def __init__(self, unit: str, reviewer: str, answer: str) -> None:
        self.interaction_id, self.reviewer, self.answer = unit, reviewer, answer
        self.question, self.machine = "q", "yes"


def test_gaps_name_the_interactions_on_which_people_differ_by_their_last_answers() -> None:
    given = [Said("1", "a", "yes"), Said("1", "b", "no"), Said("2", "a", "no"), Said("2", "b", "yes")]
    given += [Said("2", "a", "yes"), Said("3", "a", "yes")]
    (found,) = gaps(given)  # type: ignore[arg-type]
    assert (found["shared"], found["agreed"]) == (2, 1)
    assert found["apart"] == [{"interaction": "1", "answers": {"a": "yes", "b": "no"}, "machine": "yes"}]
