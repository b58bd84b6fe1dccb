"""The schema: made by migrations alone, equal to the tables in code, and safe to upgrade at the same time."""

import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.util import CommandError

from qa_service.store import claims, heartbeats, interactions, migrations, results
from qa_service.store.claims import Job
from qa_service.store.engine import WRITES, connect
from qa_service.store.repository import Store
from qa_service.store.tables import TranscriptRow
from qa_service.store.tables_reviews import ReviewRow
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


def test_what_waits_in_an_older_version_is_taken_after_the_upgrade_and_its_job_engine_goes(empty: str) -> None:
    """Up to 0016 another engine kept the queue, beside our tables. It is not asked: what waits stands in its row."""
    _at(empty, "0016")
    store, ids = Store(empty), {name: uuid.uuid4() for name in ("text", "recording", "done", "export")}
    with store.transaction() as session:
        connection = session.connection()
        for name, state in (("text", "received"), ("recording", "running"), ("done", "done")):
            key = "'clients/acme/x'" if name == "recording" else "NULL"
            connection.exec_driver_sql(
                "INSERT INTO interaction (id, client, external_id, fingerprint, run, state, attempts, recording_key,"
                f" channel, direction, at, received_at) VALUES ('{_id(ids[name], empty)}', 'acme', '{name}', 'x', 2,"
                f" '{state}', 0, {key}, 'chat', 'inbound', '2026-11-30 12:00:00', '2026-11-30 12:00:00')"
            )
        connection.exec_driver_sql(
            "INSERT INTO export (id, client, maker, wanted, state, attempts, done, made_at)"
            f" VALUES ('{_id(ids['export'], empty)}', '', 'key:a', '{{}}', 'received', 0, 0, '2026-11-30 12:00:00')"
        )
        connection.exec_driver_sql("INSERT INTO worker_beat (executor, count, beat_at) VALUES ('w', 3, '2026-11-30')")
        if not empty.startswith("sqlite"):
            connection.exec_driver_sql("CREATE SCHEMA dbos")
            connection.exec_driver_sql("CREATE TABLE dbos.workflow_status (workflow_uuid text)")
    old = Path(sa.make_url(empty).database or "").with_name("qa-jobs.db")
    if empty.startswith("sqlite"):
        for ending in ("", "-wal", "-shm"):
            Path(f"{old}{ending}").touch()
    migrations.upgrade(empty)
    schema_is_in_code(empty)
    with store.transaction() as session:
        for queue, name, run in (
            (claims.TEXTS, "text", 2), (claims.RECORDINGS, "recording", 2), (claims.EXPORTS, "export", 1)
        ):  # fmt: skip
            assert claims.claim(session, queue, "w", 5) == [Job(ids[name], run)]
        if not empty.startswith("sqlite"):
            schemas = session.connection().exec_driver_sql("SELECT nspname FROM pg_namespace").scalars().all()
            assert "dbos" not in schemas
    assert list(old.parent.glob("qa-jobs.db*")) == []
    store.close()


def test_what_waits_survives_the_way_back_to_the_job_engine_and_forth_again(empty: str) -> None:
    migrations.upgrade(empty)
    store = Store(empty)
    with store.transaction() as session:
        row, _ = interactions.register(session, FULL, "x")
        assert claims.claim(session, claims.TEXTS, "w-1-x", 1) == [Job(row.id, 1)]
        heartbeats.record(session, "w-1-x")
    with migrations._alone(empty) as connection:
        command.downgrade(migrations._config(connection), "0017")
        assert connection.exec_driver_sql("SELECT executor, count FROM worker_beat").all() == [("w-1-x", 0)]
        assert connection.exec_driver_sql("SELECT state FROM interaction").all() == [("received",)]
    migrations.upgrade(empty)
    schema_is_in_code(empty)
    with store.transaction() as session:
        assert claims.claim(session, claims.TEXTS, "w-2-x", 1) == [Job(row.id, 1)]  # nobody has it any more
    store.close()


def test_older_answers_learn_what_gave_the_machines_where_that_is_known(empty: str) -> None:
    """Of answers to the run that the analysis is of; what gave the answers of an earlier run is not known any more."""
    _at(empty, "0018")
    store, contact = Store(empty), uuid.uuid4()
    answers = {run: uuid.uuid4() for run in (1, 2)}
    with store.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql(
            "INSERT INTO interaction (id, client, external_id, fingerprint, run, state, attempts, channel, direction,"
            f" at, received_at) VALUES ('{_id(contact, empty)}', 'acme', 'i', 'x', 2, 'done', 0, 'chat', 'inbound',"
            " '2026-11-30 12:00:00', '2026-11-30 12:00:00')"
        )
        connection.exec_driver_sql(
            "INSERT INTO analysis (interaction_id, client, run, body, versions, made_at) VALUES"
            f" ('{_id(contact, empty)}', 'acme', 2, '{{}}', '{{\"heads\": \"heads@4\"}}', '2026-11-30 12:00:00')"
        )
        for run, id in answers.items():
            connection.exec_driver_sql(
                "INSERT INTO review (id, client, interaction_id, run, question, answer, reviewer, why, at, blind)"
                f" VALUES ('{_id(id, empty)}', 'acme', '{_id(contact, empty)}', {run}, 'label:intent', 'billing',"
                " 'user:anna', '', '2026-11-30 12:00:00', FALSE)"
            )
    migrations.upgrade(empty)
    schema_is_in_code(empty)
    with store.reading() as session:
        versions = {run: session.get_one(ReviewRow, id).versions for run, id in answers.items()}
    assert versions == {1: None, 2: {"heads": "heads@4"}}
    store.close()


def _at(url: str, revision: str) -> None:
    """A database of an older version."""
    with migrations._alone(url) as connection:
        command.upgrade(migrations._config(connection), revision)


def _id(id: uuid.UUID, url: str) -> str:
    return id.hex if url.startswith("sqlite") else str(id)


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
from qa_service.store.claims import Job
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


def test_on_the_way_back_before_parts_of_contacts_they_go_with_what_hangs_on_them(empty: str) -> None:
    migrations.upgrade(empty)
    store = Store(empty)
    with store.transaction() as session:
        contact, _ = interactions.register(session, FULL, "x")
        other, _ = interactions.register(session, FULL.model_copy(update={"id": "other"}), "y")
        other.segment_of = contact.id
        session.flush()
        session.add(TranscriptRow(interaction_id=other.id, client=other.client, run=1, body={}))
    store.close()
    with migrations._alone(empty) as connection:
        command.downgrade(migrations._config(connection), "0032")
        assert connection.exec_driver_sql("SELECT external_id FROM interaction").all() == [(FULL.id,)]
        assert connection.exec_driver_sql("SELECT * FROM transcript").all() == []
    migrations.upgrade(empty)
    schema_is_in_code(empty)
