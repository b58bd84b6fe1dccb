"""From paths to interactions: what `analyze` and `ingest` accept, one incoming interaction or one refusal at a time."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_service import temporary
from qa_service.domain.interaction import Interaction
from qa_service.errors import BadDocument, BadInput, reason
from qa_service.ingest import documents, mail, vcon
from qa_service.ingest.documents import Limits

RECORDINGS = frozenset(
    {".wav", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".webm", ".gsm", ".aac", ".wma"}
)
DOCUMENTS = frozenset({".json", ".jsonl", ".eml", ".mbox", ".vcon"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """One interaction at the door; `recording` is None for text. `inside`: the file is a vCon that holds the sound."""

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
    """What could not be taken in, and why."""

    path: Path
    error: BadInput


@dataclass(frozen=True, slots=True)
class Source:
    """What the caller says of all files: the client they belong to, the centre's addresses, the limits."""

    limits: Limits
    client: str | None = None
    centre: tuple[str, ...] = ()


def open_all(paths: Sequence[Path], source: Source) -> Iterator[Incoming | Refusal]:
    """Everything in `paths`; folders are read through. A fault in one file does not stop the others."""
    for path in paths:
        if path.is_dir():
            yield from open_all(_in_folder(path), source)
        else:
            yield from _open(path, source)


def _in_folder(folder: Path) -> list[Path]:
    """The files of a folder that can be read, without those that only describe a recording beside them."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in RECORDINGS | DOCUMENTS)
    described = {recording.with_suffix(".json") for recording in found if recording.suffix.lower() in RECORDINGS}
    return [path for path in found if path not in described and not path.name.endswith(".expected.json")]


def _open(path: Path, source: Source) -> Iterator[Incoming | Refusal]:
    try:
        for item in _read(path, source):
            yield Refusal(path, item) if isinstance(item, BadInput) else item
    except BadInput as error:
        yield Refusal(path, error)
    except OSError as error:
        yield Refusal(path, BadInput(f"cannot be read ({reason(error)})", hint="check the path and its permissions"))


def _read(path: Path, source: Source) -> Iterator[Incoming | BadInput]:
    match path.suffix.lower():
        case suffix if suffix in RECORDINGS:
            yield Incoming(_beside(path, source), _existing(path))
        case ".json":
            yield Incoming(documents.read(path.read_bytes(), source.limits, client=source.client))
        case ".jsonl":
            for item in documents.read_lines(path.read_bytes(), source.limits, client=source.client):
                yield item if isinstance(item, BadInput) else Incoming(item)
        case ".eml":
            yield _text(mail.read_eml(path.read_bytes(), source.centre), source)
        case ".mbox":
            for document in mail.read_mbox(_existing(path), source.centre):
                yield _text(document, source)
        case ".vcon":
            yield _vcon(path, source)
        case suffix:
            kind = f"files of type {suffix}" if suffix else "files without an ending"
            known = ", ".join(sorted(RECORDINGS | DOCUMENTS))
            raise BadInput(f"{kind} are not read", hint=f"use one of {known}")


def _existing(path: Path) -> Path:
    path.stat()  # raises OSError with its reason
    return path


def _text(document: dict[str, Any], source: Source) -> Incoming:
    return Incoming(documents.build(document, source.limits, client=_client(source)))


def _client(source: Source) -> str:
    """Files that name no client belong to the one the caller names, or to `default`."""
    return source.client or "default"


def _beside(recording: Path, source: Source) -> Interaction:
    """The document that describes a recording: `NAME.json` beside it, or only its name."""
    described = recording.with_suffix(".json")
    document: Any = {"id": recording.stem, "channel": "call"}
    if described.exists():
        try:
            document = {**document, **json.loads(described.read_bytes())}
        except (ValueError, TypeError) as error:
            raise BadDocument("is not a JSON object", where=described.name, hint="mend or remove it") from error
    return documents.build({**document, "turns": []}, source.limits, client=_client(source), words_needed=False)


def _vcon(path: Path, source: Source) -> Incoming:
    found = vcon.read(path.read_bytes())
    if found.sound is None:
        return _text({**found.document, "id": found.document["id"] or path.stem}, source)
    document = {**found.document, "id": found.document["id"] or path.stem}
    interaction = documents.build(document, source.limits, client=_client(source), words_needed=False)
    return Incoming(interaction, path, inside=True)


def _unpacked(path: Path, folder: Path) -> Path:
    """The sound of a vCon, in a file of its own."""
    try:
        found = vcon.read(path.read_bytes())
    except OSError as error:
        raise BadInput(f"cannot be read ({reason(error)})", hint="check the path and its permissions") from error
    sound = folder / f"sound{found.suffix}"
    sound.write_bytes(found.sound or b"")
    return sound
