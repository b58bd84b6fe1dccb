"""`qa-service dispute`: what agents object to, and what is decided of it for good."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.review import Person, split_answer
from qa_service.cli.tables import folding
from qa_service.domain.review import DisputeState
from qa_service.errors import one_of

dispute = typer.Typer(no_args_is_help=True, help="Disputes: objections to a judgement, and their decision.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[uuid.UUID, typer.Argument(help="The dispute, as `list` prints it.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(dispute, name="dispute")


@dispute.command("list")
def listed(
    client: Annotated[str | None, typer.Option(help="Only of this client.")] = None,
    agent: Annotated[str | None, typer.Option(help="Only of this agent.")] = None,
    state: Annotated[str | None, typer.Option(help="open, upheld, rejected or expired.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 100,
    as_json: AsJson = False,
) -> None:
    """List disputes, newest first."""
    from qa_service.errors import BadInput
    from qa_service.services import disputes

    if state is not None and state not in set(DisputeState):
        raise BadInput("{state!r} is no state", state=state, where="--state", hint=one_of(DisputeState))
    chosen = None if state is None else DisputeState(state)
    page = disputes.listed(shell(), client, agent, chosen, limit=limit)
    emit(page.model_dump(mode="json", include={"items"}), as_json, _list)


@dispute.command()
def show(id: Id, as_json: AsJson = False) -> None:
    """Show an objection with its words and its decision."""
    from qa_service.services import disputes

    emit(disputes.show(shell(), id).model_dump(mode="json"), as_json, _show)


@dispute.command()
def decide(
    id: Id,
    uphold: Annotated[bool, typer.Option("--uphold/--reject", help="Whether the objection is right.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")],
    answers: Annotated[
        list[str] | None, typer.Argument(help="What holds from now on: criterion:greeting=yes ...")
    ] = None,
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Decide an objection for good; not by whoever objected or reviewed the interaction."""
    from qa_service.domain.review import ReviewAnswer
    from qa_service.services import disputes

    corrections = [ReviewAnswer(*split_answer(text), why) for text in answers or ()]
    decided = disputes.decide(shell(person=person), id, uphold, why, corrections)
    emit(decided.model_dump(mode="json"), as_json, _show)


def _list(out: Console, page: Mapping[str, Any]) -> None:
    table = folding("dispute", "interaction", "client", "agent", "questions", "opened", "due", "state")
    for row in page["items"]:
        about = (row["interaction"], row["client"], escape(row["agent"] or ""), ", ".join(row["questions"]) or "all")
        table.add_row(row["uuid"], *about, when.day(row["opened_at"]), when.day(row["due_at"]), row["state"])
    out.print(table)


def _show(out: Console, row: Mapping[str, Any]) -> None:
    _list(out, {"items": [row]})
    out.print(escape(f"{row['opened_by']}: {row['why']}"), soft_wrap=True)
    if row["decided_by"] is not None:
        out.print(escape(f"{row['decided_by']}, {when.day(row['decided_at'])}: {row['decision']}"), soft_wrap=True)
