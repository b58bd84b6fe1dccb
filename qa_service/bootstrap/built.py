"""Text encoders that are built on this machine: once, then held against the hashes they had when they were built.

Their sources are pinned in the registry and the build gives the same bytes every time, so one that is damaged, or has
no hashes yet, can be built again.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from qa_service.download import sha256_of
from qa_service.errors import MissingModel
from qa_service.understand import base_encoder
from qa_service.weights import FileStatus, Registry

BASE_ENCODER = "e5-small"
TUNED_ENCODER = "interaction-encoder"
"""The registry's models that encoders are built from: the base, and its fine-tuned layers."""
NAMES = (BASE_ENCODER, TUNED_ENCODER)
_HASHES = "sha256.json"


def encoder(models: Registry, cache: Path, model: str) -> Path:
    """The folder of the base encoder, or of the one with fine-tuned layers; built if it is not there.

    Raises MissingModel when a source is absent or a file of the folder is not as it was built.
    """
    folder = _folder(models, cache, model)
    if not (folder / _HASHES).is_file():
        with _alone(cache):
            if not (folder / _HASHES).is_file():
                _build(models, cache, model)
    for status in _statuses(folder, model):
        if status.state != "ok":
            raise MissingModel(
                "the text encoder built in {folder} is damaged: {file} is {state}; run: qa-service models fetch",
                folder=folder,
                file=status.file,
                state=status.state,
            )
    return folder


def build(models: Registry, cache: Path, model: str) -> Path:
    """Build the folder anew, in the place of what is there. Raises MissingModel when a source is absent."""
    with _alone(cache):
        return _build(models, cache, model)


def _build(models: Registry, cache: Path, model: str) -> Path:
    layers = _layers(models, cache) if model == TUNED_ENCODER else []
    folder = _folder(models, cache, model)
    base_encoder.build(models.folder(BASE_ENCODER, cache) / "e5-small-q4.bin", folder, layers=layers)
    hashes = {path.name: sha256_of([path]) for path in sorted(folder.iterdir())}
    (folder / _HASHES).write_text(json.dumps(hashes), encoding="ascii")
    return folder


def _layers(models: Registry, cache: Path) -> list[Path]:
    """The tuned layers and what later trainings moved, in the order of the registry."""
    folder = models.folder(TUNED_ENCODER, cache)
    return [folder / file.path for file in models.model(TUNED_ENCODER).files]


def verify(models: Registry, cache: Path) -> list[FileStatus]:
    """Every file of the encoders that were built here; those without hashes are built anew when they are needed."""
    folders = {model: _folder(models, cache, model) for model in NAMES}
    there = {model: folder for model, folder in folders.items() if (folder / _HASHES).is_file()}
    return [status for model, folder in there.items() for status in _statuses(folder, model)]


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One process builds at a time; a dying one lets go. Raises MissingModel where the cache cannot be written."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / ".building").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise MissingModel(
            "{cache} cannot be written ({reason}); choose another QA_CACHE_DIR", cache=cache, reason=error.strerror
        ) from error


def _folder(models: Registry, cache: Path, model: str) -> Path:
    """One folder for each pair of sources, so that a new pin never meets what was built of the old one."""
    return cache / f"{model}-built-{models.model(BASE_ENCODER).digest[:12]}-{models.model(model).digest[:12]}"


def _statuses(folder: Path, model: str) -> list[FileStatus]:
    try:
        hashes: dict[str, str] = json.loads((folder / _HASHES).read_text(encoding="ascii"))
    except ValueError:
        return [FileStatus(f"{model} (built)", _HASHES, "wrong", str(folder / _HASHES))]
    return [_status(f"{model} (built)", folder / name, sha256) for name, sha256 in hashes.items()]


def _status(model: str, path: Path, sha256: str) -> FileStatus:
    if not path.is_file():
        return FileStatus(model, path.name, "missing", str(path))
    state: Literal["ok", "wrong"] = "ok" if sha256_of([path]) == sha256 else "wrong"
    return FileStatus(model, path.name, state, str(path))
