"""Amazon Connect and Amazon Transcribe Call Analytics: Contact Lens of calls and chats, transcripts of chats, segments
of the interface, contact records that hold a transcript.

Documentation: "Contact Lens output files", "Chat transcripts" and "Contact record data model" of the Amazon Connect
Administrator Guide; "Post-call analytics output" of the Amazon Transcribe Developer Guide.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import say
from qa_service.ingest.readers import contact, found_transcript, parties
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, objects, seconds, string

_OUTBOUND = ("OUTBOUND", "CALLBACK", "EXTERNAL_OUTBOUND")
_OF_CONTACTS = frozenset({"AWSAccountId", "InitiationMethod", "InstanceARN", "InitiationTimestamp", "InstanceId"})
_MOST_TITLES = 20


class AmazonConnect(JsonReader):
    """Conversations that Amazon Connect wrote down."""

    kind = say("Amazon Connect")

    def takes(self, record: Record) -> bool:
        """By names that only its files have."""
        return _is_transcript(record) or _is_contact(record)

    def document(self, conversation: Record) -> Record:
        """One contact. Raises BadDocument."""
        return _document(conversation)


def _is_transcript(record: Record) -> bool:
    items = [member(item, "Transcript") or item for item in objects(_items(record))[:50]]
    return any(("ParticipantId" in item or "ParticipantRole" in item) for item in items if isinstance(item, dict))


def _is_contact(record: Record) -> bool:
    return "ContactId" in record and not _OF_CONTACTS.isdisjoint(record)


def _items(record: Record) -> Any:
    return record.get("Transcript") or record.get("Segments")


def _document(record: Record) -> Record:
    roles = _roles(record)
    items = [member(item, "Transcript") or item for item in objects(_items(record))]
    turns = [turn for item in items if isinstance(item, dict) and (turn := _turn(item, roles)) is not None]
    turns = turns or found_transcript.turns(record)
    is_chat = str(record.get("Channel")).upper() in ("CHAT", "MESSAGING") or any(turn.at for turn in turns)
    is_mail = str(record.get("Channel")).upper() == "EMAIL"
    channel = Channel.EMAIL if is_mail else Channel.CHAT if is_chat else Channel.CALL
    served = {turn.voice for turn in turns if turn.speaker is Party.AGENT}
    agent = identifier(str(member(record, "Agent", "ARN") or "").rpartition("/agent/")[2]) if len(served) < 2 else None
    return contact.document(
        channel,
        [replace(turn, agent=None) for turn in contact.in_order(turns)],
        **{**_times(record), **_customer(record)},
        id=_id(record),
        agent=agent,
        lang=contact.language(record.get("LanguageCode")),
        direction=Direction.OUTBOUND if record.get("InitiationMethod") in _OUTBOUND else None,
        callback=record.get("InitiationMethod") == "CALLBACK" or None,
        transfers=_transfers(turns),
    )


def _id(record: Record) -> str | None:
    names = (member(record, "CustomerMetadata", "ContactId"), record.get("ContactId"), record.get("InitialContactId"))
    return identifier(*names, record.get("JobName"), record.get("CallAnalyticsJobName"))


def _transfers(turns: list[ForeignTurn]) -> list[Record]:
    """When it went on. Who to is not told: a participant's id is of one contact only."""
    found = contact.transfers(contact.in_order(turns))
    return [{"at": transfer["at"], "start": transfer["start"]} for transfer in found]


def _roles(record: Record) -> Mapping[str, str]:
    people = objects(record.get("Participants"))
    return {str(person.get("ParticipantId")): str(person.get("ParticipantRole") or "") for person in people}


def _turn(item: Record, roles: Mapping[str, str]) -> ForeignTurn | None:
    """None for what nobody said: events, and messages without words."""
    if str(item.get("Type") or "MESSAGE").upper() not in ("MESSAGE", "ATTACHMENT", "TRANSCRIPT"):
        return None
    words = _words(item)
    who = identifier(item.get("ParticipantId")) or ""
    role = identifier(item.get("ParticipantRole"), roles.get(who), item.get("Participant")) or who
    speaker = Party.BOT if role.upper() in ("SYSTEM", "CUSTOM_BOT") else parties.party(role)
    start, end = (seconds(item.get(name), 1e-3) for name in ("BeginOffsetMillis", "EndOffsetMillis"))
    at = moment(item.get("AbsoluteTime") or member(item, "Time", "AbsoluteTime"))
    if not words:
        return None
    return ForeignTurn(words, speaker, who or None, who or role, at, None if at else start, None if at else end)


def _words(item: Record) -> str:
    kind, words = str(item.get("ContentType") or ""), string(item.get("Content"))
    if "connect.event" in kind:
        return ""
    if objects(item.get("Attachments")):
        return words or MEDIA
    if "interactive" in kind or kind == "application/json":
        return "\n".join(_titles(words)[:_MOST_TITLES])
    return words


def _titles(content: str) -> list[str]:
    """What a message with buttons shows: its title and what may be chosen."""
    try:
        inside = member(json.loads(content), "data", "content")
    except (ValueError, RecursionError):
        return [content]
    listed = [inside, *objects(member(inside, "elements"))]
    return [title for item in listed if (title := string(member(item, "title")))] or [string(member(inside, "body"))]


def _times(record: Record) -> Record:
    begun, ended = moment(record.get("InitiationTimestamp")), moment(record.get("DisconnectTimestamp"))
    return {name: value for name, value in (("started_at", begun), ("ended_at", ended)) if value is not None}


def _customer(record: Record) -> Record:
    address = identifier(member(record, "CustomerEndpoint", "Address"))
    kind = str(member(record, "CustomerEndpoint", "Type") or "")
    if address is None:
        return {}
    if kind in ("TELEPHONE_NUMBER", "EMAIL_ADDRESS"):
        return {"customer": address, "identities": {"phone" if kind.startswith("T") else "email": address}}
    return {"customer": address}
