"""What may take the parser of e-mail headers long is measured before it sees it.

The parser of the standard library takes time with the square of a header's length (4,000 quotation marks: a second) and
parses those of every part again and again. Real headers of these kinds have some hundred characters.
"""

import re
from email import policy
from email.message import EmailMessage

from qa_service.errors import BadDocument

_LONGEST = 1_000
_MOST_PARTS = 500
_MOST_WORK = 8_000_000  # characters squared, summed: about half a second of the slowest header
_VALUE = rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*"
_OF_MESSAGE = re.compile(rb"^(?:from|date|message-id|mime-version|reply-to|sender):" + _VALUE, re.I | re.M)
_OF_PARTS = re.compile(rb"^content-[a-z-]{1,40}:" + _VALUE, re.I | re.M)
_END = re.compile(rb"\n\r?\n")


def check(raw: bytes) -> None:
    """Raises BadDocument when a message has headers or parts that no mail program makes."""
    end = _END.search(raw)
    sizes = [len(match[0]) for match in _OF_MESSAGE.finditer(raw, 0, end.start() if end else len(raw))]
    parts = [len(match[0]) for match in _OF_PARTS.finditer(raw)]
    if max([*sizes, *parts], default=0) > _LONGEST:
        raise BadDocument("has a header of over {limit} characters", limit=_LONGEST, hint="export the message anew")
    if len(parts) > 2 * _MOST_PARTS or sum(size * size for size in parts) > _MOST_WORK:
        raise BadDocument("has too many parts", hint="export the message without its attachments")


def header(message: EmailMessage, name: str) -> str:
    """What the header `name` says, empty without it. No more than its first 1,000 characters are decoded: one of a
    megabyte would take the parser a minute, or all memory.
    """
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return str(policy.default.header_factory(name, "".join(raw.splitlines())[:_LONGEST]))
