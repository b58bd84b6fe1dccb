"""Removing all that is kept of a client organisation, at the end of its contract."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from qa_service.store import holds
from qa_service.store.tables import InteractionRow

_STAYS = frozenset({"audit"})
"""The trail says what was done with the client's data, in no word of theirs; it goes by its own clock."""


def contacts(session: Session, client: str, limit: int = 500) -> Sequence[UUID]:
    """Some of its contacts that no legal hold keeps."""
    query = select(InteractionRow.id).where(InteractionRow.client == client, ~holds.is_held())
    return session.exec(query.order_by(col(InteractionRow.id)).limit(limit)).all()


def held(session: Session, client: str) -> Sequence[InteractionRow]:
    """Those that one keeps."""
    return session.exec(select(InteractionRow).where(InteractionRow.client == client, holds.is_held())).all()


def the_rest(session: Session, client: str) -> Counter[str]:
    """Removes rubrics, samples, packs, totals, keys, users and whatever else names the client as its owner; returns how
    many rows, by table. Ask only when no contact is left.
    """
    removed: Counter[str] = Counter()
    for table in reversed(_tables()):  # those that refer to others first
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
