"""ZIP archives: read like folders, within limits, and never outside of them."""

import io
import json
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa_service.ingest import archives
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal

OPTIONS = FileOptions(DocumentLimits(now=datetime(2026, 11, 24, 12, tzinfo=UTC)), client="acme")
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
CHAT = {"id": "ext-1", "client": "acme", "channel": "chat", "turns": [{"text": "salve"}]}


def zipped(path: Path, files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    (item,) = open_all([path], OPTIONS)
    assert isinstance(item, Refusal)
    return str(item.error)


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    """Four files come in under three names, one is named; what a Mac adds by itself is not there."""
    path = zipped(
        tmp_path / "monday.zip",
        {
            "north/call1.wav": WAV,
            "south/call1.wav": WAV + b"x",
            "south/call1.json": json.dumps({"agent": "a1"}).encode(),
            "chat.json": json.dumps(CHAT).encode(),
            "notes.pdf": b"%PDF",
            "__MACOSX/north/._call1.wav": b"x",
        },
    )
    items = list(open_all([path], OPTIONS))
    incoming = {item.interaction.id: item.interaction.agent for item in items if isinstance(item, Incoming)}
    assert incoming == {"north/call1": None, "south/call1": "a1", "ext-1": None}
    assert [item.path for item in items if isinstance(item, Refusal)] == [path / "notes.pdf"]


def test_sound_of_an_archive_is_there_while_it_is_taken_and_gone_afterwards(tmp_path: Path) -> None:
    places = []
    for item in open_all([zipped(tmp_path / "calls.zip", {"a.wav": WAV + b"1", "b.wav": WAV + b"2"})], OPTIONS):
        assert isinstance(item, Incoming)
        with item.sound() as sound:
            assert sound
            assert sound.read_bytes().startswith(WAV)
            places.append(sound)
    assert not any(place.exists() for place in places)


def test_an_archive_in_a_folder_carries_its_place_in_the_ids(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    zipped(tmp_path / "north" / "monday.zip", {"call1.wav": WAV})
    (item,) = open_all([tmp_path], OPTIONS)
    assert isinstance(item, Incoming)
    assert item.interaction.id == "north/monday/call1"


@pytest.mark.parametrize("name", ["../out.wav", "a/../../out.wav", "..\\out.wav"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    assert "no place inside it" in refusal(zipped(tmp_path / "bad.zip", {name: WAV}))
    assert not (tmp_path.parent / "out.wav").exists()


def test_an_absolute_name_stays_inside(tmp_path: Path) -> None:
    (item,) = open_all([zipped(tmp_path / "calls.zip", {"/etc/call.wav": WAV})], OPTIONS)
    assert isinstance(item, Incoming)
    assert item.interaction.id == "etc/call"


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("call.wav")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "no place inside it" in refusal(tmp_path / "bad.zip")


def test_an_archive_inside_another_is_named(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("call.wav", WAV)
    assert "is an archive inside another" in refusal(zipped(tmp_path / "outer.zip", {"inner.zip": inner.getvalue()}))


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"x" * 100, b"PK\x05\x06"])
def test_a_damaged_archive_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.zip").write_bytes(content)
    assert refusal(tmp_path / "bad.zip").startswith("is a damaged ZIP archive")


def test_a_member_whose_check_sum_is_wrong_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bad.zip", {"call.wav": WAV * 10}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(WAV, WAV[::-1], 1))
    assert refusal(path).startswith("is a damaged ZIP archive")


def test_an_encrypted_archive_is_refused_by_name(tmp_path: Path) -> None:
    path = zipped(tmp_path / "secret.zip", {"call.wav": WAV})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory
    raw[6] |= 1
    path.write_bytes(raw)
    assert refusal(path).startswith("is an encrypted ZIP archive")


def test_too_much_is_refused_whatever_the_archive_says_of_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1 << 20)
    path = zipped(tmp_path / "bomb.zip", {"a.wav": WAV + bytes(2 << 20)})
    assert refusal(path) == "unpacks to over 1048576 bytes; split it"
    raw = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # it says it has ten bytes
        start = raw.index(mark) + place
        raw[start : start + 4] = (10).to_bytes(4, "little")
    path.write_bytes(raw)
    assert refusal(path)  # the library stops at ten bytes, whose check sum is wrong


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    path = zipped(tmp_path / "many.zip", {f"{number}.wav": WAV for number in range(3)})
    assert refusal(path) == "holds over 2 files; split it"


def test_a_file_that_lies_before_the_beginning_is_damage(tmp_path: Path) -> None:
    path = zipped(tmp_path / "cut.zip", {"call.wav": WAV})
    raw = path.read_bytes()
    path.write_bytes(raw[:30] + raw[40:])
    assert refusal(path).startswith("is a damaged ZIP archive")
