"""The copy of a recording that people may hear, written and read back by the real codec."""

import io

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from qa_service.errors import BadAudio
from qa_service.ingest.redacted_audio import silenced, write
from qa_service.ports import Audio

RATE = 16_000


def tone(seconds: float, hertz: float) -> NDArray[np.float32]:
    """A steady tone of half scale: no stretch of it is silent by chance."""
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def written(audio: Audio, silences: list[tuple[float, float, int | None]]) -> bytes:
    sink = io.BytesIO()
    write(audio, silences, sink)
    return sink.getvalue()


def read(data: bytes) -> tuple[NDArray[np.int16], int]:
    """Samples of shape (time, channel), and the rate."""
    with av.open(io.BytesIO(data), mode="r") as container:
        stream = container.streams.audio[0]
        frames = [frame.to_ndarray() for frame in container.decode(stream)]
        samples = np.concatenate(frames, axis=1).reshape(-1, stream.channels).astype(np.int16)
        return samples, stream.rate


def test_the_stretch_is_zero_in_its_channel_and_nowhere_else() -> None:
    samples, rate = read(written(Audio((tone(10, 440), tone(10, 300)), RATE), [(2.0, 3.0, 1)]))
    assert rate == RATE
    assert samples.shape == (10 * RATE, 2)
    assert not samples[2 * RATE : 3 * RATE, 1].any()
    assert np.abs(samples[2 * RATE : 3 * RATE, 0]).max() > 16_000  # half of 32767
    assert np.abs(samples[3 * RATE + 1 : 4 * RATE, 1]).max() > 16_000


def test_what_is_not_silenced_comes_back_sample_by_sample() -> None:
    sound = tone(10, 440)
    samples, _ = read(written(Audio((sound,), RATE), []))
    assert np.array_equal(samples[:, 0], np.round(sound * 32767).astype(np.int16))


def test_a_recording_of_one_channel_is_silenced_whatever_the_speaker() -> None:
    quiet = silenced(Audio((tone(1, 440),), RATE), [(0.25, 0.5, 1)])
    assert not quiet.channels[0][4000:8000].any()


def test_a_stretch_without_a_speaker_is_silenced_in_all_channels_and_the_given_audio_is_left_alone() -> None:
    audio = Audio((tone(1, 440), tone(1, 300)), RATE)
    quiet = silenced(audio, [(0.5, 9.0, None)])
    assert not any(channel[8000:].any() for channel in quiet.channels)
    assert audio.channels[0][8000:].any()


def test_a_channel_that_the_recording_lacks_is_refused() -> None:
    with pytest.raises(BadAudio, match="channel 2"):
        silenced(Audio((tone(1, 440), tone(1, 300)), RATE), [(0.0, 1.0, 2)])


def test_more_than_two_channels_are_refused() -> None:
    with pytest.raises(BadAudio, match="3 channels"):
        written(Audio((tone(1, 440),) * 3, RATE), [])
