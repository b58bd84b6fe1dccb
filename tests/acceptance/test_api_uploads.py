"""Uploads that break off: what had arrived is kept, what is accepted is whole, and it is accepted once."""

import base64
import hashlib
import json
import os
import random
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from qa_service.domain.people import Role
from qa_service.store import keys
from qa_service.store.tables import now
from tests.acceptance.chaos import Floor
from tests.acceptance.house import LIMITS, House, assembled, built, free_port, served, settled, start_server

TUS = {"Tus-Resumable": "1.0.0"}
WORDS = b"pronto sono il 333123\nbuongiorno signora"
CALL = {"client": "acme", "agent": "a1", "channel": "call"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


@pytest.fixture(scope="module")
def user(house: House) -> Iterator[httpx.Client]:
    with house.user(Role.QA) as user:
        yield user


def begin(user: httpx.Client, length: int, document: Any = None, **more: str) -> httpx.Response:
    given = {"document": json.dumps(document)} if document is not None else {}
    pairs = [f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in {**given, **more}.items()]
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": ",".join(pairs)}
    return user.post("/v1/uploads", headers=headers)


def send(user: httpx.Client, where: str, offset: int, content: Any, **headers: str) -> httpx.Response:
    given = {**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream", **headers}
    return user.patch(where, content=content, headers=given)


def stands(user: httpx.Client, where: str) -> int:
    return int(user.head(where, headers=TUS).raise_for_status().headers["upload-offset"])


def test_a_recording_in_three_goes_is_accepted_with_the_last_byte(house: House, user: httpx.Client) -> None:
    created = begin(user, len(WORDS), CALL, filename="three.wav", sha256=hashlib.sha256(WORDS).hexdigest())
    assert (created.status_code, created.headers["tus-resumable"]) == (201, "1.0.0")
    where = created.headers["location"]
    for start, end in ((0, 10), (10, 10), (10, 25)):
        went = send(user, where, start, WORDS[start:end])
        assert (went.status_code, went.headers["upload-offset"]) == (204, str(end))
        assert "location" not in went.headers
        assert stands(user, where) == end
    last = send(user, where, 25, WORDS[25:])
    assert last.status_code == 204
    assert (last.headers["upload-offset"], last.headers["upload-length"]) == (str(len(WORDS)),) * 2
    with house.worker():
        done = settled(user, last.headers["location"])
    assert (done["id"], done["state"], done["agent"]) == ("three", "done", "a1")
    after = user.head(where, headers=TUS)
    assert (after.headers["location"], stands(user, where)) == (last.headers["location"], len(WORDS))
    again = send(user, where, len(WORDS), b"")
    assert (again.status_code, again.headers["location"]) == (204, last.headers["location"])
    assert not list(house.service.partial_uploads.folder.glob("*.part"))


def test_the_server_says_what_it_can(user: httpx.Client) -> None:
    headers = user.options("/v1/uploads").headers
    assert headers["tus-version"] == "1.0.0"
    assert headers["tus-extension"] == "creation,termination"
    assert headers["tus-max-size"] == str(LIMITS.recording_bytes)


def test_bad_beginnings_are_refused_before_a_byte_is_sent(user: httpx.Client) -> None:
    assert begin(user, LIMITS.recording_bytes + 1, CALL).status_code == 413
    assert begin(user, 0, {**CALL, "id": "x"}).status_code == 422
    assert begin(user, 5, CALL).json()["where"] == "id"
    assert begin(user, 5, {**CALL, "id": "x", "channel": "fax"}).json()["where"] == "channel"
    assert begin(user, 5, {**CALL, "id": "x"}, sha256="abc").json()["where"] == "sha256"
    crooked = {**TUS, "Upload-Length": "5", "Upload-Metadata": "document ???"}
    assert user.post("/v1/uploads", headers=crooked).json()["where"] == "header.upload-metadata"
    assert user.post("/v1/uploads", headers=TUS).json()["where"] == "header.upload-length"
    old = user.post("/v1/uploads", headers={"Tus-Resumable": "0.2.2", "Upload-Length": "5"})
    assert (old.status_code, old.headers["tus-version"], old.headers["tus-resumable"]) == (412, "1.0.0", "1.0.0")


def test_bytes_at_the_wrong_place_of_the_wrong_kind_or_too_many_are_refused(user: httpx.Client) -> None:
    where = begin(user, 10, {**CALL, "id": "strict"}).headers["location"]
    assert send(user, where, 3, b"abc").status_code == 409
    assert send(user, where, 0, b"abc", **{"Content-Type": "audio/wav"}).status_code == 415
    assert send(user, where, 0, b"x" * 11).status_code == 413
    assert send(user, where, 0, iter([b"abcde", b"x" * 6])).status_code == 413  # no length was declared
    assert stands(user, where) in {0, 5}
    assert user.delete(where, headers=TUS).status_code == 204
    assert user.head(where, headers=TUS).status_code == 404
    assert send(user, where, 0, b"abc").status_code == 404


def test_a_wrong_sha256_is_refused_and_nothing_is_kept(house: House, user: httpx.Client) -> None:
    created = begin(user, 5, {**CALL, "id": "wrong"}, sha256=hashlib.sha256(b"other").hexdigest())
    where = created.headers["location"]
    refused = send(user, where, 0, b"12345")
    assert (refused.status_code, refused.json()["detail"].split(";")[0]) == (
        422,
        "the bytes that came have another sha256 than announced",
    )
    assert user.head(where, headers=TUS).status_code == 404
    assert user.get("/v1/interactions", params={"client": "acme", "id": "wrong"}).json()["items"] == []


def test_a_taken_identity_is_a_conflict_unless_replacing_is_asked(user: httpx.Client) -> None:
    for content, more, status in ((b"first", {}, 204), (b"other", {}, 409), (b"other", {"replace": "true"}, 204)):
        where = begin(user, 5, {**CALL, "id": "taken"}, **more).headers["location"]
        assert send(user, where, 0, content).status_code == status


def test_an_upload_that_was_complete_when_the_server_died_is_accepted_at_the_next_question(
    house: House, user: httpx.Client
) -> None:
    where = begin(user, 5, {**CALL, "id": "complete"}).headers["location"]
    with house.service.partial_uploads.writing(UUID(where.rpartition("/")[2])) as writing:
        writing.append(b"12345")
    assert user.get("/v1/interactions", params={"client": "acme", "id": "complete"}).json()["items"] == []
    asked = user.head(where, headers=TUS)
    assert (asked.headers["upload-offset"], user.get(asked.headers["location"]).json()["id"]) == ("5", "complete")


def test_what_does_not_move_for_a_day_is_removed(house: House, user: httpx.Client) -> None:
    where = begin(user, 5, {**CALL, "id": "old"}).headers["location"]
    moving = begin(user, 5, {**CALL, "id": "moving"}).headers["location"]
    yesterday = (now() - timedelta(days=1, hours=1)).timestamp()
    for upload, kinds in ((where, (".json", ".part")), (moving, (".json",))):
        for kind in kinds:
            name = upload.rpartition("/")[2] + kind
            os.utime(house.service.partial_uploads.folder / name, (yesterday, yesterday))
    with served(house.service):  # a server sweeps when it starts, and every hour
        end = time.monotonic() + 120
        while user.head(where, headers=TUS).status_code != 404:
            assert time.monotonic() < end
    assert user.head(where, headers=TUS).status_code == 404
    assert stands(user, moving) == 0


class Slow:
    """Content that stops in the middle until it is told to go on."""

    def __init__(self, content: bytes, stop_at: int) -> None:
        self._content, self._stop_at = content, stop_at
        self.stopped, self.go = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._content), 65_536):
            if start >= self._stop_at and not self.go.is_set():
                self.stopped.set()
                assert self.go.wait(300)
            yield self._content[start : start + 65_536]


def until_at_least(user: httpx.Client, where: str, bytes_arrived: int) -> None:
    end = time.monotonic() + 120
    while stands(user, where) < bytes_arrived:
        assert time.monotonic() < end
        time.sleep(0.05)


def in_background(user: httpx.Client, where: str, offset: int, content: Slow) -> threading.Thread:
    def run() -> None:
        try:
            send(user, where, offset, content)
        except httpx.TransportError:
            content.stopped.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_servers_that_are_killed_in_the_middle_lose_nothing_and_never_write_two_at_once(tmp_path: Path) -> None:
    content = random.Random(7).randbytes(24_000_000)
    floor = Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)
    service = assembled(floor, "", LIMITS)
    with service.store.transaction() as session:
        _, key = keys.create(session, "test", Role.QA, "acme")
    ports = free_port(), free_port()
    one, two = (start_server(floor, port) for port in ports)
    users = [
        httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"X-API-Key": key}, timeout=300) for port in ports
    ]
    try:
        digest = hashlib.sha256(content).hexdigest()
        where = begin(users[0], len(content), {"agent": "a1"}, filename="long.wav", sha256=digest).headers["location"]
        offset = 0
        for kill in range(2):
            slow = Slow(content[offset:], 8_000_000)
            thread = in_background(users[0], where, offset, slow)
            assert slow.stopped.wait(300)
            # all that was sent before the pause, but for what may wait in buffers between the two
            until_at_least(users[1], where, offset + 8_000_000 - 3_000_000)
            held = send(users[1], where, 0, b"x")
            assert (held.status_code, held.headers["retry-after"]) == (423, "2")
            one.kill()
            one.wait()
            slow.go.set()
            thread.join(300)
            kept = stands(users[1], where)
            assert offset + 8_000_000 - 3_000_000 <= kept <= offset + 8_000_000 + 65_536, kill
            offset = kept
            one = start_server(floor, ports[0])
        last = send(users[0], where, offset, content[offset:])
        assert last.status_code == 204
        found = users[1].get(last.headers["location"]).json()
        assert (found["id"], found["client"], found["state"]) == ("long", "acme", "received")
        stored = [name for name, _ in service.blobs.list("clients")]
        assert [name.rpartition("/")[2] for name in stored] == [digest]
        assert service.blobs.size(stored[0]) == len(content)
    finally:
        for server in (one, two):
            server.kill()
            server.wait()
        for user in users:
            user.close()
        service.store.close()


def test_a_large_recording_never_lies_whole_in_memory(tmp_path: Path) -> None:
    floor = Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)
    service = assembled(floor, "", LIMITS)
    with service.store.transaction() as session:
        _, key = keys.create(session, "test", Role.QA, "acme")
    port = free_port()
    server = start_server(floor, port)

    def peak() -> int:
        lines = Path(f"/proc/{server.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024

    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"X-API-Key": key}, timeout=60) as user:
            small = user.post("/v1/recordings", files={"audio": ("small.wav", b"x")})
            assert small.status_code == 202
            before = peak()
            piece = random.Random(1).randbytes(1_000_000)
            form = user.post("/v1/recordings", files={"audio": ("form.wav", piece * 100)})
            bare = user.put("/v1/recordings/bare", content=(piece for _ in range(120)))
            assert (form.status_code, bare.status_code) == (202, 202)
            assert peak() - before < 80_000_000  # the recording store writes up to 12 pieces of 5 MiB at once
            digest = hashlib.sha256(piece * 120).hexdigest()
            assert any(name.endswith(digest) for name, _ in service.blobs.list("clients"))
            assert user.put("/v1/recordings/huge", content=b"x" * 128_000_001).status_code == 413
    finally:
        server.kill()
        server.wait()
        service.store.close()
