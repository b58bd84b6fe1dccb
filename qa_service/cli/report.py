"""`report`, `queue` and `compare`: figures of agents, teams and clients, key figures, and the queue log behind some."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_service.cli import figures_text, when
from qa_service.cli.context import shell
from qa_service.cli.out import emit
from qa_service.errors import BadInput, one_of, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_service.domain.groups import Days, GroupKind
    from qa_service.domain.interaction import Channel
    from qa_service.services.context import Context

report = typer.Typer(no_args_is_help=True, help="Figures with intervals, as tables or JSON.")
queue = typer.Typer(no_args_is_help=True, help="Logs of the telephone system: who was offered, answered, gave up.")
hours = typer.Typer(no_args_is_help=True, help="When each client is open; calls outside are counted apart.")
Client = Annotated[str | None, typer.Option(help="Only contacts of this client.")]
Kind = Annotated[str | None, typer.Option(help="Only call, chat or email.")]
Since = Annotated[datetime | None, typer.Option(help="From this day (centre's clocks) on.")]
Until = Annotated[datetime | None, typer.Option(help="Before this day (centre's clocks).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(report, name="report")
    app.add_typer(queue, name="queue")
    app.add_typer(hours, name="hours")


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
    _scorecard("agent", id, client, channel, since, until, as_json)


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
    _scorecard("team", id, client, channel, since, until, as_json)


@report.command()
def bot(
    id: Annotated[str, typer.Argument(help="The bot as documents name it; `bot` where they do not.")],
    client: Client = None,
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show a bot's scorecard; a bot is no worker, so no legal basis is asked for."""
    _scorecard("bot", id, client, channel, since, until, as_json)


@report.command("client")
def of_client(
    id: Annotated[str, typer.Argument(help="The client organisation.")],
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show the report to a client organisation: no agent is named."""
    from qa_service.services import client_report

    context = shell()
    view = client_report.show(context, id, _days(context, since, until), _channel(channel))
    emit(view.document(), as_json, figures_text.client)


@report.command()
def kpis(
    client: Annotated[str, typer.Option(help="The client organisation.")],
    pack: Annotated[
        str, typer.Option(help="Which key figures: iso18295, agcom-255-24, arera-tiqv-2026, your own.")
    ] = "",
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[str, typer.Option(help="Side by side: site, vendor or sourcing.")] = "",
    site: Annotated[str, typer.Option(help="Of this site alone; not_stated: where none is known.")] = "",
    vendor: Annotated[str, typer.Option(help="Of this vendor alone; not_stated: where none is known.")] = "",
    sourcing: Annotated[str, typer.Option(help="in_house, outsourced or not_stated alone.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show key figures with numerator, denominator and what is left out."""
    from qa_service.services import key_figures, sites

    context = shell()
    days, kind = _days(context, since, until), _channel(channel)
    if by:
        split = sites.split(context, client, pack, _place_kind(by), days, kind)
        emit(split.model_dump(mode="json"), as_json, figures_text.split)
        return
    place = _place({"site": site, "vendor": vendor, "sourcing": sourcing})
    view = key_figures.show(context, client, pack, days, kind, place)
    emit(view.document(), as_json, figures_text.kpis)


@report.command()
def compare(
    kind: Annotated[str, typer.Argument(help="agent, team, client, bot, site, vendor or sourcing.")],
    first: Annotated[str, typer.Argument(help="The first.")],
    second: Annotated[str, typer.Argument(help="The second.")],
    client: Client = None,
    channel: Kind = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
) -> None:
    """Show the differences of two groups with their intervals."""
    from qa_service.domain.groups import Group, GroupKind
    from qa_service.services import comparison
    from qa_service.services.comparison import Side

    if kind not in set(GroupKind):
        raise BadInput("{kind!r} is no kind of group", kind=kind, where="kind", hint=one_of(GroupKind))
    context = shell()
    days, narrowed = _days(context, since, until), (client, _channel(channel))
    sides = [Side(Group(GroupKind(kind), name, *narrowed), days) for name in (first, second)]
    emit(comparison.compare(context, *sides).document(), as_json, figures_text.comparison)


@queue.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="Asterisk's queue_log, call records, CSV, JSON; packed by gzip or not.")],
    client: Annotated[str, typer.Option(help="Whose log it is.")],
    mapping: Annotated[
        str, typer.Option(help="For a table of calls: a mapping that is saved, or a YAML file with one.")
    ] = "",
) -> None:
    """Take in what a telephone system wrote; the same file again changes nothing, refused lines are named and the
    others kept.
    """
    from qa_service.ingest.phone.mapping import parse
    from qa_service.services import key_figures

    by = parse(_bytes(Path(mapping))) if Path(mapping).is_file() else mapping or None
    log = key_figures.take_queue_log(shell(), client, _bytes(file), by)
    for number, error in log.refused:
        typer.echo(f"{file}, line {number}: {error}", err=True)
    typer.echo(_counted(log.counts) or "no lines")
    for what, counts in (("of no contact", log.passed_over), ("unknown events", log.unknown)):
        if counts:
            typer.echo(f"{what}: {_counted(counts)}")
    if log.refused:
        raise typer.Exit(1)


@queue.command("save-mapping")
def save_mapping(
    name: Annotated[str, typer.Argument(help="How it is called from now on.")],
    file: Annotated[Path, typer.Argument(help="YAML: fields, dates, zone, endings.")],
    client: Annotated[str, typer.Option(help="Whose tables are read by it.")],
) -> None:
    """Save how a table of calls is read."""
    from qa_service.ingest.phone.mapping import parse
    from qa_service.services import queue_mappings

    queue_mappings.save(shell(), client, name, parse(_bytes(file)))


@hours.command("show")
def show_hours(client: Annotated[str, typer.Option(help="The client organisation.")]) -> None:
    """Print when a client is open, as YAML."""
    import yaml

    from qa_service.services import opening_hours

    view = opening_hours.show(shell(), client)
    known = view.hours.model_dump(mode="json", exclude_defaults=True)
    typer.echo(yaml.safe_dump({"zone": view.in_zone, **known}, sort_keys=False).strip())


@hours.command("set")
def set_hours(
    file: Annotated[Path, typer.Argument(help="YAML: zone, week, holidays, yearly, closed, special.")],
    client: Annotated[str, typer.Option(help="The client organisation.")],
) -> None:
    """Set when a client is open, and count its past anew."""
    from qa_service.domain.opening_hours import parse
    from qa_service.services import opening_hours

    opening_hours.put(shell(), client, parse(_bytes(file)))


@hours.command("remove")
def remove_hours(client: Annotated[str, typer.Option(help="The client organisation.")]) -> None:
    """A client is always open from now on."""
    from qa_service.services import opening_hours

    opening_hours.remove(shell(), client)


def _counted(counts: "Mapping[str, int]") -> str:
    return ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in sorted(counts.items()))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput("cannot be read", where=str(file), hint="give a file that is there") from error


def _scorecard(
    kind: str,
    id: str,
    client: str | None,
    channel: str | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    from qa_service.domain.groups import Group, GroupKind
    from qa_service.services import scorecards

    context = shell()
    group = Group(GroupKind(kind), id, client, _channel(channel))
    emit(scorecards.show(context, group, _days(context, since, until)).document(), as_json, figures_text.scorecard)


def _place_kind(by: str) -> "GroupKind":
    from qa_service.domain.groups import PLACES, GroupKind

    if by not in PLACES:
        raise BadInput("{kind!r} tells no places apart", kind=by, where="--by", hint=one_of(PLACES))
    return GroupKind(by)


def _place(names: "Mapping[str, str]") -> "tuple[GroupKind, str] | None":
    named = [(_place_kind(kind), name) for kind, name in names.items() if name]
    if len(named) > 1:
        hint = say("name a site, a vendor or a sourcing")
        raise BadInput("do not go together", where="--site, --vendor, --sourcing", hint=hint)
    return named[0] if named else None


def _channel(channel: str | None) -> "Channel | None":
    from qa_service.domain.interaction import Channel

    if channel is not None and channel not in set(Channel):
        raise BadInput("{channel!r} is no channel", channel=channel, where="--channel", hint=one_of(Channel))
    return None if channel is None else Channel(channel)


def _days(context: "Context", since: datetime | None, until: datetime | None) -> "Days":
    return context.deps.calendar.days(when.in_utc(since), when.in_utc(until))
