"""The first things that a user types wrong: each is one sentence that names what, where and what to do."""

import os
import socket
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest


def qa(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_service.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=120)


def test_the_version_is_told() -> None:
    assert qa("--version").stdout == f"qa-service {metadata.version('qa-service')}\n"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("QA_PORT", "abc", "input should be a valid integer"),
        ("QA_PORT", "99999", "input should be less than or equal to 65535"),
        ("QA_LOG_LEVEL", "pincopallino", "input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("QA_AGENT_ADDRESSES", "pincopallino", "input should be JSON"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(
    variable: str, value: str, sentence: str, tmp_path: Path
) -> None:
    done = qa("serve", QA_DATA_DIR=str(tmp_path), **{variable: value})
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"qa-service: {variable}: {sentence}")
    assert line.endswith("; set it right in the environment or in .env")
    assert "pincopallino" not in line  # values of settings may be secrets


def test_a_busy_port_is_one_sentence_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        done = qa("serve", QA_DATA_DIR=str(tmp_path), QA_PORT=str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"qa-service: port {port} of 127.0.0.1 cannot be listened on (address already in use); "
        "stop what uses it, or set another QA_PORT or QA_HOST\n"
    )
    assert not list(tmp_path.iterdir())
