"""What may take the parser of e-mail long is measured before it sees it: real messages have neither headers of a
megabyte nor a thousand parts.
"""

import re

from qa_service.errors import BadDocument

LARGEST = 64 << 20
"""Bytes of one message with its attachments; mail servers take 25 to 50 MB."""
_LONGEST = 1_000
_MOST_PARTS = 500
_MOST_HEADER_LINES = 10_000
_MOST_WORK = 8_000_000  # characters squared, summed: about half a second of the slowest header
_VALUE = rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*"
_OF_MESSAGE = re.compile(rb"^(?:from|date|message-id|mime-version|reply-to|sender):" + _VALUE, re.I | re.M)
_OF_PARTS = re.compile(rb"^content-[a-z-]{1,40}:" + _VALUE, re.I | re.M)
_END = re.compile(rb"\n\r?\n")


def check(raw: bytes) -> None:
    """Raises BadDocument when a message has headers or parts that no mail program makes."""
    if len(raw) > LARGEST:
        raise too_large()
    match = _END.search(raw)
    end = match.start() if match else len(raw)
    if raw.count(b"\n", 0, end) > _MOST_HEADER_LINES:
        raise BadDocument("has headers of over {limit} lines", limit=_MOST_HEADER_LINES, hint="export the message anew")
    sizes = [len(match[0]) for match in _OF_MESSAGE.finditer(raw, 0, end)]
    parts = [len(match[0]) for match in _OF_PARTS.finditer(raw)]
    if max([*sizes, *parts], default=0) > _LONGEST:
        raise BadDocument("has a header of over {limit} characters", limit=_LONGEST, hint="export the message anew")
    if len(parts) > 2 * _MOST_PARTS or sum(size * size for size in parts) > _MOST_WORK:
        raise BadDocument("has too many parts", hint="export the message without its attachments")


def too_large() -> BadDocument:
    """Of a message of more than `LARGEST` bytes."""
    return BadDocument("is over {limit} bytes", limit=LARGEST, hint="export the message without its attachments")
