"""Freshdesk: tickets with their conversations (version 2) or notes (version 1), lists of conversations; Freshchat's
messages.

Documentation: "Tickets" and "Conversations" of the Freshdesk API, "Messages" of the Freshchat API. Private notes and
what was forwarded to others are no turns.
"""

from collections.abc import Sequence
from itertools import groupby

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, objects, string
from qa_service.ingest.readers.parties import party

_OF_TICKETS = frozenset({"requester_id", "responder_id", "fr_escalated", "description_text", "cc_emails", "fwd_emails"})
_PHONE, _CHAT, _OUTBOUND_MAIL, _WHATSAPP = 3, 7, 10, 13
_FORWARDED, _SURVEY = 8, 6
"""Kinds (`source`) of conversations that are none between customer and agent."""


class Freshdesk(JsonReader):
    """Tickets, each a contact."""

    kind = say("Freshdesk ticket")

    def takes(self, record: Record) -> bool:
        """By fields that only its tickets and conversations have."""
        return (
            "helpdesk_ticket" in record
            or _is_ticket(_ticket(record))
            or _is_conversation(record)
            or any(map(_is_conversation, objects(record.get("conversations"))[:1]))
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """Bare conversations belong together by their ticket."""
        if not found or not all(map(_is_conversation, found)):
            return found
        ordered = sorted(found, key=lambda item: str(item.get("ticket_id")))
        return [
            {"ticket_id": items[0].get("ticket_id"), "conversations": items}
            for items in (list(group) for _, group in groupby(ordered, lambda item: str(item.get("ticket_id"))))
        ]

    def document(self, conversation: Record) -> Record:
        """One ticket. Raises BadDocument."""
        ticket = _ticket(conversation)
        items = _replies(conversation) or _replies(ticket)
        turns = [turn for item in (_description(ticket), *items) if (turn := _turn(item, ticket)) is not None]
        id = identifier(ticket.get("display_id"), ticket.get("id"), conversation.get("ticket_id"))
        source = ticket.get("source")
        return contact.document(
            Channel.CHAT if source in (_CHAT, _WHATSAPP) else Channel.EMAIL,
            turns,
            id=id,
            case=id,
            customer=identifier(ticket.get("requester_id"), member(ticket, "requester", "id")),
            identities=_identities(ticket),
            direction=Direction.OUTBOUND if source == _OUTBOUND_MAIL else None,
        )


def _ticket(record: Record) -> Record:
    for name in ("helpdesk_ticket", "ticket"):
        if isinstance(inside := record.get(name), dict):
            return inside
    return record


def _is_ticket(record: Record) -> bool:
    return len(_OF_TICKETS & record.keys()) >= 3 or ("requester_id" in record and "description_text" in record)


def _is_conversation(record: Record) -> bool:
    return {"incoming", "private"} <= record.keys() and ("body_text" in record or "ticket_id" in record)


def _replies(record: Record) -> list[Record]:
    notes = [note for item in objects(record.get("notes")) if isinstance(note := item.get("note", item), dict)]
    return objects(record.get("conversations")) or notes


def _description(ticket: Record) -> Record:
    """What the ticket began with: the customer's words, or the agent's where the centre wrote first."""
    by_agent = ticket.get("source") == _OUTBOUND_MAIL
    return {
        "body": ticket.get("description_html") or ticket.get("description"),
        "body_text": ticket.get("description_text"),
        "incoming": not by_agent,
        "user_id": ticket.get("responder_id") if by_agent else ticket.get("requester_id"),
        "created_at": ticket.get("created_at"),
    }


def _turn(item: Record, ticket: Record) -> ForeignTurn | None:
    """None for private notes, deleted ones, and what holds no words."""
    if item.get("private") is True or item.get("deleted") is True or item.get("source") in (_FORWARDED, _SURVEY):
        return None
    words = html_text.plain(string(item.get("body_text")) or string(item.get("body_html")) or string(item.get("body")))
    words = words or (MEDIA if objects(item.get("attachments")) else "")
    author = identifier(item.get("user_id"))
    incoming = item.get("incoming")
    speaker = Party.CUSTOMER if incoming is True else Party.AGENT if incoming is False else None
    if author is not None and author == identifier(ticket.get("requester_id")):
        speaker = Party.CUSTOMER
    return ForeignTurn(words, speaker, author, author or "?", moment(item.get("created_at"))) if words else None


def _identities(ticket: Record) -> dict[str, str] | None:
    known = {kind: identifier(member(ticket, "requester", kind), ticket.get(kind)) for kind in ("email", "phone")}
    return {kind: value for kind, value in known.items() if value} or None


class Freshchat(JsonReader):
    """Messages of a conversation."""

    kind = say("Freshchat")

    def takes(self, record: Record) -> bool:
        """By messages of parts with the sort of their actor."""
        first = next(iter(objects(record.get("messages"))), {})
        return "message_parts" in first and "actor_type" in first

    def document(self, conversation: Record) -> Record:
        """One conversation. Raises BadDocument."""
        items = objects(conversation.get("messages"))
        turns = [turn for item in items if (turn := _message(item)) is not None]
        customers = [turn.agent for turn in turns if turn.speaker is Party.CUSTOMER]
        id = identifier(conversation.get("conversation_id"), items[0].get("conversation_id") if items else None)
        return contact.document(Channel.CHAT, turns, id=id, customer=customers[0] if customers else None)


def _message(item: Record) -> ForeignTurn | None:
    if item.get("message_type") in ("private", "system"):
        return None
    parts = objects(item.get("message_parts"))
    words = "\n".join(said for part in parts if (said := html_text.plain(string(member(part, "text", "content")))))
    actor = identifier(item.get("actor_id"))
    speaker = party(item.get("actor_type"))
    words = words or (MEDIA if parts else "")
    if speaker is Party.OTHER or not words:
        return None
    return ForeignTurn(words, speaker, actor, actor or str(item.get("actor_type")), moment(item.get("created_time")))
