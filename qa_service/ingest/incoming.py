"""What reading a file gives: interactions, or refusals with their reason."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa_service import temporary
from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.domain.interaction import Interaction
from qa_service.errors import BadInput
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.raw_sound import RawFormat
from qa_service.ingest.turn_mapping import TurnMapping
from qa_service.ingest.vcon.signers import Signers

DEFAULT_CLIENT = "default"
"""Of files that name none, where the caller names none."""
Known = Callable[[str], Mapping[str, Any]]
"""What the caller knows of a recording by the name of its file, as fields of its document. Raises BadInput."""
Unpack = Callable[[Path], Path]
"""Writes the sound that is inside another file into the folder given, and tells where."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One interaction. `recording` is None for text; with `unpack` it is a file that holds the sound among others."""

    interaction: Interaction
    recording: Path | None = None
    unpack: Unpack | None = None

    @contextmanager
    def sound(self) -> Iterator[Path | None]:
        """The recording as a file that a decoder reads, for as long as the `with` lasts. Raises BadInput."""
        if self.unpack is None:
            yield self.recording
            return
        with temporary.folder("sound") as folder:
            yield self.unpack(folder)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be taken in, and why. `foreign`: a file of a folder of a kind that no reader takes, which is named
    but is no fault of whoever gave the folder. `is_log`: a log of telephone calls, which goes another way.
    """

    path: Path
    error: BadInput
    foreign: bool = False
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What the caller says of all files: the client they belong to, the centre's addresses, the limits. `addresses` are
    those that are kept for the clients, beside those of the settings.
    """

    limits: DocumentLimits
    client: str | None = None
    centre: tuple[str, ...] = ()
    raw_sound: Mapping[str, RawFormat] = field(default_factory=dict)
    """By the ending of files whose sound has no head."""
    known: Known = lambda _: {}
    signers: Signers = field(default_factory=Signers)
    """Whose signatures of vCons are believed."""
    turn_mapping: TurnMapping | None = None
    """Which column of a table of turns tells what; None: told by their names."""
    archive: str = ""
    """What the archive is called that the files lie in, by its place."""
    addresses: CentreAddresses = field(default_factory=CentreAddresses)

    @property
    def owner(self) -> str:
        """The client of files that name none: the one the caller names, or `default`."""
        return self.client or DEFAULT_CLIENT
