"""`qa-service retry`: failed interactions wait again, many at once; pages and API try one."""

from typing import Annotated

import typer

from qa_service.settings import Settings


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
    from qa_service.bootstrap import service
    from qa_service.cli.export import moment
    from qa_service.cli.who import by
    from qa_service.errors import BadInput
    from qa_service.retrying import retry_all
    from qa_service.store.results import Failed
    from qa_service.workflow import Jobs

    which = Failed(client, moment(since, "--since"), moment(until, "--until"), failure)
    if everything is (which != Failed()):
        raise BadInput("say which", where="retry", hint="give --all, or some of --client, --since, --until, --failure")
    settings = Settings()
    store, jobs = service.store(settings), Jobs(settings.database)
    count = retry_all(store, jobs, which, by(), reason)
    jobs.close()
    typer.echo(f"{count} failed interactions wait again")
