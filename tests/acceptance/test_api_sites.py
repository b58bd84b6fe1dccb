"""Sites, vendors and sourcing over HTTP and at the command line: rules, figures side by side and alone, files, and who
may see them.
"""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from qa_service.cli import app
from qa_service.domain.people import Role
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.figures import contact, saved

RULES = {
    "rules": [
        {"of": "team", "name": "nord", "site": "Torino"},
        {"of": "site", "name": "Torino", "vendor": "Alfa"},
        {"of": "vendor", "name": "Alfa", "sourcing": "outsourced"},
    ]
}
ACME = {"client": "acme"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Eight contacts of team nord, six of a team without a rule, seven whose document says where."""
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        with house.service.store.transaction() as session:
            for number in range(21):
                more: dict[str, Any] = {"team": "nord"} if number < 8 else {"team": "sud"}
                if number >= 14:
                    more |= {"site": "Roma", "vendor": "Beta", "sourcing": "in_house"}
                saved(session, contact(f"c{number}", agent="anna", **more), resolution="resolved")
        yield house


@pytest.fixture(scope="module")
def admin(house: House) -> Iterator[httpx.Client]:
    with house.user() as user:
        user.put("/v1/sites", params=ACME, json=RULES).raise_for_status()
        yield user


def sizes(user: httpx.Client, by: str) -> dict[str | None, int]:
    answer = user.get("/v1/kpis/split", params={**ACME, "by": by}).raise_for_status().json()
    return {group["name"]: group["n"] for group in answer["groups"]}


def test_figures_stand_side_by_side_and_what_is_not_stated_is_the_last_group(admin: httpx.Client) -> None:
    assert admin.get("/v1/sites", params=ACME).json() == {"client": "acme", **RULES}
    assert list(sizes(admin, "site").items()) == [("Torino", 8), ("Roma", 7), (None, 6)]
    assert sizes(admin, "vendor") == {"Alfa": 8, "Beta": 7, None: 6}
    assert sizes(admin, "sourcing") == {"outsourced": 8, "in_house": 7, None: 6}


def test_one_group_alone_and_two_compared(admin: httpx.Client) -> None:
    of_one = admin.get("/v1/kpis", params={**ACME, "vendor": "Beta"}).raise_for_status().json()
    resolved = next(kpi for part in of_one["aspects"] for kpi in part["kpis"] if kpi["id"] == "resolved")
    assert (of_one["vendor"], resolved["numerator"], resolved["denominator"]) == ("Beta", 7, 7)
    asked = {**ACME, "kind": "vendor", "first": "Alfa", "second": "not_stated"}
    both = admin.get("/v1/compare", params=asked).raise_for_status().json()
    assert (both["first"]["n"], both["second"]["n"]) == (8, 6)
    refused = admin.get("/v1/kpis", params={**ACME, "vendor": "Beta", "site": "Roma"})
    assert (refused.status_code, refused.json()["where"]) == (422, "query")
    assert admin.get("/v1/kpis", params={**ACME, "site": "Nowhere"}).status_code == 404
    assert (
        admin.get("/v1/compare", params={"kind": "site", "first": "Roma", "second": "Torino"}).json()["where"]
        == "query.client"
    )


def test_who_may_see_them(house: House, admin: httpx.Client) -> None:
    with house.user(Role.CLIENT_VIEWER, "acme") as viewer:
        assert sizes(viewer, "vendor") == sizes(admin, "vendor")
        assert viewer.get("/v1/sites").status_code == 403
    with house.user(Role.CLIENT_VIEWER, "globex") as stranger:
        assert stranger.get("/v1/kpis/split", params={**ACME, "by": "site"}).status_code in (403, 404)
        assert stranger.get("/v1/kpis", params={**ACME, "site": "Roma"}).status_code in (403, 404)
    with house.user(Role.TEAM_LEADER, bound="nord") as leader:
        assert leader.get("/v1/kpis/split", params={**ACME, "by": "site"}).status_code == 404


def test_the_command_line_says_the_same(tmp_path: Path) -> None:
    def cli(*words: str) -> str:
        known = {"QA_DATA_DIR": str(tmp_path), "QA_MONITORING_BASIS": "agreement of 2026-01-15"}
        done = CliRunner().invoke(app, words, env=known)
        assert done.exit_code == 0, done.output
        return done.stdout

    rules = [*RULES["rules"], {"of": "queue", "name": "aiuto", "site": "Bari"}]
    (tmp_path / "sites.yaml").write_text(json.dumps(rules))
    cli("sites", "set", str(tmp_path / "sites.yaml"), "--client", "acme")
    assert "Torino" in cli("sites", "show", "--client", "acme")
    at = "2026-11-03T09:00"
    calls = [f"{n},{'aiuto' if n < 6 else 'altro'},{at}:00+01:00,{at}:{n:02d}+01:00," for n in range(12)]
    log = "\n".join(("call,queue,offered_at,answered_at,site", *calls))
    (tmp_path / "log.csv").write_text(log)
    cli("queue", "import", str(tmp_path / "log.csv"), "--client", "acme")
    split = json.loads(cli("report", "kpis", "--client", "acme", "--by", "site", "--json"))
    assert [(group["name"], group["offered"]) for group in split["groups"]] == [("Bari", 6), (None, 6)]
    kpis = [kpi for group in split["groups"] for part in group["aspects"] for kpi in part["kpis"]]
    waits = [kpi for kpi in kpis if kpi["id"] == "mean_wait"]
    assert [wait["value"] for wait in waits] == [2.5, 8.5]
    alone = json.loads(cli("report", "kpis", "--client", "acme", "--site", "not_stated", "--json"))
    assert alone["site"] == "not_stated"
    for format in ("csv", "xlsx", "pdf"):
        file = tmp_path / f"by-site.{format}"
        asked = ("--format", format, "--out", str(file), "--client", "acme", "--by", "site", "--language", "en")
        cli("export", "kpis", *asked)
        assert file.stat().st_size > 1000
    rows = list(csv.DictReader(StringIO((tmp_path / "by-site.csv").read_text("utf-8-sig"))))
    assert {row["group"] for row in rows} == {"Bari", "Not stated (site)"}
    assert {row["value"] for row in rows if row["id"] == "mean_wait"} == {"2.5", "8.5"}
    cli("sites", "remove", "--client", "acme")
    assert "Bari" not in cli("report", "kpis", "--client", "acme", "--by", "site")
