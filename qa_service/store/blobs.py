"""Recordings and sealed work, in a folder or in object storage: the only file that knows obstore."""

import hashlib
import os
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from qa_service import private
from qa_service.download import sha256_of
from qa_service.errors import BadAudio, NotFound
from qa_service.store.blob_cache import BlobCache

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


class Blobs:
    """Bytes by key. A recording's key is its content (``clients/<client>/<sha256[:2]>/<sha256>``): written once."""

    def __init__(self, url: str) -> None:
        """`url`: file://, s3://, gs:// or az://; keys and endpoints come from the variables that the store's own tools
        read (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, GOOGLE_APPLICATION_CREDENTIALS, AZURE_STORAGE_ACCOUNT_NAME, ...).
        """
        self._cache = BlobCache()
        self._intact: deque[tuple[str, int, int, int, int]] = deque(maxlen=_REMEMBERED)
        if url.startswith("file://"):
            self._store: ObjectStore = from_url(url, mkdir=True, automatic_cleanup=True)
            if self._root is not None:
                private.close(self._root)
        else:
            self._store = from_url(url)

    @property
    def _root(self) -> Path | None:
        return self._store.prefix if isinstance(self._store, LocalStore) else None

    def put(self, client: str, pieces: Iterable[bytes], limit: int) -> StoredBlob:
        """Store a recording as it streams in, at most `limit` bytes of it. Raises BadAudio when there are more."""
        digest, size = hashlib.sha256(), 0

        def measured() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                size += len(piece)
                if size > limit:
                    raise BadAudio(
                        "the recording is larger than {limit} bytes", limit=limit, hint="split it, or raise the limit"
                    )
                digest.update(piece)
                yield piece

        draft = f"tmp/{uuid.uuid4()}"
        obstore.put(self._store, draft, measured())
        sha256 = digest.hexdigest()
        stored = StoredBlob(f"clients/{folder_of(client)}/{sha256[:2]}/{sha256}", sha256, size)
        # Also over what lies there already: it is the same, unless it was damaged, and then this mends it.
        self._sync(draft)
        obstore.rename(self._store, draft, stored.key)
        self._sync_folder(stored.key)
        return stored

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
        """Bytes under `key`. Raises NotFound."""
        with _or_not_found(key):
            return obstore.head(self._store, key)["size"]

    def read(self, key: str, start: int = 0, end: int | None = None) -> bytes:
        """Bytes `start` to `end` (exclusive; None: all the rest). Raises NotFound."""
        with _or_not_found(key):
            if end is None:
                return bytes(obstore.get(self._store, key).bytes())[start:]
            return bytes(obstore.get_range(self._store, key, start=start, end=end)) if end > start else b""

    def stream(self, key: str) -> Iterator[bytes]:
        """All bytes, in pieces. Raises NotFound before the first."""
        with _or_not_found(key):
            result = obstore.get(self._store, key)
        return (bytes(piece) for piece in result.stream(min_chunk_size=_PIECE))

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        """A path with the recording for as long as the `with` lasts: the file itself, or a copy.

        Raises NotFound, and BadAudio when its bytes are not those that came in.
        """
        if self._root is not None:
            path = self._root / key
            if not path.is_file():
                raise NotFound("nothing is stored under {key}", key=key)
            self._check(key, path)
            yield path
            return

        def fetch(path: Path) -> None:
            with path.open("wb") as file:
                file.writelines(self.stream(key))
            self._check(key, path)

        with self._cache.holding(key, fetch) as path:
            yield path

    def _check(self, key: str, path: Path) -> None:
        """Hash a recording, whose key ends in its sha256; one that was not touched since is not hashed again."""
        stat = path.stat()
        state = (key, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        if state in self._intact:
            return
        if sha256_of([path]) != key.rpartition("/")[2]:
            raise BadAudio(
                "the stored recording is damaged (its sha256 is not that of the file which came in)",
                hint="send the same file again, then have this one tried again",
            )
        self._intact.append(state)

    def write(self, key: str, data: bytes) -> None:
        """Small bytes under a key of the caller's choice, whole or not at all; replaces what was there."""
        obstore.put(self._store, key, data)
        self._sync(key)
        self._sync_folder(key)

    def draft(self, path: Path) -> str:
        """Keep the content of a file, and return where; it goes after a day, unless it is published."""
        draft = f"tmp/{uuid.uuid4()}"
        obstore.put(self._store, draft, path)
        self._sync(draft)
        return draft

    def publish(self, draft: str, key: str) -> None:
        """Have a draft under a key of the caller's choice, in the place of what was there."""
        obstore.rename(self._store, draft, key)
        self._sync_folder(key)

    def delete(self, key: str) -> None:
        """Remove; what is not there is removed already."""
        self._cache.drop(key)
        try:
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
        if self._root is not None:
            self._close(key)
            _fsync(self._root / key)

    def _close(self, key: str) -> None:
        """Nobody but us opens the file, or a folder on the way to it."""
        if self._root is not None:
            for part in (PurePosixPath(key), *list(PurePosixPath(key).parents)[:-1]):
                private.close(self._root / part)

    def _sync_folder(self, key: str) -> None:
        if self._root is not None:
            self._close(key)
            _fsync((self._root / key).parent)


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
