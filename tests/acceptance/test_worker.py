"""A real worker process on a real database: failures, stops, forgotten work, and no unmasked word anywhere."""

import json
import os
import secrets
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service import workflow
from qa_service.domain.interaction import Interaction, State
from qa_service.jobs import Job
from qa_service.store import interactions, migrations
from qa_service.store.tables import InteractionRow, now
from tests.acceptance.chaos import RESTLESS, Floor, call, text
from tests.databases import KINDS, fresh
from tests.databases import states as states_of

MARKER = "3339876501"


@pytest.fixture(params=KINDS)
def floor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Floor]:
    with fresh(request.param, tmp_path) as url:
        migrations.upgrade(url)
        workflow.prepare(url)
        floor = Floor(url, tmp_path)
        yield floor
        floor.close()


@pytest.fixture
def jobs(floor: Floor) -> Iterator[workflow.Jobs]:
    jobs = workflow.Jobs(floor.url)
    yield jobs
    jobs.close()


def take(floor: Floor, document: Interaction, sound: bytes | None = None) -> InteractionRow:
    recording = floor.blobs.put("acme", [sound], 1000) if sound is not None else None
    with floor.store.transaction() as session:
        return floor.intake.accept(session, document, recording)[0]


def wait_for(condition: Callable[[], bool], seconds: float = 40.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def states(floor: Floor) -> dict[State, int]:
    with floor.store.reading() as session:
        return states_of(session)


def test_a_marker_datum_is_nowhere_after_a_run(floor: Floor, jobs: workflow.Jobs) -> None:
    """Text, recording, a recording that fails, and stages that fail with the datum in their message."""
    jobs.enqueue([take(floor, text(1, f"il mio numero: {MARKER}")), take(floor, call(1), f"pronto {MARKER}".encode())])
    jobs.enqueue([take(floor, call(2), b"")])
    jobs.enqueue([take(floor, text(2, f"crash {MARKER}"))])
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 2, State.FAILED: 2})
    with floor.store.reading() as session:
        page = interactions.page(session, interactions.Filters(state=State.FAILED))
        failures = {row.external_id: row.failure for row in page.rows}
    assert failures["call-2"] == "recording: the recording holds no sound"
    assert str(failures["text-2"]).startswith("the service failed: RuntimeError at steps.py:")
    worker.terminate()
    assert worker.wait(30) == 0
    _dump_postgres(floor)
    for path in floor.folder.rglob("*"):
        assert path.is_dir() or MARKER.encode() not in path.read_bytes(), f"{path} holds the marker"
    log = (floor.folder / "worker.log").read_text()
    assert "step failed" in log
    assert "acme" not in log  # nor anything else that a log line has no field for


def _dump_postgres(floor: Floor) -> None:
    """All rows of all tables of ours and of DBOS as text, beside the SQLite files that are searched as they are."""
    if floor.url.startswith("sqlite"):
        return
    import psycopg

    url = floor.url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'dbos')"
        ).fetchall()
        assert len(tables) > 10
        rows = [connection.execute(f'SELECT t::text FROM "{s}"."{t}" t').fetchall() for s, t in tables]
    assert any("text-1" in str(row) for row in rows)
    (floor.folder / "dump.txt").write_text(str(rows))


def test_step_results_are_small_json_without_words(floor: Floor, jobs: workflow.Jobs) -> None:
    if not floor.url.startswith("sqlite"):
        pytest.skip("read from the SQLite file; the values do not depend on the database")
    jobs.enqueue([take(floor, call(1), b"pronto\nsignora")])
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1})
    worker.terminate()
    worker.wait(30)
    connection = sqlite3.connect(floor.folder / "qa-jobs.db")
    rows = connection.execute("SELECT function_name, output FROM operation_outputs ORDER BY function_id").fetchall()
    connection.close()
    results = [(name, json.loads(output)["value"]) for name, output in rows]
    assert [name for name, _ in results] == ["plan", "hear", "hear", "understand", "silence", "score"]
    assert [value for _, value in results[1:3]] == [{"value": "it"}, {"value": "it"}]
    assert "signora" not in str(rows)


def test_work_that_was_never_queued_is_found(floor: Floor) -> None:
    """The API died between its commit and the queue."""
    take(floor, text(1))
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1})
    worker.terminate()
    assert worker.wait(30) == 0


def test_a_stopped_worker_finishes_what_it_has_in_hand(floor: Floor, jobs: workflow.Jobs) -> None:
    row = take(floor, text(1))
    jobs.enqueue([row])
    worker = floor.start_worker(2.0)
    wait_for(lambda: bool(jobs.held()))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert states(floor) == {State.DONE: 1}
    assert jobs.active([Job(row.id, 1)]) == {Job(row.id, 1): False}


def test_what_a_stopped_worker_cannot_finish_goes_to_another_at_once(floor: Floor, jobs: workflow.Jobs) -> None:
    row = take(floor, text(1))
    jobs.enqueue([row])
    worker = floor.start_worker(30.0, replace(RESTLESS, grace=1.0))
    wait_for(lambda: bool(jobs.held()))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert jobs.held() == []
    second = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1}, 15.0)
    second.terminate()
    assert second.wait(30) == 0
    with floor.store.reading() as session:
        assert interactions.get(session, row.id).attempts == 0  # nobody died


@pytest.fixture
def role(floor: Floor) -> Iterator[str]:
    """The URL of a role that owns nothing, as the service should run on PostgreSQL."""
    if floor.url.startswith("sqlite"):
        pytest.skip("SQLite has no roles, and is never away")
    name = f"app_{secrets.token_hex(4)}"
    with _server().connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 'app'")
    migrations.upgrade(floor.url, name)
    workflow.prepare(floor.url, name)
    yield sa.make_url(floor.url).set(username=name, password="app").render_as_string(hide_password=False)
    owner = sa.create_engine(floor.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with owner.connect() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
    with _server().connect() as connection:
        connection.exec_driver_sql(f"DROP ROLE {name}")


def _server() -> sa.Engine:
    return sa.create_engine(os.environ["QA_TEST_POSTGRES"], isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)


def test_a_database_that_goes_away_fails_no_job_and_the_worker_needs_no_ownership(floor: Floor, role: str) -> None:
    inside = Floor(role, floor.folder)
    jobs = workflow.Jobs(role)
    jobs.enqueue([take(inside, text(n)) for n in range(8)])
    worker = inside.start_worker(1.5)
    wait_for(lambda: states(floor).get(State.DONE, 0) >= 2)
    name = sa.make_url(floor.url).database
    with _server().connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        time.sleep(6.0)
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    floor.store.close()  # its pool holds a connection that was cut
    wait_for(lambda: states(floor) == {State.DONE: 8})
    worker.terminate()
    assert worker.wait(30) == 0
    jobs.close()
    inside.close()
    assert "warden failed" in (floor.folder / "worker.log").read_text()  # it did notice


def test_queueing_twice_does_it_once_and_again_does_it_again(floor: Floor, jobs: workflow.Jobs) -> None:
    row = take(floor, text(1))
    jobs.enqueue([row, row])
    jobs.enqueue([row])
    job = Job(row.id, row.run)
    assert jobs.active([job]) == {job: True}
    worker = floor.start_worker(0.0)
    wait_for(lambda: jobs.active([job]) == {job: False})
    jobs.enqueue([row])
    assert jobs.active([job]) == {job: False}
    jobs.again([row])
    assert job in jobs.active([job])
    wait_for(lambda: jobs.active([job]) == {job: False})
    assert jobs.forget(row.received_at) == 0
    assert jobs.forget(now()) == 1
    assert jobs.active([job]) == {}
    worker.terminate()
    assert worker.wait(30) == 0
