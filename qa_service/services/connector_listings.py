"""Listings of connectors beside what was written down: what would come, and whether anything is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from qa_service.connectors.port import Source
from qa_service.documents.connectors import ComingObject, DryRunView, ReconciliationView
from qa_service.domain.connectors import ListedObject, ObjectState, is_under_way, why_foreign
from qa_service.errors import Sentence, say
from qa_service.services import connectors
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.pulled_objects import ObjectReader
from qa_service.services.use_case import changes, reads
from qa_service.store import connectors as rows
from qa_service.store.tables_connectors import ConnectorObjectRow, ConnectorRow

_BATCH = 500
_NAMES = 100
_MOST_READ = 20
_UNDER_WAY = say("it is still being written, to judge by its name")


class _Standing(NamedTuple):
    """A listed object with what was written down of it; None: nothing. `foreign`: why it is none of ours by name."""

    listed: ListedObject
    row: ConnectorObjectRow | None
    foreign: Sentence | None


def key_of(connector: ConnectorRow, name: str, context: Context) -> str:
    """By which an object is known again: a keyed hash, since names may tell of customers."""
    return context.deps.intake.pseudonyms.of(connector.client, f"{connector.id}\0{name}")


@changes(Permission.CONNECT, "reconcile connector", own_transactions=True)
def reconcile(context: Context, id: UUID) -> ReconciliationView:
    """List everything and hold it against what was written down. Nothing is taken; what is missing comes with the next
    run, which lists everything as well. Raises SourceFault, BadInput, NotFound.
    """
    with context.reading() as session:
        connector = rows.get(session, id)
    source = connectors.opened(context.deps, connector)
    try:
        view = compared(connector, source, context)
    finally:
        source.close()
    with context.transaction() as session:
        row = rows.get(session, id)
        row.reconciled = view.model_dump(mode="json")
        if view.missing:
            row.is_full, row.due_at = True, context.deps.clock()
        context.note(row.id, row.client, connector=row.name, listed=view.listed, missing=view.missing)
    return view


def compared(connector: ConnectorRow, source: Source, context: Context) -> ReconciliationView:
    """Each listed object counts once. Raises SourceFault."""
    counts, names = Counter[str](), list[str]()
    for standing in _standings(context, connector, source.changes("")):
        what = _what(standing)
        counts[what] += 1
        if what in ("waiting", "missing") and len(names) < _NAMES:
            names.append(f"{what}: {standing.listed.name}")
    ends = {state: counts[state] for state in ("accepted", "unchanged", "refused", "foreign", "waiting", "missing")}
    return ReconciliationView(at=context.deps.clock(), listed=counts.total(), **ends, names=names)


def _what(standing: _Standing) -> str:
    row = standing.row
    if row is None:
        if standing.foreign is not None:
            return "foreign"
        return "waiting" if is_under_way(standing.listed.name) else "missing"
    return "waiting" if row.state is ObjectState.TAKING else row.state.value


def _standings(context: Context, connector: ConnectorRow, listing: Iterable[ListedObject]) -> Iterator[_Standing]:
    options, objects = connectors.options_of(connector), iter(listing)
    while batch := list(islice(objects, _BATCH)):
        keys = {key_of(connector, listed.name, context): listed for listed in batch}
        with context.deps.store.reading(context.caller.scope) as session:
            known = rows.known(session, connector.id, keys)
        for key, listed in keys.items():
            yield _Standing(listed, _of_version(known.get(key, ()), listed), why_foreign(listed, options))


def _of_version(versions: Sequence[ConnectorObjectRow], listed: ListedObject) -> ConnectorObjectRow | None:
    return next((row for row in versions if row.version == listed.version), None)


@reads(Permission.CONNECT, own_transactions=True)
def dry_run(context: Context, id: UUID, *, read: int = 0, most: int = 200) -> DryRunView:
    """What a run would do, without doing any of it: how many objects are known, new, waiting or none of ours, the first
    `most` that are not known, and what the readers make of the first `read` of the new ones (at most 20). Raises
    SourceFault, BadInput, NotFound.
    """
    with context.reading() as session:
        connector = rows.get(session, id)
    source = connectors.opened(context.deps, connector)
    options = connectors.options_of(connector)
    reader = ObjectReader(context, connector.client, options, source)
    counts, items, left = Counter[str](), list[ComingObject](), min(read, _MOST_READ)
    try:
        for standing in _standings(context, connector, source.changes("")):
            what, why = _coming(standing)
            counts[what] += 1
            if what == "known" or len(items) >= most:
                continue
            looked = reader.look(standing.listed) if what == "new" and left > 0 else None
            left -= looked is not None
            why_text = None if why is None else str(why)
            name, size = standing.listed.name, standing.listed.size
            items.append(ComingObject(name=name, size=size, what=what, why=why_text, read=looked))
    finally:
        source.close()
    return DryRunView(counts=dict(counts), items=items)


def _coming(standing: _Standing) -> tuple[str, Sentence | None]:
    if standing.foreign is not None:
        return "foreign", standing.foreign
    if standing.row is not None and rows.is_end(standing.row):
        return "known", None
    return ("waiting", _UNDER_WAY) if is_under_way(standing.listed.name) else ("new", None)
