"""Files as people hand them in: recordings with what is known of them, and documents; each with what became of it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple
from uuid import UUID

from qa_service import temporary
from qa_service.errors import QaError
from qa_service.ingest import containers, files, local_times, manifest
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.readers.source import HEAD
from qa_service.services import intake
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.intake import TakenInteraction
from qa_service.services.use_case import changes, reads
from qa_service.store import interactions, teams
from qa_service.store.tables import InteractionRow

_LONGEST_NAME = 60  # characters, of up to four bytes


@dataclass(frozen=True, slots=True)
class UploadDescription:
    """What is said of all files together; a table or a pattern of names says it of each and goes before."""

    fields: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pattern: str = ""
    replace: bool = False
    zone: str = "UTC"


class FileLine(NamedTuple):
    """What became of one interaction of a file."""

    name: str
    end: TakenInteraction | QaError


class Standing(NamedTuple):
    """An interaction that was taken in, and the team that its agent is in, where it names none."""

    row: InteractionRow
    team: str | None


@reads(Permission.UPLOAD)
def standing(context: Context, id: UUID) -> Standing:
    """How far it is. Raises NotFound."""
    row = interactions.get(context.session, id)
    return Standing(row, teams.left_out(context.session, row.agent, row.team))


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def take_file(context: Context, name: str, file: IO[bytes], description: UploadDescription) -> list[FileLine]:
    """Take in one file; a fault in it is a line of the answer and stops nothing else."""
    context.unchanged()  # `take` notes each interaction
    try:
        if _is_recording(name, file):
            return [_recording(context, name, file, description)]
        return list(_documents(context, name, file, description))
    except QaError as error:
        return [FileLine(name, error)]


def _is_recording(name: str, file: IO[bytes]) -> bool:
    """Recordings are not copied to be looked at: they may be large."""
    head = file.read(HEAD)
    file.seek(0)
    return containers.recognise(head) is not None or PurePath(name).suffix.lower() in containers.ENDINGS


def _recording(context: Context, name: str, file: IO[bytes], description: UploadDescription) -> FileLine:
    document = document_of(name, description)
    return FileLine(name, intake.take_recording(context, document, file, replace=description.replace))


def document_of(name: str, description: UploadDescription) -> dict[str, Any]:
    """All that is known of a recording. Raises BadInput when its name does not fit the pattern."""
    path = PurePath(name.replace("\\", "/"))
    from_name = manifest.by_name(path.stem, manifest.pattern(description.pattern)) if description.pattern else {}
    document = {
        **intake.described_by_name(name),
        **description.fields,
        **from_name,
        **description.table.get(path.name, {}),
    }
    if document.get("started_at"):
        document["started_at"] = local_times.moment(document["started_at"], description.zone)
    return document


def _documents(context: Context, name: str, file: IO[bytes], description: UploadDescription) -> Iterator[FileLine]:
    """The interactions of a document; those of a vCon may bring their sound along."""
    limits = context.deps.limits.documents(context.deps.clock())
    source = FileOptions(limits, client=description.fields.get("client") or context.caller.client)
    with _on_disk(name, file) as path:
        for item in files.open_file(path, PurePath(name).stem, source):
            if isinstance(item, Refusal):
                yield FileLine(name, item.error)
            else:
                yield FileLine(f"{name}: {item.interaction.id}", _incoming(context, item, description))


def _incoming(context: Context, item: Incoming, description: UploadDescription) -> TakenInteraction | QaError:
    try:
        with item.sound() as path:
            return intake.take(context, item.interaction, path, replace=description.replace)
    except QaError as error:
        return error


@contextmanager
def _on_disk(name: str, file: IO[bytes]) -> Iterator[Path]:
    """The readers of documents open paths; the folder is gone afterwards."""
    with temporary.folder("upload") as folder:
        path = folder / (PurePath(name.replace("\\", "/")).name.replace("\x00", "")[-_LONGEST_NAME:] or "document")
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        yield path
