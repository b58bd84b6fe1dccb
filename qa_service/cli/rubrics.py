"""`qa-service rubric`: check a rubric, try it on what is there, publish it for a client, list what there is."""

import getpass
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from qa_service.cli import when
from qa_service.cli.tables import folding
from qa_service.domain import rounding
from qa_service.errors import NotFound
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.domain.rubric import Rubric
    from qa_service.scoring.trial import Mean, Trial

rubric = typer.Typer(no_args_is_help=True, help="Rubrics: what counts as good work, by client and version.")
File = Annotated[Path, typer.Argument(help="A rubric in YAML or JSON.")]
Client = Annotated[str, typer.Option(help="Whose rubric it is.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(rubric, name="rubric")


@rubric.command()
def check(file: File) -> None:
    """Check a rubric and say the first fault with its path."""
    one = _read(file)
    people = sum(criterion.asks_person for criterion in one.criteria)
    asked = f", {people} answered by a person" if people else ""
    typer.echo(f"{one.name_at_version} is sound: {len(one.criteria)} criteria in {len(one.sections)} sections{asked}")


@rubric.command("try")
def attempt(
    file: File,
    client: Client,
    last: Annotated[int, typer.Option(min=1, max=10_000, help="How many finished interactions.")] = 200,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what would change on a client's last interactions if this rubric were in force. Nothing is stored."""
    from qa_service.bootstrap import service
    from qa_service.reviewing import trials
    from qa_service.scoring.trial import compare
    from qa_service.store.codec import to_body

    settings, after = Settings(), _read(file)
    with service.store(settings).reading() as session:
        before = service.rubrics(settings).current(session, client)
        found = compare(before, after, trials.cases(session, client, last))
    if not found.n:
        raise NotFound(f"client {client!r} has no finished interaction to try it on")
    if as_json:
        typer.echo(json.dumps(to_body(found), ensure_ascii=False))
    else:
        _show(found, Console(width=None if sys.stdout.isatty() else 110))


@rubric.command()
def publish(file: File, client: Client) -> None:
    """Put a rubric in force: the client's next interactions are scored under it, and this version never changes."""
    from qa_service.bootstrap import service
    from qa_service.store import rubrics

    settings, one, by = Settings(), _read(file), f"shell:{_person()}"
    with service.store(settings).transaction() as session:
        service.rubrics(settings).draft(session, client, one, by)
        rubrics.publish(session, client, one.id, one.version, by)
    typer.echo(f"{one.name_at_version} is in force for {client}")


@rubric.command("list")
def listed(client: Annotated[str | None, typer.Option(help="This client's alone.")] = None) -> None:
    """Show versions, newest first, and which are in force."""
    from qa_service.bootstrap import service
    from qa_service.store import rubrics

    settings = Settings()
    with service.store(settings).reading() as session:
        found = rubrics.listed(session, client, limit=1000)
        if client is not None:
            typer.echo(f"in force for {client}: {service.rubrics(settings).current(session, client).name_at_version}")
    for row in found.rows:
        state = f"published {when.day(row.published_at)}" if row.published_at else "draft"
        mark = "  in force" if row.id in found.in_force else ""
        typer.echo(f"{row.client:<20} {f'{row.rubric}@{row.version}':<24} {state:<22} {row.created_by}{mark}")


def _read(file: Path) -> "Rubric":
    from qa_service.bootstrap import engines

    return engines.read_rubric(file)


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that has no name
        return "unknown"


def _show(found: "Trial", console: Console) -> None:
    console.print(f"{found.before} -> {found.after} on the last {found.n} finished interactions (machine answers)")
    sections = folding("section", "mean before", "mean after", "changed")
    for section in found.sections:
        sections.add_row(section.section, _mean(section.before), _mean(section.after), str(section.changed))
    critical = folding("critical failure harms", "before", "after", "new", "gone")
    for harm in found.critical:
        critical.add_row(harm.harm, *map(str, (harm.before, harm.after, harm.new, harm.gone)))
    criteria = folding("criterion", "changed", "which", "before", "after")
    for one in found.criteria:
        if one.before != one.after or one.changed:
            criteria.add_row(one.criterion, str(one.changed), *map(_counts, (one.changes, one.before, one.after)))
    movers = folding("moves most", "section", "before", "after")
    for mover in found.movers:
        movers.add_row(
            mover.id, mover.section, f"{rounding.shown(mover.before, 0):.0f}", f"{rounding.shown(mover.after, 0):.0f}"
        )
    for table in (sections, critical, criteria, movers):
        if table.row_count:
            console.print(table)


def _mean(of: "Mean") -> str:
    return "no figure" if of.mean is None else f"{rounding.shown(of.mean, 1):.1f} (n {of.n})"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items())
