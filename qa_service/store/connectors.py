"""Connectors as rows: who runs one, and what became of each object."""

import re
import secrets
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.connectors import ENDS, LONGEST_OBJECT_NAME, TAKEN, ListedObject, ObjectState
from qa_service.errors import Conflict, NotFound, Sentence
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables_connectors import ConnectorObjectRow, ConnectorRow

LEASE = timedelta(seconds=60)
"""Who has not come back for so long has died, or hangs."""
_NAMED = frozenset(ObjectState) - TAKEN
_MOST_REASONS = 5
_LARGEST = 2**63 - 1
"""What the column holds; a server may claim more."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class LeaseLost(Exception):
    """Another process runs this connector by now, or it was removed or switched off."""


def new_holder() -> str:
    """A name for one run."""
    return secrets.token_hex(8)


def get(session: Session, id: uuid.UUID) -> ConnectorRow:
    """Raises NotFound."""
    row = session.get(ConnectorRow, id)
    if row is None:
        raise NotFound("no connector {id}", id=id)
    return row


def by_name(session: Session, name: str) -> ConnectorRow:
    """Raises NotFound."""
    row = session.exec(select(ConnectorRow).where(ConnectorRow.name == name)).first()
    if row is None:
        raise NotFound("no connector {name!r}", name=name)
    return row


def listed(session: Session) -> Sequence[ConnectorRow]:
    """All of them, by name; an installation has a few."""
    return session.exec(select(ConnectorRow).order_by(col(ConnectorRow.name))).all()


def add(session: Session, row: ConnectorRow) -> None:
    """Raises Conflict where the name is taken."""
    refuse_name(session, row.name)
    session.add(row)
    session.flush()


def remove(session: Session, row: ConnectorRow) -> None:
    """With all that is known of its objects; what was taken in stays."""
    session.exec(sa.delete(ConnectorObjectRow).where(col(ConnectorObjectRow.connector_id) == row.id))
    session.delete(row)


def due(session: Session, at: datetime) -> Sequence[uuid.UUID]:
    """Those that are to be run and that nobody runs, who has waited longest first."""
    row = ConnectorRow
    free = sa.or_(col(row.held_until).is_(None), col(row.held_until) < at)
    query = select(row.id).where(col(row.is_on).is_(True), col(row.due_at) <= at, free)
    return session.exec(query.order_by(col(row.due_at), col(row.id))).all()


def take(session: Session, id: uuid.UUID, holder: str, at: datetime, lease: timedelta = LEASE) -> bool:
    """Whether `holder` may run it now; nobody else then does until the lease is over, or `holder` gives it back."""
    row = ConnectorRow
    free = sa.or_(col(row.held_until).is_(None), col(row.held_until) < at, col(row.holder) == holder)
    change = sa.update(row).where(col(row.id) == id, free).values(holder=holder, held_until=at + lease)
    return bool(session.exec(change).rowcount)


def renew(session: Session, id: uuid.UUID, holder: str, at: datetime, lease: timedelta = LEASE) -> None:
    """Raises LeaseLost: whatever else the transaction holds is not kept then."""
    row = ConnectorRow
    ours = (col(row.id) == id, col(row.holder) == holder, col(row.is_on).is_(True))
    if not session.exec(sa.update(row).where(*ours).values(held_until=at + lease)).rowcount:
        raise LeaseLost


def take_away(row: ConnectorRow) -> None:
    """Whoever runs it can write nothing more (see `renew`)."""
    row.holder, row.held_until = None, None


def known(session: Session, id: uuid.UUID, keys: Collection[str]) -> Mapping[str, Sequence[ConnectorObjectRow]]:
    """By key, all versions of these objects."""
    row, rows = ConnectorObjectRow, {}  # type: ignore[var-annotated]
    query = select(row).where(row.connector_id == id, col(row.key).in_(keys))
    for object_row in session.exec(query):
        rows.setdefault(object_row.key, []).append(object_row)
    return rows


def object_of(session: Session, id: uuid.UUID, key: str, version: str) -> ConnectorObjectRow | None:
    """One version of an object."""
    row = ConnectorObjectRow
    return session.exec(select(row).where(row.connector_id == id, row.key == key, row.version == version)).first()


def see(
    session: Session,
    connector: ConnectorRow,
    key: str,
    listed_object: ListedObject,
    state: ObjectState,
    at: datetime,
    reasons: Iterable[Sentence] = (),
) -> ConnectorObjectRow:
    """Write down where an object stands. Versions of it that were never taken give way to this one."""
    row = ConnectorObjectRow
    older = (
        col(row.connector_id) == connector.id,
        col(row.key) == key,
        col(row.version) != listed_object.version,
    )
    session.exec(sa.delete(row).where(*older, col(row.state).not_in(list(TAKEN))))
    seen = object_of(session, connector.id, key, listed_object.version)
    if seen is None:
        seen = row(
            client=connector.client,
            connector_id=connector.id,
            key=key,
            version=listed_object.version,
            size=min(listed_object.size, _LARGEST),
            state=state,
            seen_at=at,
            settled_at=at,
        )
        session.add(seen)
    put(seen, state, at, reasons)
    seen.name = _shown(listed_object.name) if state in _NAMED else None
    session.flush()
    return seen


def _shown(name: str) -> str:
    """As it is kept and shown: without what moves a terminal's cursor, and no longer than the column."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", name)[:LONGEST_OBJECT_NAME]


def put(row: ConnectorObjectRow, state: ObjectState, at: datetime, reasons: Iterable[Sentence] = ()) -> None:
    """Change where it stands; nothing is said any more of what is taken."""
    if row.state is not state:
        row.state, row.settled_at = state, at
    row.reasons = [sentence.dump() for sentence in list(reasons)[:_MOST_REASONS]]
    if state in TAKEN:
        row.name = None


def again(session: Session, id: uuid.UUID, object_ids: Collection[uuid.UUID] | None = None) -> int:
    """Have refused objects tried again, and what was none of ours, all or these; of how many, is returned."""
    row = ConnectorObjectRow
    where = [col(row.connector_id) == id, col(row.state).in_([ObjectState.REFUSED, ObjectState.FOREIGN])]
    where.append(col(row.name).is_not(None))
    if object_ids is not None:
        where.append(col(row.id).in_(list(object_ids)))
    change = sa.update(row).where(*where).values(state=ObjectState.WAITING, attempts=0, refused=1)
    return session.exec(change).rowcount


def waiting(session: Session, id: uuid.UUID, limit: int) -> Sequence[ConnectorObjectRow]:
    """Those that are tried again or that somebody died with; the listing may be past them."""
    row = ConnectorObjectRow
    states = [ObjectState.WAITING, ObjectState.TAKING]
    query = select(row).where(row.connector_id == id, col(row.state).in_(states))
    return session.exec(query.order_by(col(row.settled_at), col(row.id)).limit(limit)).all()


def page(
    session: Session, id: uuid.UUID, state: ObjectState | None, cursor: str | None, limit: int
) -> Page[ConnectorObjectRow]:
    """Objects, the latest first. Raises BadInput on a cursor that this service did not make."""
    row = ConnectorObjectRow
    query = select(row).where(row.connector_id == id)
    if state is not None:
        query = query.where(row.state == state)
    return newest_first(session, query, row.settled_at, row.id, cursor, limit)


def counts(session: Session, id: uuid.UUID) -> Counter[ObjectState]:
    """How many versions of objects stand where."""
    row = ConnectorObjectRow
    query = select(row.state, sa.func.count()).where(row.connector_id == id).group_by(col(row.state))
    return Counter({ObjectState(state): count for state, count in session.exec(query)})


def forget(session: Session, id: uuid.UUID, before: datetime) -> int:
    """Forget objects that are not taken and that no whole listing since `before` has named: they are gone."""
    row = ConnectorObjectRow
    where = (col(row.connector_id) == id, col(row.state).in_(list(_NAMED)), col(row.seen_at) < before)
    return session.exec(sa.delete(row).where(*where)).rowcount


def is_end(row: ConnectorObjectRow) -> bool:
    """Whether nothing is to be done about it."""
    return row.state in ENDS


def values(row: ConnectorRow) -> dict[str, Any]:
    """What the audit trail tells of one: no secret is among it."""
    return {"name": row.name, "kind": row.kind.value, "place": row.place, "on": row.is_on}


def refuse_name(session: Session, name: str) -> None:
    """Raises Conflict where the name is taken."""
    if session.exec(select(ConnectorRow.id).where(ConnectorRow.name == name)).first() is not None:
        raise Conflict("there is a connector {name!r} already", name=name)


def look_anew(session: Session, id: uuid.UUID) -> None:
    """Forget what was none of ours: by other options it may be."""
    row = ConnectorObjectRow
    session.exec(sa.delete(row).where(col(row.connector_id) == id, col(row.state) == ObjectState.FOREIGN))


def seen(session: Session, ids: Collection[uuid.UUID], at: datetime) -> None:
    """These objects are listed still."""
    row = ConnectorObjectRow
    session.exec(sa.update(row).where(col(row.id).in_(list(ids))).values(seen_at=at))


def brought(session: Session, id: uuid.UUID, at: datetime) -> None:
    """Something new has come."""
    session.exec(sa.update(ConnectorRow).where(col(ConnectorRow.id) == id).values(new_at=at))


def list_all(session: Session, ids: Collection[uuid.UUID]) -> None:
    """Have the next run of these list everything and compare."""
    session.exec(sa.update(ConnectorRow).where(col(ConnectorRow.id).in_(list(ids))).values(is_full=True))
