"""Turns laid on a timeline, and their clips mixed into the two parties' tracks. Pure: chance is given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.synth.script import Recording, Turn

Samples = NDArray[np.float32]

GAP = (0.2, 0.9)
TAIL = 0.5
CENTRE, CUSTOMER = 0, 1


@dataclass(frozen=True)
class Span:
    """Seconds from the start of the recording."""

    start: float
    end: float


def lay(turns: Sequence[Turn], lengths: Sequence[float], rng: np.random.Generator) -> list[Span]:
    """When each turn is spoken: after a natural gap, after its scripted pause, or over the end of the turn before."""
    spans: list[Span] = []
    clock = 0.0
    for turn, length in zip(turns, lengths, strict=True):
        start = max(0.0, clock + _gap(turn, rng))
        spans.append(Span(start, start + length))
        clock = max(clock, start + length)
    return spans


def _gap(turn: Turn, rng: np.random.Generator) -> float:
    natural = float(rng.uniform(*GAP))
    if turn.overlap:
        return -turn.overlap
    return natural if turn.pause is None else turn.pause


def mix(turns: Sequence[Turn], clips: Sequence[Samples], spans: Sequence[Span], rate: int) -> Samples:
    """Two tracks, the centre's and the customer's, with every clip at its place."""
    length = round((max(span.end for span in spans) + TAIL) * rate)
    tracks = np.zeros((2, length), dtype=np.float32)
    for turn, clip, span in zip(turns, clips, spans, strict=True):
        first = round(span.start * rate)
        tracks[CUSTOMER if turn.speaker == "customer" else CENTRE, first : first + len(clip)] += clip
    return tracks


def arrange(tracks: Samples, recording: Recording) -> Samples:
    """The parties' tracks as the recorder's channels: agent left, agent right, or both in one."""
    if recording.layout == "mono":
        return np.asarray(tracks.sum(axis=0, keepdims=True), dtype=np.float32)
    return tracks if recording.agent_channel == 0 else tracks[::-1]


def trim(clip: Samples, rate: int, floor_db: float = -40.0) -> Samples:
    """The clip without the silence around it, so that a turn's times are those of its words."""
    frame = rate // 100
    frames = clip[: len(clip) // frame * frame].reshape(-1, frame)
    power = np.sqrt((frames**2).mean(axis=1))
    loud = np.flatnonzero(power > power.max(initial=0.0) * 10 ** (floor_db / 20))
    return clip if not len(loud) else clip[loud[0] * frame : (loud[-1] + 1) * frame]


def level(clip: Samples, dbfs: float) -> Samples:
    """The clip at this loudness (RMS below full scale); a silent clip stays silent."""
    rms = float(np.sqrt((clip**2).mean()))
    return clip if rms == 0.0 else np.asarray(clip * (10 ** (dbfs / 20) / rms), dtype=np.float32)
