"""Files that cannot be used, each with the beginning of the one sentence that must say so."""

import io
import json
import struct
import wave
from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], None]


def _wav(seconds: float, rate: int = 8000, channels: int = 1) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\x01\x00" * int(seconds * rate) * channels)
    return sink.getvalue()


def _bytes(data: bytes) -> Maker:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def _zero_rate(path: Path) -> None:
    sound = bytearray(_wav(1))
    sound[24:28] = struct.pack("<I", 0)
    path.write_bytes(sound)


def _video_without_sound(path: Path) -> None:
    import av
    import numpy as np

    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode(None))


def _document(**change: object) -> Maker:
    good = {
        "schema": "qa-interaction/1",
        "id": "bad",
        "client": "acme",
        "channel": "chat",
        "turns": [{"speaker": "customer", "text": "ciao"}, {"speaker": "agent", "text": "salve"}],
    }
    return _bytes(json.dumps({**good, **change}).encode())


def _turn(**change: object) -> Maker:
    return _document(turns=[{"speaker": "agent", "text": "salve", **change}])


FILES: dict[str, tuple[Maker, str]] = {
    "nothing.wav": (_bytes(b""), "the file is empty"),
    "text.wav": (_bytes(b"this is no sound\n" * 20), "it cannot be decoded as a recording"),
    "cut-header.mp3": (_bytes(b"\xff\xfb\x90"), "it cannot be decoded as a recording"),
    "half-header.wav": (_bytes(_wav(1)[:30]), "it cannot be decoded as a recording"),
    "header-only.wav": (_bytes(_wav(0)), ""),
    "one-sample.wav": (_bytes(_wav(1 / 8000)), "only 0.00"),
    "zero-rate.wav": (_zero_rate, ""),
    "six-channels.wav": (_bytes(_wav(1, channels=6)), "it has 6 channels"),
    "film.mp4": (_video_without_sound, "it holds no sound track"),
    "playlist.mp3": (_bytes(b"#EXTM3U\n/etc/passwd\n"), "it cannot be decoded as a recording"),
    "empty.json": (_bytes(b""), "is not JSON"),
    "broken.json": (_bytes(b'{"id": '), "is not JSON"),
    "list.json": (_bytes(b"[1, 2]"), "is not a JSON object"),
    "latin1.json": (_bytes('{"id": "perché"}'.encode("latin-1")), "is not UTF-8"),
    "nan.json": (_bytes(b'{"id": NaN}'), "is not JSON"),
    "deep.json": (_bytes(b"[" * 100_000), "is nested too deeply"),
    "no-id.json": (_document(id=None), "id: input should be a valid string"),
    "number-id.json": (_document(id=12), "id: input should be a valid string"),
    "fax.json": (_document(channel="fax"), "channel: input should be 'call', 'chat' or 'email'"),
    "robot.json": (_turn(speaker="robot"), "turns[0].speaker: input should be 'agent', 'customer', 'bot' or 'other'"),
    "wordless.json": (_turn(text=""), "turns: holds no words"),
    "null-text.json": (_turn(text=None), "turns[0].text: input should be a valid string"),
    "backwards.json": (_turn(start=9.0, end=1.0), "turns[0].end: is before start"),
    "future.json": (_document(started_at="2099-01-01T00:00:00Z"), "started_at: lies in the future"),
    "other.json": (_bytes(b'{"id": 1, "ticket": {}}'), "holds JSON of no kind that is read"),
    "turns.json": (_document(turns=[{"text": "x"}] * 100_000), "turns: holds 100000 turns, over the limit"),
    "lines.jsonl": (_bytes(b'{"id": 1}\n'), "line 1, "),
    "headless.eml": (_bytes(b"hello\n"), "e-mail: has no From header"),
    "wordless.eml": (_bytes(b"From: anna@example.org\nSubject: x\n\n"), "e-mail: holds no text"),
    "empty.mbox": (_bytes(b""), "e-mail: holds no message"),
    "remote.vcon": (
        _bytes(json.dumps({"dialog": [{"type": "recording", "url": "https://x.example/a.wav"}]}).encode()),
        "vCon, dialog[0]: holds its sound behind a URL",
    ),
    "deep.vcon": (_bytes(b"[" * 100_000), "vCon: is nested too deeply"),
    "parties.vcon": (
        _bytes(json.dumps({"parties": 5, "dialog": [{"type": "text", "parties": 0, "body": "x"}]}).encode()),
        "vCon, parties: is not a list",
    ),
    "surrogate.json": (_turn(text="\ud800"), "turns[0].text: holds half of a surrogate pair"),
    "picture.png": (_bytes(b"\x89PNG"), "is of no kind that is read"),
    "missing.wav": (lambda path: None, "cannot be read (no such file or directory)"),
}


def make(folder: Path) -> list[Path]:
    """Writes every file into `folder`; their paths, in the order of FILES."""
    for name, (maker, _) in FILES.items():
        maker(folder / name)
    return [folder / name for name in FILES]
