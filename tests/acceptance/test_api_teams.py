"""An agent's upload without a team: said at every way in, and the leader's table still holds the agent."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from qa_service.domain.people import Role
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.figures import contact, saved


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Six contacts each of anna (nord; the last without a team), bea (nord) and carlo (sud, once lent to nord)."""
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        with house.service.store.transaction() as session:
            for agent, teams in (
                ("anna", ("nord",) * 5 + (None,)),
                ("bea", ("nord",) * 6),
                ("carlo", ("sud",) * 5 + ("nord",)),
            ):
                for n, team in enumerate(teams):
                    saved(session, contact(f"{agent}-{n}", agent=agent, team=team, day=n))
        yield house


def chat(id: str, **more: Any) -> dict[str, Any]:
    turns = [{"speaker": "agent", "text": "Buongiorno"}]
    return {"id": id, "client": "acme", "channel": "chat", "turns": turns, **more}


def test_a_leaders_table_holds_who_is_in_the_team_by_most_of_the_period(house: House) -> None:
    with house.user(Role.TEAM_LEADER, bound="nord") as leader:
        month = {"since": "2026-11-01T00:00:00Z", "until": "2026-12-01T00:00:00Z"}
        found = leader.get("/v1/clients/acme/agents", params=month).raise_for_status().json()["agents"]
        assert {one["agent"]: one["n"] for one in found} == {"anna": 6, "bea": 6}
        # on the 8th itself the only one of carlo's was for nord
        day = {"since": "2026-11-08T00:00:00Z", "until": "2026-11-09T00:00:00Z"}
        found = leader.get("/v1/clients/acme/agents", params=day).raise_for_status().json()["agents"]
        assert [one["agent"] for one in found] == ["bea", "carlo"]


def test_a_document_without_the_team_of_its_agent_is_taken_in_with_a_warning(admin: httpx.Client) -> None:
    taken = admin.post("/v1/interactions", json=chat("t1", agent="anna")).json()
    assert taken["outcome"] == "created"
    (warning,) = taken["warnings"]
    assert warning["code"] == "team_missing"
    assert "'anna' is in team 'nord'" in warning["detail"]
    assert admin.post("/v1/interactions", json=chat("t1", agent="anna")).json()["warnings"] == []  # nothing changed
    assert admin.post("/v1/interactions", json=chat("t2", agent="anna", team="nord")).json()["warnings"] == []
    assert admin.post("/v1/interactions", json=chat("t3")).json()["warnings"] == []
    assert admin.post("/v1/interactions", json=chat("t4", agent="new")).json()["warnings"] == []


def test_lines_recordings_and_resumable_uploads_warn_too(admin: httpx.Client) -> None:
    body = "\n".join(json.dumps(chat(f"l{n}", agent="bea", **more)) for n, more in enumerate(({}, {"team": "nord"})))
    sent = admin.post("/v1/interactions", content=body, headers={"content-type": "application/x-ndjson"})
    first, second = sent.json()["lines"]
    assert [one["code"] for one in first["warnings"]] == ["team_missing"]
    assert "warnings" not in second
    call = admin.put("/v1/recordings/r1", params={"client": "acme", "agent": "bea"}, content=b"buongiorno").json()
    assert [one["code"] for one in call["warnings"]] == ["team_missing"]
    for team, said in ((None, "team_missing"), ("nord", None)):
        document = json.dumps({"client": "acme", "channel": "call", "agent": "bea", "id": f"u-{team}", "team": team})
        pair = f"document {b64encode(document.encode()).decode()}"
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": pair}
        begun = admin.post("/v1/uploads", headers=headers)
        assert (begun.status_code, begun.headers.get("upload-warning")) == (201, said)


def test_the_command_line_warns_once_an_agent(house: House, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"c{n}.json").write_text(json.dumps(chat(f"c{n}", agent="carlo")))
    command = [sys.executable, "-m", "qa_service.cli", "ingest", str(tmp_path)]
    known = {**os.environ, "QA_DATA_DIR": str(house.floor.folder)}
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=120, check=True)
    warned = [line for line in done.stderr.splitlines() if "warning" in line]
    assert len(warned) == 1
    assert "agent 'carlo' is in team 'sud', and 3 taken in now name no team" in warned[0]
