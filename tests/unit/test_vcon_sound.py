"""The sound of a vCon: in it, beside it by name or hash, in parts, of each party; what is not at hand is refused."""

import base64
import hashlib
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa_service.ingest.audio import PyAvDecoder
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import Incoming, Refusal
from qa_service.ports import Audio
from tests.vcons import making
from tests.vcons.making import encoded, only, recording, refusal, text, tone, transcript, vcon, written

URL = "https://recordings.example/2026/call%201.wav?Signature=x"
SOUND = tone(0.5, 0.5)
DIGEST = hashlib.sha512(SOUND).digest()
PARTS = ["2026-11-03T09:00:00+01:00", "2026-11-03T09:00:02+01:00"]


def heard(item: Incoming) -> Audio:
    with item.sound() as path:
        assert path is not None
        return PyAvDecoder().decode(path)


def loudness(audio: Audio, channel: int, start: float, end: float) -> float:
    """The root mean square of a stretch, in seconds; that of a sine with amplitude a is a / sqrt(2)."""
    samples = audio.channels[channel][round(start * audio.rate) : round(end * audio.rate)]
    return float(np.sqrt(np.mean(np.square(samples))))


@pytest.mark.parametrize("body", [encoded(SOUND), base64.b64encode(SOUND).decode()])
def test_a_recording_inside_is_unpacked_when_it_is_heard(tmp_path: Path, body: str) -> None:
    call = only(tmp_path, vcon(recording(body=body, encoding="base64url", parties=[1, 0])))
    with call.sound() as path:
        assert path is not None
        assert path.read_bytes() == SOUND
    assert (call.interaction.channel, call.interaction.turns, call.interaction.agent_channel) == ("call", (), 1)


@pytest.mark.parametrize("name", ["call 1.wav", "other.wav", "a.mp3"])
def test_a_recording_beside_is_found_by_url_by_filename_and_by_the_name_of_the_vcon(tmp_path: Path, name: str) -> None:
    written(tmp_path, SOUND, name)
    call = only(tmp_path, vcon(recording(url=URL, filename="other.wav" if name == "other.wav" else "")))
    assert call.recording == tmp_path / name


@pytest.mark.parametrize(
    "hashes",
    [
        {"content_hash": f"sha512-{encoded(DIGEST)}"},
        {"content_hash": ["sha999-AAAA", f"sha512-{encoded(DIGEST)}=="]},
        {"content_hash": f"SHA-512:{DIGEST.hex()}"},
        {"alg": "SHA-512", "signature": encoded(DIGEST)},
        {"alg": "SHA-512", "signature": DIGEST.hex().upper()},
        {"alg": "sha256", "signature": encoded(hashlib.sha256(SOUND).digest())},
    ],
)
def test_a_recording_of_another_name_is_found_by_its_hash(tmp_path: Path, hashes: dict[str, Any]) -> None:
    written(tmp_path, tone(0.5, 0.4), "aaa.wav")
    written(tmp_path, SOUND, "zzz.wav")
    assert only(tmp_path, vcon(recording(url=URL, **hashes))).recording == tmp_path / "zzz.wav"


def test_a_recording_with_the_name_and_another_hash_is_refused_and_named(tmp_path: Path) -> None:
    written(tmp_path, SOUND, "call 1.wav")
    value = vcon(recording(url=URL, content_hash="sha512-AAAA"), analysis=[transcript("Agent: a\nCustomer: b")])
    assert "dialog[0]: names the file call 1.wav beside it, which has another hash" in refusal(tmp_path, value)


def test_a_folder_reads_a_vcon_and_its_recording_once(tmp_path: Path) -> None:
    written(tmp_path, vcon(recording(url=URL)))
    written(tmp_path, SOUND, "call 1.wav")
    (item,) = open_all([tmp_path], making.options())
    assert isinstance(item, Incoming)
    assert item.recording == tmp_path / "call 1.wav"


def test_nothing_outside_the_folder_and_no_text_is_taken_for_a_recording(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(tmp_path, SOUND, "call.wav")
    written(folder, b"password", "secret.txt")
    for name in ("../call.wav", "secret.txt", "a.vcon", "x" * 400 + ".wav"):
        assert "holds its sound" in refusal(folder, vcon(recording(filename=name)))
    letter = vcon({**text(1, ""), "url": "https://x.example/secret.txt"}, parties=[making.AGENT, making.CUSTOMER])
    assert "holds no words" in refusal(folder, letter)


def test_a_text_beside_counts_by_its_hash(tmp_path: Path) -> None:
    written(tmp_path, "perché".encode(), "chat.txt")
    digest = encoded(hashlib.sha512("perché".encode()).digest())
    dialog = {**text(1, None), "url": "https://x.example/chat.txt", "content_hash": f"sha512-{digest}"}
    assert making.said(only(tmp_path, vcon(dialog)).interaction.turns) == [("customer", "perché")]


@pytest.mark.parametrize(
    ("dialog", "sentence"),
    [
        ({"url": URL}, r"dialog[0]: holds its sound behind a URL; nothing is fetched: put the recording beside it"),
        ({"filename": "x.wav"}, "dialog[0]: holds its sound in a file that is not beside it"),
        ({}, "dialog[0]: is a recording without sound and without a transcript"),
    ],
)
def test_sound_that_is_not_at_hand_is_refused_with_what_to_do(
    tmp_path: Path, dialog: dict[str, Any], sentence: str
) -> None:
    assert sentence in refusal(tmp_path, vcon(recording(**dialog)))


def test_parts_of_a_call_are_joined_with_their_pause(tmp_path: Path) -> None:
    parts = [
        recording(start=PARTS[1], duration=0.5, body=encoded(tone(0.5, 0.2))),
        recording(start=PARTS[0], duration=0.5, body=encoded(tone(0.5, 0.8))),
    ]
    call = only(tmp_path, vcon(*parts))
    audio = heard(call)
    assert len(audio.channels) == 1
    assert audio.duration == pytest.approx(2.5, abs=0.02)
    assert loudness(audio, 0, 0.1, 0.4) == pytest.approx(0.8 / 2**0.5, rel=0.05)
    assert loudness(audio, 0, 0.7, 1.9) == pytest.approx(0.0, abs=0.001)
    assert loudness(audio, 0, 2.1, 2.4) == pytest.approx(0.2 / 2**0.5, rel=0.05)
    assert call.interaction.started_at is not None
    assert call.interaction.started_at.isoformat() == PARTS[0]


def test_recordings_of_each_party_become_channels_agents_first(tmp_path: Path) -> None:
    parts = [
        recording(start=PARTS[0], duration=2, parties=1, body=encoded(tone(2.0, 0.2))),
        recording(start=PARTS[0], duration=1, parties=0, body=encoded(tone(1.0, 0.8))),
    ]
    call = only(tmp_path, vcon(*parts))
    audio = heard(call)
    assert call.interaction.agent_channel == 0
    assert loudness(audio, 0, 0.1, 0.9) == pytest.approx(0.8 / 2**0.5, rel=0.05)
    assert loudness(audio, 0, 1.2, 1.9) == pytest.approx(0.0, abs=0.001)
    assert loudness(audio, 1, 0.1, 1.9) == pytest.approx(0.2 / 2**0.5, rel=0.05)


def test_the_agents_of_parts_follow_each_other_as_transfers(tmp_path: Path) -> None:
    second = {"name": "Luca", "role": "agent"}
    parts = [
        recording(start=PARTS[0], duration=1, parties=[0, 1], body=encoded(SOUND)),
        recording(start=PARTS[1], duration=1, parties=[2, 1], body=encoded(SOUND)),
    ]
    call = only(tmp_path, vcon(*parts, parties=[making.AGENT, making.CUSTOMER, second])).interaction
    assert [(t.from_agent, t.to_agent, t.start) for t in call.transfers] == [("anna@acme.example", "Luca", 2.0)]
    assert call.agent == "anna@acme.example"


def test_two_agents_in_one_recording_without_a_transfer_leave_it_nobodys(tmp_path: Path) -> None:
    second = {"name": "Luca", "role": "agent"}
    value = vcon(recording(parties=[0, 1, 2], body=encoded(SOUND)), parties=[making.AGENT, making.CUSTOMER, second])
    assert only(tmp_path, value).interaction.agent is None


def test_calls_hours_apart_and_a_chat_are_contacts_of_one_case(tmp_path: Path) -> None:
    parts = [
        recording(start="2026-11-03T09:00:00+01:00", body=encoded(SOUND)),
        recording(start="2026-11-03T15:00:00+01:00", body=encoded(SOUND)),
        text(1, "salve"),
    ]
    items = making.read(written(tmp_path, vcon(*parts)))
    contacts = [item.interaction for item in items if isinstance(item, Incoming)]
    assert [(c.id, c.channel, c.case) for c in contacts] == [
        ("u-1", "call", "u-1"),
        ("u-1/2", "call", "u-1"),
        ("u-1/3", "chat", "u-1"),
    ]


def test_a_part_that_is_missing_refuses_the_call(tmp_path: Path) -> None:
    value = vcon(recording(body=encoded(SOUND)), recording(url=URL, start=PARTS[1]))
    assert "dialog[1]: holds its sound behind a URL" in refusal(tmp_path, value)


def test_damaged_sound_is_refused_when_it_is_heard(tmp_path: Path) -> None:
    (item,) = making.read(written(tmp_path, vcon(recording(body="a", encoding="base64url"))))
    assert isinstance(item, Refusal)
    assert "dialog[0].body: is not base64url" in str(item.error)


def test_what_redaction_took_out_is_not_looked_for(tmp_path: Path) -> None:
    """The name and the hash of the recording with everything in it may be left."""
    written(tmp_path, SOUND, "call.wav")
    dialog = recording(filename="call.wav", content_hash=f"sha512-{encoded(DIGEST)}")
    value = vcon(
        dialog, redacted={"uuid": "u-0", "type": "PII"}, analysis=[transcript("Agent: {{NAME}}\nCustomer: sì")]
    )
    call = only(tmp_path, value)
    assert call.recording is None
    assert making.said(call.interaction.turns) == [("agent", "{{NAME}}"), ("customer", "sì")]


def test_a_joined_recording_is_a_wav_of_16_khz(tmp_path: Path) -> None:
    parts = [recording(start=start, duration=0.5, body=encoded(SOUND)) for start in PARTS]
    with only(tmp_path, vcon(*parts)).sound() as path, wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
