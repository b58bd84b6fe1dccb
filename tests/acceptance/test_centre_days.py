"""One period, asked for over HTTP, on a page, at the command line: the same contacts, by the clocks of the centre."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qa_service.store import rollup_rebuild
from qa_service.store.tables import InstallationRow
from qa_service.web.span import _span
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.figures import contact, saved

FIRST = datetime(2026, 10, 31, 23, tzinfo=UTC)  # midnight of 1 November in Rome
LAST = datetime(2026, 11, 30, 23, tzinfo=UTC)  # midnight of 1 December


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A contact a minute before and at each end of November."""
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        with house.service.store.transaction() as session:
            for n, end in enumerate((FIRST, LAST)):
                for minutes in (-1, 0):
                    at = contact(f"{n}{minutes}").model_copy(update={"started_at": end + timedelta(minutes=minutes)})
                    saved(session, at)
        yield house


def typed(folder: Path, *words: str, **env: str) -> dict[str, Any]:
    known = {**os.environ, "QA_DATA_DIR": str(folder), **env}
    command = [sys.executable, "-m", "qa_service.cli", *words, "--json"]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, env=known).stdout)
    return found


def test_november_is_the_same_wherever_it_is_asked_for(house: House) -> None:
    with house.user() as user:
        for since, until in (
            ("2026-11-01T00:00:00+01:00", "2026-12-01T00:00:00+01:00"),
            ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),  # an hour late: the nearest midnights
        ):
            asked = {"since": since, "until": until}
            found = user.get("/v1/clients/acme/scorecard", params=asked).raise_for_status().json()
            ends = ("2026-10-31T23:00:00.000+00:00", "2026-11-30T23:00:00.000+00:00")
            assert (found["n"], found["since"], found["until"]) == (2, *ends)
    shown = _span(house.service, since="2026-11-01", until="2026-11-30")
    assert (shown.start, shown.end) == (FIRST, LAST)
    assert shown.days == house.service.store.calendar.days(FIRST, LAST)
    period = ("--since", "2026-11-01", "--until", "2026-12-01")
    assert typed(house.floor.folder, "report", "client", "acme", *period)["n"] == 2


def test_a_sample_is_framed_by_the_clocks_of_the_centre(house: House) -> None:
    period = ("--since", "2026-11-01", "--until", "2026-12-01")
    found = typed(house.floor.folder, "sample", "size", "0.05", "--client", "acme", *period)
    assert found["population"] == 2


def test_the_service_is_not_ready_while_its_days_are_those_of_another_setting(house: House) -> None:
    store = house.service.store
    with store.transaction() as session:
        session.merge(InstallationRow(name="days_cut_by", value="UTC"))
    with house.user() as user:
        reasons = user.get("/readyz").json()["reasons"]
    assert "days are counted by UTC, not by Europe/Rome; run: qa-service db upgrade" in reasons
    rollup_rebuild.cut_anew(store)
    with house.user() as user:
        assert not any("days" in reason for reason in user.get("/readyz").json()["reasons"])


def test_a_time_zone_that_does_not_exist_is_refused_in_one_sentence(tmp_path: Path) -> None:
    env = {**os.environ, "QA_DATA_DIR": str(tmp_path), "QA_TIMEZONE": "Europe/Roma"}
    command = [sys.executable, "-m", "qa_service.cli", "db", "upgrade"]
    found = subprocess.run(command, capture_output=True, text=True, env=env)
    assert found.returncode == 1
    assert "QA_TIMEZONE: 'Europe/Roma' is no time zone; give a name of the IANA database" in found.stderr
    assert found.stderr.count("\n") == 1
