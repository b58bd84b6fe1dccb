"""`backup` and `restore`."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.settings import Settings

Target = Annotated[str, typer.Argument(help="A folder, or s3://, gs:// or az://.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class _Group(typer.core.TyperGroup):
    """`backup TARGET` is `backup create TARGET`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What is neither a command nor an option is where to."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["create", *args]
        return super().parse_args(ctx, args)


backup = typer.Typer(cls=_Group, no_args_is_help=True, help="Encrypted copies of everything: `backup TARGET`.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(backup, name="backup")
    app.command()(restore)


@backup.command()
def create(
    target: Target,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="The installation's keys, too: who has the passphrase has them then.")
    ] = False,
    erasures_only: Annotated[
        bool, typer.Option("--erasures-only", help="Only which interactions were erased since; takes no time.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Copy database, recordings and waiting words while the service works, encrypted with QA_BACKUP_PASSPHRASE.
    Recordings that lie there already are not copied again.
    """
    from functools import partial

    from qa_service.bootstrap import restoring
    from qa_service.services import backups

    settings = Settings()
    place, context = restoring.place(settings, target, create=True), shell(settings)
    if erasures_only:
        typer.echo(f"{backups.remember_erased(context, place)} erasures are new there")
        return
    keys = partial(restoring.keys_of, settings) if with_keys else None
    with restoring.work_folder(settings) as folder:
        source = backups.BackupSource(restoring.database_url(settings), folder, keys)
        view = backups.create(context, place, source, lambda count: typer.echo(f"{count} files so far", err=True))
    emit(view.model_dump(mode="json"), as_json, _made)


def _made(out: Console, view: Any) -> None:
    size = (view["file_bytes"] + view["database_bytes"]) >> 20
    out.print(f"{view['id']}: the database and {view['files']} files, {size} MB")
    if view["lacking"]:
        out.print(f"{view['lacking']} recordings that the database names were gone or damaged")
    if not view["keys"]:
        out.print("the keys of the installation are not in it: keep them, and the passphrase, in another place")


@backup.command("list")
def listed(target: Target, as_json: AsJson = False) -> None:
    """Show the whole backups that lie there, the newest first."""
    from qa_service.bootstrap import restoring
    from qa_service.services import backups

    settings = Settings()
    views = backups.listed(shell(settings), restoring.place(settings, target))
    emit({"backups": [view.model_dump(mode="json") for view in views]}, as_json, _listed)


def _listed(out: Console, document: Any) -> None:
    table = folding("backup", "version", "files", "MB", "lacking", "keys")
    for view in document["backups"]:
        size = (view["file_bytes"] + view["database_bytes"]) >> 20
        keys = "with keys" if view["keys"] else ""
        table.add_row(view["id"], view["version"], str(view["files"]), str(size), str(view["lacking"]), keys)
    out.print(table)


@backup.command()
def prune(
    target: Target,
    keep_days: Annotated[float, typer.Option(min=0, help="Backups that are older go, but never the newest.")],
) -> None:
    """Remove old backups, and the recordings that no other one needs: what was erased lives as long as they do."""
    from qa_service.bootstrap import restoring
    from qa_service.services import backups

    settings = Settings()
    removed = backups.prune(shell(settings), restoring.place(settings, target), keep_days)
    typer.echo(f"{len(removed)} backups were removed")


def restore(
    source: Target,
    backup: Annotated[str | None, typer.Option(help="Which one, as `backup list` shows it; else the newest.")] = None,
    over: Annotated[bool, typer.Option("--over", help="In the place of what is in this installation.")] = False,
    keys: Annotated[
        bool, typer.Option("--keys", help="Put the keys of the backup into the data folder, where there are none.")
    ] = False,
    erasures: Annotated[
        Path | None, typer.Option(help="Lines of `audit export`: what they tell was erased is erased again.")
    ] = None,
) -> None:
    """Play a backup back, once all of it was found whole; then erase again what was erased since. Stop the service
    first.
    """
    from qa_service.bootstrap import restoring
    from qa_service.services import backups

    settings = Settings()
    options = restoring.RestoreOptions(backup, over, keys, erasures)
    place = restoring.place(settings, source)
    info, erased = restoring.restore(settings, place, options, lambda line: typer.echo(line, err=True))
    view = backups.restored(shell(settings), info, erased)
    typer.echo(f"{info.id} is back, as it was at {info.at[:16]}; {view.erased_again} interactions were erased again")
    if view.held:
        typer.echo(f"{len(view.held)} that were erased since are under a hold of the backup: {', '.join(view.held)}")
