"""From paths to interactions: what `analyze` and `ingest` accept, one incoming interaction or one refusal at a time.

Nothing is passed over in silence: each file of a folder comes in, is refused with the reason, or is named as foreign.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_service import temporary
from qa_service.domain.interaction import Interaction
from qa_service.errors import BadDocument, BadInput, one_of, reason
from qa_service.ingest import documents, mail, vcon
from qa_service.ingest.documents import DocumentLimits

RECORDINGS = frozenset(
    {".wav", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".webm", ".gsm", ".aac", ".wma"}
)
DOCUMENTS = frozenset({".json", ".jsonl", ".eml", ".mbox", ".vcon"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """One interaction; `recording` is None for text. `inside`: the file is a vCon that holds the sound."""

    interaction: Interaction
    recording: Path | None = None
    inside: bool = False

    @contextmanager
    def sound(self) -> Iterator[Path | None]:
        """The recording as a file that a decoder reads, for as long as the `with` lasts. Raises BadInput."""
        if self.recording is None or not self.inside:
            yield self.recording
            return
        with temporary.folder("sound") as folder:
            yield _unpacked(self.recording, folder)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be taken in, and why. `foreign`: a file of a folder of a kind that no reader takes, which is named
    but is no fault of whoever gave the folder.
    """

    path: Path
    error: BadInput
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What the caller says of all files: the client they belong to, the centre's addresses, the limits."""

    limits: DocumentLimits
    client: str | None = None
    centre: tuple[str, ...] = ()


def open_all(paths: Sequence[Path], source: FileOptions) -> Iterator[Incoming | Refusal]:
    """Everything in `paths`; folders are read through. A fault in one file does not stop the others."""
    for path in paths:
        yield from _folder(path, source) if path.is_dir() else open_file(path, path.stem, source)


def _folder(folder: Path, source: FileOptions) -> Iterator[Incoming | Refusal]:
    """Each file below `folder`, without the documents that only describe a recording beside them.

    What has no id of its own is called by its path inside the folder: `north/call1` is not `south/call1`.
    """
    unreadable: list[OSError] = []
    files = sorted(
        Path(place, name) for place, _, names in os.walk(folder, onerror=unreadable.append) for name in names
    )
    described = {file.with_suffix(".json") for file in files if file.suffix.lower() in RECORDINGS}
    for error in unreadable:
        yield Refusal(Path(error.filename), _unreadable(error))
    for file in files:
        if file in described:
            continue
        if _is_foreign(file):
            yield Refusal(file, _kind_not_read(file), foreign=True)
        else:
            yield from open_file(file, file.relative_to(folder).with_suffix("").as_posix(), source)


def _is_foreign(file: Path) -> bool:
    """Whether no reader takes it; `.expected.json` says what is expected of a shipped sample."""
    return file.suffix.lower() not in RECORDINGS | DOCUMENTS or file.name.endswith(".expected.json")


def open_file(path: Path, name: str, source: FileOptions) -> Iterator[Incoming | Refusal]:
    """What one file holds; `name` is the id of what has none of its own."""
    try:
        for item in _read(path, name, source):
            yield Refusal(path, item) if isinstance(item, BadInput) else item
    except BadInput as error:
        yield Refusal(path, error)
    except OSError as error:
        yield Refusal(path, _unreadable(error))


def _unreadable(error: OSError) -> BadInput:
    return BadInput("cannot be read ({reason})", reason=reason(error), hint="check the path and its permissions")


def _read(path: Path, name: str, source: FileOptions) -> Iterator[Incoming | BadInput]:
    match path.suffix.lower():
        case suffix if suffix in RECORDINGS:
            yield Incoming(_described(path, name, source), _existing(path))
        case ".json":
            yield Incoming(documents.read(path.read_bytes(), source.limits, client=source.client))
        case ".jsonl":
            for item in documents.read_lines(path.read_bytes(), source.limits, client=source.client):
                yield item if isinstance(item, BadInput) else Incoming(item)
        case ".eml":
            yield _text(mail.read_eml(path.read_bytes(), source.centre), source)
        case ".mbox":
            for document in mail.read_mbox(_existing(path), source.centre):
                yield document if isinstance(document, BadInput) else _text_or_refusal(document, source)
        case ".vcon":
            yield _vcon(path, name, source)
        case _:
            raise _kind_not_read(path)


def _kind_not_read(path: Path) -> BadInput:
    kind = f"files of type {path.suffix.lower()}" if path.suffix else "files without an ending"
    return BadInput("{kind} are not read", kind=kind, hint=one_of(sorted(RECORDINGS | DOCUMENTS)))


def _existing(path: Path) -> Path:
    path.stat()  # raises OSError with its reason
    return path


def _text(document: dict[str, Any], source: FileOptions) -> Incoming:
    return Incoming(documents.build(document, source.limits, client=_client(source)))


def _text_or_refusal(document: dict[str, Any], source: FileOptions) -> Incoming | BadInput:
    """One conversation of many: a fault in it stops no other."""
    try:
        return _text(document, source)
    except BadInput as error:
        return error


def _client(source: FileOptions) -> str:
    """Files that name no client belong to the one the caller names, or to `default`."""
    return source.client or "default"


def _described(recording: Path, name: str, source: FileOptions) -> Interaction:
    """The document that describes a recording: `NAME.json` beside it, or only its name."""
    described = recording.with_suffix(".json")
    document: Any = {"id": name, "named_by_file": name, "channel": "call"}
    if described.exists():
        try:
            document = {**document, **json.loads(described.read_bytes())}
        except (ValueError, TypeError, RecursionError) as error:
            raise BadDocument("is not a JSON object", where=described.name, hint="fix or remove it") from error
    return documents.build({**document, "turns": []}, source.limits, client=_client(source), words_needed=False)


def _vcon(path: Path, name: str, source: FileOptions) -> Incoming:
    content = vcon.read(path.read_bytes())
    document = {**content.document, "id": content.document["id"] or name, "named_by_file": name}
    if content.sound is None:
        return _text(document, source)
    interaction = documents.build(document, source.limits, client=_client(source), words_needed=False)
    return Incoming(interaction, path, inside=True)


def _unpacked(path: Path, folder: Path) -> Path:
    """The sound of a vCon, in a file of its own."""
    try:
        content = vcon.read(path.read_bytes())
    except OSError as error:
        raise _unreadable(error) from error
    sound = folder / f"sound{content.suffix}"
    sound.write_bytes(content.sound or b"")
    return sound
