"""Recordings and texts that lie beside a vCon, found by name or by their hash, and held against the hash."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from qa_service.errors import BadDocument, say
from qa_service.ingest import containers
from qa_service.ingest.readers.source import Source
from qa_service.ingest.vcon.structure import RECORDING, Dialog

_ALGORITHMS = {"sha512", "sha384", "sha256", "sha1"}
_LONGEST_NAME = 255
_MOST_FILES = 2_000
"""Of a folder that are looked through for one with a hash."""


def of(source: Source, dialog: Dialog) -> Path | None:
    """The file beside the vCon that a dialog means; None where there is none. Raises BadDocument where one has its
    name, and not its hash.
    """
    hashes = [(name, digest) for name, digest in dialog.hashes if name in _ALGORITHMS]
    if not hashes and dialog.type != RECORDING:  # else it could name any text that lies there
        return None
    for name in _names(dialog):
        path = source.beside(name) if len(name.encode("utf-8", "replace")) < _LONGEST_NAME else None
        if path is not None and path != source.path and (dialog.type != RECORDING or _is_sound(path)):
            if hashes and not any(_fits(path, *pair) for pair in hashes):
                hint = say("put the recording there that the vCon means, or correct its hash")
                raise BadDocument(
                    "names the file {name} beside it, which has another hash", name=name, where=dialog.place, hint=hint
                )
            return path
    return _by_hash(source, hashes) if hashes else None


def of_same_name(source: Source) -> Path | None:
    """The recording that is called as the vCon is, for one whose dialog names no file."""
    stem = source.name.removesuffix(".json").removesuffix(".vcon")
    candidates = (source.beside(f"{stem}{ending}") for ending in sorted(containers.ENDINGS))
    return next((path for path in candidates if path is not None), None)


def _is_sound(path: Path) -> bool:
    with path.open("rb") as file:
        return path.suffix.lower() in containers.ENDINGS or containers.recognise(file.read(64)) is not None


def _names(dialog: Dialog) -> Iterator[str]:
    if dialog.filename:
        yield PurePosixPath(dialog.filename.replace("\\", "/")).name
    if dialog.url:
        try:
            yield PurePosixPath(unquote(urlsplit(dialog.url).path)).name
        except ValueError:
            return


def _by_hash(source: Source, hashes: list[tuple[str, str]]) -> Path | None:
    folder = source.path.parent
    for algorithm, digest in hashes:
        recordings = _recordings(folder, folder.stat().st_mtime_ns, algorithm)
        path = next((recordings[value] for value in _digests(digest) if value in recordings), None)
        if path is not None and path != source.path and _fits(path, algorithm, digest):
            return path
    return None


@lru_cache(maxsize=16)
def _recordings(folder: Path, changed: int, algorithm: str) -> dict[bytes, Path]:
    """The recordings of a folder by their digest, looked through once until something comes or goes in it."""
    names = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in containers.ENDINGS)
    files = (path for path in names if path.is_file() and not path.is_symlink())
    return {_actual(path, algorithm): path for path in islice(files, _MOST_FILES)}


def _fits(path: Path, algorithm: str, digest: str) -> bool:
    return _actual(path, algorithm) in _digests(digest)


def _digests(written: str) -> list[bytes]:
    """What a digest may mean: it is in base64url, or in hex as some write it."""
    bare = written.strip().rstrip("=")
    values = [bytes.fromhex(bare)] if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", bare) else []
    try:
        return [*values, base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_")]
    except (binascii.Error, ValueError):
        return values


def _actual(path: Path, algorithm: str) -> bytes:
    stat = path.stat()
    return _digest(path, stat.st_size, stat.st_mtime_ns, algorithm)


@lru_cache(maxsize=4 * _MOST_FILES)
def _digest(path: Path, size: int, changed: int, algorithm: str) -> bytes:
    """`size` and `changed` make what is remembered of a file end with that file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).digest()
