"""`qa-service webhooks`: which other systems are told of what happens here."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding

webhooks = typer.Typer(no_args_is_help=True, help="Webhooks: which other systems are told of what happens here.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Endpoint = Annotated[UUID, typer.Argument(help="As `webhooks list` prints it.")]
Types = Annotated[list[str] | None, typer.Option("--event", help="A type, such as interaction.done; again for more.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(webhooks, name="webhooks")


@webhooks.command()
def add(
    url: Annotated[str, typer.Argument(help="Where messages go, https://...")],
    label: Annotated[str, typer.Option(help="What the endpoint is for.")],
    client: Annotated[str | None, typer.Option(help="The only client that it hears of; none: all.")] = None,
    event: Types = None,
) -> None:
    """Add an endpoint; the secret by which messages are signed is shown this once."""
    from qa_service.services import webhooks
    from qa_service.services.webhooks import WantedEndpoint

    view = webhooks.add(shell(), WantedEndpoint(url, label, client, event or ()))
    typer.echo(f"{view.id}\n{view.secret}")


@webhooks.command("list")
def listed(
    cursor: Annotated[str | None, typer.Option(help="Where the list before ended.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the endpoints, newest first."""
    from qa_service.services import webhooks

    emit(webhooks.listed(shell(), cursor).model_dump(mode="json"), as_json, _show)


@webhooks.command()
def change(
    id: Endpoint,
    url: Annotated[str | None, typer.Option(help="Another address.")] = None,
    label: Annotated[str | None, typer.Option(help="Another name.")] = None,
    event: Types = None,
) -> None:
    """Change address, name or types of events; what is not named stays."""
    from qa_service.services import webhooks
    from qa_service.services.webhooks import EndpointChanges

    webhooks.change(shell(), id, EndpointChanges(url, label, event))
    typer.echo(f"{id} is changed")


@webhooks.command()
def rotate(
    id: Endpoint,
    overlap_hours: Annotated[int, typer.Option(min=0, max=720, help="So long the old secret signs as well.")] = 24,
) -> None:
    """Make a new secret, shown this once; messages carry two signatures for a while."""
    from qa_service.services import webhooks

    typer.echo(webhooks.rotate(shell(), id, timedelta(hours=overlap_hours)).secret)


@webhooks.command()
def on(id: Endpoint) -> None:
    """Tell an endpoint of events again, first of what waits for it."""
    from qa_service.services import webhooks

    webhooks.switch(shell(), id, on=True)
    typer.echo(f"{id} is on")


@webhooks.command()
def off(id: Endpoint) -> None:
    """Tell an endpoint of nothing for now."""
    from qa_service.services import webhooks

    webhooks.switch(shell(), id, on=False)
    typer.echo(f"{id} is off")


@webhooks.command()
def remove(id: Endpoint) -> None:
    """Remove an endpoint, with what waits for it and its log."""
    from qa_service.services import webhooks

    webhooks.remove(shell(), id)
    typer.echo(f"{id} is removed")


@webhooks.command("test")
def tried(id: Endpoint) -> None:
    """Send an event of no meaning; `webhooks log` tells what came of it."""
    from qa_service.services import webhooks

    webhooks.test(shell(), id)
    typer.echo("a worker sends it; see: qa-service webhooks log")


@webhooks.command()
def replay(
    id: Endpoint,
    event: Annotated[UUID | None, typer.Option(help="One event, by its id.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Those from then on.")] = None,
    until: Annotated[datetime | None, typer.Option(help="Those before then.")] = None,
) -> None:
    """Send one event or those of a period again, with the ids that they had."""
    from qa_service.services import webhooks

    moments = {"since": when.in_utc(since), "until": when.in_utc(until)}
    typer.echo(f"events that go out again: {webhooks.replay(shell(), id, event=event, **moments).events}")


@webhooks.command()
def log(
    id: Endpoint,
    cursor: Annotated[str | None, typer.Option(help="Where the list before ended.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what was sent and what came of it, newest first."""
    from qa_service.services import webhooks

    emit(webhooks.log(shell(), id, cursor).model_dump(mode="json"), as_json, _show_log)


def _show(out: Console, page: Any) -> None:
    table = folding("id", "for", "client", "address", "events", "state", "waiting")
    for row in page["items"]:
        types, client = ", ".join(row["events"]) or "all", row["client"] or "all clients"
        table.add_row(row["id"], row["label"], client, row["url"], types, row["state"], str(row["waiting"]))
    out.print(table)
    _more(out, page)


def _show_log(out: Console, page: Any) -> None:
    table = folding("at", "event", "type", "try", "answer", "ms", "state")
    for row in page["items"]:
        answer = str(row["status"] or row["fault"])
        at, ms = row["at"][:19], str(row["milliseconds"])
        table.add_row(at, row["event"], row["type"], str(row["number"]), answer, ms, row["state"])
    out.print(table)
    _more(out, page)


def _more(out: Console, page: Any) -> None:
    if page.get("next"):
        out.print(f"more: --cursor {page['next']}")
