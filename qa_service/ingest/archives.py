"""ZIP archives: unpacked into a folder, with limits, and then read like one."""

import errno
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from qa_service.errors import BadInput
from qa_service.ingest.readers.source import Source

MOST_FILES = 10_000
LARGEST = 4 << 30
"""Bytes of all files together, unpacked."""
_MOST_TIMES = 200
_ANYHOW = 64 << 20
"""Bytes that an archive may unpack to however small it is; text packs to a tenth, silence to a thousandth."""
_PIECE = 1 << 20
_ENCRYPTED = 0x1
_OFFICE = ("[Content_Types].xml", "mimetype", "docProps/", "_rels/.rels", "xl/")
"""With what documents of office programs begin, which are ZIP archives too."""
_OURS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_archive(source: Source) -> bool:
    """A ZIP that is no document of an office program. Raises OSError."""
    if source.head[:4] not in (b"PK\x03\x04", b"PK\x05\x06") or source.suffix in (".xlsx", ".xlsm"):
        return False
    length = int.from_bytes(source.head[26:28], "little")
    return not source.head[30 : 30 + length].decode("latin-1").startswith(_OFFICE)


def unpack(path: Path, folder: Path) -> None:
    """All files of an archive below `folder`. Raises BadInput: it is damaged, encrypted, or over a limit."""
    try:
        with zipfile.ZipFile(path) as archive:
            _unpack(archive, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _damaged() from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise _damaged() from error  # a file of it lies before its beginning
    except RuntimeError as error:  # by which the library asks for a password
        raise _encrypted() from error


def _unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    members = list(_members(archive))
    packed_size = sum(member.compress_size for member in members)
    remaining = min(LARGEST, max(_ANYHOW, _MOST_TIMES * packed_size))
    if sum(member.file_size for member in members) > remaining:
        raise _too_large(remaining)
    for member in members:
        place = folder.joinpath(*_parts(member.filename))
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, place.open("xb") as file:
            remaining -= _copy(packed, file, remaining)


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Files, without what systems add by themselves. Raises BadInput."""
    members = [member for member in archive.infolist() if not member.is_dir() and not _by_itself(member.filename)]
    if len(members) > MOST_FILES:
        raise BadInput("holds over {limit} files", limit=MOST_FILES, hint="split it")
    places = set()
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise _encrypted()
        place = _parts(member.filename)
        if not place or ".." in place or place in places or stat.S_ISLNK(member.external_attr >> 16):
            raise BadInput("holds a file whose name is no place inside it, or stands twice", hint="make it anew")
        places.add(place)
        yield member


def _by_itself(name: str) -> bool:
    return name.startswith(_OURS[0]) or PurePosixPath(name).name in _OURS[1:]


def _parts(name: str) -> tuple[str, ...]:
    """Of the path of a file, from the archive on."""
    return tuple(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "."))


def _copy(packed: IO[bytes], file: IO[bytes], limit: int) -> int:
    """Bytes that were written: counted here, since an archive may say what it likes of its files."""
    written = 0
    while piece := packed.read(_PIECE):
        written += len(piece)
        if written > limit:
            raise _too_large(limit)
        file.write(piece)
    return written


def _too_large(limit: int) -> BadInput:
    return BadInput("unpacks to over {limit} bytes", limit=limit, hint="split it")


def _damaged() -> BadInput:
    return BadInput("is a damaged ZIP archive", hint="make it anew, with the usual compression")


def _encrypted() -> BadInput:
    return BadInput("is an encrypted ZIP archive", hint="unpack it, and hand in what is inside")
