"""Where a recorder was paused, in sound made on the spot; times to the 32 ms of a block."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from eval.sounds import RATE, clock, dial_tone, noise, ring_tone, silence
from qa_service.domain.transcript import PauseKind
from qa_service.ingest.recording_pauses import find
from qa_service.ingest.redacted_audio import silenced
from qa_service.ports import Audio

Samples = NDArray[np.float32]
NEAR = 0.04


def talk(seconds: float, seed: int = 0, floor: float = 0.001) -> Samples:
    """Noise that comes and goes like speech, over a floor of noise that stays."""
    loud = np.clip(np.sin(2 * np.pi * 0.7 * clock(seconds)) + 0.3 * np.sin(2 * np.pi * 4 * clock(seconds)), 0, None)
    return (noise(seconds, 0.1, seed) * loud + noise(seconds, floor, seed + 1)).astype(np.float32)


def beep(seconds: float, hertz: float = 1400.0) -> Samples:
    return (0.2 * np.sin(2 * np.pi * hertz * clock(seconds))).astype(np.float32)


def stereo(*pieces: Samples | tuple[Samples, Samples]) -> Audio:
    """The pieces one after the other; one that is no pair is on both channels, with another noise."""
    pairs = [piece if isinstance(piece, tuple) else (piece, piece) for piece in pieces]
    return Audio(tuple(np.concatenate([pair[n] for pair in pairs]) for n in (0, 1)), RATE)


def mono(*pieces: Samples) -> Audio:
    return Audio((np.concatenate(pieces),), RATE)


def kinds(audio: Audio) -> list[PauseKind]:
    return [pause.kind for pause in find(audio)]


@settings(max_examples=25, deadline=None)
@given(before=st.floats(6, 20), length=st.floats(3, 20), channels=st.integers(1, 2), is_tone=st.booleans())
def test_a_pause_is_found_where_it_is(before: float, length: float, channels: int, is_tone: bool) -> None:
    gap = beep(length) if is_tone else silence(length)
    make = mono if channels == 1 else stereo
    [pause] = find(make(talk(before), gap, talk(6, seed=5)))
    assert pause.kind is (PauseKind.TONE if is_tone else PauseKind.SILENCE)
    assert pause.start == pytest.approx(before, abs=NEAR)
    assert pause.end == pytest.approx(before + length, abs=NEAR)


LONG_TALK = talk(300)
"""So long that a single short silence is under `SUPPRESSED` of it."""


@settings(max_examples=10, deadline=None)
@given(silence_seconds=st.floats(0.1, 2.85), tone_seconds=st.floats(0.1, 1.85))
def test_shorter_ones_are_none(silence_seconds: float, tone_seconds: float) -> None:
    assert find(mono(LONG_TALK, beep(tone_seconds), talk(8), silence(silence_seconds), talk(8))) == ()


@settings(max_examples=25, deadline=None)
@given(level=st.floats(5e-5, 0.3), seed=st.integers(0, 1000), seconds=st.floats(3, 30))
def test_the_noise_of_a_quiet_line_is_no_pause(level: float, seed: int, seconds: float) -> None:
    assert find(mono(talk(8, floor=level), noise(seconds, level, seed), talk(8, floor=level))) == ()


def test_two_pauses_are_told_in_order() -> None:
    call = mono(talk(10), beep(4), talk(10), silence(5), talk(10))
    assert kinds(call) == [PauseKind.TONE, PauseKind.SILENCE]


@pytest.mark.parametrize("constant", [0.0, 8 / 32768, -0.02])
def test_a_constant_is_silence(constant: float) -> None:
    """A-law has no zero: its silence is 8 of 32768."""
    flat = np.full(5 * RATE, constant, np.float32)
    assert kinds(mono(talk(10), flat, talk(10))) == [PauseKind.SILENCE]


def test_one_silent_channel_is_none() -> None:
    assert find(stereo(talk(10), (talk(8), silence(8)), talk(10))) == ()
    assert find(stereo((talk(30), silence(30)))) == ()


def test_a_tone_on_one_channel_is_none() -> None:
    assert find(stereo(talk(10), (beep(5), noise(5, 0.001)), talk(10))) == ()
    assert find(stereo(talk(10), (beep(5), silence(5)), talk(10))) == ()
    assert find(stereo(talk(10), (beep(5), beep(5, 700.0)), talk(10))) == ()


def test_a_telephone_that_sends_nothing_where_nobody_speaks_has_no_pauses() -> None:
    turns = [piece for n in range(12) for piece in (talk(3, seed=n), silence(0.4 + n % 3), silence(4 * (n % 4 == 0)))]
    assert find(mono(*turns, talk(5))) == ()


def test_lost_packets_do_not_hide_a_pause() -> None:
    pieces = [piece for n in range(30) for piece in (talk(2, seed=n), silence(0.06))]
    assert kinds(mono(*pieces, silence(6), talk(3))) == [PauseKind.SILENCE]


def test_silence_before_and_after_a_call_is_none() -> None:
    assert find(mono(silence(5), talk(20), silence(5))) == ()
    assert find(mono(noise(0.1), silence(5), talk(20), silence(5), noise(0.1))) == ()


@pytest.mark.parametrize("channels", [1, 2])
def test_ringing_is_none(channels: int) -> None:
    pieces = (talk(10), ring_tone(19), talk(10))
    audio = mono(*pieces)
    assert find(audio if channels == 1 else Audio((audio.channels[0], _without_ring(audio)), RATE)) == ()
    assert find(mono(dial_tone(5), talk(20))) == ()


@pytest.mark.parametrize(("first", "second"), [(425, 425), (440, 480), (400, 450), (400, 425)])
@pytest.mark.parametrize("floor", [0.0, 0.001])
def test_longer_rings_are_none(first: int, second: int, floor: float) -> None:
    """Two seconds on, four off, as in North America: rings and the silence between them come again and again."""
    time = clock(18)
    ring = (0.1 * np.sin(2 * np.pi * first * time) + 0.1 * np.sin(2 * np.pi * second * time)) * (time % 6 < 2)
    assert find(mono(talk(10), ring.astype(np.float32) + noise(18, floor), talk(10))) == ()


def test_pauses_after_another_are_told_unless_they_are_equally_long() -> None:
    pieces = (talk(10), silence(3.5), talk(2), silence(4.2), talk(10))
    assert kinds(mono(*pieces)) == [PauseKind.SILENCE, PauseKind.SILENCE]
    assert find(mono(talk(10), silence(3.5), talk(2), silence(3.5), talk(10))) == ()


def _without_ring(audio: Audio) -> Samples:
    other = audio.channels[0][: len(audio.channels[0])].copy()
    other[10 * RATE : 29 * RATE] = 0
    return other


def test_a_tune_is_none() -> None:
    tune = np.concatenate([beep(1.0, hertz) for hertz in (440, 494, 523, 587, 659, 587)])
    swell = beep(6) * (0.2 + 0.8 * np.abs(np.sin(clock(6))).astype(np.float32))
    chord = beep(6) + beep(6, 660.0)
    hum = beep(6, 100.0)
    for sound in (tune, swell, chord, hum):
        assert find(mono(talk(10), sound, talk(10))) == ()


def test_a_recording_too_short_to_know_its_noise_tells_none() -> None:
    assert find(mono(talk(4), silence(5), talk(4))) == ()
    assert find(mono(silence(0.02))) == ()


class Repeated:
    """A minute of sound over and over, that lies in memory once."""

    def __init__(self, minute: Samples, minutes: int) -> None:
        self._minute, self._length = minute, len(minute) * minutes

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, place: slice) -> Samples:
        begin, end, _ = place.indices(self._length)
        return self._minute.take(np.arange(begin, end), mode="wrap")


def test_a_long_recording_is_read_in_pieces() -> None:
    """Half an hour: 28.8 million samples, 115 MB, and a pause each minute."""
    channel = Repeated(np.concatenate([talk(55), silence(5)]), 30)
    tracemalloc.start()
    try:
        found = find(Audio((channel,), RATE))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found) == 29  # the last is the end of the recording
    assert most < 16 << 20


def test_what_we_silence_ourselves_would_look_the_same_and_the_original_does_not() -> None:
    """Why it is looked for in the original."""
    original = stereo(talk(30))
    assert find(original) == ()
    assert kinds(silenced(original, [(10.0, 14.0, None)])) == [PauseKind.SILENCE]
    assert find(silenced(original, [(10.0, 14.0, 0)])) == ()
