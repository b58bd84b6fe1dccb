"""The warden on a real database, with a queue and a clock that the test holds."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from qa_service.domain.interaction import State
from qa_service.jobs import Held, Job, Pace
from qa_service.store import beats, interactions
from qa_service.store.blobs import Blobs
from qa_service.store.inbox import Inbox
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow, now
from qa_service.warden import Warden
from tests.acceptance.chaos import call
from tests.store.test_interactions import FULL

PACE = Pace(dead_after=10.0, sweep=5.0, deaths=1)


@dataclass
class PlainQueue:
    """A job engine in memory."""

    jobs: dict[Job, bool] = field(default_factory=dict)  # True: queued or in hand
    holders: dict[Job, str] = field(default_factory=dict)
    forgotten_before: datetime | None = None

    def export(self, ids: Iterable[uuid.UUID], *, anew: bool = False) -> None:
        self.jobs.update({Job(id, 1): True for id in ids})

    def enqueue(self, rows: Iterable[InteractionRow]) -> None:
        for row in rows:
            self.jobs.setdefault(Job(row.id, row.run), True)

    def again(self, rows: Sequence[InteractionRow]) -> None:
        self.jobs.update({Job(row.id, row.run): True for row in rows})

    def active(self, jobs: Sequence[Job]) -> dict[Job, bool]:
        return {job: self.jobs[job] for job in jobs if job in self.jobs}

    def held(self) -> list[Held]:
        return [Held(job, executor, "texts") for job, executor in self.holders.items()]

    def hand_over(self, held: Iterable[Held]) -> None:
        for one in held:
            del self.holders[one.job]

    def forget(self, before: datetime) -> int:
        self.forgotten_before = before
        return 0


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue() -> PlainQueue:
    return PlainQueue()


@pytest.fixture
def warden(store: Store, blobs: Blobs, inbox: Inbox, queue: PlainQueue, clock: Clock) -> Warden:
    return Warden(queue, store, blobs, inbox, "a", PACE, clock=clock)


def live(warden: Warden, clock: Clock, seconds: float) -> None:
    """Tick every second."""
    end = clock.seconds + seconds
    while clock.seconds < end:
        clock.seconds += 1.0
        warden.tick()


def taken(store: Store, intake: Intake, n: int = 1, age: float = 0.0) -> Job:
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL.model_copy(update={"id": f"t{n}"}))
        row.received_at -= timedelta(seconds=age)
        return Job(row.id, row.run)


def test_the_work_of_a_silent_worker_goes_back_into_the_queue(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake)
    queue.holders = {job: "z"}
    with store.transaction() as session:
        beats.beat(session, "z")
    live(warden, clock, 10)
    assert queue.holders == {job: "z"}  # silent for 9 s as seen from here: not yet
    live(warden, clock, 2)
    assert queue.holders == {}
    with store.transaction() as session:
        assert interactions.get(session, job.interaction).attempts == 1
        assert "z" not in beats.beat(session, "a")


def test_a_worker_that_beats_keeps_its_work(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake)
    queue.holders = {job: "z"}
    for _ in range(30):
        with store.transaction() as session:
            beats.beat(session, "z")
        live(warden, clock, 1)
    assert queue.holders == {job: "z"}


def test_a_job_that_kills_its_workers_fails_in_the_end(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake)
    for ghost in ("x", "y"):  # more than `deaths`, which is 1
        queue.holders = {job: ghost}
        live(warden, clock, 12)
        assert queue.holders == {}
    with store.reading() as session:
        assert interactions.get(session, job.interaction).state is State.FAILED


def test_a_worker_that_was_away_does_not_blame_the_others(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake)
    queue.holders = {job: "z"}
    live(warden, clock, 3)
    clock.seconds += 100.0  # suspended
    live(warden, clock, 5)
    assert queue.holders == {job: "z"}
    live(warden, clock, 8)
    assert queue.holders == {}


def test_only_the_first_of_the_living_takes_over(
    store: Store, blobs: Blobs, inbox: Inbox, intake: Intake, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake)
    queue.holders = {job: "ghost"}
    second = Warden(queue, store, blobs, inbox, "b", PACE, clock=clock)
    for _ in range(30):
        with store.transaction() as session:
            beats.beat(session, "a")  # alive and first, though it does nothing here
        live(second, clock, 1)
    assert queue.holders == {job: "ghost"}
    live(second, clock, 12)  # now "a" is silent as well
    assert queue.holders == {}


def test_a_worker_that_takes_no_work_is_not_waited_for(
    store: Store, blobs: Blobs, inbox: Inbox, intake: Intake, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake)
    queue.holders = {job: "ghost"}
    second = Warden(queue, store, blobs, inbox, "b", PACE, clock=clock)
    for _ in range(12):
        with store.transaction() as session:
            beats.beat(session, "a", "its models are missing")  # first by name, and sick
        live(second, clock, 1)
    assert queue.holders == {}


def test_work_that_no_queue_knows_of_is_queued_and_young_work_is_left_alone(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock
) -> None:
    old, young = taken(store, intake, 1, age=60), taken(store, intake, 2)
    warden.tick()
    assert queue.jobs == {old: True}
    assert young not in queue.jobs


def test_work_that_ended_without_a_result_is_begun_again_but_not_for_ever(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock
) -> None:
    job = taken(store, intake, age=60)
    for _ in range(2):
        queue.jobs[job] = False
        live(warden, clock, 6)
        assert queue.jobs[job] is True
    with store.reading() as session:
        assert interactions.get(session, job.interaction).state is State.FAILED


def test_a_long_backlog_is_looked_through_page_by_page(
    store: Store, intake: Intake, warden: Warden, queue: PlainQueue, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa_service.warden._PAGE", 2)
    jobs = {taken(store, intake, n, age=60 + n) for n in range(5)}
    live(warden, clock, 20)  # a page every 5 s: 2, 2, 1
    assert set(queue.jobs) == jobs


def test_leftovers_of_interactions_that_are_over_are_cleared(
    store: Store, intake: Intake, blobs: Blobs, inbox: Inbox, warden: Warden, queue: PlainQueue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    waiting, failed, long_failed, erased = (taken(store, intake, n) for n in range(4))
    sound = blobs.put("acme", [b"sound"], 10)
    with store.transaction() as session:
        called, _ = intake.accept(session, call(9), sound)
        for job, days in ((failed, 0), (long_failed, 8), (Job(called.id, 1), 8)):
            row = interactions.get(session, job.interaction)
            row.state, row.done_at = State.FAILED, now() - timedelta(days=days)
        session.delete(interactions.get(session, erased.interaction))
    monkeypatch.setattr("qa_service.warden._ABANDONED", timedelta(seconds=-5))  # as if an hour had passed
    blobs.write("tmp/upload", b"half of it")
    warden.tick()
    left = {key.split("/")[1] for key, _ in blobs.list("work")}
    assert left == {str(waiting.interaction), str(failed.interaction)}
    assert not blobs.exists(sound.key)
    assert blobs.exists("tmp/upload")  # not a day old: somebody may be writing it
    assert queue.forgotten_before is not None
