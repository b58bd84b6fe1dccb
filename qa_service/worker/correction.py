"""A run that is a person's correction of a transcript: what it changes is masked, scored and silenced again."""

from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.masked_words import MaskingAct, key_of
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.review import CorrectionKind
from qa_service.domain.understanding import Evidence
from qa_service.errors import NotFound
from qa_service.store import corrections, masked_interaction, maskings, results, withdrawn
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import DOCUMENT
from qa_service.store.interactions import to_interaction
from qa_service.store.masked_interaction import Rewording
from qa_service.store.remains import drop_unused
from qa_service.store.repository import Store
from qa_service.store.seal import Pseudonyms
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.store.tables_reviews import CorrectionRow
from qa_service.worker import masking as masking_steps
from qa_service.worker.masking import HeardAgain
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
    pseudonyms: Pseudonyms | None = None
    """By which words that were masked by hand are known again."""

    def carry_out(self, job: Job) -> bool:
        """Whether this run is a person's correction, or what a person did to masks; if so, it is carried out. Nothing
        is recognised anew, but for the seconds of a mask that was taken away.
        """
        with self.store.reading() as session:
            masking = maskings.of_run(session, *job)
            correction = corrections.of_run(session, *job)
        if masking is not None:
            self._carry_masking(job, masking)
        elif correction is not None:
            self._carry_correction(job, correction)
        else:
            return False
        self._drop_louder(job)
        if self.holds_card_code(job):
            for run in range(1, job.run + 1):
                self.staging.clear(job.interaction, run)
        self.staging.clear(*job, keep=() if masking is None else (DOCUMENT,))
        return True

    def _carry_correction(self, job: Job, correction: CorrectionRow) -> None:
        with self.store.reading() as session:
            row = results.waiting(session, *job)
            before = results.understood(session, job.interaction) if row is not None else None
        if row is not None and before is not None:
            interaction = to_interaction(row)
            after = self.stages.correct(interaction, before, corrections.changes(correction, self.staging))
            after = self.masked_again(row, after)
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

    def _carry_masking(self, job: Job, masking: MaskingRow) -> None:
        """Of what was masked, all but the sound is done already."""
        with self.store.reading() as session:
            row = results.waiting(session, *job)
            before = results.processed(session, job.interaction) if row is not None else None
        if row is None or before is None:
            return
        rewording = self._heard_again(row, masking, before)
        after = before.understood if rewording is None else rewording.after
        quieter = self._next_copy(job, row, after)
        self.stages.let_go()
        with self.store.transaction() as session:
            if quieter is not None and not results.save_redacted(session, *job, quieter):
                drop_unused(session, row.client, quieter, self.blobs)
            saved = results.finish_masking(session, *job, keep_recording=not after.card_code)
            if saved is not None and rewording is not None:
                masked_interaction.keep(session, saved, rewording)
                self._note_release(session, saved, masking, rewording)

    def _heard_again(self, row: InteractionRow, masking: MaskingRow, before: Processed) -> Rewording | None:
        if masking.act is not MaskingAct.RELEASED:
            return None
        if row.recording_key is None:
            raise NotFound("the original recording is gone; write what stood under the mask")
        with self.blobs.local(row.recording_key) as recording:
            return HeardAgain(self.stages).reword(row, masking, before, recording)

    def _note_release(self, session: Session, row: InteractionRow, masking: MaskingRow, rewording: Rewording) -> None:
        """It counts once it is done; and words that were masked by hand are not masked again."""
        session.merge(masking).places = 1
        if self.pseudonyms is not None and masking.turn is not None and masking.start is not None:
            passage = Evidence(masking.turn, masking.start, masking.start + len(f"[{masking.kind}]"))
            shown = rewording.place(passage)
            words = rewording.after.transcript.turns[masking.turn].text[shown.start : shown.end]
            maskings.undo(session, row, self.pseudonyms, key_of(words))

    def _next_copy(self, job: Job, row: InteractionRow, after: Understood) -> str | None:
        """Where the recording lies as it is to be heard now. The copy before goes, even if this worker dies."""
        for name, key in (
            (_LOUDER, row.louder_key or row.redacted_key),
            (_UNKEPT, row.recording_key if after.card_code else None),
        ):
            if key is not None:
                self.staging.put(*job, name, key.encode())
        key = row.recording_key or row.louder_key or row.redacted_key
        return None if key is None else self.silenced(row.client, key, after)

    def masked_again(self, row: InteractionRow, understood: Understood) -> Understood:
        """The same with what was masked by hand in this interaction masked in its new words."""
        if self.pseudonyms is None:
            return understood
        with self.store.reading() as session:
            kept = maskings.hidden(session, row, self.pseudonyms)
        return masking_steps.masked_again(understood, kept)

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
