"""`demo`: a centre of invented data to look at; made, opened and removed by one command each."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.demo.build import BuiltDemo

demo = typer.Typer(
    invoke_without_command=True,
    help="A demo centre: sample recordings and about 200 invented interactions, really analysed, with pages to visit.",
)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(demo, name="demo")


@demo.callback()
def make(context: typer.Context) -> None:
    """Process the shipped samples, print what was found, and make a demo centre, or renew it."""
    if context.invoked_subcommand is not None:
        return
    from qa_service.bootstrap import engines
    from qa_service.cli import show
    from qa_service.cli.progress import counted
    from qa_service.demo import place
    from qa_service.demo.build import built

    settings, console = place.settings_of(Settings()), Console(width=None if sys.stdout.isatty() else 110)
    with place.being_built(settings.data_dir), counted("analysing") as progress:
        centre = built(settings, progress)
    vocabulary = engines.labels()
    for processed in centre.samples:
        show.interaction(console, processed, vocabulary)
    show.averages(console, centre.samples)
    _tell(centre, settings)


@demo.command("open")
def open_centre() -> None:
    """Start the pages of the demo centre, with a worker, until stopped."""
    from qa_service.cli.serve import serve
    from qa_service.demo import place

    settings = place.settings_of(Settings())
    with place.opened(settings.data_dir):
        os.environ.update(place.environment(settings))
        serve(no_worker=False)


@demo.command()
def remove() -> None:
    """Remove the demo centre with all that was done in it; real data are not touched."""
    from qa_service.demo import place

    folder = place.settings_of(Settings()).data_dir
    place.remove(folder)
    typer.echo(f"{folder} is removed")


def _tell(centre: "BuiltDemo", settings: Settings) -> None:
    from qa_service.demo.people import PEOPLE

    command = _command()
    typer.echo(f"\nThe demo centre is ready in {settings.data_dir}: {centre.interactions} interactions from")
    typer.echo(f"{centre.first:%Y-%m-%d} to {centre.last:%Y-%m-%d}. All of it is invented, and every page says so.\n")
    typer.echo(f"  open it:    {command} demo open    then visit http://{settings.host}:{settings.port}")
    typer.echo(f"  remove it:  {command} demo remove\n")
    typer.echo(f"Sign in with the password {centre.password} as")
    for person in PEOPLE:
        typer.echo(f"  {person.name:<8}{person.reach.role.value:<15}{person.sees}")


def _command() -> str:
    """This program as it was called."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "qa-service" else "qa-service"
