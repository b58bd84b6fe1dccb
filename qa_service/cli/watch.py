"""`watch`: does the machine still do what it did?"""

from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli import when
from qa_service.cli.context import shell


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(watch)


def watch(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look for rising override rates, shifted answers and own criteria that drift, and keep what rings; the service
    does it once a day.
    """

    from qa_service.cli.out import emit
    from qa_service.cli.tables import folding
    from qa_service.services import watch as watching

    alarms = [alarm.model_dump(mode="json") for alarm in watching.run(shell())]

    def show(console: "Console", document: Any) -> None:
        table = folding("client", "what", "subject", "since", "until")
        for alarm in document["alarms"]:
            days = (when.day(alarm["since"]), when.day(alarm["until"]))
            table.add_row(alarm["client"], alarm["kind"], alarm["subject"], *days)
        console.print(table if document["alarms"] else "no new alarm")

    emit({"alarms": alarms}, as_json, show)
