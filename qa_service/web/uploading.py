"""Files as people hand them in: recordings with what is known of them, and documents; each with what became of it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO, Any
from zoneinfo import ZoneInfo

from qa_service import temporary
from qa_service.api import taking
from qa_service.api.recordings import stored
from qa_service.errors import BadAudio, BadDocument, BadInput, Conflict, Forbidden, QaError, Sentence
from qa_service.ingest import files, manifest
from qa_service.ingest.files import Incoming, Refusal, Source
from qa_service.refusals import TooLarge
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store.tables import InteractionRow
from qa_service.web.i18n import N_

_PLAIN: tuple[tuple[type[QaError], str], ...] = (
    (Conflict, N_("Something else is here under this id already. Rename the file, or let it take the other's place.")),
    (Forbidden, N_("This client is not yours.")),
    (TooLarge, N_("It is too large.")),
    (BadAudio, N_("It cannot be used as a recording.")),
    (BadDocument, N_("Something in it, or in what you say of it, does not fit.")),
    (BadInput, N_("It cannot be used.")),
    (QaError, N_("It was not taken in.")),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the form says of all its files; a table or a pattern of names says it of each and goes before."""

    fields: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pattern: str = ""
    replace: bool = False
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one interaction of a file: its row, or why not, in plain words and in those of the service.

    `team` is the one that its agent is in, where the interaction names none.
    """

    name: str
    row: InteractionRow | None = None
    outcome: str = "refused"
    fault: str = ""
    detail: Sentence | None = None
    team: str | None = None


def take(service: Dependencies, caller: Caller, name: str, file: IO[bytes], known: Known) -> list[Line]:
    """Take in one file; a fault in it is a line of the answer and stops nothing else."""
    try:
        suffix = PurePath(name).suffix.lower()
        if suffix in files.RECORDINGS:
            return [_recording(service, caller, name, file, known)]
        return list(_documents(service, caller, name, file, known))
    except QaError as error:
        return [refused(name, error)]


def refused(name: str, error: QaError) -> Line:
    """The line of what was not taken in."""
    plain = next(sentence for kind, sentence in _PLAIN if isinstance(error, kind))
    return Line(name, fault=plain, detail=error.sentence)


def _recording(service: Dependencies, caller: Caller, name: str, file: IO[bytes], known: Known) -> Line:
    file.seek(0, 2)
    taking.not_empty(file.tell())
    file.seek(0)
    interaction = taking.of_recording(service, caller, document_of(name, known))
    recording = stored(service, interaction.client, file)
    taken = taking.take_in_recording(service, caller, interaction, recording, replace=known.replace)
    return _line(service, name, taken)


def document_of(name: str, known: Known) -> dict[str, Any]:
    """All that is known of a recording. Raises BadInput when its name does not fit the pattern."""
    path = PurePath(name.replace("\\", "/"))
    told = manifest.by_name(path.stem, manifest.pattern(known.pattern)) if known.pattern else {}
    document = {**taking.described_by_name(name), **known.fields, **told, **known.table.get(path.name, {})}
    if document.get("started_at"):
        document["started_at"] = _with_offset(str(document["started_at"]), known.zone)
    return document


def _with_offset(written: str, zone: str) -> str:
    """A time without offset is on the clocks of the centre."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written  # the document's own check says what is wrong
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).isoformat()


def _documents(service: Dependencies, caller: Caller, name: str, file: IO[bytes], known: Known) -> Iterator[Line]:
    """The interactions of a document; those of a vCon may bring their sound along."""
    limits = service.limits.documents(service.clock())
    source = Source(limits, client=known.fields.get("client") or caller.client)
    with _on_disk(name, file) as path:
        for item in files.open_file(path, PurePath(name).stem, source):
            if isinstance(item, Refusal):
                yield refused(name, item.error)
                continue
            try:
                yield _line(service, f"{name}: {item.interaction.id}", _incoming(service, caller, item, known))
            except QaError as error:
                yield refused(f"{name}: {item.interaction.id}", error)


def _incoming(service: Dependencies, caller: Caller, item: Incoming, known: Known) -> taking.Taken:
    with item.sound() as path:
        if path is None:
            return taking.take_in(service, caller, item.interaction, replace=known.replace)
        with path.open("rb") as sound:
            recording = stored(service, item.interaction.client, sound)
    return taking.take_in_recording(service, caller, item.interaction, recording, replace=known.replace)


def _line(service: Dependencies, name: str, taken: taking.Taken) -> Line:
    taking.queue(service, [taken])
    return Line(name, taken.row, taken.outcome.value, team=taken.team)


@contextmanager
def _on_disk(name: str, file: IO[bytes]) -> Iterator[Path]:
    """The readers of documents open paths; the folder is gone afterwards."""
    with temporary.folder("upload") as folder:
        path = folder / f"document{PurePath(name).suffix.lower()}"
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        yield path
