"""How tables of each client's calls are read, by name; as plain values, which the reader checks."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from qa_service.errors import NotFound
from qa_service.store.tables import now
from qa_service.store.tables_phone import QueueMappingRow


def get(session: Session, client: str, name: str) -> Mapping[str, Any]:
    """Raises NotFound."""
    row = session.get(QueueMappingRow, (client, name))
    if row is None:
        raise NotFound("client {client!r} has no mapping {name!r}", client=client, name=name)
    return row.body


def listed(session: Session, client: str) -> Sequence[QueueMappingRow]:
    """Those of a client, by name."""
    query = select(QueueMappingRow).where(QueueMappingRow.client == client)
    return session.exec(query.order_by(col(QueueMappingRow.name))).all()


def save(session: Session, client: str, name: str, body: dict[str, Any], by: str) -> None:
    """Keep a mapping under its name, in the place of the one before."""
    row = session.get(QueueMappingRow, (client, name))
    if row is None:
        row = QueueMappingRow(client=client, name=name, body={}, by=by)
        session.add(row)
    row.body, row.by, row.at = body, by, now()
    session.flush()


def remove(session: Session, client: str, name: str) -> None:
    """Raises NotFound."""
    row = session.get(QueueMappingRow, (client, name))
    if row is None:
        raise NotFound("client {client!r} has no mapping {name!r}", client=client, name=name)
    session.delete(row)
    session.flush()
