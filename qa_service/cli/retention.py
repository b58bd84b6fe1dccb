"""`qa-service retention` and `qa-service opt-out`: what goes when, and who is not analysed."""

from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding

retention = typer.Typer(no_args_is_help=True, help="For how long what is kept, and what goes when.")
opt_out = typer.Typer(no_args_is_help=True, help="Customers who object to being analysed.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Client = Annotated[str | None, typer.Option(help="The client organisation; none: the installation.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(retention, name="retention")
    app.add_typer(opt_out, name="opt-out")


@retention.command()
def show(client: Client = None, as_json: AsJson = False) -> None:
    """Show after how many days each kind goes."""
    from qa_service.services import retention as clocks

    emit(clocks.clocks(shell(), client).model_dump(mode="json"), as_json, _clocks)


@retention.command("set")
def put(
    clocks: Annotated[list[str], typer.Argument(help="recording=90, analysis=never, transcript=inherited ...")],
    client: Client = None,
    as_json: AsJson = False,
) -> None:
    """Set clocks in days; nothing goes before the next night."""
    from qa_service.services import retention as service

    days, inherited = _parsed(clocks)
    emit(service.set_clocks(shell(), client, days, frozenset(inherited)).model_dump(mode="json"), as_json, _clocks)


def _parsed(clocks: list[str]) -> tuple[dict[Any, int | None], set[Any]]:
    from qa_service.domain.retention import KeptKind
    from qa_service.errors import BadInput, one_of

    days: dict[Any, int | None] = {}
    inherited: set[Any] = set()
    for clock in clocks:
        kind, _, value = clock.partition("=")
        if kind not in set(KeptKind):
            raise BadInput("{kind!r} is nothing that has a clock", kind=kind, where=clock, hint=one_of(KeptKind))
        if value == "inherited":
            inherited.add(KeptKind(kind))
        elif value == "never" or value.isdecimal():
            days[KeptKind(kind)] = None if value == "never" else int(value)
        else:
            raise BadInput("is no number of days", where=clock, hint=one_of(("90", "never", "inherited")))
    return days, inherited


@retention.command()
def forecast(client: Client = None, as_json: AsJson = False) -> None:
    """Show what is due, what a legal hold keeps back, and what follows month by month."""
    from qa_service.services import retention as service

    emit(service.forecast(shell(), client).model_dump(mode="json"), as_json, _forecast)


@retention.command()
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove what is due now, as the worker does each night."""
    from qa_service.services import retention as service

    if not dry_run and not yes:
        typer.confirm("Remove all that is due? This cannot be undone", abort=True)
    emit(service.run(shell(), dry_run=dry_run).model_dump(mode="json"), as_json, _went)


def _clocks(out: Console, view: Any) -> None:
    table = folding("kind", "days", "own")
    for kind, days in view["days"].items():
        own = view["own"].get(kind) if kind in view["own"] else ""
        table.add_row(kind, "never" if days is None else str(days), "never" if own is None else str(own))
    out.print(table)


def _forecast(out: Console, document: Any) -> None:
    table = folding("client", "kind", "days", "now", "held back", *(str(n + 1) for n in range(12)))
    for line in document["lines"]:
        months = (str(month["count"]) for month in line["months"])
        table.add_row(
            line["client"] or "-", line["kind"], *(str(line[key]) for key in ("days", "now", "held")), *months
        )
    out.print(table)


def _went(out: Console, done: Any) -> None:
    verb = "would go" if done["dry_run"] else "went"
    for line in done["went"]:
        out.print(f"{line['count']} of {line['kind']} of {line['client'] or 'all clients'} {verb}")
    if not done["went"]:
        out.print("nothing is due")


@opt_out.command()
def add(
    client: Annotated[str, typer.Option(help="The client organisation.")],
    customer: Annotated[str | None, typer.Option(help="As it is handed in, or its pseudonym.")] = None,
    phone: Annotated[str | None, typer.Option(help="Instead of --customer: a telephone number of theirs.")] = None,
    email: Annotated[str | None, typer.Option(help="Instead of --customer: an address of theirs.")] = None,
    erase: Annotated[bool, typer.Option("--erase", help="Erase what is kept of them as well.")] = False,
    as_json: AsJson = False,
) -> None:
    """Analyse nothing of this customer any more: what is handed in is refused and counted."""
    from qa_service.services import customer_names, opt_outs

    name = customer_names.one_named(customer, phone, email)
    emit(opt_outs.put(shell(), client, name, erase=erase).model_dump(mode="json"), as_json, _kept)


def _kept(out: Console, done: Any) -> None:
    out.print(f"{done['opt_out']['id']}: {done['opt_out']['customer']} of {done['opt_out']['client']}")
    if done["erased"] is not None:
        out.print(f"{done['erased']['interactions']} interactions erased")
        if done["erased"]["left"]:
            out.print(done["erased"]["left"])


@opt_out.command("list")
def listed(
    client: Annotated[str | None, typer.Option(help="The client organisation.")] = None,
    cursor: Annotated[str | None, typer.Option(help="Where the list before ended.")] = None,
    as_json: AsJson = False,
) -> None:
    """List objections, the latest first, with how often something was refused since."""
    from qa_service.services import opt_outs

    emit(opt_outs.listed(shell(), client, cursor).model_dump(mode="json"), as_json, _opt_outs)


def _opt_outs(out: Console, page: Any) -> None:
    table = folding("id", "client", "customer", "set by", "on", "refused")
    for row in page["items"]:
        table.add_row(row["id"], row["client"], row["customer"], row["set_by"], row["set_at"][:10], str(row["refused"]))
    out.print(table)
    if page["next"]:
        out.print(f"more: --cursor {page['next']}")


@opt_out.command()
def remove(id: Annotated[UUID, typer.Argument(help="As `opt-out list` prints it.")]) -> None:
    """Take an objection back: the customer's contacts are analysed again."""
    from qa_service.services import opt_outs

    opt_outs.withdraw(shell(), id)
    typer.echo(f"{id} is taken back")
