"""Genesys Cloud, Microsoft Teams, Chatwoot and LiveChat: parties by their own roles, nothing private, bots as bots."""

from pathlib import Path
from typing import Any

import pytest

from tests.transcripts import interactions, refusal, said, timed

BEGUN = 1793699640000
"""3 November 2026, 09:54:00 UTC, in milliseconds."""


def phrase(purpose: str, offset: int, length: int, text: str, **more: Any) -> dict[str, Any]:
    return {"text": text.lower(), "decoratedText": text, "participantPurpose": purpose, "confidence": 0.9,
            "startTimeMs": BEGUN + offset, "offset": {"milliseconds": offset}, "duration": {"milliseconds": length},
            "words": [], **more}  # fmt: skip


ANALYTICS = {
    "organizationId": "o-1",
    "conversationId": "k-17",
    "communicationId": "s-1",
    "mediaType": "call",
    "conversationStartTime": BEGUN,
    "startTime": BEGUN,
    "duration": {"milliseconds": 9000},
    "participants": [
        {"participantPurpose": "external", "initialDirection": "inbound", "ani": "tel:+393331234567", "queueId": "q-1"},
        {"participantPurpose": "internal", "userId": "u-21", "startTimeMs": BEGUN},
    ],
    "transcripts": [
        {"transcriptId": "t", "language": "it-it", "phrases": [
            phrase("internal", 500, 1500, "Buongiorno, Acme."),
            phrase("external", 2500, 1000, "La bolletta è doppia."),
            phrase("ivr", 0, 400, "Resti in linea."),
        ]}
    ],
}  # fmt: skip


def test_a_call_of_genesys_as_the_analytics_have_it(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "transcript.json", ANALYTICS)
    assert (call.id, call.channel, call.agent, call.direction) == ("k-17", "call", "u-21", "inbound")
    assert said(call) == [
        ("bot", "Resti in linea."),
        ("agent", "Buongiorno, Acme."),
        ("customer", "La bolletta è doppia."),
    ]
    assert [start for _, start, _ in timed(call.turns)] == [0.0, 0.5, 2.5]
    assert (str(call.started_at), call.customer) == ("2026-11-03 09:54:00+00:00", "+393331234567")


def test_of_several_agents_of_genesys_who_was_there_spoke(tmp_path: Path) -> None:
    people = [
        {"participantPurpose": "internal", "userId": "u-21", "startTimeMs": BEGUN, "endTimeMs": BEGUN + 4_000},
        {"participantPurpose": "internal", "userId": "u-22", "startTimeMs": BEGUN + 3_000, "endTimeMs": BEGUN + 9_000},
    ]
    transcript = {"phrases": [phrase("internal", at, 100, "parole") for at in (500, 3_500, 8_000)]}
    (call,) = interactions(tmp_path, "t.json", {**ANALYTICS, "participants": people, "transcripts": [transcript]})
    assert [turn.agent for turn in call.turns] == ["u-21", None, "u-22"], "at 3.5 s both were there"


RECORDINGS: dict[str, Any] = {
    "chat": {"media": "chat", "transcript": [
        {"id": "1", "body": "salve", "utc": "2026-11-03T09:14:00Z", "participantPurpose": "customer"},
        {"id": "2", "body": "x", "utc": "2026-11-03T09:14:01Z", "participantPurpose": "acd", "bodyType": "member-join"},
        {"id": "3", "body": "buongiorno", "utc": "2026-11-03T09:15:00Z", "participantPurpose": "agent",
         "user": {"id": "u-21"}}]},
    "message": {"media": "message", "messagingTranscript": [
        {"id": "1", "messageText": "salve", "timestamp": "2026-11-03T09:14:00Z", "purpose": "customer", "from": "c"},
        {"id": "3", "messageText": "buongiorno", "timestamp": "2026-11-03T09:15:00Z", "purpose": "agent",
         "fromUser": {"id": "u-21"}}]},
    "email": {"media": "email", "emailTranscript": [
        {"id": "1", "htmlBody": "<p>salve</p>", "time": "2026-11-03T09:14:00Z", "purpose": "customer"},
        {"id": "3", "textBody": "buongiorno", "time": "2026-11-03T09:15:00Z", "fromUser": {"id": "u-21"}}]},
}  # fmt: skip


@pytest.mark.parametrize("media", RECORDINGS)
def test_transcripts_of_recordings_of_genesys(media: str, tmp_path: Path) -> None:
    recording = {"id": "r-1", "conversationId": "k-17", "startTime": "2026-11-03T09:13:00Z", **RECORDINGS[media]}
    (contact,) = interactions(tmp_path, "recordings.json", [recording])
    assert (contact.id, contact.channel) == ("k-17", "email" if media == "email" else "chat")
    assert said(contact) == [("customer", "salve"), ("agent", "buongiorno")]
    assert (contact.agent or contact.turns[1].agent) == "u-21"


def test_messages_of_genesys_with_a_bot(tmp_path: Path) -> None:
    entities = [
        {"id": "1", "conversationId": "k-17", "direction": "inbound", "timestamp": "2026-11-03T09:14:00Z",
         "fromAddress": "c-1", "normalizedMessage": {"type": "Text", "text": "salve", "originatingEntity": "Human"}},
        {"id": "2", "conversationId": "k-17", "direction": "outbound", "timestamp": "2026-11-03T09:14:01Z",
         "normalizedMessage": {"type": "Text", "text": "Un attimo.", "originatingEntity": "Bot"}},
        {"id": "3", "conversationId": "k-17", "direction": "outbound", "timestamp": "2026-11-03T09:14:02Z",
         "normalizedMessage": {"type": "Receipt"}, "textBody": ""},
        {"id": "4", "conversationId": "k-17", "direction": "outbound", "timestamp": "2026-11-03T09:15:00Z",
         "textBody": "buongiorno", "createdBy": "u-21", "normalizedMessage": {"type": "Text", "text": "buongiorno"}},
    ]  # fmt: skip
    (chat,) = interactions(tmp_path, "messages.json", {"entities": entities})
    assert (chat.id, chat.agent) == ("k-17", "u-21")
    assert said(chat) == [("customer", "salve"), ("bot", "Un attimo."), ("agent", "buongiorno")]


DETAIL = {
    "conversationId": "k-18",
    "conversationStart": "2026-11-03T09:14:00.000Z",
    "conversationEnd": "2026-11-03T09:20:00.000Z",
    "originatingDirection": "outbound",
    "participants": [
        {"participantId": "p1", "purpose": "customer",
         "sessions": [{"mediaType": "voice", "ani": "tel:+393331234567"}]},
        {"participantId": "p2", "purpose": "agent", "userId": "u-21", "sessions": [{"mediaType": "voice"}]},
    ],
}  # fmt: skip


def test_details_of_a_conversation_without_words_are_refused_by_name(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "detail.json", DETAIL)
    assert sentence.startswith("Genesys Cloud: holds no words, only who took part and when; give the transcript")


def test_details_with_a_transcript_of_somebodys_own(tmp_path: Path) -> None:
    own = {"_export": {"transcript": "Agent Anna: Buongiorno.\nMario Rossi: Salve.\nSono io.\n\nAgent Anna: Bene."}}
    (call,) = interactions(tmp_path, "detail.json", {**DETAIL, **own})
    assert (call.channel, call.agent, call.direction, str(call.ended_at)) == (
        "call", "u-21", "outbound", "2026-11-03 09:20:00+00:00",
    )  # fmt: skip
    assert said(call) == [("agent", "Buongiorno."), ("customer", "Salve.\nSono io."), ("agent", "Bene.")]


def chat_message(person: str, kind: str, at: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "id": at, "messageType": "message", "chatId": "19:abc", "createdDateTime": f"2026-11-03T{at}.5Z",
        "deletedDateTime": None, "from": {"user": {"id": person, "displayName": person, "userIdentityType": kind}},
        "body": {"contentType": "html", "content": content}, **more,
    }  # fmt: skip


MESSAGES = [
    chat_message("u-21", "aadUser", "09:20:00", "<p>Buongiorno,&nbsp;controllo.</p>"),
    chat_message("x", "aadUser", "09:19:00", "<systemEventMessage/>", messageType="systemEventMessage"),
    chat_message("u-21", "aadUser", "09:18:00", "", deletedDateTime="2026-11-03T09:30:00Z"),
    chat_message("g-1", "anonymousGuest", "09:14:00", "<div>La bolletta &egrave; doppia.</div>"),
]


def test_messages_of_teams_with_somebody_from_outside(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "messages.json", {"@odata.context": "x", "value": MESSAGES})
    assert (chat.id, chat.channel, chat.agent) == ("19:abc", "chat", "u-21")
    assert said(chat) == [("customer", "La bolletta è doppia."), ("agent", "Buongiorno, controllo.")]


def test_among_people_of_one_organisation_nobody_is_presumed_the_agent(tmp_path: Path) -> None:
    messages = [chat_message(person, "aadUser", at, "ciao") for person, at in (("a", "09:14:00"), ("b", "09:15:00"))]
    messages.append(
        {**chat_message("", "", "09:16:00", "auto"), "from": {"application": {"id": "app", "displayName": "Bot"}}}
    )
    (chat,) = interactions(tmp_path, "messages.json", {"value": messages})
    assert [(turn.speaker, turn.voice) for turn in chat.turns] == [(None, 0), (None, 1), ("bot", 2)]


CALL = {"id": "call-1", "type": "peerToPeer", "modalities": ["audio"], "startDateTime": "2026-11-03T09:14:00Z",
        "endDateTime": "2026-11-03T09:20:00Z", "organizer": {"user": {"id": "u-21", "displayName": "Anna"}},
        "participants": [{"user": {"id": "u-21", "displayName": "Anna"}}], "sessions": []}  # fmt: skip


def test_a_call_record_of_teams_without_words_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path, "call.json", CALL).startswith("Microsoft Teams: holds no words, only who took part")


def woot(kind: int | str, content: str, at: int, sender: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    return {"id": at, "content": content, "inbox_id": 3, "conversation_id": 12, "message_type": kind,
            "content_type": "text", "content_attributes": {}, "created_at": at, "private": False, "sender": sender,
            **more}  # fmt: skip


AGENT, CONTACT, BOT = (
    {"id": n, "name": "x", "type": kind} for n, kind in ((21, "user"), (11, "contact"), (5, "agent_bot"))
)
WOOT = [
    woot(0, "salve", 1793699640, CONTACT),
    woot(2, "Conversation was assigned to Anna", 1793699641, None),
    woot(3, "Lasciaci la tua e-mail", 1793699642, None),
    woot(1, "Un attimo.", 1793699643, BOT),
    woot(1, "nota interna", 1793699644, AGENT, private=True),
    woot(1, "buongiorno", 1793699650, AGENT),
    woot(0, "", 1793699660, CONTACT, attachments=[{"file_type": "image"}]),
    woot(1, "This message was deleted", 1793699670, AGENT, content_attributes={"deleted": True}),
]
WOOT_SAID = [
    ("customer", "salve"), ("bot", "Lasciaci la tua e-mail"), ("bot", "Un attimo."), ("agent", "buongiorno"),
    ("customer", "[MEDIA]"),
]  # fmt: skip
META = {
    "sender": {"id": 11, "email": "mario@posta.example", "phone_number": "+393331234567"},
    "channel": "Channel::WebWidget",
}


def test_a_message_of_chatwoot_of_a_kind_that_is_not_known_is_nobodys(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "chat.json", [*WOOT[:1], woot(7, "e poi?", 1793699641, CONTACT)])
    assert said(chat) == [("customer", "salve"), (None, "e poi?")]


@pytest.mark.parametrize(
    "record",
    [
        {"meta": META, "payload": WOOT},
        {"id": 12, "inbox_id": 3, "meta": META, "messages": WOOT, "status": "resolved"},
        {"data": {"meta": {"all_count": 1}, "payload": [{"id": 12, "inbox_id": 3, "meta": META, "messages": WOOT}]}},
        WOOT,
    ],
)
def test_conversations_of_chatwoot(record: Any, tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "chat.json", record)
    assert (chat.id, chat.channel, chat.agent, chat.customer) == ("12", "chat", "21", "11")
    assert said(chat) == WOOT_SAID


LIVE_USERS = [
    {"id": "c-1", "type": "customer", "name": "Mario", "email": "mario@posta.example"},
    {"id": "anna@acme.example", "type": "agent", "name": "Anna"},
]


def event(author: str | None, at: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": at, "type": "message", "text": text, "author_id": author, "created_at": f"2026-11-03T{at}.000000Z",
            "recipients": "all", **more}  # fmt: skip


THREAD = {"id": "T1", "created_at": "2026-11-03T09:14:00.000000Z", "user_ids": ["c-1"], "events": [
    event("c-1", "09:14:00", "salve"),
    event(None, "09:14:01", "Anna joined", type="system_message"),
    event("anna@acme.example", "09:14:30", "solo per noi", recipients="agents"),
    event("anna@acme.example", "09:15:00", "buongiorno"),
]}  # fmt: skip


@pytest.mark.parametrize("threads", [{"thread": THREAD}, {"threads": [THREAD]}])
def test_archives_of_livechat(threads: dict[str, Any], tmp_path: Path) -> None:
    archive = {"chats": [{"id": "P1", "users": LIVE_USERS, **threads}], "found_chats": 1}
    (chat,) = interactions(tmp_path, "archives.json", archive)
    assert (chat.id, chat.case, chat.channel, chat.customer) == ("T1", "P1", "chat", "c-1")
    assert said(chat) == [("customer", "salve"), ("agent", "buongiorno")]


def test_threads_of_a_chat_of_livechat_are_contacts_of_one_matter(tmp_path: Path) -> None:
    chat = {"id": "P1", "users": LIVE_USERS, "threads": [THREAD, {**THREAD, "id": "T2"}]}
    assert [(c.id, c.case) for c in interactions(tmp_path, "chat.json", chat)] == [("T1", "P1"), ("T2", "P1")]


def test_chats_of_livechats_version_2(tmp_path: Path) -> None:
    messages = [
        {"author_name": "Mario", "text": "salve", "timestamp": 1793699640, "user_type": "visitor", "type": "message"},
        {"author_name": "Anna", "text": "buongiorno", "timestamp": 1793699650, "user_type": "agent",
         "agent_id": "anna@acme.example", "type": "message"},
    ]  # fmt: skip
    (chat,) = interactions(
        tmp_path, "chats.json", {"chats": [{"id": "P1", "messages": messages, "visitor": {"id": "v"}}]}
    )
    assert said(chat) == [("customer", "salve"), ("agent", "buongiorno")]
