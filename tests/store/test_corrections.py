"""After a correction no old word is kept anywhere, and what it hides cannot be heard any more."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import numpy as np
import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import SQLModel

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Direction, Interaction, Party, State
from qa_service.domain.processed import Understood
from qa_service.domain.transcript import PiiSpan, Transcript, TranscriptChanges, Turn, TurnChange, Word
from qa_service.errors import BadInput
from qa_service.exporting.exporter import _MAKERS, Exporter
from qa_service.exporting.sources import Progress
from qa_service.ingest.audio import PyAvDecoder
from qa_service.pipeline import Pipeline
from qa_service.ports import Audio, Reading, Speech
from qa_service.services import transcripts
from qa_service.services.dependencies import Limits
from qa_service.store import corrections, exports, interactions, migrations, results, withdrawn
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.staging import Staging
from qa_service.understand import stage
from qa_service.worker.correction import Correction
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import call
from tests.acceptance.house import DEFAULT, LABELS
from tests.contexts import context
from tests.databases import KINDS, fresh
from tests.engines.test_redacted_audio import RATE, read, tone, written
from tests.fakes import AsShipped
from tests.stages import PlainStages
from tests.store.test_steps import listen

SECONDS = 8
SAID = ("sono", "quagliarella", "del", "terzo", "piano")
"""A surname that nobody recognised; each word takes a second, the customer's channel is 1."""


@dataclass
class Sounding(PlainStages):
    """Plain stages but for what this file is about: corrections and sound are the real ones, on a real recording."""

    pipeline: Pipeline = field(default_factory=lambda: Pipeline(OnlyDecoder(), lambda client: None))  # type: ignore

    def parts(self, recording: Path) -> Sequence[tuple[float, float]]:
        return [(0.0, float(SECONDS))]

    def hear(self, recording: Path, interaction: Interaction, part: tuple[float, float], lang: str | None) -> Speech:
        return Speech(tuple(Word(word, n + 1.0, n + 2.0, 0.9, 1) for n, word in enumerate(SAID)), "it", 0.99)

    def understand(self, interaction: Interaction, recording: Path | None, heard: Sequence[Speech]) -> Understood:
        plain = super().understand(interaction, recording, heard)
        turn = Turn(Party.CUSTOMER, " ".join(SAID), 1.0, 6.0, words=heard[0].words)
        return Understood(Transcript((turn,), "it", {}, float(SECONDS)), (), (), plain.understanding)

    def correct(self, interaction: Interaction, understood: Understood, changes: TranscriptChanges) -> Understood:
        same = SameReader(understood)
        return stage.correct(understood, changes, interaction, NoPii(), same, NoReasons(), AsShipped())  # type: ignore[arg-type]

    def redact_audio(self, recording: Path, understood: Understood) -> Path | None:
        return PipelineStages(self.pipeline).redact_audio(recording, understood)


class OnlyDecoder:
    decoder = PyAvDecoder()


class NoPii:
    def find(self, texts: Sequence[str], lang: str | None) -> tuple[PiiSpan, ...]:
        return ()


@dataclass
class SameReader:
    understood: Understood

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        return Reading(self.understood.understanding, None)


class NoReasons:
    def find(self, client: str, transcript: Transcript) -> None:
        return None


def recording() -> bytes:
    return written(Audio((tone(SECONDS, 440), tone(SECONDS, 300)), RATE), [])


def heard(blobs: Blobs, key: str | None) -> np.ndarray:
    return read(blobs.read(str(key)))[0]


def correct(store: Store, steps: Steps, id: uuid.UUID, text: str) -> Job:
    """Turn 0 gets other words, and a worker carries it out."""
    with store.transaction() as session:
        row = interactions.get_locked(session, id)
        corrections.change(session, steps.staging, row, [TurnChange(0, text)], "not masked", "user:anna")
        job = Job(row.id, row.run)
    assert steps.plan(job) is None if row.redacted_key else steps.text(job) is None  # type: ignore[func-returns-value]
    return job


def everything(url: str) -> str:
    """All rows of all tables, as text."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT set_config('app.everything', 'on', false)")
        rows = [str(connection.execute(sa.select(table)).all()) for table in SQLModel.metadata.sorted_tables]
    engine.dispose()
    return "\n".join(rows)


def test_no_old_word_is_kept_anywhere(url: str, store: Store, intake: Intake, blobs: Blobs, staging: Staging) -> None:
    steps = Steps(store, blobs, staging, PlainStages())
    turns = [{"speaker": "agent", "text": "sono quagliarella"}, {"speaker": "customer", "text": "grazie"}]
    document = Interaction.model_validate({"id": "a", "client": "acme", "channel": "chat", "turns": turns})
    with store.transaction() as session:
        row, _ = intake.accept(session, document)
    steps.text(Job(row.id, row.run))
    assert "quagliarella" in everything(url)
    correct(store, steps, row.id, "sono [PERSON]")
    with store.reading() as session:
        assert interactions.get(session, row.id).state is State.DONE
        assert results.understood(session, row.id).transcript.turns[0].text == "sono [PERSON]"
        (note,) = corrections.of_interaction(session, row.id)
    assert note.body == [{"turn": 0, "words": True}]
    assert "quagliarella" not in everything(url)
    assert list(blobs.list("work")) == []


def test_files_that_may_hold_old_words_go_and_one_that_is_being_made_is_made_anew(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(store, blobs, staging, PlainStages())
    turns = [{"speaker": "agent", "text": "sono quagliarella"}, {"speaker": "customer", "text": "grazie"}]
    with store.transaction() as session:
        row, _ = intake.accept(session, Interaction(id="a", client="acme", channel="chat", turns=turns))
    steps.text(Job(row.id, row.run))
    exporter = Exporter(store, blobs, LABELS, Rubrics(DEFAULT))
    with store.transaction() as session:
        first, second = (exports.place(session, Order(Kind.ANALYSES, Format.JSONL), "user:anna").id for _ in range(2))
    exporter.run(first)
    assert b"quagliarella" in blobs.read(exports.key_of(first))

    def made_while_corrected(kind: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
        analyses(kind, order, sink, progress)
        with store.reading() as session:
            corrected = bool(corrections.of_interaction(session, row.id))
        if not corrected:
            correct(store, steps, row.id, "sono [PERSON]")

    analyses = _MAKERS[Kind.ANALYSES]
    monkeypatch.setitem(_MAKERS, Kind.ANALYSES, made_while_corrected)
    exporter.run(second)
    assert not blobs.exists(exports.key_of(first))
    with store.reading() as reading:
        assert exports.get(reading, first).failure == str(withdrawn.SENTENCE)
    made = blobs.read(exports.key_of(second))
    assert (b"[PERSON]" in made, b"quagliarella" in made) == (True, False)


@pytest.mark.parametrize("original", [True, False], ids=["original kept", "copy alone"])
def test_what_a_correction_hides_cannot_be_heard(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, original: bool
) -> None:
    steps = Steps(store, blobs, staging, Sounding(), keep_originals=original)
    with store.transaction() as session:
        row, _ = intake.accept(session, call(1), blobs.put("acme", [recording()], 1 << 20))
    job = Job(row.id, row.run)
    steps.score(job, listen(steps, job))
    with store.reading() as session:
        before = interactions.get(session, row.id)
    assert bool(before.recording_key) is original
    again = correct(store, steps, row.id, "sono [PERSON] del terzo piano")
    assert steps.plan(again) is None  # a second worker that wakes up late changes nothing
    with store.reading() as session:
        after = interactions.get(session, row.id)
    # the surname was spoken from second 2 to 3: silent with a quarter of a second on both sides, in its channel alone
    sound, old = heard(blobs, after.redacted_key), slice(int(1.75 * RATE), int(3.25 * RATE))
    assert not sound[old, 1].any()
    assert np.abs(sound[old, 0]).max() > 16_000
    assert np.abs(sound[int(3.25 * RATE) + 1 : 6 * RATE, 1]).max() > 16_000
    assert after.redacted_key != before.redacted_key
    assert not blobs.exists(str(before.redacted_key))  # where it could still be heard


def test_new_words_are_held_to_the_limits_of_a_text_that_comes_in(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    steps = Steps(store, blobs, staging, PlainStages())
    turns = [{"speaker": "customer", "text": "nero " * 10}, {"speaker": "agent", "text": "sì"}]
    with store.transaction() as session:
        row, _ = intake.accept(session, Interaction(id="a", client="acme", channel="chat", turns=turns))
    steps.text(Job(row.id, 1))
    anna = context(store, intake)
    anna = replace(anna, deps=replace(anna.deps, limits=Limits(turn_characters=20, characters=60)))
    with pytest.raises(BadInput, match=r"turns\[1\]\.text: holds 21 characters, over the limit of 20"):
        transcripts.correct(anna, row.id, [TurnChange(1, "x" * 21)])
    with pytest.raises(BadInput, match="hold 70 characters, over the limit of 60 together"):
        transcripts.correct(anna, row.id, [TurnChange(1, "x" * 20)])
    with pytest.raises(BadInput, match=r"turns\[1\]: holds a NUL character"):
        transcripts.correct(anna, row.id, [TurnChange(1, "x\x00")])
    assert list(blobs.list("work")) == []
    assert (
        transcripts.correct(anna, row.id, [TurnChange(1, "x" * 10)], "a\x00b").state is State.RECEIVED
    )  # the long turn stays


def test_the_copy_that_was_replaced_goes_even_if_the_worker_died_before_it_could(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(store, blobs, staging, Sounding())
    with store.transaction() as session:
        row, _ = intake.accept(session, call(1), blobs.put("acme", [recording()], 1 << 20))
    job = Job(row.id, row.run)
    steps.score(job, listen(steps, job))
    with store.reading() as session:
        louder = str(interactions.get(session, row.id).redacted_key)
    with monkeypatch.context() as dying:
        dying.setattr(Correction, "_drop_louder", lambda self, job: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            correct(store, steps, row.id, "sono [PERSON] del terzo piano")
    assert blobs.exists(louder)
    steps.plan(Job(row.id, row.run + 1))
    assert not blobs.exists(louder)
    assert list(blobs.list("work")) == []


def test_words_kept_by_earlier_versions_are_removed(tmp_path: Path) -> None:
    for kind in KINDS:
        with fresh(kind, tmp_path) as url:
            upgraded(url)


def upgraded(url: str) -> None:
    with migrations._alone(url) as connection:
        command.upgrade(migrations._config(connection), "0007")
    engine = sa.create_engine(url)
    interaction, note = uuid.uuid4(), uuid.uuid4()
    old = '[{"turn": 3, "was": "sono quagliarella"}, {"turn": 4, "party_was": "agent", "party": "customer"}]'
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT set_config('app.everything', 'on', true)")
        id, of = (interaction.hex, note.hex) if connection.dialect.name == "sqlite" else (interaction, note)
        connection.execute(
            sa.text(
                "INSERT INTO interaction (client, id, external_id, fingerprint, run, state, attempts, received_at,"
                " channel, direction, at) VALUES ('acme', :id, 'a', 'x', 2, 'done', 0, '2026-11-03', 'chat', 'inbound',"
                " '2026-11-03')"
            ),
            {"id": id},
        )
        connection.execute(
            sa.text(
                "INSERT INTO correction (client, id, interaction_id, run, kind, body, why, by, at) VALUES"
                " ('acme', :of, :id, 2, 'turns', :old, '', 'user:anna', '2026-11-03')"
            ),
            {"id": id, "of": of, "old": old},
        )
    engine.dispose()
    migrations.upgrade(url)
    store = Store(url)
    with store.reading() as session:
        (row,) = corrections.of_interaction(session, interaction)
    store.close()
    assert row.body == [{"turn": 3, "words": True}, {"turn": 4, "party_was": "agent", "party": "customer"}]
