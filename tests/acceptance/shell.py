"""Commands as the shell runs them, in this process: importing all of the service takes seconds."""

from pathlib import Path

from typer.testing import CliRunner, Result

from qa_service.cli import app
from qa_service.errors import QaError


def run(folder: Path, *arguments: str, **environment: str) -> Result:
    """A command on the data in `folder`. Raises what is neither a result nor a sentence for people."""
    settings = {"QA_DATA_DIR": str(folder), "QA_DATABASE_URL": "", "QA_SECRET": "", **environment}
    result = CliRunner().invoke(app, list(arguments), env=settings, terminal_width=200)
    if result.exception is not None and not isinstance(result.exception, QaError | SystemExit):
        raise result.exception
    return result


def refused(folder: Path, *arguments: str, **environment: str) -> str:
    """The sentence with which a command refuses; it is one line on stderr."""
    result = run(folder, *arguments, **environment)
    assert isinstance(result.exception, QaError), result.output
    return str(result.exception)
