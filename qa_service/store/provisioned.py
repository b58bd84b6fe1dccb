"""Users and groups that a directory keeps here."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store.tables_scim import ProvisionedRow

USER, GROUP = "User", "Group"
_TURN = 0x5C1A  # names the lock of `take_turns`


def listed(session: Session, kind: str) -> Sequence[ProvisionedRow]:
    """All that are not deleted, oldest first."""
    query = select(ProvisionedRow).where(ProvisionedRow.kind == kind, col(ProvisionedRow.deleted_at).is_(None))
    return session.exec(query.order_by(col(ProvisionedRow.created_at), col(ProvisionedRow.id))).all()


def get(session: Session, kind: str, id: str) -> ProvisionedRow | None:
    """One that is not deleted."""
    try:
        row = session.get(ProvisionedRow, uuid.UUID(id))
    except ValueError:
        return None
    return row if row is not None and row.kind == kind and row.deleted_at is None else None


def take_turns(session: Session) -> None:
    """Changes wait for each other until the transaction ends: two that read the same group would otherwise each write
    what the other took out. On SQLite the transaction holds the only lock there is.
    """
    if session.connection().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))


def keep_locked(session: Session, id: uuid.UUID) -> None:
    """The lock of an account is one that was put on here: the directory does not take it off."""
    row = session.get(ProvisionedRow, id)
    if row is not None:
        row.locked = False


def by_name(session: Session, kind: str, name: str) -> ProvisionedRow | None:
    """Whoever has or had this name."""
    return session.exec(select(ProvisionedRow).where(ProvisionedRow.kind == kind, ProvisionedRow.name == name)).first()


def by_external_id(session: Session, external_id: str) -> ProvisionedRow | None:
    """The one user that the directory knows by this id; None where two are."""
    query = select(ProvisionedRow).where(ProvisionedRow.kind == USER, ProvisionedRow.external_id == external_id)
    rows = session.exec(query.where(col(ProvisionedRow.deleted_at).is_(None)).limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def memberships(session: Session) -> Mapping[str, Sequence[ProvisionedRow]]:
    """The groups by the ids of their users."""
    found: defaultdict[str, list[ProvisionedRow]] = defaultdict(list)
    for group in listed(session, GROUP):
        for member in group.members:
            found[member].append(group)
    return found


def groups_of(session: Session, id: uuid.UUID) -> Sequence[ProvisionedRow]:
    """The groups that a user is in."""
    return memberships(session).get(str(id), ())


def names_of(groups: Collection[ProvisionedRow]) -> frozenset[str]:
    """By which a setting may call them: what is shown, and the directory's own id."""
    shown = {str(row.body.get("displayName", "")) for row in groups}
    return frozenset(shown | {row.external_id for row in groups if row.external_id})
