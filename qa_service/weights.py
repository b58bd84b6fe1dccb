"""The weights registry: every model file is pinned by sha256, wherever it comes from.

A model's files come from a local folder that the user names, from this source tree, from installed packages that carry
them (in one or several parts), or from a hub. Whatever the origin, the bytes are the same or they are refused.
"""

import contextlib
import functools
import hashlib
import importlib.util
import os
import shutil
import tomllib
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from qa_service.download import BLOCK, DownloadFailed, download, sha256_of
from qa_service.errors import MissingModel

DownloadProgress = Callable[[str, int, int], None]
"""Called with the file's path, the bytes done so far and the bytes of the whole file."""


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A piece of a file, carried inside an installed package."""

    package: str
    path: str

    def locate(self) -> Path | None:
        """Where the piece lies on disk, without importing the package; None when it is not installed."""
        spec = importlib.util.find_spec(self.package)
        for root in (spec.submodule_search_locations or ()) if spec else ():
            if (path := Path(root, self.path)).is_file():
                return path
        return None


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """One pinned file: its path inside the model's folder, its bytes, and where they can be had."""

    path: str
    size: int
    sha256: str
    parts: tuple[PackagePart, ...] = ()
    tree: str | None = None
    hub: str | None = None

    def origin(self, tree_root: Path) -> list[Path]:
        """The pieces on this machine that make up the file in this order; empty when one of them is missing."""
        if self.tree is not None and (path := tree_root / self.tree).is_file():
            return [path]
        paths = [part.locate() for part in self.parts]
        return [path for path in paths if path is not None] if all(paths) else []


@dataclass(frozen=True, slots=True)
class PinnedModel:
    """One model: its files, licence, and the commands or addresses that bring it."""

    name: str
    licence: str
    source: str
    files: tuple[PinnedFile, ...]
    install: str | None = None
    repo: str | None = None
    revision: str | None = None

    @property
    def digest(self) -> str:
        """sha256 over the pins of all files: changes when any byte of the model does."""
        return hashlib.sha256("".join(f"{f.path} {f.sha256}\n" for f in self.files).encode()).hexdigest()

    @property
    def fetch_hint(self) -> str:
        """What to run to bring the files."""
        ways = [f"pip install {self.install}"] if self.install else []
        ways += [f"qa-service models fetch {self.name}"] if self.repo else []
        return "run: " + " (or: ".join(ways) + ")" * (len(ways) - 1) if ways else "check out the source tree again"


@dataclass(frozen=True, slots=True)
class FileStatus:
    """What `verify` found about one file; `where` is the path or the origin that was hashed, None when missing."""

    model: str
    file: str
    state: Literal["ok", "missing", "wrong"]
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """All models that this service may load."""

    models: Mapping[str, PinnedModel]
    root: Path = field(default=Path("."))

    @classmethod
    def load(cls, path: Path) -> "Registry":
        """Reads `registry.toml`. Raises MissingModel when it is absent or a pin in it is malformed."""
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
            models = {name: _model(name, table) for name, table in tables.items()}
        except OSError as error:
            raise MissingModel(
                "the weights registry {path} cannot be read: {reason}", path=path, reason=error.strerror
            ) from error
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            raise MissingModel("the weights registry {path} is malformed: {error}", path=path, error=error) from error
        return cls(models=models, root=path.parent)

    def model(self, name: str) -> PinnedModel:
        """The entry called `name`. Raises MissingModel."""
        if name not in self.models:
            names = ", ".join(sorted(self.models))
            raise MissingModel(
                "no model is called {name!r} in the weights registry; it knows {known}", name=name, known=names
            )
        return self.models[name]

    def version(self, name: str) -> str:
        """What analysis documents call this model: its name and the beginning of its digest."""
        return f"{name}@sha256:{self.model(name).digest[:12]}"

    def folder(self, name: str, cache: Path, local: Path | None = None) -> Path:
        """The folder that holds all files of the model, every one with the pinned sha256.

        With `local` the files must lie there. Without it they are put together once under `cache`, which several
        processes may do at the same time. Raises MissingModel with the command that fetches it.
        """
        model = self.model(name)
        folder = local or _cached(model, cache)
        for file in model.files:
            target = folder / file.path
            if local is None and not target.is_file():
                self._assemble(model, file, target)
            _check(model, file, target, cache)
        return folder

    def present(self, name: str, cache: Path) -> bool:
        """Whether every file of the model can be had on this machine; looks, and hashes nothing."""
        model = self.model(name)
        return all((_cached(model, cache) / f.path).is_file() or f.origin(self.root) for f in model.files)

    def read(self, name: str, cache: Path) -> dict[str, bytes]:
        """The content of every file, verified: from the cache, or joined from the packages without a copy on disk.

        Raises MissingModel with the command that fetches it.
        """
        model = self.model(name)
        return {file.path: self._content(model, file, _cached(model, cache) / file.path) for file in model.files}

    def _content(self, model: PinnedModel, file: PinnedFile, cached: Path) -> bytes:
        pieces = [cached] if cached.is_file() else self._origin(model, file)
        content = b"".join(piece.read_bytes() for piece in pieces)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            where = " + ".join(map(str, pieces))
            raise MissingModel(
                "{model}: {where} differs from the pinned sha256; delete it, then {command}",
                model=model.name,
                where=where,
                command=model.fetch_hint,
            )
        return content

    def verify(self, cache: Path, local: Mapping[str, Path] | None = None) -> list[FileStatus]:
        """Hashes again, byte by byte, what `folder` would use for each file of each model; changes nothing."""
        return [
            self._status(model, file, cache, (local or {}).get(model.name))
            for model in self.models.values()
            for file in model.files
        ]

    def fetch(self, name: str, cache: Path, endpoint: str, progress: DownloadProgress | None = None) -> Path:
        """Downloads what is not yet there from `{endpoint}/{repo}/resolve/{revision}/{file}` into the cache.

        A broken download goes on where it stopped. Raises MissingModel when the model has no hub address, when the
        hub cannot be reached, or when the bytes differ from the pin.
        """
        model = self.model(name)
        folder = _cached(model, cache)
        for file in model.files:
            target = folder / file.path
            if target.is_file() and sha256_of([target]) == file.sha256:
                continue
            if not model.repo:
                raise MissingModel("{name} is on no hub; {command}", name=name, command=model.fetch_hint)
            url = f"{endpoint.rstrip('/')}/{model.repo}/resolve/{model.revision}/{file.hub or file.path}"
            tell = functools.partial(progress, file.path) if progress else None
            try:
                download(url, target, file.size, file.sha256, tell)
            except DownloadFailed as error:
                raise MissingModel("{model}: {error}", model=name, error=error) from error
        return folder

    def _assemble(self, model: PinnedModel, file: PinnedFile, target: Path) -> None:
        origin = self._origin(model, file)
        with _replacing(target) as temporary:
            if len(origin) > 1 or not _linked(origin[0], temporary):
                _join(origin, temporary)
            if sha256_of([temporary]) != file.sha256:
                where = " + ".join(map(str, origin))
                raise MissingModel(
                    "{model}: {where} differs from the pinned sha256; {command}",
                    model=model.name,
                    where=where,
                    command=model.fetch_hint,
                )

    def _origin(self, model: PinnedModel, file: PinnedFile) -> list[Path]:
        pieces = file.origin(self.root)
        if not pieces:
            raise MissingModel(
                "{model}: {path} is not on this machine; {command}",
                model=model.name,
                path=file.path,
                command=model.fetch_hint,
            )
        return pieces

    def _status(self, model: PinnedModel, file: PinnedFile, cache: Path, local: Path | None) -> FileStatus:
        target = (local or _cached(model, cache)) / file.path
        pieces = [target] if target.is_file() else [] if local else file.origin(self.root)
        if not pieces:
            return FileStatus(model.name, file.path, "missing")
        state: Literal["ok", "wrong"] = "ok" if sha256_of(pieces) == file.sha256 else "wrong"
        return FileStatus(model.name, file.path, state, " + ".join(map(str, pieces)))


def _model(name: str, table: Mapping[str, Any]) -> PinnedModel:
    files = tuple(_file(entry) for entry in table["files"])
    if not files:
        raise ValueError(f"{name} has no files")
    keys = ("install", "repo", "revision")
    return PinnedModel(
        name=name, licence=table["licence"], source=table["source"], files=files, **{k: table.get(k) for k in keys}
    )


def _file(entry: Mapping[str, Any]) -> PinnedFile:
    path, sha256 = PurePosixPath(entry["path"]), entry["sha256"]
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{path} leaves the model's folder")
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"{path}: {sha256!r} is not a sha256")
    parts = tuple(PackagePart(part["package"], part["path"]) for part in entry.get("parts", ()))
    return PinnedFile(str(path), int(entry["size"]), sha256, parts, entry.get("tree"), entry.get("hub"))


def _cached(model: PinnedModel, cache: Path) -> Path:
    """One folder a digest, so that a new pin never meets the old bytes."""
    return cache / f"{model.name}-{model.digest[:12]}"


def _check(model: PinnedModel, file: PinnedFile, target: Path, cache: Path) -> None:
    """Refuses a file that differs from its pin; a marker in the cache saves hashing an untouched file again."""
    if not target.is_file():
        raise MissingModel(
            "{model}: {target} is missing; {command}", model=model.name, target=target, command=model.fetch_hint
        )
    stat = target.stat()
    marker = cache / ".verified" / hashlib.sha256(str(target.absolute()).encode()).hexdigest()[:24]
    seal = f"{stat.st_size} {stat.st_mtime_ns} {file.sha256}"
    if marker.is_file() and marker.read_text(encoding="ascii") == seal:
        return
    if stat.st_size != file.size or sha256_of([target]) != file.sha256:
        raise MissingModel(
            "{model}: {target} differs from its pinned sha256; delete it, then {command}",
            model=model.name,
            target=target,
            command=model.fetch_hint,
        )
    # A cache that may only be read is a good cache: its files are then hashed at each start.
    with contextlib.suppress(MissingModel), _replacing(marker) as temporary:
        temporary.write_text(seal, encoding="ascii")


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside `target` that takes its place in one step when the block ends well."""
    temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise MissingModel(
            "{target} cannot be written: {reason}", target=target, reason=error.strerror or error
        ) from error


def _join(pieces: list[Path], target: Path) -> None:
    with target.open("wb") as out:
        for piece in pieces:
            with piece.open("rb") as source:
                shutil.copyfileobj(source, out, BLOCK)


def _linked(source: Path, target: Path) -> bool:
    """A hard link spends no disk; not every pair of places can have one."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True
