"""The door by which a file on this machine comes in: what `ingest` does, as the API does it for uploads."""

from dataclasses import dataclass
from pathlib import Path

from qa_service.domain.interaction import Interaction
from qa_service.store import teams
from qa_service.store.blobs import Blobs
from qa_service.store.erase import drop_unused
from qa_service.store.intake import Intake
from qa_service.store.interactions import Outcome
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.workflow import Jobs


@dataclass(frozen=True, slots=True)
class Door:
    """Stores, registers and queues."""

    store: Store
    blobs: Blobs
    intake: Intake
    jobs: Jobs
    max_upload_bytes: int

    def take(
        self, interaction: Interaction, recording: Path | None, *, replace: bool = False
    ) -> tuple[InteractionRow, Outcome, str | None]:
        """Take one interaction in; the last is the team that its agent is in, where it names none.

        Raises BadAudio over the size limit, Conflict on different content.
        """
        stored = self.blobs.put_file(interaction.client, recording, self.max_upload_bytes) if recording else None
        try:
            with self.store.transaction() as session:
                row, outcome = self.intake.accept(session, interaction, stored, replace=replace)
                team = None if outcome is Outcome.UNCHANGED else teams.left_out(session, row.agent, row.team)
        finally:
            if stored is not None:  # in vain, if the identity was taken or held the same already
                with self.store.transaction() as session:
                    drop_unused(session, interaction.client, stored.key, self.blobs)
        if outcome is not Outcome.UNCHANGED:
            self.jobs.enqueue([row])
        return row, outcome, team
