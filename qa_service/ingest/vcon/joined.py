"""Several recordings of one call as one: parts behind each other, and recordings of each party beside each other."""

import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa_service.errors import BadAudio
from qa_service.ingest.audio import RATE, PyAvDecoder
from qa_service.ports import Audio, Samples

_BLOCK = 60 * RATE
_LONGEST = 4 * 3600
"""Seconds of a joined recording."""


@dataclass(frozen=True, slots=True)
class Part:
    """One recording: how its file is had, when it begins after the first (None: where the one before ends), and on
    which side it goes where each party has recordings of its own (None: what it holds goes where it is).
    """

    fetch: Callable[[Path], Path]
    start: float | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    audio: Audio
    first: int
    side: int | None

    @property
    def end(self) -> int:
        return self.first + len(self.audio.channels[0])

    def add(self, block: Samples, begin: int) -> None:
        """Add what of this part lies in the block, (channels, samples), that begins at sample `begin`."""
        first, last = max(self.first, begin), min(self.end, begin + block.shape[1])
        if first >= last:
            return
        place = slice(first - self.first, last - self.first)
        channels = [channel[place] for channel in self.audio.channels]
        rows = block[:, first - begin : last - begin]
        if self.side is not None or len(channels) != len(rows):
            mean = sum(channels[1:], channels[0].copy()) / len(channels)
            rows[slice(None) if self.side is None else self.side] += mean
            return
        for row, channel in zip(rows, channels, strict=True):
            row += channel


def write(parts: Sequence[Part], folder: Path) -> Path:
    """The recordings as one file in `folder`, 16 kHz WAV; stereo where they are, or where sides are told apart.

    Raises BadAudio on one that cannot be decoded, or where all together are too long.
    """
    placed: list[_Placed] = []
    for number, part in enumerate(parts):
        own = folder / f"part{number}"
        own.mkdir()
        audio = PyAvDecoder().decode(part.fetch(own))
        first = round(part.start * RATE) if part.start is not None else max((p.end for p in placed), default=0)
        placed.append(_Placed(audio, first, part.side))
    length = max(part.end for part in placed)
    if length > _LONGEST * RATE:
        raise BadAudio("its recordings are longer than {limit} minutes together", limit=_LONGEST // 60)
    sides = any(part.side is not None for part in placed) or all(len(part.audio.channels) == 2 for part in placed)
    return _mixed(placed, length, 2 if sides else 1, folder / "joined.wav")


def _mixed(placed: Sequence[_Placed], length: int, channels: int, path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for begin in range(0, length, _BLOCK):
            block = np.zeros((channels, min(_BLOCK, length - begin)), np.float32)
            for part in placed:
                part.add(block, begin)
            samples = (np.clip(block, -1.0, 1.0) * 32767).astype("<i2")
            file.writeframes(samples.T.tobytes())
    return path
