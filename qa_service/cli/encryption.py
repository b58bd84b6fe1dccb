"""`encryption`: the keys of files at rest. (`keys` are those of the API.)"""

import time
from functools import partial
from typing import Annotated, Any

import typer
from rich.console import Console

from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.cli.tables import folding
from qa_service.settings import Settings

encryption = typer.Typer(no_args_is_help=True, help="Keys of recordings and other files at rest.")
_LOOK_EVERY = 2.0  # seconds


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(encryption, name="encryption")


@encryption.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show how many files each key opens, and how far a rotation is. Looks at every file."""
    from qa_service.bootstrap import opening
    from qa_service.services import encryption

    settings = Settings()
    context = shell(settings)
    view = encryption.status(context, opening.present_key_ids(settings))
    emit(view.model_dump(mode="json"), as_json, _show)


def _show(out: Console, view: Any) -> None:
    table = folding("key", "state", "files")
    for key in view["keys"]:
        table.add_row(key["id"], key["state"], str(key["files"]))
    out.print(table)
    if view["unsealed"]:
        out.print(f"{view['unsealed']} files are not sealed; seal them with: qa-service encryption rotate --same-key")
    if not view["sealing"]:
        out.print("new files are not sealed (QA_ENCRYPT_FILES=false)")
    if view["rotation"]:
        out.print(_progress(view["rotation"]))


def _progress(rotation: Any) -> str:
    end = f"done {rotation['done_at'][:16]}" if rotation["done_at"] else "under way"
    failed = f", {rotation['failed']} could not be opened and stay as they are" if rotation["failed"] else ""
    return f"rotation to {rotation['to']}: {end}, {rotation['changed']} files changed, {rotation['seen']} seen{failed}"


@encryption.command()
def rotate(
    same_key: Annotated[
        bool, typer.Option("--same-key", help="Make no new key: seal what is not sealed, with the current one.")
    ] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Stay until a worker has done it.")] = False,
) -> None:
    """Make a new key and have a worker put all files under it. Where the keys come from QA_KEYS, QA_KEYS_FILE or
    QA_KEYS_COMMAND, and on PostgreSQL, no key is made: put a new one first there, start the service anew everywhere,
    then rotate.
    """
    from qa_service.bootstrap import key_source
    from qa_service.services import encryption

    settings = Settings()
    context = shell(settings)
    is_made = not same_key and key_source.is_ours(settings)
    current = encryption.rotate(context, partial(key_source.add_key, settings) if is_made else None)
    typer.echo(f"{current} is the current key; a worker changes what lies under others")
    while wait:
        time.sleep(_LOOK_EVERY)
        rotation = encryption.progress(context)
        typer.echo(_progress(rotation.model_dump(mode="json")), err=True)
        wait = rotation.done_at is None


@encryption.command()
def retire(
    id: Annotated[str, typer.Argument(help="As `encryption status` shows it.")],
    lost: Annotated[
        bool, typer.Option("--lost", help="The key is lost: what it sealed is given up, and work goes on without.")
    ] = False,
) -> None:
    """Let a former key go that opens no file any more."""
    from qa_service.bootstrap import key_source
    from qa_service.services import encryption

    settings = Settings()
    encryption.retire(shell(settings), id, lost=lost)
    if key_source.is_ours(settings):
        key_source.drop_keys(settings, {id})
        typer.echo(f"{id} is retired")
    else:
        typer.echo(f"{id} is retired; take it out of the key set now")
