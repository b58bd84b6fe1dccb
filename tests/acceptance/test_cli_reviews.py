"""The command line of samples, reviews and agreement: the real program over a real database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from qa_service.store import disputes, migrations
from qa_service.store.claims import Job
from qa_service.store.tables import InteractionRow
from tests.acceptance.chaos import ROOT, Floor, text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with six analysed chats."""
    folder = tmp_path_factory.mktemp("data")
    migrations.upgrade(f"sqlite:///{folder / 'qa.db'}")
    floor = Floor(f"sqlite:///{folder / 'qa.db'}", folder)
    for n in range(6):
        with floor.store.transaction() as session:
            row, _ = floor.intake.accept(session, text(n))
        floor.steps(0).text(Job(row.id, 1))
    floor.close()
    return folder


def run(folder: Path, *words: str, status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "qa_service.cli", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QA_DATA_DIR": str(folder), "QA_DATABASE_URL": f"sqlite:///{folder / 'qa.db'}"},
        timeout=120,
    )
    assert done.returncode == status, done.stderr
    return done.stdout if status == 0 else done.stderr


def as_json(folder: Path, *words: str) -> Any:
    return json.loads(run(folder, *words, "--json"))


def test_a_sample_from_plan_to_agreement(folder: Path) -> None:
    made = as_json(folder, "sample", "plan", "all chats", "--size", "6", "--by", "agent", "--client", "acme", "--draw")
    assert (made["draw"]["picks"], made["created_by"][:6]) == (6, "shell:")
    id = made["uuid"]
    assert as_json(folder, "sample", "check", id)["identical"] is True
    item = as_json(folder, "review", "next", id)
    assert (item["blind"], item["questions"][0]["machine"]) == (True, None)
    words = ("review", "answer", item["interaction"], "criterion:greeting=no", "--pick", item["pick"])
    assert "no" in run(folder, *words, "--why", "not heard")
    found = as_json(folder, "review", "list", "--sample", id)["answers"]
    assert [(one["answer"], one["machine"], one["why"]) for one in found] == [("no", "yes", "not heard")]
    assert "answers 1 of 6" in run(folder, "sample", "show", id)
    assert "too few checked" in run(folder, "agreement", "--client", "acme")
    assert "6 of 6 interactions" in run(folder, "sample", "size", "0.05")


def test_a_calibration_session_from_opening_to_reveal(folder: Path) -> None:
    made = as_json(folder, "sample", "plan", "two", "--size", "2", "--purpose", "calibration", "--draw")
    room = as_json(
        folder, "calibration", "open", "greetings", "--sample", made["uuid"], "--question", "criterion:greeting"
    )
    assert (len(room["interactions"]), room["gaps"], room["created_by"][:6]) == (2, None, "shell:")
    id = room["uuid"]
    for person, said in (("user:anna", ("yes", "yes")), ("user:bruno", ("yes", "no"))):
        for answer in said:
            item = as_json(folder, "calibration", "next", id, "--as", person)
            assert (item["session"], [one["machine"] for one in item["questions"]]) == (id, [None])
            words = ("review", "answer", item["interaction"], f"criterion:greeting={answer}", "--session", id)
            assert as_json(folder, *words, "--as", person)["answers"][0]["machine"] is None
        assert run(folder, "calibration", "next", id, "--as", person).strip() == "all of it is answered"
    assert "not revealed" in run(folder, "calibration", "show", id)
    shown = as_json(folder, "calibration", "reveal", id)
    assert [(gap["shared"], gap["agreed"]) for gap in shown["gaps"]] == [(2, 1)]
    assert as_json(folder, "calibration", "show", id) == shown
    assert [one["uuid"] for one in as_json(folder, "calibration", "list")["items"]] == [id]
    assert "user:bruno: no" in run(folder, "calibration", "show", id)
    assert "revealed" in run(folder, "calibration", "next", id, status=1)


def test_an_objection_is_decided_by_somebody_without_a_part_in_it(folder: Path) -> None:
    store = Floor(f"sqlite:///{folder / 'qa.db'}", folder).store
    with store.transaction() as session:
        row = session.exec(select(InteractionRow).where(InteractionRow.agent != None)).first()  # noqa: E711
        assert row is not None
        made = disputes.open_dispute(session, row, ["criterion:greeting"], "I did greet", "user:agent")
        id = str(made.id)
    assert [one["uuid"] for one in as_json(folder, "dispute", "list", "--state", "open")["items"]] == [id]
    words = ("dispute", "decide", id, "criterion:greeting=yes", "--uphold", "--why", "heard it")
    assert "ask another person" in run(folder, *words, "--as", "user:agent", status=1)
    decided = as_json(folder, *words, "--as", "user:judge")
    assert (decided["state"], decided["decided_by"], decided["decision"]) == ("upheld", "user:judge", "heard it")
    assert as_json(folder, "dispute", "show", id) == decided
    assert "upheld" in run(folder, "dispute", "show", id)
    assert as_json(folder, "dispute", "list", "--state", "open")["items"] == []
    assert "not decided again" in run(folder, *words, "--as", "user:other", status=1)


def test_a_policy_is_shown_and_changed_by_what_is_named(folder: Path) -> None:
    assert as_json(folder, "policy", "show", "acme")["least"] == 30
    changed = as_json(folder, "policy", "set", "acme", "--threshold", "0.7", "--coefficient", "percent")
    assert (changed["threshold"], changed["coefficient"], changed["least"]) == (0.7, "percent", 30)
    assert as_json(folder, "policy", "show", "acme") == changed
    assert as_json(folder, "policy", "show", "other")["threshold"] == 0.6
    assert "0.7" in run(folder, "policy", "show", "acme")
    assert "at most 1" in run(folder, "policy", "set", "acme", "--threshold", "2", status=1)
    assert "nothing is to be changed" in run(folder, "policy", "set", "acme", status=1)


def test_what_cannot_be_is_one_clear_line(folder: Path) -> None:
    for words, said in (
        (("sample", "plan", "x", "--size", "3", "--purpose", "risk", "--weight", "critical"), "has no number"),
        (("sample", "draw", "00000000-0000-4000-8000-000000000000"), "no sample"),
    ):
        complaint = run(folder, *words, status=1)
        assert said in complaint
        assert len(complaint.splitlines()) == 1


def test_answers_that_nobody_may_have_read_are_listed_without_a_word(folder: Path) -> None:
    # All six, because a pick that waits in the first sample for somebody is not offered a second time.
    id = as_json(folder, "sample", "plan", "folded", "--size", "6", "--client", "acme", "--draw")["uuid"]
    item = as_json(folder, "review", "next", id, "--as", "user:carla")
    answers = ("criterion:greeting=yes", "courtesy:rudeness=yes")
    words = (item["interaction"], *answers, "--pick", item["pick"], "--as", "user:carla", "--why", "tutto bene")
    run(folder, "review", "answer", *words)
    (suspect,) = as_json(folder, "review", "suspicious")["answers"]
    assert set(suspect) == {"at", "interaction", "question", "reviewer", "id"}
    assert (suspect["interaction"], suspect["question"]) == (item["interaction"], "courtesy:rudeness")
    said = run(folder, "review", "suspicious")
    assert "user:carla" in said
    assert "1 to look at" in said
    assert "tutto bene" not in said
