"""A run that is a person's correction of a transcript: what it changes is masked, scored and silenced again."""

from dataclasses import dataclass

from qa_service.domain.processed import Understood
from qa_service.domain.review import CorrectionKind
from qa_service.errors import NotFound
from qa_service.store import corrections, results, withdrawn
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.interactions import to_interaction
from qa_service.store.remains import drop_unused
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.worker.ports import Stages

_LOUDER = "louder-copy"
"""The name under which a correction notes the copy of the recording that it replaces."""
_UNKEPT = "unkept-original"
"""And the original in which it has shown the security code of a card."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Over the stores."""

    store: Store
    blobs: Blobs
    staging: Staging
    stages: Stages
    longest: int
    """Bytes of a redacted recording; the original was held to its limit on its way in."""

    def carry_out(self, job: Job) -> bool:
        """Whether this run is a person's correction; if so, it is carried out. Nothing is recognised anew."""
        with self.store.reading() as session:
            correction = corrections.of_run(session, *job)
            if correction is None:
                return False
            row = results.waiting(session, *job)
            before = results.understood(session, job.interaction) if row is not None else None
        if row is not None and before is not None:
            interaction = to_interaction(row)
            after = self.stages.correct(interaction, before, corrections.changes(correction, self.staging))
            processed = self.stages.score(interaction, after)
            quieter = self._silence_more(job, row, after) if after.silences != before.silences else None
            if after.card_code and row.recording_key is not None:
                self.staging.put(*job, _UNKEPT, row.recording_key.encode())
            with self.store.transaction() as session:
                if quieter is not None and not results.save_redacted(session, *job, quieter):
                    drop_unused(session, row.client, quieter, self.blobs)
                is_saved = results.save_processed(session, *job, processed, keep_recording=not after.card_code)
                if is_saved and correction.kind is CorrectionKind.TURNS:
                    withdrawn.of_corrected(session, results.by_job(session, *job), self.blobs)
            self.store.scrub()
        self._drop_louder(job)
        if self.holds_card_code(job):
            for run in range(1, job.run):
                self.staging.clear(job.interaction, run)
        self.staging.clear(*job)
        return True

    def _silence_more(self, job: Job, row: InteractionRow, after: Understood) -> str | None:
        """Where the recording lies in which what a correction hides is silent too, made from the copy where no original
        is kept. The copy before is noted, so that it goes even if this worker dies.
        """
        if row.redacted_key is None:
            return None
        self.staging.put(*job, _LOUDER, row.redacted_key.encode())
        return self.silenced(row.client, row.recording_key or row.redacted_key, after)

    def silenced(self, client: str, key: str, understood: Understood) -> str | None:
        """Where the recording `key` lies with its personal data silenced; None: no copy is made."""
        with self.blobs.local(key) as recording:
            copy = self.stages.redact_audio(recording, understood)
        if copy is None:
            return None
        try:
            return self.blobs.put_file(client, copy, self.longest).key
        finally:
            copy.unlink()

    def _drop_louder(self, job: Job) -> None:
        """Remove the copy that was replaced, and an original that may not stay, once no row names them."""
        for name in (_LOUDER, _UNKEPT):
            try:
                key = self.staging.get(*job, name).decode()
            except NotFound:
                continue
            with self.store.transaction() as session:
                row = session.get(InteractionRow, job.interaction)
                if row is not None:
                    drop_unused(session, row.client, key, self.blobs)

    def holds_card_code(self, job: Job) -> bool:
        """Also when the interaction is gone."""
        with self.store.reading() as session:
            try:
                return results.understood(session, job.interaction).card_code
            except NotFound:
                return True
