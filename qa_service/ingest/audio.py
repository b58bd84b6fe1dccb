"""Recordings in, 16 kHz float samples by channel out. The only module that decodes them with PyAV (FFmpeg)."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadAudio, say
from qa_service.foreign import in_words
from qa_service.ingest.tracks import GrowingChannel, MeanChannel
from qa_service.ports import Audio, Channel, Samples

if TYPE_CHECKING:
    import av

RATE = 16_000
MIN_SECONDS = 0.1
FORMATS = "wav,w64,aiff,au,caf,mp3,aac,flac,ogg,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,amr,asf,avi,gsm"
"""Containers that hold their own sound. Playlists are left out: they make FFmpeg open other files and addresses."""
GAP = 0.2
_SILENT = 1 << 20  # samples of silence written at a time
FULL_SCALE = 1.0
HINT = say("give a wav, mp3, flac, ogg, opus, m4a or webm file with one or two channels")


class PyAvDecoder:
    """Decodes every container of `FORMATS`, mono or stereo, to float32 at 16 kHz.

    A recording whose tail is cut, or with damaged packets in the middle, gives what can be decoded. Times are those of
    the recording: pauses that a recorder left out (silence suppression) come back as silence.
    """

    def __init__(self, max_seconds: float = 4 * 3600.0) -> None:
        self._max_seconds = max_seconds

    def decode(self, path: Path) -> Audio:
        """16 kHz samples by channel, not writable.

        Raises BadAudio when the file cannot be opened or decoded, holds no sound, has more than two channels, is
        shorter than a tenth of a second or longer than the limit.
        """
        import av

        _refuse_unreadable(path)
        try:
            with av.open(str(path), metadata_errors="ignore", options={"format_whitelist": FORMATS}) as container:
                channels = self._read(container, path)
        except (av.FFmpegError, OSError, ValueError, ArithmeticError) as error:
            reason = in_words(getattr(error, "strerror", None) or str(error))
            raise BadAudio(
                "it cannot be decoded as a recording ({reason})", reason=reason, where=path.name, hint=HINT
            ) from error
        return Audio(channels=channels, rate=RATE)

    def _read(self, container: "av.container.InputContainer", path: Path) -> tuple[Channel, ...]:
        if not container.streams.audio:
            raise BadAudio("it holds no sound track", where=path.name, hint=HINT)
        stream = container.streams.audio[0]
        if stream.codec_context is None or stream.rate <= 0:
            raise BadAudio("its sound track has no sampling rate or an unknown codec", where=path.name, hint=HINT)
        if stream.channels not in (1, 2):
            raise BadAudio("it has {channels} channels", channels=stream.channels, where=path.name, hint=HINT)
        sink = _Sink(stream.channels, self._max_seconds, path.name)
        sink.expect((container.duration or 0) / 1e6)
        for frame in _frames(container, stream):
            sink.write(frame)
        return sink.close()


class _Sink:
    """Collects resampled frames by channel: samples are held once, and not in memory where they are many."""

    def __init__(self, channels: int, max_seconds: float, name: str) -> None:
        from av.audio.resampler import AudioResampler

        self._resampler = AudioResampler(format="fltp", layout="stereo" if channels == 2 else "mono", rate=RATE)
        self._channels = tuple(GrowingChannel() for _ in range(channels))
        self._max_seconds, self._name = max_seconds, name
        self._began: float | None = None
        self._heard = 0.0

    def expect(self, seconds: float) -> None:
        """Refuses a length over the limit."""
        if seconds > self._max_seconds + 1e-3:
            limit = f"{self._max_seconds / 60:g}"
            raise BadAudio(
                "it is longer than {limit} minutes", limit=limit, where=self._name, hint="cut it into pieces"
            )

    def write(self, frame: "av.AudioFrame") -> None:
        """Adds a decoded frame, after the silence that its time stamp says was left out."""
        time = None if frame.pts is None or frame.time_base is None else float(frame.pts * frame.time_base)
        if time is not None:
            self._began = time if self._began is None else self._began
            if (gap := time - self._began - self._heard) > GAP:
                self._silence(gap)
        self._heard += frame.samples / frame.sample_rate
        self.expect(self._heard)
        frame.pts = None
        self._add(self._resampler.resample(frame))

    def close(self) -> tuple[Channel, ...]:
        """The channels. Raises BadAudio when there is next to nothing in them."""
        if self._heard:
            self._add(self._resampler.resample(None))
        channels = tuple(channel.done() for channel in self._channels)
        if (seconds := len(channels[0]) / RATE) < MIN_SECONDS:
            raise BadAudio(
                "only {seconds} s of sound can be decoded", seconds=f"{seconds:.4f}", where=self._name, hint=HINT
            )
        return channels

    def _silence(self, seconds: float) -> None:
        self._heard += seconds
        self.expect(self._heard)
        remaining = round(seconds * RATE)
        while remaining > 0:
            count = min(remaining, _SILENT)
            remaining -= count
            for channel in self._channels:
                channel.add(bytes(4 * count))

    def _add(self, frames: "list[av.AudioFrame]") -> None:
        for frame in frames:
            block = np.nan_to_num(frame.to_ndarray(), nan=0.0, posinf=FULL_SCALE, neginf=-FULL_SCALE)
            np.clip(block, -FULL_SCALE, FULL_SCALE, out=block)
            for channel, samples in zip(self._channels, block, strict=True):
                channel.add(memoryview(samples).cast("B"))


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise BadAudio("there is no such file", where=str(path), hint="check the path")
    if path.stat().st_size == 0:
        raise BadAudio("the file is empty", where=path.name, hint=HINT)


def _frames(container: "av.container.InputContainer", stream: "av.AudioStream") -> Iterator["av.AudioFrame"]:
    """Decodes packet by packet: a damaged packet is left out, a broken tail ends the recording."""
    import av

    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.InvalidDataError, av.EOFError):
            return
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            continue


def is_dual_mono(audio: Audio) -> bool:
    """Whether both channels carry the same sound up to noise, so that the recording is mono in truth.

    Compared in half-second blocks in which either channel is within 30 dB of the loudest block: the channels are the
    same when their correlation is above 0.9 in 95 of 100 of these blocks. Two silent channels are the same.
    """
    if len(audio.channels) != 2:
        return False
    products = [_products(*sides) for sides in _blocks(audio)]
    energy, product = (np.concatenate([pair[i] for pair in products], axis=-1) for i in (0, 1))
    loud = energy.max(axis=0) > max(energy.max() * 1e-3, 1e-9)
    if not loud.any():
        return True
    correlation = product / np.sqrt(energy.prod(axis=0) + 1e-12)
    return bool(np.mean(correlation[loud] > 0.9) >= 0.95)


def _blocks(audio: Audio) -> Iterator[tuple[Samples, Samples]]:
    """Both channels in rows of half a second, a minute at a time; a rest counts only where there is nothing else."""
    size = min(audio.rate // 2, len(audio.channels[0]))
    whole, step = len(audio.channels[0]) // size * size, 120 * size
    for first in range(0, whole, step):
        left, right = (channel[first : min(first + step, whole)].reshape(-1, size) for channel in audio.channels)
        yield left, right


def _products(left: Samples, right: Samples) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The energy of each row of both, (2, rows), and their product, (rows,)."""
    energy = np.stack([np.einsum("ij,ij->i", side, side) for side in (left, right)])
    return energy, np.einsum("ij,ij->i", left, right)


def mixed(audio: Audio) -> Audio:
    """The mean of the channels as one channel."""
    if len(audio.channels) == 1:
        return audio
    return Audio(channels=(MeanChannel(*audio.channels),), rate=audio.rate)
