"""A file of a telephone system: recognised by what stands in it, whatever it is called, and read."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from qa_service.errors import BadDocument
from qa_service.ingest import most, queue_log
from qa_service.ingest.phone import asterisk_queue, freeswitch, mapping, record_table
from qa_service.ingest.phone.clock import Clock
from qa_service.ingest.phone.log import Form, LogLine, PhoneLog
from qa_service.ingest.phone.mapping import QueueMapping

_MOST_LINES = 400_000
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class PhoneOptions:
    """How a file is read: when it is now, on whose clocks times without an offset are, how large it may be once
    unpacked, and how a table of its own kind is read.
    """

    now: datetime
    zone: str
    largest: int = 16 * 1024 * 1024
    mapping: QueueMapping | None = None


def recognised(raw: bytes) -> Form | None:
    """The kind of file, told by its beginning; None: none of a telephone system. A table that needs a mapping and the
    service's own forms are not told apart from other tables here. What is packed and damaged is of no kind.
    """
    try:
        text = decoded(unpacked(raw, len(raw) * 4 + 65_536, whole=False)[:200_000])
    except BadDocument:
        return None
    if freeswitch.is_xml(text) or freeswitch.is_json(text):
        return Form.FREESWITCH_CDR
    if asterisk_queue.is_one(text):
        return Form.ASTERISK_QUEUE_LOG
    shape = record_table.shape_of(text)
    return None if shape is None else shape.form


def read(raw: bytes, options: PhoneOptions) -> PhoneLog:
    """What a file tells. Raises BadDocument where nothing can be read at all."""
    data, clock = unpacked(raw, options.largest), Clock(options.now, ZoneInfo(options.zone))
    most.check_lines(data.count(b"\n"), _MOST_LINES)
    if options.mapping is not None:
        return mapping.read(decoded(data), options.mapping, clock)
    form = recognised(data)
    if form is None:
        lines = [LogLine(line.number, line.result) for line in queue_log.read(data, options.now)]
        return PhoneLog(Form.OWN, lines)
    text = decoded(data)
    if form is Form.ASTERISK_QUEUE_LOG:
        return asterisk_queue.read(text, clock)
    if freeswitch.is_xml(text) or freeswitch.is_json(text):
        return freeswitch.read(text, clock)
    shape = record_table.shape_of(text)
    assert shape is not None  # or it was not recognised
    return record_table.read(text, shape, clock)


def unpacked(raw: bytes, largest: int, *, whole: bool = True) -> bytes:
    """The file itself, where it was packed by gzip as rotated logs are; several parts one after the other are one.
    Raises BadDocument where it is larger than `largest` (`whole`) or is damaged.
    """
    if not raw.startswith(_GZIP):
        return raw
    parts, rest, room = list[bytes](), raw, largest
    try:
        while rest.startswith(_GZIP) and room > 0:
            unpacker = zlib.decompressobj(wbits=31)
            parts.append(unpacker.decompress(rest, room))
            room -= len(parts[-1])
            if unpacker.unconsumed_tail or not unpacker.eof:
                if whole and not unpacker.eof and room > 0:
                    raise BadDocument("is packed and ends too soon", hint="hand in the whole file")
                break
            rest = unpacker.unused_data
    except zlib.error as error:
        raise BadDocument("is packed and damaged", hint="hand in the file as the telephone system wrote it") from error
    if whole and room <= 0:
        raise BadDocument("is too large once it is unpacked", hint="split it; a call may go on in the next file")
    return b"".join(parts)


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or the usual Western encoding. Telephone systems do not say."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
