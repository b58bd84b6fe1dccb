"""What is done to one interaction, step by step. Each step may run twice: its effect counts once.

Recordings: plan, hear (once a part), understand, silence, score. Texts: all in one, since it takes milliseconds.
Unmasked words pass from step to step sealed in the inbox; what a step returns is small and holds no words.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.review import CorrectionKind
from qa_service.domain.transcript import Changes
from qa_service.errors import BadInput, NotFound, Sentence
from qa_service.exporting.exporter import Exporter
from qa_service.jobs import Job
from qa_service.ports import Speech
from qa_service.store import corrections, results, withdrawn
from qa_service.store.blobs import Blobs
from qa_service.store.codec import dump, load
from qa_service.store.erase import drop_unused
from qa_service.store.inbox import Inbox
from qa_service.store.intake import DOCUMENT
from qa_service.store.interactions import to_interaction
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow

Part = tuple[float, float]
_LOUDER = "louder-copy"
"""The name under which a correction notes the copy of the recording that it replaces."""
_UNKEPT = "unkept-original"
"""And the original in which it has shown the security code of a card."""


class Stages(Protocol):
    """The pipeline, cut where a killed worker may take up again."""

    def prepare(self) -> None:
        """Load and check what the others need. Raises MissingModel, and whatever the loading raises."""
        ...

    def parts(self, recording: Path) -> Sequence[Part]:
        """Where to cut a recording, in seconds, whole and in order. Raises BadAudio."""
        ...

    def hear(self, recording: Path, interaction: Interaction, part: Part, lang: str | None) -> Speech:
        """The words of one part; times are seconds of the whole recording. `lang` None: detect it."""
        ...

    def understand(self, interaction: Interaction, recording: Path | None, heard: Sequence[Speech]) -> Understood:
        """Masked words and their meaning; a text has its turns in `interaction`, and nothing `heard`."""
        ...

    def correct(self, interaction: Interaction, understood: Understood, changes: Changes) -> Understood:
        """The same with a person's changes to the transcript; new words come out masked."""
        ...

    def redact_audio(self, recording: Path, understood: Understood) -> Path | None:
        """A copy in a temporary file (the caller removes it) with personal data silenced; None: make no copy."""
        ...

    def score(self, interaction: Interaction, understood: Understood) -> Processed:
        """The scorecard and all that is kept beside it; `interaction` has no turns."""
        ...

    def let_go(self) -> None:
        """Nothing more is done with the recording that was opened last."""
        ...


class Plan(NamedTuple):
    """How a recording is worked on: whose it is, where it lies, the language it was said to be in, and its parts."""

    client: str
    key: str
    lang: str | None
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps over the stores. `keep_originals`: recordings and texts stay, sealed or not, as they came in; but never
    one in which the security code of a card is said.

    A worker without `exporter` leaves the making of files to others.
    """

    store: Store
    blobs: Blobs
    inbox: Inbox
    stages: Stages
    keep_originals: bool = False
    longest: int = 1 << 40
    """Bytes of a redacted recording; the original was held to its limit on its way in."""
    exporter: Exporter | None = None

    def text(self, job: Job) -> None:
        """A chat or e-mail, from its sealed document to its scores."""
        if self._correct(job):
            return
        with self.store.reading() as session:
            row = results.waiting(session, *job)
        if row is not None:
            document = load(Interaction, self.inbox.get(*job, DOCUMENT))
            understood = self.stages.understand(document, None, ())
            processed = self.stages.score(to_interaction(row), understood)
            with self.store.transaction() as session:
                results.save_processed(session, *job, processed)
        self._tidy(job)

    def plan(self, job: Job) -> Plan | None:
        """Take a recording in hand and cut it. None: nothing is left to do."""
        if self._correct(job):
            return None
        with self.store.transaction() as session:
            row = results.mark_running(session, *job)
            if row is None:
                return None
            client, key, lang, name = row.client, row.recording_key, row.lang, row.external_id
        if key is None:
            raise NotFound("the interaction has neither turns nor a recording; send it again with one of them")
        with self._recording(key, name) as recording:
            plan = Plan(client, key, lang, list(self.stages.parts(recording)))
        self._count(job, plan, 0)
        return plan

    def hear(self, job: Job, plan: Plan, index: int, lang: str | None) -> str | None:
        """Recognise one part; its words go sealed into the inbox. Returns the language heard."""
        interaction = self._interaction(job)
        with self._recording(plan.key, interaction.id) as recording:
            speech = self.stages.hear(recording, interaction, plan.parts[index], lang)
        self.inbox.put(*job, f"part-{index}", dump(speech))
        self._count(job, plan, index + 1)
        if not self._is_there(job):  # erased while we listened: nobody else would remove what we just wrote
            self.inbox.clear(*job)
        return speech.lang

    def _count(self, job: Job, plan: Plan, heard: int) -> None:
        with self.store.transaction() as session:
            results.count_parts(session, *job, heard, len(plan.parts))

    def understand(self, job: Job, plan: Plan) -> None:
        """Mask and understand what was heard; from here on there are masked words only."""
        interaction = self._interaction(job)
        heard = [load(Speech, self.inbox.get(*job, f"part-{index}")) for index in range(len(plan.parts))]
        with self._recording(plan.key, interaction.id) as recording:
            understood = self.stages.understand(interaction, recording, heard)
        with self.store.transaction() as session:
            results.save_understood(session, *job, understood)

    def silence(self, job: Job, plan: Plan) -> None:
        """Store a copy of the recording with personal data silenced; its sound is not needed after that."""
        try:
            self._silence(job, plan)
        finally:
            self.stages.let_go()

    def _silence(self, job: Job, plan: Plan) -> None:
        with self.store.reading() as session:
            row = results.waiting(session, *job)
            if row is None:
                return
            understood = results.understood(session, job.interaction)
        key = self._silenced(plan.client, plan.key, understood)
        if key is not None:
            with self.store.transaction() as session:
                if not results.save_redacted(session, *job, key):
                    drop_unused(session, plan.client, key, self.blobs)

    def _silenced(self, client: str, key: str, understood: Understood) -> str | None:
        """Where the recording `key` lies with its personal data silenced; None: no copy is made."""
        with self.blobs.local(key) as recording:
            copy = self.stages.redact_audio(recording, understood)
        if copy is None:
            return None
        try:
            return self.blobs.put_file(client, copy, self.longest).key
        finally:
            copy.unlink()

    def score(self, job: Job, plan: Plan) -> None:
        """Score, finish, and let go of everything unmasked."""
        with self.store.reading() as session:
            row = results.waiting(session, *job)
            understood = results.understood(session, job.interaction) if row is not None else None
        if row is not None and understood is not None:
            processed = self.stages.score(to_interaction(row), understood)
            keep = self.keep_originals and not understood.card_code
            with self.store.transaction() as session:
                results.save_processed(session, *job, processed, words=False, keep_recording=keep)
        if not self._tidy(job):
            # In a transaction that writes: on SQLite nobody registers the same recording between question and deed.
            with self.store.transaction() as session:
                drop_unused(session, plan.client, plan.key, self.blobs)

    def _correct(self, job: Job) -> bool:
        """Whether this run is a person's correction; if so, it is carried out. Nothing is recognised anew."""
        with self.store.reading() as session:
            correction = corrections.of_run(session, *job)
            if correction is None:
                return False
            row = results.waiting(session, *job)
            before = results.understood(session, job.interaction) if row is not None else None
        if row is not None and before is not None:
            interaction = to_interaction(row)
            after = self.stages.correct(interaction, before, corrections.changes(correction, self.inbox))
            processed = self.stages.score(interaction, after)
            quieter = self._silence_more(job, row, after) if after.silences != before.silences else None
            if after.card_code and row.recording_key is not None:
                self.inbox.put(*job, _UNKEPT, row.recording_key.encode())
            with self.store.transaction() as session:
                if quieter is not None and not results.save_redacted(session, *job, quieter):
                    drop_unused(session, row.client, quieter, self.blobs)
                kept = results.save_processed(session, *job, processed, keep_recording=not after.card_code)
                if kept and correction.kind is CorrectionKind.TURNS:
                    withdrawn.of_corrected(session, results.by_job(session, *job), self.blobs)
            self.store.scrub()
        self._drop_louder(job)
        if self._holds_card_code(job):
            for run in range(1, job.run):
                self.inbox.clear(job.interaction, run)
        self.inbox.clear(*job)
        return True

    def _silence_more(self, job: Job, row: InteractionRow, after: Understood) -> str | None:
        """Where the recording lies in which what a correction hides is silent too, made from the copy where no original
        is kept. The copy before is noted, so that it goes even if this worker dies.
        """
        if row.redacted_key is None:
            return None
        self.inbox.put(*job, _LOUDER, row.redacted_key.encode())
        return self._silenced(row.client, row.recording_key or row.redacted_key, after)

    def _drop_louder(self, job: Job) -> None:
        """Remove the copy that was replaced, and an original that may not stay, once no row names them."""
        for name in (_LOUDER, _UNKEPT):
            try:
                key = self.inbox.get(*job, name).decode()
            except NotFound:
                continue
            with self.store.transaction() as session:
                row = session.get(InteractionRow, job.interaction)
                if row is not None:
                    drop_unused(session, row.client, key, self.blobs)

    def fail(self, job: Job, sentence: Sentence) -> None:
        """Finish without a result. What is unmasked stays sealed for another try, until the sweep's time is up."""
        self.stages.let_go()
        with self.store.transaction() as session:
            results.fail(session, *job, sentence)

    def _is_there(self, job: Job) -> bool:
        with self.store.reading() as session:
            return results.exists(session, *job)

    @contextmanager
    def _recording(self, key: str, name: str) -> Iterator[Path]:
        """The recording as a file. The store calls it by its sha256: what is wrong with it is said of `name`, which is
        that of the file that came in where no document named it otherwise.
        """
        with self.blobs.local(key) as recording:
            try:
                yield recording
            except BadInput as error:
                if error.where != recording.name:
                    raise
                raise type(error)(error.what, where=name, hint=error.hint) from error

    def _interaction(self, job: Job) -> Interaction:
        with self.store.reading() as session:
            row = results.by_job(session, *job)
            return to_interaction(row)

    def _tidy(self, job: Job) -> bool:
        """Let go of what is unmasked in the inbox; whether the original stays. Asks the store, not what a step knew: a
        step that died half-way runs again when its row waits for nothing any more.
        """
        keep = self.keep_originals and not self._holds_card_code(job)
        self.inbox.clear(*job, keep=DOCUMENT if keep else None)
        return keep

    def _holds_card_code(self, job: Job) -> bool:
        """Also when the interaction is gone."""
        with self.store.reading() as session:
            try:
                return results.understood(session, job.interaction).card_code
            except NotFound:
                return True
