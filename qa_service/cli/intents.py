"""`qa-service intents`: a client's own contact reasons."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from qa_service.errors import BadInput, reason
from qa_service.settings import Settings

intents = typer.Typer(no_args_is_help=True, help="Contact reasons that a client defines for itself.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(intents, name="intents")


@intents.command()
def train(
    file: Annotated[Path, typer.Argument(help="CSV with the columns text and label; at least 8 examples a label.")],
    client: Annotated[str, typer.Option(help="Whose reasons they are.")],
) -> None:
    """Learn a client's contact reasons from examples; used from the next interaction on."""
    from qa_service.bootstrap import engines

    texts, labels = _examples(file)
    version = engines.LazyEngines(Settings()).reasons.train(client, texts, labels)
    typer.echo(f"{client}@{version}: {len(set(labels))} reasons from {len(texts)} examples")


@intents.command()
def versions(client: Annotated[str, typer.Option(help="Whose reasons.")]) -> None:
    """Say which version of a client's reasons is in use."""
    from qa_service.understand.reason_finder import ReasonFiles

    newest = ReasonFiles(Settings().data_dir / "reasons").newest(client)
    typer.echo(f"{client}@{newest}" if newest else f"{client} has no reasons of its own")


def _examples(file: Path) -> tuple[list[str], list[str]]:
    """Texts and labels of a CSV file. Raises BadInput with the line of the fault."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput("cannot be read as CSV ({reason})", reason=reason(error), where=str(file)) from error
    if not rows or not {"text", "label"} <= rows[0].keys():
        raise BadInput("lacks the columns text and label", where=str(file), hint="name them in the first line")
    for number, row in enumerate(rows, start=2):
        if not (row["text"] or "").strip() or not (row["label"] or "").strip():
            raise BadInput("has an empty text or label", where=f"{file}, line {number}", hint="fill or remove it")
    return [row["text"].strip() for row in rows], [row["label"].strip() for row in rows]
