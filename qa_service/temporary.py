"""Folders for what is unmasked and has to be a file for a moment: this process alone reads them, and they go with it.

A process that is killed removes nothing; the next one that makes such a folder on this machine does.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder(purpose: str) -> Iterator[Path]:
    """A folder that is gone, with all in it, after the `with`."""
    path = lasting_folder(purpose)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def lasting_folder(purpose: str) -> Path:
    """A folder that stays until its process has ended; open to nobody else (mode 0700)."""
    prefix = f"qa-{purpose}-"
    _clear_the_dead(prefix)
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))


def _clear_the_dead(prefix: str) -> None:
    for path in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        pid = path.name.removeprefix(prefix).partition("-")[0]
        if pid.isdecimal() and not _alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
