"""`qa-service connector`: places that this service takes files from by itself."""

import json
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import BadInput

connector = typer.Typer(no_args_is_help=True, help="Connectors: places that files are taken from by themselves.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Name = Annotated[str, typer.Argument(help="What the connector is called.")]
Kind = Annotated[str, typer.Option(help="folder, s3, sftp or imap.")]
Place = Annotated[
    str,
    typer.Option(help="A folder, s3://bucket/prefix, sftp://user@host/folder, imaps://user@host/INBOX; no password."),
]
Client = Annotated[str, typer.Option(help="The client organisation that all of it belongs to.")]
Options = Annotated[list[str] | None, typer.Option("--option", help="NAME=VALUE, see docs/connectors.md; repeatable.")]
Secrets = Annotated[
    list[str] | None, typer.Option("--secret", help="NAME=env:CONNECTOR_VARIABLE or NAME=file:FILE; repeatable.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(connector, name="connector")


@connector.command()
def add(
    name: Name,
    kind: Kind,
    place: Place,
    client: Client,
    option: Options = None,
    secret: Secrets = None,
    off: Annotated[bool, typer.Option("--off", help="Do not run it yet: look first, by `dry-run`.")] = False,
    as_json: AsJson = False,
) -> None:
    """Set up a connector; the workers run it from now on."""
    from qa_service.services import connectors
    from qa_service.services.connectors import WantedConnector

    wanted = WantedConnector(name, kind, place, client, option_values(option or []), pairs(secret or []), is_on=not off)
    emit({"items": [connectors.add(shell(), wanted).model_dump(mode="json")]}, as_json, _show)


@connector.command()
def change(
    name: Name,
    place: Annotated[str | None, typer.Option(help="Another place.")] = None,
    option: Options = None,
    secret: Secrets = None,
    as_json: AsJson = False,
) -> None:
    """Change place, options or references to secrets; what is not named stays. An option is taken away by NAME=null.
    Everything is listed again; what is known is not taken twice.
    """
    from qa_service.services import connectors
    from qa_service.services.connectors import WantedConnector

    context = shell()
    old = connectors.show(context, connectors.named(context, name))
    options = {key: value for key, value in {**old.options, **option_values(option or [])}.items() if value is not None}
    secrets = {**old.secrets, **pairs(secret or [])}
    wanted = WantedConnector(name, old.kind, place or old.place, old.client, options, secrets, is_on=old.is_on)
    emit({"items": [connectors.change(context, old.id, wanted).model_dump(mode="json")]}, as_json, _show)


@connector.command("list")
def listed(as_json: AsJson = False) -> None:
    """List them, with how their objects ended and what failed."""
    from qa_service.services import connectors

    emit(connectors.listed(shell()).model_dump(mode="json"), as_json, _show)


@connector.command()
def switch(name: Name, on: Annotated[bool, typer.Option("--on/--off", help="Run it, or let it rest.")]) -> None:
    """Switch a connector on or off."""
    from qa_service.services import connectors

    context = shell()
    connectors.switch(context, connectors.named(context, name), is_on=on)
    typer.echo(f"{name} is {'on' if on else 'off'}")


@connector.command()
def remove(name: Name) -> None:
    """Remove a connector. What it took in stays."""
    from qa_service.services import connectors

    context = shell()
    connectors.remove(context, connectors.named(context, name))
    typer.echo(f"{name} is removed; what it took in stays")


@connector.command("run")
def run_soon(
    name: Name, full: Annotated[bool, typer.Option("--full", help="List everything, and compare.")] = False
) -> None:
    """Have a worker run it now."""
    from qa_service.services import connectors

    context = shell()
    connectors.run_soon(context, connectors.named(context, name), is_full=full)
    typer.echo(f"a worker runs {name} as its next one")


@connector.command("dry-run")
def dry_run(
    name: Name,
    read: Annotated[int, typer.Option(help="Have the readers look at so many of the new ones.", min=0, max=20)] = 0,
    as_json: AsJson = False,
) -> None:
    """Say what would come; nothing is taken."""
    from qa_service.services import connector_listings, connectors

    context = shell()
    view = connector_listings.dry_run(context, connectors.named(context, name), read=read)
    emit(view.model_dump(mode="json"), as_json, _show_coming)


@connector.command()
def reconcile(name: Name, as_json: AsJson = False) -> None:
    """List everything at the place and hold it against what was written down; exit status 1 where something is missing.
    What is missing comes with the next run.
    """
    from qa_service.services import connector_listings, connectors

    context = shell()
    view = connector_listings.reconcile(context, connectors.named(context, name))
    emit(view.model_dump(mode="json"), as_json, _show_reconciled)
    if view.missing:
        raise typer.Exit(1)


@connector.command()
def quarantine(
    name: Name,
    state: Annotated[str, typer.Option(help="refused, foreign, waiting, taking, accepted or unchanged.")] = "refused",
    cursor: Annotated[str | None, typer.Option(help="Where the list before ended.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what was refused, with the reasons."""
    from qa_service.domain.connectors import ObjectState
    from qa_service.errors import one_of
    from qa_service.services import connector_objects, connectors

    if state not in set(ObjectState):
        raise BadInput("is no state of an object", where="--state", hint=one_of(ObjectState))
    context = shell()
    page = connector_objects.listed(context, connectors.named(context, name), ObjectState(state), cursor)
    emit(page.model_dump(mode="json"), as_json, _show_objects)


@connector.command()
def retry(
    name: Name,
    object: Annotated[list[UUID] | None, typer.Option("--object", help="Only this one; repeatable.")] = None,
) -> None:
    """Fetch what was refused once more, after a fix."""
    from qa_service.services import connector_objects, connectors

    context = shell()
    count = connector_objects.retry(context, connectors.named(context, name), object)
    typer.echo(f"{count} objects are tried again")


def pairs(texts: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    if any(not key or not equals for key, equals, _ in pairs):
        raise BadInput("is no pair", where="--option, --secret", hint="write NAME=VALUE")
    return {key: value for key, _, value in pairs}


def option_values(texts: list[str]) -> dict[str, Any]:
    """JSON where it is JSON, the contents of a file after `@`, else the text as it stands."""
    return {key: _value(text) for key, text in pairs(texts).items()}


def _value(text: str) -> Any:
    if text.startswith("@"):
        try:
            return Path(text[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise BadInput("cannot be read", where=text[1:]) from None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _show(out: Console, page: Any) -> None:
    table = folding("name", "kind", "place", "client", "on", "last run", "objects", "trouble")
    for row in page["items"]:
        objects = ", ".join(f"{count} {state}" for state, count in row["objects"].items() if count) or "none yet"
        table.add_row(
            *(row["name"], row["kind"], row["place"], row["client"], "yes" if row["is_on"] else "no"),
            *((row["ran_at"] or "never")[:16], objects, row["failure"] or ""),
        )
    out.print(table)


def _show_coming(out: Console, view: Any) -> None:
    table = folding("what", "name", "bytes", "why", "read")
    for row in view["items"]:
        read = "; ".join(row["read"] or [])
        table.add_row(row["what"], row["name"], str(row["size"]), row["why"] or "", read)
    out.print(table)
    out.print(", ".join(f"{count} {what}" for what, count in sorted(view["counts"].items())) or "nothing is there")


def _show_reconciled(out: Console, view: Any) -> None:
    ends = ("accepted", "unchanged", "refused", "foreign", "waiting", "missing")
    out.print(f"{view['listed']} listed = " + " + ".join(f"{view[end]} {end}" for end in ends))
    for name in view["names"]:
        out.print(name, markup=False)


def _show_objects(out: Console, page: Any) -> None:
    table = folding("id", "name", "state", "since", "reasons")
    for row in page["items"]:
        table.add_row(row["id"], row["name"] or "", row["state"], row["settled_at"][:16], "; ".join(row["reasons"]))
    out.print(table)
    if page.get("next"):
        out.print(f"more: --cursor {page['next']}")
