"""Amazon Connect: calls and chats with their parties, whichever of its documents they come from."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.transcripts import interactions, refusal, said, timed

ROLES = [{"ParticipantId": role, "ParticipantRole": role} for role in ("CUSTOMER", "AGENT")]
LENS = {
    "Version": "1.1.0",
    "AccountId": "123456789012",
    "Channel": "VOICE",
    "JobStatus": "COMPLETED",
    "LanguageCode": "it-IT",
    "ContentMetadata": {"Output": "Raw"},
    "CustomerMetadata": {"ContactId": "c-17", "InstanceId": "i-1"},
    "Participants": ROLES,
    "ConversationCharacteristics": {"TotalConversationDurationMillis": 9000},
    "Transcript": [
        {"Id": "1", "ParticipantId": "SYSTEM", "Content": "Resti in linea.", "BeginOffsetMillis": 0,
         "EndOffsetMillis": 900},
        {"Id": "2", "ParticipantId": "AGENT", "Content": "Buongiorno, Acme.", "BeginOffsetMillis": 1040,
         "EndOffsetMillis": 3000, "Sentiment": "NEUTRAL", "LoudnessScore": [70.1]},
        {"Id": "3", "ParticipantId": "CUSTOMER", "Content": "La bolletta è doppia.", "BeginOffsetMillis": 3500,
         "EndOffsetMillis": 5200, "Sentiment": "NEGATIVE"},
    ],
}  # fmt: skip


def test_contact_lens_of_a_call(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "c-17_analysis_2026-11-03T09_14_00Z.json", LENS)
    assert (call.id, call.channel, call.lang, call.agent) == ("c-17", "call", "it", None)
    assert said(call) == [
        ("bot", "Resti in linea."),
        ("agent", "Buongiorno, Acme."),
        ("customer", "La bolletta è doppia."),
    ]
    assert timed(call.turns)[1] == (1, 1.04, 3.0)


def message(person: str, role: str, at: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "Id": at,
        "Type": "MESSAGE",
        "ContentType": "text/plain",
        "ParticipantId": person,
        "ParticipantRole": role,
        "DisplayName": role.title(),
        "AbsoluteTime": f"2026-11-03T09:{at}.123Z",
        "Content": content,
        **more,
    }


LIST = {
    "templateType": "ListPicker",
    "data": {"content": {"title": "Come la aiuto?", "elements": [{"title": "Bolletta"}]}},
}
CHAT = {
    "Version": "2019-08-26",
    "AWSAccountId": "123456789012",
    "InstanceId": "i-1",
    "InitialContactId": "c-17",
    "ContactId": "c-18",
    "Participants": [{"ParticipantId": "p-1"}, {"ParticipantId": "p-2"}],
    "Transcript": [
        message("p-1", "CUSTOMER", "14:00", "", Type="EVENT",
                ContentType="application/vnd.amazonaws.connect.event.participant.joined"),
        message("p-0", "SYSTEM", "14:01", json.dumps(LIST),
                ContentType="application/vnd.amazonaws.connect.message.interactive"),
        message("p-1", "CUSTOMER", "14:05", "salve"),
        message("p-1", "CUSTOMER", "14:06", "", Type="ATTACHMENT", ContentType="application/pdf",
                Attachments=[{"AttachmentName": "bolletta.pdf", "Status": "APPROVED"}]),
        message("p-2", "AGENT", "14:09", "Buongiorno, sono Anna."),
        message("p-3", "AGENT", "15:00", "Buongiorno, sono Ugo."),
        message("p-3", "AGENT", "15:09", "", Type="EVENT",
                ContentType="application/vnd.amazonaws.connect.event.chat.ended"),
    ],
}  # fmt: skip


def test_a_chat_with_its_bot_a_file_and_a_transfer(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "chat.json", CHAT)
    assert (chat.id, chat.channel, str(chat.started_at)) == ("c-18", "chat", "2026-11-03 09:14:01.123000+00:00")
    assert said(chat) == [
        ("bot", "Come la aiuto?\nBolletta"),
        ("customer", "salve"),
        ("customer", "[MEDIA]"),
        ("agent", "Buongiorno, sono Anna."),
        ("agent", "Buongiorno, sono Ugo."),
    ]
    assert [(str(transfer.at)[:19], transfer.to_agent) for transfer in chat.transfers] == [
        ("2026-11-03 09:15:00", None)
    ]
    assert {turn.agent for turn in chat.turns} == {None}, "an id of a participant is of one contact only"


def test_contact_lens_of_a_chat_names_roles_beside_the_transcript(tmp_path: Path) -> None:
    people = [
        {"ParticipantId": "p-1", "ParticipantRole": "CUSTOMER"},
        {"ParticipantId": "p-2", "ParticipantRole": "AGENT"},
    ]
    turns = [message("p-1", "", "14:05", "salve"), message("p-2", "", "14:09", "buongiorno")]
    lens = {**LENS, "Channel": "CHAT", "Participants": people, "Transcript": turns}
    assert said(interactions(tmp_path, "chat.json", lens)[0]) == [("customer", "salve"), ("agent", "buongiorno")]


@pytest.mark.parametrize("wrapped", [True, False])
def test_segments_of_the_interface(wrapped: bool, tmp_path: Path) -> None:
    segments = [{"Transcript": {**item, "ParticipantRole": item["ParticipantId"]}} for item in LENS["Transcript"][1:]]  # type: ignore[index]
    record: Any = {"Segments": [*segments, {"Categories": {"MatchedCategories": ["x"]}}]}
    (call,) = interactions(tmp_path, "call.json", record if wrapped else [record])
    assert [party for party, _ in said(call)] == ["agent", "customer"]


RECORD = {
    "AWSAccountId": "123456789012",
    "ContactId": "c-19",
    "Channel": "VOICE",
    "InitiationMethod": "CALLBACK",
    "InitiationTimestamp": "2026-11-03T09:14:00Z",
    "DisconnectTimestamp": "2026-11-03T09:20:00Z",
    "Agent": {"ARN": "arn:aws:connect:eu-central-1:1:instance/i-1/agent/a-7", "Username": "anna"},
    "CustomerEndpoint": {"Address": "+393331234567", "Type": "TELEPHONE_NUMBER"},
}


def test_a_contact_record_without_words_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path, "ctr.json", RECORD).startswith("Amazon Connect: holds no words of a conversation; ")


def test_a_contact_record_tells_of_the_call_of_which_it_holds_the_words(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "ctr.json", {**RECORD, "Transcript": LENS["Transcript"]})
    assert (call.id, call.agent, call.direction, call.callback) == ("c-19", "a-7", "outbound", True)
    assert (str(call.started_at), call.customer) == ("2026-11-03 09:14:00+00:00", "+393331234567")
    assert call.identities is not None
    assert call.identities.phone == "+393331234567"
