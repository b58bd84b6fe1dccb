"""A draft beside the rubric in force: what is counted, with the sums shown."""

from uuid import UUID

import pytest

from qa_service.domain.interaction import Channel, Direction, GivenTurn, Interaction, Party
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.scoring import trial as trials
from qa_service.scoring.trial import (
    CaseMean,
    CriterionChange,
    CriticalChange,
    Mover,
    SectionChange,
    TrialCase,
    TrialResult,
)
from tests.stages import PlainStages
from tests.unit.test_score import CALL, rubric, understanding

BEFORE = rubric({"id": "greeting", "weight": 1}, {"id": "thanks", "weight": 1})
AFTER = rubric(
    {"id": "greeting", "weight": 3},
    {"id": "thanks", "rule": {"kind": "behaviour", "label": "farewell"}, "weight": 1},
    {"id": "polite", "rule": {"kind": "behaviour", "label": "rudeness"}, "wanted": False, "weight": 0}
    | {"critical": {"harms": "customer", "cap": 10}},
)


def compare(before: Rubric, after: Rubric, cases: list[TrialCase]) -> TrialResult:
    return trials.compare(UsableRubric(before), UsableRubric(after), cases)


def case(id: str, *shown: str) -> TrialCase:
    return TrialCase(f"uuid-{id}", id, understanding(*shown), CALL)


CASES = [
    case("a", "greeting", "thanks"),  # 100 -> 100 * 3 / 4 = 75
    case("b", "thanks"),  # 50 -> 0
    case("c", "greeting", "thanks", "farewell", "rudeness"),  # 100 -> 100, capped at 10
    case("d", "greeting", "farewell"),  # 50 -> 100
]


def test_answers_that_change_are_counted_by_what_they_change_into() -> None:
    greeting, thanks, polite = compare(BEFORE, AFTER, CASES).criteria
    assert greeting == CriterionChange("greeting", 0, {}, {"no": 1, "yes": 3}, {"no": 1, "yes": 3})
    assert thanks == CriterionChange(
        "thanks", 3, {"no->yes": 1, "yes->no": 2}, {"no": 1, "yes": 3}, {"no": 2, "yes": 2}
    )
    assert polite == CriterionChange("polite", 0, {}, {}, {"no": 1, "yes": 3})  # new: nothing to change from
    dropped = compare(AFTER, BEFORE, CASES).criteria[2]
    assert dropped == CriterionChange("polite", 0, {}, {"no": 1, "yes": 3}, {})


def test_a_trial_names_both_rubrics() -> None:
    other = AFTER.model_copy(update={"version": 4})
    assert (compare(BEFORE, other, CASES).before, compare(BEFORE, other, CASES).after) == ("r@3", "r@4")


def test_means_stand_beside_each_other_with_their_n() -> None:
    (courtesy,) = compare(BEFORE, AFTER, CASES).sections
    # (100 + 50 + 100 + 50) / 4 = 75; (75 + 0 + 10 + 100) / 4 = 46.25
    assert courtesy == SectionChange("courtesy", CaseMean(75.0, 4), CaseMean(46.2, 4), 4)


def test_critical_failures_are_counted_by_interaction_and_harm() -> None:
    trial = compare(BEFORE, AFTER, CASES)
    assert trial.critical[0] == CriticalChange("customer", 0, 1, 1, 0)
    assert [(one.harm, one.after) for one in trial.critical] == [("customer", 1), ("business", 0), ("compliance", 0)]
    assert compare(AFTER, BEFORE, CASES).critical[0] == CriticalChange("customer", 1, 0, 0, 1)


def test_those_that_move_most_come_first() -> None:
    movers = compare(BEFORE, AFTER, CASES).movers
    assert movers[0] == Mover("uuid-c", "c", "courtesy", 100.0, 10.0)
    assert [mover.id for mover in movers] == ["c", "b", "d", "a"]  # by 90, 50, 50, 25


def test_no_more_than_ten_are_named() -> None:
    assert len(compare(BEFORE, AFTER, [case(str(n), "thanks") for n in range(12)]).movers) == 10


def test_a_rubric_beside_itself_changes_nothing() -> None:
    trial = compare(BEFORE, BEFORE, CASES)
    assert (trial.n, trial.movers) == (4, ())
    assert all(one.changed == 0 and one.before == one.after for one in trial.criteria)
    assert all(one.changed == 0 and one.before == one.after for one in trial.sections)


def test_on_nothing_there_are_no_means() -> None:
    trial = compare(BEFORE, AFTER, [])
    assert (trial.n, trial.sections[0].before) == (0, CaseMean(None, 0))


def test_a_section_that_is_new_or_dropped_has_a_mean_on_one_side_alone() -> None:
    words = {"it": "x", "en": "x"}
    extra = rubric({"id": "farewell"}).sections[0].model_copy(update={"id": "extra", "name": words})
    more = BEFORE.model_copy(update={"sections": (*BEFORE.sections, extra)})
    sections = {one.section: one for one in compare(BEFORE, more, CASES).sections}
    assert sections["extra"] == SectionChange("extra", CaseMean(None, 0), CaseMean(50.0, 4), 4)
    assert {one.section for one in compare(more, BEFORE, CASES).sections} == {"courtesy", "extra"}


def test_a_case_is_an_interaction_as_it_was_understood() -> None:
    turns = (GivenTurn(speaker=Party.AGENT, text="buongiorno"), GivenTurn(speaker=Party.CUSTOMER, text="salve"))
    chat = Interaction(id="c7", client="acme", channel=Channel.CHAT, direction=Direction.OUTBOUND, turns=turns)
    understood = PlainStages().understand(chat, None, ())
    expected = TrialCase(
        str(UUID(int=7)),
        "c7",
        understood.understanding,
        Setting(Channel.CHAT, Direction.OUTBOUND, understood.transcript, understood.features),
    )
    assert TrialCase.of(UUID(int=7), chat, understood) == expected


def test_of_each_new_or_changed_answer_the_first_cases_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "MOST_EXAMPLES", 1)
    trial = trials.Trial(UsableRubric(BEFORE), UsableRubric(AFTER))
    for one in CASES:
        trial.add(one)
    examples = [(found.uuid, found.answer.criterion, found.answer.verdict, found.before) for found in trial.examples]
    # "thanks" is answered otherwise, "polite" is new; "greeting" only weighs otherwise
    assert examples == [
        ("uuid-c", "thanks", "yes", "yes"),
        ("uuid-a", "thanks", "no", "yes"),
        ("uuid-a", "polite", "yes", None),
        ("uuid-c", "polite", "no", None),
    ]


def test_what_rests_on_a_changed_criterion_is_answered_anew() -> None:
    first = {"id": "greeting", "weight": 1}
    rests = {"id": "polite", "rule": {"kind": "answer", "criterion": "greeting", "verdicts": ["yes"]}, "weight": 1}
    before = rubric(first, rests)
    after = rubric({**first, "rule": {"kind": "behaviour", "label": "thanks"}}, rests)
    _, polite = compare(before, after, [case("a", "greeting"), case("b", "thanks")]).criteria
    # "polite" itself asks the same, but of another answer: yes and no change places
    assert polite == CriterionChange(
        "polite", 2, {"no->yes": 1, "yes->no": 1}, {"no": 1, "yes": 1}, {"no": 1, "yes": 1}
    )
