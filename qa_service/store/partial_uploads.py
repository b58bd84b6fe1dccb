"""Recordings that arrive in several goes: a file each that only grows, so that a crash keeps what had arrived.

The size of the file *is* the offset: there is no second count that could differ from it. Several API processes on one
machine may share the folder; several machines need a shared one, or requests of one upload routed to one machine.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from qa_service import private
from qa_service.errors import BadInput, NotFound
from qa_service.store.codec import dump, load

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
    """One draft's file while it is locked for us."""

    def __init__(self, draft: Draft, handle: int, path: Path) -> None:
        self.draft, self.path = draft, path
        self._handle, self._unsynced = handle, 0

    @property
    def offset(self) -> int:
        """Bytes that have arrived."""
        return os.fstat(self._handle).st_size

    def append(self, piece: bytes) -> None:
        """Add to the end. Raises BadInput when more comes than was announced; nothing of `piece` is kept then."""
        if self.offset + len(piece) > self.draft.length:
            raise BadInput(
                "more than the announced {length} bytes came",
                length=self.draft.length,
                hint="upload the recording anew",
            )
        unwritten = memoryview(piece)
        while unwritten:
            unwritten = unwritten[os.write(self._handle, unwritten) :]
        self._unsynced += len(piece)
        if self._unsynced >= _SYNC_EVERY:
            self.sync()

    def sync(self) -> None:
        """Return when all of it is on the disk."""
        os.fsync(self._handle)
        self._unsynced = 0


class PartialUploads:
    """The drafts in `folder`."""

    def __init__(self, folder: Path) -> None:
        private.close(private.folder(folder))
        self.folder = folder

    def create(self, draft: Draft) -> None:
        """Begin one; the file appears before its description, so whoever finds a draft finds its file."""
        self._file(draft.id).touch(mode=0o600)
        self._describe(draft)

    def get(self, id: uuid.UUID) -> tuple[Draft, int]:
        """A draft and how many bytes of it have arrived. Raises NotFound."""
        draft = self._read(id)
        if draft.interaction is not None:
            return draft, draft.length
        try:
            return draft, self._file(id).stat().st_size
        except FileNotFoundError:
            raise _unknown(id) from None

    @contextmanager
    def writing(self, id: uuid.UUID) -> Iterator[Writing]:
        """Lock a draft that is not accepted yet. Raises NotFound, and Busy when somebody else holds it."""
        try:
            handle = os.open(self._file(id), os.O_WRONLY | os.O_APPEND)
        except FileNotFoundError:
            raise _unknown(id) from None
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy from None
            if os.fstat(handle).st_nlink == 0:  # removed between open and lock
                raise _unknown(id)
            yield Writing(self._read(id), handle, self._file(id))
        finally:
            os.close(handle)

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

    def forget_customer(self, client: str, customer: str) -> None:
        """Remove what is still on its way and says that it is a contact of this customer."""
        for draft in list(self._all()):
            if draft.client == client and str(draft.document.get("customer")) == customer:
                self.remove(draft.id)

    def _all(self) -> Iterator[Draft]:
        """The drafts of now; one that goes meanwhile is passed over."""
        for path in self.folder.glob("*.json"):
            with suppress(FileNotFoundError, ValueError):
                yield load(Draft, path.read_bytes())

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
            return load(Draft, self._description(id).read_bytes())
        except FileNotFoundError:
            raise _unknown(id) from None

    def _describe(self, draft: Draft) -> None:
        target = self._description(draft.id)
        new = target.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(dump(draft))
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)

    def _file(self, id: uuid.UUID) -> Path:
        return self.folder / f"{id}.part"

    def _description(self, id: uuid.UUID) -> Path:
        return self.folder / f"{id}.json"


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _unknown(id: uuid.UUID) -> NotFound:
    return NotFound("no upload {id}; it may have been finished or removed, begin a new one", id=id)
