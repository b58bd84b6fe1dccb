"""A centre's own criterion over HTTP and at the shell: looked at, tried by a worker that is killed, read."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import yaml
from typer.testing import CliRunner

from qa_service.cli import app
from qa_service.domain.people import Role
from qa_service.store import audit
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BRISK, House, built
from tests.acceptance.test_api_rescoring import finished, published
from tests.store.test_criteria import NONE, OFFER, PERSON, PHRASE, put, version
from tests.store.test_learning import words

MANY = 120


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house
        house.floor.close()


def shell(house: House, *arguments: str) -> str:
    environment = {**os.environ, "QA_DATABASE_URL": house.floor.url}
    outcome = CliRunner().invoke(app, ["criteria", *arguments], env=environment)
    return outcome.output or str(outcome.exception)


def drafted(user: httpx.Client, number: int, criterion: dict[str, Any]) -> None:
    body = version(number, criterion).model_dump(mode="json")
    user.post("/v1/rubrics", params={"client": "acme"}, json=body).raise_for_status()


def test_a_draft_is_tried_on_all_there_is_and_a_worker_killed_at_it_loses_nothing(house: House) -> None:
    ids = [put(house.service.store, n, OFFER if n % 4 == 0 else NONE) for n in range(MANY)]
    with house.user(Role.QA) as user:
        published(user, version(1, PERSON))
        drafted(user, 2, PHRASE)
        asked = user.post("/v1/criteria/acme:try", params={"rubric": "acme@2"})
        assert asked.status_code == 202
        where = asked.headers["location"]
        assert user.get(f"{where}/trial").status_code == 409
        worker = house.floor.start_worker(0.0, BRISK)
        while not 0 < user.get(where).json()["done"] < MANY:
            time.sleep(0.005)
        worker.kill()
        worker.wait()
        half = user.get(where).json()
        assert (half["state"], half["total"]) == ("running", MANY)
        with house.worker():
            job = finished(user, where)
        assert (job["state"], job["done"], job["total"], job["rubric"]) == ("done", MANY, MANY, "acme@2")
        assert job["seconds"] > 0
        trial = user.get(f"{where}/trial").raise_for_status().json()
        assert (trial["before"], trial["after"], trial["n"]) == ("acme@1", "acme@2", MANY)
        (offer,) = (part for part in trial["criteria"] if part["criterion"] == "offer")
        assert offer["after"] == {"no": 90, "yes": 30}  # every fourth of 120
        yes, no = trial["examples"]
        assert [(part["criterion"], part["verdict"], len(part["examples"])) for part in (yes, no)] == [
            ("offer", "yes", 10),
            ("offer", "no", 10),
        ]
        first = yes["examples"][0]
        assert (first["interaction"], first["id"], first["before"]) == (str(ids[116]), "i116", "unclear")
        assert first["passages"][0]["text"] == "sconto"
        assert no["examples"][0]["looked_at"][0]["text"] == NONE
        assert len(trial["movers"]) == 10
        page = user.get("/v1/criterion-jobs", params={"client": "acme", "kind": "try"}).json()
        assert [item["id"] for item in page["items"]] == [job["id"]]
        with house.user(Role.ADMIN) as admin:  # an erased one is shown no more
            admin.delete(f"/v1/interactions/{ids[116]}").raise_for_status()
        again = user.get(f"{where}/trial").json()
        assert str(ids[116]) not in json.dumps(again)
        assert len(again["examples"][0]["examples"]) == 9
    with house.service.store.reading() as session:
        (line,) = audit.trail(session, subject=job["id"], changes=True)
    assert (line.action, line.client, line.detail) == ("try rubric", "acme", {"rubric": "acme@2", "last": None})


def test_a_trial_is_given_up_over_http_and_at_the_shell(house: House) -> None:
    put(house.service.store, 0, OFFER)
    with house.user(Role.QA) as user:
        published(user, version(1, PERSON))
        first, second = (user.post("/v1/criteria/acme:try", params={"last": n}, json=PHRASE).json() for n in (1, 2))
        with house.user(Role.QA, "globex") as stranger:
            assert stranger.post(f"{first['link']}:give-up").status_code == 404
        answer = user.post(f"{first['link']}:give-up")
        assert (answer.status_code, answer.json()["state"]) == (200, "failed")
        assert user.post(f"{first['link']}:give-up").status_code == 409
        assert "gave this up" in shell(house, "give-up", second["id"])
        assert user.get(second["link"]).json()["state"] == "failed"
    with house.service.store.reading() as session:
        lines = [audit.trail(session, subject=job["id"]) for job in (first, second)]
    assert [{line.action for line in some} for some in lines] == [{"try rubric", "give up criterion job"}] * 2


def test_a_criterion_is_looked_at_while_it_is_written(house: House) -> None:
    for n in range(8):
        put(house.service.store, n, OFFER if n % 4 == 0 else NONE)
    with house.user(Role.QA) as user:
        answer = user.post("/v1/criteria/acme:preview", json=PHRASE)
        assert answer.status_code == 200
        view = answer.json()
        assert (view["n"], view["hits"], view["misses"]) == (8, 2, 6)
        assert view["hit_examples"][0]["passages"][0]["text"] == "sconto"
        typed = user.post(
            "/v1/criteria/acme:preview",
            params={"last": 4},
            content=yaml.safe_dump({**PHRASE, "rule": {"kind": "phrase", "any": {"it": ["sconto"]}}}),
            headers={"Content-Type": "application/yaml"},
        )
        assert (typed.json()["n"], typed.json()["hits"]) == (4, 1)
        unknown = {**PHRASE, "rule": {"kind": "behaviour", "label": "charm"}}
        wrong = user.post("/v1/criteria/acme:preview", json=unknown)
        assert (wrong.status_code, wrong.json()["where"]) == (422, "rule.label")
        both = user.post("/v1/criteria/acme:try", params={"rubric": "x@1"}, json=PHRASE)
        assert (both.status_code, both.json()["where"]) == (422, "query.rubric")
        assert user.post("/v1/criteria/acme:try").status_code == 422


def test_one_criterion_is_tried_in_its_place_in_the_rubric_in_force(house: House) -> None:
    for n in range(8):
        put(house.service.store, n, OFFER if n % 4 == 0 else NONE)
    with house.user(Role.QA) as user:
        published(user, version(1, PERSON))
        job = user.post("/v1/criteria/acme:try", params={"last": 6}, json=PHRASE).json()
        with house.worker():
            finished(user, job["link"])
        trial = user.get(f"{job['link']}/trial").json()
    assert (trial["before"], trial["after"], trial["n"]) == ("acme@1", "acme@2", 6)
    changed = [part["criterion"] for part in trial["criteria"] if part["changed"]]
    assert changed == ["offer"]


def test_nobody_else_sees_it_and_who_is_to_answer_blind_sees_it_later(house: House) -> None:
    put(house.service.store, 0, OFFER)
    with house.user(Role.QA) as user:
        published(user, version(1, PERSON))
        job = user.post("/v1/criteria/acme:try", json=PHRASE).json()
        with house.worker():
            finished(user, job["link"])
        with house.user(Role.QA, "globex") as stranger:
            assert stranger.get(job["link"]).status_code == 404
            assert stranger.get(f"{job['link']}/trial").status_code == 404
            assert stranger.get("/v1/criterion-jobs").json()["items"] == []
        frame = {"client": "acme"}
        sample = {"name": "tutte", "purpose": "random", "size": 1, "frame": frame, "blind": True}
        where = user.post("/v1/samples", params={"draw": True}, json=sample).raise_for_status().headers["location"]
        user.post(f"{where}/next").raise_for_status()
        trial = user.get(f"{job['link']}/trial").json()
        assert (trial["examples"], trial["movers"]) == ([], [])


def test_the_shell_does_the_same(house: House, tmp_path: Path) -> None:
    for n in range(8):
        put(house.service.store, n, OFFER if n % 4 == 0 else NONE)
    file = tmp_path / "offer.yaml"
    file.write_text(yaml.safe_dump(PHRASE, allow_unicode=True))
    with house.user(Role.QA) as user:
        published(user, version(1, PERSON))
        drafted(user, 2, PHRASE)
    assert "0 yes, 0 no: 0 of 30" in shell(house, "list", "--client", "acme")
    shown = json.loads(shell(house, "show", "offer", "--client", "acme", "--json"))
    assert (shown["kind"], shown["answers"]["status"]) == ("person", "0 of 30 answers to try")
    assert "2 hits, 6 misses" in shell(house, "preview", str(file), "--client", "acme")
    job = json.loads(shell(house, "try", "acme@2", "--client", "acme", "--json"))
    other = json.loads(shell(house, "try", str(file), "--client", "acme", "--last", "3", "--json"))
    assert (job["rubric"], other["last"]) == ("acme@2", 3)
    with house.user(Role.QA) as user, house.worker():
        for each in (job, other):
            finished(user, each["link"])
    assert "done 8 of 8" in shell(house, "jobs", "--client", "acme")
    assert "acme@1 -> acme@2 on 8 interactions" in shell(house, "trial", job["id"])
    assert ">>sconto<<" in shell(house, "trial", job["id"])
    assert "no such job" in shell(house, "trial", str(UUID(int=1)))
    assert "at least 10 of each" in shell(house, "learn", "offer", "--client", "acme")
    answers = tmp_path / "answers.jsonl"
    answers.write_text('{"interaction": "i0", "answer": "maybe"}\n')
    said = shell(house, "learn", "offer", "--client", "acme", "--answers", str(answers))
    assert "[1].answer: is neither yes nor no" in said
    answers.write_text('{"interaction": "i99", "answer": "yes"}\n')
    said = shell(house, "learn", "offer", "--client", "acme", "--answers", str(answers))
    assert "[1].interaction: names no interaction of this client" in said


def test_a_criterion_is_learned_of_answers_that_are_handed_in_and_used_in_a_draft(house: House) -> None:
    for n in range(40):
        put(house.service.store, n, words(n), version(1, PERSON))
    lines = "".join(json.dumps({"interaction": f"i{n}", "answer": "no" if n % 2 else "yes"}) + "\n" for n in range(40))
    with house.user(Role.QA) as user:
        published(user, version(1, PERSON))
        sent: dict[str, Any] = {"content": lines, "headers": {"Content-Type": "application/x-ndjson"}}
        asked = user.post("/v1/criteria/acme/offer:learn", **sent)
        assert asked.status_code == 202
        assert user.post("/v1/criteria/acme/offer:learn").status_code == 422  # nobody has reviewed anything
        with house.worker():
            job = finished(user, asked.headers["location"], 120)
        assert (job["state"], job["subject"], job["done"], job["read_anew"]) == ("done", "offer", 40, 40)
        report = user.get(f"/v1/learned-models/{job['learned']}").raise_for_status().json()
        assert (report["n"], report["learned"]["n_yes"], report["learned"]["n_no"]) == (40, 20, 20)
        assert report["share"]["low"] <= report["share"]["value"] <= report["share"]["high"]
        used = user.post(f"/v1/learned-models/{job['learned']}:use")
        assert (used.status_code, used.json()["state"]) == (200, "draft")
        assert user.get("/v1/criteria", params={"client": "acme"}).json()["rubric"] == "acme@1"
        user.post(f"{used.headers['location']}:publish").raise_for_status()
        view = user.get("/v1/criteria/acme/offer").json()
        assert (view["rubric"], view["kind"], view["learned"]["id"]) == ("acme@2", "examples", job["learned"])
        assert view["agreement"]["grounds"] == "not_yet_checked_here"
        listed = user.get("/v1/learned-models", params={"client": "acme", "criterion": "offer"}).json()["items"]
        assert listed[0]["published_at"] is not None
    assert "learned from 40 answers: 20 yes, 20 no" in shell(house, "report", job["learned"])
    with house.user(Role.QA, "globex") as stranger:
        assert stranger.get(f"/v1/learned-models/{job['learned']}").status_code == 404
        assert stranger.post(f"/v1/learned-models/{job['learned']}:use").status_code == 404
