"""People's answers in the machine's place: what follows from them is worked out anew."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.interaction import Channel, Interaction, Party
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import PersonsAnswer, Scorecard, Setting, Verdict
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Evidence
from qa_service.scoring.total import score
from tests.unit.test_score import CALL, DEFAULT, rubric, understanding, verdicts

TURNS = tuple(
    Turn(party, "parole") for party in (Party.AGENT, Party.CUSTOMER, Party.AGENT, Party.CUSTOMER, Party.AGENT)
)
INTERACTION = Interaction(id="x", client="acme", channel=Channel.CALL)


def processed(*shown: str) -> Processed:
    """`understanding(*shown)` as it is kept; its agent turns are those of `CALL`."""
    understood = Understood(Transcript(TURNS, "it", {}), (), (), understanding(*shown, start="negative"))
    return Processed(INTERACTION, understood, score(DEFAULT, understood.understanding, CALL), {})


def with_answers(rubric: Rubric, kept: Processed, answers: Mapping[str, PersonsAnswer]) -> Scorecard:
    """The scorecard of a kept interaction when people answered some of the criteria of `rubric`."""
    understood = kept.understood
    return score(rubric, understood.understanding, Setting.of(kept.interaction, understood.transcript), answers)


def test_no_answers_give_the_machines_own_scorecard() -> None:
    kept = processed("greeting", "rudeness")
    assert with_answers(DEFAULT, kept, {}) == kept.scorecard


def test_a_persons_answer_names_the_person_and_leaves_the_machines_others() -> None:
    kept = processed("greeting")
    seen = PersonsAnswer(Verdict.YES, "user:anna", (Evidence(2, 0, 3),))
    card = with_answers(DEFAULT, kept, {"farewell": seen})
    (changed,) = [new for new, old in zip(card.answers, kept.scorecard.answers, strict=True) if new != old]
    assert (changed.criterion, changed.verdict, changed.decided_by) == ("farewell", Verdict.YES, "user:anna")
    assert (changed.confidence, changed.evidence) == (1.0, (Evidence(2, 0, 3),))


def test_figures_and_critical_failures_follow() -> None:
    kept = processed("greeting", "rudeness")
    assert (kept.scorecard.critical, kept.scorecard.critical_by_harm) == (
        ("no_rudeness",),
        {"customer": ("no_rudeness",)},
    )
    card = with_answers(DEFAULT, kept, {"no_rudeness": PersonsAnswer(Verdict.YES, "anna")})
    assert (card.critical, card.critical_by_harm) == ((), {})
    # greeting 10 and the four that nothing was shown against, 15 + 10 + 10 + 5; all but hold_etiquette (5) decided
    assert card.courtesy == round(100 * (10 + 15 + 10 + 10 + 5) / 125, 1)


def test_conditions_on_an_overridden_answer_are_looked_at_again_and_the_machine_answers_what_now_applies() -> None:
    follows = {"id": "thanks", "only_if": {"kind": "answer", "criterion": "greeting", "verdicts": ["no"]}}
    asks, kept = rubric({"id": "greeting"}, follows), processed("greeting", "thanks")
    assert verdicts(with_answers(asks, kept, {}))["thanks"] is Verdict.NOT_APPLICABLE
    card = with_answers(asks, kept, {"greeting": PersonsAnswer(Verdict.NO, "anna")})
    assert (verdicts(card)["thanks"], card.answers[1].decided_by) == (Verdict.YES, "machine")
    assert card.courtesy == 50.0


def test_a_person_may_answer_what_did_not_apply_and_say_that_something_does_not() -> None:
    chat_only = rubric({"id": "greeting", "applies": {"channels": ["chat"]}}, {"id": "thanks"})
    answers = {"greeting": PersonsAnswer(Verdict.YES, "a"), "thanks": PersonsAnswer(Verdict.NOT_APPLICABLE, "b")}
    assert with_answers(chat_only, processed(), answers).courtesy == 100.0


def test_an_answer_to_a_criterion_of_another_version_changes_nothing() -> None:
    kept = processed("greeting")
    assert with_answers(DEFAULT, kept, {"gone": PersonsAnswer(Verdict.NO, "anna")}) == kept.scorecard


def test_an_answer_without_an_agent_counts_all_the_same() -> None:
    silent = processed()
    silent = replace(silent, understood=replace(silent.understood, transcript=Transcript((), "it", {})))
    assert with_answers(DEFAULT, silent, {"greeting": PersonsAnswer(Verdict.YES, "anna")}).courtesy == 100.0


CRITERIA = [criterion.id for criterion in DEFAULT.criteria]


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(CRITERIA), st.sampled_from(Verdict)), st.sampled_from(CRITERIA))
def test_a_no_turned_into_a_yes_never_lowers_a_figure(said: dict[str, Verdict], id: str) -> None:
    """Of a criterion on which no other depends, as in the default rubric."""
    kept = processed()

    def figures(verdict: Verdict) -> dict[str, float | None]:
        people = {one: PersonsAnswer(given, "anna") for one, given in {**said, id: verdict}.items()}
        return dict(with_answers(DEFAULT, kept, people).sections)

    worse, better = figures(Verdict.NO), figures(Verdict.YES)
    for section, figure in better.items():
        before = worse[section]
        assert (figure is None) is (before is None)
        assert figure is None or before is None or 0 <= before <= figure <= 100
