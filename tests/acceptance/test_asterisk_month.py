"""A month of Asterisk's queue log, 500 calls with all endings: every figure equals a count of the raw lines, over HTTP
and at the command line, on both databases, whatever the order and number of files.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.databases import KINDS, fresh
from tests.oracles import asterisk_month as plain

LINES = plain.month(20250326)
CUT = next(n for n, line in enumerate(LINES) if n > 900 and "|CONNECT|" in line)
"""Between a call's entry and its answer."""
PERIOD = {"since": "2025-03-26T00:00:00+01:00", "until": "2025-04-26T00:00:00+02:00"}
PACKS = ("iso18295", "agcom-255-24", "arera-tiqv-2026")


@pytest.fixture(scope="module", params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with fresh(request.param, folder) as url, built(Floor(url, folder)) as house:
        yield house


@pytest.fixture(scope="module")
def admin(house: House) -> Iterator[httpx.Client]:
    with house.user() as user:
        yield user


def packed(lines: list[str]) -> bytes:
    return gzip.compress("\n".join((*lines, "")).encode())


def handed_in(admin: httpx.Client, lines: list[str]) -> dict[str, Any]:
    about: dict[str, Any] = {"params": {"client": "acme"}, "headers": {"content-type": "application/gzip"}}
    answer: dict[str, Any] = admin.post("/v1/queue-events", content=packed(lines), **about).raise_for_status().json()
    assert answer["refused"] == []
    return answer


def of_queue(document: Any) -> dict[str, tuple[float, float]]:
    """Numerator and denominator of what the queue log tells."""
    kpis = [kpi for aspect in document["aspects"] for kpi in aspect["kpis"]]
    return {kpi["id"]: (kpi["numerator"], kpi["denominator"]) for kpi in kpis if kpi["measurable"]}


def over_http(admin: httpx.Client) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for pack in PACKS:
        asked = {"client": "acme", "pack": pack, **PERIOD}
        found |= of_queue(admin.get("/v1/kpis", params=asked).raise_for_status().json())
    return found


def test_the_month_has_500_calls_that_end_in_every_way() -> None:
    calls = plain.seen(LINES)
    assert len(calls) == sum(plain.PLAN.values()) == 500
    endings = {"timeout", "exit_key", "exit_empty", "full", "overflow", "closed", "dropped"}
    assert {call.outcome for call in calls} == {"answered", "abandoned", "unknown", *endings}
    assert 50 < sum(not plain.is_open(call.at) for call in calls) < 250


def test_every_figure_equals_a_count_of_the_raw_lines(house: House, admin: httpx.Client) -> None:
    first, second = handed_in(admin, LINES[:CUT]), handed_in(admin, LINES[CUT:])
    assert first["counts"]["created"] + second["counts"]["created"] == 500
    assert second["counts"]["added_to"] > 0  # calls that began in the first file
    assert first["unknown_events"].keys() == {"SHIFTNOTE"}
    assert over_http(admin) == plain.figures(LINES, by_hours=False)
    assert handed_in(admin, LINES)["counts"] == {"unchanged": 500}
    hours = yaml.safe_load(plain.HOURS_AS_YAML)
    admin.put("/v1/opening-hours", params={"client": "acme"}, json=hours).raise_for_status()
    assert over_http(admin) == plain.figures(LINES, by_hours=True)
    assert handed_in(admin, LINES[CUT:])["counts"].keys() == {"unchanged"}
    assert over_http(admin) == plain.figures(LINES, by_hours=True)


def cli(folder: Path, *words: str) -> str:
    known = {**os.environ, "QA_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "qa_service.cli", *words]
    return subprocess.run(command, capture_output=True, check=True, env=known, text=True, timeout=120).stdout


def test_the_command_line_gives_the_same_figures_of_the_same_files(tmp_path: Path) -> None:
    """The hours are known before the log here, and the second file comes first."""
    (tmp_path / "hours.yaml").write_text(plain.HOURS_AS_YAML)
    cli(tmp_path, "hours", "set", str(tmp_path / "hours.yaml"), "--client", "acme")
    for name, lines in (("queue_log", LINES[CUT:]), ("queue_log.1.gz", LINES[:CUT])):
        (tmp_path / name).write_bytes(packed(lines))
        cli(tmp_path, "queue", "import", str(tmp_path / name), "--client", "acme")
    found: dict[str, tuple[float, float]] = {}
    period = ("--since", str(plain.FIRST), "--until", str(plain.AFTER))
    for pack in PACKS:
        asked = ("report", "kpis", "--client", "acme", "--pack", pack, *period, "--json")
        found |= of_queue(json.loads(cli(tmp_path, *asked)))
    assert found == plain.figures(LINES, by_hours=True)
    assert "zone: Europe/Rome" in cli(tmp_path, "hours", "show", "--client", "acme")
