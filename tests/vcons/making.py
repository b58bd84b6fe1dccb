"""Makes vCons, and reads them as files."""

import base64
import io
import json
import wave
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from qa_service.domain.interaction import GivenTurn
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.vcon.signers import Signers

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGENT = {"name": "Anna Verdi", "mailto": "anna@acme.example", "role": "agent"}
CUSTOMER = {"tel": "tel:+39021234567", "mailto": "mario@mail.example", "role": "customer"}
START = "2026-11-03T09:00:00+01:00"
RATE = 8_000


def options(centre: Sequence[str] = (), zone: str = "Europe/Rome", signers: Signers | None = None) -> FileOptions:
    return FileOptions(DocumentLimits(now=NOW, zone=zone), "acme", tuple(centre), signers=signers or Signers())


def vcon(*dialogs: Mapping[str, Any], parties: Sequence[Mapping[str, Any]] = (AGENT, CUSTOMER), **more: Any) -> Any:
    return {"vcon": "0.4.0", "uuid": "u-1", "parties": list(parties), "dialog": list(dialogs), **more}


def text(party: int, body: Any, **more: Any) -> dict[str, Any]:
    return {"type": "text", "start": START, "parties": party, "body": body, "encoding": "none", **more}


def recording(**more: Any) -> dict[str, Any]:
    return {"type": "recording", "start": START, "duration": 60, "parties": [0, 1], "mediatype": "audio/x-wav", **more}


def transcript(body: Any, dialog: Any = 0, **more: Any) -> dict[str, Any]:
    return {"type": "transcript", "dialog": dialog, "vendor": "x", "body": body, **more}


def tone(seconds: float, level: float) -> bytes:
    """A mono recording, WAV at 8 kHz, of a constant level."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        time = np.arange(int(seconds * RATE)) / RATE
        file.writeframes((np.sin(2 * np.pi * 440 * time) * level * 32767).astype("<i2").tobytes())
    return sound.getvalue()


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def written(folder: Path, value: Any, name: str = "a.vcon") -> Path:
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path


def read(path: Path, chosen: FileOptions | None = None) -> list[Incoming | Refusal]:
    return list(open_all([path], chosen or options()))


def only(folder: Path, value: Any, chosen: FileOptions | None = None, name: str = "a.vcon") -> Incoming:
    (item,) = read(written(folder, value, name), chosen)
    assert isinstance(item, Incoming), item.error
    return item


def refusal(folder: Path, value: Any, chosen: FileOptions | None = None, name: str = "a.vcon") -> str:
    (item,) = read(written(folder, value, name), chosen)
    assert isinstance(item, Refusal), item.interaction
    return str(item.error)


def said(turns: Sequence[GivenTurn]) -> list[tuple[str | None, str]]:
    return [(turn.speaker and turn.speaker.value, turn.text) for turn in turns]
