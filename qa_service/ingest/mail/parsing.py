"""A message from its bytes, mended where programs write it wrongly."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from qa_service.errors import BadDocument
from qa_service.ingest.mail import bounds

_NAME = re.compile(rb"[!-9;-~]{1,70}[ \t]{0,3}:")
_SEPARATOR = re.compile(rb">?From [^\r\n]{0,300}\r?\n")
_OPENING = re.compile(rb"^--([^\r\n]{1,100}?)[ \t]{0,9}\r?\nContent-", re.MULTILINE | re.IGNORECASE)
_EMLX = re.compile(rb"(\d{1,12})[ \t]{0,20}\r?\n")
_MOST_LINES = 2_000  # of a header block
_BOM = b"\xef\xbb\xbf"


def parse(raw: bytes) -> Message:
    """The message. Raises BadDocument where its bytes are none, or more than is read."""
    raw = _unwrapped(raw)
    bounds.check(raw)
    with readable():
        message = message_from_bytes(mended(raw), policy=policy.compat32)
        if message.get_content_maintype() == "multipart" and not message.is_multipart():
            message = _with_its_boundary(message, raw)
    if not _is_mail(message):
        raise BadDocument("has no From header", hint="give a message as exported by the mail program")
    return message


def parse_part(raw: bytes) -> Message:
    """A message inside another, which may lack what one by itself must have. Raises BadDocument."""
    bounds.check(raw)
    with readable():
        return message_from_bytes(mended(raw), policy=policy.compat32)


@contextmanager
def readable() -> Iterator[None]:
    """What the parsers of the standard library raise on damaged messages, each its own way, as our refusal."""
    try:
        yield
    except (MessageError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise BadDocument("cannot be taken apart as e-mail", hint="export the message anew") from error


def _is_mail(message: Message) -> bool:
    """Who exports only the text of a message may leave out its writer, but not all that makes it one."""
    names = {name.lower() for name in message.keys()}  # noqa: SIM118  (a message is no mapping)
    if names & {"from", "sender", "x-from", "apparently-from"}:
        return True
    return len(names & {"to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version"}) > 1


def _unwrapped(raw: bytes) -> bytes:
    """Without the envelope that Apple Mail (.emlx: the length, the message, a property list), mailboxes (a line `From
    `) and editors (an order mark, empty lines) put around it.
    """
    raw = raw.removeprefix(_BOM).lstrip(b"\r\n")
    if (envelope := _EMLX.match(raw)) is not None:
        raw = raw[envelope.end() : envelope.end() + int(envelope.group(1))]
    if (separator := _SEPARATOR.match(raw)) is not None:
        raw = raw[separator.end() :]
    return raw


def mended(raw: bytes) -> bytes:
    """A line without a colon among the headers ends them for the parser of the standard library; where more headers
    follow, it is the rest of the one before it.
    """
    lines = raw.split(b"\n", _MOST_LINES)
    end = next((number for number, line in enumerate(lines) if not line.strip()), 0)
    named = [number for number in range(end) if _NAME.match(lines[number])]
    strays = [
        number
        for number in range(1, named[-1] if named else 0)
        if lines[number][:1] not in (b" ", b"\t") and not _NAME.match(lines[number])
    ]
    for number in strays:
        lines[number] = b" " + lines[number]
    return b"\n".join(lines) if strays else raw


def _with_its_boundary(message: Message, raw: bytes) -> Message:
    """Of several parts, but by another boundary than the one it tells: the first that looks like one counts."""
    opening = _OPENING.search(raw)
    if opening is None:
        return message
    boundary = opening.group(1).decode("latin-1").replace("\\", "\\\\").replace('"', '\\"')
    kind = message.get_content_type()
    head, _, body = raw.partition(b"\n\n") if b"\r\n\r\n" not in raw else raw.partition(b"\r\n\r\n")
    message = message_from_bytes(mended(head) + b"\n\n", policy=policy.compat32)
    del message["Content-Type"]
    message["Content-Type"] = f'{kind}; boundary="{boundary}"'
    whole = message.as_bytes(policy=policy.compat32).rstrip(b"\n") + b"\n\n" + body
    mended_message = message_from_bytes(whole, policy=policy.compat32)
    return mended_message if mended_message.is_multipart() else message_from_bytes(raw, policy=policy.compat32)
