"""A head adapted to a client: asked for, learned by a worker's job, published, answering for that client alone."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from qa_service.cli.adaptations import show as show_at_the_shell
from qa_service.domain.interaction import Channel, Interaction, State
from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.domain.processed import Processed
from qa_service.domain.review import ReviewAnswer
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound
from qa_service.learning.cases import AdaptationCase
from qa_service.own_criteria.adapting import AdaptJob
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.ports import Reading
from qa_service.reviewing import answering
from qa_service.reviewing.answering import Answers
from qa_service.scoring.total import score
from qa_service.services import adaptations
from qa_service.services.context import Context
from qa_service.store import adaptations as stored
from qa_service.store import criterion_jobs, erase, interactions, learned_models, results
from qa_service.store.blobs import Blobs
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.understand.adapted import ClientAdaptations
from tests.contexts import context
from tests.store.test_confirmation import DEFAULT, VOCABULARY, rude, understood
from tests.store.test_criteria import BOOK, BRUNO
from tests.store.test_rescoring import FIRST
from tests.unit.learning_cases import by_shipped, by_signal, cases

ANSWERED = 44


@pytest.fixture
def bruno(store: Store, intake: Intake) -> Context:
    return context(store, intake, BRUNO)


def put(store: Store, number: int, case: AdaptationCase, client: str = "acme") -> uuid.UUID:
    """A finished chat of a case, and what somebody answered to its outcome."""
    document = Interaction(
        id=f"i{number}",
        client=client,
        channel=Channel.CHAT,
        agent=case.agent,
        started_at=FIRST + timedelta(days=number),
    )
    seen = replace(
        understood(rude(0.1)),
        transcript=replace(case.setting.transcript, confidence={"language": 0.99, "roles": 1.0}),
        features=case.setting.features,
    )
    card = score(DEFAULT, seen.understanding, seen.setting(document))
    with store.transaction() as session:
        row, _ = interactions.register(session, document, f"{client}{number}")
        named = {"encoder": "e@1", "rubric": DEFAULT.name_at_version}
        results.save_processed(session, row.id, 1, Processed(document, seen, card, named))
        id = row.id
    with store.transaction() as session:
        given = Answers([ReviewAnswer("label:resolution", case.answer)])
        answering.answer(session, VOCABULARY, id, given, "user:carla")
    return id


@pytest.fixture
def ids(store: Store) -> list[uuid.UUID]:
    return [put(store, number, case) for number, case in enumerate(cases(ANSWERED, by_signal))]


def learned(store: Store, bruno: Context) -> uuid.UUID:
    """The adaptation that a worker learns."""
    job = adaptations.learn(bruno, "acme", "resolution")
    run(store, job.id)
    done = adaptations.job(bruno, job.id)
    assert (done.state, done.failure, done.done, done.total) == (State.DONE, None, ANSWERED, ANSWERED)
    assert done.learned is not None
    return done.learned


def run(store: Store, id: uuid.UUID) -> None:
    others = dict.fromkeys(stored.FAMILIES, AdaptJob(store))
    CriterionJobs(store, BOOK, others=others).run(id)


def test_both_heads_are_shown_before_one_is_published(store: Store, bruno: Context, ids: list[uuid.UUID]) -> None:
    view = adaptations.show(bruno, learned(store, bruno))
    assert (view.question, view.client, view.in_force, view.sources) == ("resolution", "acme", False, ANSWERED)
    assert view.report.n == ANSWERED
    assert view.report.changes
    assert view.report.adapted.auc is not None
    assert view.report.shipped.auc is not None
    assert view.report.adapted.auc > view.report.shipped.auc
    assert {doubt.interaction for doubt in view.doubted} <= set(ids)
    listed = adaptations.listed(bruno, "acme")
    assert [item.id for item in listed.items] == [view.id]
    assert b"frase" not in b"".join(_bodies(store))  # no word of anybody


def _bodies(store: Store) -> list[bytes]:
    with store.reading() as session:
        return [row.body for row in learned_models.listed(session, "acme", LearnedFamily.RESOLUTION)]


def test_it_answers_for_its_client_from_when_a_person_publishes_it_until_one_withdraws_it(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    find, id = stored.finder(store), learned(store, bruno)
    assert find("acme") == ()
    assert adaptations.publish(bruno, id).in_force
    assert len(find("acme")) == 1
    assert find("globex") == ()
    with pytest.raises(Conflict, match="in force already"):
        adaptations.publish(bruno, id)
    assert not adaptations.withdraw(bruno, id).in_force
    assert find("acme") == ()
    with pytest.raises(Conflict, match="is not in force"):
        adaptations.withdraw(bruno, id)


def test_what_is_in_force_is_listed_however_much_was_learned_since(
    store: Store, bruno: Context, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    id = learned(store, bruno)
    adaptations.publish(bruno, id)
    monkeypatch.setattr(learned_models, "listed", lambda *_: [])  # as where the newest fifty are others
    assert [(item.id, item.in_force) for item in adaptations.listed(bruno, "acme").items] == [(id, True)]


def test_what_is_published_changes_the_reading_of_its_clients_contacts(
    store: Store, bruno: Context, ids: list[uuid.UUID]
) -> None:
    adaptations.publish(bruno, learned(store, bruno))
    adapt = ClientAdaptations(stored.finder(store)).adapt
    right = {"acme": 0, "globex": 0}
    new = cases(20, by_signal, seed=7)
    for case in new:
        reading = Reading(understood(rude(0.1)).understanding, case.setting.features)
        for client in right:
            said = adapt(client, case.setting.transcript, reading).understanding
            right[client] += said.resolution.label == case.answer
            assert bool(said.adapted) == (client == "acme")
    assert right["acme"] >= 18


def test_one_that_corrects_other_models_is_not_published(store: Store, bruno: Context, ids: list[uuid.UUID]) -> None:
    id = learned(store, bruno)
    (case,) = cases(1, by_signal, encoder="heads@2")
    put(store, 100, case)  # the latest contact was read by newer models
    with pytest.raises(Conflict, match="corrects other models"):
        adaptations.publish(bruno, id)


def test_where_nothing_is_gained_nothing_is_learned(store: Store, bruno: Context) -> None:
    for number, case in enumerate(cases(ANSWERED, by_shipped)):
        put(store, number, case)
    job = adaptations.learn(bruno, "acme", "resolution")
    run(store, job.id)
    done = adaptations.job(bruno, job.id)
    assert (done.state, done.learned) == (State.DONE, None)
    assert done.report is not None
    assert not done.report.changes
    assert adaptations.listed(bruno, "acme").items == []


def test_one_clients_answers_teach_no_other(store: Store, bruno: Context, ids: list[uuid.UUID]) -> None:
    with pytest.raises(BadInput, match="resolution has 0 answers of people to learn from; 20 are needed"):
        adaptations.learn(bruno, "globex", "resolution")


def test_what_is_no_question_and_whoever_may_not_is_refused(
    store: Store, intake: Intake, bruno: Context, ids: list[uuid.UUID]
) -> None:
    for question in ("resolution:x", "courtesy:elegance", "criterion:greeting", ""):
        with pytest.raises(BadInput, match="is no question that can be adapted"):
            adaptations.learn(bruno, "acme", question)
    stranger = context(store, intake, replace(BRUNO, client="globex"))
    id = learned(store, bruno)
    with pytest.raises(Forbidden):
        adaptations.learn(stranger, "acme", "resolution")
    with pytest.raises(Forbidden):
        adaptations.listed(stranger, "acme")
    for ask in (adaptations.show, adaptations.publish, adaptations.withdraw):
        with pytest.raises(NotFound):
            ask(stranger, id)


def test_the_job_may_run_twice_and_keeps_one(store: Store, bruno: Context, ids: list[uuid.UUID]) -> None:
    job = adaptations.learn(bruno, "acme", "resolution")
    assert adaptations.learn(bruno, "acme", "resolution").id == job.id
    run(store, job.id)
    run(store, job.id)
    assert len(_bodies(store)) == 1


def test_answers_that_taught_nothing_are_no_sources(store: Store, bruno: Context, ids: list[uuid.UUID]) -> None:
    for number, case in enumerate(cases(3, by_signal, seed=2, reasons=("Too little was said to judge the whole.",))):
        put(store, 200 + number, case)
    job = adaptations.learn(bruno, "acme", "resolution")
    run(store, job.id)
    done = adaptations.job(bruno, job.id)
    assert done.learned is not None
    view = adaptations.show(bruno, done.learned)
    assert (view.report.n, view.report.unused, view.sources) == (ANSWERED, 3, ANSWERED)


def test_an_erased_contact_goes_out_of_what_it_taught(
    store: Store, bruno: Context, ids: list[uuid.UUID], blobs: Blobs, staging: Staging
) -> None:
    id = learned(store, bruno)
    with store.transaction() as session:
        erase.erase(session, ids[3], blobs, staging)
    view = adaptations.show(bruno, id)
    assert view.sources == ANSWERED - 1
    assert ids[3] not in {doubt.interaction for doubt in view.doubted}


def test_a_job_that_learns_a_criterion_is_no_adaptation(store: Store, bruno: Context) -> None:
    with pytest.raises(NotFound):
        adaptations.job(bruno, uuid.uuid4())
    with store.transaction() as session:
        row = criterion_jobs.place(session, "acme", JobKind.TRY, {"name": "acme@1"}, "user:anna")
        id = row.id
    with pytest.raises(NotFound, match="no adaptation is learned under"):
        adaptations.job(bruno, id)


def test_the_shell_asks_whose_adaptations_are_meant() -> None:
    with pytest.raises(BadInput, match="name an adaptation, or use --client or --job"):
        show_at_the_shell()
