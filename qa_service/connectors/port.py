"""What every kind of connector can do, and what keeps it from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from qa_service.domain.connectors import ConnectorOptions, ListedObject
from qa_service.errors import QaError


class SourceFault(QaError):
    """The place cannot be reached or read now; another try may succeed."""


class ObjectGone(SourceFault):
    """The object is not there any more, or was written to meanwhile: the next listing tells."""


class ObjectTooLarge(SourceFault):
    """It holds more than may come in; no try mends that."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a source is opened with. `secrets` by name, as they are (never kept); `hosts` are those that may be private;
    `roots` the folders below which a watched folder may lie.
    """

    place: str
    options: ConnectorOptions
    secrets: dict[str, str]
    hosts: frozenset[str] = frozenset()
    roots: tuple[Path, ...] = ()


class Source(Protocol):
    """A place with objects. Every method raises SourceFault where the place cannot be reached or read."""

    def changes(self, cursor: str) -> Iterator[ListedObject]:
        """The objects after `cursor`; all of them where it is empty or the place has no order."""
        ...

    def fetch(self, listed: ListedObject, into: Path, limit: int) -> None:
        """Write its content, of this version, to the file `into`. Raises ObjectGone, and ObjectTooLarge above `limit`
        bytes.
        """
        ...

    def find(self, name: str) -> ListedObject | None:
        """The object of this name, where the place has names; None where there is none."""
        ...

    def acknowledge(self, listed: ListedObject) -> None:
        """It is taken, and that is written down: tell the place, where it wants to know. May be called again."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


@runtime_checkable
class Mailbox(Protocol):
    """A source whose objects are mails, of which each may belong to a conversation."""

    def of_messages(self, message_ids: Sequence[str]) -> Sequence[ListedObject]:
        """The mails that are called so or refer to one of these, oldest first; of very many the oldest. Raises
        SourceFault.
        """
        ...
