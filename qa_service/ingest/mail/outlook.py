"""Messages that Outlook saves as files (.msg, [MS-OXMSG]): properties in streams of a compound file."""

import struct
from collections.abc import Mapping
from email.message import Message
from io import BytesIO
from typing import Any

import olefile  # type: ignore[import-untyped]  # it has no types

from qa_service.errors import BadDocument
from qa_service.ingest.mail import charsets, mapi
from qa_service.ingest.mail.mapi import MapiMessage

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORE_MAGIC = b"!BDN"
_PROPERTIES = "__properties_version1.0"
_LARGEST_STREAM = 16 << 20
_MOST = 500  # recipients, attachments
_DEEPEST = 3
_HEADER = {"root": 32, "inside": 24, "other": 8}  # bytes before the properties of fixed length
_TEXT, _TEXT8, _BINARY, _TIME, _LONG = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003


def is_message(head: bytes, raw: bytes) -> bool:
    """Whether a compound file is a message: Word and Excel keep theirs in the same container."""
    if not head.startswith(MAGIC):
        return False
    return _PROPERTIES.encode("utf-16-le") in raw


def message(raw: bytes) -> Message:
    """As mail of the net. Raises BadDocument where it cannot be read, or is no message."""
    try:
        with olefile.OleFileIO(BytesIO(raw)) as ole:
            return _message(ole, (), 0)
    except BadDocument:
        raise
    except Exception as error:
        raise BadDocument("cannot be read", hint="export the message anew, as .msg or .eml") from error


def _message(ole: "olefile.OleFileIO", place: tuple[str, ...], depth: int) -> Message:
    folders = sorted({tuple(path[: len(place) + 1]) for path in ole.listdir() if tuple(path[: len(place)]) == place})
    recipients = [path for path in folders if path[-1].startswith("__recip_version1.0")][:_MOST]
    attachments = [path for path in folders if path[-1].startswith("__attach_version1.0")][:_MOST]
    properties = _properties(ole, place, "inside" if place else "root")
    attached = [] if depth >= _DEEPEST else [found for path in attachments for found in _attached(ole, path, depth)]
    people = [_properties(ole, path, "other") for path in recipients]
    return mapi.message(MapiMessage(properties, people, attached))


def _attached(ole: "olefile.OleFileIO", path: tuple[str, ...], depth: int) -> list[Message]:
    """The message in an attachment, where it is one."""
    inside = (*path, "__substg1.0_3701000D")
    if not ole.exists([*inside, _PROPERTIES]):
        return []
    try:
        return [_message(ole, inside, depth + 1)]
    except BadDocument:
        return []


def _properties(ole: "olefile.OleFileIO", place: tuple[str, ...], kind: str) -> Mapping[int, Any]:
    """Texts, bytes, times and numbers by their id."""
    values = _fixed(ole, place, kind)
    page = mapi.codepage(values.get(mapi.MESSAGE_CODEPAGE)) or "cp1252"
    for path in ole.listdir():
        name = path[-1]
        if tuple(path[:-1]) != place or not name.startswith("__substg1.0_") or len(name) != 20:
            continue
        id, type = int(name[12:16], 16), int(name[16:20], 16)
        if type in (_TEXT, _TEXT8, _BINARY) and ole.get_size(path) <= _LARGEST_STREAM:
            raw = ole.openstream(path).read()
            values[id] = raw if type == _BINARY else _text(raw, type, page)
    return values


def _text(raw: bytes, type: int, page: str) -> str:
    return raw.decode("utf-16-le", "replace") if type == _TEXT else charsets.decode(raw, page)


def _fixed(ole: "olefile.OleFileIO", place: tuple[str, ...], kind: str) -> dict[int, Any]:
    """Those that stand in the stream of properties itself: 16 bytes each, an id, a type, flags and the value."""
    path = [*place, _PROPERTIES]
    if not ole.exists(path):
        return {}
    raw = ole.openstream(path).read(_LARGEST_STREAM)[_HEADER[kind] :]
    values: dict[int, Any] = {}
    for at in range(0, len(raw) - 15, 16):
        type, id, _, value = struct.unpack_from("<HHIQ", raw, at)
        if type == _TIME:
            values[id] = mapi.moment(value)
        elif type == _LONG:
            values[id] = value & 0xFFFFFFFF
    return values
