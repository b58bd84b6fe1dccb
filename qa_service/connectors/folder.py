"""A watched folder: all files below it that are whole, by turn; where they are moved once they are taken is its option.

Links are never followed: whoever may write into the folder must not make this service read other files.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from qa_service.connectors.copying import copied
from qa_service.connectors.port import ObjectGone, Opening, SourceFault
from qa_service.domain.connectors import ListedObject
from qa_service.errors import BadInput, reason, say

_LINK = say("it is a link")
_SPECIAL = say("it is no file")
_NAME = say("its name is not UTF-8; rename it")


class FolderSource:
    """Over a folder below one of the allowed roots. Raises BadInput where it is not."""

    def __init__(self, opening: Opening) -> None:
        self._folder = allowed(opening.place, opening.roots, "place")
        self._subfolders = opening.options.subfolders
        done = opening.options.done_folder
        self._done = allowed(done, opening.roots, "done_folder") if done else None
        if self._done == self._folder:
            raise BadInput("is the watched folder itself", where="done_folder", hint="name another one, beside it")

    def changes(self, cursor: str) -> Iterator[ListedObject]:
        """See `Source`: a folder has no order, and all of it is listed."""
        yield from self._below(self._folder)

    def _below(self, folder: Path) -> Iterator[ListedObject]:
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            raise SourceFault("the folder cannot be read ({reason})", reason=reason(error)) from None
        for entry in entries:
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                if self._subfolders and path != self._done:
                    yield from self._below(path)
            elif (listed := self._listed(path)) is not None:
                yield listed

    def _listed(self, path: Path) -> ListedObject | None:
        name = path.relative_to(self._folder).as_posix()
        try:
            status = path.lstat()
        except OSError:  # gone since
            return None
        fault = None
        if not stat.S_ISREG(status.st_mode):
            fault = _LINK if stat.S_ISLNK(status.st_mode) else _SPECIAL
        if not _is_text(name):
            name, fault = os.fsencode(name).decode("utf-8", "backslashreplace"), _NAME
        return ListedObject(name, _version(status), status.st_size, is_whole=False, fault=fault)

    def fetch(self, listed: ListedObject, into: Path, limit: int) -> None:
        """See `Source`."""
        try:
            with self._opened(self._folder / listed.name) as source:
                if _version(os.fstat(source)) != listed.version:
                    raise ObjectGone("it was written to meanwhile")
                copied(iter(lambda: os.read(source, 1 << 20), b""), into, limit)
                if _version(os.fstat(source)) != listed.version:
                    raise ObjectGone("it was written to meanwhile")
        except FileNotFoundError:
            raise ObjectGone("it is not there any more") from None
        except PermissionError as error:
            raise SourceFault("{name} cannot be read ({reason})", name=listed.name, reason=reason(error)) from None

    @contextlib.contextmanager
    def _opened(self, path: Path) -> Iterator[int]:
        """The file itself, no link, and below the folder still, whatever was put in the place of a folder above it."""
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            if isinstance(error, FileNotFoundError | PermissionError):
                raise
            raise ObjectGone("it is not there any more") from None
        try:
            real = Path(os.path.realpath(f"/proc/self/fd/{handle}"))
            if not real.is_relative_to(self._folder) or not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ObjectGone("it is not there any more")
            yield handle
        finally:
            os.close(handle)

    def find(self, name: str) -> ListedObject | None:
        """See `Source`."""
        path = self._folder / name
        return self._listed(path) if path.is_relative_to(self._folder) and ".." not in path.parts else None

    def acknowledge(self, listed: ListedObject) -> None:
        """Move it to the folder of what is done, and never over another file there."""
        source = self._folder / listed.name
        if self._done is None or not _is_same(source, listed):
            return
        target = self._done / listed.name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _linked(source, target)
            source.unlink()
        except OSError as error:
            raise SourceFault("a file that is done cannot be moved ({reason})", reason=reason(error)) from None

    def close(self) -> None:
        """See `Source`: there is nothing to let go of."""


def allowed(place: str, roots: tuple[Path, ...], where: str) -> Path:
    """The folder itself, links resolved, where it lies below an allowed root. Raises BadInput."""
    path = Path(place.removeprefix("file://"))
    if not path.is_absolute():
        raise BadInput("is no absolute path", where=where, hint="begin with a slash")
    real = Path(os.path.realpath(path))
    if not any(real.is_relative_to(os.path.realpath(root)) for root in roots):
        raise BadInput(
            "lies below none of the folders that connectors may read",
            where=where,
            hint="have the folder added to QA_CONNECTOR_ROOTS, or choose another one",
        )
    if not real.is_dir():
        raise BadInput("is no folder", where=where, hint="make it first")
    return real


def _version(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}"


def _is_same(path: Path, listed: ListedObject) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and _version(status) == listed.version


def _is_text(name: str) -> bool:
    try:
        return "\x00" not in name and bool(name.encode())
    except UnicodeEncodeError:
        return False


def _linked(source: Path, target: Path) -> None:
    """A second name for a file, which no other has; where somebody died between this and the end, it has it already."""
    number, first = 1, target
    while True:
        try:
            os.link(source, target, follow_symlinks=False)
            return
        except FileExistsError:
            if target.samefile(source):
                return
            number += 1
            target = first.with_name(f"{first.stem}.{number}{first.suffix}")
