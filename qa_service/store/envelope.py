"""The head of a sealed file: which key opens it, and how long the content is (docs/decisions/encryption-at-rest.md).

    8 bytes   "QASEALED"
    4 bytes   version 1, and three zeros
    4 bytes   bytes of content in a segment
    8 bytes   bytes of content in all; 2^64 - 1: it still grows
    2 * 96    slots: id of the key (16), nonce (12), data key sealed with that key (48), zeros (20)
    40        zeros

The content is sealed with a data key of its own, which stands in a slot sealed with a key of the installation. Segment
size, length and the name of the file are authenticated with it, so that a file that was cut, lengthened or put in the
place of another does not open. There are two slots so that the key can change in place: the new one is written and on
the disk before the old one is cleared.
"""

import secrets
import struct
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from qa_service.errors import BadInput
from qa_service.store.key_ring import KeyRing, RestKey

MAGIC = b"QASEALED"
HEAD, SEGMENT, TAG, NONCE = 256, 1 << 16, 16, 12
GROWING = 2**64 - 1
_START = struct.Struct(">8sB3xIQ")
_SLOT, _ID, _WRAPPED = 96, 16, 48
_SLOTS = (_START.size, _START.size + _SLOT)


class Head(NamedTuple):
    """A head that was read. `slots`: key id, nonce and sealed data key; None where a slot is empty."""

    length: int
    segment: int
    slots: tuple["Slot | None", "Slot | None"]


class Slot(NamedTuple):
    """A data key, sealed with the key of that id."""

    id: str
    nonce: bytes
    wrapped: bytes


class Opened(NamedTuple):
    """What opens the segments of a file, and how long its content is."""

    cipher: AESGCM
    length: int
    segment: int


def is_sealed(start: bytes) -> bool:
    """Whether a file that begins so is sealed; what was written by older versions is not."""
    return start.startswith(MAGIC)


def damaged(name: str) -> BadInput:
    """The refusal of a file that is not as it was written."""
    return BadInput(
        "a sealed file does not open: it was changed, cut, or put in the place of another",
        where=name,
        hint="have it from a backup, or send again what it was made of",
    )


def sealed_head(key: RestKey, data_key: bytes, name: str, length: int) -> bytes:
    """The head of a new file, with its data key in the first slot."""
    start = _START.pack(MAGIC, 1, SEGMENT, length)
    return (start + wrap(key, data_key, name, length, SEGMENT)).ljust(HEAD, b"\0")


def wrap(key: RestKey, data_key: bytes, name: str, length: int, segment: int) -> bytes:
    """A slot."""
    nonce = secrets.token_bytes(NONCE)
    wrapped = key.cipher.encrypt(nonce, data_key, _bound(name, length, segment))
    return (key.id.encode().ljust(_ID, b"\0") + nonce + wrapped).ljust(_SLOT, b"\0")


def read(head: bytes, name: str) -> Head:
    """Raises BadInput on one that this version did not write."""
    try:
        magic, version, segment, length = _START.unpack_from(head)
    except struct.error:
        raise damaged(name) from None
    if magic != MAGIC or version != 1 or len(head) < HEAD or not 0 < segment <= 1 << 24:
        raise damaged(name)
    first, second = (_slot(head[at : at + _SLOT]) for at in _SLOTS)
    return Head(length, segment, (first, second))


def _slot(data: bytes) -> Slot | None:
    id = data[:_ID].rstrip(b"\0")
    if not id:
        return None
    nonce, wrapped = data[_ID : _ID + NONCE], data[_ID + NONCE : _ID + NONCE + _WRAPPED]
    return Slot(id.decode("ascii", "replace"), nonce, wrapped)


def key_ids(head: Head) -> list[str]:
    """By which keys it opens: one, or two where a change of the key was broken off."""
    return [slot.id for slot in head.slots if slot is not None]


def unwrap(head: Head, name: str, ring: KeyRing) -> tuple[bytes, int]:
    """The data key, and which slot it came from. Raises MissingKey, and BadInput where the head is damaged or belongs
    to another file.
    """
    known = set(ring.ids)
    slots = [(slot, place) for place, slot in enumerate(head.slots) if slot is not None]
    for slot, place in sorted(slots, key=lambda pair: pair[0].id not in known):
        key, bound = ring.key(slot.id), _bound(name, head.length, head.segment)
        try:
            return key.cipher.decrypt(slot.nonce, slot.wrapped, bound), place
        except InvalidTag:
            continue  # a slot that a power cut left half written
    raise damaged(name)


def opened(head: Head, name: str, ring: KeyRing) -> Opened:
    """Raises as `unwrap`."""
    return Opened(AESGCM(unwrap(head, name, ring)[0]), head.length, head.segment)


def changes_of_key(head: Head, name: str, ring: KeyRing) -> list[tuple[int, bytes]]:
    """What to write where, one after the other and each on the disk before the next, so that the current key opens the
    file and no other does; nothing where that is so. Raises as `unwrap`.
    """
    data_key, place = unwrap(head, name, ring)
    key, slot, other = ring.current, head.slots[place], 1 - place
    if slot is not None and slot.id == key.id:
        return [] if head.slots[other] is None else [(_SLOTS[other], bytes(_SLOT))]
    new = wrap(key, data_key, name, head.length, head.segment)
    return [(_SLOTS[other], new), (_SLOTS[place], bytes(_SLOT))]


def _bound(name: str, length: int, segment: int) -> bytes:
    """What a slot is authenticated with."""
    return b"qa-service/file/1:" + struct.pack(">IQ", segment, length) + name.encode()
