"""The probes of a server that is in trouble."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from qa_service.domain.people import Role
from qa_service.store import heartbeats, installation
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built, served

BLOCKED = 60
"""Requests that wait for the database: more than the server has threads."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)) as house:
        yield house


def test_the_process_says_that_it_is_alive_while_all_its_threads_wait_for_the_database(house: House) -> None:
    key = {"X-API-Key": house.key(Role.ADMIN)}
    writer = sqlite3.connect(house.floor.folder / "qa.db", isolation_level=None)

    def post(n: int) -> int:
        document = {"id": f"n-{n}", "client": "acme", "channel": "chat", "turns": [{"text": "buongiorno"}]}
        return httpx.post(f"{house.url}/v1/interactions", json=document, headers=key, timeout=60).status_code

    with ThreadPoolExecutor(BLOCKED) as pool:
        writer.execute("BEGIN IMMEDIATE")
        try:
            posts = [pool.submit(post, n) for n in range(BLOCKED)]
            time.sleep(4.0)
            assert not any(sent.done() for sent in posts)
            begun = time.monotonic()
            assert httpx.get(f"{house.url}/healthz", timeout=20).status_code == 200
            took = time.monotonic() - begun
        finally:
            writer.rollback()
        assert {sent.result() for sent in posts} == {202}
    writer.close()
    assert took < 2.0, f"alive after {took:.1f} s"


def test_a_database_that_lacks_a_table_or_column_is_not_ready_and_not_called_away(house: House) -> None:
    connection = sqlite3.connect(house.floor.folder / "qa.db")
    connection.execute("DROP TABLE weekly_total")
    connection.execute("ALTER TABLE worker_beat DROP COLUMN trouble")
    connection.close()
    ready = httpx.get(f"{house.url}/readyz")
    assert ready.status_code == 503
    (reason,) = ready.json()["reasons"]
    assert "lacks table weekly_total, column worker_beat.trouble" in reason
    connection = sqlite3.connect(house.floor.folder / "qa.db")
    connection.execute("ALTER TABLE interaction RENAME TO elsewhere")
    connection.close()
    with house.user() as user:
        assert user.get("/v1/interactions").json()["title"] == "The service is not ready"


def test_another_secret_than_the_database_was_filled_with_is_not_ready(house: House) -> None:
    with house.service.store.transaction() as session:
        installation.bind_secret(session, b"1" * 32)
    other = replace(house.service, is_same_secret=lambda session: installation.is_same_secret(session, b"2" * 32))
    with served(other) as url:
        ready = httpx.get(f"{url}/readyz")
    assert (ready.status_code, ready.json()["reasons"]) == (503, [str(installation.OTHER)])


def test_a_worker_that_takes_no_work_is_named_and_alone_makes_nothing_ready(house: House) -> None:
    with house.service.store.transaction() as session:
        heartbeats.record(session, "z-1-x", "model.bin is wrong; run: qa-service models fetch")
    ready = httpx.get(f"{house.url}/readyz")
    reason = "a worker takes no work: model.bin is wrong; run: qa-service models fetch"
    assert (ready.status_code, ready.json()["reasons"]) == (503, [reason])
    with house.service.store.transaction() as session:
        heartbeats.record(session, "a-1-x")
    ready = httpx.get(f"{house.url}/readyz")
    assert (ready.status_code, ready.json()["workers"]) == (200, 1)
    assert ready.json()["idle_workers"] == ["model.bin is wrong; run: qa-service models fetch"]
