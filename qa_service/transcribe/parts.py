"""Cuts a long recording into parts that are transcribed, and kept, one by one. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.transcript import Word
from qa_service.ports import Audio

FRAME = 0.05
_STEP = 1200  # frames looked at together: a minute
QUIET = 0.5
"""Seconds of the stretch whose middle becomes the cut."""
REACH = 0.125
"""How far from its boundary a cut may move, as a share of a part's length (30 s of 240 s)."""


def cut(audio: Audio, seconds: float = 240.0) -> list[tuple[float, float]]:
    """(start, end) in seconds of parts of about `seconds`, which together cover the recording.

    The recording is divided evenly (one shorter than one and a half parts stays whole), then each cut moves to the
    middle of the quietest half second, over all channels, within `REACH` of its boundary. Raises ValueError unless
    `seconds` is above zero.
    """
    if seconds <= 0:
        raise ValueError("a part needs a length above zero")
    count = max(1, round(audio.duration / seconds))
    loudness = _loudness(audio)
    inner = [_quietest(loudness, i * audio.duration / count, REACH * seconds) for i in range(1, count)]
    edges = [0.0, *inner, audio.duration]
    return list(pairwise(edges))


def piece(audio: Audio, start: float, end: float) -> Audio:
    """The recording from `start` to `end`; shares memory with it."""
    first, last = round(start * audio.rate), round(end * audio.rate)
    return Audio(channels=tuple(channel[first:last] for channel in audio.channels), rate=audio.rate)


def shift(words: Sequence[Word], offset: float) -> tuple[Word, ...]:
    """The words with times of the whole recording, for a part that begins at `offset` seconds."""
    return tuple(replace(word, start=round(word.start + offset, 3), end=round(word.end + offset, 3)) for word in words)


def _loudness(audio: Audio) -> NDArray[np.float32]:
    """Energy of the louder channel in every `FRAME`."""
    size = max(1, round(FRAME * audio.rate))
    whole, step = len(audio.channels[0]) // size * size, _STEP * size
    pieces = [_energies(audio, first, min(first + step, whole), size) for first in range(0, whole, step)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _energies(audio: Audio, first: int, last: int, size: int) -> NDArray[np.float32]:
    rows = [channel[first:last].reshape(-1, size) for channel in audio.channels]
    energies: NDArray[np.float32] = np.stack([np.einsum("ij,ij->i", row, row) for row in rows]).max(axis=0)
    return energies


def _quietest(loudness: NDArray[np.float32], boundary: float, reach: float) -> float:
    """Seconds of the middle of the quietest `QUIET` within `reach` of `boundary`; of equals the nearest to it."""
    width = round(QUIET / FRAME)
    low = max(0, round((boundary - reach) / FRAME))
    near = loudness[low : round((boundary + reach) / FRAME)]
    if len(near) < width:
        return boundary
    sums = np.convolve(near, np.ones(width), mode="valid")
    middles = (low + np.arange(len(sums)) + width / 2) * FRAME
    best = sums <= sums.min() * (1 + 1e-6)
    return float(middles[best][np.argmin(np.abs(middles[best] - boundary))])
