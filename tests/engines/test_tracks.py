"""Long recordings lie in a file while they are worked on: the same samples, and little memory."""

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from qa_service.ingest import tracks
from qa_service.ingest.audio import PyAvDecoder, is_dual_mono, mixed
from qa_service.ingest.redacted_audio import silenced
from qa_service.ports import Audio
from qa_service.transcribe import parts

SAMPLE = Path(__file__).parents[2] / "eval" / "samples" / "it-corrente-salta.flac"


@pytest.fixture
def spilled(monkeypatch: pytest.MonkeyPatch) -> Audio:
    """A shipped call as it is read when it is too long for memory."""
    monkeypatch.setattr(tracks, "IN_MEMORY", 100_000)
    return PyAvDecoder().decode(SAMPLE)


def test_a_long_recording_has_the_same_samples_out_of_memory(spilled: Audio) -> None:
    whole = PyAvDecoder().decode(SAMPLE)
    assert all(isinstance(channel, tracks.FileChannel) for channel in spilled.channels)
    for track, samples in zip(spilled.channels, whole.channels, strict=True):
        assert len(track) == len(samples)
        assert np.array_equal(track[:], samples[:])
        assert np.array_equal(track[12_345:23_456], samples[12_345:23_456])
        assert len(track[len(track) + 5 :]) == 0


def test_what_is_done_with_a_recording_is_the_same_out_of_memory(
    spilled: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracks, "IN_MEMORY", 1 << 30)
    whole = PyAvDecoder().decode(SAMPLE)
    assert isinstance(whole.channels[0], np.ndarray)
    assert parts.cut(spilled, 20) == parts.cut(whole, 20)
    assert is_dual_mono(spilled) is is_dual_mono(whole) is False
    assert np.array_equal(mixed(spilled).channels[0][:], mixed(whole).channels[0][:])
    quiet = [silenced(audio, [(1.0, 2.5, 0), (4.0, 4.1, None)]) for audio in (spilled, whole)]
    for track, samples in zip(*(audio.channels for audio in quiet), strict=True):
        assert np.array_equal(track[20_000:70_000], samples[20_000:70_000])
        assert np.array_equal(track[:], samples[:])


def tone(path: Path, seconds: int) -> None:
    """Stereo at 8 kHz, the channels unlike; telephone calls come like that."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8_000, layout="stereo")
        second = np.arange(8_000) / 8_000
        for n in range(seconds):
            pair = [np.sin(2 * np.pi * (200 + n % 50) * second), np.sin(2 * np.pi * (333 + n % 31) * second)]
            samples: NDArray[np.int16] = (np.stack(pair, axis=1) * 9_000).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
            frame.sample_rate = 8_000
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


MEASURED = """
import io, resource, sys
from pathlib import Path
from qa_service.ingest.audio import PyAvDecoder, is_dual_mono
from qa_service.ingest.redacted_audio import write
from qa_service.transcribe import parts
import av.audio.resampler
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
audio = PyAvDecoder().decode(Path(sys.argv[1]))
is_dual_mono(audio)
for start, end in parts.cut(audio, 240.0):
    parts.piece(audio, start, end)
with open(sys.argv[1] + ".flac", "wb") as sink:
    write(audio, [(1.0, 2.0, None)], sink)
print(audio.duration, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def test_two_hours_in_stereo_take_less_than_400_megabytes(tmp_path: Path) -> None:
    """Held whole, as float32, they would be 2 * 7200 s * 16,000 * 4 bytes = 922 MB, and as much again when silenced."""
    path = tmp_path / "long.wav"
    tone(path, 7_200)
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    duration, megabytes = map(float, done.stdout.split())
    assert duration == pytest.approx(7_200, abs=0.1)
    assert megabytes < 400
