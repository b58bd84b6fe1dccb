"""vCon files become documents or recordings; what would have to be fetched is refused."""

import base64
import json
from typing import Any

import pytest

from qa_service.errors import BadDocument
from qa_service.ingest.vcon import read

PARTIES = [{"name": "Anna", "role": "agent"}, {"tel": "+39021234567"}]


def vcon(*dialogs: dict[str, Any]) -> bytes:
    return json.dumps({"vcon": "0.3.0", "uuid": "u-1", "parties": PARTIES, "dialog": list(dialogs)}).encode()


def text(party: int, body: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "start": "2026-11-03T09:00:00+01:00", "parties": party, "body": body, **more}


def test_text_dialogs_become_turns_with_their_parties_voices_and_times() -> None:
    found = read(vcon(text(1, "salve"), text(0, "buongiorno")))
    assert found.document["id"] == "u-1"
    assert found.document["channel"] == "chat"
    assert [(t["speaker"], t["voice"], t["text"]) for t in found.document["turns"]] == [
        (None, 1, "salve"),
        ("agent", 0, "buongiorno"),
    ]
    assert found.sound is None


def test_a_recording_inside_is_handed_on_as_bytes() -> None:
    body = base64.urlsafe_b64encode(b"RIFF....").decode().rstrip("=")
    found = read(vcon({"type": "recording", "start": "2026-11-03T09:00:00Z", "mediatype": "audio/mpeg", "body": body}))
    assert (found.sound, found.suffix, found.document["channel"]) == (b"RIFF....", ".mp3", "call")


def test_encoded_text_is_decoded() -> None:
    body = base64.urlsafe_b64encode("perché".encode()).decode()
    assert read(vcon(text(0, body, encoding="base64url"))).document["turns"][0]["text"] == "perché"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"{}", "is not a vCon with dialogs"),
        (b"nonsense", "is not a vCon with dialogs"),
        (vcon(), "dialog: holds no text or recording"),
        (
            vcon({"type": "recording", "url": "https://x.example/a.wav"}),
            r"dialog\[0\]: holds its sound behind a URL; download it",
        ),
        (vcon({"type": "recording", "body": "a"}), r"dialog\[0\]\.body: is not base64url"),
        (vcon({"type": "text", "parties": 0}), r"dialog\[0\]\.body: is missing"),
    ],
)
def test_a_fault_is_one_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadDocument, match=sentence):
        read(raw)
