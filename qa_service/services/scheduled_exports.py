"""Exports that go to a place by themselves: ordered, listed, run, removed. Only administrators of all clients may: such
an export writes to what this machine can reach.
"""

import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from qa_service.connectors import target_opening
from qa_service.connectors.port import Opening
from qa_service.documents.exports import Wanted
from qa_service.documents.schedules import (
    ScheduledExportsView,
    ScheduledExportView,
    ScheduledRunsView,
    ScheduledRunView,
)
from qa_service.domain.connectors import ConnectorKind
from qa_service.domain.exports import Kind
from qa_service.domain.schedules import Rhythm
from qa_service.errors import BadInput, Conflict, Sentence, one_of, say
from qa_service.foreign import of_pydantic
from qa_service.services import connectors as connector_services
from qa_service.services import exports
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import connectors, scheduled_exports
from qa_service.store.tables_schedules import ScheduledExportRow, ScheduledRunRow

WAREHOUSE = "warehouse"
"""What goes out where it is the feed for a data warehouse; else it is a kind of export."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LETTERS = say("small letters, digits and `-`, at most 80")
_RUNS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class WantedSchedule:
    """What is said of a scheduled export. `export` is the rest of an order of the kind `what`; `options` as callers
    write them, `secrets` as references.
    """

    name: str
    what: str
    kind: str
    place: str
    rhythm: dict[str, Any] = field(default_factory=dict)
    export: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)


@changes(Permission.CONNECT, "schedule export")
def add(context: Context, wanted: WantedSchedule) -> ScheduledExportView:
    """The workers run it from its first hour on. Raises BadInput, Withheld, Conflict where the name is taken."""
    row = _row(context, wanted)
    scheduled_exports.add(context.session, row)
    context.note(row.id, row.client or None, **scheduled_exports.values(row))
    return view(row, context)


@changes(Permission.CONNECT, "remove scheduled export")
def remove(context: Context, id: UUID) -> None:
    """What it wrote stays at its place. Raises NotFound."""
    row = scheduled_exports.get(context.session, id)
    context.note(row.id, row.client or None, **scheduled_exports.values(row))
    scheduled_exports.remove(context.session, row)


@changes(Permission.CONNECT, "run scheduled export")
def run_soon(context: Context, id: UUID, *, is_whole: bool = False) -> ScheduledExportView:
    """A worker runs it as its next one; `is_whole`: a warehouse feed is written anew. Raises NotFound."""
    row = scheduled_exports.get(context.session, id)
    row.due_at, row.is_whole = context.deps.clock(), row.is_whole or is_whole
    context.note(row.id, row.client or None, name=row.name, whole=is_whole)
    return view(row, context)


@reads(Permission.CONNECT)
def listed(context: Context) -> ScheduledExportsView:
    """All of them, by name."""
    return ScheduledExportsView(items=[view(row, context) for row in scheduled_exports.listed(context.session)])


@reads(Permission.CONNECT)
def show(context: Context, id: UUID) -> ScheduledExportView:
    """One of them. Raises NotFound."""
    return view(scheduled_exports.get(context.session, id), context)


@reads(Permission.CONNECT)
def named(context: Context, name: str) -> UUID:
    """The number of the one of this name. Raises NotFound."""
    return scheduled_exports.by_name(context.session, name).id


@reads(Permission.CONNECT)
def runs(context: Context, id: UUID) -> ScheduledRunsView:
    """Its latest runs, the last one first. Raises NotFound."""
    row = scheduled_exports.get(context.session, id)
    latest = scheduled_exports.runs(context.session, row.id, _RUNS_SHOWN)
    return ScheduledRunsView(items=[run_view(run) for run in latest])


def _row(context: Context, wanted: WantedSchedule) -> ScheduledExportRow:
    """Checked as far as that goes without asking anybody. Raises BadInput, Withheld."""
    if not _NAME.fullmatch(wanted.name):
        raise BadInput("is no name of a scheduled export", where="name", hint=_LETTERS)
    if wanted.kind not in target_opening.WRITABLE:
        raise BadInput("takes no files", where="kind", hint=one_of(target_opening.WRITABLE))
    kind, rhythm, export = ConnectorKind(wanted.kind), _rhythm(wanted.rhythm), _export(context, wanted)
    options = connector_services.read_options(wanted.options)
    place, reach = wanted.place.strip(), context.deps.connecting
    target_opening.check_target(kind, Opening(place, options, {}, reach.hosts, reach.roots), wanted.secrets)
    _refuse_read(context, kind, place)
    now = context.deps.clock()
    return ScheduledExportRow(
        client="" if export is None else export.filters.client or "",
        name=wanted.name,
        wanted={"what": wanted.what, "export": None if export is None else export.model_dump(mode="json")},
        rhythm=rhythm.model_dump(mode="json"),
        kind=kind,
        place=place,
        options=options.model_dump(mode="json", exclude_defaults=True),
        secrets=dict(wanted.secrets),
        set_by=context.caller.actor,
        set_at=now,
        due_at=rhythm.next_after(now, context.deps.timezone),
    )


def _rhythm(values: dict[str, Any]) -> Rhythm:
    try:
        return Rhythm.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(of_pydantic(first), where=f"rhythm.{where}") from error


def _export(context: Context, wanted: WantedSchedule) -> Wanted | None:
    """The order of each run; None for a warehouse. Raises BadInput, Withheld, Forbidden, NotFound."""
    if wanted.what == WAREHOUSE:
        if wanted.export:
            raise BadInput("holds all clients and says nothing else", where="export", hint="leave it out")
        if find_spec("pyarrow") is None:
            hint = say("install qa-service[export] on the worker")
            raise BadInput("Parquet files need the extra `export`, which is not installed", hint=hint)
        return None
    if wanted.what not in set(Kind):
        raise BadInput("is nothing that goes out", where="what", hint=one_of((WAREHOUSE, *Kind)))
    export = Wanted.read({**wanted.export, "kind": wanted.what})
    for name in ("id", "customer", "since", "until"):
        if getattr(export.filters, name) is not None:
            hint = say("leave it out: each run speaks of the last whole day, week or month")
            raise BadInput("does not narrow a scheduled export", where=f"export.filters.{name}", hint=hint)
    exports.authorised(context.deps, context.caller, export)
    return export


def _refuse_read(context: Context, kind: ConnectorKind, place: str) -> None:
    """Raises Conflict where a connector would take in what goes out."""
    for row in connectors.listed(context.session):
        mine, theirs = f"{place.rstrip('/')}/", f"{row.place.rstrip('/')}/"
        if row.kind is kind and (mine.startswith(theirs) or theirs.startswith(mine)):
            raise Conflict("the connector {name!r} takes files from there; choose another place", name=row.name)


def rhythm_of(row: ScheduledExportRow) -> Rhythm:
    """As it was set."""
    return Rhythm.model_validate(row.rhythm)


def export_of(row: ScheduledExportRow) -> Wanted | None:
    """As it was set; None for a warehouse."""
    return None if row.wanted["export"] is None else Wanted.model_validate(row.wanted["export"])


def view(row: ScheduledExportRow, context: Context) -> ScheduledExportView:
    """As it goes out."""
    same = {name: getattr(row, name) for name in ScheduledExportView.model_fields if hasattr(row, name)}
    is_running = row.held_until is not None and row.held_until > context.deps.clock()
    return ScheduledExportView(**same, **row.wanted, is_running=is_running, failure=_said(row.failure_sentence))


def run_view(row: ScheduledRunRow) -> ScheduledRunView:
    """As it goes out."""
    same = {name: getattr(row, name) for name in ScheduledRunView.model_fields if hasattr(row, name)}
    return ScheduledRunView(**same, bytes=row.size, failure=_said(row.failure_sentence))


def _said(sentence: list[Any] | None) -> str | None:
    return None if sentence is None else str(Sentence.load(sentence))
