"""What a language model answered is kept beside the words, asked for once, counted by client and day, and goes with the
interaction; people's reviews alone make it count without them.
"""

import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from qa_service.domain import ask_failures as failures
from qa_service.domain.agreement import Grounds
from qa_service.domain.estimate import Estimate, Method, Note
from qa_service.domain.interaction import Channel, Interaction, Party, State
from qa_service.domain.model_answer import ModelAnswer, ask_key
from qa_service.domain.own_criteria import JobKind, trial_request
from qa_service.domain.review import ReviewAnswer, machine_answers
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import Purpose
from qa_service.domain.scorecard import Verdict
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.figures.basis import Basis
from qa_service.figures.scorecard import figures
from qa_service.own_criteria import trying
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.pipeline import Pipeline
from qa_service.reviewing import agreements
from qa_service.reviewing.applying import Rescorer
from qa_service.store import asked_answers, criterion_jobs, erase, interactions, rescorings, results, reviews, rubrics
from qa_service.store.ask_budgets import AskBudgets
from qa_service.store.blobs import Blobs
from qa_service.store.codec import to_body
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.staging import Staging
from qa_service.store.tables_asked import AskBudgetRow, AskedAnswerRow
from tests.fakes import FakeEngines, ScriptedModel, ScriptedTranscriber
from tests.store.test_confirmation import DEFAULT, rude, understood
from tests.store.test_rescoring import ACME, BOOK, MARCH, publish
from tests.store.test_samples import ANNA

QUESTION = "Does the agent offer help?"
KEY = ask_key(QUESTION)
AWAY = ModelAnswer("unclear", failure=failures.NOT_REACHED, model="scripted prompt-1")


def asking_rubric(version: int, question: str = QUESTION) -> Rubric:
    """The default with another first criterion, under the client's name."""
    body = DEFAULT.model_dump(mode="json")
    body |= {"id": "acme", "version": version}
    body["sections"][0]["criteria"][0] |= {"rule": {"kind": "ask", "question": question}}
    return Rubric.model_validate(body)


FIRST = asking_rubric(1).criteria[0].id


def pipeline(model: ScriptedModel | None, rubric: Rubric) -> Pipeline:
    return Pipeline(FakeEngines(ScriptedTranscriber([]), questions=model), lambda _: UsableRubric(rubric))


def put(store: Store, model: ScriptedModel | None, n: int = 0, rubric: Rubric | None = None) -> uuid.UUID:
    at = datetime(2026, 3, 2, 9, n, tzinfo=UTC)
    document = Interaction(id=f"i{n}", client="acme", channel=Channel.CALL, agent="a1", team="nord", started_at=at)
    processed = pipeline(model, rubric or asking_rubric(1)).judge(document, understood(rude(0.1)))
    with store.transaction() as session:
        row, _ = interactions.register(session, document, f"f{n}")
        results.save_processed(session, row.id, 1, processed)
        return row.id


def kept(store: Store, id: uuid.UUID) -> dict[str, ModelAnswer]:
    with store.reading() as session:
        return dict(results.to_score(session, id).understood.asked)


def verdict(store: Store, id: uuid.UUID) -> tuple[str, Verdict, str | None]:
    with store.reading() as session:
        card = results.processed(session, id).scorecard
    return card.rubric, card.answers[0].verdict, card.answers[0].reason


def named(store: Store, id: uuid.UUID) -> str | None:
    """The model that the versions name."""
    with store.reading() as session:
        return results.processed(session, id).versions.get("ask")


def test_an_answer_is_kept_beside_the_words_and_in_no_document(store: Store) -> None:
    id = put(store, ScriptedModel())
    assert kept(store, id) == {KEY: ModelAnswer("no", model="scripted prompt-1")}
    with store.reading() as session:
        processed = results.processed(session, id)
        assert processed.understood.asked == {}  # nobody who only reads loads it
        assert processed.versions["ask"] == "scripted prompt-1"
        assert processed.scorecard.answers[0].verdict is Verdict.NO


def test_it_goes_with_the_interaction(store: Store, blobs: Blobs, staging: Staging) -> None:
    id = put(store, ScriptedModel())
    with store.transaction() as session:
        erase.erase(session, id, blobs, staging)
    with store.reading() as session:
        assert session.exec(select(AskedAnswerRow)).all() == []


def test_none_about_other_words_stays(store: Store) -> None:
    id = put(store, ScriptedModel())
    with store.transaction() as session:
        row, before = interactions.get(session, id), results.processed(session, id)
        turns = (
            replace(before.understood.transcript.turns[0], text="[PERSON]"),
            *before.understood.transcript.turns[1:],
        )
        changed = replace(before.understood, transcript=replace(before.understood.transcript, turns=turns))
        row.state = State.RUNNING
        session.flush()
        results.save_processed(session, id, 1, replace(before, understood=changed))
    with store.reading() as session:
        assert session.exec(select(AskedAnswerRow)).all() == []


def test_an_answer_counts_for_the_words_and_the_speakers_it_was_given_for() -> None:
    turns = (Turn(Party.AGENT, "ab"), Turn(Party.CUSTOMER, "c"))
    shown = asked_answers.shown(Transcript(turns, "it"))
    others = [
        (Turn(Party.AGENT, "a"), Turn(Party.CUSTOMER, "bc")),
        (Turn(Party.CUSTOMER, "ab"), Turn(Party.AGENT, "c")),
        (Turn(Party.AGENT, "abc"),),
        turns[::-1],
    ]
    assert len({shown, *(asked_answers.shown(Transcript(other, "it")) for other in others)}) == 5
    assert asked_answers.shown(Transcript(turns, "en", {"roles": 1.0}, 12.0)) == shown


# --- the past


def apply(store: Store, model: ScriptedModel | None, rubric: str) -> Any:
    with store.transaction() as session:
        job = rescorings.place(session, "acme", rubric, MARCH, "user:anna").id
    Rescorer(store, BOOK, model).run(job)
    with store.reading() as session:
        row = rescorings.get(session, job)
        return row.state, row.done, row.changed


def test_a_version_with_a_new_question_asks_the_past_once(store: Store) -> None:
    ids = [put(store, None, n, DEFAULT) for n in range(3)]
    publish(store, asking_rubric(1))
    model = ScriptedModel()
    assert apply(store, model, "acme@1")[:2] == (State.DONE, 3)
    assert model.questions == [QUESTION] * 3
    assert [verdict(store, id) for id in ids] == [("acme@1", Verdict.NO, None)] * 3
    publish(store, asking_rubric(2))  # the same question in another version
    apply(store, model, "acme@2")
    assert len(model.questions) == 3
    assert verdict(store, ids[0]) == ("acme@2", Verdict.NO, None)


def test_what_had_no_answer_is_asked_again_when_the_version_is_applied_again(store: Store) -> None:
    away, back = ScriptedModel(AWAY), ScriptedModel()
    publish(store, asking_rubric(1))
    ids = [put(store, away, 0), put(store, back, 1)]
    assert verdict(store, ids[0]) == ("acme@1", Verdict.UNCLEAR, failures.NOT_REACHED)
    assert apply(store, away, "acme@1")[:2] == (State.DONE, 1)  # still away: looked at, and nothing lost
    assert verdict(store, ids[0])[1:] == (Verdict.UNCLEAR, failures.NOT_REACHED)
    assert apply(store, back, "acme@1") == (State.DONE, 1, 1)
    assert verdict(store, ids[0]) == ("acme@1", Verdict.NO, None)
    assert apply(store, back, "acme@1")[1] == 0  # nothing is left to ask


def test_without_a_model_the_past_is_scored_with_what_is_kept(store: Store) -> None:
    id = put(store, ScriptedModel())
    publish(store, asking_rubric(1))
    publish(store, asking_rubric(2))
    publish(store, asking_rubric(3, "Something that nobody has asked?"))
    apply(store, None, "acme@2")
    assert verdict(store, id) == ("acme@2", Verdict.NO, None)
    assert named(store, id) == "scripted prompt-1"
    apply(store, None, "acme@3")
    assert verdict(store, id) == ("acme@3", Verdict.UNCLEAR, failures.NOT_ASKED)
    assert named(store, id) is None  # no model has answered what this version asks


def test_a_trial_on_the_past_reads_what_is_kept(store: Store) -> None:
    id = put(store, ScriptedModel())
    with store.reading() as session:
        ((row, seen),) = rubrics.to_try(session, rubrics.history(session, "acme", 5))
    assert (row.id, seen.asked) == (id, {KEY: ModelAnswer("no", model="scripted prompt-1")})


def test_a_try_out_asks_about_the_latest_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "MOST_ASKED", 2)
    ids = [put(store, None, n, DEFAULT) for n in range(4)]
    model, request = ScriptedModel(), trial_request(asking_rubric(1), DEFAULT.name_at_version)
    with store.transaction() as session:
        job = criterion_jobs.place(session, "acme", JobKind.TRY, request, "user:anna").id
    CriterionJobs(store, BOOK, model=model).run(job)
    with store.reading() as session:
        row = criterion_jobs.get(session, job)
        assert row.result is not None
        (tried,) = (part for part in row.result["criteria"] if part["criterion"] == FIRST)
    assert (len(model.questions), tried["after"]) == (2, {"no": 2, "unclear": 2})
    assert [KEY in kept(store, id) for id in ids] == [False, False, True, True]
    assert verdict(store, ids[3])[0] == DEFAULT.name_at_version  # nothing is scored


def test_a_try_out_that_is_given_up_asks_no_more(store: Store) -> None:
    for n in range(3):
        put(store, None, n, DEFAULT)
    request = trial_request(asking_rubric(1), DEFAULT.name_at_version)
    with store.transaction() as session:
        job = criterion_jobs.place(session, "acme", JobKind.TRY, request, "user:anna").id

    class GivenUp(ScriptedModel):
        def answer(self, *arguments: Any) -> ModelAnswer:
            with store.transaction() as session:
                criterion_jobs.give_up(session, job)
            return super().answer(*arguments)

    model = GivenUp()
    CriterionJobs(store, BOOK, model=model).run(job)
    assert len(model.questions) == 1


# --- the budget


def test_a_budget_is_by_client_and_day(store: Store) -> None:
    budget = AskBudgets(store, 2)
    assert [budget("acme") for _ in range(3)] == [True, True, False]
    assert budget("globex") is True
    assert AskBudgets(store, 3)("acme") is True  # it is raised in the middle of the day
    with store.transaction() as session:
        for row in session.exec(select(AskBudgetRow)):
            session.delete(row)
        session.flush()
        session.add(AskBudgetRow(client="acme", day=date(2020, 1, 1), requests=9))
    assert budget("acme") is True  # yesterday's is another one
    assert AskBudgets(store, 0)("acme") is False


def test_several_workers_never_take_more_than_there_is(store: Store) -> None:
    budget = AskBudgets(store, 7)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: budget("acme"), range(20)))
    assert sum(taken) == 7


# --- the gate


def review(session: Session, id: uuid.UUID, answer: str) -> None:
    row, processed = interactions.get(session, id), results.processed(session, id)
    machine = machine_answers(processed)
    said = [ReviewAnswer(f"criterion:{FIRST}", answer)]
    occasion = Occasion(Purpose.RANDOM, pick=uuid.uuid4(), blind=True)
    reviews.add(session, row, processed.scorecard.rubric, machine, said, ANNA, occasion)


def gate(store: Store) -> tuple[bool, Grounds, int]:
    with store.reading() as session:
        score = agreements.auto_scored(session, "acme")[FIRST]
        return score.auto, score.grounds, score.units


@pytest.mark.parametrize(("people", "grounds"), [(("no",), Grounds.HOLDS), (("yes", "no"), Grounds.BELOW)])
def test_it_counts_without_people_only_once_their_answers_agree(
    store: Store, people: Sequence[str], grounds: Grounds
) -> None:
    ids = [put(store, ScriptedModel(), n) for n in range(30)]
    assert gate(store) == (True, Grounds.NOT_CHECKED, 0)
    for number, id in enumerate(ids):
        with store.transaction() as session:
            review(session, id, people[number % len(people)])
        if number == 0:
            assert gate(store) == (False, Grounds.TOO_FEW, 1)
    assert gate(store) == (grounds is Grounds.HOLDS, grounds, 30)


def test_a_figure_that_nobody_has_checked_may_be_anything_and_says_so(store: Store) -> None:
    """The model said no 20 times: that alone tells nothing of the agents."""
    publish(store, asking_rubric(1))
    ids = [put(store, ScriptedModel(), n) for n in range(20)]
    with store.reading() as session:
        found = figures(session, ACME, MARCH, Basis(auto=agreements.auto_scored), BOOK)
    figure, auto = found.figures[f"criterion:{FIRST}"], found.auto[FIRST]
    assert isinstance(figure, Estimate)
    assert (figure.method, figure.n_machine, figure.n_human) == (Method.MACHINE_ONLY, len(ids), 0)
    assert (figure.low, figure.high, figure.note) == (0, 1, Note.ERROR_UNKNOWN)
    assert auto.grounds is Grounds.NOT_CHECKED


def test_where_the_model_gave_no_answer_there_is_no_agreement_to_count(store: Store) -> None:
    id = put(store, ScriptedModel(AWAY))
    with store.transaction() as session:
        review(session, id, "yes")
    assert gate(store) == (True, Grounds.NOT_CHECKED, 0)


def test_answers_travel_beside_the_words_and_never_in_their_body() -> None:
    assert "asked" not in to_body(replace(understood(rude(0.1)), asked={KEY: AWAY}))
