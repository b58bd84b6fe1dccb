"""What may go wrong with work in hand: workers that wake up late, contacts that change meanwhile, jobs that kill."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Interaction, State
from qa_service.errors import Conflict
from qa_service.exporting.exporter import Exporter
from qa_service.ports import Speech
from qa_service.store import claims, cleanup, erase, exports, interactions, remains, results
from qa_service.store.blobs import Blobs
from qa_service.store.claims import SUSPECT, TEXTS, Job
from qa_service.store.codec import dump
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.plans import Part, Plan
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.staging import Staging
from qa_service.store.tables import now
from qa_service.worker.cleaning import Cleaning
from qa_service.worker.jobs import Jobs
from qa_service.worker.runner import Runner
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import call
from tests.acceptance.house import DEFAULT, LABELS
from tests.stages import PlainStages
from tests.store.test_interactions import FULL
from tests.store.test_recovery import Clock, Worker, alive, holders

SOUND = b"pronto\nbuongiorno signora"


def waits(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def text(store: Store, intake: Intake, n: int = 1, words: str = "buongiorno", *, replace: bool = False) -> Job:
    turns = (FULL.turns[0].model_copy(update={"text": words}),)
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL.model_copy(update={"id": f"t{n}", "turns": turns}), replace=replace)
        return Job(row.id, row.run)


def recording(store: Store, intake: Intake, sound: bytes = SOUND, *, replace: bool = False) -> Job:
    kept = intake.blobs.put("acme", [sound], 1000)
    with store.transaction() as session:
        row, _ = intake.accept(session, call(1), kept, replace=replace)
        return Job(row.id, row.run)


def words_of(store: Store, job: Job) -> list[str]:
    with store.reading() as session:
        return [turn.text for turn in results.understood(session, job.interaction).transcript.turns]


# --- what a worker takes


@dataclass
class Held:
    """Jobs that go on until they are let go, and have a result then."""

    store: Store
    begun: list[Job] = field(default_factory=list)
    over: set[Job] = field(default_factory=set)

    def run(self, _queue: claims.Queue, job: Job) -> None:
        self.begun.append(job)
        while job not in self.over:
            time.sleep(0.01)
        with self.store.transaction() as session:
            row = results.waiting(session, *job, lock=True)
            if row is not None:
                row.state = State.DONE


def running(store: Store, jobs: object, stop: threading.Event) -> Runner:
    runner = Runner(store, cast(Jobs, jobs), "a", {TEXTS: 3, claims.RECORDINGS: 1})
    threading.Thread(target=runner.run, args=(stop, 0.05), daemon=True).start()
    return runner


def test_a_worker_begins_a_run_when_its_own_step_of_the_run_before_is_over(store: Store, intake: Intake) -> None:
    first, jobs, stop = text(store, intake), Held(store), threading.Event()
    runner = running(store, jobs, stop)
    waits(lambda: jobs.begun == [first])
    second = text(store, intake, words="altro", replace=True)
    time.sleep(0.5)
    assert jobs.begun == [first]
    jobs.over.add(first)
    waits(lambda: jobs.begun == [first, second])
    time.sleep(0.3)  # the end of the first takes nothing from the second
    assert holders(store) == {second: "a"}
    jobs.over.add(second)
    waits(lambda: holders(store) == {})
    stop.set()
    assert runner.busy() == set()


def test_a_job_that_ends_its_thread_is_put_back(
    store: Store, blobs: Blobs, staging: Staging, intake: Intake, clock: Clock
) -> None:
    job, stop = text(store, intake), threading.Event()

    class Ending:
        def run(self, _queue: claims.Queue, _job: Job) -> None:
            raise SystemExit(3)  # as a library may

    runner = running(store, Ending(), stop)
    waits(lambda: holders(store) == {job: "a"})
    waits(lambda: runner.busy() == set())
    stop.set()
    worker = Worker("a", store, Cleaning(store, blobs, staging), clock)
    worker.live(1)
    assert holders(store) == {}


def test_a_job_for_which_there_is_no_thread_is_put_back(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = text(store, intake)
    runner = Runner(store, cast(Jobs, Held(store)), "a", {TEXTS: 3})

    def none_left(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", none_left)
        runner._fill(TEXTS)
    assert holders(store) == {job: "a"}
    assert runner.busy() == set()


def test_what_has_ended_is_written_down_once_the_database_is_back(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, jobs, stop = text(store, intake), Held(store), threading.Event()
    runner = running(store, jobs, stop)
    waits(lambda: jobs.begun == [job])
    with monkeypatch.context() as away:
        away.setattr(claims, "finish", lambda *_: (_ for _ in ()).throw(OSError("no space left on device")))
        jobs.over.add(job)
        time.sleep(0.5)
        assert runner.busy() == {job}
    waits(lambda: holders(store) == {})
    stop.set()


def test_only_the_job_that_kills_is_given_up_and_none_of_those_beside_it(store: Store, intake: Intake) -> None:
    """The third of eight texts kills its worker before any of the eight is done."""
    jobs = [text(store, intake, n) for n in range(8)]
    killer = jobs[2]
    for death in range(100):
        with store.transaction() as session:
            taken = claims.claim(session, TEXTS, f"ghost-{death}", 8)
            if not taken:
                break
            if killer in taken:
                claims.requeue(session, [f"ghost-{death}"], taken, most=10)
                continue
            for job in taken:
                interactions.get(session, job.interaction).state = State.DONE
            claims.finish(session, TEXTS, f"ghost-{death}", taken)
    with store.reading() as session:
        states = {job: interactions.get(session, job.interaction).state for job in jobs}
    assert states == {job: State.FAILED if job == killer else State.DONE for job in jobs}


def test_a_suspect_is_worked_on_alone(store: Store, intake: Intake) -> None:
    suspect, harmless = text(store, intake, 1), text(store, intake, 2)
    with store.transaction() as session:
        interactions.get(session, suspect.interaction).attempts = SUSPECT
        interactions.get(session, suspect.interaction).received_at -= timedelta(seconds=9)
    jobs, stop = Held(store), threading.Event()
    running(store, jobs, stop)
    waits(lambda: jobs.begun == [suspect])
    time.sleep(0.4)
    assert jobs.begun == [suspect]
    with store.transaction() as session:
        assert claims.claim(session, TEXTS, "busy", 5, idle=False) == [harmless]
        claims.release(session, "busy")
    jobs.over |= {suspect, harmless}
    waits(lambda: set(jobs.begun) == {suspect, harmless} and holders(store) == {})
    stop.set()


# --- whom a worker holds for dead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(store: Store, blobs: Blobs, staging: Staging, clock: Clock) -> Worker:
    return Worker("a", store, Cleaning(store, blobs, staging), clock)


def test_a_worker_that_wakes_up_judges_nobody_before_its_first_heartbeat_not_even_itself(
    store: Store, intake: Intake, worker: Worker, clock: Clock
) -> None:
    mine, theirs = text(store, intake, 1), text(store, intake, 2)
    with store.transaction() as session:
        assert set(claims.claim(session, TEXTS, "a", 1) + claims.claim(session, TEXTS, "z", 1)) == {mine, theirs}
    both, worker.in_hand = holders(store), [job for job, holder in holders(store).items() if holder == "a"]
    for _ in range(15):
        alive(store, "z", clock)
        worker.live(1)
    clock.move(100.0)  # the machine was suspended with both of them
    worker.recovery.tick()
    assert holders(store) == both


def test_a_worker_that_wakes_up_while_others_judge_it_keeps_its_work(
    store: Store, intake: Intake, worker: Worker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, waiting = text(store, intake, 1), text(store, intake, 2)
    with store.transaction() as session:
        assert set(claims.claim(session, TEXTS, "z", 2)) == {done, waiting}
        interactions.get(session, done.interaction).state = State.DONE
    woken: list[Job] = []

    def wake(job: Job) -> None:
        alive(store, "z", clock)
        woken.append(job)

    monkeypatch.setattr(worker.recovery, "_clean_up_after", wake)
    worker.live(12)
    assert woken
    assert holders(store)[waiting] == "z"
    with store.reading() as reader:
        assert interactions.get(reader, waiting.interaction).attempts == 0


# --- what a worker writes that has lost its job


@pytest.fixture
def steps(store: Store, blobs: Blobs, staging: Staging) -> Steps:
    return Steps(store, blobs, staging, PlainStages())


def test_words_of_a_worker_that_cut_the_recording_elsewhere_do_not_get_in(
    store: Store, intake: Intake, steps: Steps
) -> None:
    """It lost the job, does not know yet, and is of a version with other parts."""
    job = recording(store, intake)
    plan = steps.plan(job)
    assert plan is not None
    for index in range(2):
        steps.hear(job, plan, index, None)
    late = Plan(plan.client, plan.key, plan.lang, [(1.0, 2.0)])
    with store.transaction() as session:
        results.count_parts(session, *job, 0, 1)  # what it believes
    steps.hear(job, late, 0, None)
    steps.understand(job, plan)
    assert words_of(store, job) == ["pronto", "buongiorno signora"]


def test_parts_that_an_older_version_heard_are_heard_again(
    store: Store, intake: Intake, staging: Staging, steps: Steps
) -> None:
    """It kept no plan, since its job engine did, and said of no part where it lay."""
    job = recording(store, intake)
    with store.transaction() as session:
        results.mark_running(session, *job)
        results.count_parts(session, *job, 1, 2)
    staging.put(*job, "part-0", dump(Speech((), "it", 0.9)))
    plan = steps.plan(job)
    assert plan is not None
    for index in range(2):
        steps.hear(job, plan, index, None)
    steps.understand(job, plan)
    assert words_of(store, job) == ["pronto", "buongiorno signora"]


def test_an_export_that_another_worker_finished_keeps_its_file(
    store: Store, blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = Exporter(store, blobs, LABELS, Rubrics(DEFAULT))
    with store.transaction() as session:
        id = exports.place(session, Order(Kind.ANALYSES, Format.JSONL), "key:a").id
    make, makers = Exporter.make, 0

    def slow(self: Exporter, order: Order, sink: Any, progress: Any) -> None:
        nonlocal makers
        makers += 1
        if makers == 1:  # suspended here, while another takes over and finishes
            exporter.run(id)
        make(self, order, sink, progress)

    monkeypatch.setattr(Exporter, "make", slow)
    exporter.run(id)
    assert makers == 2
    with store.reading() as reader:
        assert exports.get(reader, id).state is State.DONE
    assert blobs.exists(exports.key_of(id))
    assert list(blobs.list("tmp")) == []


# --- contacts that change while they are in hand


def finished_but_not_cleaned_up(store: Store, steps: Steps, job: Job) -> Plan:
    """Its worker died between the result and the removal of what is unmasked."""
    plan = steps.plan(job)
    assert plan is not None
    for index in range(2):
        steps.hear(job, plan, index, None)
    steps.understand(job, plan)
    with store.transaction() as session:
        row = interactions.get(session, job.interaction)
        processed = steps.stages.score(interactions.to_interaction(row), results.understood(session, row.id))
        results.save_processed(session, *job, processed, words=False, keep_recording=False)
    assert steps.blobs.exists(plan.key)
    return plan


def test_an_erasure_takes_the_original_that_a_dead_worker_left(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, steps: Steps
) -> None:
    job = recording(store, intake)
    plan = finished_but_not_cleaned_up(store, steps, job)
    with store.transaction() as session:
        erase.erase(session, job.interaction, blobs, staging)
    assert not blobs.exists(plan.key)
    assert list(blobs.list("work")) == []


def test_a_broken_seal_keeps_nobody_from_erasing(store: Store, intake: Intake, blobs: Blobs, staging: Staging) -> None:
    job = recording(store, intake)
    for name in ("plan", "replaced"):
        blobs.write(f"work/{job.interaction}/{job.run}/{name}", b"no seal")
    with store.transaction() as session:
        erase.erase(session, job.interaction, blobs, staging)
    assert list(blobs.list("work")) == []


def test_the_sweep_takes_the_original_of_a_run_that_was_replaced_before_it_was_cleaned_up(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = finished_but_not_cleaned_up(store, steps, recording(store, intake))
    with monkeypatch.context() as dying:
        dying.setattr(remains, "drop", lambda *_: (_ for _ in ()).throw(OSError("the process died")))
        recording(store, intake, b"altro\nsuono", replace=True)
    sweep(store, blobs, staging)
    assert not blobs.exists(plan.key)


def sweep(store: Store, blobs: Blobs, staging: Staging) -> None:
    later = now() + timedelta(hours=1)
    with store.transaction() as session:
        cleanup.clear_staging(session, blobs, staging, later, later, keep_done=False)


def test_a_worker_that_listens_while_its_recording_is_replaced_leaves_the_note_of_what_was_replaced(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whoever replaced it died before it could remove that."""

    class Replacing(PlainStages):
        def hear(self, recording_: Path, interaction: Interaction, part: Part, lang: str | None) -> Speech:
            speech = super().hear(recording_, interaction, part, lang)
            with monkeypatch.context() as dying:
                dying.setattr(remains, "drop", lambda *_: (_ for _ in ()).throw(OSError("the process died")))
                recording(store, intake, b"altro\nsuono", replace=True)
            return speech

    steps = Steps(store, blobs, staging, Replacing())
    job = recording(store, intake)
    plan = steps.plan(job)
    assert plan is not None
    steps.hear(job, plan, 0, None)
    sweep(store, blobs, staging)
    assert not blobs.exists(plan.key)


def test_a_second_retry_at_the_same_moment_does_not_begin_anew_what_the_first_had_done(
    store: Store, intake: Intake, steps: Steps
) -> None:
    job = text(store, intake)
    with store.transaction() as session:
        interactions.get(session, job.interaction).state = State.FAILED

    def again() -> None:
        with store.transaction() as session:
            results.try_again(session, job.interaction)

    with ThreadPoolExecutor(1) as other:
        with store.transaction() as session:
            results.try_again(session, job.interaction)
            session.flush()
            late = other.submit(again)
            time.sleep(0.5)  # it has looked at the row by now, or waits for it
        with pytest.raises(Conflict):
            late.result(30)
