"""What the processors of this machine spent on us: this process, and the PostgreSQL backends that work for it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import sqlalchemy as sa

_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(slots=True)
class Processors:
    """A meter; `connection` None: there is no server beside this process."""

    connection: sa.Connection | None = None

    @classmethod
    @contextmanager
    def of(cls, url: str) -> Iterator[Self]:
        """The meter of a service on this database."""
        if url.startswith("sqlite"):
            yield cls()
            return
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield cls(connection)
        engine.dispose()

    def spent(self) -> float:
        """Seconds up to now, of which differences mean something. Its own question to the server is not in it."""
        return time.process_time() + sum(_nanoseconds(pid) for pid in self._backends()) / 1e9

    def _backends(self) -> Sequence[int]:
        return [] if self.connection is None else list(self.connection.exec_driver_sql(_BACKENDS).scalars())


def _nanoseconds(pid: int) -> int:
    """0 for a server on another machine, and for a process that has just ended."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
