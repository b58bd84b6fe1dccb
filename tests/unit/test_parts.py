"""Cutting long recordings where nobody speaks."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.transcript import Word
from qa_service.ports import Audio
from qa_service.transcribe.parts import cut, piece, shift

RATE = 16_000


def loud(seconds: float, channels: int = 1) -> Audio:
    sound = np.full(round(seconds * RATE), 0.1, np.float32)
    return Audio(channels=(sound,) * channels, rate=RATE)


def with_quiet(seconds: float, *quiet: tuple[float, float]) -> Audio:
    sound = np.full(round(seconds * RATE), 0.1, np.float32)
    for start, end in quiet:
        sound[round(start * RATE) : round(end * RATE)] = 0.001
    return Audio(channels=(sound,), rate=RATE)


def test_a_short_recording_is_one_part():
    assert cut(loud(10), seconds=8) == [(0.0, 10.0)]


def test_a_cut_lies_in_the_middle_of_the_quiet_half_second():
    # 16 s in parts of 8: boundary at 8, reach 1 s; quiet from 7.2 to 7.7, middle 7.45.
    (first, second) = cut(with_quiet(16, (7.2, 7.7)), seconds=8)
    assert first == (0.0, pytest.approx(7.45, abs=0.03))
    assert second == (first[1], 16.0)


def test_quiet_out_of_reach_is_not_sought():
    # Quiet at 5 s is 3 s away from the boundary, the reach is 1 s; all else is alike, so the boundary itself.
    assert cut(with_quiet(16, (5, 6)), seconds=8)[0][1] == pytest.approx(8.0, abs=0.03)


def test_a_pause_of_one_party_alone_is_not_quiet():
    pause, speech = with_quiet(16, (7.2, 7.7)).channels[0], loud(16).channels[0].copy()  # type: ignore[attr-defined]
    speech[round(8.4 * RATE) : round(8.9 * RATE)] = 0
    pause = pause.copy()  # type: ignore[attr-defined]
    pause[round(8.4 * RATE) : round(8.9 * RATE)] = 0
    assert cut(Audio((pause, speech), RATE), seconds=8)[0][1] == pytest.approx(8.65, abs=0.03)


def test_parts_shorter_than_the_quiet_they_seek_are_cut_at_their_boundaries():
    # 0.8 s in parts of 0.4: the reach of 0.05 s leaves no room for a quiet half second.
    assert cut(loud(0.8), seconds=0.4) == [(0.0, 0.4), (0.4, 0.8)]


def test_parts_of_no_length_are_refused():
    with pytest.raises(ValueError, match="above zero"):
        cut(loud(1), seconds=0)


@settings(deadline=None)
@given(st.floats(0.01, 40), st.floats(0.3, 12))
def test_parts_cover_the_recording_in_order(duration: float, seconds: float):
    audio = loud(duration)
    if not len(audio.channels[0]):
        return
    parts = cut(audio, seconds)
    assert parts[0][0] == 0.0
    assert parts[-1][1] == audio.duration
    assert all(a[1] == b[0] for a, b in pairwise(parts))
    assert all(0 < end - start <= 1.5 * seconds + 0.25 * seconds + 0.5 for start, end in parts)


def test_a_piece_shares_the_samples():
    audio = loud(10, channels=2)
    part = piece(audio, 2.5, 4.0)
    assert part.duration == 1.5
    assert all(np.shares_memory(a, b) for a, b in zip(part.channels, audio.channels, strict=True))


def test_words_are_moved_to_the_time_of_the_recording():
    assert shift([Word("sì", 0.1, 0.4, 0.9, 1)], 240.25) == (Word("sì", 240.35, 240.65, 0.9, 1),)
