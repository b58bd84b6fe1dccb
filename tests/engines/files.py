"""Writes small recordings in many formats, by PyAV."""

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

LAYOUTS = {1: "mono", 2: "stereo", 3: "2.1", 4: "4.0", 6: "5.1"}


def tones(seconds: float, rate: int, channels: int) -> NDArray[np.float32]:
    """440 Hz on the first channel, 660 Hz on the second, and so on; (channels, samples)."""
    t = np.arange(round(seconds * rate)) / rate
    return np.stack([0.5 * np.sin(2 * np.pi * (440 + 220 * c) * t) for c in range(channels)]).astype(np.float32)


def pitch(samples: NDArray[np.float32], rate: int = 16_000) -> float:
    """The strongest frequency of the middle second, in hertz."""
    middle = len(samples) // 2
    second = samples[middle - rate // 2 : middle + rate // 2]
    return float(np.argmax(np.abs(np.fft.rfft(second))))


def write(
    path: Path, codec: str, rate: int = 8000, channels: int = 2, seconds: float = 2.0, video: bool = False
) -> Path:
    """A file of `tones`; with `video` it also holds a picture track."""
    with av.open(str(path), "w") as container:
        picture = container.add_stream("libvpx" if path.suffix == ".webm" else "mpeg4", rate=10) if video else None
        stream = container.add_stream(codec, rate=rate, layout=LAYOUTS[channels])
        if picture is not None:
            picture.width = picture.height = 64
            picture.pix_fmt = "yuv420p"
            _film(container, picture, round(10 * seconds))
        assert isinstance(stream, av.AudioStream)
        _sound(container, stream, tones(seconds, rate, channels))
    return path


def _film(container: av.container.OutputContainer, stream: av.VideoStream, count: int) -> None:
    for number in range(count):
        frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), number, np.uint8), format="rgb24")
        frame.pts = number
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _sound(container: av.container.OutputContainer, stream: av.AudioStream, sound: NDArray[np.float32]) -> None:
    frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout=stream.layout.name)
    frame.sample_rate = stream.rate
    fifo = av.AudioFifo()
    resampler = av.AudioResampler(format=stream.format.name, layout=stream.layout, rate=stream.rate)
    for converted in [*resampler.resample(frame), *resampler.resample(None)]:
        converted.pts = None
        fifo.write(converted)
    size = stream.codec_context.frame_size or 1024
    while fifo.samples:
        block = fifo.read(min(size, fifo.samples))
        assert block is not None
        block.pts = None
        container.mux(stream.encode(block))
    container.mux(stream.encode(None))


def wav(path: Path, samples: NDArray[np.float32], rate: int = 16_000) -> Path:
    """A float WAV of (channels, samples), byte by byte as given, out-of-range and NaN included."""
    channels = len(samples)
    data = samples.T.astype("<f4").tobytes()
    header = np.array([3, channels], "<u2").tobytes() + np.array([rate, rate * 4 * channels], "<u4").tobytes()
    header += np.array([4 * channels, 32], "<u2").tobytes()
    size = [np.array([n], "<u4").tobytes() for n in (36 + len(data), 16, len(data))]
    path.write_bytes(b"RIFF" + size[0] + b"WAVEfmt " + size[1] + header + b"data" + size[2] + data)
    return path


def encode(path: Path, codec: str, sound: NDArray[np.float32], rate: int = 8000) -> Path:
    """A file of `sound`, (channels, samples) at that rate."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=LAYOUTS[len(sound)])
        assert isinstance(stream, av.AudioStream)
        _sound(container, stream, sound)
    return path
