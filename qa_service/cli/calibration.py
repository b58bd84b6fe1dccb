"""`qa-service calibration`: several people answer the same interactions, blind to each other, until it is revealed."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.review import Person, show_agreement_of, show_item
from qa_service.cli.tables import folding

calibration = typer.Typer(
    no_args_is_help=True, help="Calibration sessions: the same interactions, answered by several."
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[uuid.UUID, typer.Argument(help="The session, as `open` printed it.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(calibration, name="calibration")


@calibration.command("open")
def opened(
    name: Annotated[str, typer.Argument(help="What the session is for.")],
    interaction: Annotated[
        list[uuid.UUID] | None, typer.Option(help="An analysed interaction; may be repeated.")
    ] = None,
    sample: Annotated[uuid.UUID | None, typer.Option(help="A drawn sample for calibration.")] = None,
    person: Annotated[list[str] | None, typer.Option(help="Who is asked, as reviews name them; none: all.")] = None,
    question: Annotated[list[str] | None, typer.Option(help="criterion:greeting ...; none: all questions.")] = None,
    as_json: AsJson = False,
) -> None:
    """Open a session. Answer with `review answer --session`; what is answered in it never counts in scores."""
    from qa_service.services import calibrations

    session = calibrations.open_session(
        shell(), name, interaction or (), sample=sample, people=person or (), questions=question or ()
    )
    emit(session.model_dump(mode="json"), as_json, _show)


@calibration.command("list")
def listed(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many, newest first.")] = 50, as_json: AsJson = False
) -> None:
    """List sessions, newest first."""
    from qa_service.services import calibrations

    emit(calibrations.listed(shell(), limit=limit).model_dump(mode="json", include={"items"}), as_json, _list)


@calibration.command()
def show(id: Id, as_json: AsJson = False) -> None:
    """Show who has answered how much; once it is revealed, where people differ and how far they agree."""
    from qa_service.services import calibrations

    emit(calibrations.show(shell(), id).model_dump(mode="json"), as_json, _show)


@calibration.command("next")
def next_one(id: Id, person: Person = None, as_json: AsJson = False) -> None:
    """Show the next interaction that this person has not answered, without the machine's answers."""
    from qa_service.services import calibrations

    item = calibrations.next_item(shell(person=person), id)
    if item is None:
        typer.echo("null" if as_json else "all of it is answered")
    else:
        emit(item.model_dump(mode="json"), as_json, show_item)


@calibration.command()
def reveal(id: Id, as_json: AsJson = False) -> None:
    """Close a session for good, once two people have answered: answers, gaps and agreement are open from then on."""
    from qa_service.services import calibrations

    emit(calibrations.reveal(shell(), id).model_dump(mode="json"), as_json, _show)


def _list(out: Console, page: Mapping[str, Any]) -> None:
    table = folding("session", "name", "client", "interactions", "answered by", "opened", "revealed")
    for session in page["items"]:
        people = ", ".join(f"{escape(who)} {n}" for who, n in session["progress"].items())
        size, revealed = str(len(session["interactions"])), when.day(session["revealed_at"])
        about = (escape(session["name"]), session["client"] or "several", size, people)
        table.add_row(session["uuid"], *about, when.day(session["created_at"]), revealed)
    out.print(table)


def _show(out: Console, session: Mapping[str, Any]) -> None:
    _list(out, {"items": [session]})
    if session["gaps"] is None:
        out.print("not revealed: nobody sees another's answers")
        return
    table = folding("question", "shared", "agreed", "interaction", "answers", "machine")
    for gap in session["gaps"]:
        table.add_row(gap["question"], str(gap["shared"]), str(gap["agreed"]), "", "", "")
        for apart in gap["apart"]:
            answers = ", ".join(f"{escape(who)}: {answer}" for who, answer in apart["answers"].items())
            table.add_row("", "", "", apart["interaction"], answers, apart["machine"] or "")
    out.print(table)
    show_agreement_of(out, session["agreement"])
