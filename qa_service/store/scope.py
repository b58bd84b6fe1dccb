"""Whose rows a session may see: one client organisation's, or everybody's.

Two fences. The session adds the client to every ORM statement and refuses to write a stranger's row, on both
databases. On PostgreSQL the row-level security policies of the migrations stand behind it, for a role that does not
own the tables. A session without a scope cannot be made, and a scoped one runs no statement that the filter misses.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction, with_loader_criteria
from sqlmodel import Session

from qa_service.errors import Forbidden
from qa_service.store.schema import OWNED
from qa_service.store.tables import AuditRow, Owned
from qa_service.store.tables_reviews import ReviewRow


@dataclass(frozen=True, slots=True)
class Scope:
    """`client` None: every client organisation (administrators, workers)."""

    client: str | None

    def reaches(self, client: str) -> bool:
        """Whether rows of `client` may be seen and written."""
        return self.client is None or self.client == client


EVERYTHING = Scope(None)
_ONLY_ADDED_TO: dict[type, str] = {AuditRow: "the audit trail is", ReviewRow: "reviews are"}


class ScopedSession(Session):
    """A session that belongs to one `Scope`."""

    def __init__(self, bind: sa.Engine, scope: Scope) -> None:
        # Objects outlive the session: the doors render them after it is closed.
        super().__init__(bind, expire_on_commit=False)
        self.scope = scope


@event.listens_for(ScopedSession, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    """Add the client to every statement; refuse the ones that cannot be filtered."""
    client = state.session.scope.client  # type: ignore[attr-defined]
    if client is None or state.is_column_load or state.is_relationship_load:
        return
    if not state.is_orm_statement or state.is_insert:
        raise Forbidden("a session of one client runs ORM select, update and delete only")
    # A lambda, not an expression: SQLAlchemy 2.1.9 puts an expression on the table itself where an alias is joined.
    owned = [with_loader_criteria(table, lambda cls: cls.client == client, include_aliases=True) for table in OWNED]
    state.statement = state.statement.options(*owned)


@event.listens_for(ScopedSession, "before_flush")
def _refuse(session: Any, _context: UOWTransaction, _instances: Any) -> None:
    """No row of another client is written, none changes hands, and the audit trail and the reviews only grow."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, AuditRow | ReviewRow) and row not in session.new:
            raise Forbidden(f"{_ONLY_ADDED_TO[type(row)]} only ever added to")
        if not isinstance(row, Owned):
            continue
        if not session.scope.reaches(row.client):
            raise Forbidden(f"rows of client {row.client!r} are out of reach")
        if sa.inspect(row).attrs.client.history.deleted:
            raise Forbidden("a row cannot change its client")


@event.listens_for(ScopedSession, "after_begin")
def _tell_postgres(session: Any, _transaction: SessionTransaction, connection: sa.Connection) -> None:
    """Hand the scope to the row-level security policies, for this transaction only."""
    if connection.dialect.name != "postgresql":
        return
    client = session.scope.client
    connection.execute(
        sa.select(
            sa.func.set_config("app.client", client or "", True),
            sa.func.set_config("app.everything", "on" if client is None else "", True),
        )
    )
