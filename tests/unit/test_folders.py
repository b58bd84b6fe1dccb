"""Folders of files: each one comes in, is refused with the reason, or is named; names of different folders differ."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal

SOURCE = FileOptions(DocumentLimits(now=datetime(2026, 11, 24, 12, tzinfo=UTC)), client="acme")
TURNS = [{"speaker": "customer", "text": "buongiorno"}]


def written(folder: Path, name: str, content: bytes = b"sound") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def ids(folder: Path) -> list[str]:
    return [item.interaction.id for item in open_all([folder], SOURCE) if isinstance(item, Incoming)]


def refusals(folder: Path) -> dict[str, Refusal]:
    items = open_all([folder], SOURCE)
    return {item.path.relative_to(folder).as_posix(): item for item in items if isinstance(item, Refusal)}


def test_recordings_of_the_same_name_in_two_folders_are_two(tmp_path: Path) -> None:
    for name in ("north/call1.wav", "south/call1.wav", "call1.wav"):
        written(tmp_path, name)
    assert ids(tmp_path) == ["call1", "north/call1", "south/call1"]


def test_a_recording_named_by_itself_is_called_by_its_file_name(tmp_path: Path) -> None:
    (item,) = open_all([written(tmp_path, "north/call1.wav")], SOURCE)
    assert isinstance(item, Incoming)
    assert item.interaction.id == "call1"


def test_a_vcon_without_a_name_of_its_own_is_called_by_its_folder_and_file(tmp_path: Path) -> None:
    dialog = {"type": "text", "parties": 0, "body": "salve"}
    sound = {"type": "recording", "body": base64.urlsafe_b64encode(b"RIFF").decode()}
    written(tmp_path, "chats/a.vcon", json.dumps({"dialog": [dialog]}).encode())
    written(tmp_path, "calls/a.vcon", json.dumps({"dialog": [sound]}).encode())
    items = list(open_all([tmp_path], SOURCE))
    assert [item.interaction.id for item in items if isinstance(item, Incoming)] == ["calls/a", "chats/a"]


def test_a_document_keeps_its_own_id_wherever_it_lies(tmp_path: Path) -> None:
    document = {"id": "ext-1", "client": "acme", "channel": "chat", "turns": TURNS}
    written(tmp_path, "deep/down/chat.json", json.dumps(document).encode())
    written(tmp_path, "calls/call.wav")
    written(tmp_path, "calls/call.json", json.dumps({"id": "ext-2"}).encode())
    assert ids(tmp_path) == ["ext-2", "ext-1"]


def test_what_no_reader_takes_is_named_and_is_no_fault(tmp_path: Path) -> None:
    for name in ("notes.txt", ".DS_Store", "north/call.amr2", "README", "chat.expected.json", "call.wav"):
        written(tmp_path, name)
    named = refusals(tmp_path)
    assert sorted(named) == [".DS_Store", "README", "chat.expected.json", "north/call.amr2", "notes.txt"]
    assert all(refusal.foreign for refusal in named.values())
    assert str(named["README"].error).startswith("is of no kind that is read; recordings, e-mail, ")


def test_every_file_of_a_folder_ends_somewhere(tmp_path: Path) -> None:
    """Twelve files, two of which describe a recording beside them: ten ends."""
    names = ["a.wav", "a.json", "b/a.wav", "b/a.json", "c.jsonl", "d.eml", "e.mbox", "f.vcon", "g.txt", "h", "i.mp3"]
    for name in (*names, "broken.json"):
        written(tmp_path, name, b"{}")
    assert len(list(open_all([tmp_path], SOURCE))) == 10


def test_a_fault_in_one_file_is_its_refusal_alone(tmp_path: Path) -> None:
    written(tmp_path, "bad.json", b"{")
    written(tmp_path, "good.wav")
    written(tmp_path, "deep.wav")
    written(tmp_path, "deep.json", b"[" * 100_000)
    named = refusals(tmp_path)
    assert {name: refusal.foreign for name, refusal in named.items()} == {"bad.json": False, "deep.wav": False}
    assert "deep.json: is not a JSON object" in str(named["deep.wav"].error)
    assert ids(tmp_path) == ["good"]


def test_a_folder_that_may_not_be_read_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    written(tmp_path, "closed/call.wav")
    listing = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)  # the tests may run as root, whom no mode stops
    refusal = refusals(tmp_path)["closed"]
    assert str(refusal.error) == "cannot be read (permission denied); check the path and its permissions"
    assert not refusal.foreign


def test_a_recording_is_known_by_its_bytes_whatever_it_is_called(tmp_path: Path) -> None:
    written(tmp_path, "call.dat", b"RIFF\x24\x00\x00\x00WAVEfmt ")
    written(tmp_path, "call.json", json.dumps({"id": "ext-7", "agent": "a1"}).encode())
    (item,) = open_all([tmp_path], SOURCE)
    assert isinstance(item, Incoming)
    assert (item.interaction.id, item.interaction.agent, item.recording) == ("ext-7", "a1", tmp_path / "call.dat")


def test_a_refusal_names_what_the_file_was_recognised_as(tmp_path: Path) -> None:
    written(tmp_path, "a.vcon", b"{}")
    written(tmp_path, "b.eml", b"Subject: x\n\nhi")
    named = {name: str(refusal.error) for name, refusal in refusals(tmp_path).items()}
    assert named["a.vcon"].startswith("vCon: ")
    assert named["b.eml"].startswith("e-mail: has no From header; ")
