"""One mail as it is read: who wrote to whom and when, whether a person did, and all that is said in it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from qa_service.domain.interaction import Automatic
from qa_service.errors import BadDocument
from qa_service.ingest.mail import automatic, bodies, headers, heading_writers, parsing, quotes, subjects
from qa_service.ingest.mail.headers import Writer, header
from qa_service.ingest.mail.lines import text_of
from qa_service.ingest.mail.quotes import Said

_DELIVERED = ("Delivered-To", "X-Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Rcpt-To")
_LONGEST_ID = 200
_DEEPEST = 5  # messages inside each other


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody wrote, in a mail or quoted in it. `level` 0: the writer of the mail; odd ones are of those whom
    they answer. `writer` is empty where nothing names them.
    """

    writer: Writer
    text: str
    at: datetime | None
    level: int = 0
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """`delivered`: the mailboxes that it came to; `received`: it has come over mail servers, not out of a draft."""

    id: str
    references: tuple[str, ...]
    sender: Writer
    recipients: tuple[Writer, ...]
    delivered: tuple[str, ...]
    received: bool
    subject: str
    at: datetime | None
    automatic: Automatic | None
    spoken: tuple[Spoken, ...]

    @property
    def answers(self) -> bool:
        """Whether it is an answer, by its headers or its subject."""
        return bool(self.references) or subjects.is_reply(self.subject)


def read(message: Message, raw: bytes) -> Letter:
    """Raises BadDocument where nothing can be read in it."""
    with parsing.readable():
        return _read(message, raw)


def identifier(message: Message, raw: bytes) -> str:
    """Its Message-ID, or what only a message of the same bytes has."""
    known = headers.message_id(message)
    if 0 < len(known) <= _LONGEST_ID:
        return known
    return hashlib.sha256(known.encode() if known else raw).hexdigest()[:32]


def references(message: Message) -> tuple[str, ...]:
    """The messages before it, oldest first."""
    known = (*headers.ids(message, "References"), *headers.ids(message, "In-Reply-To"))
    return tuple(dict.fromkeys(reference for reference in known if len(reference) <= _LONGEST_ID))


def _read(message: Message, raw: bytes) -> Letter:
    sender, at, subject = headers.sender(message), headers.date(message), header(message, "Subject")
    reason = automatic.reason(message)
    spoken = _spoken(message, sender, at, subject, 0)
    own = [item for item in spoken if item.level == 0]
    if reason and not own:
        spoken.append(Spoken(sender, subject or str(reason), at))  # an invitation has no text of its own
    return Letter(
        id=identifier(message, raw),
        references=references(message),
        sender=sender,
        recipients=tuple(headers.recipients(message, "To", "Cc", "Bcc")),
        delivered=tuple(writer.address for writer in headers.recipients(message, *_DELIVERED)),
        received=bool(headers.raw(message, "Received") or headers.raw(message, "Return-Path")),
        subject=subject,
        at=at,
        automatic=reason,
        spoken=tuple(spoken if reason is None else [item for item in spoken if item.level == 0]),
    )


def _spoken(message: Message, sender: Writer, at: datetime | None, subject: str, depth: int) -> list[Spoken]:
    """What is said in a message, older words first."""
    try:
        body = bodies.body(message)
    except BadDocument:
        if depth:
            return []  # of a message inside another: the one around it is read all the same
        raise
    said = quotes.said(body.lines, forwards=subjects.is_forward(subject))
    if not said and not body.messages and (text := text_of(body.lines)):
        said = [Said(text, 0)]  # nothing but a signature: better than nothing
    within = [item for inside in body.messages[:50] if depth < _DEEPEST for item in _inside(inside, depth)]
    return [*within, *(_named(item, sender, at) for item in said)]


def _inside(message: Message, depth: int) -> list[Spoken]:
    """What is said in a message that is passed on as a whole."""
    sender, at = headers.sender(message), headers.date(message)
    spoken = _spoken(message, sender, at, header(message, "Subject"), depth + 1)
    return [Spoken(item.writer, item.text, item.at, item.level + 1, forwarded=True) for item in spoken]


def _named(item: Said, sender: Writer, at: datetime | None) -> Spoken:
    if item.level == 0:
        return Spoken(sender, item.text, at)
    heading = item.headings[-1] if item.headings else ""
    written = heading_writers.moment(heading, at) if heading else None
    return Spoken(heading_writers.writer(heading), item.text, written, item.level, item.forwarded)
