"""What the headers of a message say, however badly they are written."""

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from qa_service.ingest.mail import charsets

LONGEST = 1_000
"""Characters of a header that are read; one of a megabyte would take the parsers minutes."""
_LONGEST_LIST = 20_000  # characters of headers that list many addresses or ids
ADDRESS = re.compile(r"(?<![\w.+%'=/-])[\w.+%'=/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_LOCAL = re.compile(r"<\s{0,9}([^<>@\s]{1,64}@[^<>@\s]{1,200})\s{0,9}>")
_ID = re.compile(r"<([^<>\s]{1,400})>")
_COMMENT = re.compile(r"\(([^()]{1,200})\)")


class Writer(NamedTuple):
    """Who wrote or gets a message: the address in small letters and the name beside it; either may be empty."""

    address: str
    name: str

    @property
    def key(self) -> str:
        """By which the same person is known again."""
        return self.address or self.name.casefold()


def raw(message: Message, name: str, longest: int = LONGEST) -> str:
    """What the first header `name` says, unfolded and not decoded; empty without it."""
    return next((_plain(value)[:longest] for key, value in message.raw_items() if key.lower() == name.lower()), "")


def every(message: Message, name: str) -> list[str]:
    """All headers of this name."""
    return [_plain(value)[:_LONGEST_LIST] for key, value in message.raw_items() if key.lower() == name.lower()]


def _plain(value: object) -> str:
    text = "".join(str(value).splitlines())
    try:
        return charsets.decode(text.encode("ascii", "surrogateescape"))  # as the parser keeps bytes above ASCII
    except UnicodeError:
        return text


def header(message: Message, name: str) -> str:
    """What the first header `name` says as people read it; empty without it."""
    return decoded(raw(message, name))


def decoded(text: str) -> str:
    """With its encoded words (RFC 2047) as text; as it stands where they cannot be read."""
    if "=?" not in text:
        return text.strip()
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text.strip()
    return "".join(
        part if isinstance(part, str) else charsets.decode(part, charset or "") for part, charset in parts
    ).strip()


def sender(message: Message) -> Writer:
    """Whom From names, first of several; Sender or Reply-To where it names nobody."""
    for name in ("From", "Sender", "Reply-To", "X-From"):
        writer = writer_of(decoded(raw(message, name)))
        if writer.key:
            return writer
    return Writer("", "")


def writer_of(text: str) -> Writer:
    """`Maria Neri <maria@mail.example>`, `maria@mail.example (Maria Neri)`, or one of the two alone."""
    match = _LOCAL.search(text) or ADDRESS.search(text)
    if match is None:
        return Writer("", text.strip(" \"'<>"))
    address = match.group(1) if match.re is _LOCAL else match.group()
    name = text[: match.start()].strip(" \"',;<>([")
    comment = _COMMENT.search(text)
    return Writer(address.strip("'").lower(), name or (comment.group(1).strip() if comment else ""))


def recipients(message: Message, *names: str) -> list[Writer]:
    """All whom these headers list, in order, each once."""
    writers: dict[str, Writer] = {}
    for name in names:
        for text in every(message, name):
            for part in text.replace(";", ",").split(",")[:500]:
                writer = writer_of(decoded(part[:LONGEST]))
                if writer.address:
                    writers.setdefault(writer.address, writer)
    return list(writers.values())


def ids(message: Message, name: str) -> list[str]:
    """The message ids in a header, in order."""
    return [match for text in every(message, name) for match in _ID.findall(text)]


def message_id(message: Message) -> str:
    """Empty where it has none."""
    text = raw(message, "Message-ID").strip()
    match = _ID.search(text)
    return match.group(1) if match else "".join(text.strip("<>").split())[:400]


def date(message: Message) -> datetime | None:
    """When it was sent; None where that cannot be told. Without an offset it is UTC (RFC 5322: -0000)."""
    for text in (raw(message, "Date"), raw(message, "Received").rpartition(";")[2], raw(message, "Delivery-date")):
        try:
            moment = parsedate_to_datetime(text.strip()[:200])
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if 1980 <= moment.year < 2100:
            return moment
    return None
