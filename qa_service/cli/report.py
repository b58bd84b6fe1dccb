"""`report`, `queue` and `compare`: figures of agents, teams and clients, key figures, and the queue log behind some."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa_service.cli import figures_text, when
from qa_service.cli.out import emit
from qa_service.errors import BadInput, QaError, one_of
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind

report = typer.Typer(no_args_is_help=True, help="Figures with intervals, as tables or JSON.")
queue = typer.Typer(no_args_is_help=True, help="Logs of the telephone system: who was offered, answered, gave up.")
Client = Annotated[str | None, typer.Option(help="Only contacts of this client.")]
Kind = Annotated[str | None, typer.Option(help="Only call, chat or email.")]
Since = Annotated[datetime | None, typer.Option(help="From this day (centre's clocks) on.")]
Until = Annotated[datetime | None, typer.Option(help="Before this day (centre's clocks).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_AT_ONCE = 500


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(report, name="report")
    app.add_typer(queue, name="queue")


@report.command()
def agent(
    id: Annotated[str, typer.Argument(help="The agent's identifier.")],
    client: Client = None,
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show an agent's scorecard; withheld until a legal basis is recorded."""
    _of_workers("agent", id, client, channel, since, until, as_json)


@report.command()
def team(
    id: Annotated[str, typer.Argument(help="The team.")],
    client: Client = None,
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show a team's scorecard; withheld until a legal basis is recorded: a team may be a single worker."""
    _of_workers("team", id, client, channel, since, until, as_json)


@report.command("client")
def of_client(
    id: Annotated[str, typer.Argument(help="The client organisation.")],
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show the report to a client organisation: no agent is named."""
    from qa_service.bootstrap import service
    from qa_service.domain.groups import GroupKind
    from qa_service.figures.client import ClientReportRequest
    from qa_service.figures.client import report as made
    from qa_service.figures.documents import client_document
    from qa_service.store.tables import now

    settings = Settings()
    packs = list(service.kpi_packs(settings).values())[:1]
    store = service.store(settings)
    pseudonyms = service.intake(settings, store).pseudonyms
    group = _group(GroupKind.CLIENT, id, None, channel)
    wanted = ClientReportRequest(group, _days(since, until), packs, now(), lambda name: pseudonyms.of_agent(id, name))
    with store.reading() as session:
        found = made(session, wanted, service.basis(settings), service.rubrics(settings))
    emit(client_document(found, packs), as_json, figures_text.client)


@report.command()
def kpis(
    client: Annotated[str, typer.Option(help="The client organisation.")],
    pack: Annotated[
        str, typer.Option(help="Which key figures: iso18295, agcom-255-24, arera-tiqv-2026, your own.")
    ] = "",
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show key figures with numerator, denominator and what is left out."""
    from qa_service.bootstrap import service
    from qa_service.domain.groups import GroupKind
    from qa_service.figures import kpis as computed
    from qa_service.figures.documents import kpis_document
    from qa_service.store.tables import now

    settings = Settings()
    packs = service.kpi_packs(settings)
    wanted = packs.get(pack or next(iter(packs)))
    if wanted is None:
        raise BadInput("{pack!r} is no pack", pack=pack, where="--pack", hint=one_of(packs))
    group = _group(GroupKind.CLIENT, client, None, channel)
    about = service.basis(settings), service.rubrics(settings), now()
    with service.store(settings).reading() as session:
        found = computed.measured(session, wanted, group, _days(since, until), *about)
    emit({"client": client, **kpis_document(wanted, found)}, as_json, figures_text.kpis)


@report.command()
def compare(
    kind: Annotated[str, typer.Argument(help="agent, team or client.")],
    first: Annotated[str, typer.Argument(help="The first.")],
    second: Annotated[str, typer.Argument(help="The second.")],
    client: Client = None,
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show the differences of two groups with their intervals."""
    from qa_service.domain.groups import GroupKind
    from qa_service.figures.ranking import differences
    from qa_service.report.figure import difference_document
    from qa_service.services import access

    if kind not in set(GroupKind):
        raise BadInput("{kind!r} is no kind of group", kind=kind, where="kind", hint=one_of(GroupKind))
    access.check_group(GroupKind(kind), Settings().monitoring_basis)
    sides = [_figures(GroupKind(kind), name, client, channel, since, until) for name in (first, second)]
    apart = {name: difference_document(gap) for name, gap in differences(*sides).items()}
    emit({"kind": kind, "first": first, "second": second, "differences": apart}, as_json, figures_text.comparison)


@queue.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="CSV, a JSON array or JSON Lines.")],
    client: Annotated[str, typer.Option(help="Whose log it is.")],
) -> None:
    """Take in a queue log; the same file again changes nothing, refused lines are named and the others kept."""
    from qa_service.bootstrap import service
    from qa_service.ingest import queue_log as reader
    from qa_service.store import queue_log
    from qa_service.store.tables import now

    settings = Settings()
    lines, store, counts = list(reader.read(_bytes(file), now())), service.store(settings), Counter[str]()
    for start in range(0, len(lines), _AT_ONCE):
        with store.transaction() as session:
            for number, found in lines[start : start + _AT_ONCE]:
                try:
                    if isinstance(found, QaError):
                        raise found
                    counts[queue_log.keep(session, client, found).value] += 1
                except QaError as error:
                    counts["refused"] += 1
                    typer.echo(f"{file}, line {number}: {error}", err=True)
    typer.echo(", ".join(f"{n} {name.replace('_', ' ')}" for name, n in sorted(counts.items())) or "no lines")
    if counts["refused"]:
        raise typer.Exit(1)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput("cannot be read", where=str(file), hint="give a file that is there") from error


def _of_workers(
    kind: str,
    id: str,
    client: str | None,
    channel: str | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    from qa_service.domain.groups import GroupKind
    from qa_service.report.scorecard import scorecard_document
    from qa_service.services import access

    settings = Settings()
    access.check_group(GroupKind(kind), settings.monitoring_basis)
    found = _figures(GroupKind(kind), id, client, channel, since, until)
    document: dict[str, Any] = {kind: id, **scorecard_document(found)}
    emit({**document, "monitoring_basis": settings.monitoring_basis.strip()}, as_json, figures_text.scorecard)


def _figures(
    kind: "GroupKind",
    name: str,
    client: str | None,
    channel: str | None,
    since: datetime | None,
    until: datetime | None,
) -> "GroupFigures":
    from qa_service.bootstrap import service
    from qa_service.figures.scorecard import figures

    settings = Settings()
    group = _group(kind, name, client, channel)
    with service.store(settings).reading() as session:
        return figures(session, group, _days(since, until), service.basis(settings), service.rubrics(settings))


def _group(kind: "GroupKind", name: str, client: str | None, channel: str | None) -> "Group":
    from qa_service.domain.groups import Group
    from qa_service.domain.interaction import Channel

    if channel is not None and channel not in set(Channel):
        raise BadInput("{channel!r} is no channel", channel=channel, where="--channel", hint=one_of(Channel))
    return Group(kind, name, client, None if channel is None else Channel(channel))


def _days(since: datetime | None, until: datetime | None) -> "Days":
    return when.calendar().days(when.told(since), when.told(until))
