"""Local copies of recordings that lie in object storage, since decoders read files.

The steps of one recording come one after the other and each opens it, so the last copies are kept. They are unmasked:
they lie in a folder of this process alone, go when the recording goes, and what a killed process left is removed by
the next one to start on this machine.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qa_service import temporary


class BlobCache:
    """At most `most` copies that nobody reads at the moment."""

    def __init__(self, most: int = 1) -> None:
        self._most, self._lock = most, threading.Lock()
        self._readers: dict[str, int] = {}  # by key, the one used last at the end
        self._folder: Path | None = None

    @contextmanager
    def holding(self, key: str, fetch: Callable[[Path], None]) -> Iterator[Path]:
        """A file with the content of `key`, which `fetch` writes when there is no copy yet."""
        with self._lock:
            path = self._path(key)
            if key not in self._readers:
                _fetch(path, fetch)
            self._readers[key] = self._readers.pop(key, 0) + 1
        try:
            yield path
        finally:
            with self._lock:
                self._readers[key] -= 1
                self._thin_out(self._most)

    def drop(self, key: str) -> None:
        """Remove a copy that nobody reads."""
        with self._lock:
            if self._readers.get(key) == 0:
                self._remove(key)

    def _thin_out(self, most: int) -> None:
        unread = [key for key, readers in self._readers.items() if readers == 0]
        for key in unread[: max(0, len(unread) - most)]:
            self._remove(key)

    def _remove(self, key: str) -> None:
        del self._readers[key]
        self._path(key).unlink()

    def _path(self, key: str) -> Path:
        if self._folder is None:
            self._folder = temporary.lasting_folder("copies")
        return self._folder / key.replace("/", "_")


def _fetch(path: Path, fetch: Callable[[Path], None]) -> None:
    try:
        fetch(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
