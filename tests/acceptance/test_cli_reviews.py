"""The command line of samples, reviews and agreement: the real program over a real database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qa_service.jobs import Job
from qa_service.store import migrations
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
    assert "not yet checked here" in run(folder, "agreement", "--client", "acme")
    assert "6 of 6 interactions" in run(folder, "sample", "size", "0.05")


def test_what_cannot_be_is_one_clear_line(folder: Path) -> None:
    for words, said in (
        (("sample", "plan", "x", "--size", "3", "--purpose", "risk", "--weight", "critical"), "has no number"),
        (("sample", "draw", "00000000-0000-4000-8000-000000000000"), "no sample"),
    ):
        complaint = run(folder, *words, status=1)
        assert said in complaint
        assert len(complaint.splitlines()) == 1
