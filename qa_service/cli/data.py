"""`ingest` and `db`: what prepares and fills the store."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli.context import shell
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.ingest.incoming import Known
    from qa_service.services.context import Context

db = typer.Typer(no_args_is_help=True, help="The database.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(db, name="db")
    app.command()(ingest)


@db.command()
def upgrade() -> None:
    """Create the database, or bring it to this version's schema."""
    from qa_service.bootstrap import service

    service.upgrade(Settings())
    typer.echo("the database is up to date")


@db.command("mask-metadata")
def mask_metadata() -> None:
    """Mask names and numbers in ids, cases and queues that earlier versions kept as they came. An interaction is still
    found by the id that it was handed in with.
    """
    from qa_service.services import installation

    changed = installation.mask_metadata(shell(), lambda done: typer.echo(f"{done} masked so far", err=True))
    typer.echo(f"{changed} interactions and contacts of the queue log were masked")


@db.command("accept-secret")
def accept_secret(
    reason: Annotated[str, typer.Option(help="Why the former one is given up; kept in the audit trail.")],
) -> None:
    """Go on with the present secret although the database was filled with another: words that wait sealed are lost to
    analysis, recordings that were sealed with it cannot be heard any more, and known customers get new pseudonyms.
    """
    from qa_service.bootstrap import opening
    from qa_service.services import installation

    settings = Settings()
    secret, keys = opening.present_keys(settings).pseudonyms, opening.present_key_ids(settings)
    installation.accept_secret(shell(settings), secret, reason, keys)
    typer.echo("the present secret counts from now on")


@db.command()
def totals(
    check: Annotated[
        bool, typer.Option("--check", help="Compare with a recount; exit status 1 on a difference.")
    ] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Count all finished interactions and all answers of people anew.")
    ] = False,
) -> None:
    """Compare the totals behind all figures with a recount, or build them anew, while the service runs. Building them
    also marks what risk samples look at in interactions of older versions, and scores those by today's rules.
    """
    from qa_service.bootstrap import service
    from qa_service.errors import BadInput
    from qa_service.services import installation

    if check is rebuild:
        raise BadInput("say what to do", where="db totals", hint="give --check or --rebuild")
    settings = Settings()
    context = shell(settings)
    if rebuild:
        service.rescore(settings)
        installation.rebuild_totals(context, lambda done: typer.echo(f"{done} interactions counted", err=True))
    wrong = installation.wrong_totals(context)
    for name in wrong:
        typer.echo(f"{name}: differs")
    typer.echo(f"{len(wrong)} totals differ from a recount" if wrong else "all totals equal a recount")
    if wrong:
        raise typer.Exit(1)


@db.command()
def compact() -> None:
    """Write a SQLite database anew, without remains of what was deleted before. Needs its size twice on the disk."""
    from qa_service.bootstrap import service

    service.compact(Settings())
    typer.echo("the database is compact")


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Recordings, documents, e-mail, exports of other systems, or folders of them.")
    ],
    client: Annotated[str | None, typer.Option(help="Client organisation of files that name none.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of what has the same id.")] = False,
    pattern: Annotated[str, typer.Option(help="What names of recordings tell: {agent}_{day}_{time}_{id}.")] = "",
    table: Annotated[Path | None, typer.Option(help="CSV with a column `file`, and what is known of each.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="Which column of tables of turns tells what (YAML or JSON).")
    ] = None,
) -> None:
    """Put recordings and texts into the store, for the workers to analyse."""
    from qa_service.cli.analyze import complain, incoming, refuse, with_mapping
    from qa_service.documents.interactions import say_apart
    from qa_service.errors import QaError
    from qa_service.ingest.incoming import Refusal
    from qa_service.services import centre_addresses, intake

    settings = with_mapping(Settings(), mapping)
    context, ends, teamless = shell(settings), Counter[str](), Counter[tuple[str, str]]()
    context.deps.open_intake()  # without the right secret no file is as much as looked for
    addresses = centre_addresses.known(context)
    for item in incoming(paths, settings, client, _known(pattern, table), addresses):
        if isinstance(item, Refusal) and item.is_log and client and item.path.is_file():
            ends.update(_log(context, client, item.path))
            continue
        if isinstance(item, Refusal):
            ends["refused" if refuse(item) else "of a kind that is not read"] += 1
            continue
        try:
            with item.sound() as recording:
                taken = intake.take(context, item.interaction, recording, replace=replace)
        except QaError as error:
            ends["refused"] += complain(item.recording or Path(item.interaction.id), error)
        else:
            row = taken.row
            ends[taken.outcome.value] += 1
            teamless.update([(row.agent, taken.team)] if row.agent and taken.team else [])
            typer.echo(f"{row.id}  {taken.outcome.value:<9} {row.client}/{row.external_id}")
            if taken.apart is not None:
                print(f"warning: {say_apart(row, taken.apart)}", file=sys.stderr)
    for (agent, team), count in teamless.items():
        print(_teamless(agent, team, count), file=sys.stderr)
    print(", ".join(f"{count} {end}" for end, count in ends.items()) or "no file was found", file=sys.stderr)
    if ends["refused"]:
        raise typer.Exit(1)


def _log(context: "Context", client: str, path: Path) -> Counter[str]:
    """Takes in a log of telephone calls; how many of its lines came to what."""
    from qa_service.cli.analyze import complain
    from qa_service.errors import QaError
    from qa_service.services import key_figures

    try:
        taken = key_figures.take_queue_log(context, client, path.read_bytes())
    except QaError as error:
        return Counter(refused=complain(path, error))
    for number, fault in taken.refused:
        complain(path / str(number), fault)
    typer.echo(f"{path}: {', '.join(f'{count} {end}' for end, count in taken.counts.items())} of the queue log")
    return Counter({"logs of calls": 1, **({"refused": len(taken.refused)} if taken.refused else {})})


def _known(pattern: str, table: Path | None) -> "Known":
    """What a table and the names of the files tell of recordings. Raises BadInput."""
    from qa_service.errors import BadInput
    from qa_service.ingest import manifest

    try:
        rows = manifest.read(table.read_bytes()) if table else {}
    except OSError as error:
        raise BadInput("cannot be read ({reason})", reason=error.strerror, where=str(table)) from error
    names = manifest.pattern(pattern) if pattern else None
    return lambda name: manifest.known(name, names, rows)


def _teamless(agent: str, team: str, count: int) -> str:
    """One line an agent, however many files there are."""
    return (
        f"warning: agent {agent!r} is in team {team!r}, and {count} taken in now name no team: no figure of the team "
        "holds them; ingest them with the team and --replace if that is not meant"
    )
