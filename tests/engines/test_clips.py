"""Clips of a redacted recording: the same samples, and silence where the recording is silent."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from qa_service import resources
from qa_service.errors import BadAudio
from qa_service.ingest.audio import PyAvDecoder
from qa_service.ingest.clips import cut
from qa_service.ingest.redacted_audio import write
from qa_service.ports import Audio
from tests.engines.test_redacted_audio import RATE, tone


def heard(data: bytes) -> tuple[NDArray[np.int16], int]:
    """Samples of shape (time, channel), by another decoder than ours."""
    samples, rate = soundfile.read(io.BytesIO(data), dtype="int16", always_2d=True)
    return samples, rate


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clips") / "redacted.flac"
    with path.open("wb") as sink:
        write(Audio((tone(30, 440), tone(30, 300)), RATE), [(12.0, 13.0, 1)], sink)
    return path


@pytest.mark.parametrize(("start", "end"), [(0.0, 1.0), (11.3, 14.7), (29.0, 30.0), (3.00001, 3.7)])
def test_a_clip_is_that_stretch_of_the_recording_sample_by_sample(recording: Path, start: float, end: float) -> None:
    whole, rate = heard(recording.read_bytes())
    clip, clip_rate = heard(cut(recording, start, end))
    assert clip_rate == rate
    assert np.array_equal(clip, whole[round(start * rate) : round(end * rate)])


def test_what_is_silent_in_the_recording_is_silent_in_the_clip(recording: Path) -> None:
    clip, rate = heard(cut(recording, 11.0, 14.0))
    assert not clip[rate : 2 * rate, 1].any()
    assert np.abs(clip[rate : 2 * rate, 0]).max() > 16_000


def test_a_clip_ends_where_the_recording_ends_and_begins_where_it_begins(recording: Path) -> None:
    assert len(heard(cut(recording, -3.0, 2.0))[0]) == 2 * RATE
    assert len(heard(cut(recording, 28.0, 99.0))[0]) == 2 * RATE


def test_a_moment_behind_the_end_or_a_file_without_sound_is_refused(recording: Path, tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="no sound at this moment"):
        cut(recording, 31.0, 32.0)
    words = tmp_path / "words.flac"
    words.write_text("no sound")
    with pytest.raises(BadAudio, match="no clip can be cut"):
        cut(words, 0.0, 1.0)


def test_of_a_real_call_speech_is_heard_and_personal_data_is_not(tmp_path: Path) -> None:
    sound = PyAvDecoder().decode(resources.path("samples") / "it-bolletta-stimata.flac")
    # its script: the agent asks for the customer code until 20.05 s, the customer reads it from 20.34 to 23.10 s
    path = tmp_path / "redacted.flac"
    with path.open("wb") as sink:
        write(sound, [(20.34, 23.1, None)], sink)
    clip, rate = heard(cut(path, 16.0, 27.0))
    power = [float(np.square(clip[int(a * rate) : int(b * rate)].astype(float)).mean()) for a, b in ((0, 4), (4.4, 7))]
    assert power[0] > 1e4  # about -50 dB of full scale, and speech is far above it
    assert power[1] == 0.0
