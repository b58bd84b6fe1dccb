"""A call in which a card is paid with: real sound through the real steps, files sealed, originals asked for."""

from pathlib import Path

import numpy as np
import pytest

from qa_service.domain.masked_words import DatumKind
from qa_service.domain.transcript import PauseKind, RecordingPause, TurnChange, Word
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.ingest.audio import PyAvDecoder
from qa_service.pipeline import Pipeline
from qa_service.services import maskings
from qa_service.store import corrections, erase, interactions, results
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.key_ring import KeyRing
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import TranscriptRow
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import call
from tests.acceptance.house import DEFAULT
from tests.contexts import context
from tests.engines import test_recording_pauses as sounds
from tests.engines.files import encode
from tests.fakes import FakeEngines, ScriptedTranscriber
from tests.store.test_steps import listen, row

HARMLESS = ("buongiorno", "sul", "retro", "731")
NAMED = ("buongiorno", "il", "cvv", "731")


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    ring = KeyRing(lambda: [b"a key of these tests alone, long enough"])
    return Blobs((tmp_path / "blobs").as_uri(), lambda: ring)


def keeping(store: Store, blobs: Blobs, staging: Staging, intake: Intake, said: tuple[str, ...]) -> Steps:
    """`said` is heard a word a second from the first second on, all on the agent's channel."""
    words = [Word(word, n + 1.0, n + 1.8, 0.9, 0) for n, word in enumerate(said)]
    engines = FakeEngines(ScriptedTranscriber(words), decoder=PyAvDecoder())  # type: ignore[arg-type]
    stages = PipelineStages(Pipeline(engines, lambda _: UsableRubric(DEFAULT), part_seconds=600.0))  # type: ignore[arg-type]
    return Steps(store, blobs, staging, stages, keep_originals=True, pseudonyms=intake.pseudonyms)


def analysed(store: Store, intake: Intake, steps: Steps, folder: Path) -> tuple[Job, str]:
    """The call of `test_recording_pauses`; and under which key its original came in."""
    sound = encode(folder / "call.wav", "pcm_s16le", sounds.call(2), sounds.RATE).read_bytes()
    recording = intake.blobs.put("acme", [sound], 1 << 24)
    with store.transaction() as session:
        interaction, _ = intake.accept(session, call(1), recording)
    job = Job(interaction.id, interaction.run)
    steps.score(job, listen(steps, job))
    return job, recording.key


def pauses(store: Store, job: Job) -> tuple[RecordingPause, ...]:
    with store.reading() as session:
        return results.processed(session, job.interaction).understood.transcript.pauses


def test_pauses_stay_with_the_words_and_our_own_silences_are_none(
    store: Store, blobs: Blobs, staging: Staging, intake: Intake, tmp_path: Path
) -> None:
    steps = keeping(store, blobs, staging, intake, ("buongiorno", "<347>"))
    job, _ = analysed(store, intake, steps, tmp_path)
    silence, tone = pauses(store, job)
    assert (silence.kind, tone.kind) == (PauseKind.SILENCE, PauseKind.TONE)
    assert [*silence[:2], *tone[:2]] == pytest.approx([12, 22, 30, 35], abs=0.04)

    with store.transaction() as session:
        interaction = interactions.get_locked(session, job.interaction)
        corrections.change(session, staging, interaction, [TurnChange(0, "buonasera")], "", "user:anna")
        again = Job(interaction.id, interaction.run)
    steps.plan(again)
    assert pauses(store, again) == (silence, tone)
    with store.transaction() as session:
        erase.erase(session, job.interaction, blobs, staging)
    with store.reading() as session:
        assert session.get(TranscriptRow, job.interaction) is None


def test_no_sealed_original_with_a_security_code_stays(
    store: Store, blobs: Blobs, staging: Staging, intake: Intake, tmp_path: Path
) -> None:
    steps = keeping(store, blobs, staging, intake, NAMED)
    job, original = analysed(store, intake, steps, tmp_path)
    assert not blobs.exists(original)
    assert list(blobs.list("work")) == []
    assert row(store, job).recording_key is None
    assert blobs.exists(str(row(store, job).redacted_key))


def test_a_sealed_original_goes_once_somebody_masks_a_security_code_and_the_code_falls_silent(
    store: Store, blobs: Blobs, staging: Staging, intake: Intake, tmp_path: Path
) -> None:
    steps = keeping(store, blobs, staging, intake, HARMLESS)
    job, original = analysed(store, intake, steps, tmp_path)
    assert blobs.exists(original)  # it is asked for, and nobody spoke of a code
    louder = str(row(store, job).redacted_key)
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.CREDIT_CARD, "731")
    steps.plan(Job(job.interaction, row(store, job).run))
    assert not blobs.exists(original)
    assert not blobs.exists(louder)
    assert list(blobs.list("work")) == []
    with blobs.local(str(row(store, job).redacted_key)) as copy:
        audio = PyAvDecoder().decode(copy)
    assert np.abs(audio.channels[0][round(4.1 * 16_000) : round(4.7 * 16_000)]).max() == 0  # 731 is the fourth word
    assert len(pauses(store, job)) == 2
