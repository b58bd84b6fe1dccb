"""`qa-service addresses`: by which e-mail addresses a client's customers are written to."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding

addresses = typer.Typer(no_args_is_help=True, help="The centre's e-mail addresses, by client.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Client = Annotated[str, typer.Argument(help="The client organisation.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(addresses, name="addresses")


@addresses.command()
def show(client: Client, as_json: AsJson = False) -> None:
    """Show a client's addresses."""
    from qa_service.services import centre_addresses

    emit(centre_addresses.show(shell(), client).model_dump(mode="json"), as_json, _show)


@addresses.command("set")
def put(
    client: Client,
    address: Annotated[
        list[str] | None, typer.Argument(help="Addresses or domains; anna@acme.example=a17 where one agent writes.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Set all addresses of a client, in the place of those before; without any it has none of its own."""
    from qa_service.domain.centre_addresses import parse
    from qa_service.services import centre_addresses

    new = parse(address or [])
    emit(centre_addresses.put(shell(), client, new).model_dump(mode="json"), as_json, _show)


def _show(out: Console, view: Mapping[str, Any]) -> None:
    table = folding("address", "agent")
    for entry in view["addresses"]:
        table.add_row(entry["address"], entry["agent"] or "")
    out.print(table)
