"""Learned models and jobs of criteria as rows: kept once, within one client's reach, and erased with the contact."""

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from qa_service.domain.interaction import Channel, Interaction, State
from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadRubric, Conflict, NotFound, say
from qa_service.store import claims, criterion_jobs, erase, interactions, learned_models, rubrics
from qa_service.store.blobs import Blobs
from qa_service.store.claims import CRITERION_JOBS, Job
from qa_service.store.criterion_jobs import JobContact, JobFilters
from qa_service.store.learned_models import LearnedAnswer, NewModel
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.schema import METADATA
from qa_service.store.scope import Scope
from qa_service.store.staging import Staging
from tests.store.test_confirmation import DEFAULT

ASK = {"family": "criterion", "subject": "retention", "question": {"it": "Offre?", "en": "Offered?"}}
CRITERION = LearnedFamily.CRITERION
DOUBTS = ({"answer": "yes", "probability": 0.1}, {"answer": "no", "probability": 0.8})


def contact(store: Store, name: str, client: str = "acme") -> uuid.UUID:
    with store.transaction() as session:
        row, _ = interactions.register(session, Interaction(id=name, client=client, channel=Channel.CHAT), name)
        return row.id


@pytest.fixture
def ids(store: Store) -> list[uuid.UUID]:
    return [contact(store, f"i{n}") for n in range(3)]


def model(ids: list[uuid.UUID], **changed: Any) -> NewModel:
    doubted = dict(zip(reversed(ids[:2]), DOUBTS, strict=False))
    values: dict[str, Any] = {"family": CRITERION, "subject": "retention", "question": ASK["question"]}
    values |= {"artefact": b"numbers", "report": {"n_yes": 12}, "encoder": "e@1", "learned_from": ids}
    return NewModel(**{**values, "doubted": doubted, **changed})


def kept(store: Store, new: NewModel, client: str = "acme") -> uuid.UUID:
    with store.transaction() as session:
        return learned_models.keep(session, client, new, "user:anna").id


def place(store: Store, request: dict[str, Any] = ASK, contacts: list[JobContact] | None = None) -> uuid.UUID:
    with store.transaction() as session:
        row = criterion_jobs.place(session, "acme", JobKind.LEARN, request, "user:anna", contacts or [])
        return row.id


def test_a_model_is_kept_once_by_its_content_and_each_client_has_its_own(store: Store, ids: list[uuid.UUID]) -> None:
    first = kept(store, model(ids))
    assert kept(store, model(ids, report={"n_yes": 99})) == first
    theirs = kept(store, model([contact(store, "x", "globex")]), "globex")
    other = kept(store, model(ids, artefact=b"others"))
    hash = learned_models.hash_of(b"numbers")
    assert hash == "sha256:f3c7807d475073ba009bf4801b2d934e9f0126cb96dd19a27dbffcae23a7f5a3"
    with store.reading() as session:
        row = learned_models.find(session, "acme", hash)
        assert row is not None
        assert (row.id, row.body, row.report, row.made_by) == (first, b"numbers", {"n_yes": 12}, "user:anna")
        assert learned_models.find(session, "acme", hash, subject="another") is None
        newest = learned_models.listed(session, "acme", CRITERION, "retention")
        assert [row.id for row in newest] == [other, first]
    with store.reading(Scope("globex")) as session:
        assert learned_models.get(session, theirs).client == "globex"
        with pytest.raises(NotFound):
            learned_models.get(session, first)


def test_what_is_erased_leaves_no_trace_in_models_and_jobs(
    store: Store, ids: list[uuid.UUID], blobs: Blobs, staging: Staging
) -> None:
    id = kept(store, model(ids))
    told = [JobContact(one, {"answer": n == 0}) for n, one in enumerate(ids)]
    job = place(store, contacts=told)
    with store.reading() as session:
        assert [doubt.interaction for doubt in learned_models.doubted(session, id)] == [ids[1], ids[0]]
        assert learned_models.doubted(session, id)[0].doubt == {"answer": "yes", "probability": 0.1}
        assert criterion_jobs.contacts(session, job) == told
        assert learned_models.learned_from(session, ids[:1]) == {
            ids[0]: [LearnedAnswer(ids[0], CRITERION, "retention", learned_models.hash_of(b"numbers"))]
        }
    with store.transaction() as session:
        erase.erase(session, ids[1], blobs, staging)
    with store.reading() as session:
        assert [doubt.interaction for doubt in learned_models.doubted(session, id)] == [ids[0]]
        assert learned_models.sources(session, id) == 2
        assert criterion_jobs.contacts(session, job) == [told[0], told[2]]
        for table in ("learned_model", "learned_from", "criterion_job", "criterion_job_contact"):
            rows = session.connection().execute(sa.select(METADATA.tables[table])).all()
            assert ids[1].hex not in repr(rows).replace("-", "")


def test_what_is_erased_while_it_is_learned_is_not_named(
    store: Store, ids: list[uuid.UUID], blobs: Blobs, staging: Staging
) -> None:
    with store.transaction() as session:
        erase.erase(session, ids[1], blobs, staging)
    id, job = kept(store, model(ids)), place(store, contacts=[JobContact(one, {}) for one in ids])
    with store.reading() as session:
        assert learned_models.sources(session, id) == 2
        assert [told.interaction for told in criterion_jobs.contacts(session, job)] == [ids[0], ids[2]]


def test_in_force_is_what_was_published_last_and_not_withdrawn(store: Store, ids: list[uuid.UUID]) -> None:
    head: dict[str, Any] = {"family": LearnedFamily.INTENT, "subject": "", "question": None, "doubted": {}}
    first, second = (kept(store, model(ids, artefact=body, **head)) for body in (b"1", b"2"))

    def now_in_force() -> list[uuid.UUID]:
        with store.reading() as session:
            return [row.id for row in learned_models.in_force(session, "acme", [LearnedFamily.INTENT])]

    assert now_in_force() == []
    for id in (first, second):
        with store.transaction() as session:
            learned_models.publish(learned_models.get(session, id), "user:anna")
    assert now_in_force() == [second]
    with store.transaction() as session:
        learned_models.withdraw(learned_models.get(session, second), "user:anna")
    assert now_in_force() == [first]
    with store.transaction() as session:
        learned_models.withdraw(learned_models.get(session, first), "user:anna")
        learned_models.publish(learned_models.get(session, second), "user:bruno")
    assert now_in_force() == [second]


def test_the_same_asked_twice_waits_once_and_there_is_an_end_to_waiting(store: Store) -> None:
    first = place(store)
    assert place(store) == first
    others = [place(store, {**ASK, "subject": f"c{n}"}) for n in range(criterion_jobs.MOST_WAITING - 1)]
    with pytest.raises(Conflict, match="20 jobs of client 'acme' wait"):
        place(store, {**ASK, "subject": "one more"})
    with store.reading() as session:
        page = criterion_jobs.listed(session, JobFilters("acme", JobKind.LEARN, "criterion", "retention"))
        assert [row.id for row in page.rows] == [first]
        assert {row.id for row in criterion_jobs.listed(session, JobFilters("acme")).rows} == {first, *others}
        assert criterion_jobs.listed(session, JobFilters("globex")).rows == []


def test_a_job_is_taken_and_finished_once_whoever_does_it_twice(store: Store, ids: list[uuid.UUID]) -> None:
    id = place(store, contacts=[JobContact(ids[0], {"answer": True})])
    with store.transaction() as session:
        assert claims.claim(session, CRITERION_JOBS, "w", 1) == [Job(id, 1)]
        row = criterion_jobs.begin(session, id)
        assert row is not None
        assert criterion_jobs.count(session, id, 1, 3)
    assert place(store) != id  # what has begun does not see what was answered since
    with store.transaction() as session:  # its worker dies, another takes it
        claims.requeue(session, ["w"], [Job(id, 1)], most=5)
        assert claims.claim(session, CRITERION_JOBS, "v", 1) == [Job(id, 1)]
    found = [JobContact(ids[2], {"verdict": "yes"})]
    with store.transaction() as session:
        assert criterion_jobs.finish(session, id, {"n": 3}, found)
    with store.transaction() as session:  # the dead one wakes up
        assert not criterion_jobs.finish(session, id, {"n": 0}, [])
        assert not criterion_jobs.count(session, id, 0, 3)
        criterion_jobs.fail(session, id, say("too late"))
    with store.reading() as session:
        row = criterion_jobs.get(session, id)
        assert (row.state, row.result, row.failure) == (State.DONE, {"n": 3}, None)
        assert criterion_jobs.contacts(session, id) == found


def test_a_job_that_kills_worker_after_worker_is_given_up(store: Store) -> None:
    id = place(store)
    for _ in range(2):
        with store.transaction() as session:
            claims.requeue(session, ["w"], claims.claim(session, CRITERION_JOBS, "w", 1), most=1)
    with store.reading() as session:
        row = criterion_jobs.get(session, id)
    assert row.state is State.FAILED
    assert row.failure == "2 workers stopped while they worked on this; ask for less at a time"


def rubric_with(hash: str) -> Rubric:
    body = DEFAULT.model_dump(mode="json")
    body |= {"id": "acme", "version": 1}
    own = {"id": "retention", "question": ASK["question"], "rule": {"kind": "examples", "model": hash}}
    body["sections"][0]["criteria"].append(own)
    return Rubric.model_validate(body)


def test_a_rubric_rests_on_models_of_its_own_client_alone(store: Store, ids: list[uuid.UUID]) -> None:
    learned_models._READ.clear()  # a process has one database; the tests of this one have two
    hash, book = learned_models.hash_of(b"numbers"), Rubrics(DEFAULT)
    rubric = rubric_with(hash)
    place = f"sections[0].criteria[{len(DEFAULT.sections[0].criteria)}].rule.model"
    kept(store, model([contact(store, "x", "globex")]), "globex")
    with store.transaction() as session:
        for client in ("acme", "globex"):
            book.draft(session, client, rubric, "user:anna")
    with pytest.raises(BadRubric) as refusal, store.transaction() as session:
        rubrics.publish(session, "acme", "acme", 1, "user:anna")
    assert str(refusal.value) == (
        f"{place}: client 'acme' has learned no model {hash}; learn the criterion first and use what was learned"
    )
    with store.reading() as session:
        assert rubrics.in_force(session, "acme") is None
        assert rubrics.usable(session, "acme", rubric).learned == {}
        assert rubrics.usable(session, "globex", rubric).learned == {hash: b"numbers"}
        assert rubrics.usable(session, "acme", rubric).learned == {}  # what is remembered is the other client's
    id = kept(store, model(ids))
    with store.transaction() as session:
        rubrics.publish(session, "acme", "acme", 1, "user:anna")
    with store.reading() as session:
        assert rubrics.usable(session, "acme", rubric).learned == {hash: b"numbers"}
        published = learned_models.get(session, id)
        assert (published.published_by, published.published_at is not None) == ("user:anna", True)
