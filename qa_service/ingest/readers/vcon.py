"""vCon files: one in a file, many in a JSON array or line by line; plain or signed."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers import vcon_sound
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import LARGEST_JSON, NOT_JSON, Source, decoded, is_small_enough
from qa_service.ingest.vcon import bodies, contacts, container, joined, structure
from qa_service.ingest.vcon.reading import Contact, Recorded
from qa_service.ingest.vcon.signers import Signers
from qa_service.ingest.vcon.structure import RECORDING, Dialog, Vcon

_LINES = (".jsonl", ".ndjson")
_MOST = 20_000
"""vCons of one file."""
_SUFFIXES = {
    **dict.fromkeys(("audio/mpeg", "audio/mp3", "audio/x-mp3"), ".mp3"),
    **dict.fromkeys(("audio/ogg", "audio/opus"), ".ogg"),
    **dict.fromkeys(("audio/mp4", "audio/x-mp4", "audio/m4a", "video/mp4", "video/x-mp4"), ".mp4"),
    "audio/flac": ".flac",
    "audio/webm": ".webm",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file a vCon stands: all of it, an element of its array, or the line at a byte."""

    path: Path
    element: int | None = None
    line: int | None = None

    def load(self) -> Any:
        """The JSON value, or the text of a compact signature. Raises BadDocument, OSError."""
        if self.line is not None:
            with self.path.open("rb") as file:
                file.seek(self.line)
                return _parsed(file.readline(LARGEST_JSON))
        if self.path.stat().st_size > LARGEST_JSON:
            raise _too_large()
        value = _parsed(self.path.read_bytes())
        return value if self.element is None else _element(value, self.element)


class VconFiles(Reader):
    """The IETF's format for conversations."""

    kind = say("vCon")

    def recognises(self, source: Source) -> bool:
        """By its fields, or those of a signature or cipher around it; by its ending where it is damaged."""
        if source.suffix == ".vcon" or source.name.lower().endswith((".vcon.json", ".vcon.jsonl")):
            return True
        if source.json is NOT_JSON:
            return _is_signed_text(source) or _first_line_is(source)
        return any(_is_vcon(item) for _, item in zip(range(3), source.items(), strict=False))

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """Every contact of every vCon. Raises BadDocument where there is one alone and it has a fault."""
        places = list(islice(_places(source), _MOST + 1))
        if not places:
            raise BadDocument("holds no vCon", hint="give a vCon of vcon-core, one JSON object")
        if len(places) > _MOST:
            raise BadDocument("holds over {limit} vCons", limit=_MOST, hint="split it")
        for number, place in enumerate(places, start=1):
            try:
                yield from self._contacts(source, place)
            except BadInput as error:
                if len(places) == 1:
                    raise
                where = say("vCon {number}", number=number)
                if error.where:
                    where = say("vCon {number}, {place}", number=number, place=error.place)
                yield BadDocument(error.what, where=where, hint=error.hint)

    def brings(self, source: Source) -> Collection[Path]:
        """The recordings beside it that its dialogs name."""
        paths: set[Path] = set()
        for place in islice(_places(source), _MOST):
            try:
                vcon = _vcon(_value(source, place), Signers())
            except BadInput:
                continue
            for dialog in vcon.dialogs:
                try:
                    path = None if dialog.has_body else _beside(source, vcon, dialog)
                except BadDocument as error:
                    path = source.beside(str(error.what.values.get("name", "")))
                if path is not None:
                    paths.add(path)
        return paths

    def _contacts(self, source: Source, place: _Place) -> Iterator[Incoming | BadInput]:
        vcon = _vcon(_value(source, place), source.options.signers)
        options = source.options
        for contact in contacts.read(vcon, options.centre, partial(_beside, source, vcon)):
            yield _incoming(source, place, contact)


def _incoming(source: Source, place: _Place, contact: Contact) -> Incoming:
    document = dict(contact.document)
    number = document.pop("place", 0)
    if document.get("id") is None and (number or place.element is not None or place.line is not None):
        parts = (source.id, place.element, place.line, number or None)
        document["id"] = "/".join(str(part) for part in parts if part is not None)
    if not contact.recordings:
        return source.written(document)
    interaction = source.interaction(document, words_needed=False)
    if len(contact.recordings) == 1:
        (recording,) = contact.recordings
        if recording.path is not None:
            return Incoming(interaction, recording.path)
        return Incoming(interaction, source.path, partial(_unpacked, place, recording.index))
    return Incoming(interaction, source.path, partial(_joined, place, contact.recordings))


def _joined(place: _Place, recordings: tuple[Recorded, ...], folder: Path) -> Path:
    parts = [
        joined.Part(
            partial(_as_it_lies, recording.path) if recording.path else partial(_unpacked, place, recording.index),
            recording.start,
            recording.side,
        )
        for recording in recordings
    ]
    return joined.write(parts, folder)


def _as_it_lies(path: Path, folder: Path) -> Path:
    return path


def _unpacked(place: _Place, index: int, folder: Path) -> Path:
    """The sound in a dialog, as a file."""
    vcon = _vcon(place.load(), Signers())  # its signature was checked when it was read
    dialog = next(dialog for dialog in vcon.dialogs if dialog.index == index)
    sound = bodies.sound(dialog.body, dialog.encoding, f"{dialog.place}.body")
    path = folder / f"sound{_SUFFIXES.get(dialog.media_type.partition(';')[0].strip(), '.wav')}"
    path.write_bytes(sound)
    return path


def _beside(source: Source, vcon: Vcon, dialog: Dialog) -> Path | None:
    path = vcon_sound.of(source, dialog)
    recordings = [d for d in vcon.dialogs if d.type == RECORDING]
    if path is None and dialog.type == RECORDING and len(recordings) == 1 and not dialog.hashes:
        return vcon_sound.of_same_name(source)
    return path


def _value(source: Source, place: _Place) -> Any:
    """What stands there; an array is parsed once for all of its elements."""
    return place.load() if place.element is None else _element(source.json, place.element)


def _vcon(value: Any, signers: Signers) -> Vcon:
    value = container.opened(value, signers).value
    inner = value.get("vcon")
    return structure.checked(inner if isinstance(inner, dict) and "dialog" not in value else value)


def _places(source: Source) -> Iterator[_Place]:
    if isinstance(source.json, list):
        yield from (_Place(source.path, element=number) for number in range(len(source.json)))
    elif source.json is NOT_JSON and (source.suffix in _LINES or _first_line_is(source)):
        yield from _lines(source.path)
    else:
        yield _Place(source.path)


def _lines(path: Path) -> Iterator[_Place]:
    with path.open("rb") as file:
        while line := file.readline(LARGEST_JSON):
            if line.strip():
                yield _Place(path, line=file.tell() - len(line))


def _parsed(raw: bytes) -> Any:
    if len(raw) > LARGEST_JSON or not is_small_enough(raw):
        raise _too_large()
    text = decoded(raw).strip()
    if container.is_compact(text):
        return text
    try:
        return json.loads(text)
    except RecursionError as error:
        raise BadDocument("is nested too deeply", hint="give one vCon") from error
    except ValueError as error:
        raise BadDocument("is not JSON", hint="check that the file is whole") from error


def _too_large() -> BadDocument:
    return BadDocument("is over {limit} bytes", limit=LARGEST_JSON, hint="leave the sound beside the vCon")


def _element(value: Any, number: int) -> Any:
    return value[number] if isinstance(value, list) and number < len(value) else None


def _is_vcon(item: dict[str, Any]) -> bool:
    if structure.looks_like(item):
        return True
    if isinstance(item.get("vcon"), dict):
        return structure.looks_like(item["vcon"])
    if not container.is_envelope(item):
        return False
    return "ciphertext" in item or any(
        structure.looks_like(inner) or container.is_envelope(inner) for inner in container.signed_payloads(item)
    )


def _is_signed_text(source: Source) -> bool:
    """A signature in its compact form, or encrypted: five parts instead of three."""
    text = source.head_text.strip()
    if not text.startswith("eyJ") or not 3 <= len(parts := text.split(".")) <= 5 or any(" " in part for part in parts):
        return False
    if len(parts) == 5:
        return source.suffix in ("", ".jwe", ".jose", ".txt")
    if source.path.stat().st_size > LARGEST_JSON:
        return False
    whole = decoded(source.content(LARGEST_JSON)).strip()
    return container.is_compact(whole) and any(
        map(structure.looks_like, container.signed_payloads({"payload": whole.split(".")[1], "signature": ""}))
    )


def _first_line_is(source: Source) -> bool:
    """Whether the file is JSON line by line and the first is a vCon; of a long one its first fields must tell."""
    line, end, _ = source.head_text.lstrip().partition("\n")
    if not line.startswith("{"):
        return False
    try:
        value = json.loads(line)
        return isinstance(value, dict) and _is_vcon(value)
    except (ValueError, RecursionError):
        return not end and source.suffix in _LINES and '"vcon"' in line and '"dialog"' in line
