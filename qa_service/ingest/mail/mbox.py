"""Where the messages of a mailbox file begin and end (RFC 4155 and its elder forms), without holding it in memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qa_service.ingest.mail.bounds import LARGEST, too_large

_FROM = re.compile(
    rb"From [^\r\n]{0,200}?"
    rb"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? |\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2} \d{2,4})"
    rb"[^\r\n]{0,40}\d{1,2}:\d\d[^\r\n]{0,60}\r?\n?\Z"
)
_ANY = re.compile(rb"From [^\r\n]{1,200}\r?\n?\Z")
_HEADER = re.compile(rb"(?:>?From |[!-9;-~]{1,70}:)")
_QUOTED = re.compile(rb"^>(>{0,20}From )", re.MULTILINE)
_LONGEST_LINE = 1 << 20


class Span(NamedTuple):
    """Bytes of a file: one message without the line before it."""

    start: int
    length: int


def is_mailbox(head: bytes) -> bool:
    """Whether a file that begins like this is a mailbox: the line `From `, and a header below it."""
    first, end, rest = head.lstrip(b"\r\n").partition(b"\n")
    return bool(end) and _ANY.match(first + end) is not None and _HEADER.match(rest) is not None


def spans(path: Path) -> Iterator[Span]:
    """All messages. A line `From ` separates them where it looks like an envelope and a header follows: in a letter it
    is the beginning of a sentence. Raises OSError.
    """
    with path.open("rb") as file:
        start: int | None = None
        separator_at, place, blank, candidate = 0, 0, True, False
        while line := file.readline(_LONGEST_LINE):
            if candidate and _HEADER.match(line):
                if start is not None:
                    yield Span(start, separator_at - start)
                start = place
            candidate = (blank and _FROM.match(line) is not None) or (place == 0 and _ANY.match(line) is not None)
            separator_at = place if candidate else separator_at
            blank = not line.strip()
            place += len(line)
        if start is not None:
            yield Span(start, place - start)


def read(path: Path, span: Span) -> bytes:
    """The bytes of one message, with its lines `From ` as they were written. Raises BadDocument and OSError."""
    if span.length > LARGEST:
        raise too_large()
    with path.open("rb") as file:
        file.seek(span.start)
        return _QUOTED.sub(rb"\1", file.read(span.length))
