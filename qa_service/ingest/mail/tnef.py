"""What Outlook puts into winmail.dat ([MS-OXTNEF]): the text of a message and, for meetings, its kind."""

import struct
from collections.abc import Iterator
from email.message import Message
from typing import Any

from qa_service.errors import BadDocument
from qa_service.ingest.mail import charsets, mapi
from qa_service.ingest.mail.mapi import MapiMessage

SIGNATURE = b"\x78\x9f\x3e\x22"
_CLASS, _SUBJECT, _BODY, _PROPERTIES, _CODEPAGE, _SENT = 0x8008, 0x8004, 0x800C, 0x9003, 0x9007, 0x8005
_MOST = 20_000
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_TEXTS = {0x1E, 0x1F, 0x0D, 0x102}


def message(raw: bytes) -> Message | None:
    """The message inside; None where it cannot be read. Raises BadDocument for what is no message."""
    if not raw.startswith(SIGNATURE):
        return None
    try:
        return mapi.message(MapiMessage(_properties(raw)))
    except (struct.error, ValueError, IndexError, UnicodeError):
        return None
    except BadDocument as error:
        if error.what.template == "is encrypted":
            return None
        raise


def _properties(raw: bytes) -> dict[int, Any]:
    values: dict[int, Any] = {}
    page = "cp1252"
    for id, data in _attributes(raw):
        if id == _CODEPAGE and len(data) >= 4:
            page = mapi.codepage(struct.unpack_from("<I", data)[0]) or page
        elif id == _CLASS:
            values.setdefault(mapi.CLASS, _class(data.rstrip(b"\x00").decode("ascii", "replace")))
        elif id == _SUBJECT:
            values.setdefault(mapi.SUBJECT, charsets.decode(data.rstrip(b"\x00"), page))
        elif id == _BODY:
            values.setdefault(mapi.BODY, charsets.decode(data.rstrip(b"\x00"), page))
        elif id == _PROPERTIES:
            for name, value in _mapi(data, page):
                values.setdefault(name, value)
    return values


def _class(name: str) -> str:
    """The elder names of the kinds of messages."""
    if name.startswith("IPM.Microsoft Schedule."):
        return "IPM.Schedule.Meeting"
    return "IPM.Note" if name.startswith("IPM.Microsoft Mail.Note") else name


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Of the message, not of its attachments: level, id, type, length, data, checksum."""
    at = 6
    for _ in range(_MOST):
        if at + 9 > len(raw):
            return
        level, id, _type, length = struct.unpack_from("<BHHI", raw, at)
        data = raw[at + 9 : at + 9 + length]
        at += 9 + length + 2
        if level == 1:
            yield id, data


def _mapi(data: bytes, page: str) -> Iterator[tuple[int, Any]]:
    """The properties of a message: each a type, an id, the name of a named one, and one value or several."""
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(min(count, _MOST)):
        type, id = struct.unpack_from("<HH", data, at)
        at += 4
        if id >= 0x8000:
            at = _after_name(data, at)
        several = type & 0x1000 or type in _TEXTS
        number = struct.unpack_from("<I", data, at)[0] if several else 1
        at += 4 if several else 0
        for _ in range(min(number, _MOST)):
            value, at = _value(data, at, type & ~0x1000, page)
            if value is not None:
                yield id, value


def _after_name(data: bytes, at: int) -> int:
    kind: int = struct.unpack_from("<I", data, at + 16)[0]
    if kind == 0:
        return at + 24
    length: int = struct.unpack_from("<I", data, at + 20)[0]
    return at + 24 + length + -length % 4


def _value(data: bytes, at: int, type: int, page: str) -> tuple[Any, int]:
    if type in _TEXTS:
        (length,) = struct.unpack_from("<I", data, at)
        raw = data[at + 4 : at + 4 + length]
        end = at + 4 + length + -length % 4
        if type == 0x1F:
            return raw.decode("utf-16-le", "replace").rstrip("\x00"), end
        return (charsets.decode(raw.rstrip(b"\x00"), page) if type == 0x1E else raw), end
    size = _SIZES.get(type)
    if size is None:
        raise ValueError("no type of a property")
    if type == 3:
        return struct.unpack_from("<I", data, at)[0], at + size
    return (mapi.moment(struct.unpack_from("<Q", data, at)[0]) if type == 0x40 else None), at + size
