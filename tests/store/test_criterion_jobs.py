"""Criterion jobs over real rows: what a trial says, what it leaves out, and that nothing is done twice."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from qa_service.domain.interaction import State
from qa_service.domain.own_criteria import JobKind, trial_request
from qa_service.domain.rubric import Rubric
from qa_service.domain.turn_features import TurnFeatures
from qa_service.errors import BadRubric, Conflict, NotFound
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.own_criteria.turns_anew import TurnsAnew
from qa_service.store import claims, criterion_jobs, erase, results, rubrics, turn_features
from qa_service.store.blobs import Blobs
from qa_service.store.claims import CRITERION_JOBS, Job
from qa_service.store.criterion_jobs import JobFilters
from qa_service.store.repository import Store
from qa_service.store.scope import EVERYTHING, Scope
from qa_service.store.staging import Staging
from qa_service.store.tables import now
from qa_service.worker.cleaning import Cleaning
from tests.fakes import PlainReader
from tests.store.test_criteria import BOOK, NONE, OFFER, PERSON, PHRASE, in_hand, publish, put, version

DRAFT = version(2, PHRASE)
SIX = [OFFER, NONE, OFFER, NONE, NONE, NONE]


@pytest.fixture
def ids(store: Store) -> list[uuid.UUID]:
    publish(store, version(1, PERSON))
    return [put(store, n, words) for n, words in enumerate(SIX)]


def place(store: Store, rubric: Rubric = DRAFT, by: str = "user:anna", **asked: Any) -> uuid.UUID:
    with store.transaction() as session:
        before = BOOK.current(session, "acme").name_at_version
        request = trial_request(rubric, before, **asked)
        return criterion_jobs.place(session, "acme", JobKind.TRY, request, by).id


def run(store: Store, id: uuid.UUID, reader: Any = PlainReader) -> Any:
    CriterionJobs(store, BOOK, reader, at_once=2).run(id)
    with store.reading() as session:
        return criterion_jobs.get(session, id)


def told(store: Store, id: uuid.UUID, name: str) -> list[tuple[uuid.UUID, Any]]:
    with store.reading() as session:
        contacts = criterion_jobs.contacts(session, id)
    return [(contact.interaction, contact.body) for contact in contacts if name in contact.body]


def test_a_trial_says_what_moves_and_shows_examples_of_each_answer(store: Store, ids: list[uuid.UUID]) -> None:
    put(store, 50, OFFER, client="globex")
    row = run(store, place(store))
    assert (row.state, row.done, row.total, row.failure) == (State.DONE, 6, 6, None)
    assert (row.result["before"], row.result["after"], row.result["n"], row.result["movers"]) == (
        "acme@1",
        "acme@2",
        6,
        [],
    )
    (offer,) = (part for part in row.result["criteria"] if part["criterion"] == "offer")
    # a person answers under acme@1, which is unclear to the machine: 2 of 6 are told an offer
    assert (offer["before"], offer["after"]) == ({"unclear": 6}, {"no": 4, "yes": 2})
    assert offer["changes"] == {"unclear->no": 4, "unclear->yes": 2}
    examples = told(store, row.id, "answer")
    assert [(id, body["answer"]["verdict"], body["before"]) for id, body in examples] == [
        (ids[2], "yes", "unclear"),  # the latest first
        (ids[0], "yes", "unclear"),
        *((ids[n], "no", "unclear") for n in (5, 4, 3, 1)),
    ]
    assert examples[0][1]["answer"]["evidence"] == [{"turn": 1, "start": 31, "end": 37}]
    assert OFFER[31:37] == "sconto"
    moves = told(store, row.id, "moves")
    assert {id for id, _ in moves} <= set(ids)
    assert all(body["moves"]["before"] != body["moves"]["after"] for _, body in moves)
    assert len(moves) == 6
    stored = repr((row.result, examples, moves))
    assert OFFER[:20] not in stored
    assert "i2" not in stored  # nor the centre's own names


def test_a_draft_published_while_its_trial_waits_is_held_against_what_it_replaced(
    store: Store, ids: list[uuid.UUID]
) -> None:
    id = place(store)
    publish(store, DRAFT)
    row = run(store, id)
    assert (row.result["before"], row.result["after"]) == ("acme@1", "acme@2")


def test_only_so_many_are_tried_as_were_asked_for(store: Store, ids: list[uuid.UUID]) -> None:
    row = run(store, place(store, last=2))
    assert (row.done, row.total, row.result["n"]) == (2, 2, 2)


def test_what_whoever_asked_is_to_answer_blind_is_left_out(store: Store, ids: list[uuid.UUID]) -> None:
    held = in_hand(store, ids, "user:bruno")
    row = run(store, place(store, by="user:bruno"))
    assert row.result["n"] == 5
    assert held not in {id for id, _ in told(store, row.id, "answer")}
    assert run(store, place(store, by="user:anna")).result["n"] == 6


def test_what_is_erased_goes_out_of_a_trial_as_well(
    store: Store, ids: list[uuid.UUID], blobs: Blobs, staging: Staging
) -> None:
    row = run(store, place(store))
    with store.transaction() as session:
        erase.erase(session, ids[2], blobs, staging)
    assert ids[2] not in {id for name in ("answer", "moves") for id, _ in told(store, row.id, name)}


class Killed(BaseException):
    """Nobody catches it, as nobody catches SIGKILL."""


def test_a_worker_killed_in_the_middle_loses_nothing_and_counts_nothing_twice(
    store: Store, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, count = place(store), criterion_jobs.count

    def dies(*args: Any) -> bool:
        if args[2] == 4:
            raise Killed
        return count(*args)

    monkeypatch.setattr(criterion_jobs, "count", dies)
    with store.transaction() as session:
        assert claims.claim(session, CRITERION_JOBS, "w", 1) == [Job(id, 1)]
    with pytest.raises(Killed):
        run(store, id)
    with store.reading() as reading:
        row = criterion_jobs.get(reading, id)
        assert (row.state, row.done, row.total, row.result) == (State.RUNNING, 2, 6, None)
    monkeypatch.setattr(criterion_jobs, "count", count)
    with store.transaction() as taking:
        claims.requeue(taking, ["w"], [Job(id, 1)], most=5)
        assert claims.claim(taking, CRITERION_JOBS, "v", 1) == [Job(id, 1)]
    row = run(store, id)
    assert (row.state, row.done, row.result["n"]) == (State.DONE, 6, 6)
    assert len(told(store, id, "answer")) == 6
    assert run(store, id).result == row.result  # the dead one wakes up: nothing is left to do


def test_a_worker_that_lost_the_job_stops_and_changes_nothing(
    store: Store, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, to_try, seen = place(store), rubrics.to_try, list[int]()

    def overtaken(session: Any, some: Any) -> Iterator[Any]:
        seen.append(len(some))
        if len(seen) == 2:
            CriterionJobs(store, BOOK).fail(id, Conflict("given up").sentence)
        yield from to_try(session, some)

    monkeypatch.setattr(rubrics, "to_try", overtaken)
    row = run(store, id)
    assert (row.state, row.failure, row.done, row.result) == (State.FAILED, "given up", 2, None)
    assert seen == [2, 2]


def test_one_that_was_given_up_waits_for_nobody_and_says_so(store: Store, ids: list[uuid.UUID]) -> None:
    waits = place(store)
    give_up(store, waits)
    with store.transaction() as session:
        assert claims.claim(session, CRITERION_JOBS, "w", 5) == []
    row = run(store, waits)
    assert (row.state, row.failure, row.result) == (State.FAILED, "somebody gave this up before it was done", None)
    with pytest.raises(Conflict, match="over already"):
        give_up(store, waits)
    with pytest.raises(NotFound, match="no such job"):
        give_up(store, uuid.UUID(int=1))
    with pytest.raises(NotFound, match="no such job"):
        give_up(store, place(store), Scope("globex"))


def test_a_worker_stops_at_one_that_was_given_up(
    store: Store, ids: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, to_try, seen = place(store), rubrics.to_try, list[int]()

    def meanwhile(session: Any, some: Any) -> Iterator[Any]:
        seen.append(len(some))
        if len(seen) == 2:
            give_up(store, id)
        yield from to_try(session, some)

    monkeypatch.setattr(rubrics, "to_try", meanwhile)
    assert run(store, id).state is State.FAILED
    assert seen == [2, 2]  # of three chunks
    assert told(store, id, "answer") == []


def give_up(store: Store, id: uuid.UUID, scope: Scope = EVERYTHING) -> None:
    with store.transaction(scope) as session:
        criterion_jobs.give_up(session, id)


def test_who_asks_for_the_same_again_gets_the_job_that_waits_but_nobody_gets_anothers(store: Store) -> None:
    anna = place(store)
    assert place(store) == anna
    assert place(store, by="user:bruno") != anna  # he may have to answer blind what she may read


def test_old_jobs_are_removed_with_what_they_say_of_interactions(
    store: Store, ids: list[uuid.UUID], blobs: Blobs, staging: Staging
) -> None:
    old, recent, failed, held = (run(store, place(store, last=n)).id for n in (1, 2, 3, 4))
    waits = place(store)
    with store.transaction() as session:
        for id, days in ((old, 31), (recent, 29), (failed, 31), (held, 31)):
            criterion_jobs.get(session, id).done_at = now() - timedelta(days=days)
        criterion_jobs.get(session, failed).state = State.FAILED
        criterion_jobs.get(session, held).worker = "w"  # it is not through with it
        criterion_jobs.get(session, waits).made_at = now() - timedelta(days=90)
    assert told(store, old, "answer")
    Cleaning(store, blobs, staging).clean()
    with store.reading() as session:
        left = {row.id for row in criterion_jobs.listed(session, JobFilters()).rows}
    assert left == {recent, held, waits}
    assert told(store, old, "answer") == []
    assert told(store, recent, "answer")


# --- criteria that look at what the models saw


EXAMPLES = version(3, {**PERSON, "rule": {"kind": "examples", "model": f"sha256:{'0' * 64}"}})


def test_a_rubric_that_rests_on_a_model_of_nobodys_is_refused(store: Store, ids: list[uuid.UUID]) -> None:
    with pytest.raises(BadRubric, match="client 'acme' has learned no model"):
        run(store, place(store, EXAMPLES))


def kept(store: Store, id: uuid.UUID) -> TurnFeatures | None:
    with store.reading() as session:
        return turn_features.of(session, id)


def completed(store: Store, id: uuid.UUID, anew: TurnsAnew) -> TurnFeatures | None:
    with store.reading() as session:
        ((row, understood),) = rubrics.to_try(session, [id])
    return anew.complete(row, understood).features


def test_what_was_not_kept_of_turns_is_made_anew_once_and_kept(store: Store, ids: list[uuid.UUID]) -> None:
    assert kept(store, ids[0]) is None
    anew = TurnsAnew(store, PlainReader, frozenset({"fake@1"}))
    with store.reading() as session:
        expected = PlainReader().read(results.understood(session, ids[0]).transcript).features
    assert completed(store, ids[0], anew) == kept(store, ids[0]) == expected
    assert anew.made == 1
    unread = TurnsAnew(store, lambda: pytest.fail("it is there"), frozenset({"fake@1"}))
    assert completed(store, ids[0], unread) == expected
    other = TurnsAnew(store, PlainReader, frozenset({"newer@2"}))  # the reader here has no such models
    assert completed(store, ids[0], other) is None
    assert kept(store, ids[0]) == expected
    assert completed(store, ids[1], TurnsAnew(store, None)) is None


def test_nothing_is_made_of_what_cannot_be_read_or_was_replaced_meanwhile(store: Store, ids: list[uuid.UUID]) -> None:
    german = put(store, 60, OFFER, lang="de")
    assert completed(store, german, TurnsAnew(store, lambda: pytest.fail("not read here"))) is None

    class Slow(PlainReader):
        def read(self, *args: Any) -> Any:
            with store.transaction() as replacing:
                row = results.finished(replacing, ids[0])
                assert row is not None
                row.run += 1
            return super().read(*args)

    assert completed(store, ids[0], TurnsAnew(store, Slow)) is not None
    assert kept(store, ids[0]) is None
