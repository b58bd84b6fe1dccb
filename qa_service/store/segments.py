"""The content of a sealed file: segments of 64 KiB, each sealed with AES-256-GCM under its number.

A data key serves one file and no segment is written twice under it, so the number is the nonce. The order is
authenticated by it, the end by the length in the head.
"""

from collections.abc import Callable, Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qa_service.store.envelope import HEAD, NONCE, SEGMENT, TAG, Opened, damaged

ReadRange = Callable[[int, int], bytes]
"""The bytes of a file from one on, up to another."""
_AT_ONCE = 16
"""Segments that are read together: 1 MiB."""


def sealed(cipher: AESGCM, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The segments of a content that comes in pieces of any size."""
    number = 0
    rest = bytearray()
    for piece in pieces:
        rest += piece
        whole = len(rest) // SEGMENT * SEGMENT
        if whole:
            yield b"".join(
                _close(cipher, number + n, rest[n * SEGMENT : (n + 1) * SEGMENT]) for n in range(whole // SEGMENT)
            )
            number += whole // SEGMENT
            del rest[:whole]
    if rest:
        yield _close(cipher, number, rest)


def size_of_file(length: int, segment: int = SEGMENT) -> int:
    """Bytes of the sealed file of a content."""
    return HEAD + length + -(-length // segment) * TAG


def content(opened: Opened, read: ReadRange, name: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes `start` to `end` of the content; only the segments that hold them are read. Raises BadInput when one
    is not as it was written.
    """
    end = opened.length if end is None else min(end, opened.length)
    size, last = opened.segment, (end - 1) // opened.segment
    for first in range(start // size, last + 1, _AT_ONCE) if start < end else ():
        numbers = range(first, min(first + _AT_ONCE, last + 1))
        at = HEAD + first * (size + TAG)
        until = min(HEAD + (numbers[-1] + 1) * (size + TAG), size_of_file(opened.length, size))
        data = memoryview(read(at, until))
        parts = (data[n * (size + TAG) : (n + 1) * (size + TAG)] for n in range(len(numbers)))
        plain = b"".join(_open(opened.cipher, number, part, name) for number, part in zip(numbers, parts, strict=True))
        yield plain[max(0, start - first * size) : end - first * size]


def _close(cipher: AESGCM, number: int, data: bytes | bytearray) -> bytes:
    return cipher.encrypt(number.to_bytes(NONCE, "big"), data, None)


def _open(cipher: AESGCM, number: int, data: memoryview, name: str) -> bytes:
    try:
        return cipher.decrypt(number.to_bytes(NONCE, "big"), data, None)
    except (InvalidTag, ValueError):  # ValueError: too short for a tag
        raise damaged(name) from None
