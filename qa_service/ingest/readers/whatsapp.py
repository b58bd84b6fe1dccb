"""Chats that WhatsApp exported (`WhatsApp Chat with NAME.txt`, `_chat.txt`): one file, often years with one customer.

Contacts begin anew after a pause (docs/decisions/whatsapp-contacts.md). Who is the centre is told by its names and
numbers where they are set, and else by the export itself: it is the centre's telephone that exported it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from qa_service.domain.interaction import Channel, Party
from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest import most
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers import contact, whatsapp_lines, whatsapp_notices
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source

PAUSE = timedelta(days=1)
"""After which a message begins a new contact: as long as WhatsApp lets a business answer freely."""
ANSWERED_WITHIN = timedelta(days=3)
"""Later than that nothing is an answer any more; a weekend is shorter."""
_PHONE = re.compile(r"\+?[\d\s().\-]{7,25}")
_TITLE = re.compile(
    r"(?:whatsapp[ -]chat (?:with|mit|con|-) |chat whatsapp con |chat di whatsapp con |chat de whatsapp con |"
    r"discussion whatsapp avec |conversa do whatsapp com )(.{1,200})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What one person wrote at one time."""

    sender: str
    text: str
    at: datetime


class WhatsAppExports(Reader):
    """Chats as a telephone exports them."""

    kind = say("WhatsApp export")

    def recognises(self, source: Source) -> bool:
        """By its first lines."""
        return source.suffix in (".txt", "") and whatsapp_lines.is_export(source.head_text)

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """Its contacts. Raises BadDocument where nobody wrote a word."""
        messages = whatsapp_lines.messages(source.text(), source.options.limits.now)
        sent = [
            _Sent(message.sender.removeprefix("~").strip(), text, message.at)
            for message in messages
            if message.sender and (text := whatsapp_notices.own_words(message.said))
        ]
        if all(item.text == contact.MEDIA for item in sent):
            raise BadDocument("holds no words of a conversation", hint="export the chat with its messages")
        parties = _parties(source, messages, [item.sender for item in sent])
        customer = _customer(source, parties, len({item.sender for item in sent}))
        parts = list(contacts(sent, parties))
        most.check_contacts(len(parts), source.path.stat().st_size)
        for part in parts:
            yield _incoming(source, part, parties, customer)


def _incoming(
    source: Source, sent: Sequence[_Sent], parties: dict[str, Party], customer: dict[str, Any]
) -> Incoming | BadInput:
    """One contact; one that holds media only is refused alone."""
    turns = [ForeignTurn(item.text, parties.get(item.sender), voice=item.sender, at=item.at) for item in sent]
    id = f"{_place(source)[-180:]}/{sent[0].at:%Y-%m-%dT%H:%M}"
    try:
        return source.written(contact.document(Channel.CHAT, turns, id=id, named_by_file=id, **customer))
    except BadInput as error:
        return BadDocument(error.what, where=say("contact of {day}", day=f"{sent[0].at:%Y-%m-%d}"), hint=error.hint)


def contacts(sent: Sequence[_Sent], parties: dict[str, Party]) -> Iterator[list[_Sent]]:
    """The contacts of a chat, each from its first message to the last before a pause."""
    part: list[_Sent] = []
    for item in sent:
        if part and not _goes_on(part[-1], item, parties):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _goes_on(before: _Sent, after: _Sent, parties: dict[str, Party]) -> bool:
    """Within a day, or as the answer that somebody waited for over a weekend: of another person, who is not known to be
    the customer.
    """
    pause = after.at - before.at
    answers = after.sender != before.sender and parties.get(after.sender) is not Party.CUSTOMER
    return pause <= PAUSE or (answers and pause <= ANSWERED_WITHIN)


def _parties(
    source: Source, messages: Sequence[whatsapp_lines.ChatMessage], senders: Sequence[str]
) -> dict[str, Party]:
    """By sender the party, where it is known of all of them; empty where it is left to what they say."""
    names = list(dict.fromkeys(senders))
    kept = source.options.addresses.of_client(source.options.owner).known
    own = (*source.options.centre, *(known.address for known in kept))
    centre = {name for name in names if _is_one_of(name, own)}
    if not centre and len(names) <= 2 and not any(_of_business(message) for message in messages):
        centre = _exporters(source, messages, names)
    return {name: Party.AGENT if name in centre else Party.CUSTOMER for name in names} if centre else {}


def _of_business(message: whatsapp_lines.ChatMessage) -> bool:
    return whatsapp_notices.tells_of_a_business("\n".join(message.said))


def _exporters(source: Source, messages: Sequence[whatsapp_lines.ChatMessage], names: Sequence[str]) -> set[str]:
    """The one of two whose telephone exported the chat: who deleted messages there, whom the file is not named after,
    and who is not shown by a number.
    """
    mine = {message.sender for message in messages if message.sender and whatsapp_notices.is_exporters(message.said)}
    if len(mine & set(names)) == 1:
        return mine & set(names)
    title = _title(source)
    others = {name for name in names if _same(name, title)} or {name for name in names if _PHONE.fullmatch(name)}
    return set(names) - others if len(others) == 1 else set()


def _place(source: Source) -> str:
    """What the chat is called: every iPhone calls the file `_chat.txt`, and only its archive after the other one."""
    if source.id.endswith("_chat") and source.options.archive:
        return source.options.archive
    return source.id


def _title(source: Source) -> str:
    """The name of the other one, as the file is called after it."""
    match = _TITLE.fullmatch(Path(_place(source)).name.strip())
    return match[1].strip() if match else ""


def _same(name: str, other: str) -> bool:
    if name.casefold() == other.casefold():
        return True
    digits = [re.sub(r"\D", "", text) for text in (name, other) if _PHONE.fullmatch(text)]
    return len(digits) == 2 and digits[0] == digits[1]


def _is_one_of(name: str, centre: Sequence[str]) -> bool:
    return any(_same(name, own) for own in centre)


def _customer(source: Source, parties: dict[str, Party], people: int) -> dict[str, Any]:
    """What ties the contacts of a chat of two together: the customer's number where it is shown, and else the chat."""
    customers = [name for name, party in parties.items() if party is Party.CUSTOMER]
    known = customers[0] if len(customers) == 1 else _title(source)
    if known and _PHONE.fullmatch(known):
        return {"customer": known, "identities": {"phone": known}}
    return {"customer": f"whatsapp:{_place(source)}"[:200]} if people <= 2 else {}
