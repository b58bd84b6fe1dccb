"""Files and folders that their owner alone may open, whatever the umask of the process: 0600 and 0700.

What belongs to somebody else (a folder that was mounted, say) keeps the modes that its owner gave it.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700


def folder(path: Path) -> Path:
    """The folder, made with those above it where they are missing; one that is there already stays as it is."""
    missing = [place for place in (path, *path.parents) if not place.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for place in missing:
        close(place)
    return path


def file(path: Path) -> Path:
    """The file, made empty where it is missing: SQLite gives its log and its index the modes of their database."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE))
    close(path)
    return path


def close(path: Path) -> None:
    """Take the rights of group and others away from what is there."""
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = _FOLDER if path.is_dir() else _FILE
    if mode != wanted:
        with suppress(PermissionError):
            path.chmod(wanted)
