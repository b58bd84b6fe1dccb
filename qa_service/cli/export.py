"""`export` makes a file at once, without a job; `import labelstudio` takes in what people annotated."""

import sys
import uuid
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from qa_service.cli import when
from qa_service.cli.context import shell
from qa_service.errors import one_of, say

if TYPE_CHECKING:
    from qa_service.documents.exports import Wanted
    from qa_service.domain.exports import Format, Kind

E = TypeVar("E", bound=StrEnum)
_KINDS = "interactions, analyses, scorecard, report, kpis, pack, labelstudio, overruled, vcons, complaints or "
_KINDS += "surveys."
_TOPICS = "What a pack shows, such as courtesy:rudeness; a question of overruled answers."
incoming = typer.Typer(no_args_is_help=True, help="Take in what was made elsewhere.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command()(export)
    app.add_typer(incoming, name="import")


def export(
    kind: Annotated[str, typer.Argument(help=_KINDS)],
    format: Annotated[str | None, typer.Option(help="csv, jsonl, parquet, xlsx, pdf, zip, json, xml.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; none: KIND.FORMAT here.")] = None,
    language: Annotated[Literal["it", "en"], typer.Option(help="Of titles and labels.")] = "it",
    client: Annotated[str | None, typer.Option(help="This client organisation alone.")] = None,
    agent: Annotated[str | None, typer.Option(help="This agent alone.")] = None,
    team: Annotated[str | None, typer.Option(help="This team alone.")] = None,
    channel: Annotated[str | None, typer.Option(help="call, chat or email.")] = None,
    state: Annotated[str | None, typer.Option(help="received, running, done or failed.")] = None,
    intent: Annotated[str | None, typer.Option(help="This reason for contact alone.")] = None,
    resolution: Annotated[str | None, typer.Option(help="This resolution alone.")] = None,
    id: Annotated[str | None, typer.Option(help="The interaction of this id, as it was handed in.")] = None,
    since: Annotated[str | None, typer.Option(help="From this moment on: 2026-03-01, or with time and offset.")] = None,
    until: Annotated[str | None, typer.Option(help="Before this moment.")] = None,
    pack: Annotated[uuid.UUID | None, typer.Option(help="A collected coaching pack.")] = None,
    kpi_pack: Annotated[str, typer.Option(help="A pack of key figures; none: the first.")] = "",
    by: Annotated[str | None, typer.Option(help="Key figures by site, vendor or sourcing.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help=_TOPICS)] = None,
) -> None:
    """Write interactions, analyses, scorecards, client reports, key figures, packs, Label Studio tasks, overruled
    answers or vCons to a file.
    """
    from qa_service.documents.exports import Wanted
    from qa_service.domain.interaction import Channel, State

    kind_, format_ = _named(kind, format)
    filters = {"client": client, "id": id, "agent": agent, "team": team, "intent": intent, "resolution": resolution}
    filters |= {"channel": _member(Channel, channel, "--channel"), "state": _member(State, state, "--state")}
    moments = {"since": moment(since, "--since"), "until": moment(until, "--until")}
    values = {"kind": kind_, "format": format_, "language": language, "filters": {**filters, **moments}}
    request = Wanted.read({**values, "pack": pack, "kpi_pack": kpi_pack, "by": by, "topics": topic or []})
    target = out or Path(f"{kind_.value}.{format_.value}")
    _make(request, target)
    print(target, file=sys.stderr)


def _make(request: "Wanted", target: Path) -> None:
    """The file in its place, whole or not at all."""
    from qa_service.cli.context import shell
    from qa_service.services import exports

    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as sink, _bar() as bar:
            task = bar.add_task(request.kind.value, total=None)

            def progress(done: int, total: int | None) -> None:
                bar.update(task, completed=done, total=total)

            exports.write(shell(), request, sink, str(target), progress)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _bar() -> Progress:
    """Shown on a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _named(kind: str, format: str | None) -> "tuple[Kind, Format]":
    """Raises BadInput on what there is not."""
    from qa_service.domain.exports import Kind, form_of
    from qa_service.errors import BadInput

    if kind not in set(Kind):
        raise BadInput("{kind!r} cannot be exported", kind=kind, where="KIND", hint=one_of(Kind))
    return Kind(kind), form_of(Kind(kind), format, "--format")


def _member(of: type[E], value: str | None, where: str) -> E | None:
    from qa_service.errors import BadInput

    if value is None:
        return None
    if value not in set(of):
        raise BadInput("{value!r} is none of them", value=value, where=where, hint=one_of(of))
    return of(value)


def moment(value: str | None, where: str) -> datetime | None:
    """A bare day begins at its midnight on the centre's clocks. Raises BadInput."""
    from qa_service.errors import BadInput

    if value is None:
        return None
    try:
        typed = datetime.fromisoformat(value)
    except ValueError:
        hint = say("write it as 2026-03-01 or 2026-03-01T09:00:00+01:00")
        raise BadInput("{value!r} is no date", value=value, where=where, hint=hint) from None
    return when.in_utc(typed)


@incoming.command()
def labelstudio(
    file: Annotated[Path, typer.Argument(help="A project exported from Label Studio as JSON.")],
) -> None:
    """Take in the annotations of tasks that `export labelstudio` made, as people's answers."""
    from qa_service.errors import BadInput, reason
    from qa_service.exports.annotations import AnnotationFault
    from qa_service.services import reviews

    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(
            "cannot be read ({reason})", reason=reason(error), where=str(file), hint="check the path"
        ) from error
    new = same = bad = 0
    for outcome in reviews.take_annotations(shell(), data):
        if isinstance(outcome, AnnotationFault):
            bad += 1
            print(f"{file}: {outcome.where}: {outcome.sentence}", file=sys.stderr)
        else:
            new, same = new + outcome.new, same + outcome.same
    typer.echo(f"{new} answers taken in, {same} were there already")
    if bad:
        print(f"{bad} not taken in", file=sys.stderr)
        raise typer.Exit(1)
