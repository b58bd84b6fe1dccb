"""The command line `qa-service`. Every command parses, calls and prints; models load only in commands that use them."""

import os
import sys
from importlib import metadata
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from qa_service.cli import (
    adaptations,
    addresses,
    analyze,
    audit,
    backup,
    calibration,
    complaints,
    connector,
    criteria,
    data,
    demo,
    dispute,
    encryption,
    erase,
    export,
    hold,
    intents,
    keys,
    mask,
    models,
    notice,
    policy,
    promises,
    report,
    retention,
    retry,
    review,
    rubrics,
    sample,
    schedule,
    serve,
    sites,
    surveys,
    users,
    watch,
    webhooks,
    words,
)
from qa_service.errors import QaError
from qa_service.settings import refused

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
analyze.register(app)
serve.register(app)
data.register(app)
keys.register(app)
erase.register(app)
demo.register(app)
export.register(app)
intents.register(app)
models.register(app)
report.register(app)
retry.register(app)
users.register(app)
watch.register(app)
rubrics.register(app)
criteria.register(app)
adaptations.register(app)
sample.register(app)
review.register(app)
calibration.register(app)
dispute.register(app)
complaints.register(app)
promises.register(app)
addresses.register(app)
sites.register(app)
surveys.register(app)
policy.register(app)
audit.register(app)
mask.register(app)
words.register(app)
hold.register(app)
encryption.register(app)
notice.register(app)
backup.register(app)
retention.register(app)
connector.register(app)
schedule.register(app)
webhooks.register(app)


def _version(version: bool) -> None:
    if version:
        typer.echo(f"qa-service {metadata.version('qa-service')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """Quality assurance for contact centres."""


def main() -> NoReturn:
    """Runs a command; an error raised on purpose is one line on stderr and exit status 1. What commands write is their
    user's alone, but for weights, which whoever installs them may fetch for others.
    """
    if sys.argv[1:2] != ["models"]:
        os.umask(0o077)
    try:
        app()
    except QaError as error:
        print(f"qa-service: {error}", file=sys.stderr)
    except (ValidationError, SettingsError) as error:
        if isinstance(error, ValidationError) and error.title != "Settings":
            raise
        print(f"qa-service: {refused(error)}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nobody is left to tell
    except Exception as error:
        from qa_service.services.health import is_outage

        if not is_outage(error):
            raise
        print(f"qa-service: the database does not answer ({_outage(error)}); check QA_DATABASE_URL", file=sys.stderr)
    sys.exit(1)


def _outage(error: Exception) -> str:
    """What the database's driver says, in one line; it names hosts and files, and no row."""
    return " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())
