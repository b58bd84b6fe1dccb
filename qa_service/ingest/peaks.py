"""How loud a recording is along its length, for drawing it: read in small pieces, never whole in memory."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadAudio

STEPS = 400
"""Pieces into which a recording is cut, whatever its length."""
_FINE = 0.02


def peaks(path: Path) -> tuple[float, list[list[int]]]:
    """Seconds of the recording, and by channel the loudest moment (0 to 100) of each of `STEPS` pieces.

    Raises BadAudio when it cannot be decoded.
    """
    import av

    fine: list[NDArray[np.float32]] = []
    seconds = 0.0
    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            for frame in container.decode(stream):
                fine.append(_loudest(frame.to_ndarray(), frame.layout.nb_channels, int(frame.sample_rate * _FINE)))
                seconds += frame.samples / frame.sample_rate
    except (av.FFmpegError, IndexError, OSError) as error:
        raise BadAudio("it cannot be drawn ({error})", error=type(error).__name__, where="recording") from error
    if not fine:
        raise BadAudio("it holds no sound", where="recording")
    return seconds, _coarse(np.concatenate(fine))


def _loudest(samples: NDArray[Any], channels: int, width: int) -> NDArray[np.float32]:
    """The maximum of each little piece by channel: (pieces, channels), in 0..1."""
    top = float(np.iinfo(samples.dtype).max) if samples.dtype.kind in "iu" else 1.0
    apart = samples.reshape(-1, channels) if samples.shape[0] == 1 else samples.T
    loud = np.abs(apart.astype(np.float32)) / top
    starts = np.arange(0, len(loud), max(width, 1))
    pieces: NDArray[np.float32] = np.maximum.reduceat(loud, starts, axis=0)
    return pieces


def _coarse(fine: NDArray[np.float32]) -> list[list[int]]:
    edges = np.linspace(0, len(fine), STEPS + 1).astype(int)[:-1].clip(max=len(fine) - 1)
    coarse = np.maximum.reduceat(fine, edges, axis=0)
    top = float(coarse.max()) or 1.0
    return [[int(value) for value in np.round(100 * channel / top)] for channel in coarse.T]
