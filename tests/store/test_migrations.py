"""The schema: made by migrations alone, equal to the tables in code, and safe to upgrade at the same time."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.util import CommandError

from qa_service import workflow
from qa_service.store import interactions, migrations, results
from qa_service.store.engine import WRITES, connect
from qa_service.store.repository import Store
from tests.databases import KINDS, fresh, schema_is_in_code
from tests.stages import PlainStages
from tests.store.test_interactions import FULL


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh(request.param, tmp_path) as url:
        yield url


def test_migrations_make_the_tables_in_code(empty: str) -> None:
    with pytest.raises(CommandError):
        schema_is_in_code(empty)
    migrations.upgrade(empty)
    schema_is_in_code(empty)


def test_the_tables_of_the_job_engine_do_not_disturb_the_check(empty: str) -> None:
    migrations.upgrade(empty)
    workflow.prepare(empty)
    schema_is_in_code(empty)


def test_many_processes_may_upgrade_at_once(empty: str) -> None:
    code = f"from qa_service.store.migrations import upgrade; upgrade({empty!r})"
    root = Path(__file__).parents[2]
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=root) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    schema_is_in_code(empty)


def test_making_a_table_anew_keeps_the_rows_that_point_to_it(empty: str) -> None:
    """SQLite alters a table by dropping it; with foreign keys on, transcripts would go with it."""
    migrations.upgrade(empty)
    store, stages = Store(empty), PlainStages()
    with store.transaction() as session:
        row, _ = interactions.register(session, FULL, "x")
        results.save_understood(session, row.id, 1, stages.understand(FULL, None, ()))
    with migrations._alone(empty) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("interaction", recreate="auto") as batch:
            batch.alter_column("team", type_=sa.String(300))
    with store.reading() as session:
        assert results.understood(session, row.id).transcript.turns[0].text == "buongiorno"
    store.close()


def test_sqlite_keeps_what_it_accepted(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip  # noqa: E501
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}  # 2: FULL
    engine.dispose()


def test_a_sqlite_writer_waits_for_its_turn_instead_of_failing(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'a.db'}")
    writer = engine.execution_options(**WRITES)
    with writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO t VALUES (0)")
    code = f"""
import sys
from qa_service.store.engine import WRITES, connect
writer = connect({str(engine.url)!r}).execution_options(**WRITES)
for _ in range(50):
    with writer.begin() as connection:
        n = connection.exec_driver_sql("SELECT n FROM t").scalar()
        connection.exec_driver_sql("UPDATE t SET n = ?", (n + 1,))
"""
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2]) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT n FROM t").scalar() == 150  # 3 x 50, none lost
    engine.dispose()
