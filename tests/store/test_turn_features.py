"""What the models saw of each turn: kept beside the words, renewed with them, gone with them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Processed, Understood
from qa_service.ports import Speech
from qa_service.store import erase, results, turn_features
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import call
from tests.fakes import features_of
from tests.stages import PlainStages
from tests.store.test_interactions import FULL
from tests.store.test_steps import SOUND, listen, taken


class WatchedStages(PlainStages):
    """Stages that tell with which features they were asked to score."""

    def __init__(self) -> None:
        super().__init__()
        self.scored: list[object] = []

    def score(self, interaction: Interaction, understood: Understood) -> Processed:
        self.scored.append(understood.features)
        return super().score(interaction, understood)


class BlindStages(PlainStages):
    """Stages that can read nothing."""

    def understand(self, interaction: Interaction, recording: Path | None, heard: Sequence[Speech]) -> Understood:
        return replace(super().understand(interaction, recording, heard), features=None)


@pytest.fixture
def stages() -> WatchedStages:
    return WatchedStages()


@pytest.fixture
def steps(store: Store, blobs: Blobs, staging: Staging, stages: WatchedStages) -> Steps:
    return Steps(store, blobs, staging, stages)


def test_a_text_keeps_them(store: Store, intake: Intake, steps: Steps) -> None:
    job = taken(store, intake, FULL)
    steps.text(job)
    with store.reading() as session:
        words = results.understood(session, job.interaction)
        kept = turn_features.of(session, job.interaction)
        assert words.features is None  # nobody who only reads the words loads them
        assert results.to_score(session, job.interaction).understood.features == kept
    assert kept == features_of([turn.text for turn in words.transcript.turns])


def test_a_recording_is_scored_with_what_another_step_has_kept(
    store: Store, intake: Intake, steps: Steps, stages: WatchedStages
) -> None:
    job = taken(store, intake, call(1), SOUND)
    plan = listen(steps, job)
    steps.score(job, plan)
    with store.reading() as session:
        assert stages.scored == [turn_features.of(session, job.interaction)] != [None]


def test_they_go_with_the_interaction(
    store: Store, intake: Intake, steps: Steps, blobs: Blobs, staging: Staging
) -> None:
    job = taken(store, intake, FULL)
    steps.text(job)
    with store.transaction() as session:
        erase.erase(session, job.interaction, blobs, staging)
    with store.reading() as session:
        assert turn_features.of_many(session, [job.interaction]) == {}


def test_none_of_older_words_stay(store: Store, intake: Intake, steps: Steps, blobs: Blobs, staging: Staging) -> None:
    job = taken(store, intake, FULL)
    steps.text(job)
    changed = FULL.model_copy(update={"turns": FULL.turns[:1]})
    with store.transaction() as session:
        row, _ = intake.accept(session, changed, None, replace=True)
        again = Job(row.id, row.run)
    Steps(store, blobs, staging, BlindStages()).text(again)
    with store.reading() as session:
        assert turn_features.of(session, job.interaction) is None
