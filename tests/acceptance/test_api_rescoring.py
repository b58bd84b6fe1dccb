"""A rubric version is applied to the past over HTTP and from the shell, by a real worker that is killed at it."""

import json
import os
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from typer.testing import CliRunner

from qa_service.cli import app
from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.domain.rollups import family, summed
from qa_service.domain.rubric import Rubric
from qa_service.store import audit, rescorings, results, rollup_rebuild
from qa_service.store.rollups import daily
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BRISK, DEFAULT, House, built
from tests.store.test_rescoring import put, version

MARCH = {"since": "2026-03-01T00:00:00+01:00", "until": "2026-04-01T00:00:00+02:00"}
MANY = 120


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house
        house.floor.close()


def published(user: httpx.Client, rubric: Rubric, client: str = "acme") -> None:
    user.post("/v1/rubrics", params={"client": client}, json=rubric.model_dump(mode="json")).raise_for_status()
    user.post(f"/v1/rubrics/{client}/{rubric.id}/{rubric.version}:publish").raise_for_status()


def finished(user: httpx.Client, where: str, limit: float = 60.0) -> dict[str, Any]:
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found: dict[str, Any] = user.get(where).raise_for_status().json()
        if found["state"] in {"done", "failed"}:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{where} was not settled within {limit} s")


def counted(house: House) -> dict[str, int]:
    """By version, out of totals that are what a recount finds."""
    assert rollup_rebuild.check(house.service.store) == []
    with house.service.store.reading() as session:
        total = summed(counters for _, counters in daily(session, Group(GroupKind.CLIENT, "acme")))
    return family(total, "version:rubric")


def test_two_versions_are_applied_one_after_the_other_and_a_worker_killed_at_it_loses_nothing(house: House) -> None:
    ids = [put(house.service.store, n) for n in range(MANY)]
    with house.user(Role.QA) as user:
        for number in (1, 2):
            published(user, version(number))
        asked = user.post("/v1/rubrics/acme/acme/1:rescore", params=MARCH)
        assert asked.status_code == 202
        where = asked.headers["location"]
        worker = house.floor.start_worker(0.0, BRISK)
        while not 0 < user.get(where).json()["done"] < MANY:
            time.sleep(0.01)
        worker.kill()
        worker.wait()
        half = counted(house)
        assert 0 < half["acme@1"] < MANY
        second = user.post("/v1/rubrics/acme/acme/2:rescore", params=MARCH)
        assert second.status_code == 409
        assert second.json()["detail"] == "contacts of client 'acme' are being scored again; wait until that is done"
        with house.worker():
            first = finished(user, where)
            asked = user.post("/v1/rubrics/acme/acme/2:rescore", params=MARCH)
            last = finished(user, asked.headers["location"])
        for view, name in ((first, "acme@1"), (last, "acme@2")):
            assert (view["state"], view["rubric"], view["done"], view["total"]) == ("done", name, MANY, MANY)
            assert (view["changed"], view["kept"], view["first_day"]) == (MANY, 0, "2026-03-01")
        assert counted(house) == {"acme@2": MANY}
        for id in ids:
            cards = user.get(f"/v1/interactions/{id}/scorecards").json()
            assert [cards["scorecard"]["rubric"], *(card["rubric"] for card in cards["earlier"])] == [
                "acme@2",
                "acme@1",
                "default@1",
            ]
        report = user.get("/v1/clients/acme/scorecard", params=MARCH).json()
        assert report["figures"]["courtesy"]["versions"]["rubric"] == "acme@2"
        listed = user.get("/v1/rescorings", params={"client": "acme"}).json()["items"]
        assert [item["rubric"] for item in listed] == ["acme@2", "acme@1"]


def test_what_is_refused(house: House) -> None:
    put(house.service.store, 0)
    draft = version(3).model_dump(mode="json")
    with house.user(Role.QA) as user:
        published(user, version(1))
        published(user, version(1), "globex")
        user.post("/v1/rubrics", params={"client": "acme"}, json=draft).raise_for_status()

        def refusal(path: str, **period: str) -> tuple[int, str]:
            answer = user.post(f"/v1/rubrics/{path}:rescore", params={**MARCH, **period})
            return answer.status_code, answer.json()["detail"]

        assert refusal("acme/acme/3") == (409, "rubric acme@3 is a draft; publish it first")
        assert refusal("acme/acme/4")[0] == 404
        assert refusal("globex/acme/1") == (404, "client 'globex' has no finished interaction in this period")
        assert refusal("acme/default/1") == (
            409,
            "all finished interactions of this period are scored under default@1 already",
        )
        assert refusal("acme/acme/1", until=MARCH["since"])[0] == 422
        missing = user.post("/v1/rubrics/acme/acme/1:rescore", params={"since": MARCH["since"]})
        assert (missing.status_code, missing.json()["where"]) == (422, "until")
        assert user.get("/v1/rescorings").json() == {"items": [], "next": None}
        assert user.get(f"/v1/rescorings/{UUID(int=1)}").status_code == 404
    for role in set(Role) - {Role.ADMIN, Role.QA}:
        with house.user(role, "acme" if role is Role.CLIENT_VIEWER else None) as other:
            assert other.post("/v1/rubrics/acme/acme/1:rescore", params=MARCH).status_code == 403
            assert other.get("/v1/rescorings").status_code == 403
    with house.user(Role.QA, "globex") as stranger:
        assert stranger.post("/v1/rubrics/acme/acme/1:rescore", params=MARCH).status_code == 403
        assert stranger.get("/v1/rescorings", params={"client": "acme"}).status_code == 403


def test_the_shell_asks_for_it_and_the_audit_trail_keeps_who_did(house: House) -> None:
    put(house.service.store, 0)
    with house.user(Role.QA) as user:
        published(user, version(1))

    def shell(*arguments: str) -> str:
        environment = {**os.environ, "QA_DATABASE_URL": house.floor.url}
        outcome = CliRunner().invoke(app, ["rubric", *arguments], env=environment)
        return outcome.output or str(outcome.exception)

    period = ("--client", "acme", "--since", "2026-03-01", "--until", "2026-04-01")
    said = shell("rescore", "acme@1", *period)
    assert said.endswith("a worker scores 2026-03-01 to 2026-03-31 under acme@1\n")
    id = UUID(said.partition(" ")[0])
    assert "wait until that is done" in shell("rescore", "acme@1", *period)
    assert "'acme' names no version" in shell("rescore", "acme", *period)
    with house.user(Role.QA) as user, house.worker():
        finished(user, f"/v1/rescorings/{id}")
    row = "acme acme@1 2026-03-01 to 2026-03-31 done 1 of 1, 1 changed, 0 kept"
    assert shell("rescorings").split() == row.split()
    with house.service.store.reading() as session:
        (line,) = audit.trail(session, subject=str(id))
        assert rescorings.get(session, id).state is State.DONE
    assert (line.action, line.client) == ("score again", "acme")
    assert json.loads(json.dumps(line.detail)) == {
        "rubric": "acme@1",
        "since": "2026-03-01",
        "until": "2026-04-01",
        "interactions": 1,
    }


def test_an_interaction_shows_all_its_scorecards_but_not_to_who_is_to_answer_it_blind(house: House) -> None:
    id = put(house.service.store, 0)
    with house.user(Role.CLIENT_VIEWER, "globex") as stranger:
        assert stranger.get(f"/v1/interactions/{id}/scorecards").status_code == 404
    with house.user(Role.QA) as user:
        cards = user.get(f"/v1/interactions/{id}/scorecards").json()
        assert (cards["scorecard"]["rubric"], cards["earlier"]) == (DEFAULT.name_at_version, [])
        frame = {"client": "acme"}
        sample = {"name": "tutte", "purpose": "random", "size": 1, "frame": frame, "blind": True}
        where = user.post("/v1/samples", params={"draw": True}, json=sample).raise_for_status().headers["location"]
        user.post(f"{where}/next").raise_for_status()
        assert user.get(f"/v1/interactions/{id}/scorecards").status_code == 403
    with house.service.store.reading() as session:
        assert results.rubric(session, id) == DEFAULT.name_at_version
