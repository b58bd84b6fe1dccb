"""Pauses of the recorder in files as recorders write them, through the real decoder."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa_service.domain.transcript import PauseKind
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ingest.recording_pauses import find
from tests.engines.files import encode

RATE = 8000
FORMATS = [
    ("call.wav", "pcm_s16le"),
    ("alaw.wav", "pcm_alaw"),
    ("mulaw.wav", "pcm_mulaw"),
    ("call.flac", "flac"),
    ("call.mp3", "libmp3lame"),
    ("call.ogg", "libopus"),
    ("call.m4a", "aac"),
]


def talk(seconds: float, seed: int) -> NDArray[np.float32]:
    time = np.arange(round(seconds * RATE)) / RATE
    chance = np.random.default_rng(seed)
    voice = chance.normal(0, 0.1, len(time)) * np.clip(np.sin(2 * np.pi * 0.7 * time), 0, None)
    return (voice + chance.normal(0, 0.004, len(time))).astype(np.float32)


def call(channels: int) -> NDArray[np.float32]:
    """Talk for 12 s, no sound for 10 s, talk for 8 s, a tone for 5 s, talk for 8 s; a line's noise under the talk."""
    tone = (0.2 * np.sin(2 * np.pi * 1000 * np.arange(5 * RATE) / RATE)).astype(np.float32)
    none = np.zeros(10 * RATE, np.float32)
    return np.stack(
        [np.concatenate([talk(12, n), none, talk(8, n + 2), tone, talk(8, n + 4)]) for n in range(channels)]
    )


@pytest.mark.parametrize(("name", "codec"), FORMATS)
@pytest.mark.parametrize("channels", [1, 2])
def test_pauses_are_found_in_every_format(tmp_path: Path, name: str, codec: str, channels: int) -> None:
    audio = PyAvDecoder().decode(encode(tmp_path / name, codec, call(channels), RATE))
    silence, tone = find(audio)
    assert (silence.kind, tone.kind) == (PauseKind.SILENCE, PauseKind.TONE)
    # Lossy codecs add up to 0.2 s of run-in, and ring on.
    assert [*silence[:2], *tone[:2]] == pytest.approx([12, 22, 30, 35], abs=0.3)


@pytest.mark.parametrize(("name", "codec"), FORMATS)
def test_a_quiet_line_is_none_in_any_format(tmp_path: Path, name: str, codec: str) -> None:
    quiet = np.random.default_rng(9).normal(0, 0.0005, 10 * RATE).astype(np.float32)
    sound = np.concatenate([talk(12, 0), quiet, talk(8, 2)])[None]
    assert find(PyAvDecoder().decode(encode(tmp_path / name, codec, sound, RATE))) == ()
