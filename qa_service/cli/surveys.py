"""`qa-service surveys`: answers of customers, taken in and counted."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import BadInput, one_of

surveys = typer.Typer(no_args_is_help=True, help="Answers of customers to surveys, beside what the service measures.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_KINDS = ("agent", "team", "site", "vendor", "sourcing")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(surveys, name="surveys")


@surveys.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="CSV with a line of column names.")],
    client: Annotated[str, typer.Option(help="Whose customers answered.")],
    mapping: Annotated[Path | None, typer.Option(help="YAML: fields, kind, dates, scales.")] = None,
) -> None:
    """Take in answers; the same file again changes nothing, refused lines are named and the others kept."""
    from qa_service.ingest.survey_table import parse
    from qa_service.services import surveys

    by = None if mapping is None else parse(_bytes(mapping))
    taken = surveys.take_table(shell(), client, _bytes(file), by)
    for number, error in taken.refused:
        typer.echo(f"{file}, line {number}: {error}", err=True)
    counts = ", ".join(f"{n} {name}" for name, n in sorted(taken.counts.items()))
    typer.echo(counts or "no answers")
    if taken.unmatched:
        typer.echo(f"{taken.unmatched} are about interactions that are not here")
    if taken.refused:
        raise typer.Exit(1)


@surveys.command()
def figures(
    client: Annotated[str, typer.Option(help="The client organisation.")],
    of: Annotated[str, typer.Option(help="Of an agent, team, site, vendor or sourcing: team=nord.")] = "",
    channel: Annotated[str | None, typer.Option(help="Only call, chat or email.")] = None,
    since: Annotated[datetime | None, typer.Option(help="From this day (centre's clocks) on.")] = None,
    until: Annotated[datetime | None, typer.Option(help="Before this day (centre's clocks).")] = None,
    as_json: AsJson = False,
) -> None:
    """Show response rate, satisfaction, NPS and resolution by survey, beside the service's own resolution."""
    from qa_service.domain.groups import Group, GroupKind
    from qa_service.domain.interaction import Channel
    from qa_service.services import surveys

    if channel is not None and channel not in set(Channel):
        raise BadInput("{channel!r} is no channel", channel=channel, where="--channel", hint=one_of(Channel))
    kind, _, name = of.partition("=")
    if of and (kind not in _KINDS or not name):
        raise BadInput("names no group", where="--of", hint=one_of(f"{kind}=..." for kind in _KINDS))
    narrowed = None if channel is None else Channel(channel)
    group = Group(GroupKind(kind), name, client, narrowed) if of else Group(GroupKind.CLIENT, client, None, narrowed)
    context = shell()
    days = context.deps.calendar.days(when.in_utc(since), when.in_utc(until))
    emit(surveys.figures(context, group, days).model_dump(mode="json"), as_json, _show)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput("cannot be read", where=str(file), hint="give a file that is there") from error


def _show(out: Console, view: Mapping[str, Any]) -> None:
    table = folding("", "value", "interval", "answers")
    rate = "-" if view["response_rate"] is None else f"{view['response_rate']:.1%}"
    table.add_row("response rate", rate, "", f"{view['answered']} of {view['asked']} {view['asked_of']}")
    for kind in ("csat", "ces"):
        for rating in view[kind]:
            for name, digits in (("mean", ".2f"), ("top_two", ".1%")):
                title = f"{kind}, scale to {rating['scale']}, {name.replace('_', ' ')}"
                table.add_row(title, *_row(rating[name], digits, rating["n"]))
    table.add_row("NPS", *_row(view["nps"], "+.2f", view["nps_n"]))
    table.add_row("solved, says the customer", *_row(view["solved"], ".1%", view["solved_n"]))
    own = view["resolution"]
    if own is not None and own["value"] is not None:
        table.add_row("resolved, measured by the service", *_row(own, ".1%", own["n_machine"]))
    out.print(table)
    if view["unmatched"]:
        out.print(f"{view['unmatched']} answers are about interactions that are not here")
    out.print(view["note"]["en"])


def _row(measure: Mapping[str, Any] | None, digits: str, n: int) -> tuple[str, str, str]:
    if measure is None:
        return ("too few" if n else "-", "", str(n))
    return (f"{measure['value']:{digits}}", f"{measure['low']:{digits}} to {measure['high']:{digits}}", str(n))
