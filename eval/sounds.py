"""Sounds without a word in them, made on the spot: silence, noise, ring tones, hold music. 16 kHz, float32, seeded."""

import numpy as np
from numpy.typing import NDArray

from qa_service.ports import Audio

RATE = 16_000
Samples = NDArray[np.float32]


def clock(seconds: float) -> NDArray[np.float64]:
    """The time of every sample in seconds."""
    return np.arange(round(seconds * RATE)) / RATE


def mono(*pieces: Samples) -> Audio:
    """The pieces one after the other as a recording of one channel."""
    return Audio(channels=(np.concatenate(pieces).astype(np.float32),), rate=RATE)


def silence(seconds: float) -> Samples:
    """Digital zero."""
    return np.zeros(round(seconds * RATE), np.float32)


def noise(seconds: float, level: float = 0.02, seed: int = 0) -> Samples:
    """White noise."""
    return np.random.default_rng(seed).normal(0, level, round(seconds * RATE)).astype(np.float32)


def dial_tone(seconds: float) -> Samples:
    """425 Hz without a pause."""
    return (0.2 * np.sin(2 * np.pi * 425 * clock(seconds))).astype(np.float32)


def ring_tone(seconds: float) -> Samples:
    """The Italian ring: 425 Hz, one second on, four seconds off."""
    return dial_tone(seconds) * (clock(seconds) % 5 < 1)


def pluck(pitch: float, seconds: float, partials: int = 8) -> NDArray[np.float64]:
    """One plucked note: falling partials that die away."""
    t = clock(seconds)
    return sum(
        np.sin(2 * np.pi * pitch * k * t) / k**1.3 * np.exp(-(1.5 + 0.6 * k) * t) for k in range(1, partials + 1)
    )


def pad(pitches: list[float], seconds: float) -> NDArray[np.float64]:
    """A soft chord with a slow beat, as of an organ or of strings."""
    t = clock(seconds)
    swell = np.minimum(1, np.minimum(t, seconds - t) * 4) * (1 + 0.2 * np.sin(2 * np.pi * 5 * t))
    return swell * sum(np.sin(2 * np.pi * p * k * t + k) / k**1.6 for p in pitches for k in range(1, 7))


def drums(seconds: float, beat: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A kick on every beat and a hiss between."""
    t = clock(seconds)
    kick = np.sin(2 * np.pi * 60 * (t % beat)) * np.exp(-18 * (t % beat))
    hiss = rng.normal(0, 1, len(t)) * np.exp(-40 * ((t + beat / 2) % beat))
    return kick + 0.3 * hiss


def hold_music(seconds: float, seed: int = 0, telephone: bool = True) -> Samples:
    """Chords, arpeggios, bass and drums over a I-vi-IV-V round; `telephone` keeps 300 to 3400 Hz."""
    rng = np.random.default_rng(seed)
    bar, beat, tonic = 2.0, 0.5, 220.0 * 2 ** (seed / 12)
    bars = []
    for number in range(int(np.ceil(seconds / bar))):
        root = (0, 9, 5, 7)[number % 4]
        third = 3 if root == 9 else 4
        chord = [tonic * 2 ** ((root + step) / 12) for step in (0, third, 7)]
        run = np.concatenate([pluck(2 * chord[int(rng.integers(3))], beat / 2) for _ in range(round(2 * bar / beat))])
        bars.append(0.5 * pad(chord, bar) + run + pluck(chord[0] / 2, bar) + drums(bar, beat, rng))
    music = np.concatenate(bars)[: round(seconds * RATE)]
    music = telephone_band(music) if telephone else music
    return (0.3 * music / np.abs(music).max()).astype(np.float32)


def telephone_band(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keeps 300 to 3400 Hz."""
    spectrum = np.fft.rfft(sound)
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(pitch < 300) | (pitch > 3400)] = 0
    return np.fft.irfft(spectrum, len(sound))
