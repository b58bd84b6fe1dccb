"""Metadata without names and numbers: what is kept of ids, cases and queues, and how they are found again.

An id that tells nothing personal is kept as it was given. Of any other the masked form is kept, with the first digits
of its keyed hash so that two of them stay two, and beside it the hash, by which the id as it was given is found again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from qa_service.domain.interaction import Interaction
from qa_service.domain.queue import QueueCall
from qa_service.store.seal import Pseudonyms

Mask = Callable[[str, bool], str]
"""Masks a text; True: it comes from the name of a file."""
_LONGEST = 180
_DIGITS = 12


class Identity(NamedTuple):
    """An id as it was given, as it is kept, and its keyed hash."""

    given: str
    kept: str
    hash: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Over the installation's key and the recognisers of metadata."""

    pseudonyms: Pseudonyms
    mask: Mask

    def identity(self, given: str, of_file: bool = False) -> Identity:
        """The id of an interaction, a case, or a contact in the queue log."""
        masked, hash = self.mask(given, of_file), self.pseudonyms.of_id(given)
        kept = f"{'_'.join(masked.split())[:_LONGEST]}~{hash[:_DIGITS]}"
        return Identity(given, given if masked == given else kept, hash)

    def named(self, given: str | None) -> dict[str, Any]:
        """What finds an interaction by its id, for `interactions.Filters`; nothing where none is asked for."""
        if given is None:
            return {}
        identity = self.identity(given)
        return {"external_id": identity.kept, "identity": identity.hash}

    def text(self, given: str | None) -> str | None:
        """The name of a queue or a desk."""
        return None if given is None else self.mask(given, False)

    def interaction(self, given: Interaction) -> tuple[Interaction, Identity]:
        """The same with masked metadata, and its identity."""
        file = given.named_by_file
        identity = self.identity(given.id, file is not None and given.id in file)
        queue = given.queue and given.queue.model_copy(
            update={"name": self.text(given.queue.name), "transferred_to": self.text(given.queue.transferred_to)}
        )
        case = given.case and self.identity(given.case).kept
        return given.model_copy(update={"id": identity.kept, "case": case, "queue": queue}), identity

    def call(self, given: QueueCall) -> QueueCall:
        """The same with masked metadata."""
        return given.model_copy(
            update={
                "call": self.identity(given.call).kept,
                "queue": self.text(given.queue),
                "transferred_to": self.text(given.transferred_to),
            }
        )
