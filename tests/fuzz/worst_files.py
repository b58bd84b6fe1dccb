"""The files that cost each reader most, of any size: what stands in them is legal or nearly, and very much of it."""

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

Maker = Callable[[int], bytes]
"""Makes a file of about so many bytes."""


def filled(unit: str, head: str = "", tail: str = "") -> Maker:
    """The same piece over and over, between a head and a tail; `{n}` in it counts."""

    def make(size: int) -> bytes:
        if "{n}" not in unit:
            return (head + unit * (size // len(unit.encode())) + tail).encode()
        return (head + "".join(unit.replace("{n}", str(n)) for n in range(size // (len(unit) + 4))) + tail).encode()

    return make


def packed(parts: Callable[[int], Iterator[tuple[str, bytes]]], method: int = zipfile.ZIP_DEFLATED) -> Maker:
    """A ZIP archive of the parts that are made for a size."""

    def make(size: int) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, content in parts(size):
                archive.writestr(name, content)
        return file.getvalue()

    return make


# --- spreadsheets


_WORKBOOK = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats'
    b'.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK: Mapping[str, bytes] = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ).encode(),
    "xl/workbook.xml": _WORKBOOK,
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ).encode(),
}
_MAIN = '<{name} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_HEADING = '<row r="1"><c t="inlineStr"><is><t>speaker</t></is></c><c t="inlineStr"><is><t>text</t></is></c></row>'


def workbook(row: str, string: str = "", rows_share: float = 1.0) -> Maker:
    """A spreadsheet whose sheet and strings unpack to so many bytes, of which `rows_share` are of rows. `{n}` in a row
    is its number.
    """

    def parts(size: int) -> Iterator[tuple[str, bytes]]:
        yield from _BOOK.items()
        rows = "".join(row.replace("{n}", str(n + 2)) for n in range(int(size * rows_share) // (len(row) + 3)))
        sheet = _MAIN.format(name="worksheet") + "<sheetData>" + _HEADING + rows + "</sheetData></worksheet>"
        yield "xl/worksheets/sheet1.xml", sheet.encode()
        strings = string * (int(size * (1 - rows_share)) // len(string)) if string else ""
        yield "xl/sharedStrings.xml", (_MAIN.format(name="sst") + strings + "</sst>").encode()

    return packed(parts)


def _times(maker: Maker, factor: float) -> Maker:
    return lambda size: maker(int(size * factor))


_CELL = '<c t="n"><v>1</v></c>'
_TEXT = '<c t="inlineStr"><is><t>a</t></is></c>'
_UNPACKED = 12
"""Such XML is small on the disk, so that it is made of so many times the size of the other files."""
SPREADSHEETS: Mapping[str, Maker] = {
    "cells.xlsx": _times(workbook(f'<row r="{{n}}">{_CELL * 100}</row>'), _UNPACKED),
    "empty cells.xlsx": _times(workbook(f'<row r="{{n}}">{"<c/>" * 100}</row>'), _UNPACKED),
    "rows.xlsx": _times(workbook("<row/>"), _UNPACKED),
    "rows of two.xlsx": _times(workbook(f'<row r="{{n}}">{_TEXT * 2}</row>'), _UNPACKED),
    "wide.xlsx": _times(workbook(f'<row r="{{n}}">{_CELL * 20_000}</row>'), _UNPACKED),
    "strings.xlsx": _times(workbook("<row/>", "<si><t>a</t></si>", 0.0), _UNPACKED),
    "far row.xlsx": workbook('<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'),
    "entities.xlsx": packed(
        lambda size: iter([
            *_BOOK.items(),
            (
                "xl/worksheets/sheet1.xml",
                b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1_000 + b'">' + b"".join(
                    b'<!ENTITY b%d "%s">' % (n, (b"&b%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)
                ) + b"]>" + (_MAIN.format(name="worksheet") + "<sheetData>" + _HEADING).encode()
                + b'<row r="2"><c t="inlineStr"><is><t>&b8;</t></is></c></row></sheetData></worksheet>',
            ),
        ])
    ),
}  # fmt: skip


# --- archives


def _overlapping(size: int) -> bytes:
    """Many entries that share one compressed body of zeros (as in Fifield's bombs of 2019, without its nesting)."""
    content = b"\0" * 20_000_000
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = raw.compress(content) + raw.flush()
    crc = zlib.crc32(content)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(body), len(content), 5, 0) + b"a.txt"
    entries = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(body), len(content), 9, 0, 0, 0, 0, 0, 0
        )
        + b"%05d.txt" % number
        for number in range(min(200, size // 60))
    )
    count = len(entries) // 55
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entries), len(head) + len(body), 0)
    return head + body + entries + end


def _nested(size: int) -> Iterator[tuple[str, bytes]]:
    content = filled("0")(size)
    for depth in range(20):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip" if depth else "a.txt", content)
        content = file.getvalue()
    yield "inside.zip", content


ARCHIVES: Mapping[str, Maker] = {
    "overlapping.zip": _overlapping,
    "tiny.zip": packed(lambda size: ((f"{n}.txt", b"a") for n in range(size // 100))),
    "ten thousand.zip": packed(lambda _: ((f"{n}.txt", b"Agente: si\nCliente: no\n") for n in range(10_000))),
    "deep.zip": packed(lambda size: (("a/" * 100 + f"{n}.txt", b"a") for n in range(min(10_000, size // 400)))),
    "nested.zip": packed(_nested),
    "zeros.zip": packed(lambda size: ((f"{n}.txt", bytes(10 * size)) for n in range(20))),
    "mails.zip": packed(
        lambda size: ((f"{n}.eml", b"From: a@b.example\nSubject: x\n\nciao\n") for n in range(min(size // 200, 10_000)))
    ),
}


# --- mail


_HEAD = "From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b>\nDate: Tue, 03 Nov 2026 09:14:05 +0100\n"
_SEPARATOR = "From a@b.example Tue Nov  3 09:14:05 2026\n"


def _deep(size: int) -> bytes:
    depth = size // 90
    opened = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (_HEAD + "MIME-Version: 1.0\n" + "".join(opened) + "\nciao").encode()


def _messages_inside(size: int) -> bytes:
    unit = "Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: x\n"
    return (_HEAD + unit * (size // len(unit)) + "\nciao").encode()


def _attached(size: int) -> bytes:
    body = base64.encodebytes(b"a" * (size * 3 // 4)).decode()
    return (
        _HEAD + 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nciao\n--b\nContent-Type: '
        f"application/octet-stream\nContent-Transfer-Encoding: base64\n\n{body}\n--b--\n"
    ).encode()


def _outlook(size: int) -> bytes:
    """The head of a compound file whose tables of sectors go on to the end of it, or in a circle."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 109, 1, 0, 4096, 2, 1, 0, 0)
    head += struct.pack("<109I", *range(109))
    sectors = (size - 512) // 4
    return head + struct.pack(f"<{sectors}I", *((n + 1) % (sectors // 128) for n in range(sectors)))


def _tnef(size: int) -> bytes:
    attribute = struct.pack("<BIIH", 1, 0x00069003, 0, 0)
    return b"\x78\x9f\x3e\x22" + struct.pack("<H", 1) + attribute * (size // len(attribute))


_MBOX = _SEPARATOR + "From: a@b.example\n\na\n\n"
MAIL: Mapping[str, Maker] = {
    "equal.mbox": filled(_MBOX),
    "tiny.mbox": filled(_SEPARATOR + "From: a@b\nMessage-ID: <{n}@b>\n\na\n\n"),
    "thread.mbox": filled(
        _SEPARATOR + "From: a@b\nTo: c@d\nSubject: Re: x\nMessage-ID: <{n}@b>\nReferences: <0@b>\n\na\n\n"
    ),
    "subject.mbox": filled(_SEPARATOR + "From: a@b\nTo: c@d\nSubject: x\nMessage-ID: <{n}@b>\n\na\n\n"),
    "separators.mbox": filled(_SEPARATOR),
    "deep.eml": _deep,
    "messages inside.eml": _messages_inside,
    "attached.eml": _attached,
    "quotes.eml": filled("> a\n\n", _HEAD + "\n"),
    "heading.eml": filled("On Mon, Nov 2, 2026 at 9:00 AM A wrote:\n> a\n", _HEAD + "\n"),
    "tags.eml": filled("<div>a", _HEAD + "Content-Type: text/html\n\n"),
    "blockquotes.eml": filled("<blockquote>a", _HEAD + "Content-Type: text/html\n\n"),
    "tables.eml": filled("<table><tr><td>a", _HEAD + "Content-Type: text/html\n\n"),
    "references.eml": lambda size: (_HEAD + "References:" + " <a@b>" * (size // 6) + "\n\nciao").encode(),
    "recipients.eml": lambda size: ("From: a@b\nTo: " + "a@b,\n " * (size // 6) + "\n\nciao").encode(),
    "headers.eml": filled("X: a\n", _HEAD, "\nciao"),
    "encoded.eml": filled("=E8", _HEAD + "Content-Transfer-Encoding: quoted-printable\n\n"),
    "circle.msg": _outlook,
    "attributes.dat": _tnef,
}


# --- text, tables and logs


_DAY = "03/11/26, 09:14 - "
_QUEUE = "1366720340|1366720340.{n}|Q|SIP/1|"
_RECORD = '"","39021","100","in","","SIP/a","SIP/b","Queue","q,t","2026-11-03 09:14:05",,"2026-11-03 09:14:09",4,0'
_GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 9\ntiers? <exists>\n'


def _grid(interval: str, count: str) -> Maker:
    """A TextGrid of one tier, that says how many intervals it has."""

    def make(size: int) -> bytes:
        number = min(size // len(interval), 1_000_000)
        tier = 'size = 1\nclass = "IntervalTier"\nname = "a"\nxmin = 0\nxmax = 9\n' + count.replace("{n}", str(number))
        return (_GRID + tier + interval * number).encode()

    return make


TEXT: Mapping[str, Maker] = {
    "lines.txt": filled("Agente: sì\nCliente: no\n"),
    "names.txt": filled("A: a\nB: b\n"),
    "bare lines.txt": filled("a\n", "Agente: sì\nCliente: no\nAgente: sì\nCliente: no\n"),
    "chat.txt": filled(_DAY + "Anna: a\n"),
    "chat of many.txt": filled(_DAY + "A{n}: a\n"),
    "chat of days.txt": lambda size: "".join(
        f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/{n // 336 % 14 + 12}, 09:14 - {'AB'[n % 2]}: a\n"
        for n in range(size // 24)
    ).encode(),
    "chat notices.txt": filled(_DAY + "Hai eliminato questo messaggio\n", _DAY + "A: a\n"),
    "chat lines.txt": filled("a\n", _DAY + "Anna: a\n"),
    "cues.vtt": filled("00:01.000 --> 00:02.000\na\n\n", "WEBVTT\n\n"),
    "voices.vtt": filled("00:01.000 --> 00:02.000\n<v A>a</v>\n\n", "WEBVTT\n\n"),
    "bare.vtt": filled("a\n\n", "WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n"),
    "cues.srt": filled("{n}\n00:00:01,000 --> 00:00:02,000\na\n\n"),
    "one cue.srt": filled("a\n", "1\n00:00:01,000 --> 00:00:02,000\n"),
    "intervals.TextGrid": _grid('xmin = 1\nxmax = 2\ntext = "a"\n', "intervals: size = {n}\n"),
    "short.TextGrid": _grid('1\n2\n"a"\n', "{n}\n"),
    "numbers.TextGrid": filled("1 ", 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n'),
    "tiers.TextGrid": filled('"IntervalTier"\n"a"\n0\n1\n1\n0\n1\n"a"\n', _GRID + "size = 1\n"),
    "separators.csv": filled(",", "speaker,text\n"),
    "quotes.csv": filled('"', "speaker,text\n"),
    "quoted.csv": filled('"",""\n', "speaker,text\n"),
    "rows.csv": filled("a,b\n", "speaker,text\n"),
    "empty rows.csv": filled(",\n", "speaker,text\n"),
    "contacts.csv": filled("{n},a,b\n", "conversation id,speaker,text\n"),
    "columns.csv": lambda size: ("text," * (size // 10) + "\n" + "a," * (size // 4) + "\n").encode(),
    "times.csv": filled("1,a,b,31/12/2025 09:14\n", "conversation id,speaker,text,at\n"),
    "queue.log": filled(_QUEUE + "ENTERQUEUE||1\n"),
    "queue of events.log": filled("1366720340|1.1|Q|SIP/1|CONNECT|1\n"),
    "records.csv": filled(_RECORD + ',"ANSWERED","3","u{n}",""\n'),
    "queue of strays.log": filled("|\n", (_QUEUE.replace("{n}", "1") + "ENTERQUEUE||1\n") * 100),
    "records of strays.csv": filled("a\n", (_RECORD + ',"ANSWERED","3","u",""\n') * 100),
    "queue own.csv": filled("{n},q,2026-11-03T09:14:05Z\n", "call,queue,offered_at\n"),
    "queue own strays.csv": filled("a,\n", "call,queue,offered_at\n"),
    "queue own.jsonl": filled('{"call":"{n}","queue":"q","event":"offered","at":"2026-11-03T09:14:05Z"}\n'),
    "queue own strays.jsonl": filled("{}\n"),
    "records.xml": filled(
        "<variables><uuid>{n}</uuid></variables>", "<?xml version='1.0'?><cdr core-uuid='a'>", "</cdr>"
    ),
}  # fmt: skip


# --- JSON


def _json(unit: str, head: str, tail: str) -> Maker:
    def make(size: int) -> bytes:
        pieces = (unit.replace("{n}", str(n)) for n in range(size // (len(unit) + 4)))
        return (head + ",".join(pieces) + tail).encode()

    return make


_VCON = '{"vcon":"0.3.0","uuid":"u","created_at":"2026-11-03T09:00:00Z","parties":['
_SAID = '{"type":"text","start":"2026-11-03T09:00:00Z","parties":[0],"body":"a"}'


def _sound(size: int) -> bytes:
    sound = base64.urlsafe_b64encode(b"RIFF" + bytes(size * 3 // 4)).decode()
    dialog = {"type": "recording", "start": "2026-11-03T09:00:00Z", "parties": [0], "encoding": "base64url"}
    content = {"vcon": "0.3.0", "uuid": "u", "parties": [{}], "dialog": [{**dialog, "body": sound}]}
    return json.dumps(content).encode()


JSON: Mapping[str, Maker] = {
    "deep.json": filled('{"a":'),
    "deep list.json": filled("["),
    "deep known.json": filled('{"turns":[{"segments":['),
    "numbers.json": _json("1", "[", "]"),
    "empty objects.json": _json("{}", "[", "]"),
    "keys.json": _json('"{n}":1', "{", "}"),
    "digits.json": filled("9", '{"id":', "}"),
    "escapes.json": filled("\\u0000", '{"turns":[{"text":"', '"}]}'),
    "turns.json": _json('{"speaker":"A","text":"a"}', '{"turns":[', "]}"),
    "segments.json": _json('{"start":1,"end":2,"text":"a"}', '{"text":"a","language":"it","segments":[', "]}"),
    "words.json": _json(
        '{"word":"a","start":1,"end":2,"speaker":0}', '{"results":{"channels":[{"alternatives":[{"words":[', "]}]}]}}"
    ),
    "rows.json": _json('{"speaker":"A","text":"a"}', "[", "]"),
    "conversations.json": _json(
        '{"type":"conversation","id":"{n}","source":{"body":"a"},"conversation_parts":{}}', "[", "]"
    ),
    "tickets.json": _json('{"ticket":{"id":{n}},"comments":[{"id":{n},"body":"a"}]}', "[", "]"),
    "lines.jsonl": filled('{"id":"{n}","client":"a","channel":"chat","turns":[{"text":"a"}]}\n'),
    "empty lines.jsonl": filled("{}\n"),
    "sound.vcon": _sound,
    "dialogs.vcon": _json(_SAID, _VCON + '{}],"dialog":[', "]}"),
    "parties.vcon": _json('{"name":"{n}"}', _VCON, '],"dialog":[' + _SAID + "]}"),
    "analysis.vcon": _json(
        '{"type":"transcript","dialog":0,"body":"a"}', _VCON + '{}],"dialog":[' + _SAID + '],"analysis":[', "]}"
    ),
    "freeswitch.json": _json('"{n}":"1"', '{"core-uuid":"a","variables":{', "}}"),
}
FILES: Mapping[str, Maker] = {**SPREADSHEETS, **ARCHIVES, **MAIL, **TEXT, **JSON}
"""By name, whose ending tells the kind."""
