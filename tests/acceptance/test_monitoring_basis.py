"""Without a recorded legal basis nothing shows a single worker: no figure, no list by agent, no file of one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from qa_service.cli import app
from qa_service.domain.people import Role
from qa_service.errors import Withheld
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built

WITHHELD = "urn:qa-service:problem:withheld"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """No basis, no worker: what is refused is refused before any work."""
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder), basis=" ") as house:
        yield house


@pytest.fixture(scope="module")
def qa(house: House) -> Iterator[httpx.Client]:
    with house.user(Role.QA) as user:
        yield user


@pytest.mark.parametrize("whose", [{"agent": "a1"}, {"team": "nord"}, {"agent": "a1", "client": "acme"}])
def test_lists_and_files_by_agent_or_team_are_withheld(qa: httpx.Client, whose: dict[str, str]) -> None:
    refused = [qa.get("/v1/interactions", params=whose)]
    for kind in ("interactions", "analyses", "pack", "labelstudio"):
        refused.append(qa.post("/v1/exports", json={"kind": kind, "filters": whose}))
    assert {answer.status_code for answer in refused} == {403}
    assert {answer.json()["type"] for answer in refused} == {WITHHELD}
    assert qa.get("/v1/disputes", params={"agent": "a1"}).status_code == 403


def test_what_names_no_worker_is_open(qa: httpx.Client) -> None:
    assert qa.get("/v1/interactions", params={"client": "acme"}).status_code == 200
    assert qa.post("/v1/exports", json={"kind": "interactions", "filters": {"client": "acme"}}).status_code == 202
    assert qa.get("/v1/disputes").status_code == 200


@pytest.mark.parametrize(
    ("role", "params", "status"),
    [
        (Role.AGENT, {"agent": "a1"}, 200),  # what is said of oneself
        (Role.AGENT, {"agent": "a2"}, 403),
        (Role.TEAM_LEADER, {"team": "nord"}, 200),  # all that this key reaches
        (Role.TEAM_LEADER, {"team": "nord", "agent": "a1"}, 403),
        (Role.TEAM_LEADER, {"team": "sud"}, 403),
    ],
)
def test_naming_what_one_is_bound_to_narrows_nothing(house: House, role: Role, params: Any, status: int) -> None:
    with house.user(role) as user:
        assert user.get("/v1/interactions", params=params).status_code == status


@pytest.mark.parametrize(
    "words",
    [
        ("export", "interactions", "--agent", "a1"),
        ("export", "analyses", "--team", "nord"),
        ("export", "pack", "--agent", "a1"),
        ("export", "scorecard", "--agent", "a1"),
        ("dispute", "list", "--agent", "a1"),
        ("report", "agent", "a1"),
        ("report", "compare", "agent", "a1", "a2"),
    ],
)
def test_the_command_line_keeps_to_the_same_rule(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {"QA_DATA_DIR": str(tmp_path), "QA_DATABASE_URL": f"sqlite:///{tmp_path / 'qa.db'}"}
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, words, env={**places, "QA_MONITORING_BASIS": " "})
    assert isinstance(done.exception, Withheld), done.output
