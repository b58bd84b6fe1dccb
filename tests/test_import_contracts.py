"""The import contracts of pyproject.toml hold, and a planted violation of each kind breaks them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("qa_service", "models", "eval", "tests")
PLANTED = {
    "a stage imports another stage": ("scoring/planted.py", "import qa_service.understand.dynamics"),
    "the core imports a database": ("scoring/planted.py", "import sqlalchemy"),
    "the core logs": ("statistics/planted.py", "import logging"),
    "a domain noun imports a stage": ("domain/planted.py", "import qa_service.scoring.total"),
    "an engine comes in through another file": ("documents/planted.py", "import ctranslate2"),
    "a page renders by itself": ("web/planted.py", "import jinja2"),
    "the API imports a page": ("api/planted.py", "import qa_service.web.page"),
    "a route opens the store": ("api/planted.py", "import qa_service.store.packs"),
    "a page computes figures": ("web/planted.py", "import qa_service.figures.ranking"),
    "a page asks who judges blind": ("web/pages/planted.py", "import qa_service.reviewing.blindness"),
    "a command opens the store": ("cli/planted.py", "def later() -> None:\n    import qa_service.store.audit"),
    "a command makes a file by itself": ("cli/planted.py", "import qa_service.exporting.exporter"),
    "a page asks the API": ("web/planted.py", "import qa_service.api.deps"),
    "a command asks the API": ("cli/planted.py", "import qa_service.api.deps"),
    "a stage reads settings": ("ingest/planted.py", "import qa_service.settings"),
    "modules of a package import each other in a circle": ("scoring/rules.py", "import qa_service.scoring.total"),
    "the pipeline imports its own root": ("pipeline.py", "import qa_service.bootstrap"),
}
"""In `qa_service`."""
PLANTED_AROUND = {
    "the training imports the measuring": ("models/heads/planted.py", "import eval.gate"),
    "the measuring imports a test": ("eval/planted.py", "import tests.fakes"),
    "the training imports a test": ("models/demo/planted.py", "import tests.fakes"),
    "the service imports a test": ("qa_service/documents/planted.py", "import tests.fakes"),
    "the service imports the training": ("qa_service/understand/planted.py", "import models.heads.linear"),
}


def only_python(folder: str, names: list[str]) -> list[str]:
    """What a copy leaves out, as `shutil.copytree` asks: all but folders and Python files."""
    kept = [name for name in names if name.endswith(".py") or Path(folder, name).is_dir()]
    return sorted({*names} - {*kept} | {"__pycache__"})


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [linter, "--no-cache"], cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder)}
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=only_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("kind", [*PLANTED, *PLANTED_AROUND])
def test_a_planted_violation_is_caught(copy: Path, kind: str) -> None:
    name, line = PLANTED_AROUND.get(kind) or PLANTED[kind]
    target = copy / name if kind in PLANTED_AROUND else copy / "qa_service" / name
    before = target.read_text() if target.exists() else None
    target.write_text(f"{before or ''}\n{line}\n")
    try:
        assert lint(copy).returncode == 1
    finally:
        target.unlink() if before is None else target.write_text(before)
