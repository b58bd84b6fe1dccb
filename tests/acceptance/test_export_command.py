"""`export` and `import labelstudio` as people type them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_service.store import audit, interactions, migrations, results
from qa_service.store.repository import Store
from tests.stages import PlainStages
from tests.store.test_interactions import FULL


def typed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QA_DATA_DIR": str(folder), "QA_MONITORING_BASIS": ""}
    command = [sys.executable, "-m", "qa_service.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one finished chat."""
    folder = tmp_path_factory.mktemp("data")
    url = f"sqlite:///{folder / 'qa.db'}"
    migrations.upgrade(url)
    store, stages = Store(url), PlainStages()
    understood = stages.understand(FULL, None, ())
    with store.transaction() as session:
        row, _ = interactions.register(session, FULL, "x")
        results.save_processed(session, row.id, 1, stages.score(FULL.model_copy(update={"turns": ()}), understood))
    store.close()
    return folder


def test_a_file_is_made_at_once_and_the_audit_trail_tells_of_it(folder: Path) -> None:
    made = typed(folder, "export", "interactions", "--client", "acme", "--since", "2026-11-01", "--out", "out.csv")
    assert (made.returncode, made.stdout) == (0, "")
    assert (folder / "out.csv").read_text().splitlines()[1].split(",")[1] == "ext-1"
    store = Store(f"sqlite:///{folder / 'qa.db'}")
    with store.reading() as session:
        assert (line := audit.trail(session, subject="out.csv"))[0].detail == {"kind": "interactions", "format": "csv"}
        assert line[0].actor.startswith("shell:")
    store.close()


def test_what_cannot_be_made_is_one_sentence_and_no_file(folder: Path) -> None:
    for words, sentence in (
        (("export", "faxes"), "KIND: 'faxes' cannot be exported; use one of"),
        (("export", "interactions", "--since", "domani"), "--since: 'domani' is no date"),
        (("export", "scorecard", "--agent", "a17"), "figures on single agents and teams are withheld"),
        (("export", "report", "--client", "nobody"), "no finished interaction of client 'nobody' is visible here"),
        (("import", "labelstudio", "none.json"), "none.json: cannot be read"),
    ):
        failed = typed(folder, *words)
        assert failed.returncode == 1
        assert sentence in failed.stderr
        assert failed.stderr.count("\n") == 1
    assert not {path.suffix for path in folder.iterdir()} & {".pdf", ".zip", ".part"}


def test_label_studio_there_and_back(folder: Path) -> None:
    assert typed(folder, "export", "labelstudio", "--out", "tasks.json").returncode == 0
    (task,) = json.loads((folder / "tasks.json").read_text())
    result = {"from_name": "label__intent", "type": "choices", "value": {"choices": ["claim"]}}
    project = [{**task, "annotations": [{"completed_by": 3, "result": [result]}]}, {"id": 2}]
    (folder / "project.json").write_text(json.dumps(project))
    first, again = (typed(folder, "import", "labelstudio", "project.json") for _ in range(2))
    assert first.returncode == 1  # the second task is no task of ours
    assert "project.json: [1]: it has no annotations" in first.stderr
    assert first.stdout == "1 answers taken in, 0 were there already\n"
    assert again.stdout == "0 answers taken in, 1 were there already\n"
