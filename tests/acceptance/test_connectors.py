"""Connectors over HTTP and on the command line: set up, looked at, run by a real worker's round, put right."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_service.domain.people import Role
from qa_service.services.connector_runs import ConnectorRuns
from qa_service.services.dependencies import Connecting
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled, served
from tests.acceptance.shell import refused, run

CHAT = {"id": "c1", "channel": "chat", "turns": [{"text": "buongiorno"}]}


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "c1.json").write_text(json.dumps(CHAT))
    (folder / "broken.json").write_text('{"id": "c2", "turns": [')
    return folder


@pytest.fixture
def connected(tmp_path: Path) -> Iterator[House]:
    """A house in which folders of the test may be watched."""
    floor = Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)
    service = replace(assembled(floor, BASIS, LIMITS), connecting=Connecting((tmp_path,)))
    with served(service) as url:
        yield House(floor, service, url)
    floor.store.close()


def _round(house: House) -> None:
    """What a worker does once a second, to its end."""
    runs = ConnectorRuns(lambda: house.service)
    runs.tick(lambda: False)
    for thread in list(runs._running.values()):
        thread.join()


def test_a_connector_is_set_up_tried_run_and_its_quarantine_emptied(connected: House, watched: Path) -> None:
    order = {"name": "calls", "kind": "folder", "place": str(watched), "client": "acme", "is_on": False}
    order["options"] = {"settle_seconds": 0}
    with connected.user() as admin:
        where = f"/v1/connectors/{admin.post('/v1/connectors', json=order).raise_for_status().json()['id']}"
        assert admin.post("/v1/connectors", json=order).status_code == 409
        coming = admin.post(f"{where}:dry-run", params={"read": 2}).raise_for_status().json()
        assert coming["counts"] == {"new": 2}
        assert {item["name"]: item["read"][0].split(" ")[0] for item in coming["items"]}["c1.json"] == "would"
        _round(connected)
        assert admin.get(where).json()["objects"]["accepted"] == 0, "it is off"
        admin.put(where, json={**order, "is_on": True}).raise_for_status()
        _round(connected)
        shown = admin.get(where).raise_for_status().json()
        assert (shown["objects"]["accepted"], shown["objects"]["refused"]) == (1, 1)
        assert shown["reconciled"]["listed"] == 2
        (item,) = admin.get(f"{where}/objects").raise_for_status().json()["items"]
        assert item["name"] == "broken.json"
        (watched / "broken.json").write_text(json.dumps({**CHAT, "id": "c2"}))
        assert admin.post(f"{where}/objects:retry", json={}).json() == {"objects": 1}
        admin.post(f"{where}:run", json={}).raise_for_status()
        _round(connected)
        names = [item["id"] for item in admin.get("/v1/interactions", params={"client": "acme"}).json()["items"]]
        assert sorted(names) == ["c1", "c2"]
        assert admin.post(f"{where}:reconcile").json()["missing"] == 0
        assert admin.delete(where).status_code == 204
        assert admin.get("/v1/connectors").json() == {"items": []}
    with connected.user(Role.QA) as quality:
        assert quality.get("/v1/connectors").status_code == 403


def test_a_place_that_is_away_is_said_so_and_not_called_a_fault_of_ours(connected: House, watched: Path) -> None:
    place = str(watched / "gone")
    (watched / "gone").mkdir()
    order: dict[str, Any] = {"name": "calls", "kind": "imap", "place": "imaps://a@127.0.0.1:9/INBOX", "client": "acme"}
    order |= {"secrets": {"password": "env:CONNECTOR_NOT_SET"}}
    with connected.user() as admin:
        where = f"/v1/connectors/{admin.post('/v1/connectors', json=order).raise_for_status().json()['id']}"
        answer = admin.post(f"{where}:dry-run")
        assert (answer.status_code, answer.json()["where"]) == (422, "secrets.password")
        order = {"name": "x", "kind": "folder", "place": place, "client": "acme"}
        where = f"/v1/connectors/{admin.post('/v1/connectors', json=order).raise_for_status().json()['id']}"
        (watched / "gone").rmdir()
        assert admin.post(f"{where}:reconcile").status_code == 422


def test_the_commands_say_what_they_did(tmp_path: Path, watched: Path) -> None:
    data, roots = tmp_path / "data", {"QA_CONNECTOR_ROOTS": json.dumps([str(tmp_path)])}
    add = ["connector", "add", "calls", "--kind", "folder", "--place", str(watched), "--client", "acme"]
    assert "lies below none of the folders" in refused(data, *add)
    added = run(data, *add, "--option", "settle_seconds=0", "--option", 'names=["*.json"]', "--json", **roots)
    assert json.loads(added.output)["items"][0]["options"] == {"settle_seconds": 0, "names": ["*.json"]}
    dry = run(data, "connector", "dry-run", "calls", "--read", "2", **roots)
    assert "2 new" in dry.output
    assert "would be taken in" in dry.output
    result = run(data, "connector", "reconcile", "calls", **roots)
    assert result.exit_code == 1
    assert "2 listed = 0 accepted" in result.output
    assert "missing: c1.json" in result.output
    changed = run(data, "connector", "change", "calls", "--option", "names=null", "--json", **roots)
    assert json.loads(changed.output)["items"][0]["options"] == {"settle_seconds": 0}
    assert "calls is off" in run(data, "connector", "switch", "calls", "--off", **roots).output
    assert "no connector 'other'" in refused(data, "connector", "run", "other", **roots)
    assert "is removed" in run(data, "connector", "remove", "calls", **roots).output
