"""Where the job engine keeps its tables, and how it is reached; `workflow` hands it to the engine."""

import logging
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from qa_service.store.engine import is_sqlite, keep_private


def system_url(database_url: str) -> str:
    """Where DBOS keeps its tables: a file beside ours on SQLite (one file would be one lock), schema dbos else."""
    if not is_sqlite(database_url):
        return database_url
    path = Path(sa.make_url(database_url).database or "")
    return f"sqlite:///{path.with_name(path.stem + '-jobs' + path.suffix)}"


def connect(url: str, pool: int) -> sa.Engine:
    """As DBOS makes it, but SQLite does not wait for the disk at every commit: what a power cut takes from this file is
    queue entries and checkpoints, and the sweep makes the ones anew and the steps repeat the others.
    """
    options: dict[str, Any] = {"pool_size": pool, "max_overflow": 0, "pool_timeout": 30, "hide_parameters": True}
    if not is_sqlite(url):
        return sa.create_engine(url, pool_pre_ping=True, **options)
    keep_private(url)
    engine = sa.create_engine(url, **options)

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


class Calm(logging.Filter):
    """One line in ten seconds: while the database is away DBOS writes twenty a second."""

    last = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line may pass."""
        if record.created - self.last < 10.0:
            return False
        self.last = record.created
        return True
