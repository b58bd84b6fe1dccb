"""Where words still stand after they were erased: every file of a data folder, and a dump of a PostgreSQL database."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.databases import fresh


@contextmanager
def over(kind: str, folder: Path) -> Iterator[House]:
    """An installation with a worker over a database of this kind."""
    with fresh(kind, folder) as url, built(Floor(url, folder)) as house, house.worker():
        yield house


def holders(folder: Path, *needles: str) -> dict[str, set[str]]:
    """The files of a folder in which each of these stands, log files of processes included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {needle: {path.name for path in files if needle.encode() in path.read_bytes()} for needle in needles}


def remains(house: House, *needles: str) -> dict[str, set[str]]:
    """The files of the installation in which each of these stands; on PostgreSQL a dump of it is one of them."""
    with tempfile.TemporaryDirectory() as folder:
        dumped = {needle: set[str]() for needle in needles}
        if house.floor.url.startswith("postgresql"):
            dump(house.floor.url, Path(folder) / "dump.sql")
            dumped = holders(Path(folder), *needles)
    return {needle: files | dumped[needle] for needle, files in holders(house.floor.folder, *needles).items()}


def dump(url: str, path: Path) -> None:
    """The whole database as SQL, as an operator's backup holds it."""
    place = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run(["pg_dump", "--dbname", place, "--file", str(path)], check=True, timeout=120)
