"""Scheduled exports over HTTP and on the command line: ordered, run by a real worker's round, looked at, removed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_service.domain.people import Role
from qa_service.services.dependencies import Connecting
from qa_service.services.schedule_runs import ScheduleRuns
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled, served
from tests.acceptance.shell import refused, run


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[House]:
    """A house that may write to folders of the test."""
    (tmp_path / "out").mkdir()
    floor = Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)
    service = replace(assembled(floor, BASIS, LIMITS), connecting=Connecting((tmp_path,)))
    with served(service) as url:
        yield House(floor, service, url)
    floor.store.close()


def _round(house: House) -> None:
    """What a worker does every few seconds, to its end."""
    runs = ScheduleRuns(lambda: house.service)
    runs.tick(lambda: False)
    if runs._thread is not None:
        runs._thread.join()


def test_an_export_is_scheduled_run_looked_at_and_removed(writing: House, tmp_path: Path) -> None:
    out = tmp_path / "out"
    order: dict[str, Any] = {"name": "dwh", "what": "warehouse", "kind": "folder", "place": str(out)}
    order["rhythm"] = {"every": "weekly", "weekday": 7, "hour": 4}
    with writing.user() as admin:
        shown = admin.post("/v1/scheduled-exports", json=order).raise_for_status().json()
        where = f"/v1/scheduled-exports/{shown['id']}"
        assert admin.post("/v1/scheduled-exports", json=order).status_code == 409
        assert admin.post("/v1/scheduled-exports", json={**order, "name": "x", "place": "/etc"}).status_code == 422
        _round(writing)
        assert list(out.iterdir()) == [], "it is not due"
        assert admin.post(f"{where}:run", json={}).status_code == 202
        _round(writing)
        (done,) = admin.get(f"{where}/runs").raise_for_status().json()["items"]
        assert (done["state"], done["failure"]) == ("done", None)
        manifest = json.loads((out / "manifest.json").read_text())
        assert (manifest["run"], manifest["names_agents"]) == (1, True)
        out.rename(tmp_path / "away")
        admin.post(f"{where}:run", json={"whole": True}).raise_for_status()
        _round(writing)
        shown = admin.get(where).raise_for_status().json()
        assert (shown["failures"], shown["failure"]) == (1, "place: is no folder; make it first")
        assert [item["state"] for item in admin.get(f"{where}/runs").json()["items"]] == ["failed", "done"]
        assert [item["name"] for item in admin.get("/v1/scheduled-exports").json()["items"]] == ["dwh"]
        assert admin.delete(where).status_code == 204
        assert admin.get(where).status_code == 404
    with writing.user(Role.QA) as quality:
        assert quality.get("/v1/scheduled-exports").status_code == 403


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    data, roots, out = tmp_path / "data", {"QA_CONNECTOR_ROOTS": json.dumps([str(tmp_path)])}, tmp_path / "out"
    out.mkdir()
    add = ["schedule", "add", "dwh", "--what", "warehouse", "--kind", "folder", "--place", str(out)]
    assert "lies below none of the folders" in refused(data, *add)
    added = json.loads(run(data, *add, "--every", "monthly", "--day", "2", "--json", **roots).output)["items"][0]
    assert added["rhythm"] == {"every": "monthly", "hour": 3, "weekday": 1, "day": 2}
    assert "monthly, 3:00" in run(data, "schedule", "list", **roots).output
    ran = run(data, "schedule", "run", "dwh", "--json", **roots)
    assert (ran.exit_code, json.loads(ran.output)["items"][0]["state"]) == (0, "done")
    assert json.loads((out / "manifest.json").read_text())["run"] == 1
    again = run(data, "schedule", "run", "dwh", "--whole", **roots)
    assert again.exit_code == 0
    assert json.loads((out / "manifest.json").read_text())["whole_since"] == 2
    out.rename(tmp_path / "away")
    failed = run(data, "schedule", "run", "dwh", **roots)
    assert failed.exit_code == 1
    assert "is no folder" in failed.output
    assert run(data, "schedule", "runs", "dwh", **roots).output.count("done") == 2
    assert "is no JSON object" in refused(data, *add, "--export", "csv")
    assert "no scheduled export 'other'" in refused(data, "schedule", "run", "other")
    assert "is removed" in run(data, "schedule", "remove", "dwh", **roots).output
