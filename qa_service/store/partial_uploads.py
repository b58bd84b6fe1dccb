"""Recordings that arrive in several goes: a file each that only grows, so that a crash keeps what had arrived.

What the file holds *is* the offset: there is no second count that could differ from it. Several API processes on one
machine may share the folder; several machines need a shared one, or requests of one upload routed to one machine. With
keys both the file and its description are sealed.
"""

import fcntl
import io
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qa_service import private
from qa_service.errors import BadInput, MissingKey, NotFound
from qa_service.store import envelope, growing_file, segments
from qa_service.store.codec import dump, load
from qa_service.store.growing_file import RECORD, GrowingFile, Plain
from qa_service.store.key_ring import KeyRing

_SYNC_EVERY = 8 << 20  # bytes


class Busy(Exception):
    """Another request is writing to this draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was announced: whose it is, how many bytes will come, and what is to be done with them.

    `interaction` is set once the recording was accepted; its bytes then lie in the recording store.
    """

    id: uuid.UUID
    client: str
    length: int
    sha256: str | None
    document: dict[str, Any]
    replace: bool = False
    interaction: uuid.UUID | None = None


class Writing:
    """One draft's file while it is locked for us; `sealed` is what seals it, None where it is not."""

    def __init__(self, draft: Draft, handle: int, sealed: GrowingFile | None) -> None:
        self.draft = draft
        self._handle, self._sealed, self._unsynced = handle, sealed, 0
        self._waiting = bytearray()
        """What arrived and does not fill a record yet."""

    @property
    def offset(self) -> int:
        """Bytes that have arrived."""
        if self._sealed is not None:
            return self._sealed.length + len(self._waiting)
        return os.fstat(self._handle).st_size

    def append(self, piece: bytes) -> None:
        """Add to the end. Raises BadInput when more comes than was announced; nothing of `piece` is kept then."""
        if self.offset + len(piece) > self.draft.length:
            raise BadInput(
                "more than the announced {length} bytes came",
                length=self.draft.length,
                hint="upload the recording anew",
            )
        if self._sealed is None:
            unwritten = memoryview(piece)
            while unwritten:
                unwritten = unwritten[os.write(self._handle, unwritten) :]
        else:
            self._waiting += piece
            while len(self._waiting) >= RECORD:
                self._sealed.append(bytes(self._waiting[:RECORD]))
                del self._waiting[:RECORD]
        self._unsynced += len(piece)
        if self._unsynced >= _SYNC_EVERY:
            self.sync()

    def flush(self) -> None:
        """Hand to the system what has arrived."""
        if self._sealed is not None and self._waiting:
            self._sealed.append(bytes(self._waiting))
            self._waiting.clear()

    def sync(self) -> None:
        """Return when all of it is on the disk."""
        self.flush()
        os.fsync(self._handle)
        self._unsynced = 0

    def opened(self) -> IO[bytes]:
        """What has arrived, to be read from its beginning. Raises BadInput while it is read, where it was changed
        since.
        """
        self.flush()
        if self._sealed is not None:
            return io.BufferedReader(Plain(self._sealed))
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.fdopen(os.dup(self._handle), "rb")


class PartialUploads:
    """The drafts in `folder`."""

    def __init__(self, folder: Path, keys: Callable[[], KeyRing] | None = None, *, seal_new: bool = True) -> None:
        """`keys` seal what arrives, unless `seal_new` is False, and open what is sealed."""
        private.close(private.folder(folder))
        self.folder, self._keys, self._seal_new = folder, keys, seal_new

    def create(self, draft: Draft) -> None:
        """Begin one; the file appears before its description, so whoever finds a draft finds its file."""
        handle = os.open(self._file(draft.id), os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            if self._keys is not None and self._seal_new:
                growing_file.begin(handle, _name(draft.id), self._keys())
        finally:
            os.close(handle)
        self._describe(draft)

    def get(self, id: uuid.UUID) -> tuple[Draft, int]:
        """A draft and how many bytes of it have arrived. Raises NotFound."""
        draft = self._read(id)
        if draft.interaction is not None:
            return draft, draft.length
        try:
            handle = os.open(self._file(id), os.O_RDONLY)
        except FileNotFoundError:
            raise _unknown(id) from None
        try:
            is_sealed = growing_file.is_one(handle)
            return draft, growing_file.whole(handle)[1] if is_sealed else os.fstat(handle).st_size
        finally:
            os.close(handle)

    @contextmanager
    def writing(self, id: uuid.UUID) -> Iterator[Writing]:
        """Lock a draft that is not accepted yet. Raises NotFound, and Busy when somebody else holds it."""
        try:
            handle = os.open(self._file(id), os.O_RDWR | os.O_APPEND)
        except FileNotFoundError:
            raise _unknown(id) from None
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy from None
            if os.fstat(handle).st_nlink == 0:  # removed between open and lock
                raise _unknown(id)
            writing = Writing(self._read(id), handle, self._sealed(handle, id))
            try:
                yield writing
            finally:
                writing.flush()
        finally:
            os.close(handle)

    def _sealed(self, handle: int, id: uuid.UUID) -> GrowingFile | None:
        if self._keys is None or not growing_file.is_one(handle):
            return None
        file = GrowingFile(handle, _name(id), self._keys())
        file.cut_torn()
        return file

    def accepted(self, draft: Draft, interaction: uuid.UUID) -> None:
        """Remember what became of it and let go of its bytes and of what was said of it."""
        self._describe(replace(draft, interaction=interaction, document={}))
        self._file(draft.id).unlink(missing_ok=True)

    def remove(self, id: uuid.UUID) -> None:
        """Forget it; what is not there is forgotten already."""
        self._description(id).unlink(missing_ok=True)
        self._file(id).unlink(missing_ok=True)

    def forget(self, interaction: uuid.UUID) -> None:
        """Remove what brought this interaction."""
        for draft in list(self._all()):
            if draft.interaction == interaction:
                self.remove(draft.id)

    def forget_customer(self, client: str, is_theirs: Callable[[Mapping[str, Any]], bool]) -> None:
        """Remove what is still on its way and says that it is a contact of this customer, as its document tells."""
        for draft in list(self._all()):
            if draft.client == client and is_theirs(draft.document):
                self.remove(draft.id)

    def forget_client(self, client: str) -> None:
        """Remove what is still on its way of a client."""
        for draft in list(self._all()):
            if draft.client == client:
                self.remove(draft.id)

    def _all(self) -> Iterator[Draft]:
        """The drafts of now; one that goes meanwhile, or does not open, is passed over: it is gone within a day."""
        for path in self.folder.glob("*.json"):
            with suppress(FileNotFoundError, ValueError, BadInput, MissingKey):
                yield self._load(path)

    def sweep(self, before: datetime) -> int:
        """Remove what has not changed since then; returns how many."""
        old = [
            path
            for path in self.folder.iterdir()
            if path.suffix in {".json", ".part", ".new"} and _changed(path) < before.timestamp()
        ]
        # A long upload leaves its description untouched: its file's time counts.
        gone = [path for path in old if path.suffix == ".part" or not path.with_suffix(".part").exists()]
        for path in gone:
            path.with_suffix(".json").unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        return len(gone)

    def _read(self, id: uuid.UUID) -> Draft:
        try:
            return self._load(self._description(id))
        except FileNotFoundError:
            raise _unknown(id) from None

    def _load(self, path: Path) -> Draft:
        data = path.read_bytes()
        if self._keys is None or not envelope.is_sealed(data):
            return load(Draft, data)
        name = f"uploads/{path.name}"
        opened = envelope.opened(envelope.read(data, name), name, self._keys())
        return load(Draft, b"".join(segments.content(opened, lambda start, end: data[start:end], name)))

    def _dump(self, draft: Draft) -> bytes:
        data = dump(draft)
        if self._keys is None or not self._seal_new:
            return data
        data_key, name = os.urandom(32), f"uploads/{self._description(draft.id).name}"
        head = envelope.sealed_head(self._keys().current, data_key, name, len(data))
        return head + b"".join(segments.sealed(AESGCM(data_key), [data]))

    def _describe(self, draft: Draft) -> None:
        target = self._description(draft.id)
        new = target.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(self._dump(draft))
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)

    def _file(self, id: uuid.UUID) -> Path:
        return self.folder / f"{id}.part"

    def _description(self, id: uuid.UUID) -> Path:
        return self.folder / f"{id}.json"


def _name(id: uuid.UUID) -> str:
    return f"uploads/{id}.part"


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _unknown(id: uuid.UUID) -> NotFound:
    return NotFound("no upload {id}; it may have been finished or removed, begin a new one", id=id)
