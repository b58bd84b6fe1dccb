"""One object of a connector: fetched, handed to the readers, taken in, and written down.

Whatever dies in between loses and doubles nothing: an object is settled only after its interactions are kept, and an
interaction that is handed in a second time is the same by its identity and its content.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from qa_service import temporary
from qa_service.connectors.port import Mailbox, ObjectTooLarge, Source
from qa_service.domain.connectors import ConnectorOptions, ListedObject, ObjectState
from qa_service.errors import BadInput, EngineFailed, MachineFault, MissingModel, OptedOut, QaError, Sentence, say
from qa_service.ingest import containers
from qa_service.ingest import files as readers
from qa_service.ingest.incoming import FileOptions
from qa_service.logs import event
from qa_service.services import files, mail_conversations
from qa_service.services.context import Context
from qa_service.services.files import FileLine, UploadDescription
from qa_service.services.mail_conversations import MailConversations

_FAULTS_OF_OURS = (MachineFault, MissingModel, EngineFailed)
"""No fault of the object: it is tried again."""
_LARGEST_DESCRIPTION = 1 << 20
_LONGEST_ENDING = 20
NOTHING_IN_IT = say("it holds no contact")
NOT_READ = say("it is of no kind that is read")


@dataclass(slots=True)
class Settled:
    """What became of an object; `is_named`: its name may be kept."""

    state: ObjectState
    reasons: list[Sentence] = field(default_factory=list)
    accepted: int = 0
    unchanged: int = 0
    refused: int = 0
    is_named: bool = True

    @classmethod
    def of(cls, lines: list[FileLine]) -> "Settled":
        """Raises what is no fault of the object."""
        settled = cls(ObjectState.REFUSED)
        for line in lines:
            if not line.is_foreign:
                settled._count(line)
        if not settled.accepted + settled.unchanged + settled.refused:
            settled.refused, settled.reasons = 1, [NOTHING_IN_IT]
        elif not settled.refused:
            settled.state = ObjectState.ACCEPTED if settled.accepted else ObjectState.UNCHANGED
        return settled

    def _count(self, line: FileLine) -> None:
        end = line.end
        if isinstance(end, _FAULTS_OF_OURS):
            raise end
        if isinstance(end, QaError):
            self.refused += 1
            self.reasons.append(end.sentence)
            self.is_named = self.is_named and not isinstance(end, OptedOut)  # nothing of such a contact is kept
        elif end.is_new:
            self.accepted += 1
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True)
class ObjectReader:
    """What a connector makes of the objects of its `source`. `table` says more of them, by file name."""

    context: Context
    client: str
    options: ConnectorOptions
    source: Source
    table: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    was_taken: Callable[[ListedObject], bool] = lambda _: False
    """Whether another object was taken in before."""

    def take(self, listed: ListedObject) -> Settled:
        """Fetch it and take it in. Raises SourceFault and what is no fault of the object."""
        with temporary.folder("connector") as folder:
            path = _path(folder, listed)
            try:
                described = self._fetched(listed, path)
            except (ObjectTooLarge, BadInput) as error:
                return Settled(ObjectState.REFUSED, [error.sentence], refused=1)
            if not self._is_read(path):
                return Settled(ObjectState.FOREIGN, [NOT_READ])
            return self._mail(listed, path, described) or self._alone(listed, path, described)

    def _alone(self, listed: ListedObject, path: Path, described: UploadDescription) -> Settled:
        with path.open("rb") as file:
            return Settled.of(files.take_file(self.context, listed.name, file, described))

    def _mail(self, listed: ListedObject, path: Path, described: UploadDescription) -> Settled | None:
        """A mail with the others of its conversation; None where there are none, or they do not come in together."""
        letter = mail_conversations.read(path) if isinstance(self.source, Mailbox) else None
        if letter is None:
            return None
        conversations = MailConversations(self.context, self.client, self.source, self.was_taken, self._limit)
        if conversations.is_here(letter):
            return Settled(ObjectState.UNCHANGED, unchanged=1)
        if not conversations.gather(listed, letter, path.parent):
            return None
        lines = files.take_folder(self.context, listed.name, path.parent, described)
        return Settled.of(lines) if lines else None

    def look(self, listed: ListedObject) -> list[str]:
        """What the readers make of it; nothing is kept. Raises SourceFault."""
        with temporary.folder("connector") as folder:
            path = _path(folder, listed)
            try:
                described = self._fetched(listed, path)
            except (ObjectTooLarge, BadInput) as error:
                return [str(error.sentence)]
            if not self._is_read(path):
                return [str(NOT_READ)]
            return [str(sentence) for sentence in files.look_at(self.context, listed.name, path, described)]

    def _fetched(self, listed: ListedObject, path: Path) -> UploadDescription:
        """With what is known of it. Raises ObjectTooLarge, SourceFault, BadInput."""
        if listed.size > self._limit:
            raise ObjectTooLarge("it is larger than {limit} bytes", limit=self._limit)
        self.source.fetch(listed, path, self._limit)
        return self._described(listed, path.parent)

    @property
    def _limit(self) -> int:
        limits = self.context.deps.limits
        return max(limits.recording_bytes, limits.document_bytes)

    def _is_read(self, path: Path) -> bool:
        """By its content, and by its ending where the content cannot tell."""
        raw_sound = self.context.deps.limits.raw_sound
        return readers.is_read(path, FileOptions(self.context.deps.documents(), self.client, raw_sound=raw_sound))

    def _described(self, listed: ListedObject, folder: Path) -> UploadDescription:
        """What is known of it besides its content. What has no id of its own is called by its path. Raises BadInput."""
        options = self.options
        centre = options.agent_addresses or self.context.deps.connecting.centre
        plain = UploadDescription(
            {"client": self.client},
            self.table,
            pattern=options.pattern if is_recording(listed.name) else "",
            replace=options.replace,
            zone=options.zone or self.context.deps.timezone,
            id=id_of(listed.name),
            centre=centre,
        )
        return replace(plain, fields={**self._document(listed, folder), **plain.fields})

    def _document(self, listed: ListedObject, folder: Path) -> dict[str, Any]:
        """What lies beside a recording. Raises BadInput."""
        if not (self.options.document_beside and is_recording(listed.name)):
            return {}
        beside = self.source.find(document_name(listed.name))
        if beside is None:
            return {}
        path = folder / "description"
        self.source.fetch(beside, path, _LARGEST_DESCRIPTION)
        try:
            document = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            where = PurePosixPath(beside.name).name
            raise BadInput("is not a JSON object", where=where, hint="fix or remove it")
        return {name: value for name, value in document.items() if name not in ("turns", "client")}


def _path(folder: Path, listed: ListedObject) -> Path:
    """With the ending, which readers ask where the content does not tell."""
    return folder / f"object{PurePosixPath(listed.name).suffix[:_LONGEST_ENDING]}"


def id_of(name: str) -> str:
    """The id of what has none of its own: its path without the ending; of a very long one its end."""
    return PurePosixPath(name).with_suffix("").as_posix()[-200:]


def is_recording(name: str) -> bool:
    """By its ending, as it is known before anything is fetched."""
    return PurePosixPath(name).suffix.lower() in containers.ENDINGS


def document_name(name: str) -> str:
    """Of the document beside a recording."""
    return PurePosixPath(name).with_suffix(".json").as_posix()


def told(error: Exception) -> None:
    """One line in the log, without the name of the object."""
    event("object not taken", logging.WARNING, error=type(error).__name__)
