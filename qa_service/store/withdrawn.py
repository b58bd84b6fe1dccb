"""Files that are taken back because an interaction in them was erased, or its words were corrected."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.exports import OF_A_GROUP, Format, Kind
from qa_service.domain.interaction import WAITING, State
from qa_service.errors import say
from qa_service.store import agent_segments, audit, failures
from qa_service.store.blobs import Blobs
from qa_service.store.codec import to_body
from qa_service.store.exports import Order, key_of, order_of
from qa_service.store.scope import ScopedSession
from qa_service.store.tables import AuditRow, InteractionRow
from qa_service.store.tables_exports import ExportRow, PackItemRow

SENTENCE = say("an interaction in it was erased or corrected; ask for the file again")
_WITHOUT_CONTACTS = (Kind.KPIS,)
_CORRECTED = "corrected"
_REMOVING = ("erase", "erase customer", _CORRECTED, "mask words", "withhold words", "retention")
"""What use cases and workers call it when words go (see `removals`)."""
_DAY = timedelta(days=1)


def withdraw(session: Session, row: InteractionRow) -> list[str]:
    """Take back the finished files that may hold this interaction or a part of it, and return their keys among the
    blobs.

    One that is being made is locked here, so that its worker finishes after us and sees `removals` grown.
    """
    rows, keys = [row, *agent_segments.of(session, row.id)], []
    packs = session.exec(
        select(PackItemRow.pack_id).where(col(PackItemRow.interaction_id).in_([part.id for part in rows]))
    ).all()
    for export in _exports(session, row.client, (State.RUNNING, State.DONE)):
        if export.state is not State.DONE or export.size is None:
            continue
        if any(may_hold(order_of(export), part, packs) for part in rows):
            export.state, export.size = State.FAILED, None
            failures.put(export, SENTENCE)
            keys.append(key_of(export.id))
    return keys


def withdraw_files(session: Session, client: str, kind: Kind) -> list[str]:
    """Take back the finished files of a kind that holds more of a client than its interactions, and return their keys
    among the blobs.
    """
    keys = []
    for export in _exports(session, client, (State.RUNNING, State.DONE)):
        order = order_of(export)
        is_made = export.state is State.DONE and export.size is not None
        if is_made and order.kind is kind and order.filters.client in (None, client):
            export.state, export.size = State.FAILED, None
            failures.put(export, SENTENCE)
            keys.append(key_of(export.id))
    return keys


def may_hold(order: Order, row: InteractionRow, packs: Collection[uuid.UUID]) -> bool:
    """Whether a file of this order may show the interaction; `packs` are the collected ones that hold it.

    When in doubt yes: what an interaction was before it was replaced or corrected, nobody knows any more.
    """
    filters = order.filters
    if order.kind in _WITHOUT_CONTACTS or order.format is Format.XML:
        return False
    if order.pack is not None:
        return order.pack in packs
    if not order.scope.reaches(row.client) or filters.client not in (None, row.client):
        return False
    if order.kind in OF_A_GROUP:  # may quote; whose agent or team an interaction was can change
        return True
    if order.kind in (Kind.OVERRULED, Kind.COMPLAINTS, Kind.SURVEYS):  # their period is that of answers, or of receipt
        return True
    if filters.external_id not in (None, row.external_id):
        return False
    return row.run > 1 or _fits(order, row)


def _fits(order: Order, row: InteractionRow) -> bool:
    filters = order.filters
    names = ("agent", "team", "channel", "customer")
    fits = all(getattr(filters, name) in (None, getattr(row, name)) for name in names)
    since = filters.since is None or filters.since - _DAY <= row.at
    return fits and since and (filters.until is None or row.at < filters.until + _DAY)


def forget_name(
    session: Session, client: str, *, external_id: str | None = None, customers: Collection[str] = ()
) -> None:
    """Take the id of an erased interaction, or the names of an erased customer, out of the orders that name them."""
    for export in _exports(session, client):
        filters = order_of(export).filters
        named = filters.external_id is not None and filters.external_id == external_id
        if not named and filters.customer not in customers:
            continue
        if export.state in WAITING:  # without the name it would take everything
            export.state = State.FAILED
            failures.put(export, SENTENCE)
        blank = replace(filters, external_id=None if named else filters.external_id, identity=None, customer=None)
        export.wanted = to_body(replace(order_of(export), filters=blank))


def of_corrected(session: ScopedSession, row: InteractionRow, blobs: Blobs) -> None:
    """Take back the files that may hold words which were corrected."""
    take_back(session, row, blobs)
    audit.note(session, "worker", _CORRECTED, str(row.id), row.client, run=row.run)


def take_back(session: ScopedSession, row: InteractionRow, blobs: Blobs) -> int:
    """The finished files that may hold this interaction go once this is committed; returns how many."""
    keys = withdraw(session, row)
    for key in keys:
        session.once_committed(partial(_delete, blobs, key))
    return len(keys)


def _delete(blobs: Blobs, key: str, _: Session) -> None:
    blobs.delete(key)


def removals(session: Session) -> int:
    """How often words were erased, corrected, masked or withheld: a file that was read for while this grew may hold
    what is gone.
    """
    removing = col(AuditRow.action).in_(_REMOVING)
    query = select(sa.func.count()).select_from(AuditRow).where(removing)
    return session.exec(query).one()


def _exports(session: Session, client: str, states: Sequence[State] = tuple(State)) -> Sequence[ExportRow]:
    """Those that may be about a client, locked until the transaction ends."""
    query = select(ExportRow).where(col(ExportRow.client).in_(("", client)), col(ExportRow.state).in_(states))
    return session.exec(query.order_by(col(ExportRow.id)).with_for_update()).all()
