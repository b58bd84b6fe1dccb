"""`qa-service rubric`: check a rubric, try it, publish it for a client, apply it to the past, list what there is."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.tables import folding
from qa_service.domain import rounding
from qa_service.errors import BadInput, NotFound

if TYPE_CHECKING:
    from qa_service.documents.rubrics import MeanPart, TrialView
    from qa_service.domain.rubric import Rubric

rubric = typer.Typer(no_args_is_help=True, help="Rubrics: what counts as good work, by client and version.")
File = Annotated[Path, typer.Argument(help="A rubric in YAML or JSON.")]
Client = Annotated[str, typer.Option(help="Whose rubric it is.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(rubric, name="rubric")


@rubric.command()
def check(file: File) -> None:
    """Check a rubric and say the first fault with its path."""
    rubric = _read(file)
    people = sum(criterion.asks_person for criterion in rubric.criteria)
    human = f", {people} answered by a person" if people else ""
    typer.echo(
        f"{rubric.name_at_version} is sound: {len(rubric.criteria)} criteria in {len(rubric.sections)} sections{human}"
    )


@rubric.command("try")
def attempt(
    file: File,
    client: Client,
    last: Annotated[int, typer.Option(min=1, max=10_000, help="How many finished interactions.")] = 200,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what would change on a client's last interactions if this rubric were in force. Nothing is stored."""
    from qa_service.services import rubrics

    trial = rubrics.attempt(shell(), client, _read(file), last).document
    if not trial.n:
        raise NotFound("client {client!r} has no finished interaction to try it on", client=client)
    if as_json:
        typer.echo(json.dumps(trial.model_dump(mode="json"), ensure_ascii=False))
    else:
        _show(trial, Console(width=None if sys.stdout.isatty() else 110))


@rubric.command()
def publish(file: File, client: Client) -> None:
    """Put a rubric in force: the client's next interactions are scored under it, and this version never changes."""
    from qa_service.services import rubrics

    version = rubrics.put_in_force(shell(), client, _read(file))
    typer.echo(f"{version.id}@{version.version} is in force for {client}")


@rubric.command("list")
def listed(client: Annotated[str | None, typer.Option(help="This client's alone.")] = None) -> None:
    """Show versions, newest first, and which are in force."""
    from qa_service.services import rubrics

    versions = rubrics.listed(shell(), client, limit=1000)
    if versions.in_force is not None:
        typer.echo(f"in force for {client}: {versions.in_force}")
    for version in versions.items:
        state = f"published {when.day(version.published_at)}" if version.published_at else "draft"
        mark = "  in force" if version.in_force else ""
        name = f"{version.id}@{version.version}"
        typer.echo(f"{version.client:<20} {name:<24} {state:<22} {version.created_by}{mark}")


@rubric.command()
def rescore(
    name: Annotated[str, typer.Argument(help="A published version, such as sales@2.")],
    client: Client,
    since: Annotated[datetime, typer.Option(help="From this day on: 2026-03-01.")],
    until: Annotated[datetime, typer.Option(help="Before this day.")],
) -> None:
    """Have a worker score a past period anew under a published version; the scorecards that are there stay beside."""
    from qa_service.services import rescorings

    context, (id, version) = shell(), _version(name)
    days = context.deps.calendar.days(when.in_utc(since), when.in_utc(until))
    document = rescorings.ask(context, client, id, version, days)
    typer.echo(f"{document.id}  a worker scores {document.first_day} to {document.last_day} under {document.rubric}")


@rubric.command("rescorings")
def rescored(client: Annotated[str | None, typer.Option(help="This client's alone.")] = None) -> None:
    """Show which versions were applied to which periods, newest first, and how far each is."""
    from qa_service.services import rescorings

    for one in rescorings.listed(shell(), client, limit=1000).items:
        far = f"{one.done} of {one.total if one.total is not None else '?'}, {one.changed} changed, {one.kept} kept"
        typer.echo(f"{one.client:<20} {one.rubric:<24} {one.first_day} to {one.last_day}  {one.state:<9} {far}")
        if one.failure:
            typer.echo(f"  {one.failure}")


def _version(name: str) -> tuple[str, int]:
    """The id and the number in `sales@2`."""
    id, _, number = name.rpartition("@")
    if not id or not number.isdecimal() or len(number) > 7:
        raise BadInput("{name!r} names no version", name=name, where="name", hint="write it as sales@2")
    return id, int(number)


def _read(file: Path) -> "Rubric":
    from qa_service.bootstrap import engines

    return engines.read_rubric(file)


def _show(trial: "TrialView", console: Console) -> None:
    console.print(f"{trial.before} -> {trial.after} on the last {trial.n} finished interactions (machine answers)")
    sections = folding("section", "mean before", "mean after", "changed")
    for section in trial.sections:
        sections.add_row(section.section, _mean(section.before), _mean(section.after), str(section.changed))
    critical = folding("critical failure harms", "before", "after", "new", "gone")
    for harm in trial.critical:
        critical.add_row(harm.harm, *map(str, (harm.before, harm.after, harm.new, harm.gone)))
    criteria = folding("criterion", "changed", "which", "before", "after")
    for criterion in trial.criteria:
        if criterion.before != criterion.after or criterion.changed:
            criteria.add_row(
                criterion.criterion,
                str(criterion.changed),
                *map(_counts, (criterion.changes, criterion.before, criterion.after)),
            )
    movers = folding("moves most", "section", "before", "after")
    for mover in trial.movers:
        movers.add_row(
            mover.id,
            mover.section,
            f"{rounding.to_decimals(mover.before, 0):.0f}",
            f"{rounding.to_decimals(mover.after, 0):.0f}",
        )
    for table in (sections, critical, criteria, movers):
        if table.row_count:
            console.print(table)


def _mean(of: "MeanPart") -> str:
    return "no figure" if of.mean is None else f"{rounding.to_decimals(of.mean, 1):.1f} (n {of.n})"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items())
