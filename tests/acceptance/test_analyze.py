"""The command line as a user starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.bad_files import FILES, make
from tests.contract import breaches

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "eval" / "samples"
GOOD = SAMPLES / "it-chat-potenza.json"


def qa(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_service.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """All bad files at once, between two good ones."""
    return qa("analyze", GOOD, *make(tmp_path_factory.mktemp("bad")), GOOD)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_one_line_that_says_what_is_wrong(bad: subprocess.CompletedProcess[str], name: str) -> None:
    lines = [line for line in bad.stderr.splitlines() if f"/{name}: " in line]
    assert len(lines) == 1, bad.stderr
    assert lines[0].split(f"/{name}: ", 1)[1].removeprefix(f"{name}: ").startswith(FILES[name][1])


def test_bad_files_stop_no_good_one_and_end_with_status_1(bad: subprocess.CompletedProcess[str]) -> None:
    assert bad.returncode == 1
    assert [json.loads(line)["id"] for line in bad.stdout.splitlines()] == ["it-chat-potenza"] * 2
    assert len(bad.stderr.splitlines()) == len(FILES)


def test_good_files_end_with_status_0_and_say_nothing_on_stderr() -> None:
    done = qa("analyze", GOOD)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_rubric_file_takes_the_place_of_the_default() -> None:
    done = qa("analyze", GOOD, "--rubric", ROOT / "docs" / "rubric-example.yaml")
    assert json.loads(done.stdout)["scorecard"]["rubric"] == "sales@1"


def test_help_loads_no_model_and_no_engine() -> None:
    heavy = [
        "av",
        "ctranslate2",
        "faster_whisper",
        "onnxruntime",
        "presidio_analyzer",
        "spacy",
        "sqlalchemy",
        "torch",
        "transformers",
    ]
    script = f"""
import sys
from typer.testing import CliRunner
from qa_service.cli import app
for command in ([], ["analyze"], ["serve"], ["worker"], ["models", "fetch"]):
    assert CliRunner().invoke(app, [*command, "--help"]).exit_code == 0
print([name for name in {heavy} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_show_pii_shows_the_words_and_where_the_data_stand(tmp_path: Path) -> None:
    document = json.loads(GOOD.read_text())
    document["turns"].append({"speaker": "customer", "text": "il mio numero è 347 1234567"})
    path = tmp_path / "chat.json"
    path.write_text(json.dumps(document))
    masked = json.loads(qa("analyze", path).stdout)
    assert "1234567" not in json.dumps(masked)
    shown = json.loads(qa("analyze", path, "--show-pii").stdout)
    (span,) = [span for span in shown["pii"] if span["turn"] == len(document["turns"]) - 1]
    assert span["type"] == "PHONE"
    assert shown["transcript"][-1]["text"][span["start"] : span["end"]] == "347 1234567"


def test_the_output_fulfils_the_contract(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    texts = [path for path in sorted(SAMPLES.glob("*-chat-*.json")) if not path.name.endswith(".expected.json")]
    assert qa("analyze", *texts, "--out", out).returncode == 0
    turns = {document["id"]: document["turns"] for document in (json.loads(path.read_text()) for path in texts)}
    analyses = [json.loads(line) for line in out.read_text().splitlines()]
    assert {analysis["id"] for analysis in analyses} == turns.keys()
    assert [breach for analysis in analyses for breach in breaches(analysis, turns[analysis["id"]])] == []
