"""vCons that go out: as the draft's schema says, as our own reader reads them, without anything that is not to go."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema_rs
import numpy as np
import pytest

from qa_service.exports import vcon
from qa_service.exports.vcon import VconSource
from qa_service.ingest import redacted_audio
from qa_service.ports import Audio
from tests.vcons import making

SCHEMA = json.loads((Path(__file__).parents[1] / "vcons" / "vcon_json_schema.json").read_text())
VALIDATOR = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
BEGAN = datetime(2026, 11, 3, 8, tzinfo=UTC)
TURNS: list[dict[str, Any]] = [
    {"turn": 0, "speaker": "other", "bot": True, "agent": "aria", "text": "benvenuto", "start": 0.0, "end": 1.0},
    {"turn": 1, "speaker": "customer", "text": "sono [PERSON]", "start": 1.0, "end": 2.0},
    {"turn": 2, "speaker": "agent", "text": "buongiorno", "start": 2.0, "end": 3.0},
    {"turn": 3, "speaker": "other", "agent": "a18", "text": "eccomi", "start": 3.0, "end": 4.0},
]


def document(channel: str = "call", turns: Any = TURNS, agent: str | None = "a17", **more: Any) -> dict[str, Any]:
    return {"schema": "qa-analysis/1", "id": "e-1", "agent": agent, "channel": channel, "transcript": turns, **more}


PASSED_ON = document(transfers=[{"start": 2.5, "from_agent": "a17", "to_agent": "a18"}])


def source(**values: Any) -> VconSource:
    same = {"id": UUID(int=7), "document": document(), "began": BEGAN, "done": BEGAN + timedelta(hours=1)}
    return VconSource(**{**same, "direction": "inbound", "customer": "c-1", "duration": 4.0, **values})


def made(**values: Any) -> dict[str, Any]:
    """A vCon that fits the draft's schema and is JSON."""
    content = json.loads(json.dumps(vcon.of(source(**values))))
    assert [str(error) for error in VALIDATOR.iter_errors(content)] == []
    return content


def flac(folder: Path, channels: int) -> bytes:
    path = folder / "sound.flac"
    sound = np.zeros(16_000, np.float32)
    with path.open("wb") as file:
        redacted_audio.write(Audio((sound,) * channels, 16_000), (), file)
    return path.read_bytes()


def test_a_call_is_a_recording_with_its_words_as_a_transcript() -> None:
    content = made(document=PASSED_ON)
    assert content["parties"] == [
        {"uuid": "c-1", "type": "person", "role": "customer"},
        {"uuid": "a17", "type": "person", "role": "agent"},
        {"uuid": "aria", "type": "bot", "role": "bot"},
        {"uuid": "a18", "type": "person", "role": "agent"},
    ]
    dialog, transfer = content["dialog"]
    assert (dialog["type"], dialog["start"], dialog["duration"]) == ("recording", "2026-11-03T08:00:00.000+00:00", 4.0)
    assert dialog["parties"] == [0, 1, 2, 3]
    assert "body" not in dialog
    transcript, report = content["analysis"]
    assert [line["parties"] for line in transcript["body"]] == [2, 0, 1, 3]
    assert (report["type"], report["vendor"], report["schema"]) == ("report", "qa-service", "qa-analysis/1")
    assert report["body"] == PASSED_ON
    assert transfer == {
        "type": "transfer",
        "start": "2026-11-03T08:00:02.500+00:00",
        "transferee": 0,
        "transferor": 1,
        "transfer_target": 3,
        "original": 0,
        "target_dialog": 0,
    }


def test_our_own_reader_reads_a_call_again(tmp_path: Path) -> None:
    call = making.only(tmp_path, made(document=PASSED_ON)).interaction
    assert (call.id, call.channel, call.direction, call.agent) == (str(UUID(int=7)), "call", "inbound", "a17")
    assert (call.started_at, call.ended_at) == (BEGAN, BEGAN + timedelta(seconds=4))
    expected = [("bot", "benvenuto"), ("customer", "sono [PERSON]"), ("agent", "buongiorno"), ("agent", "eccomi")]
    assert making.said(call.turns) == expected
    assert [(turn.start, turn.end, turn.agent) for turn in call.turns][2:] == [(2.0, 3.0, "a17"), (3.0, 4.0, "a18")]
    assert [(t.from_agent, t.to_agent, t.start) for t in call.transfers] == [("a17", "a18", 2.5)]


@pytest.mark.parametrize(("channels", "parties"), [(1, [0, 1, 2, 3]), (2, [[0, 1, 2, 3], [0, 1, 2, 3]])])
def test_sound_stands_inside_with_the_parties_of_each_channel(tmp_path: Path, channels: int, parties: Any) -> None:
    sound = flac(tmp_path, channels)
    content = made(sound=sound, media_type="audio/flac")
    assert content["dialog"][0]["parties"] == parties
    call = making.only(tmp_path, content)
    with call.sound() as path:
        assert path is not None
        assert (path.suffix, path.read_bytes()) == (".flac", sound)


@pytest.mark.parametrize("channel", ["chat", "email"])
def test_a_contact_in_writing_is_read_again_as_it_was(tmp_path: Path, channel: str) -> None:
    turns = [
        {"turn": 0, "speaker": "customer", "text": "salve", "at": "2026-11-03T08:00:00+00:00"},
        {"turn": 1, "speaker": "agent", "text": "buongiorno:\n- a"},
        {"turn": 2, "speaker": "customer", "text": "grazie", "at": "2026-11-03T08:05:00+00:00"},
    ]
    content = made(document=document(channel, turns), duration=None)
    assert [dialog["start"][11:16] for dialog in content["dialog"]] == ["08:00", "08:00", "08:05"]
    contact = making.only(tmp_path, content).interaction
    assert contact.channel == channel
    expected = [("customer", "salve"), ("agent", "buongiorno:\n- a"), ("customer", "grazie")]
    assert making.said(contact.turns) == expected


@pytest.mark.parametrize("channel", ["call", "chat", "email"])
def test_where_words_are_withheld_there_is_an_empty_dialog(channel: str) -> None:
    content = made(document=document(channel, [], withheld="…"))
    assert [set(dialog) & {"body", "url"} for dialog in content["dialog"]] == [set()]
    assert [entry["type"] for entry in content["analysis"]] == ["report"]


def test_without_names_people_are_anonymous() -> None:
    turns = [{**turn, "agent": None} for turn in TURNS]
    content = made(document=document(turns=turns, agent=None), customer=None)
    assert [party.get("name") for party in content["parties"]] == ["anonymous"] * 4
    assert all("uuid" not in party for party in content["parties"])


def test_an_outbound_call_begins_with_the_agent() -> None:
    assert made(direction="outbound")["dialog"][0]["parties"][0] == 1
