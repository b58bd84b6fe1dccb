"""Downloads one file whose size and sha256 are known: streamed to disk, resumed where it broke off, or refused."""

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 20
TIMEOUT = 60.0


class DownloadFailed(Exception):
    """The bytes could not be had; `str(error)` says why and whether another try makes sense."""


def sha256_of(pieces: Iterable[Path]) -> str:
    """Hexadecimal sha256 of the files joined in this order, read in blocks."""
    digest = hashlib.sha256()
    for piece in pieces:
        with piece.open("rb") as source:
            while block := source.read(BLOCK):
                digest.update(block)
    return digest.hexdigest()


def download(url: str, target: Path, size: int, sha256: str, tell: Callable[[int, int], None] | None = None) -> None:
    """Brings `url` to `target`; `tell` hears the bytes done and the bytes of the whole.

    What has arrived is kept in `<target>.part` and completed by the next call. Raises DownloadFailed when the address
    cannot be reached, breaks off, holds other bytes, or is being downloaded by another process.
    """
    partial = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("ab") as out, _locked(out, target):
            if out.tell() < size:
                _receive(url, out, size, tell)
            out.flush()
            if sha256_of([partial]) != sha256:
                partial.unlink()
                raise DownloadFailed(f"{url} does not hold the pinned bytes of {target.name}; nothing was kept")
            os.replace(partial, target)
    except OSError as error:
        raise DownloadFailed(f"{target} cannot be written ({error.strerror or error}); choose another cache") from error


@contextlib.contextmanager
def _locked(out: BinaryIO, target: Path) -> Iterator[None]:
    """Two downloads of one file would interleave their bytes: the second is turned away."""
    import fcntl

    try:
        fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES):
            raise
        raise DownloadFailed(f"{target.name} is being downloaded by another process; wait for it to end") from error
    yield


def _receive(url: str, out: BinaryIO, size: int, tell: Callable[[int, int], None] | None) -> None:
    """Appends the rest of the file. A server that ignores the range sends everything: then the file starts afresh."""
    import http.client
    import urllib.request

    done = out.tell()
    try:
        request = urllib.request.Request(url, headers={"Range": f"bytes={done}-"} if done else {})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            if done and answer.status != http.HTTPStatus.PARTIAL_CONTENT:
                out.truncate(0)
                done = 0
            # Never more than the pin allows: a wrong address must not fill the disk.
            while done <= size and (block := answer.read(BLOCK)):
                out.write(block)
                done += len(block)
                if tell:
                    tell(min(done, size), size)
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise DownloadFailed(f"{url} cannot be had ({error}); try again, or name a local folder") from error
    if done < size:
        raise DownloadFailed(f"{url} broke off at {done} of {size} bytes; run the same command to go on")
