"""Recovery on a real database, with a clock that the test holds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from qa_service.domain.interaction import State
from qa_service.store import claims, heartbeats, interactions
from qa_service.store.blobs import Blobs
from qa_service.store.claims import TEXTS, Job
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import now
from qa_service.worker.cleaning import Cleaning
from qa_service.worker.config import WorkerConfig
from qa_service.worker.heartbeat import Heartbeat
from qa_service.worker.recovery import Recovery
from tests.acceptance.chaos import call
from tests.store.test_interactions import FULL

CONFIG = WorkerConfig(lease=10.0, sweep=5.0, deaths=1)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 30, 12, tzinfo=UTC)

    def __call__(self, _session: Session) -> datetime:
        return self.moment

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class Worker:
    """One that sends heartbeats and looks after the others, and does nothing else."""

    def __init__(self, name: str, store: Store, cleaning: Cleaning, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.in_hand: list[Job] = []
        self.cleaned_up: list[Job] = []
        self.heartbeat = Heartbeat(store, name, 1.0, CONFIG.lease, clock=clock)
        self.recovery = Recovery(
            store, self.heartbeat, cleaning, self.cleaned_up.append, name, CONFIG, lambda: self.in_hand, clock=clock
        )

    def tick(self) -> None:
        self.heartbeat.send()
        self.recovery.tick()

    def live(self, seconds: float) -> None:
        """Tick every second."""
        for _ in range(round(seconds)):
            self.clock.move(1.0)
            self.tick()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cleaning(store: Store, blobs: Blobs, staging: Staging) -> Cleaning:
    return Cleaning(store, blobs, staging)


@pytest.fixture
def worker(store: Store, cleaning: Cleaning, clock: Clock) -> Worker:
    return Worker("a", store, cleaning, clock)


def taken(store: Store, intake: Intake, n: int = 1, age: float = 0.0) -> Job:
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL.model_copy(update={"id": f"t{n}"}))
        row.received_at -= timedelta(seconds=age)
        return Job(row.id, row.run)


def claimed(store: Store, intake: Intake, by: str) -> Job:
    """A text that somebody has in hand."""
    job = taken(store, intake)
    with store.transaction() as session:
        assert claims.claim(session, TEXTS, by, 1) == [job]
    return job


def holders(store: Store) -> dict[Job, str]:
    with store.reading() as session:
        return {held.job: held.worker for held in claims.held(session)}


def alive(store: Store, name: str, clock: Clock, trouble: str | None = None) -> None:
    with store.transaction() as session:
        heartbeats.record(session, name, trouble, at=clock.moment)


def test_the_work_of_a_silent_worker_goes_back_into_the_queue(
    store: Store, intake: Intake, worker: Worker, clock: Clock
) -> None:
    job = claimed(store, intake, "z")
    alive(store, "z", clock)
    worker.live(10)
    assert holders(store) == {job: "z"}  # silent for 9 s as seen from here: not yet
    worker.live(2)
    assert holders(store) == {}
    with store.transaction() as session:
        assert interactions.get(session, job.interaction).attempts == 1
        assert [row.executor for row in heartbeats.listed(session)] == ["a"]


def test_a_worker_that_sends_heartbeats_keeps_its_work(
    store: Store, intake: Intake, worker: Worker, clock: Clock
) -> None:
    job = claimed(store, intake, "z")
    for _ in range(30):
        alive(store, "z", clock)
        worker.live(1)
    assert holders(store) == {job: "z"}


def test_a_job_that_kills_its_workers_fails_in_the_end(store: Store, intake: Intake, worker: Worker) -> None:
    job = taken(store, intake)
    for ghost in ("x", "y"):  # more than `deaths`, which is 1
        with store.transaction() as session:
            assert claims.claim(session, TEXTS, ghost, 1) == [job]
        worker.live(12)
        assert holders(store) == {}
    with store.reading() as session:
        row = interactions.get(session, job.interaction)
    assert row.state is State.FAILED
    assert row.failure == "2 workers died with this in hand, most often for want of memory; see the log"


def test_a_worker_that_was_away_does_not_blame_the_others(
    store: Store, intake: Intake, worker: Worker, clock: Clock
) -> None:
    job = claimed(store, intake, "z")
    worker.live(3)
    clock.move(100.0)  # suspended
    worker.live(5)
    assert holders(store) == {job: "z"}
    worker.live(8)
    assert holders(store) == {}


def test_a_clock_that_is_set_back_neither_keeps_the_dead_alive_nor_takes_from_the_living(
    store: Store, intake: Intake, worker: Worker, clock: Clock
) -> None:
    claimed(store, intake, "ghost")
    alive(store, "ghost", clock)  # its last sign of life, an hour ahead of what comes
    living = taken(store, intake, 2)
    with store.transaction() as session:
        assert claims.claim(session, TEXTS, "z", 1) == [living]
    worker.live(1)
    clock.move(-3600.0)
    for _ in range(12):
        alive(store, "z", clock)
        worker.live(1)
    assert holders(store) == {living: "z"}


def test_only_the_first_of_the_living_takes_over(
    store: Store, cleaning: Cleaning, intake: Intake, clock: Clock
) -> None:
    job = claimed(store, intake, "ghost")
    second = Worker("b", store, cleaning, clock)
    for _ in range(30):
        alive(store, "a", clock)  # alive and first, though it does nothing here
        second.live(1)
    assert holders(store) == {job: "ghost"}
    second.live(12)  # now "a" is silent as well
    assert holders(store) == {}


def test_a_worker_that_takes_no_work_is_not_waited_for(
    store: Store, cleaning: Cleaning, intake: Intake, clock: Clock
) -> None:
    claimed(store, intake, "ghost")
    second = Worker("b", store, cleaning, clock)
    for _ in range(12):
        alive(store, "a", clock, "its models are missing")  # first by name, and sick
        second.live(1)
    assert holders(store) == {}


def test_whatever_waits_is_in_the_queue_the_oldest_first_and_each_kind_by_itself(
    store: Store, blobs: Blobs, intake: Intake
) -> None:
    young, old = taken(store, intake, 1), taken(store, intake, 2, age=60)
    with store.transaction() as session:
        row, _ = intake.accept(session, call(1), blobs.put("acme", [b"sound"], 10))
        assert claims.claim(session, TEXTS, "a", 1) == [old]
        assert claims.claim(session, TEXTS, "b", 5) == [young]
        assert not claims.is_waiting(session, TEXTS)
        assert claims.claim(session, claims.RECORDINGS, "b", 5) == [Job(row.id, 1)]


def test_two_workers_at_once_never_take_the_same(store: Store, intake: Intake) -> None:
    jobs = {taken(store, intake, n) for n in range(40)}

    def take(name: str) -> list[Job]:
        mine: list[Job] = []
        while True:
            with store.transaction(hasty=True) as session:
                more = claims.claim(session, TEXTS, name, 3)
            if not more:
                return mine
            mine += more

    with ThreadPoolExecutor(4) as threads:
        found = [job for jobs in threads.map(take, "abcd") for job in jobs]
    assert len(found) == 40
    assert set(found) == jobs


def test_what_waits_is_found_by_its_index_however_much_is_done(store: Store) -> None:
    """The kind of plan, on both databases: never a look through the table, never a sort."""
    with store.reading() as session:
        connection = session.connection()
        for queue, index in ((TEXTS, "waiting_texts"), (claims.RECORDINGS, "waiting_recordings")):
            query = claims.unclaimed(queue, 8).compile(connection, compile_kwargs={"literal_binds": True})
            if connection.dialect.name == "sqlite":
                plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all())
            else:
                connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
                plan = str(connection.exec_driver_sql(f"EXPLAIN {query}").all())
            assert f"ix_interaction_{index}" in plan
            assert "Sort" not in plan
            assert "TEMP B-TREE" not in plan


def test_work_that_ended_without_a_result_is_begun_again_but_not_for_ever(
    store: Store, intake: Intake, worker: Worker
) -> None:
    job = taken(store, intake, age=60)
    worker.tick()
    for _ in range(2):
        with store.transaction() as session:
            assert claims.claim(session, TEXTS, "a", 1) == [job]
        worker.in_hand = [job]
        worker.live(6)
        assert holders(store) == {job: "a"}  # at work
        worker.in_hand = []
        worker.live(6)
        assert holders(store) == {}
    with store.reading() as session:
        assert interactions.get(session, job.interaction).state is State.FAILED


def test_a_dead_workers_finished_work_is_cleared_up_and_no_death_counts(
    store: Store, intake: Intake, worker: Worker
) -> None:
    job = claimed(store, intake, "ghost")
    with store.transaction() as session:
        interactions.get(session, job.interaction).state = State.DONE
    worker.live(12)
    assert worker.cleaned_up == [job]
    assert holders(store) == {}
    with store.reading() as session:
        assert interactions.get(session, job.interaction).attempts == 0


def test_what_cannot_be_cleared_up_keeps_nobody_from_taking_over(
    store: Store, intake: Intake, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_job: Job) -> None:
        raise KeyError("rossi")

    monkeypatch.setattr(worker.recovery, "_clean_up_after", broken)
    job = claimed(store, intake, "ghost")
    with store.transaction() as session:
        interactions.get(session, job.interaction).state = State.DONE
    other = taken(store, intake, 2)
    with store.transaction() as session:
        assert claims.claim(session, TEXTS, "ghost", 1) == [other]
    worker.live(12)
    assert holders(store) == {}


def test_leftovers_of_interactions_that_are_over_are_cleared(
    store: Store, intake: Intake, blobs: Blobs, worker: Worker, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    waiting, failed, long_failed, erased = (taken(store, intake, n) for n in range(4))
    sound = blobs.put("acme", [b"sound"], 10)
    with store.transaction() as session:
        called, _ = intake.accept(session, call(9), sound)
        for job, days in ((failed, 0), (long_failed, 8), (Job(called.id, 1), 8)):
            row = interactions.get(session, job.interaction)
            row.state, row.done_at = State.FAILED, now() - timedelta(days=days)
        session.delete(interactions.get(session, erased.interaction))
    monkeypatch.setattr("qa_service.worker.cleaning._ABANDONED", timedelta(seconds=-5))  # as if an hour had passed
    blobs.write("tmp/upload", b"half of it")
    worker.tick()
    left = {key.split("/")[1] for key, _ in blobs.list("work")}
    assert left == {str(waiting.interaction), str(failed.interaction)}
    assert not blobs.exists(sound.key)
    assert blobs.exists("tmp/upload")  # not a day old: somebody may be writing it
