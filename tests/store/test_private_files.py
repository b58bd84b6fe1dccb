"""Whatever the umask: what the service keeps is open to its own user alone."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service import private
from qa_service.domain.exports import Format, Kind
from qa_service.store import exports, migrations
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.partial_uploads import Draft, PartialUploads
from qa_service.store.repository import Store
from qa_service.store.seal import installation_secret
from tests.acceptance.chaos import ROOT, Floor, call, text


@pytest.fixture(autouse=True)
def open_handed() -> Iterator[None]:
    """A process that would let everybody read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> dict[str, str]:
    """What group or others may do anything with, by name."""
    every = [folder, *folder.rglob("*")]
    modes = {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in every}
    return {name: oct(mode) for name, mode in modes.items() if mode & 0o077}


def test_everything_of_a_working_installation_is_its_users_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    url = f"sqlite:///{folder / 'qa.db'}"
    migrations.upgrade(url)
    floor, drafts = Floor(url, folder), PartialUploads(folder / "uploads")
    recording = floor.blobs.put("acme", [b"unmasked"], 100)
    with floor.store.transaction() as session:
        floor.intake.accept(session, text(1))
        floor.intake.accept(session, call(1), recording)
        export = exports.place(session, Order(Kind.INTERACTIONS, Format.CSV), "key:a").id
    floor.exporter.run(export)
    drafts.create(Draft(export, "acme", 10, None, {"customer": "rossi"}))
    with floor.store.reading() as session:  # log and index are there while somebody is connected
        assert session.connection() is not None
        names = {path.name for path in folder.iterdir()}
        assert {"qa.db", "qa.db-wal", "qa.db-shm", "qa.db.migrating", "secret.key"} <= names
        assert any((folder / "blobs" / "work").rglob("document"))
        assert any((folder / "blobs" / "exports").iterdir())
        assert open_to_others(tmp_path / "new") == {}
    floor.close()


def test_what_older_versions_left_open_is_closed_when_it_is_used(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'qa.db'}"
    sqlite3.connect(tmp_path / "qa.db").close()
    (tmp_path / "secret.key").write_text("a secret of an older version, 0644")
    (tmp_path / "blobs").mkdir(mode=0o755)
    assert set(open_to_others(tmp_path)) >= {"qa.db", "secret.key", "blobs"}
    migrations.upgrade(url)
    installation_secret("", tmp_path)
    Blobs((tmp_path / "blobs").as_uri())
    Store(url).close()
    assert open_to_others(tmp_path) == {}


def test_a_folder_that_was_there_keeps_the_modes_it_was_given(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o750)
    private.folder(shared / "a" / "b")
    assert {name: mode for name, mode in open_to_others(shared).items() if name != "."} == {}
    assert stat.S_IMODE(shared.stat().st_mode) == 0o750


def test_files_of_the_command_line_are_its_users_alone(tmp_path: Path) -> None:
    out = tmp_path / "analyses.jsonl"
    command = [sys.executable, "-m", "qa_service.cli", "db", "upgrade"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "QA_DATA_DIR": str(tmp_path / "data")}, check=True)
    assert open_to_others(tmp_path / "data") == {}
    script = "import sys; from qa_service import cli; sys.argv[1:] = ['--version']\n"
    script += f"try: cli.main()\nexcept SystemExit: open({str(out)!r}, 'w').close()"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
