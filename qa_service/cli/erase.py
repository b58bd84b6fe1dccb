"""`erase`: remove contacts by number, or all contacts of a customer."""

from typing import Annotated
from uuid import UUID

import typer


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(erase)


def erase(
    ids: Annotated[list[UUID] | None, typer.Argument(help="Interactions, by the number that `ingest` printed.")] = None,
    client: Annotated[str | None, typer.Option(help="The client organisation of --customer.")] = None,
    customer: Annotated[str | None, typer.Option(help="As it was handed in, or its pseudonym: all contacts.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Remove all that is kept of contacts: words, findings, recordings, reviews, and exports they are in."""
    from qa_service.cli.context import shell
    from qa_service.errors import BadInput
    from qa_service.services import erasure

    if bool(ids) is bool(customer) or bool(customer) is not bool(client):
        raise BadInput(
            "say what to erase",
            where="erase",
            hint="give numbers of interactions, or --client together with --customer",
        )
    what = f"all contacts of this customer with {client}" if customer else f"{len(ids or ())} interactions"
    if not yes:
        typer.confirm(f"Erase {what}? This cannot be undone", abort=True)
    context = shell()
    if customer and client:
        erased = erasure.erase_customer(context, client, customer)
        typer.echo(f"{erased.interactions} interactions erased")
        if erased.left:
            typer.echo(erased.left)
        return
    for id in ids or ():
        erasure.erase(context, id)
        typer.echo(f"{id} is erased")
