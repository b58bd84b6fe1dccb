"""Chatwoot: conversations with their messages, lists of messages, webhooks.

Documentation: "Conversations" and "Messages" of the Chatwoot API. Private notes and activities are no turns; what a
bot, a template or an automation writes is a bot's.
"""

from collections.abc import Sequence

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import grouped, identifier, member, moment, objects, string

_KINDS = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}
_SIDES = {"incoming": Party.CUSTOMER, "outgoing": Party.AGENT}


class Chatwoot(JsonReader):
    """Conversations of its inboxes."""

    kind = say("Chatwoot")

    def takes(self, record: Record) -> bool:
        """By messages with the type and inbox that its own have."""
        return any(map(_is_message, _messages(next(iter(_conversations(record)), {}))[:3])) or (
            "inbox_id" in record and "contact_inbox" in record
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """Those of a list; bare messages belong together by their conversation."""
        if found and all(map(_is_message, found)):
            return [{"messages": items} for items in grouped(found, "conversation_id").values()]
        return [conversation for record in found for conversation in _conversations(record)]

    def document(self, conversation: Record) -> Record:
        """One conversation. Raises BadDocument."""
        items = _messages(conversation)
        turns = [turn for item in items if (turn := _turn(item)) is not None]
        first = items[0] if items else {}
        sender = member(conversation, "meta", "sender") or member(conversation, "meta", "contact")
        channel = str(member(conversation, "meta", "channel") or conversation.get("channel") or "")
        known = {"email": identifier(member(sender, "email")), "phone": identifier(member(sender, "phone_number"))}
        id = conversation.get("id") if "messages" in conversation else None
        return contact.document(
            Channel.EMAIL if "Email" in channel else Channel.CHAT,
            turns,
            id=identifier(id, conversation.get("display_id"), first.get("conversation_id")),
            customer=identifier(member(sender, "id"), _contact(items)),
            identities={kind: value for kind, value in known.items() if value} or None,
            direction=Direction.OUTBOUND if turns and turns[0].speaker is Party.AGENT else None,
        )


def _conversations(record: Record) -> list[Record]:
    """Those of a list, the one of a webhook, or the record itself."""
    listed = objects(member(record, "data", "payload"))
    if listed:
        return listed
    payload = objects(record.get("payload"))
    if payload and not all(map(_is_message, payload)):
        return payload
    return [record]


def _is_message(item: Record) -> bool:
    return "message_type" in item and ("inbox_id" in item or "conversation_id" in item or "content_attributes" in item)


def _messages(conversation: Record) -> list[Record]:
    return (
        objects(conversation.get("messages"))
        or objects(conversation.get("payload"))
        or ([conversation] if _is_message(conversation) else [])
    )


def _kind(item: Record) -> str:
    kind = item.get("message_type")
    return _KINDS.get(kind, "") if isinstance(kind, int) else str(kind)


def _turn(item: Record) -> ForeignTurn | None:
    """None for notes, activities, and what was deleted or holds no words."""
    kind = _kind(item)
    if item.get("private") is True or kind == "activity" or member(item, "content_attributes", "deleted") is True:
        return None
    words = html_text.plain(string(item.get("content"))) or (MEDIA if objects(item.get("attachments")) else "")
    side = str(item.get("sender_type") or member(item, "sender", "type") or "").lower()
    by_rule = member(item, "content_attributes", "automation_rule_id") is not None
    speaker = Party.BOT if kind == "template" or "bot" in side or by_rule else _SIDES.get(kind)
    id = identifier(item.get("sender_id"), member(item, "sender", "id"))
    return ForeignTurn(words, speaker, id, id or kind, moment(item.get("created_at"))) if words else None


def _contact(items: Sequence[Record]) -> str | None:
    """The number of the contact who wrote."""
    senders = [
        identifier(item.get("sender_id"), member(item, "sender", "id")) for item in items if _kind(item) == "incoming"
    ]
    return next((sender for sender in senders if sender), None)
