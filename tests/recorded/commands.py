"""What the command line says on the same centre: what every command takes, does and refuses. Of what needs models, a
network or a process of its own (analyze, demo, serve, worker, models, intents train) only what it takes is kept.
"""

import json
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from qa_service.cli import app
from qa_service.errors import QaError
from tests.acceptance import shell
from tests.acceptance.house import BASIS
from tests.recorded import answers
from tests.recorded.callers import Asking
from tests.recorded.routes import DOCUMENT, LINES, QUEUE

RUBRIC = """id: phone
version: 1
name: {it: Telefono, en: Phone}
sections:
- id: courtesy
  name: {it: Cortesia, en: Courtesy}
  criteria:
  - id: greeting
    question: {it: 'Saluta?', en: 'Does the agent greet?'}
    rule: {kind: behaviour, label: greeting}
    weight: 10
"""
FILES = {"rubric.yaml": RUBRIC, "bad.yaml": "id: [", "lines.jsonl": LINES, "no.wav": "", "labels.json": "{}"}
COMMANDS = Path(__file__).with_name("commands.txt")


def walk(asking: Asking, folder: Path) -> None:
    """What every command takes, then every command of `commands.txt` in the folder of the centre."""
    for path, command in _all((), typer.main.get_command(app)):
        name = f"$ qa-service {' '.join((*path, '--help'))}"
        asking.kept.append(answers.of_command(name, name[2:], 0, _taken(command), asking.named))
    for name, text in _files().items():
        (folder / name).write_text(text, encoding="utf-8")
    asking.know("folder", str(folder))
    for line in COMMANDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _run(asking, folder, shlex.split(asking.fill(line)), line)
    for name in ("a.csv", "k.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        asking.kept.append(answers.of_command(f"$ what is in {name}", name, 0, text, asking.named))
    asking.keep_trail("the audit trail of the shell")


def _files() -> dict[str, str]:
    documents = {"document.json": {**DOCUMENT, "id": "s-1"}, "other.json": {**DOCUMENT, "id": "s-1", "case": "k-2"}}
    return {**FILES, **{name: json.dumps(text) for name, text in documents.items()}, "queue.json": json.dumps(QUEUE)}


def _all(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The program and all its commands, as they are called."""
    yield path, command
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _all((*path, name), inner)


def _taken(command: Any) -> str:
    """What its help says, apart from how Typer draws it, which differs between its releases."""
    return "\n".join([command.help, *(_parameter(taken) for taken in command.params)])


def _parameter(taken: Any) -> str:
    marks = [mark for mark in ("required", "multiple") if getattr(taken, mark)]
    default = taken.default
    shown = [f"default {default!r}"] if isinstance(default, str | int | float) and not isinstance(default, bool) else []
    return f"{' '.join([*taken.opts, *taken.secondary_opts])}: {getattr(taken, 'help', '')} {[*marks, *shown]}"


def _run(asking: Asking, folder: Path, arguments: Sequence[str], line: str) -> None:
    request = asking.begin(f"$ qa-service {line}")
    status, output = _ran(folder, arguments)
    asked = f"qa-service {' '.join(arguments)}"
    asking.kept.append(answers.of_command(request, asked, status, output, asking.named))


def _ran(folder: Path, arguments: Sequence[str]) -> tuple[int, str]:
    """Exit status and all that is said, in the folder: what a command writes where it stands is written there."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        result = shell.run(folder, *arguments, QA_MONITORING_BASIS=BASIS)
    except Exception as error:  # noqa: BLE001  (what no command may do is an answer, too)
        return 1, f"raised {type(error).__name__}: {error}"
    finally:
        os.chdir(before)
    said = f"\nqa-service: {result.exception}" if isinstance(result.exception, QaError) else ""
    return result.exit_code, result.output + said
