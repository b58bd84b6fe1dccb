"""Recordings, seals and the staging, on a real folder."""

import os
import stat
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.errors import BadAudio, BadInput, NotFound
from qa_service.store.blob_cache import BlobCache
from qa_service.store.blobs import Blobs, folder_of
from qa_service.store.seal import Pseudonyms, Seal, installation_secret
from qa_service.store.staging import Staging
from qa_service.store.tables import now

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2: sha256 of "abc"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_recording_lies_under_its_content(blobs: Blobs, tmp_path: Path) -> None:
    stored = blobs.put("acme", [b"a", b"bc"], 3)
    assert (stored.key, stored.sha256, stored.size) == (f"clients/acme/ba/{ABC}", ABC, 3)
    assert blobs.put("acme", [b"abc"], 3) == stored  # the second time changes nothing
    assert files(tmp_path / "blobs") == [stored.key]
    assert (blobs.size(stored.key), blobs.read(stored.key), blobs.read(stored.key, 1, 2)) == (3, b"abc", b"b")
    assert b"".join(blobs.stream(stored.key)) == b"abc"
    with blobs.local(stored.key) as path:
        assert path.read_bytes() == b"abc"


def test_a_damaged_recording_is_not_opened_and_the_same_file_sent_again_mends_it(blobs: Blobs, tmp_path: Path) -> None:
    stored = blobs.put("acme", [b"abc"], 3)
    with blobs.local(stored.key) as path:  # whole: it is remembered as such
        path.write_bytes(b"abd")
    with pytest.raises(BadAudio, match="the stored recording is damaged"), blobs.local(stored.key):
        pass
    blobs.put("acme", [b"abc"], 3)
    with blobs.local(stored.key) as path:
        assert path.read_bytes() == b"abc"


def test_a_recording_that_an_object_store_damaged_is_not_opened() -> None:
    blobs = Blobs("memory:///")
    stored = blobs.put("acme", [b"abc"], 3)
    blobs.write(stored.key, b"abd")
    with pytest.raises(BadAudio, match="the stored recording is damaged"), blobs.local(stored.key):
        pass
    blobs.put("acme", [b"abc"], 3)
    with blobs.local(stored.key) as path:
        assert path.read_bytes() == b"abc"


def test_one_byte_over_the_limit_is_refused_and_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="larger than 2 bytes"):
        blobs.put("acme", [b"a", b"bc"], 2)
    assert files(tmp_path / "blobs") == []


def test_an_upload_that_breaks_off_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * 6_000_000
        raise ConnectionError

    with pytest.raises(ConnectionError):
        blobs.put("acme", broken(), 10**9)
    assert files(tmp_path / "blobs") == []


def test_an_object_store_without_files_works_the_same() -> None:
    blobs = Blobs("memory:///")
    with pytest.raises(BadAudio):
        blobs.put("acme", [b"abcd"], 3)
    stored = blobs.put("acme", [b"a", b"bc"], 3)
    assert blobs.put("acme", [b"abc"], 3) == stored
    assert [key for key, _ in blobs.list("")] == [stored.key]
    with blobs.local(stored.key) as path:
        assert path.read_bytes() == b"abc"
    with blobs.local(stored.key) as again:
        assert again == path  # the copy is kept for the next step
    blobs.delete(stored.key)
    assert not path.exists()
    with pytest.raises(NotFound), blobs.local(stored.key):
        pass


def test_copies_are_kept_while_they_are_read_and_one_longer() -> None:
    copies, fetched = BlobCache(most=1), []

    def holding(key: str) -> AbstractContextManager[Path]:
        def fetch(path: Path) -> None:
            fetched.append(key)
            path.write_text(key)

        return copies.holding(key, fetch)

    with holding("a/1") as one, holding("a/2") as two, holding("a/1"):
        assert (one.read_text(), two.read_text()) == ("a/1", "a/2")
        copies.drop("a/1")
        assert one.exists()  # somebody reads it
    assert fetched == ["a/1", "a/2"]
    assert [one.exists(), two.exists()] == [True, False]  # the one used last stays
    with holding("a/2"):
        pass
    assert [one.exists(), two.exists()] == [False, True]
    copies.drop("a/2")
    assert not two.exists()


def test_a_download_that_fails_leaves_no_copy() -> None:
    copies = BlobCache()

    def broken(path: Path) -> None:
        path.write_text("half")
        raise ConnectionError

    def whole(path: Path) -> None:
        assert not path.exists()
        path.write_text("whole")

    with pytest.raises(ConnectionError), copies.holding("k", broken):
        pass
    with copies.holding("k", whole) as path:
        assert path.read_text() == "whole"
    copies.drop("k")


def test_copies_of_a_killed_process_are_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process = subprocess.Popen(["true"])
    process.wait()
    ours, theirs = tmp_path / f"qa-copies-{os.getpid()}-x", tmp_path / f"qa-copies-{process.pid}-x"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "recording").write_text("unmasked")
    with BlobCache().holding("k", lambda path: path.touch()):
        assert not theirs.exists()
        assert ours.exists()


def test_what_is_not_there_is_not_found_and_deleted_twice_is_deleted(blobs: Blobs) -> None:
    stored = blobs.put("acme", [b"abc"], 3)
    blobs.delete(stored.key)
    blobs.delete(stored.key)
    assert not blobs.exists(stored.key)
    for ask in (blobs.size, blobs.read, blobs.stream):
        with pytest.raises(NotFound):
            ask(stored.key)
    with pytest.raises(NotFound), blobs.local(stored.key):
        pass


@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=200))
def test_client_folders_are_safe_and_their_own(one: str, two: str) -> None:
    try:
        names = folder_of(one), folder_of(two)
    except UnicodeEncodeError:  # lone surrogates: JSON documents with them are refused at the door
        return
    for name in names:
        assert 0 < len(name) <= 120
        assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-_=" for c in name)
    assert (names[0] == names[1]) == (one == two)


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(installation_secret("", tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {(tmp_path / "secret.key").read_bytes()}
    assert len(found[0]) == 64
    assert stat.S_IMODE(os.stat(tmp_path / "secret.key").st_mode) == 0o600
    assert files(tmp_path) == ["secret.key"]


def test_a_given_secret_is_taken_unless_it_can_be_guessed(tmp_path: Path) -> None:
    assert installation_secret("s" * 32, tmp_path) == b"s" * 32
    assert files(tmp_path) == []
    with pytest.raises(BadInput, match="32 characters"):
        installation_secret("short", tmp_path)


def test_a_pseudonym_is_stable_and_depends_on_secret_client_and_customer() -> None:
    names = Pseudonyms(b"one" * 20)
    assert names.of("acme", "rossi") == names.of("acme", "rossi")
    others = {names.of("acme", "bianchi"), names.of("b", "rossi"), Pseudonyms(b"two" * 20).of("acme", "rossi")}
    assert len(others | {names.of("acme", "rossi")}) == 4
    assert names.of("a", "b:c") != names.of("a:b", "c")


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_under_its_name_and_nothing_else(data: bytes) -> None:
    seal = Seal(b"x" * 32)
    sealed = seal.close(data, "a")
    assert seal.open(sealed, "a") == data
    assert sealed != seal.close(data, "a")  # a nonce never comes twice
    for wrong, name in ((sealed, "b"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), "a"), (sealed[:5], "a")):
        with pytest.raises(BadInput):
            seal.open(wrong, name)
    with pytest.raises(BadInput):
        Seal(b"y" * 32).open(sealed, "a")


def test_the_inbox_keeps_words_sealed_until_cleared(staging: Staging, blobs: Blobs, tmp_path: Path) -> None:
    id = uuid.uuid4()
    staging.put(id, 1, "document", b"segreto")
    staging.put(id, 1, "part-0", b"parola")
    staging.put(id, 2, "document", b"nuovo")
    assert all(b"segreto" not in (tmp_path / "blobs" / name).read_bytes() for name in files(tmp_path / "blobs"))
    assert staging.get(id, 1, "document") == b"segreto"
    staging.clear(id, 1, keep=("document",))
    with pytest.raises(NotFound, match="send the interaction again"):
        staging.get(id, 1, "part-0")
    staging.clear(id, 1)
    assert staging.get(id, 2, "document") == b"nuovo"
    assert list(staging.older_than(now() - timedelta(hours=1))) == []
    assert list(staging.older_than(now() + timedelta(seconds=5))) == [(id, 2)]
    staging.clear(id, 2)
    assert files(tmp_path / "blobs") == []
