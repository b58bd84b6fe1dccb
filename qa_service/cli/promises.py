"""`qa-service promises`: what agents promised to customers, and what became of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import BadInput, one_of

promises = typer.Typer(no_args_is_help=True, help="What agents promised to customers, and what became of it.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(promises, name="promises")


@promises.command("list")
def listed(
    client: Annotated[str | None, typer.Option(help="The client organisation.")] = None,
    standing: Annotated[
        str | None, typer.Option(help="open, due_today, overdue, asked_again, kept, broken or unknown.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many, the latest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List promises, the latest first."""
    from qa_service.domain.followed_promises import PromiseFilters, PromiseStanding
    from qa_service.services import promises as services

    if standing is not None and standing not in set(PromiseStanding):
        hint = one_of(PromiseStanding)
        raise BadInput("{standing!r} is none of the choices", standing=standing, where="standing", hint=hint)
    filters = PromiseFilters(client, standing=PromiseStanding(standing) if standing else None)
    page = services.listed(shell(), filters, limit=limit)
    emit(page.model_dump(mode="json", include={"items"}), as_json, _list)


@promises.command()
def confirm(
    id: Annotated[UUID, typer.Argument(help="The promise, as `list` prints it.")],
    outcome: Annotated[str, typer.Argument(help="kept, broken or unknown.")],
    as_json: AsJson = False,
) -> None:
    """Say what became of a promise."""
    from qa_service.domain.followed_promises import PromiseOutcome
    from qa_service.services import promises as services

    if outcome not in set(PromiseOutcome):
        raise BadInput("{outcome!r} is no outcome", outcome=outcome, where="outcome", hint=one_of(PromiseOutcome))
    view = services.confirm(shell(), id, PromiseOutcome(outcome))
    emit({"items": [view.model_dump(mode="json")]}, as_json, _list)


@promises.command()
def figures(
    client: Annotated[str, typer.Option(help="The client organisation.")],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Before this day.")] = None,
    team: Annotated[str | None, typer.Option(help="This team alone.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show how many contacts hold a promise, and how many promises were kept by their time."""
    from qa_service.domain.groups import Days
    from qa_service.services import promises as services

    days = Days(*(None if moment is None else moment.date() for moment in (since, until)))
    emit(services.figures(shell(), client, days, team=team).model_dump(mode="json"), as_json, _figures)


def _list(out: Console, page: Mapping[str, Any]) -> None:
    table = folding("promise", "client", "interaction", "kind", "made", "due", "outcome")
    for row in page["items"]:
        about = (row["uuid"], escape(row["client"]), row["interaction"], row["kind"], when.day(row["made_at"]))
        table.add_row(*about, when.day(row["due_at"]), row["outcome"] or ("overdue" if row["overdue"] else "open"))
    out.print(table)


def _figures(out: Console, view: Mapping[str, Any]) -> None:
    table = folding("figure", "value", "n", "interval")
    for name in ("with_promise", "on_time"):
        share = view[name]
        interval = "" if share["low"] is None else f"{share['low']:.3f} to {share['high']:.3f}"
        value = "–" if share["value"] is None else f"{share['value']:.3f}"
        table.add_row(name.replace("_", " "), value, f"{share['yes']} of {share['n']}", interval)
    for name in ("promises", "late", "broken", "unknown", "open", "overdue", "asked_again"):
        table.add_row(name.replace("_", " "), str(view[name]), "", "")
    out.print(table)
