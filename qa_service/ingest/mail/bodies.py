"""What is written in a message: the lines of its body, and the messages that it passes on as parts.

Attachments are nobody's words. Of the same text in several forms the plain one is read, unless it is empty or a stub,
or only the page tells what is quoted.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import cast

from qa_service.errors import BadDocument, say
from qa_service.ingest.mail import charsets, html_lines, lines, parsing, quotes
from qa_service.ingest.mail.headers import LONGEST, decoded
from qa_service.ingest.mail.lines import Line

_LONGEST_BODY = 500_000
_MOST_LINES = 20_000
_DEEPEST = 30
_SOFT_END = re.compile(rb"=\r?\n")
_PACKED = re.compile(rb"=(?:3D|C3=[89AB][0-9A-F]|E2=80=[89AB][0-9A-F])")
_PLAIN = frozenset({"text/plain", "text/x-markdown", "text/markdown", "text/x-plain"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_RICH = frozenset({"text/enriched", "text/richtext"})
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True)
class Body:
    """The lines that the writer sent, and whole messages among its parts."""

    lines: tuple[Line, ...] = ()
    messages: tuple[Message, ...] = ()


def body(message: Message) -> Body:
    """What is written in a message. Raises BadDocument where it is encrypted, or longer than is read."""
    parts = list(_written(message, 0))
    written: list[list[Line]] = []
    for part in parts:
        if isinstance(part, list) and part not in written:  # damaged messages hold the same text twice
            written.append(part)
    together = [line for part in written for line in (*part, Line(""))]
    return Body(tuple(together), tuple(part for part in parts if isinstance(part, Message)))


def _written(part: Message, depth: int) -> Iterator[list[Line] | Message]:
    kind = part.get_content_type()
    if depth > _DEEPEST:
        return
    if kind in ("multipart/encrypted", *_SEALED):
        raise _sealed(part, kind)
    elif kind in _MESSAGES:
        yield from _passed_on(part)
    elif part.is_multipart():
        children = [child for child in cast(list[Message], part.get_payload())]
        yield from _one_of(children, depth) if kind == "multipart/alternative" else _all(children, depth)
    elif _is_tnef(part):
        yield from _of_tnef(part, depth)
    elif not _is_attached(part, depth):
        text = _text(part, kind)
        if text:
            yield text


def _all(children: list[Message], depth: int) -> Iterator[list[Line] | Message]:
    """All parts; the copy that Outlook packs into winmail.dat only where nothing else is written."""
    packed = [child for child in children if _is_tnef(child)]
    items = [item for child in children if child not in packed for item in _written(child, depth + 1)]
    yield from items
    if not _words(items):
        for child in packed:
            yield from _written(child, depth + 1)


def _is_tnef(part: Message) -> bool:
    return part.get_content_type() in _TNEF or _file_name(part) == "winmail.dat"


def _sealed(part: Message, kind: str) -> BadDocument:
    is_signed = kind != "multipart/encrypted" and "signed" in str(part.get_param("smime-type", ""))
    what = say("holds its text inside a signature") if is_signed else say("is encrypted")
    return BadDocument(what, hint="export it from a program that can open it")


def _passed_on(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if not isinstance(payload, list) or not payload or not isinstance(payload[0], Message):
        return
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    packed = payload[0]
    if encoding in ("base64", "quoted-printable") and not packed.is_multipart():  # against RFC 2046, and done
        packed["Content-Transfer-Encoding"] = encoding
        yield parsing.parse_part(_bytes(packed).lstrip(b"\r\n"))
    else:
        yield packed


def _one_of(children: list[Message], depth: int) -> Iterator[list[Line] | Message]:
    forms = [(child, list(_written(child, depth + 1))) for child in children]
    with_words = [(child, form) for child, form in forms if _words(form)]
    yield from _best(with_words) if with_words else (item for _, form in forms for item in form)


def _best(forms: list[tuple[Message, list[list[Line] | Message]]]) -> list[list[Line] | Message]:
    plain = next((form for child, form in forms if child.get_content_type() in _PLAIN), None)
    other = next((form for child, form in reversed(forms) if child.get_content_type() not in _PLAIN), None)
    if plain is None or other is None:
        return forms[-1][1]
    if _words(plain) * 5 < _words(other):
        return other
    tells_less = quotes.is_own(_lines(plain)) and not quotes.is_own(_lines(other))
    return other if tells_less else plain


def _lines(form: list[list[Line] | Message]) -> list[Line]:
    return [line for part in form if isinstance(part, list) for line in part]


def _words(form: list[list[Line] | Message]) -> int:
    return sum(len(line.text.split()) for line in _lines(form))


def _of_tnef(part: Message, depth: int) -> Iterator[list[Line] | Message]:
    from qa_service.ingest.mail import tnef

    message = tnef.message(_bytes(part))
    if message is not None:
        yield from _written(message, depth + 1)


def _is_attached(part: Message, depth: int) -> bool:
    """A part with a name is a file, but for one that is the whole message."""
    disposition = (part.get_content_disposition() or "").lower()
    return depth > 0 and (disposition == "attachment" or bool(_file_name(part)))


def _file_name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")[:LONGEST].lower()
    except (LookupError, TypeError, ValueError):
        return decoded(str(part.get("Content-Disposition", ""))[:LONGEST])


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, kind: str) -> list[Line]:
    if kind not in _PLAIN | _PAGES | _RICH:
        return []
    text = charsets.decode(_unpacked(_bytes(part)), _charset(part))
    is_page = kind in _PAGES or text[:200].lstrip("\ufeff \r\n\t").lower().startswith(("<html", "<!doctype html"))
    if kind in _RICH:
        text, is_page = text.replace("<<", "&lt;").replace("\n\n", "<br>"), True
    text = html_lines.without_pictures(text) if is_page else text
    if len(text) > _LONGEST_BODY:
        raise BadDocument(
            "has a text of over {limit} characters", limit=_LONGEST_BODY, hint="export it without what it quotes"
        )
    if not is_page and text.count("\n") > _MOST_LINES:  # before they are looked at one by one
        raise _too_many_lines()
    if "-----BEGIN PGP MESSAGE-----" in text[:2_000]:
        raise BadDocument("is encrypted", hint="export it from a program that can open it")
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    joined = str(part.get_param("delsp", "")).lower() == "yes"
    read = html_lines.of_html(text) if is_page else lines.of_text(text, flowed=flowed, joined=joined)
    if len(read) > _MOST_LINES:
        raise _too_many_lines()
    return read


def _unpacked(raw: bytes) -> bytes:
    """Without a second coat of quoted-printable, which programs put on that pass on what is packed already."""
    is_packed = len(_SOFT_END.findall(raw)) > 2 and _PACKED.search(raw) is not None
    return quopri.decodestring(raw) if is_packed else raw


def _too_many_lines() -> BadDocument:
    return BadDocument("has a text of over {limit} lines", limit=_MOST_LINES, hint="export it without what it quotes")


def _charset(part: Message) -> str:
    try:
        charset = part.get_param("charset", "")
    except (LookupError, TypeError, ValueError):
        return ""
    return charset[2] if isinstance(charset, tuple) else str(charset or "")
