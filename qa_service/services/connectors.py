"""Connectors: set up, changed, listed, ordered to run. Only administrators of all clients may: a connector reads what
this machine can reach.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from qa_service.connectors import opening
from qa_service.connectors.port import Opening, Source
from qa_service.documents.connectors import ConnectorsView, ConnectorView, ReconciliationView
from qa_service.domain.connectors import ConnectorKind, ConnectorOptions, ObjectState
from qa_service.errors import BadInput, Sentence, one_of
from qa_service.foreign import of_pydantic
from qa_service.ingest import manifest
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import changes, reads
from qa_service.store import connectors
from qa_service.store.tables_connectors import ConnectorRow

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True, slots=True)
class WantedConnector:
    """What is said of a connector. `options` as callers write them, `secrets` as references."""

    name: str
    kind: str
    place: str
    client: str
    options: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    is_on: bool = True


@changes(Permission.CONNECT, "add connector")
def add(context: Context, wanted: WantedConnector) -> ConnectorView:
    """It is run by the workers from now on. Raises BadInput, Conflict where the name is taken."""
    row = _row(context, wanted)
    connectors.add(context.session, row)
    context.note(row.id, row.client, **connectors.values(row))
    return view(row, context)


@changes(Permission.CONNECT, "change connector")
def change(context: Context, id: UUID, wanted: WantedConnector) -> ConnectorView:
    """All of it is said anew; its client stays. Everything is listed again: what is known is not taken twice. Raises
    BadInput, NotFound.
    """
    row, new = connectors.get(context.session, id), _row(context, wanted)
    if new.client != row.client or new.kind is not row.kind:
        raise BadInput("stays as it is", where="client and kind", hint="remove this connector and add another one")
    if new.name != row.name:
        connectors.refuse_name(context.session, new.name)
    for name in ("name", "place", "options", "secrets", "is_on", "set_by", "set_at"):
        setattr(row, name, getattr(new, name))
    row.cursor, row.is_full, row.due_at, row.failures, row.failure_sentence = "", True, context.deps.clock(), 0, None
    connectors.take_away(row)
    connectors.look_anew(context.session, row.id)
    context.note(row.id, row.client, **connectors.values(row))
    return view(row, context)


@changes(Permission.CONNECT, "remove connector")
def remove(context: Context, id: UUID) -> None:
    """What it took in stays. Raises NotFound."""
    row = connectors.get(context.session, id)
    context.note(row.id, row.client, **connectors.values(row))
    connectors.remove(context.session, row)


@changes(Permission.CONNECT, "switch connector")
def switch(context: Context, id: UUID, *, is_on: bool) -> ConnectorView:
    """Run it, or let it rest: whoever runs it at this moment stops. Raises NotFound."""
    row = connectors.get(context.session, id)
    row.is_on, row.due_at = is_on, context.deps.clock()
    connectors.take_away(row)
    context.note(row.id, row.client, **connectors.values(row))
    return view(row, context)


@changes(Permission.CONNECT, "run connector")
def run_soon(context: Context, id: UUID, *, is_full: bool = False) -> ConnectorView:
    """A worker runs it as its next one; `is_full`: it lists everything and compares. Raises NotFound."""
    row = connectors.get(context.session, id)
    row.due_at, row.is_full = context.deps.clock(), row.is_full or is_full
    context.note(row.id, row.client, name=row.name, full=is_full)
    return view(row, context)


@reads(Permission.CONNECT)
def listed(context: Context) -> ConnectorsView:
    """All of them, by name."""
    return ConnectorsView(items=[view(row, context) for row in connectors.listed(context.session)])


@reads(Permission.CONNECT)
def show(context: Context, id: UUID) -> ConnectorView:
    """One of them. Raises NotFound."""
    return view(connectors.get(context.session, id), context)


@reads(Permission.CONNECT)
def named(context: Context, name: str) -> UUID:
    """The number of the one of this name. Raises NotFound."""
    return connectors.by_name(context.session, name).id


def _row(context: Context, wanted: WantedConnector) -> ConnectorRow:
    """Checked as far as that goes without asking anybody. Raises BadInput."""
    if wanted.kind not in set(ConnectorKind):
        raise BadInput("is no kind of connector", where="kind", hint=one_of(ConnectorKind))
    if not _NAME.fullmatch(wanted.name):
        raise BadInput("is no name of a connector", where="name", hint="small letters, digits and `-`, at most 80")
    if not wanted.client.strip():
        raise BadInput("is needed", where="client", hint="name the client organisation that the files belong to")
    kind, options = ConnectorKind(wanted.kind), read_options(wanted.options)
    opening.check(kind, _opening(context.deps, wanted.place, options), wanted.secrets)
    return ConnectorRow(
        client=wanted.client.strip(),
        name=wanted.name,
        kind=kind,
        place=wanted.place.strip(),
        options=options.model_dump(mode="json", exclude_defaults=True),
        secrets=dict(wanted.secrets),
        is_on=wanted.is_on,
        set_by=context.caller.actor,
        set_at=context.deps.clock(),
        due_at=context.deps.clock(),
    )


def read_options(options: dict[str, Any]) -> ConnectorOptions:
    """Raises BadInput with the field of the first fault."""
    try:
        checked = ConnectorOptions.model_validate(options)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(of_pydantic(first), where=f"options.{where}") from error
    if checked.pattern:
        manifest.pattern(checked.pattern)
    return checked


def _opening(deps: Dependencies, place: str, options: ConnectorOptions) -> Opening:
    reach = deps.connecting
    return Opening(place.strip(), options, {}, reach.hosts, reach.roots)


def options_of(row: ConnectorRow) -> ConnectorOptions:
    """As they were set."""
    return ConnectorOptions.model_validate(row.options)


def opened(deps: Dependencies, row: ConnectorRow) -> Source:
    """The place, connected. Raises SourceFault, BadInput."""
    plain = _opening(deps, row.place, options_of(row))
    return opening.opened(row.kind, opening.with_secrets(plain, row.secrets, deps.connecting.secrets))


def view(row: ConnectorRow, context: Context) -> ConnectorView:
    """As it goes out."""
    counts = connectors.counts(context.session, row.id)
    return ConnectorView(
        id=row.id,
        name=row.name,
        kind=row.kind,
        place=row.place,
        client=row.client,
        options=row.options,
        secrets=row.secrets,
        is_on=row.is_on,
        set_by=row.set_by,
        set_at=row.set_at,
        ran_at=row.ran_at,
        new_at=row.new_at,
        due_at=row.due_at,
        is_running=row.held_until is not None and row.held_until > context.deps.clock(),
        failures=row.failures,
        failure=None if row.failure_sentence is None else str(Sentence.load(row.failure_sentence)),
        objects={state: counts[state] for state in ObjectState},
        reconciled=None if row.reconciled is None else ReconciliationView.model_validate(row.reconciled),
    )
