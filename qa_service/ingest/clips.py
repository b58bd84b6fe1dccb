"""Stretches of a redacted recording, for training: what is silent there is silent here."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.errors import BadAudio
from qa_service.ingest.redacted_audio import write
from qa_service.ports import Audio

_FULL = 32767
"""As `redacted_audio` writes it, so that samples come through unchanged."""


def cut(recording: Path, start: float, end: float) -> bytes:
    """Seconds `start` to `end` of a redacted recording as a FLAC file of its own; only these are decoded.

    Raises BadAudio when it cannot be read, or has no sound there.
    """
    import av

    try:
        with av.open(str(recording)) as container:
            audio = _read(container, max(0.0, start), end)
    except (av.error.FFmpegError, OSError) as error:
        raise BadAudio(
            "no clip can be cut from it ({error})", error=type(error).__name__, where=recording.name
        ) from error
    if audio is None:
        raise BadAudio("it has no sound at this moment", where=recording.name)
    sink = io.BytesIO()
    write(audio, (), sink)
    return sink.getvalue()


def _read(container: Any, start: float, end: float) -> Audio | None:
    stream = container.streams.audio[0]
    first, last = round(start * stream.rate), round(end * stream.rate)
    container.seek(round(start * 1_000_000))
    pieces: list[NDArray[np.float32]] = []
    for frame in container.decode(stream):
        at = round(float(frame.pts * frame.time_base) * stream.rate)
        if at >= last:
            break
        samples = _planes(frame)[:, max(0, first - at) : last - at]
        if samples.size:
            pieces.append(samples)
    if not pieces:
        return None
    return Audio(tuple(np.concatenate(pieces, axis=1)), stream.rate)


def _planes(frame: Any) -> NDArray[np.float32]:
    """Channels by samples, from 16-bit interleaved samples."""
    interleaved = frame.to_ndarray().reshape(-1, len(frame.layout.channels))
    return np.ascontiguousarray(interleaved.T, dtype=np.float32) / np.float32(_FULL)
