"""Genesys Cloud: transcripts of speech and text analytics, transcripts of recordings, lists of messages, conversations
that hold a transcript.

Documentation: "Conversation transcripts" of speech and text analytics, `Recording` and `MessageDataEntityListing` of
the Platform API.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import BadDocument, say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact, found_transcript
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, number, objects, seconds, string
from qa_service.ingest.readers.parties import party

_PURPOSES = {
    **dict.fromkeys(("external", "customer"), Party.CUSTOMER),
    **dict.fromkeys(("internal", "agent", "user"), Party.AGENT),
    **dict.fromkeys(("bot", "botflow", "ivr", "workflow", "flow", "voicemail", "digitalbot"), Party.BOT),
    **dict.fromkeys(("acd", "group", "station", "dialer", "system", "outbound"), Party.OTHER),
}
_CHANNELS = {
    **dict.fromkeys(("call", "voice", "callback"), Channel.CALL),
    **dict.fromkeys(("chat", "message", "messaging", "webmessaging", "sms"), Channel.CHAT),
    "email": Channel.EMAIL,
}
_LISTS = ("transcript", "messagingTranscript", "emailTranscript")
_DAY = 86_400_000
"""Milliseconds; no call is longer."""
_SIDES = {"inbound": Party.CUSTOMER, "outbound": Party.AGENT}


class Genesys(JsonReader):
    """Conversations of Genesys Cloud."""

    kind = say("Genesys Cloud")

    def takes(self, record: Record) -> bool:
        """By names that only its documents have."""
        return (
            ("conversationId" in record and not _OF_CONVERSATIONS.isdisjoint(record))
            or any("participantPurpose" in phrase for phrase in _all_phrases(record)[:3])
            or ("conversationStart" in record and "participants" in record)
            or any("purpose" in person for person in objects(record.get("participants"))[:1])
            or any(map(_is_message, objects(record.get("entities"))[:3]))
            or any(
                "conversationId" in item and "participants" in item for item in objects(record.get("conversations"))[:1]
            )
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """The messages of a list are one; a list of conversations is many."""
        return [item for record in found for item in objects(record.get("conversations")) or [record]]

    def document(self, conversation: Record) -> Record:
        """One conversation. Raises BadDocument, for one of which only the times and queues are there, too."""
        turns = _phrases(conversation) or _recorded(conversation) or _messages(conversation)
        turns = turns or found_transcript.turns(conversation)
        if not turns:
            raise BadDocument(
                "holds no words, only who took part and when",
                hint="give the transcript of the conversation, or its recording",
            )
        people = objects(conversation.get("participants"))
        return contact.document(
            _channel(conversation, turns),
            [replace(turn, at=None) for turn in turns] if all(turn.start is not None for turn in turns) else turns,
            **_times(conversation, turns),
            id=_id(conversation),
            agent=_agent(people),
            direction=_direction(conversation, people),
            queue=_queue(people),
            **_customer(conversation, people),
        )


_OF_CONVERSATIONS = frozenset({"transcripts", "communicationId", "participants", *_LISTS, "media", "mediaType"})


def _is_message(item: Record) -> bool:
    return ("normalizedMessage" in item or "textBody" in item or "bodyType" in item) and (
        "direction" in item or "sender" in item or "messengerType" in item
    )


def _id(record: Record) -> str | None:
    first = next(iter(objects(record.get("entities"))), {})
    own = (record.get("conversationId"), member(record, "conversation", "id"))
    return identifier(*own, first.get("conversationId"), member(first, "conversation", "id"), record.get("id"))


def _channel(record: Record, turns: Sequence[ForeignTurn]) -> Channel:
    sessions = [item for person in objects(record.get("participants")) for item in objects(person.get("sessions"))]
    kinds = [record.get("mediaType"), record.get("media"), *(session.get("mediaType") for session in sessions)]
    known = next((_CHANNELS[str(kind).lower()] for kind in kinds if str(kind).lower() in _CHANNELS), None)
    if record.get("emailTranscript"):
        return Channel.EMAIL
    return known or (Channel.CALL if all(turn.start is not None for turn in turns) else Channel.CHAT)


def _all_phrases(record: Record) -> list[Record]:
    return [phrase for item in objects(record.get("transcripts")) for phrase in objects(item.get("phrases"))]


def _phrases(record: Record) -> list[ForeignTurn]:
    """Of a call, and of a conversation in writing, as the analytics have them."""
    begun = number(record.get("conversationStartTime")) or number(record.get("startTime"))
    served = [person for person in objects(record.get("participants")) if _serves(person)]
    return [turn for phrase in _all_phrases(record) if (turn := _phrase(phrase, begun, served)) is not None]


def _phrase(phrase: Record, begun: float | None, served: Sequence[Record]) -> ForeignTurn | None:
    words = string(phrase.get("decoratedText")) or string(phrase.get("text"))
    words = words or " ".join(string(item.get("word")) for item in objects(phrase.get("words")))
    purpose = str(phrase.get("participantPurpose") or "")
    speaker = _PURPOSES.get(purpose) or party(purpose)
    start = _start(phrase, begun)
    length = seconds(member(phrase, "duration", "milliseconds") or phrase.get("durationMs"), 1e-3)
    end = None if start is None or length is None else round(start + length, 3)
    if not words:
        return None
    agent = _user(phrase, served) if speaker is Party.AGENT else None
    return ForeignTurn(words, speaker, identifier(phrase.get("userId")) or agent, purpose or "?",
                       moment(phrase.get("startTimeMs")), start, end)  # fmt: skip


def _serves(person: Record) -> bool:
    purpose = str(person.get("purpose") or person.get("participantPurpose"))
    return _PURPOSES.get(purpose.lower()) is Party.AGENT and identifier(person.get("userId")) is not None


def _user(phrase: Record, served: Sequence[Record]) -> str | None:
    """The only one who served, or of several the only one who was there at that time."""
    ids = {identifier(person.get("userId")) for person in served}
    if len(ids) > 1:
        at = number(phrase.get("startTimeMs"))
        ids = {identifier(person.get("userId")) for person in served if at is not None and _was_there(person, at)}
    return ids.pop() if len(ids) == 1 else None


def _was_there(person: Record, at: float) -> bool:
    begun, ended = number(person.get("startTimeMs")), number(person.get("endTimeMs"))
    return begun is not None and ended is not None and begun <= at <= ended


def _start(phrase: Record, begun: float | None) -> float | None:
    """Some write the time since 1970, some that since the beginning."""
    offset = seconds(member(phrase, "offset", "milliseconds"), 1e-3)
    at = number(phrase.get("startTimeMs"))
    if at is not None and 0 <= at < _DAY:
        return seconds(at, 1e-3)
    if at is None or begun is None or not 0 <= at - begun < _DAY:
        return offset if offset is not None else seconds(phrase.get("offsetMs"), 1e-3)
    return round((at - begun) / 1e3, 3)


def _recorded(record: Record) -> list[ForeignTurn]:
    """The transcripts of recorded chats, messages and e-mail."""
    items = [item for name in _LISTS for item in objects(record.get(name))]
    return [turn for item in items if (turn := _entry(item)) is not None]


def _entry(item: Record) -> ForeignTurn | None:
    if str(item.get("type") or "message") not in ("message", "text", "structured") or _is_notice(item):
        return None
    written = string(item.get("messageText")) or string(item.get("textBody")) or string(item.get("body"))
    words = html_text.plain(written or string(item.get("message")) or string(item.get("htmlBody")))
    words = words or (MEDIA if objects(item.get("messageMediaAttachments")) else "")
    purpose = str(item.get("purpose") or item.get("participantPurpose") or "")
    id = identifier(member(item, "fromUser", "id"), member(item, "user", "id"))
    speaker = _PURPOSES.get(purpose.lower()) or (Party.AGENT if id else None)
    speaker = speaker or (Party.CUSTOMER if item.get("fromExternalContact") else None)
    at = moment(item.get("timestamp") or item.get("utc") or item.get("time"))
    voice = id or identifier(item.get("participantId"), item.get("from"), member(item, "from", "email"), purpose)
    return ForeignTurn(words, speaker, id, voice, at) if words and speaker is not Party.OTHER else None


def _is_notice(item: Record) -> bool:
    return str(item.get("bodyType") or "standard").lower() not in ("standard", "text")


def _messages(record: Record) -> list[ForeignTurn]:
    """Of a list of messages, or of chat messages."""
    return [turn for item in objects(record.get("entities")) if (turn := _message(item)) is not None]


def _message(item: Record) -> ForeignTurn | None:
    kind = str(member(item, "normalizedMessage", "type") or "Text").lower()
    if kind in ("receipt", "event") or _is_notice(item):
        return None
    words = (
        string(item.get("textBody")) or string(member(item, "normalizedMessage", "text")) or string(item.get("body"))
    )
    words = html_text.plain(words) or (MEDIA if objects(item.get("media")) else "")
    by_bot = str(member(item, "normalizedMessage", "originatingEntity")).lower() == "bot"
    side = str(item.get("direction") or member(item, "normalizedMessage", "direction") or "").lower()
    speaker = Party.BOT if by_bot else _SIDES.get(side)
    id = identifier(member(item, "sender", "id"), item.get("createdBy"), item.get("fromAddress"))
    agent = id if speaker is Party.AGENT else None
    return ForeignTurn(words, speaker, agent, id or side, moment(item.get("timestamp"))) if words else None


def _times(record: Record, turns: Sequence[ForeignTurn]) -> dict[str, Any]:
    begun = moment(record.get("conversationStart") or record.get("conversationStartTime") or record.get("startTime"))
    ended = moment(record.get("conversationEnd") or record.get("endTime"))
    last = max((turn.end for turn in turns if turn.end is not None), default=None)
    if begun is not None and ended is None and last is not None:
        ended = _later(begun, last)
    return {name: value for name, value in (("started_at", begun), ("ended_at", ended)) if value is not None}


def _later(begun: datetime, length: float) -> datetime | None:
    try:
        return begun + timedelta(seconds=length)
    except OverflowError:
        return None


def _agent(people: Sequence[Record]) -> str | None:
    """The only one who served; of several the turns tell which, or nobody does."""
    ids = {identifier(person.get("userId")) for person in people if _serves(person)}
    return ids.pop() if len(ids) == 1 else None


def _direction(record: Record, people: Sequence[Record]) -> Direction | None:
    told = [record.get("originatingDirection"), *(person.get("initialDirection") for person in people)]
    return next((Direction(side) for side in told if side in ("inbound", "outbound")), None)


def _queue(people: Sequence[Record]) -> dict[str, str] | None:
    name = next((id for person in people if (id := identifier(person.get("queueName"), person.get("queueId")))), None)
    return {"name": name} if name else None


def _customer(record: Record, people: Sequence[Record]) -> dict[str, Any]:
    """By the external contact, or by the address from which they called."""
    outside = [item for item in people if str(item.get("purpose") or item.get("participantPurpose")) in
               ("customer", "external")]  # fmt: skip
    sessions = [session for person in outside for session in objects(person.get("sessions"))]
    contact_id = next((id for item in outside if (id := identifier(item.get("externalContactId")))), None)
    addresses = [identifier(item.get("ani"), item.get("address")) for item in (*outside, *sessions)]
    phone = next((item.removeprefix("tel:") for item in addresses if item and item.startswith(("tel:", "+"))), None)
    fields = {"customer": contact_id or phone, "identities": {"phone": phone} if phone else None}
    return {name: value for name, value in fields.items() if value}
