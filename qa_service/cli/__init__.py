"""The command line `qa-service`. Every command parses, calls and prints; models load only in commands that use them."""

import sys
from typing import NoReturn

import typer

from qa_service.cli import (
    analyze,
    calibration,
    data,
    dispute,
    export,
    intents,
    models,
    policy,
    report,
    review,
    rubrics,
    sample,
    serve,
    users,
    watch,
)
from qa_service.errors import QaError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
analyze.register(app)
serve.register(app)
data.register(app)
export.register(app)
intents.register(app)
models.register(app)
report.register(app)
users.register(app)
watch.register(app)
rubrics.register(app)
sample.register(app)
review.register(app)
calibration.register(app)
dispute.register(app)
policy.register(app)


def main() -> NoReturn:
    """Runs a command; an error raised on purpose is one line on stderr and exit status 1."""
    try:
        app()
    except QaError as error:
        print(f"qa-service: {error}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nobody is left to tell
    except Exception as error:
        from qa_service.store.engine import is_outage

        if not is_outage(error):
            raise
        print(f"qa-service: the database does not answer ({_said(error)}); check QA_DATABASE_URL", file=sys.stderr)
    sys.exit(1)


def _said(error: Exception) -> str:
    """What the database's driver says, in one line; it names hosts and files, and no row."""
    return " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())
