"""Which sort of mail a file holds, by its first bytes."""

import re
from enum import StrEnum
from pathlib import Path

from qa_service.ingest.mail import mbox, outlook, tnef

HEAD = 64 * 1024
_ENDINGS = frozenset({".eml", ".emlx", ".mbox", ".mbx", ".msg", ".pst", ".ost"})
_NAME = re.compile(rb"([!-9;-~]{1,70})[ \t]{0,3}:")
_TELLING = frozenset({b"from", b"received", b"return-path", b"message-id", b"delivered-to", b"x-apparently-to"})
_KNOWN = _TELLING | frozenset(
    {b"to", b"cc", b"bcc", b"subject", b"date", b"mime-version", b"content-type", b"reply-to", b"sender", b"references"}
    | {b"in-reply-to", b"x-mailer", b"user-agent", b"list-id", b"dkim-signature", b"authentication-results"}
)
_LARGEST = 64 << 20


class MailFile(StrEnum):
    """How a file holds mail."""

    MESSAGE = "message"
    MAILBOX = "mailbox"
    OUTLOOK = "outlook"
    TNEF = "tnef"
    STORE = "store"


def recognised(path: Path, head: bytes) -> MailFile | None:
    """What a file with these first bytes is; None where it is no mail. Raises OSError."""
    if head.startswith(outlook.STORE_MAGIC):
        return MailFile.STORE
    if head.startswith(tnef.SIGNATURE):
        return MailFile.TNEF
    if head.startswith(outlook.MAGIC):
        return MailFile.OUTLOOK if _is_message(path, head) else None
    if mbox.is_mailbox(head):
        return MailFile.MAILBOX
    if has_headers(head):
        return MailFile.MESSAGE
    return _by_ending(path)


def of(path: Path) -> MailFile:
    """The same of a file that is mail. Raises OSError."""
    with path.open("rb") as file:
        return recognised(path, file.read(HEAD)) or MailFile.MESSAGE


def _by_ending(path: Path) -> MailFile | None:
    """Damaged and empty files still have a name."""
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        return None
    if ending in (".mbox", ".mbx"):
        return MailFile.MAILBOX
    return {".msg": MailFile.OUTLOOK, ".pst": MailFile.STORE, ".ost": MailFile.STORE}.get(ending, MailFile.MESSAGE)


def _is_message(path: Path, head: bytes) -> bool:
    if path.stat().st_size > _LARGEST:
        return path.suffix.lower() == ".msg"
    return path.suffix.lower() == ".msg" or outlook.is_message(head, path.read_bytes())


def has_headers(head: bytes) -> bool:
    """Whether it begins with the headers of a message: nothing but headers, two well-known ones, and one of those that
    only mail has.
    """
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 300)[:300]
    if (lines and lines[0].strip().isdigit()) or lines[0].startswith((b"From ", b">From ")):
        lines = lines[1:]
    names: set[bytes] = set()
    strays = 0
    for line in lines:
        if not line.strip():
            break
        match = _NAME.match(line)
        if match is not None:
            names.add(match.group(1).lower())
        elif line[:1] not in (b" ", b"\t"):
            strays += 1
    return bool(names & _TELLING) and len(names & _KNOWN) > 1 and strays <= max(1, len(names) // 4)
