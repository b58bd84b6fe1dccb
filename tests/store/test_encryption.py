"""Files at rest: sealed, told when they are not as they were written, and put under another key while work goes on."""

import os
import secrets
import stat
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.errors import BadAudio, BadInput, MissingKey
from qa_service.store import audit, envelope, rotation, segments
from qa_service.store.blobs import Blobs
from qa_service.store.envelope import HEAD, SEGMENT, TAG
from qa_service.store.key_ring import KeyRing, RestKey
from qa_service.store.partial_uploads import Draft, PartialUploads
from qa_service.store.repository import Store
from qa_service.store.rotation import UNSEALED, Rotation
from qa_service.store.seal import Seal
from qa_service.store.staging import Staging

OLD, NEW = b"the old secret, thirty-two bytes or more", b"the new secret, thirty-two bytes or more"
SOUND = b"\x01\x02plain sound" * 20_000  # 260,000 bytes: three segments of 65,536 and a part of a fourth
ROOT = Path(__file__).parents[2]


def ring(*keys: bytes) -> KeyRing:
    return KeyRing(lambda: keys)


def store_of(folder: Path, *keys: bytes) -> Blobs:
    ours = ring(*keys)
    return Blobs((folder / "blobs").as_uri(), lambda: ours)


@pytest.fixture(params=["folder", "memory"])
def sealed(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    ours = ring(OLD)
    return Blobs((tmp_path / "blobs").as_uri() if request.param == "folder" else "memory:///", lambda: ours)


def raw_bytes(blobs: Blobs, key: str) -> bytes:
    with blobs.raw(key) as raw:
        return raw.read(0, raw.size)


def forge(blobs: Blobs, key: str, content: bytes) -> None:
    """Bytes as an attacker would put them there."""
    import obstore

    obstore.put(blobs._store, key, content)


def test_a_sealed_recording_reads_as_it_came_in_and_lies_there_unreadable(sealed: Blobs) -> None:
    stored = sealed.put("acme", [SOUND[:1000], SOUND[1000:]], 10**9)
    assert sealed.put("acme", [SOUND], 10**9) == stored
    assert (stored.size, sealed.size(stored.key), sealed.read(stored.key)) == (len(SOUND), len(SOUND), SOUND)
    assert b"".join(sealed.stream(stored.key)) == SOUND
    with sealed.local(stored.key) as path:
        assert path.read_bytes() == SOUND
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    there = raw_bytes(sealed, stored.key)
    assert b"plain sound" not in there
    assert len(there) == HEAD + len(SOUND) + 4 * TAG == segments.size_of_file(len(SOUND))


@given(st.integers(0, 3 * SEGMENT), st.integers(0, 3 * SEGMENT), st.integers(0, 3 * SEGMENT))
@settings(max_examples=40, deadline=None)
def test_any_part_reads_as_that_part(length: int, start: int, end: int) -> None:
    ours, content = ring(OLD), secrets.token_bytes(length)
    blobs = Blobs("memory:///", lambda: ours)
    blobs.write("exports/x", content)
    assert blobs.read("exports/x", start, end) == content[start:end]
    assert blobs.read("exports/x", start) == content[start:]


def test_a_part_opens_only_the_segments_that_hold_it(sealed: Blobs) -> None:
    sealed.write("exports/x", SOUND)
    spoilt = bytearray(raw_bytes(sealed, "exports/x"))
    spoilt[HEAD + 3 * (SEGMENT + TAG)] ^= 1  # in the fourth segment
    forge(sealed, "exports/x", bytes(spoilt))
    assert sealed.read("exports/x", 10, 2 * SEGMENT) == SOUND[10 : 2 * SEGMENT]
    with pytest.raises(BadInput, match="does not open"):
        sealed.read("exports/x", 10, 3 * SEGMENT + 1)


TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "cut in a segment": lambda file: file[:-10],
    "cut after a segment": lambda file: file[: HEAD + 2 * (SEGMENT + TAG)],
    "lengthened": lambda file: file + b"x",
    "a segment more": lambda file: file + file[HEAD : HEAD + SEGMENT + TAG],
    "segments swapped": lambda file: (
        file[:HEAD]
        + file[HEAD + SEGMENT + TAG : HEAD + 2 * (SEGMENT + TAG)]
        + file[HEAD : HEAD + SEGMENT + TAG]
        + file[HEAD + 2 * (SEGMENT + TAG) :]
    ),
    "a bit of the content": lambda file: file[:-30] + bytes([file[-30] ^ 1]) + file[-29:],
    "a bit of the data key": lambda file: file[:60] + bytes([file[60] ^ 1]) + file[61:],
    "another length": lambda file: file[:16] + (len(SOUND) - SEGMENT).to_bytes(8, "big") + file[24 : -SEGMENT - TAG],
    "head cut": lambda file: file[:100],
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_is_told(sealed: Blobs, what: str) -> None:
    key = sealed.put("acme", [SOUND], 10**9).key
    forge(sealed, key, TAMPERINGS[what](raw_bytes(sealed, key)))
    with pytest.raises(BadInput, match="does not open"):
        sealed.read(key)
    with pytest.raises(BadAudio, match="the stored recording is damaged"), sealed.local(key):
        pass
    sealed.put("acme", [SOUND], 10**9)  # the same file again mends it
    assert sealed.read(key) == SOUND


def test_a_file_in_the_place_of_another_is_told(sealed: Blobs) -> None:
    key, other = (sealed.put("acme", [sound], 10**9).key for sound in (SOUND, SOUND[::-1]))
    forge(sealed, key, raw_bytes(sealed, other))
    for part in ((0, None), (5, 10)):
        with pytest.raises(BadInput, match="put in the place of another"):
            sealed.read(key, *part)


def test_a_missing_key_is_one_sentence_and_not_damage(tmp_path: Path) -> None:
    key = store_of(tmp_path, OLD).put("acme", [SOUND], 10**9).key
    id = RestKey.of(OLD).id
    other = store_of(tmp_path, NEW)
    with pytest.raises(MissingKey, match=f"the key {id} is not in the key set"):
        other.read(key)
    with pytest.raises(MissingKey), other.local(key):
        pass
    assert store_of(tmp_path, NEW, OLD).read(key) == SOUND


def test_what_older_versions_wrote_is_read_as_it_is(tmp_path: Path) -> None:
    plain = Blobs((tmp_path / "blobs").as_uri())
    key, id = plain.put("acme", [SOUND], 10**9).key, uuid.uuid4()
    Staging(plain, Seal(OLD)).put(id, 1, "document", b"words")
    blobs = store_of(tmp_path, OLD)
    assert (blobs.size(key), blobs.read(key, 3, 9)) == (len(SOUND), SOUND[3:9])
    with blobs.local(key) as path:
        assert path.read_bytes() == SOUND
    assert Staging(blobs, Seal(OLD)).get(id, 1, "document") == b"words"


def test_nothing_plain_is_left_of_what_was_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    blobs = store_of(tmp_path, OLD)
    key = blobs.put("acme", [SOUND], 10**9).key
    with blobs.local(key) as path:
        pass
    assert not path.exists()
    assert not any(b"plain sound" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


# Uploads that arrive in several goes


def draft(length: int) -> Draft:
    return Draft(uuid.uuid4(), "acme", length, None, {"customer": "zibaldone"})


def test_a_sealed_upload_grows_and_is_read_whole(tmp_path: Path) -> None:
    ours = ring(OLD)
    uploads = PartialUploads(tmp_path, lambda: ours)
    begun = draft(len(SOUND))
    uploads.create(begun)
    arrived = 0
    for size in (1, 70_000, 5, 189_994):
        with uploads.writing(begun.id) as writing:
            assert writing.offset == arrived
            writing.append(SOUND[arrived : arrived + size])
            arrived += size
            assert writing.offset == arrived
        assert uploads.get(begun.id) == (begun, arrived)
    there = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"plain sound" not in there
    assert b"zibaldone" not in there
    with uploads.writing(begun.id) as writing, writing.opened() as file:
        assert file.read() == SOUND
        for place in (3, 200_000, 70_000):
            assert (file.seek(place), file.read(7), file.tell()) == (place, SOUND[place : place + 7], place + 7)
        assert (file.seek(0, os.SEEK_END), file.read()) == (len(SOUND), b"")
    uploads.forget_customer("acme", lambda document: document["customer"] == "zibaldone")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("torn", [1, 20, 5_000])
def test_a_record_that_a_crash_tore_is_cut_off_and_the_rest_goes_on(tmp_path: Path, torn: int) -> None:
    ours = ring(OLD)
    uploads, begun = PartialUploads(tmp_path, lambda: ours), draft(20_000)
    uploads.create(begun)
    for at in (0, 10_000):
        with uploads.writing(begun.id) as writing:
            writing.append(SOUND[at : at + 10_000])
    file = tmp_path / f"{begun.id}.part"
    os.truncate(file, file.stat().st_size - torn)
    assert uploads.get(begun.id)[1] == 10_000
    with uploads.writing(begun.id) as writing:
        assert writing.offset == 10_000
        writing.append(SOUND[10_000:20_000])
        assert writing.opened().read() == SOUND[:20_000]


def test_an_upload_that_was_changed_does_not_open(tmp_path: Path) -> None:
    ours = ring(OLD)
    uploads, begun = PartialUploads(tmp_path, lambda: ours), draft(10)
    uploads.create(begun)
    with uploads.writing(begun.id) as writing:
        writing.append(b"0123456789")
    file = tmp_path / f"{begun.id}.part"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with uploads.writing(begun.id) as writing, pytest.raises(BadInput, match="does not open"):
        writing.opened().read()


# Another key


@pytest.fixture
def drafts(tmp_path: Path) -> PartialUploads:
    ours = ring(OLD)
    return PartialUploads(tmp_path / "uploads", lambda: ours)


def filled(folder: Path, drafts: PartialUploads) -> dict[str, bytes]:
    """A store with what older versions wrote and what was sealed with the old key, and an upload on its way."""
    plain, sealed, id = Blobs((folder / "blobs").as_uri()), store_of(folder, OLD), uuid.uuid4()
    for blobs, run in ((plain, 1), (sealed, 2)):
        blobs.put("acme", [SOUND, bytes([run])], 10**9)
        Staging(blobs, Seal(OLD)).put(id, run, "document", b"words %d" % run)
        blobs.write(f"exports/{uuid.uuid4()}", b"file %d" % run)
    begun = draft(10)
    drafts.create(begun)
    with drafts.writing(begun.id) as writing:
        writing.append(b"01234")
    return contents(sealed, Staging(sealed, Seal(OLD)))


def contents(blobs: Blobs, staging: Staging) -> dict[str, bytes]:
    return {
        key: staging.get(uuid.UUID(key.split("/")[1]), int(key.split("/")[2]), key.split("/")[3])
        if key.startswith("work/")
        else blobs.read(key)
        for key, _ in blobs.list("")
        if not key.startswith("tmp/")
    }


def begun(store: Store) -> str:
    with store.transaction() as session:
        rotation.begin(session, RestKey.of(NEW).id)
    return RestKey.of(NEW).id


def rotated(store: Store, blobs: Blobs, drafts: PartialUploads) -> rotation.RotationState:
    Rotation(store, blobs, Staging(blobs, Seal(OLD)), drafts).tick("w1", lambda: False)
    with store.reading() as session:
        state = rotation.state(session)
    assert state is not None
    return state


def test_a_rotation_puts_everything_under_the_new_key(store: Store, tmp_path: Path, drafts: PartialUploads) -> None:
    before = filled(tmp_path, drafts)
    old, both = RestKey.of(OLD).id, store_of(tmp_path, NEW, OLD)
    bodies = {key: raw_bytes(both, key)[HEAD:] for key in before if envelope.is_sealed(raw_bytes(both, key))}
    assert rotation.count(both, drafts) == {old: 5, UNSEALED: 3}
    new = begun(store)
    state = rotated(store, both, drafts)
    assert (state.to, state.changed, state.failed, bool(state.done_at)) == (new, 8, 0, True)
    assert rotation.count(both, drafts) == {new: 8}
    assert {key: raw_bytes(both, key)[HEAD:] for key in bodies} == bodies  # of what was sealed only the head changed
    alone = store_of(tmp_path, NEW)
    assert contents(alone, Staging(alone, Seal(OLD))) == before
    assert drafts.folder.iterdir()
    with store.reading() as session:
        (line,) = audit.trail(session, subject=new)
    assert (line.actor, line.action, line.detail) == ("job:rotation", "rotated files", {"changed": 8, "failed": 0})
    assert not list((tmp_path / "blobs" / "tmp").glob("*"))


def test_in_object_storage_too(store: Store, drafts: PartialUploads) -> None:
    keys = [OLD]
    ours = KeyRing(lambda: keys, lambda: len(keys))
    blobs = Blobs("memory:///", lambda: ours)
    key = blobs.put("acme", [SOUND], 10**9).key
    forge(blobs, "exports/plain", b"as older versions wrote it")
    keys.insert(0, NEW)
    begun(store)
    assert rotated(store, blobs, drafts).changed == 2
    keys.pop()
    assert blobs.read(key) == SOUND
    assert rotation.count(blobs, drafts) == {RestKey.of(NEW).id: 2}


def test_what_does_not_open_stays_as_it_is_and_is_counted(store: Store, tmp_path: Path, drafts: PartialUploads) -> None:
    filled(tmp_path, drafts)
    third = b"a third secret, which is not here any more"
    lost = store_of(tmp_path, third).put("acme", [b"lost"], 10).key
    plain = Blobs((tmp_path / "blobs").as_uri()).put("acme", [b"damaged"], 10).key
    (tmp_path / "blobs" / plain).write_bytes(b"damagee")
    blobs = store_of(tmp_path, NEW, OLD)
    before = {key: raw_bytes(blobs, key) for key in (lost, plain)}
    begun(store)
    assert rotated(store, blobs, drafts).failed == 2
    assert {key: raw_bytes(blobs, key) for key in (lost, plain)} == before
    assert store_of(tmp_path, third).read(lost) == b"lost"
    assert rotation.count(blobs, drafts)[RestKey.of(third).id] == 1


class PowerCut(Exception):
    """The machine goes."""


@pytest.mark.parametrize("writes", range(6))
def test_a_power_cut_between_any_two_writes_loses_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """Also within one: half of the slot is on the disk."""
    blobs = store_of(tmp_path, OLD)
    key = blobs.put("acme", [SOUND], 10**9).key
    count, real = 0, os.pwrite

    def cut(handle: int, data: bytes, at: int) -> int:
        nonlocal count
        count += 1
        if count == writes // 2 + 1:
            real(handle, data[: len(data) // 2 if writes % 2 else 0], at)
            raise PowerCut
        return real(handle, data, at)

    both = store_of(tmp_path, NEW, OLD)
    for _ in range(3):
        count = 0
        with monkeypatch.context() as patched:
            patched.setattr(os, "pwrite", cut)
            try:
                with both.raw(key) as raw:
                    rotation._change_key(raw, key, both)
            except PowerCut:
                assert both.read(key) == SOUND
    with both.raw(key) as raw:
        rotation._change_key(raw, key, both)
    assert store_of(tmp_path, NEW).read(key) == SOUND


def test_what_is_erased_or_written_anew_meanwhile_stays_so(tmp_path: Path) -> None:
    plain, blobs = Blobs((tmp_path / "blobs").as_uri()), store_of(tmp_path, NEW, OLD)
    for key in ("exports/a", "exports/b"):
        plain.write(key, b"old")
    with blobs.raw("exports/a") as a, blobs.raw("exports/b") as b:
        blobs.delete("exports/a")
        blobs.write("exports/b", b"newer")
        for raw, key in ((a, "exports/a"), (b, "exports/b")):
            draft = tmp_path / "blobs" / "tmp" / str(uuid.uuid4())
            assert not raw.replace(lambda key=key: blobs.sealed(key, 3, [b"old"]), draft)  # type: ignore[misc]
    assert not blobs.exists("exports/a")
    assert blobs.read("exports/b") == b"newer"


def test_two_rotations_and_readers_at_once_lose_nothing(tmp_path: Path, drafts: PartialUploads) -> None:
    before = filled(tmp_path, drafts)
    keys = (NEW, b"a third secret of more than 32 bytes", OLD)
    blobs, third = store_of(tmp_path, *keys), store_of(tmp_path, *keys[::-1])
    plain = {key: content for key, content in before.items() if not key.startswith("work/")}
    over, wrong = threading.Event(), list[str]()

    def read() -> None:
        while not over.is_set():
            wrong.extend(key for key, content in plain.items() if third.read(key) != content)

    def change(place: Blobs) -> None:
        for key in (*before, *before, *before):
            with place.raw(key) as raw:
                if envelope.is_sealed(raw.read(0, HEAD)):
                    rotation._change_key(raw, key, place)

    with ThreadPoolExecutor(7) as pool:
        reader = pool.submit(read)
        changed = [pool.submit(change, place) for place in (blobs, third) * 3]
        try:
            for future in changed:
                future.result()
        finally:
            over.set()
        reader.result()
    assert wrong == []
    assert contents(third, Staging(third, Seal(OLD))) == before


def test_another_worker_goes_on_where_one_was_killed(store: Store, tmp_path: Path, drafts: PartialUploads) -> None:
    before = filled(tmp_path, drafts)
    blobs = store_of(tmp_path, NEW, OLD)
    begun(store)
    script = f"""
import os, sys
from pathlib import Path
from tests.store import test_encryption as t
from qa_service.store import raw_objects
real, count = os.fsync, 0
def fsync(handle):
    global count
    real(handle); count += 1
    if count == 3: os.kill(os.getpid(), 9)
os.fsync = fsync
folder = Path({str(tmp_path)!r}); ours = t.ring(t.OLD)
t.rotated(t.Store({store._engine.url.render_as_string(hide_password=False)!r}), t.store_of(folder, t.NEW, t.OLD),
          t.PartialUploads(folder / "uploads", lambda: ours))
"""
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert contents(blobs, Staging(blobs, Seal(OLD))) == before
    with store.reading() as session:
        state = rotation.state(session)
    assert state is not None
    assert (state.worker, state.done_at) == ("w1", "")
    assert rotated(store, blobs, drafts).done_at
    for key, _ in list(blobs.list("tmp")):  # what was killed leaves a draft, which the sweep takes within a day
        blobs.delete(key)
    assert rotation.count(blobs, drafts) == {RestKey.of(NEW).id: 8}
    alone = store_of(tmp_path, NEW)
    assert contents(alone, Staging(alone, Seal(OLD))) == before


def test_while_one_worker_is_at_it_another_one_is_not(store: Store, tmp_path: Path, drafts: PartialUploads) -> None:
    filled(tmp_path, drafts)
    blobs = store_of(tmp_path, NEW, OLD)
    begun(store)
    Rotation(store, blobs, Staging(blobs, Seal(OLD)), drafts).tick("other", lambda: True)  # it ends at once
    assert rotated(store, blobs, drafts).done_at == ""  # and its time is not up
