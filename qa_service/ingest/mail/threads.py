"""Which messages are one conversation: by the ids that they refer to, by Outlook's index of conversations, and, where
an answer refers to nothing, by its subject and its correspondents within two weeks.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import NamedTuple

from qa_service.ingest.mail import headers, letters, subjects

WINDOW = timedelta(days=14)
"""How long after the last message of a conversation an answer without references still belongs to it."""
_FIRST = datetime.min.replace(tzinfo=UTC)
_CONVERSATION = 22  # bytes of Thread-Index that all messages of a conversation share ([MS-OXOMSG] 2.2.1.3)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What puts a message into a conversation. `place` is where it stands among all that are put together."""

    place: int
    id: str
    references: tuple[str, ...]
    conversation: str
    subject: str
    is_answer: bool
    correspondents: frozenset[str]
    at: datetime | None

    @classmethod
    def of(cls, place: int, message: Message, raw: bytes) -> "Envelope":
        """Of a message of which only the headers need be there."""
        subject = headers.header(message, "Subject")
        people = (headers.sender(message), *headers.recipients(message, "To", "Cc"))
        return cls(
            place=place,
            id=letters.identifier(message, raw),
            references=letters.references(message),
            conversation=_conversation(headers.raw(message, "Thread-Index")),
            subject=subjects.bare(subject),
            is_answer=subjects.is_reply(subject) or subjects.is_forward(subject),
            correspondents=frozenset(person.address for person in people if person.address),
            at=headers.date(message),
        )

    @property
    def moment(self) -> datetime:
        """For sorting; without a date it comes first."""
        return self.at or _FIRST


def _conversation(index: str) -> str:
    try:
        raw = base64.b64decode("".join(index.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw[:_CONVERSATION].hex() if len(raw) >= _CONVERSATION else ""


class _Sets:
    """Union-find over names."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, name: str) -> str:
        root = name
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while name != root:
            self._parents[name], name = root, self._parents.get(name, root)
        return root

    def join(self, name: str, other: str) -> None:
        self._parents[self.root(other)] = self.root(name)


def group(envelopes: Sequence[Envelope]) -> list[list[Envelope]]:
    """The conversations in the order of their first message, each oldest first; of two copies of a message the first
    stays.
    """
    once = list({envelope.id: envelope for envelope in reversed(envelopes)}.values())[::-1]
    sets = _Sets()
    for envelope in once:
        for name in envelope.references:
            sets.join(envelope.id, name)
        if envelope.conversation:
            sets.join(envelope.id, f"\0{envelope.conversation}")
    _join_by_subject(once, sets)
    threads: dict[str, list[Envelope]] = {}
    for envelope in once:
        threads.setdefault(sets.root(envelope.id), []).append(envelope)
    return [_in_order(thread) for thread in threads.values()]


def _in_order(thread: Sequence[Envelope]) -> list[Envelope]:
    """By date; one without it comes after the last message that it refers to."""
    dates = {envelope.id: envelope.at for envelope in thread if envelope.at}

    def place(envelope: Envelope) -> tuple[datetime, bool, int]:
        before = [dates[name] for name in envelope.references if name in dates]
        return envelope.at or max(before, default=_FIRST), envelope.at is None, envelope.place

    return sorted(thread, key=place)


def _join_by_subject(envelopes: Sequence[Envelope], sets: _Sets) -> None:
    latest: dict[str, list[Envelope]] = {}
    for envelope in sorted(envelopes, key=lambda envelope: envelope.moment):
        if not envelope.subject or envelope.at is None:
            continue
        before = latest.setdefault(envelope.subject, [])
        if envelope.is_answer and not envelope.references:
            match = next((earlier for earlier in reversed(before[-50:]) if _is_same_matter(earlier, envelope)), None)
            if match is not None:
                sets.join(match.id, envelope.id)
        before.append(envelope)


def _is_same_matter(earlier: Envelope, answer: Envelope) -> bool:
    """Both sides are the same people, one of whom wrote the earlier message."""
    assert answer.at is not None
    if earlier.at is None or answer.at - earlier.at > WINDOW:
        return False
    return len(earlier.correspondents & answer.correspondents) > 1


class Name(NamedTuple):
    """What a conversation, or a later part of one, is called by (`id`), and the conversation that it belongs to."""

    id: str
    case: str


def name(thread: Sequence[Envelope]) -> Name:
    """Both are the id of the first message, and stay when more messages come. Where that message is not there, this is
    a later part, which is called by the first message of its own.
    """
    case = _root(thread)
    return Name(case if any(envelope.id == case for envelope in thread) else thread[0].id, case)


def _root(thread: Sequence[Envelope]) -> str:
    """The id of the first message, which may not be there."""
    first = next((envelope for envelope in thread if not envelope.references), None)
    if first is not None and first is thread[0]:
        return first.id
    return thread[0].references[0] if thread[0].references else thread[0].id
