"""Sound without a head, as some telephone systems write it: only the ending of the file tells what it is.

A head is put before it, so that from then on it is a WAV file like others.
"""

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import Self

from qa_service.errors import BadInput, one_of

_FORMATS = {"mulaw": (7, 8), "alaw": (6, 8), "s16le": (1, 16), "g722": (0x028F, 4)}
"""Tag in the head of a WAV file (RFC 2361) and bits a sample."""
_SETTING = re.compile(r"(\.\w{1,10})=(\w{1,10})(?::(\d{4,6}))?(?::([12]))?")
_LARGEST = 0xFFFFFFFF - 36  # a WAV file counts its bytes in 32 bits


@dataclass(frozen=True, slots=True)
class RawFormat:
    """How sound without a head is to be read: `rate` in samples a second."""

    encoding: str
    rate: int = 8_000
    channels: int = 1

    @classmethod
    def parse(cls, setting: str) -> tuple[str, Self]:
        """The ending and the format of `.ul=mulaw:8000:1`. Raises BadInput."""
        match = _SETTING.fullmatch(setting.strip())
        if match is None or match[2] not in _FORMATS:
            raise BadInput(
                "{setting!r} is no format of raw sound",
                setting=setting[:60],
                where="QA_RAW_SOUND",
                hint=one_of(f".ul={encoding}:8000:1" for encoding in _FORMATS),
            )
        rate = int(match[3] or (16_000 if match[2] == "g722" else 8_000))
        return match[1].lower(), cls(match[2], rate, int(match[4] or 1))

    def head(self, size: int) -> bytes:
        """Of a WAV file with `size` bytes of such sound."""
        tag, bits = _FORMATS[self.encoding]
        block = max(1, self.channels * bits // 8)
        rate = self.rate * self.channels * bits // 8
        sound = struct.pack("<4sIHHIIHH", b"fmt ", 16, tag, self.channels, self.rate, rate, block, bits)
        data = struct.pack("<4sI", b"data", min(size, _LARGEST))
        return struct.pack("<4sI4s", b"RIFF", min(size, _LARGEST) + 36, b"WAVE") + sound + data


def formats(settings: Iterable[str]) -> Mapping[str, RawFormat]:
    """By ending. Raises BadInput."""
    return dict(map(RawFormat.parse, settings))


def as_wav(path: Path, sound: RawFormat, folder: Path) -> Path:
    """The same sound as a WAV file in `folder`. Raises OSError."""
    wav = folder / "sound.wav"
    with path.open("rb") as raw, wav.open("wb") as file:
        file.write(sound.head(path.stat().st_size))
        copyfileobj(raw, file)
    return wav
