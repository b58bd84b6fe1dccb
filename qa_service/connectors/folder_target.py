"""A folder that files are written to, below one of the allowed roots."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa_service.connectors.folder import allowed
from qa_service.connectors.port import Opening, SourceFault
from qa_service.errors import reason


class FolderTarget:
    """Over a folder. A file is written beside its place, under a name that begins with a dot, and renamed once it is
    whole and on the disk. Links are not followed out of the folder. Raises BadInput where it may not be written to.
    """

    def __init__(self, opening: Opening) -> None:
        self._folder = allowed(opening.place, opening.roots, "place")

    def put(self, file: Path, name: str) -> None:
        """See `Target`."""
        with _told():
            path = self._path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._path(name)  # what was made is below the folder still
            draft = path.with_name(f".{path.name}.part")
            draft.unlink(missing_ok=True)
            with file.open("rb") as source, draft.open("xb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
                target.flush()
                os.fsync(target.fileno())
            draft.replace(path)
            _keep(path.parent)

    def remove(self, name: str) -> None:
        """See `Target`."""
        with _told():
            self._path(name).unlink(missing_ok=True)

    def close(self) -> None:
        """See `Target`."""

    def _path(self, name: str) -> Path:
        path = self._folder / name
        if not Path(os.path.realpath(path.parent)).is_relative_to(self._folder):
            raise SourceFault("a folder of the place is a link to elsewhere")
        return path


def _keep(folder: Path) -> None:
    """A new name survives a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceFault("the folder cannot be written to ({reason})", reason=reason(error)) from None
