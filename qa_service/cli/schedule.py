"""`qa-service schedule`: exports that go to a place by themselves, the feed for a data warehouse among them."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.connector import Options, Secrets, option_values, pairs
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import BadInput

schedule = typer.Typer(no_args_is_help=True, help="Exports that go to a place by themselves, at their hours.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Name = Annotated[str, typer.Argument(help="What the scheduled export is called.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(schedule, name="schedule")


@schedule.command()
def add(
    name: Name,
    what: Annotated[str, typer.Option(help="warehouse, or a kind of export: interactions, analyses, kpis, ...")],
    kind: Annotated[str, typer.Option(help="folder, s3 or sftp.")],
    place: Annotated[str, typer.Option(help="A folder, s3://bucket/prefix, sftp://user@host/folder; no password.")],
    every: Annotated[str, typer.Option(help="daily, weekly or monthly.")] = "daily",
    hour: Annotated[int, typer.Option(help="On the clocks of the centre.")] = 3,
    weekday: Annotated[int, typer.Option(help="Of a weekly one; 1 is Monday.")] = 1,
    day: Annotated[int, typer.Option(help="Of a monthly one.")] = 1,
    export: Annotated[str, typer.Option(help='The rest of the order as JSON: {"filters": {"client": "acme"}}.')] = "{}",
    option: Options = None,
    secret: Secrets = None,
    as_json: AsJson = False,
) -> None:
    """Order an export at its hours; a file tells of the last whole day, week or month."""
    from qa_service.services import scheduled_exports
    from qa_service.services.scheduled_exports import WantedSchedule

    rhythm = {"every": every, "hour": hour, "weekday": weekday, "day": day}
    values = (rhythm, _order(export), option_values(option or []), pairs(secret or []))
    view = scheduled_exports.add(shell(), WantedSchedule(name, what, kind, place, *values))
    emit({"items": [view.model_dump(mode="json")]}, as_json, _show)


@schedule.command("list")
def listed(as_json: AsJson = False) -> None:
    """List them, with when they are due and what failed."""
    from qa_service.services import scheduled_exports

    emit(scheduled_exports.listed(shell()).model_dump(mode="json"), as_json, _show)


@schedule.command()
def remove(name: Name) -> None:
    """Remove a scheduled export. What it wrote stays at its place."""
    from qa_service.services import scheduled_exports

    context = shell()
    scheduled_exports.remove(context, scheduled_exports.named(context, name))
    typer.echo(f"{name} is removed; what it wrote stays at its place")


@schedule.command()
def run(
    name: Name,
    whole: Annotated[bool, typer.Option("--whole", help="Write a feed anew; its readers begin anew.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run it now, here; exit status 1 where it failed."""
    from qa_service.services import schedule_running, scheduled_exports

    context = shell()
    id = scheduled_exports.named(context, name)
    if whole:
        scheduled_exports.run_soon(context, id, is_whole=True)
    state = schedule_running.run(context, id)
    latest = scheduled_exports.runs(context, id).model_dump(mode="json")["items"][:1]
    emit({"items": latest}, as_json, _show_runs)
    if state is None:
        raise BadInput("is being run by somebody else", where=name, hint="wait until they are done")
    if state.value != "done":
        raise typer.Exit(1)


@schedule.command()
def runs(name: Name, as_json: AsJson = False) -> None:
    """List its latest runs, with what arrived or why nothing did."""
    from qa_service.services import scheduled_exports

    context = shell()
    view = scheduled_exports.runs(context, scheduled_exports.named(context, name))
    emit(view.model_dump(mode="json"), as_json, _show_runs)


def _order(text: str) -> dict[str, Any]:
    try:
        order = json.loads(text)
    except ValueError:
        order = None
    if not isinstance(order, dict):
        raise BadInput("is no JSON object", where="--export", hint='write {"filters": {"client": "acme"}}')
    return order


def _show(out: Console, page: Any) -> None:
    table = folding("name", "what", "every", "kind", "place", "due", "trouble")
    for row in page["items"]:
        every = f"{row['rhythm']['every']}, {row['rhythm']['hour']}:00"
        table.add_row(
            *(row["name"], row["what"], every, row["kind"], row["place"]), *(row["due_at"][:16], row["failure"] or "")
        )
    out.print(table)


def _show_runs(out: Console, page: Any) -> None:
    table = folding("begun", "state", "files", "rows", "bytes", "trouble")
    for row in page["items"]:
        counts = (str(row[name]) for name in ("files", "rows", "bytes"))
        table.add_row(row["begun_at"][:19], row["state"], *counts, row["failure"] or "")
    out.print(table)
