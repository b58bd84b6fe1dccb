"""Files as people hand them in: recordings with what is known of them, and documents; each with what became of it."""

import shutil
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple
from uuid import UUID

from qa_service import temporary
from qa_service.errors import BadInput, QaError, Sentence, say
from qa_service.ingest import containers, files, local_times, manifest
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.phone import read as phone
from qa_service.ingest.readers.source import HEAD
from qa_service.services import intake, key_figures
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.intake import TakenInteraction
from qa_service.services.key_figures import TakenLog
from qa_service.services.use_case import changes, reads
from qa_service.store import centre_addresses, interactions, teams
from qa_service.store.tables import InteractionRow

WOULD_COME = say("would be taken in")
_LONGEST_NAME = 60  # characters, of up to four bytes


@dataclass(frozen=True, slots=True)
class UploadDescription:
    """What is said of all files together; a table or a pattern of names says it of each and goes before. `id` is that
    of what has none of its own, empty: the file's name without its ending. `centre`: addresses of the centre.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    table: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pattern: str = ""
    replace: bool = False
    zone: str = "UTC"
    id: str = ""
    centre: tuple[str, ...] = ()


class FileLine(NamedTuple):
    """What became of one interaction of a file, or of a log of telephone calls, whose refused lines follow it;
    `is_foreign`: of a file in an archive that nobody reads.
    """

    name: str
    end: TakenInteraction | TakenLog | QaError
    is_foreign: bool = False


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
        if _is_recording(name, file, context.deps.limits.raw_sound):
            return [_recording(context, name, file, description)]
        if _is_log(file):
            return _log(context, name, file, description)
        return list(_documents(context, name, file, description))
    except QaError as error:
        return [FileLine(name, error)]


@changes(Permission.UPLOAD, "take in", own_transactions=True)
def take_folder(context: Context, name: str, folder: Path, description: UploadDescription) -> list[FileLine]:
    """Take in the mails of one conversation that lie in a folder; what cannot be read of them is passed over: each of
    them comes by itself, too, and is named then.
    """
    context.unchanged()  # `take` notes each interaction
    items = files.open_all([folder], _options(context, description))
    return [
        FileLine(f"{name}: {item.interaction.id}", _incoming(context, item, description))
        for item in items
        if not isinstance(item, Refusal)
    ]


@reads(Permission.UPLOAD, own_transactions=True)
def look_at(context: Context, name: str, path: Path, description: UploadDescription) -> list[Sentence]:
    """What would become of a file that lies at `path`, an interaction at a time; nothing is kept of it. What another
    one of the same id would do to it is found out when it is taken in.
    """
    try:
        with path.open("rb") as file:
            if _is_recording(name, file, context.deps.limits.raw_sound):
                intake.of_recording(context.caller, context.deps, document_of(name, description))
                return [WOULD_COME]
            if _is_log(file):
                _whose(context, description)
                return [WOULD_COME]
        items = files.open_file(path, description.id or PurePath(name).stem, _options(context, description))
        return [item.error.sentence if isinstance(item, Refusal) else WOULD_COME for item in items]
    except QaError as error:
        return [error.sentence]


def _is_recording(name: str, file: IO[bytes], raw_sound: Container[str]) -> bool:
    """Recordings with a head are not copied to be looked at: they may be large."""
    head, ending = file.read(HEAD), PurePath(name).suffix.lower()
    file.seek(0)
    return containers.recognise(head) is not None or (ending in containers.ENDINGS and ending not in raw_sound)


def _is_log(file: IO[bytes]) -> bool:
    """Asterisk's queue log, or call records: they tell of waiting, and hold no conversation."""
    head = file.read(HEAD)
    file.seek(0)
    return phone.recognised(head) is not None


def _log(context: Context, name: str, file: IO[bytes], description: UploadDescription) -> list[FileLine]:
    client, limit = _whose(context, description), context.deps.limits.document_bytes
    raw = file.read(limit + 1)
    if len(raw) > limit:
        raise BadInput("is over {limit} bytes", limit=limit, hint="split it; a call may go on in the next file")
    taken = key_figures.take_queue_log(context, client, raw)
    refused = [FileLine(f"{name}: {number}", error) for number, error in taken.refused]
    return refused if refused and len(refused) == sum(taken.counts.values()) else [FileLine(name, taken), *refused]


def _whose(context: Context, description: UploadDescription) -> str:
    """Raises BadInput: such a log names no client itself."""
    client = description.fields.get("client") or context.caller.client
    if not client:
        raise BadInput("is a log of telephone calls, which names no client", hint="say whose it is")
    return str(client)


def _recording(context: Context, name: str, file: IO[bytes], description: UploadDescription) -> FileLine:
    document = document_of(name, description)
    return FileLine(name, intake.take_recording(context, document, file, replace=description.replace))


def document_of(name: str, description: UploadDescription) -> dict[str, Any]:
    """All that is known of a recording. Raises BadInput when its name does not fit the pattern."""
    own = {"id": description.id} if description.id else {}
    document = {**intake.described_by_name(name), **own, **_known(description, name)}
    if document.get("started_at"):
        document["started_at"] = local_times.moment(document["started_at"], description.zone)
    return document


def _known(description: UploadDescription, name: str) -> dict[str, Any]:
    """What was said of all files, what the name of this one tells, and what the table says of it."""
    names = manifest.pattern(description.pattern) if description.pattern else None
    return {**description.fields, **manifest.known(name, names, description.table)}


def _documents(context: Context, name: str, file: IO[bytes], description: UploadDescription) -> Iterator[FileLine]:
    """The interactions of a file that is no recording, or of an archive, with their sound where they bring it along."""
    with _on_disk(name, file) as path:
        own = description.id or PurePath(name).stem
        for item in files.open_file(path, own, _options(context, description)):
            if isinstance(item, Refusal):
                inside = PurePath(name, item.path.relative_to(path)).as_posix()
                yield FileLine(inside, item.error, item.foreign)
            else:
                yield FileLine(f"{name}: {item.interaction.id}", _incoming(context, item, description))


def _options(context: Context, description: UploadDescription) -> FileOptions:
    """What the readers are told."""
    limits = replace(context.deps.documents(), zone=description.zone)
    client = description.fields.get("client") or context.caller.client
    known, signers = partial(_known, description), context.deps.signers()
    sound, mapping = context.deps.limits.raw_sound, context.deps.limits.turn_mapping
    readers: dict[str, Any] = {"raw_sound": sound, "known": known, "signers": signers, "turn_mapping": mapping}
    with context.deps.store.reading(context.caller.client_scope) as session:
        addresses = centre_addresses.known(session)
    centre = description.centre or context.deps.connecting.centre
    return FileOptions(limits, client, centre, addresses=addresses, **readers)


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
