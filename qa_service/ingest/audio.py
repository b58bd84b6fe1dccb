"""Recordings in, 16 kHz float samples by channel out. FFmpeg decodes them in a process of its own (`decoder_program`):
what crashes, hangs or outgrows it there costs that recording and nothing else.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadAudio, EngineFailed, QaError, say
from qa_service.foreign import in_words
from qa_service.ingest import decoder_program as program
from qa_service.ingest.decoder_process import Crashed, DecoderProcess, OutOfTime, Silent
from qa_service.ingest.tracks import GrowingChannel, MeanChannel
from qa_service.ports import Audio, Channel, Samples

RATE = program.RATE
MIN_SECONDS = 0.01
"""What is shorter holds nothing; a recording of less than a word is one without words."""
IDLE = 120.0
"""Seconds in which the decoder writes nothing before it is stopped; it is at work again in milliseconds."""
_SILENT = 1 << 20  # samples of silence written at a time
FULL_SCALE = 1.0
HINT = say("give a wav, mp3, flac, ogg, opus, m4a or webm file with one or two channels")
_TRIES = 2


class PyAvDecoder:
    """Decodes every container of `decoder_program.FORMATS`, mono or stereo, to float32 at 16 kHz.

    A recording whose tail is cut, or with damaged packets in the middle, gives what can be decoded. Times are those of
    the recording: pauses that a recorder left out (silence suppression) come back as silence.
    """

    def __init__(self, max_seconds: float = 4 * 3600.0, idle: float = IDLE, picks: str = "") -> None:
        """`picks`: which one or two channels are heard of more than two ("0,3"), or "mix"; empty: these are refused."""
        self._max_seconds, self._idle, self._picks = max_seconds, idle, picks

    def decode(self, path: Path) -> Audio:
        """16 kHz samples by channel, not writable.

        Raises BadAudio when the file cannot be opened or decoded, holds no sound, or next to nothing of it is left, has
        more than two channels of which none was picked, is shorter than a hundredth of a second or longer than the
        limit, takes the decoder too long, or breaks it twice. Raises EngineFailed when the decoder does not work, or
        was killed from outside: another try may do.
        """
        _refuse_unreadable(path)
        for _ in range(_TRIES):
            try:
                return Audio(channels=self._decoded(path), rate=RATE)
            except Crashed:
                continue
        raise BadAudio("the decoder breaks off in it", where=path.name, hint=HINT)

    def _decoded(self, path: Path) -> tuple[Channel, ...]:
        try:
            with DecoderProcess(path, self._max_seconds, self._idle, self._picks) as process:
                received = _Received(self._max_seconds, path.name)
                for kind, body in process.pieces():
                    received.take(kind, body)
                return received.close()
        except OutOfTime:
            seconds = program.CPU_SECONDS
            raise BadAudio("it takes over {seconds} s to decode", seconds=seconds, where=path.name, hint=HINT) from None
        except Silent:
            raise EngineFailed("the decoder stands still") from None


class _Received:
    """Gathers what the decoder writes, by channel: samples are held once, and not in memory where they are many.

    Believes nothing of it: a decoder that a recording has taken over may write whatever it likes.
    """

    def __init__(self, max_seconds: float, name: str) -> None:
        # One second more than the recording may have: what resampling adds at the ends.
        self._remaining = round((max_seconds + 1) * RATE)
        self._max_seconds, self._name = max_seconds, name
        self._channels: tuple[GrowingChannel, ...] = ()

    def take(self, kind: bytes, body: bytes) -> None:
        """One piece. Raises BadAudio where it is a refusal, or goes on for too long, EngineFailed on nonsense."""
        match kind:
            case program.CHANNELS if body in (b"\x01", b"\x02") and not self._channels:
                self._channels = tuple(GrowingChannel() for _ in range(body[0]))
            case program.SAMPLES if self._channels and len(body) % (4 * len(self._channels)) == 0:
                self._add(np.frombuffer(body, dtype=np.float32).reshape(len(self._channels), -1))
            case program.SILENCE if self._channels and len(body) == 8:
                self._silence(int.from_bytes(body, "little"))
            case program.REFUSED:
                raise _refusal(body, self._name)
            case _:
                raise EngineFailed("the decoder writes nonsense")

    def close(self) -> tuple[Channel, ...]:
        """The channels. Raises BadAudio when there is next to nothing in them."""
        channels = tuple(channel.done() for channel in self._channels)
        if not channels:
            raise EngineFailed("the decoder writes nonsense")
        if (seconds := len(channels[0]) / RATE) < MIN_SECONDS:
            raise _too_short(seconds, self._name)
        return channels

    def _count(self, samples: int) -> None:
        self._remaining -= samples
        if self._remaining < 0:
            raise _too_long(self._max_seconds / 60, self._name)

    def _add(self, samples: NDArray[np.float32]) -> None:
        self._count(samples.shape[1])
        block = np.nan_to_num(samples, nan=0.0, posinf=FULL_SCALE, neginf=-FULL_SCALE)
        np.clip(block, -FULL_SCALE, FULL_SCALE, out=block)
        for channel, row in zip(self._channels, block, strict=True):
            channel.add(memoryview(row).cast("B"))

    def _silence(self, samples: int) -> None:
        self._count(samples)
        while samples > 0:
            count = min(samples, _SILENT)
            samples -= count
            for channel in self._channels:
                channel.add(bytes(4 * count))


def _too_long(minutes: float, name: str) -> BadAudio:
    return BadAudio("it is longer than {limit} minutes", limit=f"{minutes:g}", where=name, hint="cut it into pieces")


def _too_short(seconds: float, name: str) -> BadAudio:
    return BadAudio("only {seconds} s of sound can be decoded", seconds=f"{seconds:.4f}", where=name, hint=HINT)


_REFUSALS: Mapping[str, Callable[[Any, str], QaError]] = {
    "long": lambda minutes, name: _too_long(float(minutes), name),
    "no track": lambda _, name: BadAudio("it holds no sound track", where=name, hint=HINT),
    "no rate": lambda _, name: BadAudio(
        "its sound track has no sampling rate or an unknown codec", where=name, hint=HINT
    ),
    "low rate": lambda rate, name: BadAudio(
        "its sampling rate is {rate} Hz, too low for speech", rate=int(rate), where=name, hint=HINT
    ),
    "channels": lambda count, name: BadAudio(
        "it has {channels} channels",
        channels=int(count),
        where=name,
        hint="say which one or two are heard, or mix, by QA_CHANNELS",
    ),
    "cut": lambda seconds, name: _too_short(float(seconds), name),
    "memory": lambda limit, name: BadAudio(
        "it takes over {limit} MB of memory to decode", limit=int(limit), where=name, hint=HINT
    ),
    "undecodable": lambda reason, name: BadAudio(
        "it cannot be decoded as a recording ({reason})", reason=in_words(str(reason)), where=name, hint=HINT
    ),
}


def _refusal(body: bytes, name: str) -> QaError:
    try:
        what, value = json.loads(body)
        return _REFUSALS[what](value, name)
    except (ValueError, TypeError, KeyError, RecursionError):
        return EngineFailed("the decoder writes nonsense")


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise BadAudio("there is no such file", where=str(path), hint="check the path")
    if path.stat().st_size == 0:
        raise BadAudio("the file is empty", where=path.name, hint=HINT)


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
