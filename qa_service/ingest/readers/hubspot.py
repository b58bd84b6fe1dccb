"""HubSpot: the messages of a thread of its inbox.

Documentation: "Conversations" of the HubSpot API. Comments are notes between colleagues and no turns; ids of actors
begin with A (agent), V (visitor) or other letters.
"""

from collections.abc import Sequence

from qa_service.domain.interaction import Channel, Party
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import grouped, identifier, member, moment, objects, string

_SIDES = {"INCOMING": Party.CUSTOMER, "OUTGOING": Party.AGENT}


class HubSpot(JsonReader):
    """Threads."""

    kind = say("HubSpot")

    def takes(self, record: Record) -> bool:
        """By messages with their thread and senders."""
        first = next(iter(objects(record.get("results"))), record)
        return "conversationsThreadId" in first or ("senders" in first and "direction" in first)

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """Messages belong together by their thread."""
        items = [item for record in found for item in objects(record.get("results")) or [record]]
        return [{"id": id, "messages": part} for id, part in grouped(items, "conversationsThreadId").items()]

    def document(self, conversation: Record) -> Record:
        """One thread. Raises BadDocument."""
        items = objects(conversation["messages"])
        turns = [turn for item in items if (turn := _turn(item)) is not None]
        by_mail = any(member(item, "senders") and "subject" in item for item in items)
        customers = [turn.voice for turn in turns if turn.speaker is Party.CUSTOMER]
        id = conversation.get("id") if conversation.get("id") != "None" else None
        return contact.document(
            Channel.EMAIL if by_mail else Channel.CHAT, turns, id=id, customer=customers[0] if customers else None
        )


def _turn(item: Record) -> ForeignTurn | None:
    if item.get("type") not in (None, "MESSAGE", "WELCOME_MESSAGE"):
        return None
    words = html_text.plain(string(item.get("text")) or string(item.get("richText")))
    words = words or (MEDIA if objects(item.get("attachments")) else "")
    sender = next(iter(objects(item.get("senders"))), {})
    actor = identifier(sender.get("actorId"), item.get("createdBy"))
    speaker = _SIDES.get(str(item.get("direction")))
    if item.get("type") == "WELCOME_MESSAGE" or (actor or "").startswith(("B-", "S-", "I-")):
        speaker = Party.BOT
    return ForeignTurn(words, speaker, actor, actor or "?", moment(item.get("createdAt"))) if words else None
