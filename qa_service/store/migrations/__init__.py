"""The database's schema, version by version. `upgrade` is safe to call from several processes at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from qa_service import private
from qa_service.errors import Sentence, say
from qa_service.store import privileges
from qa_service.store.engine import WRITES, connect, forgets_words, is_sqlite, keep_private
from qa_service.store.schema import TABLES

_LOCK = 7_151_829  # any number that no other program on the same PostgreSQL server picks


def upgrade(url: str, role: str = "", password: str = "") -> None:
    """Bring the database to the newest version; creates it on SQLite.

    `role`: the PostgreSQL role under which the service runs when it is not the one that migrates (it should not be:
    superusers pass by row-level security). It is granted what the service needs and no more. With a `password` it is
    made where there is none.
    """
    with _alone(url) as connection:
        command.upgrade(_config(connection), "head")
        if is_sqlite(url):
            forgets_words(connection.connection.driver_connection)
        if role and connection.dialect.name == "postgresql":
            if password:
                privileges.create_role(connection, role, password)
            _grant(connection, role)


def _grant(connection: Connection, role: str) -> None:
    to = connection.dialect.identifier_preparer.quote(role)
    every = ", ".join(table.name for table in TABLES)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {to}")
    connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {every} TO {to}")
    connection.exec_driver_sql(f"REVOKE UPDATE, DELETE ON audit, audit_seal, audit_cut, review FROM {to}")
    connection.exec_driver_sql(f"GRANT UPDATE (why) ON review TO {to}")  # words that are masked by hand go from it
    functions = "cut_audit(integer, integer), forget_reviews(uuid[])"
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {functions} TO {to}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {to}")  # readiness looks at it
    connection.exec_driver_sql(f"GRANT USAGE ON SEQUENCE audit_id_seq, event_number_seq, search_id_seq TO {to}")


def is_current(connection: Connection) -> bool:
    """Whether the database is at the newest version that this code knows."""
    newest = ScriptDirectory(str(Path(__file__).parent)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def missing(connection: Connection) -> list[str]:
    """The tables and columns of this code that the database does not have, each in words."""
    reflected = sa.inspect(connection).get_multi_columns()
    there = {table: {column["name"] for column in columns} for (_, table), columns in reflected.items()}
    lacking = [f"table {table.name}" for table in TABLES if table.name not in there]
    for table in TABLES:
        existing = there.get(table.name)
        if existing is not None:
            lacking += [f"column {table.name}.{column.name}" for column in table.columns if column.name not in existing]
    return lacking


def fault(connection: Connection) -> Sentence | None:
    """Why the service cannot work on this database as it stands, in a sentence with the remedy; None where it can."""
    lacking, current = missing(connection), is_current(connection)
    if lacking and current:
        return say(
            "the database is of this version and lacks {tables} all the same; restore it from a backup",
            tables=named(lacking),
        )
    if lacking and len(lacking) < len(TABLES):
        return say("the database lacks {tables}; run: qa-service db upgrade", tables=named(lacking))
    return None if current else say("the database is not migrated; run: qa-service db upgrade")


def named(lacking: list[str], most: int = 5) -> str:
    """The first of them, and how many more."""
    more = f" and {len(lacking) - most} more" if len(lacking) > most else ""
    return ", ".join(lacking[:most]) + more


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    """A transaction while no other process migrates."""
    engine = connect(url, migrating=True)
    try:
        with _turn(url), engine.connect() as guard:
            if guard.dialect.name == "postgresql":
                guard.execute(sa.select(sa.func.pg_advisory_lock(_LOCK)))
            with engine.execution_options(**WRITES).begin() as connection:
                yield connection
    finally:
        engine.dispose()


@contextmanager
def _turn(url: str) -> Iterator[None]:
    """SQLite has no advisory lock, so a second little database lends its own; a dying process lets go of it."""
    if not is_sqlite(url):
        yield
        return
    database = Path(sa.make_url(url).database or "")
    private.folder(database.parent)
    keep_private(f"sqlite:///{database}.migrating")
    lock = sqlite3.connect(f"{database}.migrating", timeout=120, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()
