"""The probes of a server that is in trouble."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from qa_service.store.tables import Role
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built

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
