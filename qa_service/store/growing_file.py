"""A sealed file that only grows, so that a crash keeps what had arrived: a head (see `envelope`), then records.

A record is four bytes (how long its content is), a nonce and the sealed content; its number and length are
authenticated. Its nonce is random, since a record that a crash tore is cut off and its number given to another one.
"""

import io
import os
import secrets
import struct
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qa_service.store import envelope
from qa_service.store.envelope import HEAD, NONCE, TAG
from qa_service.store.key_ring import KeyRing

RECORD = 1 << 16
"""Most bytes of content in a record."""
_LENGTH = struct.Struct(">I")
_MORE = _LENGTH.size + NONCE + TAG


def begin(handle: int, name: str, ring: KeyRing) -> None:
    """Write the head of an empty one."""
    os.write(handle, envelope.sealed_head(ring.current, secrets.token_bytes(32), name, envelope.GROWING))


def is_one(handle: int) -> bool:
    """Whether a file is sealed so; what older versions began is not."""
    return envelope.is_sealed(os.pread(handle, len(envelope.MAGIC), 0))


class GrowingFile:
    """The file behind `handle`, from its first byte to the end of its last whole record."""

    def __init__(self, handle: int, name: str, ring: KeyRing) -> None:
        """Raises MissingKey, and BadInput where the head is damaged."""
        self._handle, self._name = handle, name
        head = envelope.read(os.pread(handle, HEAD, 0), name)
        self._cipher = AESGCM(envelope.unwrap(head, name, ring)[0])
        self._records, self.length, self._end = whole(handle)

    def cut_torn(self) -> None:
        """Take away what a crash left of a record at the end."""
        if os.fstat(self._handle).st_size > self._end:
            os.ftruncate(self._handle, self._end)

    def append(self, data: bytes) -> None:
        """One record more."""
        nonce, length = secrets.token_bytes(NONCE), _LENGTH.pack(len(data))
        record = length + nonce + self._cipher.encrypt(nonce, data, self._bound(self._records, length))
        unwritten = memoryview(record)
        while unwritten:
            unwritten = unwritten[os.write(self._handle, unwritten) :]
        self._records, self.length, self._end = self._records + 1, self.length + len(data), self._end + len(record)

    def pieces(self) -> Iterator[bytes]:
        """The content. Raises BadInput where a record is not as it was written."""
        at = HEAD
        for number in range(self._records):
            length = os.pread(self._handle, _LENGTH.size, at)
            size = _LENGTH.unpack(length)[0]
            record = os.pread(self._handle, NONCE + size + TAG, at + _LENGTH.size)
            try:
                yield self._cipher.decrypt(record[:NONCE], record[NONCE:], self._bound(number, length))
            except (InvalidTag, ValueError):
                raise envelope.damaged(self._name) from None
            at += _MORE + size

    def _bound(self, number: int, length: bytes) -> bytes:
        return struct.pack(">Q", number) + length


def whole(handle: int) -> tuple[int, int, int]:
    """How many whole records a file has, the bytes of content in them, and where the last of them ends."""
    size, at, records, content = os.fstat(handle).st_size, HEAD, 0, 0
    while at + _MORE <= size:
        length = _LENGTH.unpack(os.pread(handle, _LENGTH.size, at))[0]
        if at + _MORE + length > size:
            break
        at, records, content = at + _MORE + length, records + 1, content + length
    return records, content, at


class Plain(io.RawIOBase):
    """The content of one as a file that is read, from anywhere; what lies before is opened on the way."""

    def __init__(self, file: GrowingFile) -> None:
        super().__init__()
        self._file, self._place = file, 0
        self._pieces, self._rest, self._at = file.pieces(), memoryview(b""), 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """See `io.IOBase`; nothing is opened before it is read."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._file.length}[whence]
        self._place = start + offset
        return self._place

    def readinto(self, buffer: Any) -> int:
        """As much as is there; 0 at the end."""
        if self._place >= self._file.length:
            return 0
        if self._place < self._at:
            self._pieces, self._rest, self._at = self._file.pieces(), memoryview(b""), 0
        while self._at + len(self._rest) <= self._place:
            self._at += len(self._rest)
            self._rest = memoryview(next(self._pieces))
        part = self._rest[self._place - self._at :][: len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)
