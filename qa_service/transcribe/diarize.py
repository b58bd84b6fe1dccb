"""Tells two speakers apart in a mono recording: voice embeddings of short windows, sorted into two voices."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.transcript import SpeakerSpan
from qa_service.ports import Audio, Channel, Samples
from qa_service.transcribe.vad import RATE, SpeechRegion, regions
from qa_service.transcribe.voiceprint import VoiceEncoder
from qa_service.transcribe.voices import two_voices
from qa_service.transcribe.whisper import speech_probabilities

WINDOW, HOP = 24_000, 12_000
"""Samples: 1.5 s of speech carry a voice; a new window every 0.75 s."""
ENOUGH = 0.6
"""Share of a window that must be speech for it to say what the voices are; shorter ones are only sorted."""
FRAME = RATE // 10
JOIN = 0.5
"""Seconds: two spans of one speaker with less between them are one."""


class ResemblyzerDiarizer:
    """Two voices at most; a recording of one voice gives spans of speaker 0 only."""

    def __init__(self, pretrained: Path) -> None:
        """`pretrained` is Resemblyzer's `pretrained.pt`. Raises MissingModel."""
        self._encoder = VoiceEncoder(pretrained)

    def diarize(self, audio: Audio) -> tuple[SpeakerSpan, ...]:
        """Spans of the first channel, in time order, the speakers numbered as they first speak; none in silence."""
        samples = audio.channels[0]
        speech = regions(speech_probabilities(samples), len(samples), silence=0.12, pad=0.0, longest=audio.duration + 1)
        windows = [window for region in speech for window in _windows(region)]
        embeddings = self._encoder.embed(_filled(samples, window) for window in windows)
        whole = np.array([window.length >= ENOUGH * WINDOW for window in windows], bool)
        voices = two_voices(embeddings[whole])
        lean = embeddings @ (voices[1] - voices[0]) if voices is not None else np.full(len(windows), -1.0)
        return _numbered(_joined(_spans(speech, _votes(windows, lean, len(samples)))))


def _windows(region: SpeechRegion) -> list[SpeechRegion]:
    """Windows that cover the region; a shorter region is one window, a rest is covered by one that ends with it."""
    starts = range(region.start, max(region.end - WINDOW, region.start + 1), HOP)
    windows = [SpeechRegion(start, min(start + WINDOW, region.end)) for start in starts]
    if windows[-1].end < region.end:
        windows.append(SpeechRegion(region.end - WINDOW, region.end))
    return windows


def _filled(samples: Channel, window: SpeechRegion) -> Samples:
    """The window's sound, repeated to full length if it is short: silence would change the voice, repetition not."""
    return np.resize(samples[window.start : window.end], WINDOW)


def _votes(windows: Sequence[SpeechRegion], lean: NDArray[np.floating], total: int) -> NDArray[np.float64]:
    """For every tenth of a second the sum of the leanings of the windows over it: above zero is the second voice."""
    votes = np.zeros(total // FRAME + 1)
    for window, value in zip(windows, lean, strict=True):
        votes[window.start // FRAME : window.end // FRAME + 1] += value
    return votes


def _spans(speech: Sequence[SpeechRegion], votes: NDArray[np.float64]) -> list[SpeakerSpan]:
    """Each region cut where the vote changes sides."""
    spans = []
    for region in speech:
        first, last = region.start // FRAME, max(region.end - 1, region.start) // FRAME
        for side, run in groupby(range(first, last + 1), key=lambda frame: int(votes[frame] > 0)):
            frames = list(run)
            start, end = max(frames[0] * FRAME, region.start), min((frames[-1] + 1) * FRAME, region.end)
            spans.append(SpeakerSpan(side, start / RATE, end / RATE))
    return spans


def _joined(spans: Sequence[SpeakerSpan]) -> list[SpeakerSpan]:
    joined: list[SpeakerSpan] = []
    for span in spans:
        if joined and joined[-1].speaker == span.speaker and span.start - joined[-1].end < JOIN:
            joined[-1] = SpeakerSpan(span.speaker, joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _numbered(spans: Sequence[SpeakerSpan]) -> tuple[SpeakerSpan, ...]:
    """Speakers renamed 0, 1 in the order in which they first speak."""
    names: dict[int, int] = {}
    return tuple(SpeakerSpan(names.setdefault(s.speaker, len(names)), s.start, s.end) for s in spans)
