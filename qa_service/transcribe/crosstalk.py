"""Drops words of one channel that are only the other channel's speech leaking through. Pure."""

import string
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa_service.domain.transcript import Word
from qa_service.ports import Audio, Channel

WEAKER = 10.0
"""Decibels: leaking speech is at least this much weaker than where it comes from."""
MUCH_WEAKER = 20.0
SHIFT = 0.4
"""Seconds between a word and its leak (echo of the line, and the recogniser's own uncertainty)."""
BLEEDING = 1 / 3
"""A run of words is leakage when at least this share of it is found in the other channel."""


@dataclass(frozen=True, slots=True)
class _SpokenWord:
    word: Word
    weaker: float
    repeats: bool


def without_bleed(words: Sequence[Word], audio: Audio) -> tuple[Word, ...]:
    """`words` in the same order without those that are leakage between the two channels of `audio`.

    A word is leakage when its channel is at least `WEAKER` dB below the other one while it is spoken, and the other
    channel has the same word at the same time. In a run of words without a pause in which a third are leakage, the rest
    is (misheard) leakage too where it is `MUCH_WEAKER`. Words of a mono recording are returned as they are.
    """
    if len(audio.channels) != 2:
        return tuple(words)
    own_words = (word for channel in (0, 1) for word in _own_words(words, channel, audio))
    return tuple(sorted(own_words, key=lambda word: (word.start, word.end, word.speaker)))


def _own_words(words: Sequence[Word], channel: int, audio: Audio) -> list[Word]:
    spoken_here = [word for word in words if word.speaker == channel]
    other = sorted((_key(word), word.start) for word in words if word.speaker != channel)
    own_words: list[Word] = []
    for run in _runs([_SpokenWord(word, _weaker(word, audio), _repeats(word, other)) for word in spoken_here]):
        leaking = [spoken.repeats and spoken.weaker >= WEAKER for spoken in run]
        mostly = sum(leaking) >= BLEEDING * len(run)
        own_words += [
            spoken.word
            for spoken, leak in zip(run, leaking, strict=True)
            if not (leak or (mostly and spoken.weaker >= MUCH_WEAKER))
        ]
    return own_words


def _runs(spoken: Sequence[_SpokenWord], pause: float = 0.5) -> list[list[_SpokenWord]]:
    runs: list[list[_SpokenWord]] = []
    for spoken_word in spoken:
        if not runs or spoken_word.word.start - runs[-1][-1].word.end > pause:
            runs.append([])
        runs[-1].append(spoken_word)
    return runs


def _weaker(word: Word, audio: Audio) -> float:
    """How many decibels the word's channel is below the other one while it is spoken."""
    own, other = (_power(audio.channels[c], word, audio.rate) for c in (word.speaker, 1 - word.speaker))
    return float(10 * np.log10((other + 1e-12) / (own + 1e-12)))


def _power(samples: Channel, word: Word, rate: int) -> float:
    piece = samples[int(word.start * rate) : max(int(word.end * rate), int(word.start * rate) + 1)]
    return float(np.mean(np.square(piece))) if len(piece) else 0.0


def _repeats(word: Word, other: Sequence[tuple[str, float]]) -> bool:
    """Whether the other channel, given as sorted (key, start), has the same word within `SHIFT` seconds."""
    key = _key(word)
    place = bisect_left(other, (key, word.start - SHIFT))
    return place < len(other) and other[place][0] == key and other[place][1] <= word.start + SHIFT


def _key(word: Word) -> str:
    return word.text.strip(string.punctuation + "…“”«»").casefold()
