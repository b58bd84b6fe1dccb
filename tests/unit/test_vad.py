"""Speech regions from probabilities, and their packing. One step is 512 samples, 32 ms."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.transcribe.vad import RATE, STEP, SpeechRegion, pack, regions


def probabilities(*runs: tuple[int, float]) -> np.ndarray:
    return np.concatenate([np.full(steps, value, np.float32) for steps, value in runs])


def steps(p: np.ndarray, **options: float) -> list[tuple[float, float]]:
    """Regions in steps, without padding."""
    found = regions(p, len(p) * STEP, **{"pad": 0.0, **options})
    return [(r.start / STEP, r.end / STEP) for r in found]


def test_speech_begins_at_the_upper_threshold_and_goes_on_down_to_the_lower_one():
    p = probabilities((10, 0.1), (10, 0.9), (5, 0.25), (20, 0.1))
    assert steps(p) == [(10, 25)]


def test_a_probability_between_the_thresholds_begins_nothing():
    assert steps(probabilities((10, 0.1), (20, 0.3), (10, 0.1))) == []


def test_a_short_pause_is_bridged_and_a_long_one_parts():
    # 0.16 s are 5 steps.
    assert steps(probabilities((10, 0.9), (4, 0.0), (10, 0.9))) == [(0, 24)]
    assert steps(probabilities((10, 0.9), (6, 0.0), (10, 0.9))) == [(0, 10), (16, 26)]


def test_a_blip_of_two_steps_is_no_speech():
    assert steps(probabilities((10, 0.0), (2, 0.9), (10, 0.0))) == []
    assert steps(probabilities((10, 0.0), (3, 0.9), (10, 0.0))) == [(10, 13)]


def test_padding_reaches_to_the_middle_of_a_pause_at_most():
    # Pause of 20 steps = 10,240 samples; half is 5,120, less than the 6,400 of 0.4 s.
    p = probabilities((100, 0.0), (10, 0.9), (20, 0.0), (10, 0.9), (100, 0.0))
    first, second = regions(p, len(p) * STEP)
    assert first == SpeechRegion(100 * STEP, 110 * STEP, before=6400, after=5120)
    assert second == SpeechRegion(130 * STEP, 140 * STEP, before=5120, after=6400)


def test_long_speech_is_cut_where_it_is_least_likely():
    p = probabilities((1500, 0.9))  # 48 s; pieces of at most 30 s are 937 steps
    p[800] = 0.6
    assert steps(p, longest=30.0) == [(0, 800), (800, 1500)]


def test_no_probabilities_no_regions():
    assert regions(np.zeros(0, np.float32), 0) == []


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.floats(0, 1, width=32), max_size=400), st.floats(0.5, 5))
def test_regions_are_ordered_apart_inside_the_recording_and_never_too_long(values: list[float], longest: float):
    total = max(len(values) * STEP - 100, 0)
    found = regions(np.array(values, np.float32), total, pad=0.1, longest=longest)
    assert all(0 <= r.first <= r.start < r.end <= r.last <= total for r in found)
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert all(r.length <= longest * RATE for r in found)
    assert [r for group in pack(found, longest) for r in group] == found
    assert all(sum(r.length for r in group) <= longest * RATE for group in pack(found, longest))


def test_packing_fills_groups_in_order():
    ten, fifteen = SpeechRegion(0, 10 * RATE), SpeechRegion(20 * RATE, 35 * RATE)
    six = SpeechRegion(40 * RATE, 46 * RATE)
    # 10 + 15 = 25 s; 6 more would be 31 s.
    assert pack([ten, fifteen, six]) == [(ten, fifteen), (six,)]
