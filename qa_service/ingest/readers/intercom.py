"""Intercom: conversations with their parts, of the interface (versions 1 and 2), of lists and of webhooks.

Documentation: "Conversations" of the Intercom API reference. Notes and assignments are no turns; Fin and other bots
are bots.
"""

from collections.abc import Sequence

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, objects, string

_PARTIES = {
    **dict.fromkeys(("user", "lead", "contact", "visitor"), Party.CUSTOMER),
    **dict.fromkeys(("admin", "teammate", "team"), Party.AGENT),
    "bot": Party.BOT,
}
_CHANNELS = {"email": Channel.EMAIL, "phone_call": Channel.CALL, "phone_switch": Channel.CALL}
_INTERNAL = ("note", "assign", "participant", "title", "attribute", "default_assign", "away_mode", "conversation_",
             "custom_action", "operator_", "sla_", "language_")  # fmt: skip
_BY_CENTRE = ("admin_initiated", "campaigns_initiated", "automated")


class Intercom(JsonReader):
    """Conversations of its inbox."""

    kind = say("Intercom")

    def takes(self, record: Record) -> bool:
        """By its type of a record, or by its parts."""
        return str(record.get("type")) in ("conversation.list", "notification_event") or any(
            "conversation_parts" in item or "conversation_message" in item or _is_conversation(item)
            for item in self.conversations([record])[:1]
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """Those of a list, or the one that a webhook tells of."""
        return [item for record in found for item in _inside(record)]

    def document(self, conversation: Record) -> Record:
        """One conversation. Raises BadDocument."""
        parts = objects(member(conversation, "conversation_parts", "conversation_parts"))
        turns = [turn for part in (_first(conversation), *parts) if (turn := _turn(part)) is not None]
        source = member(conversation, "source", "type")
        person = _person(conversation)
        return contact.document(
            _CHANNELS.get(str(source), Channel.CHAT),
            turns,
            id=identifier(conversation.get("id")),
            case=identifier(member(conversation, "ticket", "id")),
            customer=identifier(person.get("id"), person.get("external_id")),
            identities=_identities(person),
            direction=Direction.OUTBOUND if _by_centre(conversation, turns) else None,
        )


def _is_conversation(item: Record) -> bool:
    return item.get("type") == "conversation" and "source" in item


def _inside(record: Record) -> list[Record]:
    item = member(record, "data", "item")
    return (
        [item]
        if isinstance(item, dict)
        else objects(record.get("conversations")) or ([] if record.get("type") == "conversation.list" else [record])
    )


def _first(conversation: Record) -> Record:
    """The message that began it; its time is that of the conversation."""
    source = conversation.get("source") or conversation.get("conversation_message")
    first = source if isinstance(source, dict) else {}
    author = first.get("author") or conversation.get("user")
    return {**first, "author": author, "created_at": conversation.get("created_at"), "part_type": "comment"}


def _turn(part: Record) -> ForeignTurn | None:
    """None for notes, assignments, what was taken back and what holds no words."""
    kind = str(part.get("part_type") or "comment")
    if kind.startswith(_INTERNAL) or part.get("redacted") is True:
        return None
    words = html_text.plain(string(part.get("body"))) or (MEDIA if objects(part.get("attachments")) else "")
    speaker = _PARTIES.get(str(member(part, "author", "type")))
    if member(part, "author", "from_ai_agent") is True or member(part, "author", "is_ai_answer") is True:
        speaker = Party.BOT
    id = identifier(member(part, "author", "id"))
    return ForeignTurn(words, speaker, id, id or "?", moment(part.get("created_at"))) if words else None


def _person(conversation: Record) -> Record:
    """The customer; a list of contacts has their ids only."""
    authors = [_first(conversation), *objects(member(conversation, "conversation_parts", "conversation_parts"))]
    people = [part["author"] for part in authors if _is_customer(part)]
    listed = objects(member(conversation, "contacts", "contacts"))
    user = conversation.get("user")
    return next(iter([*([user] if isinstance(user, dict) else []), *people, *listed]), {})


def _is_customer(part: Record) -> bool:
    return _PARTIES.get(str(member(part, "author", "type"))) is Party.CUSTOMER


def _identities(person: Record) -> dict[str, str] | None:
    known = {"email": identifier(person.get("email")), "phone": identifier(person.get("phone"))}
    return {kind: value for kind, value in known.items() if value} or None


def _by_centre(conversation: Record, turns: Sequence[ForeignTurn]) -> bool:
    delivered = member(conversation, "source", "delivered_as")
    return delivered in _BY_CENTRE or (delivered is None and bool(turns) and turns[0].speaker is Party.AGENT)
