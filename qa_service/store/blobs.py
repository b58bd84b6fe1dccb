"""Recordings, exported files and sealed words, in a folder or in object storage; with keys they are sealed at rest."""

import hashlib
import os
import secrets
import tempfile
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path, PurePosixPath

import obstore
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.store import LocalStore, ObjectStore, from_url

from qa_service import private
from qa_service.download import sha256_of
from qa_service.errors import BadAudio, BadInput, MissingKey, NotFound
from qa_service.store import envelope, raw_objects, segments
from qa_service.store.blob_cache import BlobCache
from qa_service.store.key_ring import KeyRing
from qa_service.store.raw_objects import RawObject, changing

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
_LONGEST_NAME = 120
_PIECE = 1 << 20
_REMEMBERED = 64
"""Recordings that were hashed last: the steps of one open it again and again."""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A recording that lies in the store: where, what, and how many bytes."""

    key: str
    sha256: str
    size: int


def folder_of(client: str) -> str:
    """A path-safe name, different for different clients even where the file system ignores case."""
    name = "".join(chr(b) if chr(b) in _SAFE else f"={b:02x}" for b in client.encode())
    return name if len(name) <= _LONGEST_NAME else "==" + hashlib.sha256(client.encode()).hexdigest()


class _Measured:
    """Pieces of a recording of `client` on their way, hashed and counted."""

    def __init__(self, client: str, pieces: Iterable[bytes], limit: int) -> None:
        self._client, self._pieces, self._limit = client, pieces, limit
        self._digest, self._size = hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._size += len(piece)
            if self._size > self._limit:
                raise BadAudio(
                    "the recording is larger than {limit} bytes",
                    limit=self._limit,
                    hint="split it, or raise the limit",
                )
            self._digest.update(piece)
            yield piece

    @property
    def stored(self) -> StoredBlob:
        """Once all have passed: what it is called."""
        sha256 = self._digest.hexdigest()
        return StoredBlob(f"clients/{folder_of(self._client)}/{sha256[:2]}/{sha256}", sha256, self._size)


class Blobs:
    """Bytes by key. A recording's key is its content (``clients/<client>/<sha256[:2]>/<sha256>``): written once.

    What is sealed and what is not (written by older versions, or without `keys`) is read alike.
    """

    def __init__(self, url: str, keys: Callable[[], KeyRing] | None = None, *, seal_new: bool = True) -> None:
        """`url`: file://, s3://, gs:// or az://; keys and endpoints come from the variables that the store's own tools
        read (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, GOOGLE_APPLICATION_CREDENTIALS, AZURE_STORAGE_ACCOUNT_NAME, ...).
        `keys` seal what is written, unless `seal_new` is False, and open what is sealed.
        """
        self._keys, self._seal_new = keys, seal_new and keys is not None
        self._cache, self._passing = BlobCache(), BlobCache(most=0)
        self._intact: deque[tuple[str, int, int, int, int]] = deque(maxlen=_REMEMBERED)
        if url.startswith("file://"):
            self._store: ObjectStore = from_url(url, mkdir=True, automatic_cleanup=True)
            if self.root is not None:
                private.close(self.root)
        else:
            self._store = from_url(url)

    @property
    def root(self) -> Path | None:
        """The folder in which all of it lies; None: it is object storage."""
        return self._store.prefix if isinstance(self._store, LocalStore) else None

    @property
    def is_sealing(self) -> bool:
        """Whether what is written is sealed."""
        return self._seal_new

    @property
    def ring(self) -> KeyRing:
        """The keys that seal and open. Raises MissingKey where the store was opened without any."""
        if self._keys is None:
            raise MissingKey("the recording store holds sealed files, and was opened without keys")
        return self._keys()

    def put(self, client: str, pieces: Iterable[bytes], limit: int) -> StoredBlob:
        """Store a recording as it streams in, at most `limit` bytes of it. Raises BadAudio when there are more."""
        measured, data_key, draft = _Measured(client, pieces, limit), secrets.token_bytes(32), f"tmp/{uuid.uuid4()}"
        if not self._seal_new:
            obstore.put(self._store, draft, self._unlike_sealed(measured))
        elif self.root is None:
            return self._put_spooled(measured, data_key)
        else:
            body = segments.sealed(AESGCM(data_key), measured)
            obstore.put(self._store, draft, chain([bytes(envelope.HEAD)], body))
            self._close(draft)
            with (self.root / draft).open("r+b") as file:  # the head names the content, which is known by now
                file.write(self._head(data_key, measured.stored.key, measured.stored.size))
        # Also over what lies there already: it is the same, unless it was damaged, and then this mends it.
        self._sync(draft)
        self.publish(draft, measured.stored.key)
        return measured.stored

    def _put_spooled(self, measured: _Measured, data_key: bytes) -> StoredBlob:
        """To object storage, where nothing can be changed once it is sent: sealed on this machine first."""
        with tempfile.TemporaryFile() as spool:
            spool.writelines(segments.sealed(AESGCM(data_key), measured))
            spool.seek(0)
            head = self._head(data_key, measured.stored.key, measured.stored.size)
            obstore.put(self._store, measured.stored.key, chain([head], iter(lambda: spool.read(_PIECE), b"")))
        return measured.stored

    def _unlike_sealed(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """What begins as a sealed file would be taken for one."""
        for number, piece in enumerate(pieces):
            if number == 0 and envelope.is_sealed(piece):
                raise BadAudio("is no recording but a sealed file")
            yield piece

    def _head(self, data_key: bytes, key: str, length: int) -> bytes:
        return envelope.sealed_head(self.ring.current, data_key, key, length)

    def sealed(self, key: str, length: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The file under `key` of a content of `length` bytes, sealed with the current key."""
        data_key = secrets.token_bytes(32)
        yield self._head(data_key, key, length)
        yield from segments.sealed(AESGCM(data_key), pieces)

    def put_file(self, client: str, path: Path, limit: int) -> StoredBlob:
        """Store a recording that lies in a file."""
        with path.open("rb") as file:
            return self.put(client, iter(lambda: file.read(_PIECE), b""), limit)

    def exists(self, key: str) -> bool:
        """Whether something lies under `key`."""
        try:
            obstore.head(self._store, key)
        except FileNotFoundError:
            return False
        return True

    def size(self, key: str) -> int:
        """Bytes of the content under `key`. Raises NotFound."""
        with self.raw(key) as raw:
            start = raw.read(0, envelope.HEAD)
            return envelope.read(start, key).length if envelope.is_sealed(start) else raw.size

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        """Bytes `start` to `end` (exclusive; None: all the rest) of the content; of a sealed one only the segments that
        hold them are opened. Raises NotFound, MissingKey, and BadInput where it is sealed and damaged.
        """
        return self.read_telling(key, start, end)[0]

    def read_telling(self, key: str, start: int = 0, end: int | None = None) -> tuple[bytes, bool]:
        """The same, and whether it was sealed."""
        with self.raw(key) as raw:
            pieces, is_sealed = self._pieces(key, raw, start, end)
            return b"".join(pieces), is_sealed

    def stream(self, key: str) -> Iterator[bytes]:
        """All of the content, in pieces. Raises as `read`, and NotFound and MissingKey before the first."""
        with ExitStack() as stack:
            pieces, _ = self._pieces(key, stack.enter_context(self.raw(key)))
            return _until_the_end(stack.pop_all(), pieces)

    def _pieces(self, key: str, raw: RawObject, start: int = 0, end: int | None = None) -> tuple[Iterator[bytes], bool]:
        head = raw.read(0, envelope.HEAD)
        if not envelope.is_sealed(head):
            until = raw.size if end is None else min(end, raw.size)
            places = range(start, until, _PIECE)
            return (raw.read(at, min(at + _PIECE, until)) for at in places), False
        try:
            opened = envelope.opened(envelope.read(head, key), key, self.ring)
        except BadInput:  # unless it was read at the very moment in which its key was changed
            opened = envelope.opened(envelope.read(raw.read(0, envelope.HEAD), key), key, self.ring)
        if raw.size != segments.size_of_file(opened.length, opened.segment):
            raise envelope.damaged(key)
        return segments.content(opened, raw.read, key, start, end), True

    @contextmanager
    def raw(self, key: str) -> Iterator[RawObject]:
        """What lies under `key`, as it lies there. Raises NotFound."""
        with _or_not_found(key):
            if self.root is None:
                yield raw_objects.RemoteObject(self._store, key)
                return
            with raw_objects.opened(self.root / key, self.root) as raw:
                yield raw

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        """A path with the recording for as long as the `with` lasts: the file itself, or a copy of what is sealed or
        elsewhere. Raises NotFound, MissingKey, and BadAudio when its bytes are not those that came in.
        """
        with self.raw(key) as raw:
            is_sealed = envelope.is_sealed(raw.read(0, envelope.HEAD))
        if self.root is not None and not is_sealed:
            path = self.root / key
            self._check(key, path)
            yield path
            return

        def fetch(path: Path) -> None:
            try:
                with path.open("wb") as file:
                    file.writelines(self.stream(key))
            except BadInput:
                raise _damaged() from None
            if not is_sealed:  # what was sealed under this name has opened under it
                self._check(key, path)

        # From a folder it is there again in no time: nothing unmasked is kept for the next step.
        with (self._cache if self.root is None else self._passing).holding(key, fetch) as path:
            yield path

    def _check(self, key: str, path: Path) -> None:
        """Hash a recording, whose key ends in its sha256; one that was not touched since is not hashed again."""
        stat = path.stat()
        state = (key, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        if state in self._intact:
            return
        if sha256_of([path]) != key.rpartition("/")[2]:
            raise _damaged()
        self._intact.append(state)

    def write(self, key: str, data: bytes) -> None:
        """Small bytes under a key of the caller's choice, whole or not at all; replaces what was there."""
        content = b"".join(self.sealed(key, len(data), [data])) if self._seal_new else data
        with changing(self.root):
            obstore.put(self._store, key, content)
        self._sync(key)
        self._sync_folder(key)

    def draft(self, path: Path, key: str) -> str:
        """Keep the content of a file that is to lie under `key`, and return where it lies now; it goes after a day,
        unless it is published there.
        """
        with path.open("rb") as file:
            return self._draft(key, path.stat().st_size, iter(lambda: file.read(_PIECE), b""))

    def write_pieces(self, key: str, length: int, pieces: Iterable[bytes]) -> None:
        """A content of `length` bytes under a key of the caller's choice, whole or not at all."""
        self.publish(self._draft(key, length, pieces), key)

    def _draft(self, key: str, length: int, pieces: Iterable[bytes]) -> str:
        draft = f"tmp/{uuid.uuid4()}"
        obstore.put(self._store, draft, self.sealed(key, length, pieces) if self._seal_new else iter(pieces))
        self._sync(draft)
        return draft

    def publish(self, draft: str, key: str) -> None:
        """Have a draft under its key, in the place of what was there."""
        with changing(self.root):
            obstore.rename(self._store, draft, key)
        self._sync_folder(key)

    def delete(self, key: str) -> None:
        """Remove; what is not there is removed already."""
        self._cache.drop(key)
        try:
            with changing(self.root):
                obstore.delete(self._store, key)
        except FileNotFoundError:
            return

    def list(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Keys below `prefix` with the time of their last change."""
        for batch in obstore.list(self._store, prefix):
            for item in batch:
                yield item["path"], item["last_modified"]

    def _sync(self, key: str) -> None:
        """Object stores have it on disk when they answer; a folder has it after fsync."""
        if self.root is not None:
            self._close(key)
            _fsync(self.root / key)

    def _close(self, key: str) -> None:
        """Nobody but us opens the file, or a folder on the way to it."""
        if self.root is not None:
            for part in (PurePosixPath(key), *list(PurePosixPath(key).parents)[:-1]):
                private.close(self.root / part)

    def _sync_folder(self, key: str) -> None:
        if self.root is not None:
            self._close(key)
            _fsync((self.root / key).parent)


def _damaged() -> BadAudio:
    return BadAudio(
        "the stored recording is damaged (its sha256 is not that of the file which came in)",
        hint="send the same file again, then have this one tried again",
    )


def _until_the_end(stack: ExitStack, pieces: Iterator[bytes]) -> Iterator[bytes]:
    with stack:
        yield from pieces


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _or_not_found(key: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise NotFound("nothing is stored under {key}", key=key) from None
