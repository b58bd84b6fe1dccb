"""Where somebody speaks, from the speech probability of every 32 ms. Pure; positions are samples at 16 kHz."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
STEP = 512
"""Samples a probability stands for."""

ON, OFF = 0.35, 0.2
"""Lower than the detector's usual 0.5 and 0.35: of the turns in the sample calls they cover nine tenths of the time
instead of eight, and they fire no more often on noise, tones and music (`python -m eval.speech_detection`)."""
MIN_SPEECH = 3
"""Steps: a shorter blip is no word (a short "sì" takes some 200 ms, six steps)."""


@dataclass(frozen=True, slots=True)
class SpeechRegion:
    """Samples `start` to `end` hold speech; `before` and `after` are the samples of context around it."""

    start: int
    end: int
    before: int = 0
    after: int = 0

    @property
    def first(self) -> int:
        """The first sample of the context."""
        return self.start - self.before

    @property
    def last(self) -> int:
        """The sample after the context."""
        return self.end + self.after

    @property
    def length(self) -> int:
        """Samples with the context."""
        return self.last - self.first


def regions(
    probabilities: NDArray[np.float32], total: int, silence: float = 0.16, pad: float = 0.4, longest: float = 30.0
) -> list[SpeechRegion]:
    """Stretches of speech in a recording of `total` samples.

    Speech begins at a probability of `ON` and ends when it stays below `OFF` for `silence` seconds. Each stretch has
    `pad` seconds of context, at most to the middle of the pause; one longer than `longest` is cut where speech is
    least likely in its last third.
    """
    spoken = _close_gaps(_hysteresis(probabilities), round(silence * RATE / STEP))
    rough = [(a, b) for a, b in _runs(spoken) if b - a >= MIN_SPEECH]
    widest = int((longest - 2 * pad) * RATE / STEP)
    return _pad([piece for a, b in rough for piece in _split(probabilities, a, b, widest)], total, round(pad * RATE))


def pack(speech: Sequence[SpeechRegion], longest: float = 30.0) -> list[tuple[SpeechRegion, ...]]:
    """Neighbouring regions in groups of at most `longest` seconds with their context, in time order."""
    groups: list[list[SpeechRegion]] = []
    room = 0
    for region in speech:
        if region.length > room:
            groups.append([])
            room = round(longest * RATE)
        groups[-1].append(region)
        room -= region.length
    return [tuple(group) for group in groups]


def _hysteresis(probabilities: NDArray[np.float32]) -> NDArray[np.bool_]:
    """True from the step that reaches ON until the one that falls below OFF."""
    state = np.where(probabilities >= ON, 1, np.where(probabilities < OFF, 0, -1))
    decided = np.where(state >= 0, np.arange(len(state)), -1)
    last = np.maximum.accumulate(decided) if len(decided) else decided
    return np.where(last >= 0, state[last], 0).astype(bool)


def _close_gaps(spoken: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """Fills pauses shorter than `steps` between two stretches."""
    closed = spoken.copy()
    for a, b in _runs(~spoken):
        if a > 0 and b < len(spoken) and b - a < steps:
            closed[a:b] = True
    return closed


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open index ranges in which `flags` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _split(probabilities: NDArray[np.float32], a: int, b: int, widest: int) -> list[tuple[int, int]]:
    pieces = []
    while b - a > widest:
        low = a + 2 * widest // 3
        cut = low + int(np.argmin(probabilities[low : a + widest]))
        pieces.append((a, cut))
        a = cut
    return [*pieces, (a, b)]


def _pad(steps: Sequence[tuple[int, int]], total: int, pad: int) -> list[SpeechRegion]:
    bounds = [(a * STEP, min(b * STEP, total)) for a, b in steps]
    padded = []
    for i, (start, end) in enumerate(bounds):
        before = (start - bounds[i - 1][1]) // 2 if i else start
        after = (bounds[i + 1][0] - end) // 2 if i + 1 < len(bounds) else total - end
        padded.append(SpeechRegion(start, end, min(pad, before), min(pad, after)))
    return padded
