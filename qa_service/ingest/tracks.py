"""Decoded sound that does not lie in memory: long recordings are read from a file without a name, piece by piece."""

import os
import tempfile
import weakref
from collections.abc import Sequence
from typing import IO

import numpy as np

from qa_service.ports import Channel, Samples

WIDTH = 4
"""Bytes of a float32 sample."""
IN_MEMORY = 64 << 20
"""Bytes of one channel that stay in memory: 17 minutes at 16 kHz."""


class GrowingChannel:
    """Samples of one channel as they are decoded: in memory first, from `IN_MEMORY` bytes on in a file."""

    def __init__(self) -> None:
        self._memory = bytearray()
        self._file: IO[bytes] | None = None

    def add(self, samples: bytes | memoryview) -> None:
        """Float32 samples, as bytes."""
        if self._file is not None:
            self._file.write(samples)
            return
        self._memory.extend(samples)
        if len(self._memory) > IN_MEMORY:
            # Without a name: gone with its last user, however that ends.
            self._file = tempfile.TemporaryFile(prefix="qa-sound-")  # noqa: SIM115  (it outlives this call)
            self._file.write(self._memory)
            self._memory = bytearray()

    def done(self) -> Channel:
        """The whole channel, which nobody can change any more."""
        if self._file is not None:
            self._file.flush()
            return FileChannel(self._file)
        samples = np.frombuffer(self._memory, dtype=np.float32)
        samples.flags.writeable = False
        return samples


class FileChannel:
    """A channel that lies in a file; slices are read when they are asked for."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        weakref.finalize(self, file.close)
        self._length = os.fstat(file.fileno()).st_size // WIDTH

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, place: slice) -> Samples:
        """The samples of a slice with step 1; several threads may ask at once."""
        first, last, _ = place.indices(self._length)
        raw = os.pread(self._file.fileno(), max(0, last - first) * WIDTH, first * WIDTH)
        return np.frombuffer(raw, dtype=np.float32)


class MeanChannel:
    """The mean of two channels, worked out where it is asked for."""

    def __init__(self, left: Channel, right: Channel) -> None:
        self._left, self._right = left, right

    def __len__(self) -> int:
        return len(self._left)

    def __getitem__(self, place: slice) -> Samples:
        mean = np.add(self._left[place], self._right[place], dtype=np.float32)
        mean *= 0.5
        return mean


class SilencedChannel:
    """A channel with stretches of it, (first, last) in samples, set to zero."""

    def __init__(self, channel: Channel, stretches: Sequence[tuple[int, int]]) -> None:
        self._channel, self._stretches = channel, stretches

    def __len__(self) -> int:
        return len(self._channel)

    def __getitem__(self, place: slice) -> Samples:
        begin, end, _ = place.indices(len(self))
        samples = self._channel[begin:end].copy()
        for first, last in self._stretches:
            samples[max(0, first - begin) : max(0, last - begin)] = 0.0
        return samples
