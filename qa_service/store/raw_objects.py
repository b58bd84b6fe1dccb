"""One stored object as it lies there, sealed or not: read in parts that belong together, and changed only if it is
still the same.

A folder and an object store differ here. In a folder whoever has a file open reads that one file to its end, and a few
bytes of it can be changed in place; an object store names each state of an object by an entity tag.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import obstore
from obstore.exceptions import PreconditionError
from obstore.store import ObjectStore

Plan = Callable[[bytes], Sequence[tuple[int, bytes]]]
"""Of the first bytes of an object, which bytes to write where, one after the other."""
_FIRST = 256


class RawObject(Protocol):
    """`size` in bytes."""

    size: int

    def read(self, start: int, end: int) -> bytes:
        """Bytes `start` to `end`, fewer where it ends before."""
        ...

    def patch(self, plan: "Plan") -> bool:
        """Write what `plan` says; False: it is gone, another by now, or somebody else is at it."""
        ...

    def replace(self, write: Callable[[], Iterator[bytes]], draft: Path) -> bool:
        """Have other content in its place, by way of the file `draft` where it lies in a folder; False as above."""
        ...


class LocalObject:
    """A file, held open."""

    def __init__(self, path: Path, root: Path, handle: int) -> None:
        self._path, self._root, self._handle = path, root, handle
        self.stat = os.fstat(handle)
        self.size = self.stat.st_size

    def read(self, start: int, end: int) -> bytes:
        """See `RawObject`."""
        return os.pread(self._handle, max(0, end - start), start)

    def patch(self, plan: Plan) -> bool:
        """In the open file, and alone: two who write by what each has read before might clear what the other wrote. One
        that was replaced or removed meanwhile takes no notice.
        """
        try:
            handle = os.open(self._path, os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for at, data in plan(os.pread(handle, _FIRST, 0)):
                os.pwrite(handle, data, at)
                os.fsync(handle)
            os.utime(handle, ns=(self.stat.st_atime_ns, self.stat.st_mtime_ns))  # sweeps go by it
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True

    def replace(self, write: Callable[[], Iterator[bytes]], draft: Path) -> bool:
        """Nobody writes, renames or removes in the store between the look and the deed (see `changing`)."""
        draft.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.writelines(write())
                file.flush()
                os.fsync(file.fileno())
            os.utime(draft, ns=(self.stat.st_atime_ns, self.stat.st_mtime_ns))
            with changing(self._root, alone=True):
                if not self._is_same():
                    return False
                draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)
        return True

    def _is_same(self) -> bool:
        try:
            now = self._path.stat()
        except FileNotFoundError:
            return False
        return (now.st_ino, now.st_size, now.st_mtime_ns) == (self.stat.st_ino, self.size, self.stat.st_mtime_ns)


@contextmanager
def changing(root: Path | None, *, alone: bool = False) -> Iterator[None]:
    """While something in the folder `root` is renamed, replaced or removed; `alone`: nobody else does meanwhile."""
    if root is None:
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system that cannot lock folders
            fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


@contextmanager
def opened(path: Path, root: Path) -> Iterator[LocalObject]:
    """Raises FileNotFoundError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        yield LocalObject(path, root, handle)
    finally:
        os.close(handle)


class RemoteObject:
    """One state of an object in object storage. Raises FileNotFoundError where there is none."""

    def __init__(self, store: ObjectStore, key: str) -> None:
        self._store, self._key = store, key
        meta = obstore.head(store, key)
        self.size, self._tag, self._version = meta["size"], meta["e_tag"], meta.get("version")

    def read(self, start: int, end: int) -> bytes:
        """Raises PreconditionError where the object is another one by now."""
        end = min(end, self.size)
        if start >= end:
            return b""
        options = {"range": (start, end), **({"if_match": self._tag} if self._tag else {})}
        return bytes(obstore.get(self._store, self._key, options=options).bytes())  # type: ignore[arg-type]  # a TypedDict

    def patch(self, plan: Plan) -> bool:
        """Object storage knows no part of an object: it is sent anew, as it lies there but for these bytes."""
        data = bytearray(self.read(0, self.size))
        for at, part in plan(bytes(data[:_FIRST])):
            data[at : at + len(part)] = part
        return self._put(bytes(data))

    def replace(self, write: Callable[[], Iterator[bytes]], draft: Path) -> bool:
        """In one request."""
        return self._put(b"".join(write()))

    def _put(self, data: bytes) -> bool:
        version = {"version": self._version} if self._version else {}
        try:
            obstore.put(self._store, self._key, data, mode={"e_tag": self._tag, **version}, use_multipart=False)  # type: ignore[arg-type]  # a TypedDict
        except (PreconditionError, FileNotFoundError):
            return False
        return True


__all__ = ["LocalObject", "PreconditionError", "RawObject", "RemoteObject", "changing", "opened"]
