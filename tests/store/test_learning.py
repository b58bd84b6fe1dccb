"""From answers of people to a criterion that a machine answers: learned, judged, used, published, counted."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from qa_service.domain.agreement import Grounds
from qa_service.domain.estimate import Note
from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.interaction import State
from qa_service.domain.review import MachineAnswer, ReviewAnswer
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.errors import BadInput, Conflict
from qa_service.figures.answers import answer_holds, rests_on
from qa_service.figures.basis import Basis, rubric_finder
from qa_service.figures.scorecard import figures
from qa_service.learning.criterion import learn_criterion
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.reviewing import agreements, answering, draws
from qa_service.reviewing.answering import Answers
from qa_service.reviewing.applying import Rescorer
from qa_service.services import criterion_jobs, learned_models, rubrics
from qa_service.services.context import Context
from qa_service.store import agreement_rollups, claims, interactions, rescorings, reviewed_sample, reviews
from qa_service.store.claims import CRITERION_JOBS
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from tests.contexts import context
from tests.fakes import PlainReader
from tests.store.test_confirmation import VOCABULARY
from tests.store.test_criteria import ASKED, BOOK, BRUNO, PERSON, publish, put, version
from tests.store.test_rescoring import FIRST, MARCH

ACME = Group(GroupKind.CLIENT, "acme")
SAID = [
    "le faccio uno sconto del dieci per cento per un anno",
    "le offro uno sconto di tre mesi se resta con noi",
    "posso proporle uno sconto sulla bolletta",
]
SILENT = [
    "procedo con la disdetta e le mando la conferma",
    "la disdetta parte dal primo del mese prossimo",
    "le serve il numero del contratto per la disdetta",
]
MANY = 48


def words(n: int) -> str:
    told = SAID if n % 2 == 0 else SILENT
    return f"{told[n // 2 % 3]}, pratica {n}."


@pytest.fixture
def bruno(store: Store, intake: Intake) -> Context:
    return context(store, intake, BRUNO)


@pytest.fixture
def ids(store: Store) -> list[uuid.UUID]:
    rubric = version(1, PERSON)
    publish(store, rubric)
    return [put(store, n, words(n), rubric) for n in range(MANY)]


def sampled(store: Store, count: int, name: str = "Marzo", day: int = 0) -> uuid.UUID:
    frame = FrameSpec(client="acme", since=FIRST + timedelta(days=day), until=FIRST + timedelta(days=day + 1))
    with store.transaction() as session:
        wish = SampleRequest(name, Purpose.RANDOM, count, frame)
        return draws.make(session, draws.save(session, wish, "user:anna").id, "user:anna").id


def reviewed(store: Store, sample: uuid.UUID, ids: Sequence[uuid.UUID], by: str = "user:carla") -> int:
    """Answer what a sample asks, by the words that `ids` were made of; how many there were."""
    for done in range(1000):
        with store.transaction() as session:
            item = answering.next_of_sample(session, sample, by)
            if item is None:
                return done
            said = "yes" if ids.index(item.interaction.id) % 2 == 0 else "no"
            given = Answers([ReviewAnswer("criterion:offer", said)], item.pick.id if item.pick else None)
            answering.answer(session, VOCABULARY, item.interaction.id, given, by)
    raise AssertionError("the sample has no end")


def worked(store: Store, job: uuid.UUID, reader: Any = PlainReader) -> Any:
    """What a worker makes of it."""
    jobs = CriterionJobs(store, BOOK, reader, learn=learn_criterion)
    with store.transaction() as session:
        assert [taken.interaction for taken in claims.claim(session, CRITERION_JOBS, "w", 1)] == [job]
    jobs.run(job)


def learned(store: Store, bruno: Context) -> Any:
    job = criterion_jobs.learn(bruno, "acme", "offer")
    worked(store, job.id)
    return criterion_jobs.show(bruno, job.id)


def test_what_is_learned_of_reviews_is_judged_used_and_published_and_nothing_changes_by_itself(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    assert reviewed(store, sampled(store, 40), ids) == 40
    job = learned(store, bruno)
    assert (job.state, job.failure, job.done, job.total) == (State.DONE, None, 40, 40)
    assert (job.read_anew, job.unread, job.gone) == (40, 0, 0)  # nothing was kept of the turns
    report = learned_models.report(bruno, job.learned)
    assert (report.n, report.sources, report.says_nothing) == (40, 40, False)
    assert (report.learned.n_yes or 0) + (report.learned.n_no or 0) == 40
    assert report.share.value == 1.0  # "sconto" and "disdetta" are told apart by anybody
    assert report.share.low is not None
    assert report.question is not None
    assert report.question.model_dump() == ASKED
    assert report.learned.published_at is None
    draft = learned_models.use(bruno, job.learned).document
    assert (f"{draft.id}@{draft.version}", draft.state) == ("acme@2", "draft")
    (own,) = (criterion for criterion in draft.rubric.criteria if criterion.id == "offer")
    assert own.rule.model_dump() == {"kind": "examples", "model": report.learned.model}
    with store.reading() as session:
        assert BOOK.current(session, "acme").name_at_version == "acme@1"  # until a person publishes it
    trial = criterion_jobs.attempt(bruno, "acme", "acme@2")
    worked(store, trial.id)
    found = criterion_jobs.attempted(bruno, trial.id)
    (offer,) = (part for part in found.criteria if part.criterion == "offer")
    assert offer.before == {"unclear": MANY}
    assert sum(offer.after.values()) == MANY
    assert min(offer.after["no"], offer.after["yes"]) > 5  # of 24 each; it may not be sure of the others
    (said,) = (part for part in found.examples if part.verdict == "yes")
    assert all(example.passages for example in said.examples)
    assert found.job.read_anew == MANY - 40
    rubrics.publish(bruno, "acme", "acme", 2)
    again = learned_models.report(bruno, job.learned)
    assert (again.learned.published_by, again.learned.published_at is not None) == (BRUNO.actor, True)
    second = learned(store, bruno)  # learning again makes a draft at most
    assert second.learned == job.learned  # of the same answers, the same model
    with store.reading() as session:
        assert BOOK.current(session, "acme").name_at_version == "acme@2"


def test_too_few_answers_are_refused_at_once_and_a_question_that_changed_later(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    reviewed(store, sampled(store, 12), ids)
    with pytest.raises(BadInput, match="at least 10 of each are needed to learn"):
        criterion_jobs.learn(bruno, "acme", "offer")
    told = {id: n % 2 == 0 for n, id in enumerate(ids)}
    job = criterion_jobs.learn(bruno, "acme", "offer", told)
    worked(store, job.id)
    model = criterion_jobs.show(bruno, job.id).learned
    assert model is not None
    publish(store, version(2, {**PERSON, "question": {**ASKED, "it": "Offre due volte?"}}))
    with pytest.raises(Conflict, match="is another by now; learn it again"):
        learned_models.use(bruno, model)


def test_answers_that_a_centre_hands_in_are_found_by_either_name(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    lines = f'{{"interaction": "{ids[0]}", "answer": "yes"}}\n\n{{"interaction": "i1", "answer": false}}\n'
    assert criterion_jobs.read_answers(bruno, "acme", lines) == {ids[0]: True, ids[1]: False}
    with pytest.raises(BadInput, match=r"\[2\].interaction: names no interaction of this client"):
        criterion_jobs.read_answers(bruno, "acme", lines.replace('"i1"', '"i999"'))
    with pytest.raises(BadInput, match=r"\[2\].interaction: answers an interaction once more"):
        criterion_jobs.read_answers(bruno, "acme", lines.replace('"i1"', '"i0"'))
    with pytest.raises(BadInput, match=r"\[1\].answer: is neither yes nor no; write yes or no"):
        criterion_jobs.read_answers(bruno, "acme", lines.replace('"yes"', '"maybe"'))


def test_where_nothing_can_be_read_the_job_fails_with_a_sentence(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    told = {id: n % 2 == 0 for n, id in enumerate(ids)}
    job = criterion_jobs.learn(bruno, "acme", "offer", told)
    with pytest.raises(BadInput, match="none of the 48 answered interactions can be learned from"):
        worked(store, job.id, reader=None)


# --- figures and the gate


def rescored(store: Store, rubric: str) -> None:
    with store.transaction() as session:
        id = rescorings.place(session, "acme", rubric, MARCH, "user:anna").id
    Rescorer(store, BOOK).run(id)


def figure(store: Store) -> Any:
    """How often an offer was made in March."""
    with store.reading() as session:
        basis = Basis(minimum=1, auto=agreements.auto_scored)
        return figures(session, ACME, MARCH, basis, BOOK).figures["criterion:offer"]


def answers_counted(store: Store) -> set[int]:
    """The checked interactions whose answer to the criterion stands beside the machine's in figures."""
    with store.reading() as session:
        rubric_of = rubric_finder(session, BOOK)
        several = reviewed_sample.checked(
            session, ACME, MARCH, holds=answer_holds(rubric_of), rests_on=rests_on(rubric_of)
        )
        return {index for index, seen in enumerate(several) if "criterion:offer" in seen.answers}


def test_answers_that_a_model_learned_from_correct_no_figure_of_what_it_answers(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    reviewed(store, sampled(store, 40), ids)
    job = learned(store, bruno)
    assert len(answers_counted(store)) == 40  # a person answers under acme@1
    learned_models.use(bruno, job.learned)
    rubrics.publish(bruno, "acme", "acme", 2)
    rescored(store, "acme@2")
    assert len(answers_counted(store)) == 0  # the machine was shown all of them
    assert (figure(store).n_human, figure(store).note) == (0, Note.ERROR_UNKNOWN)  # so it rests on nobody's answer
    late = [put(store, MANY + n, words(n), version(1, PERSON)) for n in range(20)]
    rescored(store, "acme@2")
    assert reviewed(store, sampled(store, MANY + 20, "Aprile"), [*ids, *late], "user:dario") == MANY + 20
    # 68 were reviewed: the 40 that it learned from are left out, the 8 of the first days and the 20 late ones count
    assert len(answers_counted(store)) == 28
    assert figure(store).n_human == 28
    rescored(store, "acme@1")  # where a person answers nothing was learned: all of them count again
    assert len(answers_counted(store)) == MANY + 20


RULES = {
    "phrase": {"kind": "phrase", "any": {"it": ["sconto"]}},
    "script": {"kind": "script", "sentences": {"it": ["le offro uno sconto di tre mesi"]}},
    "ask": {"kind": "ask", "question": "Was an offer made?"},
}


@pytest.mark.parametrize("kind", RULES)
def test_a_criterion_that_a_machine_answers_anew_is_not_yet_checked_here(store: Store, kind: str) -> None:
    """Until enough people have answered beside the new rule: what they said beside an older one tells nothing of it."""

    def gate() -> Any:
        with store.reading() as session:
            auto = agreements.auto_scored(session, "acme")["offer"]
        return auto.grounds, auto.auto, auto.units

    def beside(rubric: Rubric, machine: str, contacts: Sequence[uuid.UUID]) -> None:
        """People's blind answers as they are kept, beside what the machine answered then."""
        with store.transaction() as session:
            for id in contacts:
                row, why = interactions.get(session, id), Occasion(Purpose.RANDOM, blind=True)
                machines = {"criterion:offer": MachineAnswer(machine, 0.9)}
                given = [ReviewAnswer("criterion:offer", "yes" if machine == "unclear" else machine)]
                reviews.add(session, row, rubric.name_at_version, machines, given, f"user:{id}", why)

    by_people, by_machine = version(1, PERSON), version(2, {**PERSON, "rule": RULES[kind]})
    publish(store, by_people)
    many = [put(store, n, words(n), by_people) for n in range(100)]
    beside(by_people, "unclear", many[:30])
    publish(store, by_machine)
    assert gate() == (Grounds.NOT_CHECKED, True, 0)  # 30 answers of people, none beside the machine's
    beside(by_machine, "yes", many[30:50])
    assert gate() == (Grounds.TOO_FEW, False, 20)  # of 30
    beside(by_machine, "no", many[50:70])
    assert gate() == (Grounds.HOLDS, True, 40)  # all 40 agree
    heavier = version(3, {**PERSON, "rule": RULES[kind], "weight": 50})
    publish(store, heavier)
    assert gate() == (Grounds.HOLDS, True, 40)  # it only counts for more
    publish(store, version(4, {**PERSON, "rule": {"kind": "phrase", "any": {"it": ["offerta"]}}}))
    assert gate() == (Grounds.NOT_CHECKED, True, 0)  # another rule answers


def test_a_model_is_checked_by_no_answer_that_it_was_learned_from(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    told = {id: n % 2 == 0 for n, id in enumerate(ids[:40])}
    job = criterion_jobs.learn(bruno, "acme", "offer", told)
    worked(store, job.id)
    learned_models.use(bruno, criterion_jobs.show(bruno, job.id).learned)  # type: ignore[arg-type]
    rubrics.publish(bruno, "acme", "acme", 2)
    rescored(store, "acme@2")
    assert reviewed(store, sampled(store, MANY), ids) == MANY
    with store.reading() as session:
        auto = agreements.auto_scored(session, "acme")["offer"]
        totals = agreement_rollups.pairs(session, "acme", FIRST.date())["criterion:offer"]
    assert sum(pair.n for pair in totals) == MANY
    assert auto.units <= MANY - 40  # of the 8 that it has not seen, those that it could tell
