"""Figures over HTTP and on the command line: scorecards, comparisons, key figures, the queue log."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from sqlmodel import Session

from qa_service.domain.people import Role
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, House, built
from tests.figures import contact, saved

OFFERED, ANSWERED = "2026-11-03T09:00:00+01:00", "2026-11-03T09:00:25+01:00"


def fill(session: Session) -> None:
    groups = (("anna", "nord", 6), ("bea", "nord", 2), ("carlo", "sud", 3))
    for place, (agent, team, resolved) in enumerate(groups):
        for n in range(6):
            where = contact(f"ext-{place}{n}", agent=agent, team=team, day=n)
            harms = {"customer": ("no_blame",)} if n == 0 else None
            saved(session, where, resolution="resolved" if n < resolved else "pending", harms=harms)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        with house.service.store.transaction() as session:
            fill(session)
        yield house


def got(user: httpx.Client, path: str, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = user.get(path, params=params).raise_for_status().json()
    return found


def test_a_scorecard_is_of_whole_days_and_says_that_nobody_checked(admin: httpx.Client) -> None:
    found = got(admin, "/v1/agents/anna/scorecard", since="2026-11-04T00:00:00+01:00", client="acme")
    assert (found["n"], found["since"]) == (5, "2026-11-03T23:00:00.000+00:00")  # the first was on the 3rd
    resolution = found["figures"]["resolution"]
    assert (resolution["value"], resolution["low"], resolution["high"]) == (1.0, 0.0, 1.0)
    assert (resolution["note"], resolution["n_human"]) == ("agent_not_checked", 0)
    assert resolution["machine"] == {"value": 1.0, "numerator": 5, "denominator": 5}
    assert resolution["wide"] is True
    assert found["monitoring_basis"] == BASIS
    assert got(admin, "/v1/teams/nord/scorecard")["n"] == 12


def test_few_interactions_show_no_figure(admin: httpx.Client) -> None:
    few = got(admin, "/v1/agents/anna/scorecard", until="2026-11-05T00:00:00Z")["figures"]["resolution"]
    assert (few["value"], few["n_machine"], few["minimum"], few["note"]) == (None, 2, 5, "too_few")


def test_the_report_to_a_client_names_no_agent(house: House, admin: httpx.Client) -> None:
    with house.user(Role.CLIENT_VIEWER, "acme") as viewer:
        found = got(viewer, "/v1/clients/acme/scorecard")
        assert found["n"] == 18
        assert {pack["pack"] for pack in found["kpis"]} == {"iso18295"}
        assert len({one["agent"] for one in found["critical_errors"]}) == 3
        assert not any(name in json.dumps(found) for name in ("anna", "bea", "carlo", "nord", "sud"))
        assert viewer.get("/v1/clients/acme/agents").status_code == 403
        assert viewer.get("/v1/compare", params={"kind": "agent", "first": "anna", "second": "bea"}).status_code == 403


def test_agents_whom_nobody_has_checked_stand_beside_each_other_without_places(admin: httpx.Client) -> None:
    agents = got(admin, "/v1/clients/acme/agents")["agents"]
    assert [one["agent"] for one in agents] == ["anna", "bea", "carlo"]
    assert all((one["rank"], one["pooled"]) == ({}, {}) for one in agents)
    assert {one["figures"]["resolution"]["note"] for one in agents} == {"agent_not_checked"}


def test_a_team_leader_sees_the_own_team_and_what_it_does_for_a_client(house: House) -> None:
    with house.user(Role.TEAM_LEADER, bound="nord") as leader:
        assert got(leader, "/v1/teams/nord/scorecard")["n"] == 12
        assert got(leader, "/v1/clients/acme/scorecard")["n"] == 12
        assert {one["agent"] for one in got(leader, "/v1/clients/acme/agents")["agents"]} == {"anna", "bea"}
        for path in ("/v1/teams/sud/scorecard", "/v1/agents/carlo/scorecard"):
            assert leader.get(path).status_code == 404


def test_two_agents_or_two_periods_are_compared(admin: httpx.Client) -> None:
    found = got(admin, "/v1/compare", kind="agent", first="anna", second="bea")
    gap = found["differences"]["resolution"]
    assert (round(gap["value"], 2), gap["told_apart"]) == (0.67, False)  # 6 of 6 less 2 of 6
    halves = {"since": "2026-11-01T00:00:00Z", "second_since": "2026-11-03T00:00:00Z"}
    assert got(admin, "/v1/compare", kind="client", first="acme", **halves)["second"]["n"] == 18
    nothing = admin.get("/v1/compare", params={"kind": "client", "first": "acme"})
    assert (nothing.status_code, nothing.json()["where"]) == (422, "query.second")


def test_a_queue_log_comes_in_once_and_makes_access_measurable(admin: httpx.Client) -> None:
    before = got(admin, "/v1/kpis", client="acme", pack="arera-tiqv-2026")["aspects"][0]["kpis"]
    assert {one["id"]: one["measurable"] for one in before}["service_level"] is False
    log = f"call,offered_at,answered_at\nc1,{OFFERED},{ANSWERED}\nc2,{OFFERED},\nc3,yesterday,\n"
    sent = admin.post("/v1/queue-events", params={"client": "acme"}, content=log, headers={"content-type": "text/csv"})
    assert sent.json()["counts"] == {"created": 2, "refused": 1}
    assert sent.json()["refused"][0]["line"] == 4
    again = admin.post("/v1/queue-events", params={"client": "acme"}, json=[{"call": "c1", "offered_at": OFFERED}])
    assert again.json()["counts"] == {"unchanged": 1}
    after = got(admin, "/v1/kpis", client="acme", pack="arera-tiqv-2026")["aspects"][0]["kpis"]
    level = {one["id"]: one for one in after}["service_level"]
    # c1 was answered; what became of c2 nobody knows
    assert (level["numerator"], level["denominator"], level["met"]) == (1, 1, True)
    assert level["exclusions"] == [{"why": {"it": "offerti, esito ignoto", "en": "offered, outcome unknown"}, "n": 1}]
    assert level["machine"] is None  # a log is counted, not judged
    resolved = {one["id"]: one for one in got(admin, "/v1/kpis", client="acme")["aspects"][2]["kpis"]}["resolved"]
    assert (resolved["machine"]["numerator"], resolved["machine"]["denominator"]) == (11, 18)
    assert resolved["figure"]["wide"] is True
    assert admin.get("/v1/kpis", params={"client": "acme", "pack": "none"}).status_code == 404
    assert admin.post("/v1/queue-events", params={"client": "acme"}, content=b"x").status_code == 415


QUEUE_LOG = """1793692800|c21|sales|NONE|ENTERQUEUE||0612345678|1
1793692815|c21|sales|Agent/8|CONNECT|15|c21.2|4
1793692900|c22|sales|NONE|ENTERQUEUE||0612345679|1
1793692940|c22|sales|NONE|EXITWITHTIMEOUT|1|1|40
1793692941|c22|sales|NONE|CALLBACKASKED|1
1793692942|NONE|NONE|NONE|CONFIGRELOAD|
"""


def test_asterisks_own_queue_log_is_taken_as_it_is_and_what_is_unknown_in_it_is_named(admin: httpx.Client) -> None:
    def handed_in(log: bytes) -> dict[str, Any]:
        headers, params = {"content-type": "text/plain"}, {"client": "asterisk"}
        answer = admin.post("/v1/queue-events", content=log, params=params, headers=headers)
        return cast("dict[str, Any]", answer.raise_for_status().json())

    sent = handed_in(QUEUE_LOG.encode())
    assert (sent["form"], sent["counts"], sent["refused"]) == ("asterisk_queue_log", {"created": 2}, [])
    assert (sent["unknown_events"], sent["events"]["ENTERQUEUE"]) == ({"CALLBACKASKED": 1}, 2)
    assert handed_in(gzip.compress(QUEUE_LOG.encode()))["counts"] == {"unchanged": 2}
    found = got(admin, "/v1/kpis", client="asterisk", pack="agcom-255-24")["aspects"][0]["kpis"]
    within = {one["id"]: one for one in found}["answered_in_20"]
    assert (within["numerator"], within["denominator"]) == (1, 2)


def reviewed(admin: httpx.Client, size: int, answers: Callable[[int], dict[str, str]]) -> None:
    """A blind random sample of `size` contacts of client beta, worked through; the n-th gets `answers(n)`."""
    plan = {"name": "month", "purpose": "random", "size": size, "frame": {"client": "beta", "agent": "dino"}}
    where = admin.post("/v1/samples", params={"draw": True}, json=plan).raise_for_status().headers["location"]
    for n in range(size):
        item = admin.post(f"{where}/next").raise_for_status().json()
        given = [{"question": question, "answer": answer} for question, answer in answers(n).items()]
        body = {"pick": item["pick"], "answers": given}
        admin.post(f"/v1/interactions/{item['interaction']}/reviews", json=body).raise_for_status()


def test_a_criterion_on_which_people_do_not_agree_with_the_machine_asks_for_a_person(
    house: House, admin: httpx.Client
) -> None:
    said = dict.fromkeys(("greeting", "farewell", "thanks", "apology"), "yes")
    with house.service.store.transaction() as session:
        for agent, n in (("dino", 40), ("elsa", 6)):
            for number in range(n):
                where = contact(f"beta-{agent}{number}", agent=agent, team="ovest", client="beta", day=number / 10)
                saved(session, where, answers=said)
    assert {one["auto"]["grounds"] for one in criteria(admin, "clients/beta").values()} == {"not_yet_checked_here"}

    def answers(n: int) -> dict[str, str]:
        thanks = {"criterion:thanks": "yes"} if n < 5 else {}
        return {"criterion:greeting": "yes", "criterion:farewell": ("yes", "no")[n % 2], **thanks}

    reviewed(admin, 32, answers)
    found = criteria(admin, "clients/beta")
    auto = {id: (one["auto"]["auto_scored"], one["auto"]["grounds"]) for id, one in found.items()}
    assert auto == {
        "greeting": (True, "holds"),
        "farewell": (False, "below_threshold"),
        "thanks": (False, "too_few_checked"),
        "apology": (True, "not_yet_checked_here"),
    }
    assert found["farewell"]["auto"]["low"] < 0.6 == found["farewell"]["auto"]["threshold"]
    assert found["thanks"]["auto"]["reason"] == "too few checked: 5 of 30"
    # 16 of 32 people's answers are yes; the machine said yes to all 46
    farewell = found["farewell"]
    assert (farewell["method"], farewell["note"], farewell["n_human"]) == ("people_only", "asks_for_person", 32)
    assert 0.4 < farewell["value"] < 0.6
    assert farewell["low"] < 0.45
    assert (found["greeting"]["method"], found["greeting"]["note"]) == ("post_stratified", None)
    assert found["thanks"]["method"] == "post_stratified"
    # nobody has answered for this agent, so there is nothing that the figure could rest on
    alone = criteria(admin, "agents/elsa")["farewell"]
    assert (alone["value"], alone["n_machine"], alone["note"]) == (None, 6, "asks_for_person")
    assert criteria(admin, "agents/elsa")["greeting"]["value"] is not None
    assert criteria(admin, "teams/ovest")["farewell"]["method"] == "people_only"
    sides = got(admin, "/v1/compare", kind="agent", first="dino", second="elsa")
    assert "criterion:farewell" not in sides["differences"]
    shown = cli(house.floor.folder, "report", "client", "beta").stdout
    assert "asks for a person" in shown
    assert "too few checked: 5 of 30" in shown
    same = json.loads(cli(house.floor.folder, "report", "client", "beta", "--json").stdout)
    assert farewell.items() >= same["figures"]["criteria"]["farewell"].items()
    policy = {"threshold": -1, "least": 5}  # a client that asks for nothing
    admin.put("/v1/agreement/policy", params={"client": "beta"}, json=policy).raise_for_status()
    assert criteria(admin, "clients/beta")["farewell"]["method"] == "post_stratified"


def criteria(user: httpx.Client, of: str) -> dict[str, Any]:
    found: dict[str, Any] = got(user, f"/v1/{of}/scorecard")["figures"]["criteria"]
    return found


def cli(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "QA_DATA_DIR": str(folder), "COLUMNS": "160", **env}
    run = [sys.executable, "-m", "qa_service.cli", *command]
    return subprocess.run(run, env=known, capture_output=True, text=True, timeout=120)


def test_the_command_line_shows_the_same_as_tables_and_json(tmp_path: Path) -> None:
    assert cli(tmp_path, "db", "upgrade").returncode == 0
    with (
        built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)) as house,
        house.service.store.transaction() as session,
    ):
        fill(session)
    withheld = cli(tmp_path, "report", "agent", "anna")
    assert (withheld.returncode, "QA_MONITORING_BASIS" in withheld.stderr) == (1, True)
    shown = json.loads(cli(tmp_path, "report", "agent", "anna", "--json", QA_MONITORING_BASIS=BASIS).stdout)
    assert (shown["agent"], shown["n"], shown["monitoring_basis"]) == ("anna", 6, BASIS)
    log = tmp_path / "log.csv"
    log.write_text(f"call,event,at\nc1,offered,{OFFERED}\nc1,answered,{ANSWERED}\nc2,parked,{OFFERED}\n")
    taken = cli(tmp_path, "queue", "import", str(log), "--client", "acme")
    assert (taken.returncode, taken.stdout.strip()) == (1, "1 added to, 1 created, 1 refused")
    assert "line 4: event: is no such event" in taken.stderr
    table = cli(tmp_path, "report", "kpis", "--client", "acme", "--pack", "agcom-255-24").stdout
    assert "25 s" in table
    assert "not measurable" in table
    report = cli(tmp_path, "report", "client", "acme").stdout
    assert "18 interactions, 0 checked" in report
    assert "anna" not in report
    apart = cli(tmp_path, "report", "compare", "agent", "anna", "bea", QA_MONITORING_BASIS=BASIS)
    assert "66.7 %" in apart.stdout
    assert cli(tmp_path, "db", "totals", "--check").stdout.strip() == "all totals equal a recount"
