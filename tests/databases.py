"""Fresh real databases for tests: SQLite in a temporary folder, PostgreSQL on the server that QA_TEST_POSTGRES names.

QA_TEST_POSTGRES is a SQLAlchemy URL of a superuser, such as postgresql+psycopg://postgres@127.0.0.1:5432/postgres; the
word ``none`` says that there is no server and skips these tests. Unset, they fail: nobody leaves them out unawares.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.store import migrations
from qa_service.store.tables import InteractionRow

KINDS = ("sqlite", "postgresql")


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database that is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'qa.db'}"
        return
    server = os.environ.get("QA_TEST_POSTGRES")
    if server == "none":
        pytest.skip("QA_TEST_POSTGRES=none: tests on PostgreSQL were left out on purpose")
    assert server, "set QA_TEST_POSTGRES to the URL of a PostgreSQL superuser, or to none to leave these tests out"
    name = f"qa_{secrets.token_hex(6)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def schema_is_in_code(url: str) -> None:
    """Raises alembic.util.CommandError when the tables in code and in the database differ."""
    with migrations._alone(url) as connection:
        command.check(migrations._config(connection))


def states(session: Session) -> dict[State, int]:
    """How many interactions stand where."""
    query = select(InteractionRow.state, sa.func.count()).group_by(col(InteractionRow.state))
    return {State(state): n for state, n in session.exec(query)}
