"""Microsoft Teams: messages of a chat as Microsoft Graph gives them, and records of calls that hold a transcript.

Documentation: `chatMessage` and `callRecord` of Microsoft Graph. Transcripts of meetings are WebVTT (`captions`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_service.domain.interaction import Channel, Party
from qa_service.errors import BadDocument, say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact, found_transcript
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, moment, objects, string
from qa_service.ingest.readers.parties import party_of_name

_CALLS = frozenset({"modalities", "organizer", "organizer_v2", "participants", "participants_v2", "sessions"})
_STRANGERS = ("anonymousGuest", "federatedUser", "personalMicrosoftAccountUser", "skypeUser", "phoneUser", "emailUser",
              "azureCommunicationServicesUser")  # fmt: skip


class Teams(JsonReader):
    """Chats and calls."""

    kind = say("Microsoft Teams")

    def takes(self, record: Record) -> bool:
        """By a message with its type, or by a call with its modalities."""
        first = next(iter(objects(record.get("value"))), record)
        return ("messageType" in first and "body" in first) or (
            "startDateTime" in record and len(_CALLS & record.keys()) >= 2
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """Messages belong together by their chat, or by the message that they answer."""
        calls = [record for record in found if "startDateTime" in record]
        listed = [item for record in found if "startDateTime" not in record for item in _messages(record)]
        chats: dict[str, list[Record]] = {}
        for item in listed:
            place = identifier(item.get("chatId"), item.get("replyToId"), member(item, "channelIdentity", "channelId"))
            chats.setdefault(place or "", []).append(item)
        return [*calls, *({"id": id or None, "messages": items} for id, items in chats.items())]

    def document(self, conversation: Record) -> Record:
        """One chat, or one call. Raises BadDocument."""
        return _chat(conversation) if "messages" in conversation else _call(conversation)


def _messages(record: Record) -> Iterator[Record]:
    for item in objects(record.get("value")) or [record]:
        yield item
        yield from objects(item.get("replies"))


def _chat(chat: Record) -> Record:
    items = [item for item in objects(chat["messages"]) if _is_said(item)]
    strangers = [member(item, "from", "user", "userIdentityType") in _STRANGERS for item in items]
    mixed = any(strangers) and not all(strangers)
    turns = [_turn(item, mixed) for item in items]
    return contact.document(Channel.CHAT, [turn for turn in turns if turn.text], id=identifier(chat.get("id")))


def _is_said(item: Record) -> bool:
    return item.get("messageType") in (None, "message") and not item.get("deletedDateTime")


def _turn(item: Record, mixed: bool) -> ForeignTurn:
    """`mixed`: people of the own organisation write with people from outside."""
    words = html_text.plain(string(member(item, "body", "content")))
    words = words or (MEDIA if objects(item.get("attachments")) or member(item, "body", "content") else "")
    user, at = member(item, "from", "user"), moment(item.get("createdDateTime"))
    application = member(item, "from", "application")
    if isinstance(application, dict) and not isinstance(user, dict):
        return ForeignTurn(words, Party.BOT, identifier(application.get("id")), "application", at)
    stranger = member(user, "userIdentityType") in _STRANGERS
    speaker = (Party.CUSTOMER if stranger else Party.AGENT) if mixed else None
    id = identifier(member(user, "id"), member(user, "displayName"))
    return ForeignTurn(words, speaker, identifier(member(user, "id")) if speaker is Party.AGENT else None, id, at)


def _call(call: Record) -> Record:
    """A record of a call has no words of its own; some who export it put the transcript into it."""
    turns = found_transcript.turns(call)
    if not turns:
        raise BadDocument(
            "holds no words, only who took part and when", hint="give the transcript of the meeting (WebVTT)"
        )
    return contact.document(
        Channel.CALL,
        turns,
        id=identifier(call.get("id")),
        started_at=moment(call.get("startDateTime")),
        ended_at=moment(call.get("endDateTime")),
        agent=_agent(call, turns),
    )


def _agent(call: Record, turns: Sequence[ForeignTurn]) -> str | None:
    """The id of the participant whose name is that of the one who serves."""
    served = {str(turn.voice) for turn in turns if turn.speaker is Party.AGENT}
    people: list[Any] = [member(item, "user") or item for item in objects(call.get("participants"))]
    named: Mapping[str, str | None] = {
        str(member(person, "displayName")): identifier(member(person, "id")) for person in people
    }
    ids = [id for name, id in named.items() if id and (name in served or _is_agent(name, bool(served)))]
    return ids[0] if len(ids) == 1 else None


def _is_agent(name: str, known: bool) -> bool:
    return not known and party_of_name(name) is Party.AGENT
