"""Whose rows a session may see: one client organisation's, one team's, one agent's, or everybody's.

Two fences. The session adds the scope to every ORM statement and refuses to write a stranger's row, on both
databases. On PostgreSQL the row-level security policies of the migrations stand behind it for clients (not for teams
and agents), for a role that does not own the tables. A session without a scope cannot be made, and a scoped one runs no
statement that the filter misses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction, with_loader_criteria
from sqlmodel import Session

from qa_service.domain.calendar import Calendar
from qa_service.errors import Forbidden, Sentence, say
from qa_service.store.schema import OWNED
from qa_service.store.tables import AuditRow, InteractionRow, Owned
from qa_service.store.tables_reviews import ReviewRow
from qa_service.store.tables_search import SearchRow


@dataclass(frozen=True, slots=True)
class Scope:
    """`client` None: every client organisation (administrators, workers). `team` and `agent` narrow it to interactions
    of that team or agent, and to what hangs on them. `words` False: what was said in languages that are not read here
    stays out of sight (see `withholding`).
    """

    client: str | None
    team: str | None = None
    agent: str | None = None
    words: bool = True

    def reaches(self, client: str) -> bool:
        """Whether rows of `client` may be seen and written."""
        return self.client is None or self.client == client

    def covers(self, team: str | None, agent: str | None) -> bool:
        """Whether interactions of this team and agent may be seen and written."""
        return self.team in (None, team) and self.agent in (None, agent)

    @property
    def whole(self) -> bool:
        """Whether nothing is out of reach."""
        return self == EVERYTHING


EVERYTHING = Scope(None)
_HANGING = [table for table in OWNED if "interaction_id" in table.model_fields and table is not SearchRow]
"""What belongs to one interaction is in reach where that interaction is."""
_BARE = InteractionRow.__table__.alias("in_reach")  # type: ignore[attr-defined]  # SQLModel adds it
_ONLY_ADDED_TO: Mapping[type, Sentence] = {
    AuditRow: say("the audit trail is only ever added to"),
    ReviewRow: say("reviews are only ever added to"),
}


class ScopedSession(Session):
    """A session that belongs to one `Scope`, of a database whose days one `Calendar` cuts."""

    def __init__(self, bind: sa.Engine, scope: Scope, calendar: Calendar) -> None:
        # Objects outlive the session: they are rendered after it is closed.
        super().__init__(bind, expire_on_commit=False)
        self.scope = scope
        self.calendar = calendar
        self.after_commit: list[Callable[[Session], None]] = []

    def once_committed(self, work: Callable[[Session], None]) -> None:
        """Have `work` done in a transaction of its own once this one is committed (see `repository.Store`), and never
        when it is not.
        """
        self.after_commit.append(work)


def calendar_of(session: Session) -> Calendar:
    """What cuts the days of a session's database."""
    assert isinstance(session, ScopedSession)
    return session.calendar


@event.listens_for(ScopedSession, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    """Add the scope to every statement; refuse the ones that cannot be filtered."""
    scope: Scope = state.session.scope  # type: ignore[attr-defined]  # a ScopedSession
    if scope.whole or state.is_column_load or state.is_relationship_load:
        return
    if not state.is_orm_statement or state.is_insert:
        raise Forbidden("a session of one client, team or agent runs ORM select, update and delete only")
    state.statement = state.statement.options(*_criteria(scope))


@lru_cache(maxsize=256)
def _criteria(scope: Scope) -> tuple[Any, ...]:
    """What each table is filtered by; made once a scope, since it takes longer than many a query."""
    criteria = []
    # Lambdas, not expressions: SQLAlchemy 2.1.9 puts an expression on the table itself where an alias is joined.
    if (client := scope.client) is not None:
        criteria += _each(OWNED, lambda cls: cls.client == client)
    if (team := scope.team) is not None:
        criteria += _each([InteractionRow], lambda cls: cls.team == team) + _hanging(_BARE.c.team == team)
    if (agent := scope.agent) is not None:
        criteria += _each([InteractionRow], lambda cls: cls.agent == agent) + _hanging(_BARE.c.agent == agent)
    return tuple(criteria)


def _hanging(theirs: Any) -> list[Any]:
    """What hangs on interactions is asked row by row; words, which one search finds by the thousand, all at once."""
    exists, ids = sa.exists().where(theirs), sa.select(_BARE.c.id).where(theirs)
    return [
        *_each(_HANGING, lambda cls: exists.where(_BARE.c.id == cls.interaction_id)),
        *_each([SearchRow], lambda cls: cls.interaction_id.in_(ids)),
    ]


def _each(tables: Sequence[type[Owned]], criterion: Any) -> list[Any]:
    return [with_loader_criteria(table, criterion, include_aliases=True) for table in tables]


@event.listens_for(ScopedSession, "before_flush")
def _refuse(session: Any, _context: UOWTransaction, _instances: Any) -> None:
    """No row of another client is written, none changes hands, and the audit trail and the reviews only grow."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, AuditRow | ReviewRow) and row not in session.new:
            raise Forbidden(_ONLY_ADDED_TO[type(row)])
        if not isinstance(row, Owned):
            continue
        if not session.scope.reaches(row.client):
            raise Forbidden("rows of client {client!r} are out of reach", client=row.client)
        if isinstance(row, InteractionRow) and not session.scope.covers(row.team, row.agent):
            raise Forbidden("an interaction of another team or agent is out of reach")
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
