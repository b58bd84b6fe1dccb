"""`watch`: does the machine still do what it did?"""

from typing import Annotated, Any

import typer

from qa_service.cli import when
from qa_service.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(watch)


def watch(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look for rising override rates and shifted answers, and keep what rings; the service does it once a day."""
    from rich.console import Console

    from qa_service.bootstrap import service
    from qa_service.cli.out import emit
    from qa_service.cli.tables import folding
    from qa_service.figures import watching
    from qa_service.store.tables import now

    settings = Settings()
    found = watching.run(service.store(settings), now(), service.vigilance(settings))
    items = [
        {
            "client": one.client,
            "kind": one.kind.value,
            "subject": one.subject,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "detail": one.detail,
        }
        for one in found
    ]

    def show(console: Console, document: Any) -> None:
        table = folding("client", "what", "subject", "since", "until")
        for one in document["alarms"]:
            table.add_row(one["client"], one["kind"], one["subject"], when.day(one["since"]), when.day(one["until"]))
        console.print(table if document["alarms"] else "no new alarm")

    emit({"alarms": items}, as_json, show)
