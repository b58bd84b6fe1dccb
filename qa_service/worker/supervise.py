"""Keeps a worker process alive beside the API, and lets it end with it, however the API ends."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

from qa_service.logs import event

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before a worker that died is started again; doubled each time that it dies within a minute."""


class Worker:
    """A child process running `qa-service worker --with-parent`; started again whenever it dies."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._child = self._start()
        self._watch = threading.Thread(target=self._keep, name="worker-watch", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """Asks the worker to finish, and waits for it."""
        self._ending.set()
        self._child.send_signal(signal.SIGTERM)
        self._child.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        # The child reads its standard input to the end: when this process dies, even by SIGKILL, the pipe closes.
        command = [sys.executable, "-m", "qa_service.cli", "worker", "--with-parent"]
        return subprocess.Popen(command, stdin=subprocess.PIPE)

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            begun = time.monotonic()
            status = self._child.wait()
            if self._ending.wait(pause):
                return
            event("worker ended", logging.ERROR, worker="child", error=ending(status))
            pause = FIRST_PAUSE if time.monotonic() - begun > 60 else min(2 * pause, LONGEST_PAUSE)
            event("worker started again", worker="child")
            self._child = self._start()


def ending(status: int) -> str:
    """How a process ended. Nobody here sends SIGKILL: it is the system's, when memory runs out."""
    if status >= 0:
        return f"exit status {status}"
    name = signal.Signals(-status).name
    return f"{name}, most likely out of memory" if name == "SIGKILL" else name


def stop_with_parent() -> None:
    """In a child: raises SIGTERM in this process once the parent has gone."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1):  # unbuffered: a buffer's lock could not be taken back at the end
            pass
        signal.raise_signal(signal.SIGTERM)

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()
