"""LiveChat: archives of chats with threads and events (version 3), and with messages (version 2).

Documentation: "List archives" and "Events" of the Agent Chat API. An agent's only id there is an e-mail address.
"""

from collections.abc import Mapping, Sequence

from qa_service.domain.interaction import Channel
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, objects, string
from qa_service.ingest.readers.parties import party

_FILES = ("file", "rich_message")


class LiveChat(JsonReader):
    """Chats, each of its threads a contact."""

    kind = say("LiveChat")

    def takes(self, record: Record) -> bool:
        """By threads with events, or messages with the kind of who wrote them."""
        chat = next(iter(_chats(record)), {})
        events = [event for thread in _threads(chat)[:3] for event in objects(thread.get("events"))[:5]]
        return any("author_id" in event or "user_type" in event for event in events) or any(
            "user_type" in message and "author_name" in message for message in objects(chat.get("messages"))[:3]
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """The threads of all chats."""
        return [conversation for record in found for chat in _chats(record) for conversation in _split(chat)]

    def document(self, conversation: Record) -> Record:
        """One thread. Raises BadDocument."""
        thread = conversation["thread"] if isinstance(conversation.get("thread"), dict) else conversation
        people = {id: person for person in objects(conversation.get("users")) if (id := identifier(person.get("id")))}
        items = objects(thread.get("events")) or objects(thread.get("messages"))
        turns = [turn for item in items if (turn := _turn(item, people)) is not None]
        customers = [person for person in people.values() if person.get("type") == "customer"]
        person = customers[0] if customers else conversation.get("visitor") or {}
        known = {kind: identifier(member(person, kind)) for kind in ("email", "phone")}
        return contact.document(
            Channel.CHAT,
            turns,
            id=identifier(thread.get("id"), conversation.get("id")),
            case=identifier(conversation.get("id")),
            customer=identifier(member(person, "id")),
            identities={kind: value for kind, value in known.items() if value} or None,
        )


def _chats(record: Record) -> list[Record]:
    return objects(record.get("chats")) or objects(record.get("chats_summary")) or [record]


def _threads(chat: Record) -> list[Record]:
    thread = chat.get("thread")
    return (
        objects(chat.get("threads"))
        or ([thread] if isinstance(thread, dict) else [])
        or ([chat] if "events" in chat else [])
    )


def _split(chat: Record) -> list[Record]:
    threads = [{**chat, "thread": thread} for thread in _threads(chat) if thread is not chat]
    return threads or [chat]


def _turn(item: Record, people: Mapping[str, Record]) -> ForeignTurn | None:
    """None for what the system says, what only agents saw, and what holds no words."""
    kind = str(item.get("type") or "message")
    if kind not in ("message", *_FILES) or item.get("recipients", item.get("visibility", "all")) == "agents":
        return None
    words = html_text.plain(string(item.get("text"))) or (MEDIA if kind in _FILES else "")
    author = identifier(item.get("author_id"), item.get("agent_id"), item.get("author_name"))
    told = people.get(author or "", {}).get("type") or item.get("user_type")
    agent = identifier(item.get("author_id"), item.get("agent_id"))
    at = moment(item.get("created_at") or item.get("timestamp") or item.get("date"))
    return ForeignTurn(words, party(told), agent, author or str(told), at) if words else None
