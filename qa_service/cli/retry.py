"""`qa-service retry`: failed interactions wait again, many at once; pages and API try one."""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(retry)


def retry(
    reason: Annotated[str, typer.Option(help="Why they shall be tried again; kept in the audit trail.")],
    everything: Annotated[bool, typer.Option("--all", help="All that failed.")] = False,
    client: Annotated[str | None, typer.Option(help="Those of this client alone.")] = None,
    since: Annotated[str | None, typer.Option(help="Those that failed from this moment on.")] = None,
    until: Annotated[str | None, typer.Option(help="Those that failed before this moment.")] = None,
    failure: Annotated[str | None, typer.Option(help="Those with these words in their failure.")] = None,
) -> None:
    """Try failed interactions again, for as long as their originals are kept (seven days)."""
    from qa_service.cli.context import shell
    from qa_service.cli.export import moment
    from qa_service.errors import BadInput
    from qa_service.services import interactions

    start, end = moment(since, "--since"), moment(until, "--until")
    if everything is any(bound is not None for bound in (client, start, end, failure)):
        raise BadInput("say which", where="retry", hint="give --all, or some of --client, --since, --until, --failure")
    count = interactions.retry_all(shell(), reason, client, start, end, failure)
    typer.echo(f"{count} failed interactions wait again")
