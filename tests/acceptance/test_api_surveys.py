"""Answers of customers over HTTP and at the command line; a comment is masked as turns are before anybody reads it."""

import json
from pathlib import Path

import httpx
from typer.testing import CliRunner

from qa_service.cli import app
from qa_service.understand.language import LangidFinder
from qa_service.understand.pii import PresidioFinder
from qa_service.worker.comments import SurveyComments
from tests.acceptance.conftest import House

ACME = {"client": "acme"}
AT = "2026-11-05T10:00:00+01:00"


def test_answers_are_taken_counted_and_their_comments_masked(house: House, admin: httpx.Client) -> None:
    words = "mi chiamo Anna Rossi, il mio numero è 333 1234567, operatrice gentile"
    answers = [{"kind": "csat", "value": 4, "at": AT, "id": f"r{n}"} for n in range(6)]
    answers[0] |= {"comment": words, "contact": "survey-1"}
    taken = admin.post("/v1/surveys", params=ACME, json=[*answers, {"kind": "csat"}]).raise_for_status().json()
    assert (taken["counts"], taken["unmatched"]) == ({"created": 6, "refused": 1}, 6)
    assert taken["refused"][0]["line"] == 7
    table = "id,csat,at\n" + "".join(f"t{n},5,{AT}\n" for n in range(3))
    of_table = admin.post("/v1/surveys", params=ACME, content=table, headers={"content-type": "text/csv"})
    assert of_table.raise_for_status().json()["counts"] == {"created": 3}
    figures = admin.get("/v1/surveys/figures", params=ACME).raise_for_status().json()
    assert (figures["csat"][0]["n"], figures["csat"][0]["top_two"]["value"]) == (9, 1.0)
    document = {"schema": "qa-interaction/1", "id": "survey-1", "client": "acme", "channel": "chat"}
    turns = [{"speaker": "customer", "text": "buongiorno"}, {"speaker": "agent", "text": "buongiorno"}]
    place = admin.post("/v1/interactions", json={**document, "turns": turns}).raise_for_status().headers["location"]
    [answer] = admin.get(f"{place}/surveys").raise_for_status().json()["items"]
    assert (answer["value"], answer["comment"], answer["comment_waits"]) == (4, None, True)
    finder, languages = PresidioFinder(), LangidFinder()
    comments = SurveyComments(house.service.store, house.service.open_seal, lambda: finder, lambda: languages)
    comments.tick(lambda: False)
    [answer] = admin.get(f"{place}/surveys").raise_for_status().json()["items"]
    assert answer["comment_waits"] is False
    assert "operatrice gentile" in answer["comment"]
    assert not any(secret in json.dumps(answer) for secret in ("Rossi", "333 1234567"))


def test_a_table_at_the_command_line(tmp_path: Path) -> None:
    def cli(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, words, env={"QA_DATA_DIR": str(tmp_path)})
        assert done.exit_code == code, done.output
        return done.stdout

    lines = ["Nr;Voto;Quando", *(f"c{n};{n % 10 + 1};05/11/2026 10:0{n}" for n in range(8)), "c9;11;05/11/2026 10:00"]
    (tmp_path / "answers.csv").write_text("\n".join(lines))
    mapping = {"fields": {"contact": "Nr", "value": "Voto", "at": "Quando"}, "kind": "csat", "scales": {"csat": 10}}
    (tmp_path / "mapping.yaml").write_text(json.dumps({**mapping, "dates": "%d/%m/%Y %H:%M"}))
    told = ("surveys", "import", str(tmp_path / "answers.csv"), "--client", "acme")
    by = ("--mapping", str(tmp_path / "mapping.yaml"))
    assert "8 created, 1 refused" in cli(*told, *by, code=1)
    assert "1 refused, 8 unchanged" in cli(*told, *by, code=1)
    found = json.loads(cli("surveys", "figures", "--client", "acme", "--json"))
    assert (found["csat"][0]["scale"], found["csat"][0]["mean"]["value"]) == (10, 4.5)
    cli("export", "surveys", "--client", "acme", "--out", str(tmp_path / "all.csv"))
    assert (tmp_path / "all.csv").read_text("utf-8-sig").count("\n") == 9
