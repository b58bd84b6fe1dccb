"""Where the demo centre lies: a data folder of its own, known by its marker, apart from all real data."""

import fcntl
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.settings import DEMO_MARKER, Settings

_UNREADY, _READY = "not complete", "complete"
_BASIS = "dati dimostrativi, gli operatori non esistono (demo data: the agents do not exist)"


def settings_of(settings: Settings) -> Settings:
    """The same for the demo centre: SQLite and files in its own folder, whatever database the real data lie in."""
    folder = settings.data_dir if settings.is_demo else settings.data_dir / "demo"
    return settings.model_copy(update={"data_dir": folder, **_own()})


def environment(demo: Settings) -> Mapping[str, str]:
    """What makes this process and the worker that it starts read the settings of the demo centre."""
    return {"QA_DATA_DIR": str(demo.data_dir), **{f"QA_{name.upper()}": value for name, value in _own().items()}}


def _own() -> dict[str, Any]:
    """Empty: SQLite, recordings, secret and keys in the data folder."""
    empty = ("database_url", "blob_url", "secret", "keys", "keys_file", "keys_command", "database_role")
    return {**dict.fromkeys(empty, ""), "monitoring_basis": _BASIS}


@contextmanager
def being_built(folder: Path) -> Iterator[None]:
    """An empty, marked folder; what an earlier demo centre left is removed. It counts as complete when the `with` ends
    well. Raises BadInput where something else lies there, and Conflict while the demo centre is open.
    """
    if folder.exists():
        remove(folder)
    folder.mkdir(parents=True)
    marker = folder / DEMO_MARKER
    marker.write_text(_UNREADY, encoding="utf-8")
    with _alone(marker):
        yield
        marker.write_text(_READY, encoding="utf-8")


def remove(folder: Path) -> None:
    """The demo centre with all that was done in it. Raises NotFound where there is none, else as `being_built`."""
    marker = folder / DEMO_MARKER
    if not folder.exists():
        raise NotFound("there is no demo centre in {folder}", folder=folder)
    if not marker.is_file():
        raise BadInput("holds no demo centre and is left as it is", where=str(folder), hint="set another QA_DATA_DIR")
    with _alone(marker):
        shutil.rmtree(folder)


@contextmanager
def opened(folder: Path) -> Iterator[None]:
    """While the `with` lasts the demo centre is neither renewed nor removed. Raises NotFound where none is complete."""
    marker = folder / DEMO_MARKER
    if not marker.is_file() or marker.read_text(encoding="utf-8") != _READY:
        raise NotFound("there is no complete demo centre in {folder}; make it with: qa-service demo", folder=folder)
    with marker.open("rb") as held:
        _lock(held.fileno(), fcntl.LOCK_SH, folder)
        yield


@contextmanager
def _alone(marker: Path) -> Iterator[None]:
    with marker.open("rb") as held:
        _lock(held.fileno(), fcntl.LOCK_EX, marker.parent)
        yield


def _lock(number: int, kind: int, folder: Path) -> None:
    try:
        fcntl.flock(number, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Conflict(
            "the demo centre in {folder} is open or being made in another process; stop that first", folder=folder
        ) from None
