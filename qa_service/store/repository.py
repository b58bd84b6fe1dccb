"""Sessions. `Store.transaction` is the only place in the service that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from qa_service.store.engine import WRITES, connect
from qa_service.store.scope import EVERYTHING, Scope, ScopedSession


class Store:
    """The database of the service."""

    def __init__(self, url: str, *, pool: int = 10) -> None:
        self._engine = connect(url, pool=pool)
        self._writer = self._engine.execution_options(**WRITES)

    @contextmanager
    def transaction(self, scope: Scope = EVERYTHING) -> Iterator[Session]:
        """A session that writes: all of it is kept when the `with` ends well, and nothing when it does not."""
        with ScopedSession(self._writer, scope) as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self, scope: Scope = EVERYTHING) -> Iterator[Session]:
        """A session that sees one state of the database; what it changes is thrown away."""
        with ScopedSession(self._engine, scope) as session:
            yield session

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()
