"""`qa-service hold`: what nothing may erase."""

from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding

hold = typer.Typer(no_args_is_help=True, help="Legal holds: what nothing may erase until they are lifted.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(hold, name="hold")


@hold.command("set")
def put(
    reason: Annotated[str, typer.Option(help="Why, without names of customers.")],
    interaction: Annotated[UUID | None, typer.Option(help="One contact, by its number.")] = None,
    client: Annotated[str | None, typer.Option(help="All contacts of a client organisation.")] = None,
    customer: Annotated[str | None, typer.Option(help="Of --client: all contacts of this customer.")] = None,
    phone: Annotated[str | None, typer.Option(help="Instead of --customer: a telephone number of theirs.")] = None,
    email: Annotated[str | None, typer.Option(help="Instead of --customer: an address of theirs.")] = None,
    as_json: AsJson = False,
) -> None:
    """Hold one contact, those of a customer, or all of a client: nothing erases them."""
    from qa_service.services import customer_names, holds
    from qa_service.services.holds import WantedHold

    wanted = WantedHold(interaction, client, customer_names.named(customer, phone, email))
    view = holds.place(shell(), wanted, reason)
    emit({"items": [view.model_dump(mode="json")]}, as_json, _show)


@hold.command("list")
def listed(
    client: Annotated[str | None, typer.Option(help="The client organisation.")] = None,
    cursor: Annotated[str | None, typer.Option(help="Where the list before ended.")] = None,
    as_json: AsJson = False,
) -> None:
    """List those in force, the latest first."""
    from qa_service.services import holds

    emit(holds.listed(shell(), client, cursor).model_dump(mode="json"), as_json, _show)


@hold.command()
def lift(
    id: Annotated[UUID, typer.Argument(help="As `hold list` prints it.")],
    why: Annotated[str, typer.Option(help="The audit trail keeps it.")] = "",
) -> None:
    """Lift a hold; nothing is erased by that alone."""
    from qa_service.services import holds

    holds.lift(shell(), id, why)
    typer.echo(f"{id} is lifted")


def _show(out: Console, page: Any) -> None:
    table = folding("id", "what", "client", "contacts", "reason", "set by", "on")
    for row in page["items"]:
        what = row["interaction"] or row["customer"] or "all contacts"
        table.add_row(
            row["id"], what, row["client"], str(row["contacts"]), row["reason"], row["set_by"], row["set_at"][:10]
        )
    out.print(table)
    if page.get("next"):
        out.print(f"more: --cursor {page['next']}")
