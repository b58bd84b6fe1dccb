"""Keys that seal files at rest: the first one seals what is written from now on, the others open what lies there.

A key is called by an id that is derived from it, so that a wrong key is a missing one and never a damaged file.
"""

import hashlib
import hmac
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qa_service.errors import MissingKey
from qa_service.store.seal import derive

_PATIENCE = 10.0
"""Seconds in which a source that did not know a key is not asked again."""


class RestKey(NamedTuple):
    """A key under its id, twelve hexadecimal digits."""

    id: str
    cipher: AESGCM

    @classmethod
    def of(cls, secret: bytes) -> "RestKey":
        """The key that is derived from a secret."""
        key = derive(secret, "rest")
        return cls(hmac.new(key, b"qa-service/key id", hashlib.sha256).hexdigest()[:12], AESGCM(key))


class KeyRing:
    """Over a source of secrets, the current one first. `stamp` tells when the source is another than it was."""

    def __init__(self, load: Callable[[], Sequence[bytes]], stamp: Callable[[], object] = lambda: None) -> None:
        self._load, self._stamp, self._lock = load, stamp, threading.Lock()
        self._keys: dict[str, RestKey] = {}
        self._seen: object = None
        self._loaded_at = float("-inf")

    @property
    def current(self) -> RestKey:
        """What is written now is sealed with it."""
        return next(iter(self._fresh().values()))

    @property
    def ids(self) -> tuple[str, ...]:
        """Of all keys, the current one first."""
        return tuple(self._fresh())

    def key(self, id: str) -> RestKey:
        """Raises MissingKey. The source is asked again before: another process may have made the key meanwhile."""
        keys = self._fresh()
        if id not in keys and time.monotonic() - self._loaded_at > _PATIENCE:
            keys = self._reload()
        if id not in keys:
            raise MissingKey(
                "the key {id} is not in the key set, and what it sealed cannot be opened; put it back (see 'Encryption "
                "at rest' in docs/operations.md)",
                id=id,
            )
        return keys[id]

    def _fresh(self) -> dict[str, RestKey]:
        if self._keys and self._stamp() == self._seen:
            return self._keys
        return self._reload()

    def _reload(self) -> dict[str, RestKey]:
        with self._lock:
            stamp = self._stamp()
            keys = [RestKey.of(secret) for secret in self._load()]
            self._keys, self._seen, self._loaded_at = {key.id: key for key in keys}, stamp, time.monotonic()
            return self._keys
