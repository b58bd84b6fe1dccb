"""`qa-service audit`: the trail of who did and read what."""

from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding

audit = typer.Typer(no_args_is_help=True, help="Who did and read what, and whether the trail is whole.")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(audit, name="audit")


@audit.command("list")
def listed(
    actor: Annotated[str | None, typer.Option(help="Such as user:anna.")] = None,
    action: Annotated[str | None, typer.Option(help='Such as "read analysis".')] = None,
    subject: Annotated[str | None, typer.Option(help="Such as the uuid of an interaction.")] = None,
    client: Annotated[str | None, typer.Option(help="The client organisation.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many, newest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List lines, newest first."""
    from qa_service.services import audit as trail
    from qa_service.services.audit import AuditFilters

    page = trail.listed(shell(), AuditFilters(subject, actor, action, client), limit=limit)
    emit(page.model_dump(mode="json"), as_json, _show)


def _show(out: Console, page: Any) -> None:
    table = folding("at", "who", "from", "did", "on what", "client")
    for line in page["items"]:
        who = f"{line['actor']} ({line['role']})" if line["role"] else line["actor"]
        table.add_row(line["at"][:19], who, line["origin"], line["action"], line["subject"], line["client"] or "")
    out.print(table)


@audit.command()
def verify(as_json: AsJson = False) -> None:
    """Follow every chain and hold it against the seals; exit status 1 where something does not fit."""
    from qa_service.services import audit as trail

    verdict = trail.verify(shell())

    def show(out: Console, document: Any) -> None:
        if document["intact"]:
            out.print(f"intact: {document['lines']} lines, {document['sealed']} of them sealed")
            if document["removed"]:
                out.print(f"{document['removed']} older lines went by retention, up to a seal each time")
        for fault in document["faults"]:
            out.print(f"chain {fault['chain']}, line {fault['place']}: {fault['fault']}")

    emit(verdict.model_dump(mode="json"), as_json, show)
    if not verdict.intact:
        raise typer.Exit(1)


@audit.command()
def export() -> None:
    """Print all lines as JSON, one a line, with places and hashes: keep a copy where this machine cannot write."""
    from qa_service.services import audit as trail

    for line in trail.export(shell()).lines:
        typer.echo(line.model_dump_json())
