"""SQLAlchemy engines for the two databases, with the settings that make them keep what they accepted."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json, to_json
from sqlalchemy import event

from qa_service import private

UNAVAILABLE = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""What SQLAlchemy raises when the database is away, locked for too long or overrun; see `is_outage`."""

WRITES = {"writes": True}
"""Execution option of an engine whose transactions write; see `_sqlite`."""
HASTY = {**WRITES, "hasty": True}
"""The same for transactions that do not wait for the disk: a power cut may undo the last of them."""


def connect(url: str, *, pool: int = 10, migrating: bool = False) -> sa.Engine:
    """An engine on `url`, SQLite or PostgreSQL (psycopg 3).

    `migrating`: SQLite changes a table by making it anew and dropping the old one, and with foreign keys on that drop
    takes the rows of other tables along.
    """
    options: dict[str, Any] = {
        "json_serializer": lambda value: to_json(value).decode(),
        "json_deserializer": from_json,
        "hide_parameters": True,  # a traceback would print what a statement was given: words, names, keys
        "pool_size": pool,
        "max_overflow": pool,
    }
    if not is_sqlite(url):
        engine = sa.create_engine(url, pool_pre_ping=True, **options)
        _postgresql(engine)
        return engine
    keep_private(url)
    engine = sa.create_engine(url, **options)
    _sqlite(engine, foreign_keys="OFF" if migrating else "ON")
    return engine


def is_outage(error: Exception) -> bool:
    """Whether the database is away, locked for too long or overrun: worth another try later.

    SQLite calls a missing table or column by the same class; that one stays away.
    """
    if not isinstance(error, UNAVAILABLE):
        return False
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return code is None or code & 0xFF != sqlite3.SQLITE_ERROR


def keep_private(url: str) -> None:
    """Make the file of a SQLite database its owner's alone, before SQLite makes it for everybody to read; its log and
    index follow. Where that cannot be done, opening it will say why.
    """
    database = Path(sa.make_url(url).database or "")
    with suppress(OSError):
        private.file(database)
        for beside in (f"{database}-wal", f"{database}-shm"):
            if Path(beside).exists():
                private.close(Path(beside))


def is_sqlite(url: str) -> bool:
    """Whether the URL names a SQLite file."""
    return url.startswith("sqlite")


def _postgresql(engine: sa.Engine) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("hasty"):
            connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")


def _sqlite(engine: sa.Engine, foreign_keys: str) -> None:
    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        # First of all: switching to WAL needs the lock that other processes may hold at this moment.
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA foreign_keys={foreign_keys}")
        connection.execute("PRAGMA synchronous=FULL")  # NORMAL may lose the last commits when the power fails
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten with zeros

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A reader that turns writer fails at once when another wrote in between, whatever the busy timeout. So a
        # transaction that means to write takes the lock first.
        options = connection.get_execution_options()
        if not options.get("writes"):
            connection.exec_driver_sql("BEGIN")
            return
        # FULL: NORMAL may lose the last commits when the power fails.
        connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if options.get('hasty') else 'FULL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


_FORGETFUL = (3, 42)
"""The version of SQLite since which the full-text index can take deleted words out at once."""
_PATIENCE = 5000
"""Milliseconds to wait for readers; most of them take fewer than a hundred."""


def scrub(engine: sa.Engine) -> bool:
    """Take deleted words out of a SQLite database and its log; on PostgreSQL that is the work of its VACUUM.

    False: a reader held on to the log all the while; call it again.
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        if not forgets_words(connection):
            connection.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")
    return empty_log(engine)


def compact(engine: sa.Engine) -> None:
    """Write a SQLite database anew, without its unused pages and what may still lie in them."""
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        connection.execute("VACUUM")
    empty_log(engine)


def empty_log(engine: sa.Engine) -> bool:
    """Move all of a SQLite database's log into its file and cut the log off; False: a reader held on to it."""
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute("PRAGMA busy_timeout=30000")
    return not busy


def forgets_words(connection: Any) -> bool:
    """Make the full-text index take deleted words out at once, from now on; False: this SQLite is too old for it.

    What was deleted before goes now.
    """
    if sqlite3.sqlite_version_info < _FORGETFUL:
        return False
    setting = connection.execute("SELECT v FROM search_fts_config WHERE k = 'secure-delete'").fetchone()
    if setting is None or not setting[0]:
        connection.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('secure-delete', 1)")
        connection.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    return True
