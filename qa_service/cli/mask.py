"""`mask` and `unmask`: words that a person masks by hand, and masks that a person takes away. Words come from the
standard input alone: what stands in a command is seen in process lists and kept in histories.
"""

import sys
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.markup import escape

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.review import Person
from qa_service.domain.masked_words import DatumKind
from qa_service.errors import BadInput, one_of

Id = Annotated[UUID, typer.Argument(help="The interaction, by the number that `ingest` printed.")]
Turn = Annotated[int | None, typer.Option(min=0, help="The turn, counted from 0.")]
Start = Annotated[int | None, typer.Option(min=0, help="The first character, of the masked text, counted from 0.")]
Why = Annotated[str, typer.Option(help="Why; no personal data.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command()(mask)
    app.command()(unmask)


def mask(
    id: Id,
    kind: Annotated[str, typer.Option(help="What they are: PERSON, PHONE, ADDRESS, OTHER_ID ...")],
    turn: Turn = None,
    start: Start = None,
    end: Annotated[int | None, typer.Option(min=1, help="The character after the last.")] = None,
    why: Why = "",
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Mask words, by turn and characters, or as they are read from the standard input: wherever they stand."""
    from qa_service.services import maskings

    chosen = _kind(kind)
    if turn is not None and start is not None and end is not None:
        done = maskings.mask(shell(person=person), id, chosen, turn, start, end, why)
    elif (turn, start, end) == (None, None, None):
        done = maskings.mask_everywhere(shell(person=person), id, chosen, _read(), why)
    else:
        raise BadInput("give --turn, --start and --end together", where="mask", hint="or none, and the words as input")
    emit(done.model_dump(mode="json"), as_json, _masked)


def unmask(
    id: Id,
    turn: Annotated[int, typer.Option(min=0, help="The turn, counted from 0.")],
    start: Annotated[int, typer.Option(min=0, help="The character of the masked text at which the mask begins.")],
    words: Annotated[bool, typer.Option("--words", help="Read what stood there from the standard input.")] = False,
    why: Why = "",
    person: Person = None,
    as_json: AsJson = False,
) -> None:
    """Take a mask away that hides nothing personal."""
    from qa_service.services import maskings

    written = _read() if words else None
    done = maskings.release(shell(person=person), id, turn, start, written, why)
    emit(done.model_dump(mode="json"), as_json, _released)


def _kind(kind: str) -> DatumKind:
    if kind not in set(DatumKind):
        raise BadInput("{kind!r} is no kind of personal data", kind=kind, where="--kind", hint=one_of(DatumKind))
    return DatumKind(kind)


def _read() -> str:
    """One line of the standard input."""
    if sys.stdin.isatty():
        typer.echo("Words, then Enter:", err=True)
    words = sys.stdin.readline(10_000).strip()
    if not words:
        raise BadInput("no words came in", where="standard input")
    return words


def _masked(out: Console, done: Mapping[str, Any]) -> None:
    out.print(
        f"masked in {done['places']} places of the conversation and {done['notes']} of the notes on it; "
        f"{done['searches']} kept searches and {done['files']} files went; sound: {done['sound']}",
        soft_wrap=True,
    )


def _released(out: Console, done: Mapping[str, Any]) -> None:
    out.print(escape(f"{done['outcome']} in {done['places']} places; sound: {done['sound']}"), soft_wrap=True)
