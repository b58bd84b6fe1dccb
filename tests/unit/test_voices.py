"""One voice or two, from unit vectors."""

import numpy as np

from qa_service.transcribe.voices import best_split, two_voices


def around(direction: int, count: int, spread: float = 0.5, seed: int = 0, size: int = 64) -> np.ndarray:
    """Unit vectors around an axis."""
    rng = np.random.default_rng(seed)
    cloud = rng.normal(0, spread / np.sqrt(size), (count, size))
    cloud[:, direction] += 1
    return (cloud / np.linalg.norm(cloud, axis=1, keepdims=True)).astype(np.float32)


def test_two_clouds_are_two_voices():
    first, second = around(0, 30), around(1, 10, seed=1)
    voices = two_voices(np.concatenate([first, second]))
    assert voices is not None
    nearest = np.concatenate([first, second]) @ voices.T
    assert len(set(nearest[:30].argmax(axis=1))) == 1
    assert nearest[0].argmax() != nearest[30].argmax()


def test_one_cloud_is_one_voice():
    assert two_voices(around(0, 40)) is None


def test_likeness_does_not_depend_on_how_many_windows_there_are():
    # Two clouds at a right angle: the mean cosine across is near 0, so is its ratio to the cosine within.
    for count in (4, 40):
        split = best_split(np.concatenate([around(0, count), around(1, count, seed=1)]))
        assert split is not None
        assert abs(split.likeness) < 0.15


def test_fewer_than_four_windows_are_one_voice():
    assert two_voices(np.concatenate([around(0, 2), around(1, 1)])) is None
    assert two_voices(np.zeros((0, 64), np.float32)) is None


def test_a_single_stray_window_is_no_second_voice():
    voices = best_split(np.concatenate([around(0, 3, spread=0.01), around(1, 1, spread=0.01)]))
    assert voices is None


def test_equal_windows_are_one_voice():
    assert two_voices(np.repeat(around(0, 1), 8, axis=0)) is None
