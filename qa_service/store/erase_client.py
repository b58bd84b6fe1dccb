"""Removing all that is kept of a client organisation, at the end of its contract."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from qa_service.store import holds, saved_views
from qa_service.store.blobs import Blobs, folder_of
from qa_service.store.exports import key_of, order_of
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_exports import ExportRow
from qa_service.store.tables_retention import LegalHoldRow

_STAYS = frozenset({"audit"})
"""The trail says what was done with the client's data, in no word of theirs; it goes by its own clock."""
_WITH_CONTACTS = frozenset({"interaction", "review"})
"""A contact goes with its files and by itself, and takes its reviews along, which the service's role may not remove."""


def contacts(session: Session, client: str, limit: int = 500) -> Sequence[UUID]:
    """Some of its contacts that no legal hold keeps."""
    query = select(InteractionRow.id).where(InteractionRow.client == client, ~holds.is_held())
    return session.exec(query.order_by(col(InteractionRow.id)).limit(limit)).all()


def held(session: Session, client: str) -> int:
    """How many one keeps."""
    query = select(sa.func.count()).select_from(InteractionRow)
    return session.exec(query.where(InteractionRow.client == client, holds.is_held())).one()


def in_force(session: Session, client: str) -> Sequence[LegalHoldRow]:
    """The legal holds of the client and of its customers and contacts, the oldest first; until the transaction ends
    none is added.
    """
    holds.hold_off(session, client)
    query = select(LegalHoldRow).where(LegalHoldRow.client == client)
    return session.exec(query.order_by(col(LegalHoldRow.set_at), col(LegalHoldRow.id))).all()


def files(session: Session, client: str, blobs: Blobs) -> None:
    """Removes exported files of the client alone, whoever ordered them, and searches that name it."""
    query = select(ExportRow).where(col(ExportRow.client).in_(("", client))).order_by(col(ExportRow.id))
    for row in session.exec(query.with_for_update()).all():
        if client in (row.client, order_of(row).filters.client):
            blobs.delete(key_of(row.id))
            session.delete(row)
    saved_views.forget(session, "client", {client})
    session.flush()


def strays(client: str, blobs: Blobs) -> None:
    """Removes recordings that no row names, since whoever sent them died. Ask only when no contact is left."""
    for key, _ in list(blobs.list(f"clients/{folder_of(client)}")):
        blobs.delete(key)


def the_rest(session: Session, client: str) -> Counter[str]:
    """Removes rubrics, samples, packs, totals, keys, users and whatever else names the client as its owner; returns how
    many rows, by table. Ask only when no contact is left.
    """
    removed: Counter[str] = Counter()
    for table in reversed(_tables()):  # those that refer to others first
        if table.name in _WITH_CONTACTS:
            continue
        result = session.connection().execute(sa.delete(table).where(table.c.client == client))
        if result.rowcount:
            removed[table.name] = result.rowcount
    return removed


def left(session: Session, client: str) -> Counter[str]:
    """How many rows still name the client as their owner, by table: none after `the_rest`."""
    counts = {table.name: session.connection().execute(_count(table, client)).scalar_one() for table in _tables()}
    return Counter({name: n for name, n in counts.items() if n})


def _count(table: sa.Table, client: str) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table).where(table.c.client == client)


def _tables() -> list[sa.Table]:
    return [t for t in SQLModel.metadata.sorted_tables if "client" in t.c and t.name not in _STAYS]
