"""Commands of `eval` on a machine that lacks something: one sentence, exit status 1, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval import needs

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NEED_DATA = ("eval.asr", "eval.diarization", "eval.train_names", "eval.bench.stereo")
NEED_EXTRAS = {"eval.asr": "jiwer", "eval.synth.listen": "soundfile"}
BLOCKER = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "{package}":
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocker())
"""


def run(module: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, timeout=240)


@pytest.mark.parametrize("module", NEED_DATA)
def test_data_that_are_not_there_are_named(module: str, tmp_path: Path) -> None:
    done = run(module, QA_EVAL_DATA=str(tmp_path / "nothing"))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert str(tmp_path / "nothing") in line
    assert "QA_EVAL_DATA names the folder that holds the public sets" in line
    assert "python -m eval.fetch" in line


@pytest.mark.parametrize(("module", "package"), NEED_EXTRAS.items())
def test_an_extra_that_is_not_installed_is_named_with_what_brings_it(module: str, package: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(BLOCKER.format(package=package))
    done = run(module, PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(f"the package {package} is not installed; {needs.EVERYTHING}")
    assert "Traceback" not in done.stderr


def test_a_fault_keeps_its_traceback() -> None:
    assert needs.sentence(ValueError("no")) == ""
    assert needs.sentence(ModuleNotFoundError("x", name="eval.nothing")) == ""
    assert needs.sentence(FileNotFoundError(2, "No such file", "/elsewhere/x")) == ""
