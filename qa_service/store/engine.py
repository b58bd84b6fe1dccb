"""SQLAlchemy engines for the two databases, with the settings that make them keep what they accepted."""

import sqlite3
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json, to_json
from sqlalchemy import event

UNAVAILABLE = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
"""What SQLAlchemy raises when the database is away, locked for too long or overrun; see `is_outage`."""

WRITES = {"writes": True}
"""Execution option of an engine whose transactions write; see `_sqlite`."""


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
        return sa.create_engine(url, pool_pre_ping=True, **options)
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


def is_sqlite(url: str) -> bool:
    """Whether the URL names a SQLite file."""
    return url.startswith("sqlite")


def _sqlite(engine: sa.Engine, foreign_keys: str) -> None:
    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        # First of all: switching to WAL needs the lock that other processes may hold at this moment.
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA foreign_keys={foreign_keys}")
        connection.execute("PRAGMA synchronous=FULL")  # NORMAL may lose the last commits when the power fails

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A reader that turns writer fails at once when another wrote in between, whatever the busy timeout. So a
        # transaction that means to write takes the lock first.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
