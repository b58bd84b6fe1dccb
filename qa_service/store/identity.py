"""Metadata without names and numbers: what is kept of ids, cases and queues, and how they are found again.

An id that tells nothing personal is kept as it was given. Of any other the masked form is kept, with the first digits
of its keyed hash so that two of them stay two, and beside it the hash, by which the id as it was given is found again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from qa_service.domain.interaction import Interaction, Transfer
from qa_service.domain.queue import QueueCall
from qa_service.store.seal import Pseudonyms

Mask = Callable[[str, bool], str]
"""Masks a text; True: it comes from the name of a file."""
_LONGEST = 180
_DIGITS = 12


class Identity(NamedTuple):
    """An id as it was given, as it is kept, and its keyed hash."""

    original: str
    stored: str
    hash: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Over the installation's key and the recognisers of metadata."""

    pseudonyms: Pseudonyms
    mask: Mask

    def identity(self, id: str, of_file: bool = False) -> Identity:
        """The id of an interaction, a case, or a contact in the queue log."""
        masked, hash = self.mask(id, of_file), self.pseudonyms.of_id(id)
        stored = f"{'_'.join(masked.split())[:_LONGEST]}~{hash[:_DIGITS]}"
        return Identity(id, id if masked == id else stored, hash)

    def named(self, id: str | None) -> dict[str, Any]:
        """What finds an interaction by its id, for `interactions.Filters`; nothing where none is asked for."""
        if id is None:
            return {}
        identity = self.identity(id)
        return {"external_id": identity.stored, "identity": identity.hash}

    def text(self, name: str | None) -> str | None:
        """The name of a queue or a desk."""
        return None if name is None else self.mask(name, False)

    def interaction(self, interaction: Interaction) -> tuple[Interaction, Identity]:
        """The same with masked metadata, and its identity."""
        file = interaction.named_by_file
        identity = self.identity(interaction.id, file is not None and interaction.id in file)
        queue = interaction.queue and interaction.queue.model_copy(
            update={
                "name": self.text(interaction.queue.name),
                "transferred_to": self.text(interaction.queue.transferred_to),
            }
        )
        case = interaction.case and self.identity(interaction.case).stored
        transfers = tuple(map(self._transfer, interaction.transfers))
        masked = {"id": identity.stored, "case": case, "queue": queue, "transfers": transfers}
        return interaction.model_copy(update=masked), identity

    def _transfer(self, transfer: Transfer) -> Transfer:
        queues = {"from_queue": self.text(transfer.from_queue), "to_queue": self.text(transfer.to_queue)}
        return transfer.model_copy(update=queues)

    def call(self, call: QueueCall) -> QueueCall:
        """The same with masked metadata."""
        return call.model_copy(
            update={
                "call": self.identity(call.call).stored,
                "queue": self.text(call.queue),
                "transferred_to": self.text(call.transferred_to),
                "overflow_to": self.text(call.overflow_to),
            }
        )
