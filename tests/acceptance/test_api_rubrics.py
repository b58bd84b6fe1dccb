"""Rubrics over HTTP and from the shell: drafted, tried on what is there, published, in force."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from qa_service.cli import app
from qa_service.documents.rubrics import EXAMPLE as RUBRIC
from qa_service.domain.interaction import Interaction
from qa_service.domain.people import Role
from qa_service.domain.scorecard import Setting
from qa_service.scoring.total import score
from qa_service.store import audit, results
from tests.acceptance.chaos import Floor
from tests.acceptance.house import DEFAULT, House, built
from tests.acceptance.test_analyze import ROOT, qa
from tests.stages import PlainStages
from tests.unit.test_score import understanding

EXAMPLE = ROOT / "docs" / "rubric-example.yaml"
YAML = {"Content-Type": "application/yaml"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        for number, shown in enumerate((("greeting",), ("greeting", "rudeness"), ())):
            finished(house, f"ext-{number}", *shown)
        yield house


def finished(house: House, id: str, *shown: str) -> None:
    """An interaction of acme's in which the agent shows these behaviours."""
    turns = [{"text": "prego", "speaker": "agent"}]
    document = {"id": id, "client": "acme", "channel": "chat", "direction": "outbound", "turns": turns}
    with house.user() as admin:
        row = UUID(admin.post("/v1/interactions", json=document).headers["location"].rpartition("/")[2])
    interaction, stages = Interaction.model_validate(document), PlainStages()
    understood = stages.understand(interaction, None, ())
    seen = understanding(*shown)
    card = score(DEFAULT, seen, Setting.of(interaction, understood.transcript))
    processed = stages.score(interaction.model_copy(update={"turns": ()}), replace(understood, understanding=seen))
    with house.service.store.transaction() as session:
        results.save_processed(session, row, 1, replace(processed, scorecard=card))


def own(**changes: Any) -> dict[str, Any]:
    return {**RUBRIC, **changes}


def test_a_rubric_goes_from_draft_to_force(house: House) -> None:
    with house.user(Role.QA) as qa_user:
        made = qa_user.post("/v1/rubrics", params={"client": "one"}, json=RUBRIC)
        assert (made.status_code, made.headers["location"]) == (201, "/v1/rubrics/one/sales/2")
        assert (made.json()["state"], made.json()["in_force"]) == ("draft", False)
        assert made.json()["rubric"]["sections"][0]["criteria"][1]["reference"] == "contract, annex 3"
        assert qa_user.post("/v1/rubrics", params={"client": "one"}, json=RUBRIC).status_code == 200
        assert qa_user.get("/v1/rubrics", params={"client": "one"}).json()["in_force"] == "default@1"
        published = qa_user.post("/v1/rubrics/one/sales/2:publish").json()
        assert (published["state"], published["in_force"]) == ("published", True)
        assert qa_user.get("/v1/rubrics/one/sales/2").json() == published
        listed = qa_user.get("/v1/rubrics", params={"client": "one"}).json()
        assert (listed["in_force"], [item["in_force"] for item in listed["items"]]) == ("sales@2", [True])
        other = own(name={"it": "Altra", "en": "Other"})
        refused = qa_user.post("/v1/rubrics", params={"client": "one"}, json=other)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:qa-service:problem:conflict")
    with house.service.store.reading() as session:
        (line,) = audit.trail(session, subject="sales@2")
    assert (line.action, line.client, line.detail) == ("publish rubric", "one", {"replaces": None})
    assert line.actor == published["published_by"]


def test_a_client_may_have_any_letters_in_its_name(house: House) -> None:
    with house.user() as admin:
        for client in ("Łódź 客服", "Città & Figli?"):
            made = admin.post("/v1/rubrics", params={"client": client}, json=RUBRIC)
            assert made.status_code == 201, made.json()
            assert made.headers["location"].isascii()
            assert admin.get(made.headers["location"]).json() == made.json()


def test_yaml_is_read_as_well_and_the_services_own_can_be_read(house: House) -> None:
    with house.user() as admin:
        made = admin.post("/v1/rubrics", params={"client": "two"}, content=EXAMPLE.read_bytes(), headers=YAML)
        assert made.status_code == 201, made.text
        default = admin.get("/v1/rubrics/two/default/1").json()
    assert (default["in_force"], default["created_by"]) == (True, None)
    assert len(default["rubric"]["sections"]) == 2


@pytest.mark.parametrize(
    ("body", "where", "detail"),
    [
        (own(version="x"), "version", "version: input should be a valid integer"),
        (own(id="default"), "id", "'default' is the name of a rubric of this service"),
        ({}, "id", "id: field required"),
    ],
)
def test_a_faulty_rubric_is_refused_with_its_place(house: House, body: Any, where: str, detail: str) -> None:
    with house.user() as admin:
        answer = admin.post("/v1/rubrics", params={"client": "acme"}, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["where"] == where
    assert detail in answer.json()["detail"]


def test_a_misspelt_label_is_refused_with_what_is_allowed(house: House) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("label: greeting", "label: gretting")
    with house.user() as admin:
        answer = admin.post("/v1/rubrics", params={"client": "acme"}, content=text.encode(), headers=YAML).json()
    assert answer["where"] == "sections[0].criteria[0].rule.label"
    assert "'gretting' is no courtesy label; use one of greeting, " in answer["detail"]


def test_bodies_that_are_no_rubric_are_refused(house: House) -> None:
    with house.user() as admin:

        def send(content: bytes, media: str = "application/yaml", client: str | None = "acme") -> int:
            params = {"client": client} if client else {}
            headers = {"Content-Type": media}
            return admin.post("/v1/rubrics", params=params, content=content, headers=headers).status_code

        assert send(b"\xff\xfe") == 422
        assert send(b"id: [") == 422
        assert send(b"a: &a [1]\nb: *a") == 422
        assert send(b"x" * (128 * 1024 + 1)) == 413
        assert send(b"{}", "text/plain") == 415
        assert send(EXAMPLE.read_bytes(), client=None) == 422
        assert admin.get("/v1/rubrics", params={"cursor": "x"}).status_code == 422
        assert admin.get("/v1/rubrics/acme/sales/0").status_code == 422


def test_a_draft_is_tried_on_the_last_interactions(house: House) -> None:
    strict = DEFAULT.model_dump(mode="json") | {"id": "strict"}
    for one in strict["sections"][0]["criteria"]:
        if one["id"] == "no_rudeness":
            one["critical"] = {"harms": "customer", "fails": True}
        if one["id"] == "greeting":
            one["rule"] = {"kind": "behaviour", "label": "farewell"}
    with house.user(Role.QA) as qa_user:
        assert qa_user.post("/v1/rubrics", params={"client": "acme"}, json=strict).status_code == 201
        found = qa_user.post("/v1/rubrics/acme/strict/1:try", params={"last": 10}).json()
        assert (found["before"], found["after"], found["n"]) == ("default@1", "strict@1", 3)
        (greeting,) = [one for one in found["criteria"] if one["criterion"] == "greeting"]
        assert (greeting["changes"], greeting["before"]) == ({"yes->no": 2}, {"no": 1, "yes": 2})
        first = found["movers"][0]
        assert (first["id"], first["before"], first["after"]) == ("ext-1", 30.0, 0.0)  # capped before, failed now
        assert found["critical"][0] == {"harm": "customer", "before": 1, "after": 1, "new": 0, "gone": 0}
        assert qa_user.post("/v1/rubrics/acme/strict/1:try", params={"last": 1}).json()["n"] == 1
        assert qa_user.post("/v1/rubrics/acme/gone/1:try").status_code == 404
        assert qa_user.get("/v1/rubrics", params={"client": "acme"}).json()["in_force"] == "default@1"


def test_who_sees_what(house: House) -> None:
    with house.user() as admin:
        for version in (1, 2):
            admin.post("/v1/rubrics", params={"client": "seen"}, json=own(version=version))
        admin.post("/v1/rubrics/seen/sales/1:publish")
    with house.user(Role.CLIENT_VIEWER, "seen") as viewer:
        listed = viewer.get("/v1/rubrics").json()
        assert (listed["in_force"], [item["version"] for item in listed["items"]]) == ("sales@1", [1])
        assert listed["items"][0]["created_by"] is None
        assert viewer.get("/v1/rubrics/seen/sales/1").json()["rubric"]["id"] == "sales"
        assert viewer.get("/v1/rubrics/seen/sales/2").status_code == 404
        assert viewer.post("/v1/rubrics", json=RUBRIC).status_code == 403
        assert viewer.post("/v1/rubrics/seen/sales/1:try").status_code == 403
    with house.user(Role.COACH) as coach:
        listed = coach.get("/v1/rubrics", params={"client": "seen"}).json()
        assert [item["version"] for item in listed["items"]] == [2, 1]
        assert coach.post("/v1/rubrics/seen/sales/2:publish").status_code == 403
    with house.user(Role.ADMIN, "stranger") as stranger:
        nothing: dict[str, Any] = {"in_force": None, "items": [], "next": None}
        assert stranger.get("/v1/rubrics", params={"client": "seen"}).json() == nothing
        assert stranger.get("/v1/rubrics/seen/sales/1").status_code == 404
        assert stranger.post("/v1/rubrics/seen/sales/1:publish").status_code == 404
        assert stranger.post("/v1/rubrics", params={"client": "seen"}, json=RUBRIC).status_code == 403
        assert stranger.post("/v1/rubrics", json=RUBRIC).status_code == 201  # its own client


def test_the_shell_checks_tries_publishes_and_lists(house: House) -> None:
    environment = {"QA_DATABASE_URL": house.floor.url, "QA_DATA_DIR": str(house.floor.folder)}

    def shell(*arguments: str) -> subprocess.CompletedProcess[str]:
        return qa("rubric", *arguments, **environment)

    wrong = house.floor.folder / "wrong.yaml"
    wrong.write_text(EXAMPLE.read_text(encoding="utf-8").replace("label: apology", "label: sorry"), encoding="utf-8")
    refused = shell("check", str(wrong))
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        "qa-service: sections[0].criteria[2].rule.of[0].label: 'sorry' is no courtesy label"
    )
    tried = json.loads(shell("try", str(EXAMPLE), "--client", "acme", "--last", "2", "--json").stdout)
    with house.user() as admin:
        admin.post("/v1/rubrics", params={"client": "acme"}, content=EXAMPLE.read_bytes(), headers=YAML)
        assert admin.post("/v1/rubrics/acme/sales/1:try", params={"last": 2}).json() == tried
    assert shell("publish", str(EXAMPLE), "--client", "acme").stdout == "sales@1 is in force for acme\n"
    listed = shell("list", "--client", "acme").stdout.splitlines()
    assert listed[0] == "in force for acme: sales@1"
    assert "published" in listed[1]
    assert listed[1].endswith("in force")


def test_what_the_shell_says_of_a_sound_rubric_and_of_a_trial(house: House) -> None:
    """In this process: a start of its own for each sentence takes seconds."""

    def shell(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["rubric", *arguments], env={**os.environ, "QA_DATABASE_URL": house.floor.url})

    checked = shell("check", str(EXAMPLE))
    assert checked.stdout == "sales@1 is sound: 12 criteria in 2 sections, 2 answered by a person\n"
    table = shell("try", str(ROOT / "models" / "rubrics" / "default.yaml"), "--client", "acme").stdout
    assert "-> default@1 on the last 3 finished interactions (machine answers)" in table
    assert "critical failure harms" in table
    nobody = shell("try", str(EXAMPLE), "--client", "nobody")
    assert "client 'nobody' has no finished interaction" in str(nobody.exception)
