"""Starts the decoder (`decoder_program`) for one recording, and reads what it writes for as long as it does."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from qa_service.errors import EngineFailed
from qa_service.ingest import decoder_program as program

_CHUNK = 1 << 18
_PASSED_ON = ("LD_LIBRARY_PATH", "PYTHONHOME", "TZ")
"""Of our environment, which holds the secret of the installation, no more than what a Python may need to start."""
_TO_END = 10.0  # seconds that a decoder has to end once it has written all


class Crashed(Exception):
    """The decoder ended by a signal that its own code raised."""


class OutOfTime(Exception):
    """It has used up its processor time."""


class Silent(Exception):
    """It has written nothing for too long."""


class DecoderProcess:
    """A context: the process is gone after it, however it is left."""

    def __init__(self, path: Path, max_seconds: float, idle: float, picks: str = "") -> None:
        options = (str(path.absolute()), str(max_seconds), picks)
        self._command = [sys.executable, "-I", "-B", program.__file__, *options]
        self._idle = idle
        self._buffer = bytearray()

    def __enter__(self) -> Self:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def pieces(self) -> Iterator[tuple[bytes, bytes]]:
        """Kind and body of each, up to the end. Raises Crashed, OutOfTime, Silent, EngineFailed."""
        while True:
            kind, size = program.HEAD.unpack(self._take(program.HEAD.size))
            if size > program.LARGEST_PIECE:
                raise EngineFailed("the decoder writes nonsense")
            body = self._take(size)
            if kind == program.END:
                return
            yield kind, body

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._buffer += self._read()
        taken = bytes(memoryview(self._buffer)[:size])
        del self._buffer[:size]
        return taken

    def _read(self) -> bytes:
        assert self._process.stdout is not None
        output = self._process.stdout.fileno()
        if not _readable(output, self._idle):
            raise Silent
        chunk = os.read(output, _CHUNK)
        if not chunk:
            raise self._end()
        return chunk

    def _end(self) -> Exception:
        """Why it ended before all was written."""
        try:
            status = self._process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            return Silent()
        if status == -signal.SIGXCPU:
            return OutOfTime()
        if status < 0 and status != -signal.SIGKILL:  # by which the system ends whoever takes its last memory
            return Crashed()
        return EngineFailed("the decoder was ended from outside, or cannot start")


def _readable(file: int, seconds: float) -> bool:
    """Whether something can be read within this time; a file number may be over those that `select` can watch."""
    end = time.monotonic() + seconds
    watch = select.poll()
    watch.register(file, select.POLLIN)
    while (remaining := end - time.monotonic()) > 0:
        if watch.poll(remaining * 1000):
            return True
    return False
