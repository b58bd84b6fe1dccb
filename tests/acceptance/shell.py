"""Commands as the shell runs them, in this process: importing all of the service takes seconds."""

import logging
from pathlib import Path

from typer.testing import CliRunner, Result

from qa_service.cli import app
from qa_service.errors import QaError

STAYS = {"QA_WORKER_NICE": "0"}
"""What a command may not change in the process of the tests that come after it."""


def run(folder: Path, *arguments: str, **environment: str) -> Result:
    """A command on the data in `folder`. Raises what is neither a result nor a sentence for people."""
    settings = {"QA_DATA_DIR": str(folder), "QA_DATABASE_URL": "", "QA_SECRET": "", **STAYS, **environment}
    log = logging.getLogger()
    handlers, level = list(log.handlers), log.level
    try:
        result = CliRunner().invoke(app, list(arguments), env=settings, terminal_width=200)
    finally:
        log.handlers[:] = handlers  # those of the command write to a stream that is closed by now
        log.setLevel(level)
    if result.exception is not None and not isinstance(result.exception, QaError | SystemExit):
        raise result.exception
    return result


def refused(folder: Path, *arguments: str, **environment: str) -> str:
    """The sentence with which a command refuses; it is one line on stderr."""
    result = run(folder, *arguments, **environment)
    assert isinstance(result.exception, QaError), result.output
    return str(result.exception)
