"""`qa-service complaints`: the register, with receipt, answer and deadline."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.errors import BadInput, one_of

if TYPE_CHECKING:
    from datetime import date

complaints = typer.Typer(no_args_is_help=True, help="The register of complaints: receipt, answer, deadline.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Client = Annotated[str, typer.Option(help="The client organisation.")]
Id = Annotated[UUID, typer.Argument(help="The complaint, as `list` prints it.")]
On = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; left out: today.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(complaints, name="complaints")


@complaints.command("register")
def put(
    matter: Annotated[str, typer.Argument(help="What it is about, as `complaints rules` names them.")],
    client: Annotated[str | None, typer.Option(help="Whose customer complains.")] = None,
    reference: Annotated[str | None, typer.Option(help="Its number; left out: the register gives it one.")] = None,
    customer: Annotated[str | None, typer.Option(help="Who complains; a pseudonym is kept.")] = None,
    interaction: Annotated[UUID | None, typer.Option(help="The contact that it came with, by its number.")] = None,
    case: Annotated[str | None, typer.Option(help="The case.")] = None,
    note: Annotated[str, typer.Option(help="A few words, which are masked.")] = "",
    received: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of receipt.")] = None,
    as_json: AsJson = False,
) -> None:
    """Register a complaint."""
    from qa_service.services import complaints as services
    from qa_service.services.complaint_rows import WantedComplaint

    wanted = WantedComplaint(
        matter, client, reference, customer, interaction, case, note=note, received_on=_day(received)
    )
    emit(_one(services.register(shell(), wanted)), as_json, _list)


@complaints.command("list")
def listed(
    client: Annotated[str | None, typer.Option(help="The client organisation.")] = None,
    state: Annotated[str | None, typer.Option(help="open, due, late, answered or withdrawn.")] = None,
    due_within: Annotated[int | None, typer.Option(min=0, help="To be answered within so many days.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many, the latest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List complaints by day of receipt, the latest first."""
    from qa_service.domain.complaints import ComplaintFilters, ComplaintState
    from qa_service.services import complaints as services

    if state is not None and state not in set(ComplaintState):
        raise BadInput("{state!r} is no state of a complaint", state=state, where="state", hint=one_of(ComplaintState))
    filters = ComplaintFilters(client, ComplaintState(state) if state else None, due_within)
    page = services.listed(shell(), filters, limit=limit)
    emit(page.model_dump(mode="json", include={"items"}), as_json, _list)


@complaints.command()
def show(id: Id, as_json: AsJson = False) -> None:
    """Show a complaint with its history."""
    from qa_service.services import complaints as services

    emit(_one(services.show(shell(), id)), as_json, _whole)


@complaints.command()
def acknowledge(id: Id, on: On = None, as_json: AsJson = False) -> None:
    """The customer was told that it came in."""
    from qa_service.services import complaints as services

    emit(_one(services.acknowledge(shell(), id, _day(on))), as_json, _list)


@complaints.command()
def answer(
    id: Id,
    outcome: Annotated[str, typer.Argument(help="upheld, partly, rejected or withdrawn.")],
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """It was answered, or the customer took it back."""
    from qa_service.domain.complaints import ComplaintOutcome
    from qa_service.services import complaints as services

    if outcome not in set(ComplaintOutcome):
        raise BadInput("{outcome!r} is no outcome", outcome=outcome, where="outcome", hint=one_of(ComplaintOutcome))
    emit(_one(services.answer(shell(), id, ComplaintOutcome(outcome), _day(on))), as_json, _list)


@complaints.command()
def reopen(id: Id, on: On = None, as_json: AsJson = False) -> None:
    """The answer did not settle it; a new deadline begins."""
    from qa_service.services import complaints as services

    emit(_one(services.reopen(shell(), id, _day(on))), as_json, _list)


@complaints.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="CSV with a line of column names.")],
    client: Client,
    mapping: Annotated[Path | None, typer.Option(help="YAML: columns, dates, outcomes, matters, channels.")] = None,
) -> None:
    """Take in a table of complaints; the same again changes nothing, refused lines are named and the others kept."""
    from qa_service.services import complaint_imports

    read_by = None if mapping is None else complaint_imports.parse(_bytes(mapping))
    taken = complaint_imports.take(shell(), client, _bytes(file), read_by)
    for number, error in taken.refused:
        typer.echo(f"{file}, line {number}: {error}", err=True)
    typer.echo(", ".join(f"{n} {what}" for what, n in sorted(taken.counts.items())) or "no lines")
    if taken.refused:
        raise typer.Exit(1)


@complaints.command()
def figures(
    client: Client,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day of receipt.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Before this day.")] = None,
    team: Annotated[str | None, typer.Option(help="This team alone.")] = None,
    matter: Annotated[str | None, typer.Option(help="This matter alone.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what the register tells of a period."""
    from qa_service.domain.groups import Days
    from qa_service.services import complaint_figures

    days = Days(_day(since), _day(until))
    view = complaint_figures.show(shell(), client, days, team=team, matter=matter)
    emit(view.model_dump(mode="json"), as_json, _figures)


@complaints.command()
def rules(client: Client, as_json: AsJson = False) -> None:
    """Show within how many days a client's complaints are to be answered, and what they are sorted by."""
    from qa_service.services import complaint_rules

    emit(complaint_rules.show(shell(), client).model_dump(mode="json"), as_json, _rules)


@complaints.command("set-rules")
def set_rules(
    client: Client,
    days: Annotated[int, typer.Option(min=1, max=365, help="Within how many days of receipt.")] = 30,
    working: Annotated[bool, typer.Option("--working/--calendar", help="Which days count.")] = False,
    warn_days: Annotated[int, typer.Option(min=0, max=90, help="Told as due so many days before.")] = 5,
    matter: Annotated[list[str] | None, typer.Option(help="What they are sorted by; may be repeated.")] = None,
    as_json: AsJson = False,
) -> None:
    """Set them anew, for complaints registered from now on."""
    from qa_service.domain.complaints import checked_rules
    from qa_service.services import complaint_rules

    counted = "working" if working else "calendar"
    new = checked_rules({"days": days, "counted": counted, "warn_days": warn_days, "matters": matter or []})
    emit(complaint_rules.put(shell(), client, new).model_dump(mode="json"), as_json, _rules)


def _one(view: Any) -> Mapping[str, Any]:
    return {"items": [view.model_dump(mode="json")]}


def _day(moment: datetime | None) -> "date | None":
    return None if moment is None else moment.date()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput("cannot be read: {why}", why=error.strerror, where=str(file)) from error


def _list(out: Console, page: Mapping[str, Any]) -> None:
    table = folding("complaint", "number", "client", "matter", "received", "due", "answered", "state")
    for row in page["items"]:
        about = (row["uuid"], escape(row["reference"]), escape(row["client"]), escape(row["matter"]))
        table.add_row(*about, row["received_on"], row["due_on"], row["answered_on"] or "", row["state"])
    out.print(table)


def _whole(out: Console, page: Mapping[str, Any]) -> None:
    _list(out, page)
    for row in page["items"]:
        for line in row["history"]:
            out.print(escape(f"{line['on']} {line['what']} {line['outcome'] or ''} {line['by'] or ''}"))


def _figures(out: Console, view: Mapping[str, Any]) -> None:
    table = folding("figure", "value", "n", "interval")
    table.add_row("received", str(view["received"]), f"{view['contacts']} contacts", "")
    table.add_row("per 1,000 contacts", _text(view["per_thousand"]), "", "")
    for name in ("in_time", "reopened"):
        share = view[name]
        interval = "" if share["low"] is None else f"{share['low']:.3f} to {share['high']:.3f}"
        table.add_row(name.replace("_", " "), _text(share["value"]), f"{share['yes']} of {share['n']}", interval)
    table.add_row("median days to the answer", _text(view["median_days"]), "", "")
    table.add_row("waiting, in time", str(view["waiting"]), "", "")
    table.add_row("late now", str(view["late_now"]), "", "")
    out.print(table)


def _text(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _rules(out: Console, view: Mapping[str, Any]) -> None:
    matters = ", ".join(view["matters"]) or "the reasons for contact"
    out.print(f"{view['days']} {view['counted']} days, told {view['warn_days']} days before; matters: {matters}")
