"""A dialogue spoken: one clip a turn, laid on a timeline, a track for each party."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from eval.synth.script import Speaker, Turn
from eval.synth.timeline import Samples, Span, lay, level, mix, trim

RATE = 24_000
LOUDNESS = (-25.0, -22.0)
SPEED = (0.98, 1.08)


class Say(Protocol):
    """Speaks one text: Kokoro.say, or a test's tone generator."""

    def __call__(self, text: str, voice: str, lang: str, speed: float = 1.0) -> Samples: ...


def speak(
    turns: Sequence[Turn], lang: str, voices: Mapping[Speaker, str], seed: int, say: Say
) -> tuple[Samples, list[Span]]:
    """Two tracks at 24 kHz (the centre's, the customer's) and each turn's true times; the same seed, the same call.

    KeyError when a speaker has no voice.
    """
    rng = np.random.default_rng(seed)
    manner = {who: (float(rng.uniform(*LOUDNESS)), float(rng.uniform(*SPEED))) for who in sorted(voices)}
    clips = []
    for turn in turns:
        loudness, speed = manner[turn.speaker]
        clip = say(turn.said or turn.text, voices[turn.speaker], lang, speed)
        clips.append(level(trim(clip, RATE), loudness))
    spans = lay(turns, [len(clip) / RATE for clip in clips], rng)
    return mix(turns, clips, spans, RATE), spans
