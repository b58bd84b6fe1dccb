"""Unmasked sound of a vCon lies in the temporary folder for as long as somebody reads it, and no longer."""

import base64
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa_service import temporary
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal

SOUND = b"RIFF" + bytes(range(256)) * 40
SOURCE = FileOptions(DocumentLimits(datetime(2026, 11, 30, tzinfo=UTC)), client="acme")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def vcon(tmp_path: Path) -> Path:
    """A call of one recording."""
    body = base64.urlsafe_b64encode(SOUND).decode().rstrip("=")
    dialog = {"type": "recording", "start": "2026-11-03T09:00:00Z", "mediatype": "audio/x-wav", "body": body}
    path = tmp_path / "call.vcon"
    path.write_text(json.dumps({"vcon": "0.3.0", "uuid": "u-1", "parties": [], "dialog": [dialog]}))
    return path


def left_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_sound_of_a_vcon_is_a_file_only_while_it_is_read(vcon: Path, scratch: Path) -> None:
    (item,) = open_all([vcon], SOURCE)
    assert isinstance(item, Incoming)
    assert left_in(scratch) == []  # found, not yet read: nothing is written
    with item.sound() as path:
        assert path is not None
        assert (path.suffix, path.read_bytes()) == (".wav", SOUND)
        assert path.parent.stat().st_mode & 0o077 == 0
    assert list(scratch.iterdir()) == []


def test_it_is_gone_when_its_reader_fails(vcon: Path, scratch: Path) -> None:
    (item,) = open_all([vcon], SOURCE)
    assert isinstance(item, Incoming)
    with pytest.raises(ZeroDivisionError), item.sound():
        raise ZeroDivisionError
    assert list(scratch.iterdir()) == []


def test_a_recording_of_its_own_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(SOUND)
    (item,) = open_all([path], SOURCE)
    assert not isinstance(item, Refusal)
    with item.sound() as sound:
        assert sound == path
    assert path.exists()


def test_what_a_killed_process_left_is_removed_by_the_next_one(scratch: Path) -> None:
    script = "import os, signal; from qa_service import temporary\nwith temporary.folder('sound') as folder:\n"
    script += "    (folder / 'call.wav').write_bytes(b'unmasked'); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", script], env=os.environ | {"TMPDIR": str(scratch)}, check=False)
    assert len(left_in(scratch)) == 1
    with temporary.folder("sound") as mine, temporary.folder("sound") as other:
        assert sorted(scratch.iterdir()) == sorted([mine, other])  # the living keep theirs
    assert list(scratch.iterdir()) == []
