"""Where a recorder was paused, as it is while a card number is read: it writes digital silence, or one steady tone.

Looked for in the original, decoded: in the copy for listening we have put digital silence ourselves.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.transcript import PauseKind, RecordingPause
from qa_service.ports import Audio

SILENCE = 3.0
"""Seconds of silence on all channels from which it is a pause."""
TONE = 2.0
"""The same of one tone; most telephones ring for a shorter time."""
CADENCE = 10.0
"""Seconds within which two equally long ones are a signal of the telephone: it rings at most every six seconds."""
LEAST_SOUND = 10.0
"""Seconds of sound from which it is known whether the recording has noise where nobody speaks."""
SUPPRESSED = 0.01
"""Share of short silences from which they come from a telephone that sends nothing where nobody speaks."""

_BLOCK = 512  # samples looked at together: 32 ms at 16 kHz
_PIECE = 256 * _BLOCK  # samples decoded at a time
_SHORT = 6  # blocks of silence, 0.2 s, which a lost packet does not last
_SAME = 3  # blocks by which equally long ones may differ, 0.1 s
_FLAT = 2.0**-15  # one step of 16 bits: what is decoded of a constant moves less, and the faintest noise more
_LOUD = 0.01  # root mean square of a tone, -40 dB
_LOWEST, _HIGHEST = 300.0, 3400.0  # hertz, what a telephone carries; hum of the mains is lower
_PURE = 0.98  # of the energy in one line
_STEADY = 1.1  # by which a tone may grow louder: through codecs it is 1.005, of two tones (a ring) that beat 1.2
_NO_TONE, _SILENT = -1, -2

Run = tuple[int, int]
Blocks = NDArray[np.bool_]
Lines = NDArray[np.int16]


def find(audio: Audio) -> tuple[RecordingPause, ...]:
    """In time order, to 32 ms; with talk before and after, since recorders start before and end after a call.

    None are told of where silence without noise is how the telephone says that nobody speaks, of rings and the silence
    between them, and of a recording with less than `LEAST_SOUND` seconds of sound. Takes linear time, and some 20 bytes
    for each 32 ms.
    """
    looks = [_look(piece, audio.rate) for piece in _pieces(audio)]
    if not looks:
        return ()
    lines, loudness = (np.concatenate(parts, axis=-1) for parts in zip(*looks, strict=True))
    second = audio.rate / _BLOCK
    talk = np.flatnonzero((lines == _NO_TONE).any(axis=0))
    silences, tones = _silences(lines, len(talk), second), _tones(lines, loudness, second)
    stretches = [(run, PauseKind.SILENCE) for run in silences if not _is_repeated(run, silences, second)]
    stretches += [(run, PauseKind.TONE) for run in tones if not _is_repeated(run, tones, second)]
    return tuple(
        RecordingPause(round(first / second, 2), round(last / second, 2), kind)
        for (first, last), kind in sorted(stretches)
        if second <= np.searchsorted(talk, first) <= len(talk) - second
    )


def _pieces(audio: Audio) -> Iterator[NDArray[np.float32]]:
    """Whole blocks: (channels, blocks, samples)."""
    whole = len(audio.channels[0]) // _BLOCK * _BLOCK
    for start in range(0, whole, _PIECE):
        piece = np.stack([channel[start : min(start + _PIECE, whole)] for channel in audio.channels])
        yield piece.reshape(len(audio.channels), -1, _BLOCK)


def _look(piece: NDArray[np.float32], rate: int) -> tuple[Lines, NDArray[np.float32]]:
    """By channel and block: in which line of the spectrum it has a tone (or `_NO_TONE`, `_SILENT`); by block, how loud
    the loudest channel is.
    """
    loudness = np.sqrt(np.mean(np.square(piece), axis=2))
    lines = np.full(loudness.shape, _NO_TONE, dtype=np.int16)
    loud = loudness >= _LOUD
    lines[loud] = _line(piece[loud], rate)
    lines[np.ptp(piece, axis=2) <= _FLAT] = _SILENT
    return lines, loudness.max(axis=0)


def _line(blocks: NDArray[np.float32], rate: int) -> Lines:
    """Of each block (blocks, samples)."""
    power = np.square(np.abs(np.fft.rfft(blocks * np.hanning(_BLOCK).astype(np.float32), axis=1)))
    peak = power.argmax(axis=1).clip(2, power.shape[1] - 3)
    around = peak[:, None] + np.arange(-2, 3)  # a tone between two lines fills four of them
    share = np.take_along_axis(power, around, axis=1).sum(axis=1) / np.maximum(power.sum(axis=1), 1e-12)
    pitch = peak * rate / _BLOCK
    is_tone = (share >= _PURE) & (pitch >= _LOWEST) & (pitch <= _HIGHEST)
    return np.where(is_tone, peak, _NO_TONE).astype(np.int16)


def _silences(lines: Lines, talk: int, second: float) -> Sequence[Run]:
    """`talk`: blocks in which something other than a tone is heard."""
    silent = (lines == _SILENT).all(axis=0)
    rings = (lines != _NO_TONE).all(axis=0) & ~silent
    inside = [(first, last) for first, last in _runs(silent) if first > 0 and last < len(silent)]
    short = sum(last - first for first, last in inside if _SHORT <= last - first < _least(SILENCE, second))
    if talk < LEAST_SOUND * second or short > SUPPRESSED * talk:
        return ()
    return [
        (first, last)
        for first, last in inside
        if last - first >= _least(SILENCE, second)
        and not rings[max(0, first - _SHORT) : first].any()
        and not rings[last : last + _SHORT].any()
    ]


def _tones(lines: Lines, loudness: NDArray[np.float32], second: float) -> Sequence[Run]:
    together = (lines >= 0).all(axis=0) & (np.ptp(lines, axis=0) <= 1)
    return [
        (first, last)
        for first, last in _runs(together)
        if last - first >= _least(TONE, second)
        and np.ptp(lines[0, first:last]) <= 1
        and _is_steady(loudness[first:last])
    ]


def _is_steady(loudness: NDArray[np.float32]) -> bool:
    """But for the blocks in which it begins and ends."""
    least, most = np.quantile(loudness, (0.05, 0.95))
    return bool(most <= _STEADY * least)


def _is_repeated(run: Run, runs: Sequence[Run], second: float) -> bool:
    """Whether an equally long one begins soon before or after it. `runs` are in time order; only neighbours count."""
    at = bisect_left(runs, run)
    return any(
        abs((other[1] - other[0]) - (run[1] - run[0])) <= _SAME and abs(other[0] - run[0]) <= CADENCE * second
        for other in (*runs[max(0, at - 1) : at], *runs[at + 1 : at + 2])
    )


def _least(seconds: float, second: float) -> int:
    """Whole blocks that so many seconds hold wherever they begin."""
    return int(seconds * second) - 1


def _runs(blocks: Blocks) -> list[Run]:
    """Where it is so without a break: (first, last + 1)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], blocks, [False])).astype(np.int8)))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]
