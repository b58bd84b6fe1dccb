"""`qa-service adaptations`: adapt shipped heads to a client, look at both, publish, withdraw."""

import json
import sys
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.tables import folding
from qa_service.errors import BadInput

if TYPE_CHECKING:
    from qa_service.documents.adaptations import AdaptationReportPart, AdaptationView, HeadPart

adaptations = typer.Typer(no_args_is_help=True, help="Shipped heads adapted to a client from its people's answers.")
Adaptation = Annotated[UUID, typer.Argument(help="The adaptation, as `show --client` names it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(adaptations, name="adaptations")


@adaptations.command()
def learn(
    client: Annotated[str, typer.Option(help="Whose people's answers.")],
    question: Annotated[str, typer.Option(help="intent, resolution, sentiment or courtesy:<label>.")],
) -> None:
    """Have a worker adapt a head. Nothing changes until what comes of it is published."""
    from qa_service.services import adaptations

    job = adaptations.learn(shell(), client, question)
    typer.echo(
        f"{job.id}: a worker learns {job.question} for {client}; see: qa-service adaptations show --job {job.id}"
    )


@adaptations.command()
def show(
    adaptation: Annotated[UUID | None, typer.Argument(help="One of them.")] = None,
    client: Annotated[str | None, typer.Option(help="All of this client's.")] = None,
    job: Annotated[UUID | None, typer.Option(help="One that is being learned.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show both heads on answers of people that neither had learned from."""
    from qa_service.services import adaptations

    if adaptation is None and client is None and job is None:
        raise BadInput("name an adaptation, or use --client or --job")
    console = Console(width=None if sys.stdout.isatty() else 110)
    if job is not None:
        learning = adaptations.job(shell(), job)
        if as_json:
            typer.echo(json.dumps(learning.model_dump(mode="json")))
            return
        typer.echo(f"{learning.question} for {learning.client}: {learning.failure or learning.state.value}")
        if learning.report is not None:
            _report(learning.report, console)
            typer.echo(f"learned: {learning.learned or 'nothing, no gain is clear; the shipped head stays'}")
        return
    views = adaptations.listed(shell(), client).items if client else []
    views = [*views, *([adaptations.show(shell(), adaptation)] if adaptation else [])]
    if as_json:
        typer.echo(json.dumps([view.model_dump(mode="json") for view in views]))
        return
    for view in views:
        _head(view)
        _report(view.report, console)


@adaptations.command()
def publish(adaptation: Adaptation) -> None:
    """Put it in force for the client's new and corrected interactions."""
    from qa_service.services import adaptations

    view = adaptations.publish(shell(), adaptation)
    _report(view.report, Console(width=None if sys.stdout.isatty() else 110))
    typer.echo(f"{view.version} is in force for {view.client}")


@adaptations.command()
def withdraw(adaptation: Adaptation) -> None:
    """Let the shipped head answer again, or what was published before it and not withdrawn."""
    from qa_service.services import adaptations

    view = adaptations.withdraw(shell(), adaptation)
    typer.echo(f"{view.version} answers no more for {view.client}")


def _head(view: "AdaptationView") -> None:
    state = "in force" if view.in_force else "not in force"
    typer.echo(f"{view.id} {view.version} for {view.client}: {state}, learned from {view.sources} that are still there")


def _report(report: "AdaptationReportPart", console: Console) -> None:
    table = folding("", "shipped", "adapted")
    for name, figures in (("share equal", "share"), ("kappa", "kappa"), ("AC1", "ac1")):
        table.add_row(name, *(_coefficient(head, figures) for head in (report.shipped, report.adapted)))
    for name in ("auc", "balanced", "calibration_error"):
        values = (getattr(head, name) for head in (report.shipped, report.adapted))
        table.add_row(name.replace("_", " "), *("-" if value is None else f"{value:.2f}" for value in values))
    table.add_row("decided", *(f"{head.decided} of {report.n}" for head in (report.shipped, report.adapted)))
    console.print(table)
    for move in report.moves:
        console.print(
            f"{move.n} from {move.before or 'withheld'} to {move.after or 'withheld'}: "
            f"{move.right_before} were right before, {move.right_after} would be"
        )
    for cases in report.withheld:
        console.print(
            f"{cases.reason} {cases.right} of {cases.n} right; {'speaks' if cases.allowed else 'stays silent'}"
        )


def _coefficient(head: "HeadPart", name: str) -> str:
    part = getattr(head, name)
    if part.value is None:
        return "-"
    return f"{part.value:.2f}" + ("" if part.low is None else f" ({part.low:.2f} to {part.high:.2f})")
