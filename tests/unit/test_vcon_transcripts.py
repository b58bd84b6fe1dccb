"""Words of a vCon: transcripts in `analysis` as recognisers leave them, texts in all encodings, mail with MIME."""

import json
from pathlib import Path
from typing import Any

import pytest

from qa_service.domain.interaction import Automatic
from tests.vcons import making
from tests.vcons.making import AGENT, CUSTOMER, encoded, only, options, recording, refusal, said, text, transcript, vcon

NAMED = [{"name": "Anna Verdi", "role": "agent"}, {"name": "Mario Neri", "role": "customer"}]
TWO = [("agent", "buongiorno"), ("customer", "salve")]
WORDS = [
    {"word": "buongiorno", "punctuated_word": "Buongiorno.", "start": 0.0, "end": 1.0, "speaker": 0},
    {"word": "sono", "punctuated_word": "Sono", "start": 1.0, "end": 1.2, "speaker": 0},
    {"word": "anna", "punctuated_word": "Anna.", "start": 1.2, "end": 1.5, "speaker": 0},
    {"word": "salve", "punctuated_word": "Salve.", "start": 2.0, "end": 2.5, "speaker": 1},
]


def turns(folder: Path, *analyses: dict[str, Any], parties: Any = NAMED, **more: Any) -> Any:
    return only(folder, vcon(recording(**more), parties=parties, analysis=list(analyses))).interaction.turns


@pytest.mark.parametrize(
    "body",
    [
        [{"speaker": "Agent", "message": "buongiorno"}, {"speaker": "Customer", "message": "salve"}],
        [{"speaker": "Anna Verdi", "text": "buongiorno"}, {"speaker": "mario", "text": "salve"}],
        [{"parties": 0, "text": "buongiorno"}, {"parties": [1], "text": "salve"}],
        {"conversation": [{"role": "operator", "content": "buongiorno"}, {"role": "user", "content": "salve"}]},
        {"segments": [{"speaker": "AGENT_1", "text": " buongiorno"}, {"speaker": "cliente", "text": "salve "}]},
        {"utterances": [{"speaker": "Anna", "transcript": "buongiorno"}, {"speaker": "Neri", "transcript": "salve"}]},
        {"transcript": [{"participant": "Anna", "text": "buongiorno"}, {"participant": "Mario", "text": "salve"}]},
        {"transcript": "Anna Verdi: buongiorno\n\nMario Neri: salve"},
        "Anna Verdi: buongiorno\n\nMario Neri: salve",
        "[00:00:01] Agent: buongiorno\n[00:00:03] Customer: salve",
        "Anna:\nbuongiorno\nMario:\nsalve",
        ["Anna: buongiorno", "Mario: salve"],
    ],
)
@pytest.mark.parametrize("form", ["value", "json", "base64url"])
def test_who_speaks_is_matched_with_the_parties(tmp_path: Path, body: Any, form: str) -> None:
    whole = body if isinstance(body, str) else json.dumps(body)
    forms = {
        "value": transcript(body, encoding="json"),
        "json": transcript(whole, encoding="none"),
        "base64url": transcript(encoded(whole.encode()), encoding="base64url"),
    }
    assert said(turns(tmp_path, forms[form])) == TWO


def test_numbered_voices_are_kept_apart_and_roles_left_to_the_words(tmp_path: Path) -> None:
    spoken = turns(tmp_path, transcript("Speaker 1: buongiorno\nSpeaker 2: salve\nSpeaker 1: dica"))
    assert [(turn.speaker, turn.voice) for turn in spoken] == [(None, 2), (None, 3), (None, 2)]


@pytest.mark.parametrize(
    "body",
    [
        {"words": WORDS, "transcript": "…"},
        {"results": {"channels": [{"alternatives": [{"words": WORDS, "transcript": "…"}]}]}},
        {"alternatives": [], "words": WORDS},
    ],
)
def test_words_with_speakers_become_turns_with_times(tmp_path: Path, body: Any) -> None:
    spoken = turns(tmp_path, transcript(body))
    assert [(turn.voice, turn.text, turn.start, turn.end) for turn in spoken] == [
        (2, "Buongiorno. Sono Anna.", 0.0, 1.5),
        (3, "Salve.", 2.0, 2.5),
    ]


def test_paragraphs_of_deepgram_go_before_its_words(tmp_path: Path) -> None:
    paragraphs = [
        {"sentences": [{"text": "Buongiorno."}, {"text": "Sono Anna."}], "speaker": 0, "start": 0.0, "end": 1.5},
        {"sentences": [{"text": "Salve."}], "speaker": 1, "start": 2.0, "end": 2.5},
    ]
    body = {"words": WORDS[:1], "paragraphs": {"transcript": "…", "paragraphs": paragraphs}}
    assert [(t.voice, t.text) for t in turns(tmp_path, transcript(body))] == [
        (2, "Buongiorno. Sono Anna."),
        (3, "Salve."),
    ]


def test_channels_of_deepgram_are_speakers_in_the_order_of_time(tmp_path: Path) -> None:
    def channel(said: str, start: float) -> dict[str, Any]:
        sentences = {"sentences": [{"text": said}], "start": start, "end": start + 1}
        return {"alternatives": [{"paragraphs": {"paragraphs": [sentences]}}]}

    body = {"results": {"channels": [channel("salve", 3.0), channel("buongiorno", 0.0)]}}
    assert [(turn.voice, turn.text) for turn in turns(tmp_path, transcript(body))] == [(1, "buongiorno"), (0, "salve")]


def test_wtf_transcripts_are_read(tmp_path: Path) -> None:
    """draft-howe-vcon-wtf-extension: seconds, and speakers by number or name."""
    segments = [
        {"id": 0, "start": 0.5, "end": 1.5, "text": "buongiorno", "confidence": 0.9, "speaker": 0},
        {"id": 1, "start": 2.0, "end": 2.5, "text": "salve", "confidence": 0.9, "speaker": "Mario Neri"},
    ]
    body = {"transcript": {"text": "buongiorno salve", "language": "it"}, "segments": segments, "metadata": {}}
    spoken = turns(tmp_path, transcript(body, type="wtf_transcription"))
    assert [(turn.speaker, turn.start, turn.end) for turn in spoken] == [(None, 0.5, 1.5), ("customer", 2.0, 2.5)]


@pytest.mark.parametrize(
    "body",
    [
        "WEBVTT\n\n00:00.500 --> 00:01.500\n<v Verdi>buongiorno</v>\n\n2\n00:00:02.000 --> 00:00:02.500\n<v Neri>salve",
        {"text": "WEBVTT\n\n00:00.500 --> 00:01.500\n<v Anna>buongiorno\n\n00:02.000 --> 00:02.500\n<v Mario>salve"},
    ],
)
def test_captions_are_read_with_their_voices_and_times(tmp_path: Path, body: Any) -> None:
    spoken = turns(tmp_path, transcript(body))
    assert said(spoken) == TWO
    assert [(turn.start, turn.end) for turn in spoken] == [(0.5, 1.5), (2.0, 2.5)]


def test_captions_without_voices_tell_nobody(tmp_path: Path) -> None:
    body = "1\n00:01:00,500 --> 00:01:01,500\nbuongiorno\ndica\n\n2\n00:01:02,000 --> 00:01:02,500\nsalve"
    spoken = turns(tmp_path, transcript(body))
    assert [(turn.speaker, turn.voice, turn.text, turn.start) for turn in spoken] == [
        (None, None, "buongiorno dica", 60.5),
        (None, None, "salve", 62.0),
    ]


def test_times_of_day_are_kept(tmp_path: Path) -> None:
    """As py-vcon's redaction writes them."""
    body = [
        {"parties": 0, "start": "2026-11-03T09:00:01+01:00", "duration": 0.5, "text": "buongiorno"},
        {"parties": 1, "start": "2026-11-03T09:00:02+01:00", "duration": 0.5, "text": "salve"},
    ]
    spoken = turns(tmp_path, transcript(body, type="transcript-redacted"))
    assert [turn.at.isoformat() for turn in spoken if turn.at] == [line["start"] for line in body]


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Buongiorno. Salve.", "segments": [{"text": "Buongiorno."}, {"text": "Salve."}]},
        {"segments": [{"text": "Buongiorno.", "speaker": 0}, {"text": "Salve.", "speaker": 0}]},
        {"transcript": "Buongiorno.\n\nSalve.", "confidence": 0.9},
        {"text": "Buongiorno. Salve."},
        "Buongiorno. Salve.",
    ],
)
def test_where_nobody_tells_who_speaks_no_turn_has_a_voice(tmp_path: Path, body: Any) -> None:
    """A recogniser that heard one voice in a talk of two cannot be believed: its words would all be the agent's."""
    spoken = turns(tmp_path, transcript(body))
    assert [(turn.speaker, turn.voice, turn.text) for turn in spoken] == [
        (None, None, "Buongiorno."),
        (None, None, "Salve."),
    ]


def test_the_transcript_that_tells_speakers_apart_is_taken(tmp_path: Path) -> None:
    plain, diarized = transcript("buongiorno salve"), transcript("Anna: buongiorno\nMario: salve", type="diarized")
    assert said(turns(tmp_path, plain, diarized)) == TWO


def test_summaries_and_translations_are_no_words_of_the_contact(tmp_path: Path) -> None:
    others = [
        transcript("Anna: good morning\nMario: hello", type="translation"),
        transcript("Anna: ok\nMario: ok", type="summary"),
    ]
    value = vcon(recording(), parties=NAMED, analysis=others)
    assert "without sound and without a transcript" in refusal(tmp_path, value)


def test_a_text_dialog_without_a_body_is_a_call_of_its_transcript(tmp_path: Path) -> None:
    value = vcon(text(0, None, parties=[0, 1]), parties=NAMED, analysis=[transcript("Anna: buongiorno\nMario: salve")])
    call = only(tmp_path, value).interaction
    assert (call.channel, said(call.turns)) == ("call", TWO)


def test_a_transcript_of_all_parts_is_that_of_the_call(tmp_path: Path) -> None:
    body = transcript("Anna: buongiorno\nMario: salve", dialog=[0, 1])
    call = only(tmp_path, vcon(recording(), recording(), parties=NAMED, analysis=[body])).interaction
    assert said(call.turns) == TWO


def test_transcripts_of_parts_follow_each_other(tmp_path: Path) -> None:
    def part(index: int, words: str) -> dict[str, Any]:
        return transcript([{"speaker": "Anna", "text": words, "start": 1.0, "end": 2.0}], dialog=index)

    parts = [recording(start="2026-11-03T09:05:00+01:00"), recording(start="2026-11-03T09:00:00+01:00")]
    call = only(tmp_path, vcon(*parts, parties=NAMED, analysis=[part(0, "rieccomi"), part(1, "pronto")])).interaction
    assert [(turn.text, turn.start) for turn in call.turns] == [("pronto", 1.0), ("rieccomi", 301.0)]


@pytest.mark.parametrize(
    ("dialog", "words"),
    [
        ({"body": "perché", "encoding": "none"}, "perché"),
        ({"body": "perché"}, "perché"),
        ({"body": encoded("perché".encode()), "encoding": "base64url"}, "perché"),
        (
            {
                "body": encoded("perché".encode("latin-1")),
                "encoding": "base64url",
                "mediatype": "text/plain;charset=latin1",
            },
            "perché",
        ),
        ({"body": '"perché"', "encoding": "json"}, "perché"),
        ({"body": {"text": "perché"}, "encoding": "json"}, "perché"),
        ({"body": "<p>perch&eacute;</p>", "mimetype": "text/html"}, "perché"),
    ],
)
def test_a_text_is_read_as_its_encoding_says(tmp_path: Path, dialog: dict[str, Any], words: str) -> None:
    chat = only(tmp_path, vcon({"type": "text", "start": making.START, "parties": [1], **dialog})).interaction
    assert [turn.text for turn in chat.turns] == [words]


def test_a_chat_in_one_dialog_is_taken_apart(tmp_path: Path) -> None:
    dialog = text(0, "Anna Verdi: buongiorno\nMario Neri: salve", parties=[0, 1])
    assert said(only(tmp_path, vcon(dialog, parties=NAMED)).interaction.turns) == TWO


def test_a_message_with_colons_stays_one(tmp_path: Path) -> None:
    words = "Ho due domande\nprima: dove?\nseconda: quando?"
    assert [t.text for t in only(tmp_path, vcon(text(1, words, parties=[1, 0]))).interaction.turns] == [words]


def test_pictures_in_a_chat_are_no_words_and_stop_nothing(tmp_path: Path) -> None:
    picture = text(1, encoded(b"\x89PNG"), encoding="base64url", mediatype="image/png")
    assert said(only(tmp_path, vcon(picture, text(1, "ecco"))).interaction.turns) == [("customer", "ecco")]


def test_a_message_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    message = text(1, "salve", message_id="m-1")
    assert len(only(tmp_path, vcon(message, message, text(0, "dica"))).interaction.turns) == 2


MIME = (
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTutto bene, grazie.\r\n\r\n"
    "On Tue, Nov 3, 2026 at 9:00 AM Anna <anna@acme.example> wrote:\r\n> va tutto bene?\r\n"
    "--b\r\nContent-Type: text/html\r\n\r\n<p>Tutto bene</p>\r\n--b--\r\n"
)
RFC822 = (
    "From: Mario <mario@mail.example>\r\nTo: anna@acme.example\r\nSubject: Re: bolletta\r\n"
    "Message-ID: <2@mail.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTutto bene, grazie.\r\n"
)


@pytest.mark.parametrize(
    "reply",
    [
        {"body": MIME, "mediatype": 'multipart/alternative; \n\tboundary="b"'},
        {"body": RFC822, "mediatype": "message/rfc822"},
        {"body": encoded(RFC822.encode()), "encoding": "base64url", "mediatype": "message/rfc822"},
        {"body": "Tutto bene, grazie.", "message_id": "<2@mail.example>", "mediatype": "text/plain"},
    ],
)
def test_of_mail_each_writers_own_words_count(tmp_path: Path, reply: dict[str, Any]) -> None:
    parties = [{"mailto": "anna@acme.example"}, {"mailto": "mailto:mario@mail.example"}]
    first = text(0, "va tutto bene?", message_id="<1@acme.example>", parties=[0, 1])
    second = {**text(1, ""), "parties": [1, 0], "start": "2026-11-03T10:00:00+01:00", **reply}
    value = vcon(first, second, parties=parties, subject="bolletta")
    mail = only(tmp_path, value, options(["acme.example"])).interaction
    assert mail.channel == "email"
    assert said(mail.turns) == [("agent", "va tutto bene?"), ("customer", "Tutto bene, grazie.")]
    assert mail.identities is not None
    assert mail.identities.email == "mario@mail.example"


def test_automatic_mail_stays_automatic(tmp_path: Path) -> None:
    bounce = "Auto-Submitted: auto-replied\r\nSubject: Out of office: x\r\n" + RFC822
    value = vcon({**text(1, bounce), "mediatype": "message/rfc822"}, parties=[AGENT, CUSTOMER])
    assert only(tmp_path, value).interaction.automatic is Automatic.AUTO_REPLY
