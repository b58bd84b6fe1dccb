"""Zendesk Chat (its `history`) and messages of Sunshine Conversations, with which Zendesk messaging is made.

Documentation: "Chats" of the Zendesk Chat API, "Messages" of Sunshine Conversations.
"""

from collections.abc import Sequence
from typing import Any

from qa_service.domain.interaction import Channel, Party
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, objects, string
from qa_service.ingest.readers.parties import party


class ZendeskChats(JsonReader):
    """Chats, one or a list of them."""

    kind = say("Zendesk chat")

    def takes(self, record: Record) -> bool:
        """By a visitor with a history, an offline message, or messages with an author of a side."""
        chat = next(iter(_chats(record)), {})
        by_side = objects(chat.get("messages"))[:1]
        return (
            ("visitor" in chat and ("history" in chat or chat.get("type") == "offline_msg"))
            or any(
                "msg" in item and str(item.get("type")).startswith("chat.") for item in objects(chat.get("history"))[:9]
            )
            or any(member(item, "author", "type") in ("user", "business") and "content" in item for item in by_side)
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """The chats of a list."""
        return [chat for record in found for chat in _chats(record)]

    def document(self, conversation: Record) -> Record:
        """One chat. Raises BadDocument."""
        items = objects(conversation.get("history")) or objects(conversation.get("messages"))
        turns = [turn for item in items if (turn := _turn(item)) is not None] or _offline(conversation)
        visitor: Any = conversation.get("visitor")
        person = visitor if isinstance(visitor, dict) else {}
        known = {kind: identifier(person.get(kind)) for kind in ("email", "phone")}
        return contact.document(
            Channel.CHAT,
            turns,
            id=identifier(conversation.get("id"), member(conversation, "conversation", "id")),
            case=identifier(conversation.get("zendesk_ticket_id")),
            customer=identifier(person.get("id"), _user(items)),
            identities={kind: value for kind, value in known.items() if value} or None,
        )


def _chats(record: Record) -> list[Record]:
    listed = record.get("chats")
    if isinstance(listed, dict):  # chats that were asked for by their ids
        return [chat for chat in listed.values() if isinstance(chat, dict)]
    return objects(listed) or [record]


def _turn(item: Record) -> ForeignTurn | None:
    """None for what is no message: who came and left, ratings."""
    return _of_side(item) if isinstance(item.get("author"), dict) else _of_history(item)


def _of_history(item: Record) -> ForeignTurn | None:
    kind = str(item.get("type") or "")
    words = html_text.plain(string(item.get("msg")))
    words = words or (MEDIA if kind == "chat.file" else "")
    if kind not in ("chat.msg", "chat.file", "") or not words:
        return None
    nick = identifier(item.get("nick")) or ""
    side, _, number = nick.partition(":")
    speaker = Party.BOT if nick in ("agent:trigger", "trigger") else party(item.get("sender_type")) or party(side)
    agent = number if speaker is Party.AGENT and number else nick or None
    return ForeignTurn(words, speaker, agent, nick or identifier(item.get("name")), moment(item.get("timestamp")))


def _of_side(item: Record) -> ForeignTurn | None:
    """A message of Sunshine Conversations: a business speaks by people, and by bots."""
    kind = str(member(item, "content", "type") or "text")
    words = string(member(item, "content", "text")) or (MEDIA if kind in ("image", "file") else "")
    side = member(item, "author", "type")
    by_bot = any("bot" in str(member(item, *place)).lower() for place in (("author", "subtypes"), ("source", "type")))
    speaker = Party.CUSTOMER if side == "user" else Party.BOT if by_bot else Party.AGENT if side == "business" else None
    id = identifier(member(item, "author", "userId"), member(item, "author", "userExternalId"))
    name = id or identifier(member(item, "author", "displayName")) or str(side)
    return ForeignTurn(words, speaker, id, name, moment(item.get("received"))) if words else None


def _user(items: Sequence[Record]) -> str | None:
    users = [item for item in items if member(item, "author", "type") == "user"]
    return identifier(member(users[0], "author", "userId")) if users else None


def _offline(chat: Record) -> list[ForeignTurn]:
    """What a visitor wrote when nobody was there."""
    return [ForeignTurn(html_text.plain(string(chat.get("message"))), Party.CUSTOMER, at=moment(chat.get("timestamp")))]
