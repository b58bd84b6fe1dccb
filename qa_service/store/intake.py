"""Taking an interaction in: pseudonym, identity, sealed words and row, all of it or nothing."""

from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.interaction import Interaction
from qa_service.store import interactions
from qa_service.store.blobs import Stored
from qa_service.store.codec import dump, fingerprint
from qa_service.store.inbox import Inbox
from qa_service.store.seal import Pseudonyms
from qa_service.store.tables import InteractionRow

DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Intake:
    """`accept` is the door by which API and command line hand in interactions."""

    inbox: Inbox
    pseudonyms: Pseudonyms

    def accept(
        self, session: Session, interaction: Interaction, recording: Stored | None = None, *, replace: bool = False
    ) -> tuple[InteractionRow, interactions.Outcome]:
        """Register `interaction`; its words go sealed into the inbox before the transaction can commit.

        Raises Conflict (see `interactions.register`). The caller hands the row to `workflow.Jobs` afterwards; should
        it die in between, a worker's sweep does it.
        """
        if interaction.customer is not None:
            customer = self.pseudonyms.of(interaction.client, interaction.customer)
            interaction = interaction.model_copy(update={"customer": customer})
        print_ = fingerprint(interaction, recording.sha256 if recording else None)
        row, outcome = interactions.register(session, interaction, print_, recording=recording, replace=replace)
        if outcome is not interactions.Outcome.UNCHANGED and interaction.turns:
            self.inbox.put(row.id, row.run, DOCUMENT, dump(interaction))
        return row, outcome
