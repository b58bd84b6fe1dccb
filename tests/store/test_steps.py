"""The steps on real stores: repeated, out of turn, and with nothing unmasked left behind."""

import re
from pathlib import Path

import pytest

from qa_service.bootstrap.engines import pipeline
from qa_service.documents.interactions import Progress
from qa_service.domain.interaction import Interaction, State
from qa_service.domain.transcript import TurnChange
from qa_service.errors import BadAudio, NotFound, say
from qa_service.settings import Settings
from qa_service.store import corrections, interactions, results
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import DOCUMENT, Intake
from qa_service.store.plans import Plan
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import call
from tests.stages import PlainStages
from tests.store.test_interactions import FULL

SOUND = b"pronto 3331234567\nbuongiorno signora"
REDACTED = b"pronto ****\nbuongiorno signora"


@pytest.fixture
def steps(store: Store, blobs: Blobs, staging: Staging) -> Steps:
    return Steps(store, blobs, staging, PlainStages())


def taken(store: Store, intake: Intake, document: Interaction, sound: bytes | None = None) -> Job:
    recording = intake.blobs.put(document.client, [sound], 1000) if sound is not None else None
    with store.transaction() as session:
        row, _ = intake.accept(session, document, recording)
    return Job(row.id, row.run)


def row(store: Store, job: Job) -> InteractionRow:
    with store.reading() as session:
        return interactions.get(session, job.interaction)


def listen(steps: Steps, job: Job, *, times: int = 1) -> Plan:
    """All steps of a recording but the last, each `times` over."""
    for _ in range(times):
        plan = steps.plan(job)
    assert plan is not None
    for index in range(len(plan.parts)):
        for _ in range(times):
            assert steps.hear(job, plan, index, None) == "it"
    for _ in range(times):
        steps.understand(job, plan)
    for _ in range(times):
        steps.silence(job, plan)
    return plan


def test_a_recording_says_how_many_of_its_parts_are_heard(store: Store, intake: Intake, steps: Steps) -> None:
    job = taken(store, intake, call(1), SOUND)
    plan = steps.plan(job)
    assert plan is not None
    told = [Progress.of(row(store, job))]
    for index in range(len(plan.parts)):
        steps.hear(job, plan, index, None)
        told.append(Progress.of(row(store, job)))
    assert told == [Progress(heard=heard, parts=2) for heard in (0, 1, 2)]
    steps.understand(job, plan)
    steps.score(job, plan)
    assert Progress.of(row(store, job)) is None


def test_a_text_is_done_in_one_step(store: Store, intake: Intake, steps: Steps) -> None:
    job = taken(store, intake, FULL)
    steps.text(job)
    assert row(store, job).state is State.DONE
    with store.reading() as session:
        turns = results.processed(session, job.interaction).understood.transcript.turns
    assert [turn.text for turn in turns] == ["buongiorno", "sono il [PHONE]"]


def test_a_text_done_twice_stays_as_it_was(store: Store, intake: Intake, steps: Steps) -> None:
    job = taken(store, intake, FULL)
    steps.text(job)
    first = row(store, job)
    steps.text(job)
    assert row(store, job).done_at == first.done_at


@pytest.mark.parametrize("times", [1, 2])
def test_a_recording_is_done_part_by_part_and_repeated_steps_change_nothing(
    store: Store, intake: Intake, steps: Steps, blobs: Blobs, times: int
) -> None:
    job = taken(store, intake, call(1), SOUND)
    plan = listen(steps, job, times=times)
    assert row(store, job).state is State.RUNNING
    assert plan.parts == [(0.0, 1.0), (1.0, 2.0)]
    for _ in range(times):
        steps.score(job, plan)
    done = row(store, job)
    assert (done.state, done.recording_key) == (State.DONE, None)
    assert blobs.read(str(done.redacted_key)) == REDACTED
    assert not blobs.exists(plan.key)  # the original is gone


def test_nothing_unmasked_is_left_when_it_is_done(
    store: Store, intake: Intake, steps: Steps, blobs: Blobs, tmp_path: Path
) -> None:
    text, recording = taken(store, intake, FULL), taken(store, intake, call(1), SOUND)
    steps.text(text)
    steps.score(recording, listen(steps, recording))
    assert list(blobs.list("work")) == []
    for path in (tmp_path / "blobs").rglob("*"):
        assert path.is_dir() or b"3331234567" not in path.read_bytes()


def test_originals_stay_when_that_is_asked_for(store: Store, intake: Intake, blobs: Blobs, staging: Staging) -> None:
    steps = Steps(store, blobs, staging, PlainStages(), keep_originals=True)
    text, recording = taken(store, intake, FULL), taken(store, intake, call(1), SOUND)
    steps.text(text)
    steps.score(recording, listen(steps, recording))
    assert b"3331234567" in staging.get(*text, DOCUMENT)
    assert blobs.read(str(row(store, recording).recording_key)) == SOUND


@pytest.mark.parametrize("times", [1, 2])
def test_no_original_with_the_security_code_of_a_card_stays_whatever_is_asked_for(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, times: int
) -> None:
    steps = Steps(store, blobs, staging, PlainStages(), keep_originals=True)
    document = FULL.model_copy(update={"turns": (FULL.turns[0].model_copy(update={"text": "il CVV è 731"}),)})
    text, recording = taken(store, intake, document), taken(store, intake, call(1), b"CVV\n731")
    plan = listen(steps, recording)
    for _ in range(times):
        steps.text(text)
        steps.score(recording, plan)
    assert list(blobs.list("work")) == []
    assert not blobs.exists(plan.key)
    assert row(store, recording).recording_key is None
    assert blobs.read(str(row(store, recording).redacted_key)) == b"CVV\n****"


def test_a_correction_that_shows_a_security_code_drops_the_originals(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    steps = Steps(store, blobs, staging, PlainStages(), keep_originals=True)
    text, recording = taken(store, intake, FULL), taken(store, intake, call(1), SOUND)
    steps.text(text)
    plan = listen(steps, recording)
    steps.score(recording, plan)
    for job in (text, recording):
        with store.transaction() as session:
            document = interactions.get(session, job.interaction)
            corrections.change(session, staging, document, [TurnChange(0, text="il CVV è 731")], "misheard", "anna")
        steps.plan(Job(job.interaction, 2))
    assert list(blobs.list("work")) == []
    assert not blobs.exists(plan.key)


def test_a_recording_that_another_one_waits_for_stays(store: Store, intake: Intake, steps: Steps, blobs: Blobs) -> None:
    first, second = taken(store, intake, call(1), SOUND), taken(store, intake, call(2), SOUND)
    plan = listen(steps, first)
    steps.score(first, plan)
    assert blobs.exists(plan.key)
    steps.score(second, listen(steps, second))
    assert not blobs.exists(plan.key)


def test_a_finished_or_replaced_run_has_nothing_left_to_do(store: Store, intake: Intake, steps: Steps) -> None:
    job = taken(store, intake, call(1), SOUND)
    steps.score(job, listen(steps, job))
    assert steps.plan(job) is None
    with store.transaction() as session:
        intake.accept(session, call(1).model_copy(update={"agent": "b"}), replace=True)
    steps.text(job)
    assert row(store, job).state is State.RECEIVED


def test_faults_of_the_input_come_through_as_they_are(store: Store, intake: Intake, steps: Steps) -> None:
    with pytest.raises(BadAudio, match="no sound"):
        steps.plan(taken(store, intake, call(1), b""))
    with pytest.raises(NotFound, match="neither turns nor a recording"):
        steps.plan(taken(store, intake, call(2)))


def test_what_cannot_be_decoded_is_named_as_it_came_in_and_not_by_its_sha256(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    real = Steps(store, blobs, staging, PipelineStages(pipeline(Settings())))  # the decoder is real; no model loads
    document = call(1)
    with pytest.raises(BadAudio, match="it cannot be decoded as a recording") as refused:
        real.plan(taken(store, intake, document, b"no sound at all, whatever its name says"))
    assert refused.value.where == document.id
    assert not re.search("[0-9a-f]{64}", str(refused.value))


def test_a_recording_that_was_damaged_in_the_store_is_never_done(
    store: Store, intake: Intake, steps: Steps, tmp_path: Path
) -> None:
    whole, halfway = taken(store, intake, call(1), SOUND), taken(store, intake, call(2), SOUND + b"!")
    plan = listen(steps, halfway)
    for path in (tmp_path / "blobs" / "clients").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"pronto", b"pronta"))
    with pytest.raises(BadAudio, match="the stored recording is damaged"):
        steps.plan(whole)
    for step in (lambda: steps.hear(halfway, plan, 0, None), lambda: steps.understand(halfway, plan)):
        with pytest.raises(BadAudio, match="the stored recording is damaged"):
            step()


def test_a_failure_keeps_its_sentence_and_what_is_sealed(
    store: Store, intake: Intake, steps: Steps, staging: Staging
) -> None:
    job = taken(store, intake, FULL)
    steps.fail(job, say("the recording holds no sound"))
    failed = row(store, job)
    assert (failed.state, failed.failure) == (State.FAILED, "the recording holds no sound")
    assert staging.get(*job, DOCUMENT)  # for another try
    with store.transaction() as session:
        results.try_again(session, job.interaction)
    steps.text(job)
    assert row(store, job).state is State.DONE
