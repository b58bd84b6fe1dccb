"""What is done to one interaction, step by step. Each step may run twice: its effect counts once.

Recordings: plan, hear (once a part), understand, silence, score. Texts: all in one, since it takes milliseconds.
Unmasked words pass from step to step sealed in the staging. How far the hearing of a recording is stands in its row, so
that whoever takes it over goes on with the next part.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from sqlmodel import Session

from qa_service.delivering.deliverer import Deliverer
from qa_service.domain.interaction import Interaction
from qa_service.domain.processed import Understood
from qa_service.errors import BadInput, NotFound, Sentence
from qa_service.exporting.exporter import Exporter
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.ports import Speech
from qa_service.reviewing.applying import Rescorer
from qa_service.store import plans, results
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.codec import dump, load
from qa_service.store.intake import DOCUMENT
from qa_service.store.interactions import to_interaction
from qa_service.store.plans import Part, Plan
from qa_service.store.remains import NOTE, drop, drop_unused
from qa_service.store.repository import Store
from qa_service.store.retention_run import RetentionRun
from qa_service.store.rotation import Rotation
from qa_service.store.seal import Pseudonyms
from qa_service.store.staging import Staging
from qa_service.worker.correction import Correction
from qa_service.worker.ports import Pulls, Stages


class Heard(NamedTuple):
    """The words of one part, as they lie sealed in the staging."""

    part: Part
    speech: Speech


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps over the stores. `keep_originals`: recordings and texts stay, sealed or not, as they came in; but never
    one in which the security code of a card is said.

    A worker without `exporter` leaves the making of files to others, one without `rescorer` re-scoring, and one without
    `criterion_jobs` learning and trying, and one without `retention` removes nothing at night. By `pseudonyms`
    words that people masked by hand are known again when an interaction is analysed anew.
    """

    store: Store
    blobs: Blobs
    staging: Staging
    stages: Stages
    keep_originals: bool = False
    longest: int = 1 << 40
    """Bytes of a redacted recording; the original was held to its limit on its way in."""
    exporter: Exporter | None = None
    rescorer: Rescorer | None = None
    criterion_jobs: CriterionJobs | None = None
    rotation: Rotation | None = None
    """What changes the key of files at rest."""
    pseudonyms: Pseudonyms | None = None
    retention: RetentionRun | None = None
    pulls: Pulls | None = None
    """What takes files from elsewhere; None: other workers do."""
    schedules: Pulls | None = None
    """What sends exports elsewhere at their hours; None: other workers do."""
    comments: Pulls | None = None
    """What masks comments of customers; None: other workers do."""
    deliverer: Deliverer | None = None
    """What tells others of events."""

    @property
    def _correction(self) -> Correction:
        return Correction(self.store, self.blobs, self.staging, self.stages, self.longest, self.pseudonyms)

    def text(self, job: Job) -> None:
        """A chat or e-mail, from its sealed document to its scores."""
        if self._correction.carry_out(job):
            return
        with self.store.reading() as session:
            row = results.waiting(session, *job)
        if row is not None:
            document = load(Interaction, self.staging.get(*job, DOCUMENT))
            understood = self._correction.masked_again(row, self.stages.understand(document, None, ()))
            processed = self.stages.score(to_interaction(row), understood)
            with self.store.transaction() as session:
                results.save_processed(session, *job, processed)
        self._let_go(job)

    def plan(self, job: Job) -> Plan | None:
        """Take a recording in hand and cut it, or find how it was cut before. None: nothing is left to do."""
        if self._correction.carry_out(job):
            return None
        with self.store.transaction() as session:
            row = results.mark_running(session, *job)
            if row is None:
                return None
            client, key, lang, name = row.client, row.recording_key, row.lang, row.external_id
            before = plans.of_run(self.staging, *job) if row.parts is not None else None
        if key is None:
            raise NotFound("the interaction has neither turns nor a recording; send it again with one of them")
        if before is not None:
            return before
        with self._recording(key, name) as recording:
            plan = Plan(client, key, lang, list(self.stages.parts(recording)))
        plans.keep(self.staging, *job, plan)
        self._count(job, plan, 0)
        return plan

    def hear(self, job: Job, plan: Plan, index: int, lang: str | None) -> str | None:
        """Recognise one part, unless it was; its words go sealed into the staging. Returns the language heard."""
        with self.store.reading() as session:
            row = results.by_job(session, *job)
        interaction = to_interaction(row)
        with self._recording(plan.key, interaction.id) as recording:  # damaged meanwhile, it is refused
            before = self._heard(job, plan, index) if index < (row.parts_heard or 0) else None
            if before is not None:
                return before.lang
            speech = self._hear(job, plan, index, lang, interaction, recording)
        self._count(job, plan, index + 1)
        if not self._is_there(job):  # erased while we listened: nobody else would remove what we just wrote
            with self.store.transaction() as session:
                drop(self.blobs, self.staging, *job, session)
        return speech.lang

    def _hear(
        self, job: Job, plan: Plan, index: int, lang: str | None, interaction: Interaction, recording: Path
    ) -> Speech:
        speech = self.stages.hear(recording, interaction, plan.parts[index], lang)
        self.staging.put(*job, f"part-{index}", dump(Heard(plan.parts[index], speech)))
        return speech

    def _heard(self, job: Job, plan: Plan, index: int) -> Speech | None:
        """What was heard in a part; None where it was not, or by a worker that cut the recording elsewhere: one that
        lost this job and did not know yet, or one of an older version.
        """
        try:
            heard = load(Heard, self.staging.get(*job, f"part-{index}"))
        except (NotFound, ValidationError):
            return None
        return heard.speech if heard.part == plan.parts[index] else None

    def _count(self, job: Job, plan: Plan, heard: int) -> None:
        with self.store.transaction() as session:
            results.count_parts(session, *job, heard, len(plan.parts))

    def understand(self, job: Job, plan: Plan) -> None:
        """Mask and understand what was heard; from here on there are masked words only."""
        interaction = self._interaction(job)
        with self._recording(plan.key, interaction.id) as recording:
            heard = [
                self._heard(job, plan, index) or self._hear(job, plan, index, plan.lang, interaction, recording)
                for index in range(len(plan.parts))
            ]
            understood = self.stages.understand(interaction, recording, heard)
        with self.store.reading() as session:
            row = results.by_job(session, *job)
        understood = self._correction.masked_again(row, understood)
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
        key = self._correction.silenced(plan.client, plan.key, understood)
        if key is not None:
            with self.store.transaction() as session:
                if not results.save_redacted(session, *job, key):
                    drop_unused(session, plan.client, key, self.blobs)

    def score(self, job: Job, plan: Plan) -> None:
        """Score, finish, and let go of everything unmasked."""
        with self.store.reading() as session:
            row = results.waiting(session, *job)
            understood = None if row is None else self._to_score(session, job)
        if row is not None and understood is not None:
            processed = self.stages.score(to_interaction(row), understood)
            keep = self.keep_originals and not understood.card_code
            with self.store.transaction() as session:
                results.save_processed(session, *job, processed, words=False, keep_recording=keep)
        self._let_go(job, plan)

    def _to_score(self, session: Session, job: Job) -> Understood:
        return results.scorable(session, job.interaction, results.understood(session, job.interaction))

    def clean_up(self, job: Job) -> None:
        """What is left to do for a job that has its result, and whose worker died."""
        if not self._correction.carry_out(job):
            self._let_go(job, plans.of_run(self.staging, *job))

    def fail(self, job: Job, sentence: Sentence) -> None:
        """Finish without a result. What is unmasked stays sealed for another try, until the sweep's time is up."""
        self.stages.let_go()
        with self.store.transaction() as session:
            results.fail(session, *job, sentence)

    def export(self, job: Job) -> None:
        """Make a file."""
        if self.exporter is not None:
            self.exporter.run(job.interaction)

    def fail_export(self, job: Job, sentence: Sentence) -> None:
        """No file comes of it."""
        if self.exporter is not None:
            self.exporter.fail(job.interaction, sentence)

    def rescore(self, job: Job) -> None:
        """Apply a rubric version to the past."""
        if self.rescorer is not None:
            self.rescorer.run(job.interaction)

    def fail_rescoring(self, job: Job, sentence: Sentence) -> None:
        """The rest of it stays as it is."""
        if self.rescorer is not None:
            self.rescorer.fail(job.interaction, sentence)

    def criterion_job(self, job: Job) -> None:
        """Learn a model, or try a rubric."""
        if self.criterion_jobs is not None:
            self.criterion_jobs.run(job.interaction)

    def fail_criterion_job(self, job: Job, sentence: Sentence) -> None:
        """Nothing comes of it."""
        if self.criterion_jobs is not None:
            self.criterion_jobs.fail(job.interaction, sentence)

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

    def _let_go(self, job: Job, plan: Plan | None = None) -> None:
        """Let go of what is unmasked, unless it stays as it came in. Asks the store, not what a step knew: a step that
        died half-way runs again when its row waits for nothing any more.
        """
        keep = self.keep_originals and not self._correction.holds_card_code(job)
        if keep:
            self.staging.clear(*job, keep=(DOCUMENT, NOTE))
        elif plan is None:  # a text, which has no recordings
            self.staging.clear(*job)
        else:
            # In a transaction that writes: on SQLite nobody registers the same recording between question and deed.
            with self.store.transaction() as session:
                drop_unused(session, plan.client, plan.key, self.blobs)
                drop(self.blobs, self.staging, *job, session)
