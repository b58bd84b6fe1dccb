"""vCons as files: recognised by what they hold, many in one, all versions; what is refused says why in one sentence."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from qa_service.ingest.incoming import Incoming, Refusal
from tests.vcons import making
from tests.vcons.making import AGENT, CUSTOMER, only, options, recording, refusal, text, transcript, vcon, written

SAMPLES = Path(__file__).parents[1] / "vcons" / "samples"
CHAT = vcon(text(1, "salve"))


@pytest.mark.parametrize("name", ["a.vcon", "a.json", "a.vcon.json", "a.txt", "a"])
def test_a_vcon_is_recognised_whatever_its_file_is_called(tmp_path: Path, name: str) -> None:
    assert only(tmp_path, CHAT, name=name).interaction.id == "u-1"


@pytest.mark.parametrize("version", ["0.0.1", "0.0.2", "0.2.0", "0.3.0", "0.4.0", None])
def test_all_versions_are_read(tmp_path: Path, version: str | None) -> None:
    media = "mimetype" if version == "0.0.1" else "mediatype"
    value = {**vcon({**text(1, "salve"), media: "text/plain"}), "redacted": {}, "group": [], "appended": None}
    value = {**value, "vcon": version} if version else {k: v for k, v in value.items() if k != "vcon"}
    assert making.said(only(tmp_path, value, name="a.json").interaction.turns) == [("customer", "salve")]


def test_many_vcons_stand_in_an_array_or_line_by_line(tmp_path: Path) -> None:
    values = [{**CHAT, "uuid": "u-1"}, {**CHAT, "uuid": "u-2"}, vcon(), vcon(text(1, "salve"), uuid=None)]
    array = making.read(written(tmp_path, values, "a.json"))
    lines = making.read(written(tmp_path, "\n".join(map(json.dumps, values)).encode(), "a.jsonl"))
    for items, last in ((array, "a/3"), (lines, None)):
        ids = [item.interaction.id for item in items if isinstance(item, Incoming)]
        assert ids[:2] == ["u-1", "u-2"]
        assert len(ids) == 3
        assert ids[2].startswith(last or "a/")
        (fault,) = [item for item in items if isinstance(item, Refusal)]
        assert str(fault.error).startswith("vCon, vCon 3, dialog: holds no words")


def test_the_sound_of_each_line_is_its_own(tmp_path: Path) -> None:
    sounds = [making.tone(0.2, 0.1), making.tone(0.2, 0.9)]
    values = [{**vcon(recording(body=making.encoded(sound))), "uuid": f"u-{n}"} for n, sound in enumerate(sounds)]
    for name, content in (("a.jsonl", "\n".join(map(json.dumps, values)).encode()), ("a.json", values)):
        for item, sound in zip(making.read(written(tmp_path, content, name)), sounds, strict=True):
            assert isinstance(item, Incoming)
            with item.sound() as path:
                assert path is not None
                assert path.read_bytes() == sound


def test_an_amended_vcon_is_the_contact_that_it_adds_to(tmp_path: Path) -> None:
    value = {**CHAT, "amended": {"uuid": "u-0"}}
    assert only(tmp_path, value).interaction.id == "u-0"
    assert "only adds to another vCon" in refusal(tmp_path, {**vcon(), "appended": {"uuid": "u-0"}})


def test_times_without_an_offset_are_on_the_centres_clocks(tmp_path: Path) -> None:
    dialog = recording(start="2026-07-03T09:00:00", duration=90)
    call = only(tmp_path, vcon(dialog, analysis=[transcript("Agent: a\nCustomer: b")])).interaction
    assert call.started_at is not None
    assert call.started_at.isoformat() == "2026-07-03T09:00:00+02:00"
    assert call.ended_at is not None
    assert call.ended_at.isoformat() == "2026-07-03T09:01:30+02:00"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"vcon": "0.0.1", "uuid": "u", "dialog": None}, "dialog: is not a list"),
        ({**CHAT, "analysis": "none"}, "analysis: is not a list"),
        ({**CHAT, "parties": {"a": 1}}, "parties: is not a list"),
        ({**CHAT, "parties": ["Anna"]}, "parties[0]: is not an object"),
        ({**CHAT, "uuid": 5}, "uuid: is not a text"),
        ({**CHAT, "critical": ["holograms"]}, "critical: may not be read without the extension holograms"),
        (vcon({"type": "video-wall"}), "dialog[0].type: is no type of a dialog; use one of incomplete, recording"),
        (vcon({"type": 3}), "dialog[0].type: is no type of a dialog"),
        (vcon(recording(start="NOT-A-DATE")), "dialog[0].start: is no time"),
        (vcon(recording(start=True)), "dialog[0].start: is no time"),
        (vcon(recording(duration="long")), "dialog[0].duration: is no number of seconds"),
        (vcon(recording(duration=-30)), "dialog[0].duration: is negative"),
        (vcon(recording(mediatype=12345)), "dialog[0].mediatype: is no media type"),
        (vcon(recording(mediatype=None, mimetype="not valid!")), "dialog[0].mimetype: is no media type"),
        (vcon(recording(url="not-a-url")), "dialog[0].url: is no URL"),
        (vcon(recording(url="http://[")), "dialog[0].url: is no URL"),
        (vcon(recording(url=5)), "dialog[0].url: is not a text"),
        (vcon(recording(parties=[0, 5])), "dialog[0].parties: names party 5, and there are 2 parties, counted from 0"),
        (vcon(recording(parties=[-1])), "dialog[0].parties: names party -1"),
        (vcon(recording(parties="both")), "dialog[0].parties: names a party otherwise than by its number"),
        (vcon(recording(originator=7)), "dialog[0].originator: names party 7"),
        (vcon(text(1, "x", encoding="rot13")), "dialog[0].encoding: is no encoding of a vCon"),
        (vcon(text(1, "a", encoding="base64url")), "dialog[0].body: is not base64url"),
        (vcon(recording(content_hash=5)), "dialog[0].content_hash: is not a text"),
        (vcon(), "dialog: holds no words and no recording"),
        (vcon(attachments=[{"body": "x"}]), "dialog: holds attachments alone (1), no words and no recording"),
        (vcon({}, {}), "dialog: holds no words and no recording"),
        ({**vcon(), "group": [{"uuid": "u"}]}, "group: only names other vCons that belong together; give those vCons"),
        ({**vcon(), "redacted": {"uuid": "u"}}, "holds no words any more: it is redacted"),
        (b"[" * 100_000, "is nested too deeply"),
        (b'{"vcon": ', "is not JSON"),
        ([], "holds no vCon"),
        ({}, "is not a vCon: it has no parties and dialog"),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(tmp_path: Path, value: Any, sentence: str) -> None:
    message = refusal(tmp_path, value)
    assert message.startswith("vCon")
    assert sentence in message


@pytest.mark.parametrize(
    ("disposition", "ending"),
    [
        ("no-answer", "nobody answered"),
        ("congestion", "the line was congested"),
        ("failed", "the connection failed"),
        ("busy", "the line was busy"),
        ("hung-up", "it was hung up before anybody spoke"),
        ("voicemail-no-message", "the voicemail answered, and no message was left"),
        (None, "it is incomplete"),
    ],
)
def test_a_contact_that_never_took_place_is_refused_as_such(
    tmp_path: Path, disposition: str | None, ending: str
) -> None:
    dialog = {"type": "incomplete", "start": making.START, "parties": [1, 0], "disposition": disposition}
    message = refusal(tmp_path, vcon(dialog))
    assert f"dialog[0]: is a contact that never took place: {ending}; give the queue log" in message


def test_a_try_that_failed_before_a_contact_changes_nothing(tmp_path: Path) -> None:
    busy = {"type": "incomplete", "start": making.START, "parties": [0, 1], "disposition": "busy"}
    assert len(making.read(written(tmp_path, vcon(busy, text(1, "salve"))))) == 1


def test_a_fault_never_shows_a_value(tmp_path: Path) -> None:
    for field in ("type", "start", "duration", "mediatype", "url", "encoding"):
        assert "segreto" not in refusal(tmp_path, vcon(recording(**{field: "segreto"})))


def test_encrypted_ones_are_refused_by_name(tmp_path: Path) -> None:
    cipher = {"ciphertext": "QUFB", "iv": "AAAA", "tag": "AAAA", "recipients": [{"header": {}}], "unprotected": {}}
    for name in ("a.vcon", "a.json"):
        message = refusal(tmp_path, cipher, name=name)
        assert message == "vCon: is encrypted; decrypt it with your key and give the signed or plain vCon"


def test_other_json_is_not_taken_for_a_vcon(tmp_path: Path) -> None:
    document = {"id": "e-1", "channel": "chat", "turns": [{"text": "salve"}], "dialog": [], "parties": []}
    assert only(tmp_path, document, name="a.json").interaction.id == "e-1"
    assert not refusal(tmp_path, {"vcon": {"a": 1}}, name="b.json").startswith("vCon")


def test_a_payload_may_be_packed(tmp_path: Path) -> None:
    payload = making.encoded(gzip.compress(json.dumps(CHAT).encode()))
    signed = {"payload": payload, "signatures": [{"protected": "e30", "signature": "AA"}]}
    assert only(tmp_path, signed, name="a.json").interaction.id == "u-1"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("accepted/*")), ids=lambda path: path.name)
def test_vcons_of_other_systems_are_read(path: Path) -> None:
    items = making.read(path, options())
    assert items
    assert [str(item.error) for item in items if isinstance(item, Refusal)] == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("refused/*")), ids=lambda path: path.name)
def test_malformed_vcons_of_other_systems_are_refused(path: Path) -> None:
    (item,) = making.read(path, options())
    assert isinstance(item, Refusal)
    assert str(item.error).startswith("vCon, dialog")
    assert "\n" not in str(item.error)
    assert AGENT["name"] not in str(item.error)
    assert CUSTOMER["tel"] not in str(item.error)
