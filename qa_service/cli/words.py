"""`words`: what was said in languages that are not read here, released and taken back; and how well masking does."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.review import Person
from qa_service.cli.tables import folding

words = typer.Typer(no_args_is_help=True, help="Words that are withheld or masked: released, and counted.")
Id = Annotated[UUID, typer.Argument(help="The interaction, by the number that `ingest` printed.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(words, name="words")


@words.command()
def show(id: Id, as_json: AsJson = False) -> None:
    """Tell whether clients and agents may read them, and who has released them."""
    from qa_service.services import unread_words

    emit(unread_words.show(shell(), id).model_dump(mode="json"), as_json, _show)


@words.command()
def release(id: Id, person: Person = None, as_json: AsJson = False) -> None:
    """Let clients and agents read, hear, search and export them from now on."""
    from qa_service.services import unread_words

    emit(unread_words.release(shell(person=person), id).model_dump(mode="json"), as_json, _show)


@words.command()
def withhold(id: Id, person: Person = None, as_json: AsJson = False) -> None:
    """Keep them with the staff again."""
    from qa_service.services import unread_words

    emit(unread_words.withhold(shell(person=person), id).model_dump(mode="json"), as_json, _show)


@words.command()
def figures(
    client: Annotated[str | None, typer.Option(help="Only of this client.")] = None, as_json: AsJson = False
) -> None:
    """Count by kind what people masked by hand, and which masks they took away."""
    from qa_service.services import maskings

    emit(maskings.figures(shell(), client).model_dump(mode="json"), as_json, _figures)


def _figures(out: Console, document: Mapping[str, Any]) -> None:
    table = folding("kind", "missed", "false")
    for row in document["kinds"]:
        table.add_row(row["kind"], str(row["missed"]), str(row["false"]))
    out.print(table)


def _show(out: Console, words: Mapping[str, Any]) -> None:
    state = "withheld from clients and agents" if words["withheld"] else "open to all who may read the interaction"
    out.print(f"{words['interaction']}: its words are {state}", soft_wrap=True)
    if words["released_at"]:
        out.print(escape(f"released by {words['released_by']}, {when.day(words['released_at'])}"), soft_wrap=True)
