"""`qa-service sites`: where a client's contacts are handled."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import BadInput

sites = typer.Typer(no_args_is_help=True, help="Sites and vendors: whose contacts are handled where, by client.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Client = Annotated[str, typer.Option(help="The client organisation.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(sites, name="sites")


@sites.command()
def show(client: Client, as_json: AsJson = False) -> None:
    """Show what a client has said of its teams, queues, agents, sites and vendors."""
    from qa_service.services import sites

    emit(sites.show(shell(), client).model_dump(mode="json"), as_json, _show)


@sites.command("set")
def put(
    file: Annotated[Path, typer.Argument(help="YAML: rules with of, name, site, vendor, sourcing, since, until.")],
    client: Client,
) -> None:
    """Say it, in the place of what was said before, and count the client's past anew."""
    from qa_service.domain.site_rules import parse
    from qa_service.services import sites

    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BadInput("cannot be read", where=str(file), hint="give a file that is there") from error
    sites.put(shell(), client, parse(raw))


@sites.command()
def remove(client: Client) -> None:
    """Remove the rules: from now on only documents say it."""
    from qa_service.services import sites

    sites.remove(shell(), client)


def _show(out: Console, view: Mapping[str, Any]) -> None:
    names = ("of", "name", "site", "vendor", "sourcing", "since", "until")
    table = folding(*names)
    for rule in view["rules"]:
        table.add_row(*(str(rule.get(name, "")) for name in names))
    out.print(table)
