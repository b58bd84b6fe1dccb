"""Writes the copy of a recording that people may hear: the stretches with personal data are digital silence.

FLAC, not Ogg/Opus: every browser since 2017 plays it and seeks in it by range requests, Safari included (Ogg/Opus only
since Safari 18.4), and it keeps zeros as zeros and seconds as seconds, so evidence still points at the right sample.
The price is room: a stereo telephone call takes about what G.711 takes (140 kb/s at 16 kHz, Opus 30 kb/s; measured on
one staged call of four minutes).
"""

from collections.abc import Iterable, Iterator
from typing import IO

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadAudio, EngineFailed
from qa_service.ingest.tracks import SilencedChannel
from qa_service.ports import Audio

MEDIA_TYPE = "audio/flac"
_BLOCK = 1 << 16  # samples encoded at a time: four seconds, so that an hour never lies in memory twice

Silence = tuple[float, float, int | None]


def silenced(audio: Audio, silences: Iterable[Silence]) -> Audio:
    """`audio` with the stretches (seconds from, to, channel) set to zero.

    Channel None, or any channel of a recording that has only one (where it is a diarised speaker), means all channels.
    Raises BadAudio when a stretch names a channel that a many-channel recording does not have.
    """
    stretches: list[list[tuple[int, int]]] = [[] for _ in audio.channels]
    for start, end, channel in silences:
        for number in _channels_of(len(audio.channels), channel):
            stretches[number].append((max(0, int(start * audio.rate)), int(np.ceil(end * audio.rate))))
    return Audio(tuple(map(SilencedChannel, audio.channels, stretches)), audio.rate)


def write(audio: Audio, silences: Iterable[Silence], sink: IO[bytes]) -> None:
    """The redacted recording as a FLAC file, 16 bits, same rate and channels. Raises BadAudio, EngineFailed."""
    import av
    from av.audio.frame import AudioFrame

    if len(audio.channels) > 2:
        raise BadAudio(
            "a recording with {channels} channels cannot be written",
            channels=len(audio.channels),
            hint="give one or two",
        )
    quiet = silenced(audio, silences)
    layout = "stereo" if len(quiet.channels) > 1 else "mono"
    try:
        with av.open(sink, "w", format="flac") as container:
            stream = container.add_stream("flac", rate=quiet.rate, layout=layout)
            for block in _blocks(quiet):
                frame = AudioFrame.from_ndarray(block, format="s16", layout=layout)
                frame.sample_rate = quiet.rate
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except av.error.FFmpegError as error:
        raise EngineFailed(
            "the redacted recording could not be written ({error})", error=type(error).__name__
        ) from error


def _channels_of(channels: int, channel: int | None) -> Iterable[int]:
    if channel is None or channels == 1:
        return range(channels)
    if not 0 <= channel < channels:
        raise BadAudio(
            "a stretch to silence names channel {wanted} of a recording with {channels}",
            wanted=channel,
            channels=channels,
        )
    return (channel,)


def _blocks(audio: Audio) -> Iterator[NDArray[np.int16]]:
    """Interleaved 16-bit samples, shape (1, samples times channels), a block at a time."""
    for start in range(0, len(audio.channels[0]), _BLOCK):
        planes = np.stack([channel[start : start + _BLOCK] for channel in audio.channels], axis=1)
        yield np.round(np.clip(planes, -1.0, 1.0) * 32767).astype(np.int16).reshape(1, -1)
