"""Sessions. `Store.transaction` is the only place in the service that commits."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from qa_service.domain.calendar import Calendar
from qa_service.logs import event
from qa_service.store import engine
from qa_service.store.engine import HASTY, WRITES, connect
from qa_service.store.scope import EVERYTHING, Scope, ScopedSession


class Store:
    """The database of the service; `calendar` cuts the days by which it counts."""

    def __init__(self, url: str, *, pool: int = 10, calendar: Calendar | None = None) -> None:
        self.calendar = calendar or Calendar()
        self._engine = connect(url, pool=pool)
        self._writer = self._engine.execution_options(**WRITES)
        self._hasty = self._engine.execution_options(**HASTY)

    @contextmanager
    def transaction(self, scope: Scope = EVERYTHING, *, hasty: bool = False) -> Iterator[ScopedSession]:
        """A session that writes: all of it is kept when the `with` ends well, and nothing when it does not. A `hasty`
        one does not wait for the disk: what it wrote may be gone after a power cut.
        """
        with ScopedSession(self._hasty if hasty else self._writer, scope, self.calendar) as session:
            yield session
            session.commit()
        if session.after_commit:
            self._finish(session)

    def _finish(self, committed: ScopedSession) -> None:
        """What was to be removed once something is committed. It is committed: a failure here is no reason to refuse
        it, and what stays behind is what a sweep looks for.
        """
        try:
            with ScopedSession(self._writer, committed.scope, self.calendar) as session:
                for work in committed.after_commit:
                    work(session)
                session.commit()
        except Exception as error:  # noqa: BLE001  (whatever ails database or disk)
            event("clearing up failed", logging.WARNING, error=type(error).__name__)

    @contextmanager
    def reading(self, scope: Scope = EVERYTHING) -> Iterator[Session]:
        """A session that sees one state of the database; what it changes is thrown away."""
        with ScopedSession(self._engine, scope, self.calendar) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """The same of everything, over all of its statements: on PostgreSQL each of a `reading` sees what was committed
        before it.
        """
        with ScopedSession(self._engine, EVERYTHING, self.calendar) as session:
            if self._engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    def scrub(self) -> bool:
        """Let go of the bytes of what was deleted, as far as the database can; False: somebody reads at this moment,
        and the next call will do it.
        """
        return engine.scrub(self._engine)

    def compact(self) -> None:
        """Write a SQLite database anew, without unused pages."""
        engine.compact(self._engine)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()
