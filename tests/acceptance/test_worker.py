"""A real worker process on a real database: failures, stops, forgotten work, and no unmasked word anywhere."""

import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service.domain.interaction import Interaction, State
from qa_service.store import claims, interactions, migrations, results
from qa_service.store.claims import Job
from qa_service.store.tables import InteractionRow
from tests.acceptance.chaos import RESTLESS, Floor, call, text
from tests.databases import KINDS, fresh
from tests.databases import states as states_of

MARKER = "3339876501"


@pytest.fixture(params=KINDS)
def floor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Floor]:
    with fresh(request.param, tmp_path) as url:
        migrations.upgrade(url)
        floor = Floor(url, tmp_path)
        yield floor
        floor.close()


def take(floor: Floor, document: Interaction, sound: bytes | None = None) -> InteractionRow:
    recording = floor.blobs.put("acme", [sound], 1000) if sound is not None else None
    with floor.store.transaction() as session:
        return floor.intake.accept(session, document, recording)[0]


def wait_for(condition: Callable[[], bool], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def states(floor: Floor) -> dict[State, int]:
    with floor.store.reading() as session:
        return states_of(session)


def test_a_marker_datum_is_nowhere_after_a_run(floor: Floor) -> None:
    """Text, recording, a recording that fails, and stages that fail with the datum in their message."""
    take(floor, text(1, f"il mio numero: {MARKER}"))
    take(floor, call(1), f"pronto {MARKER}".encode())
    take(floor, call(2), b"")
    take(floor, text(2, f"crash {MARKER}"))
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 2, State.FAILED: 2})
    with floor.store.reading() as session:
        page = interactions.page(session, interactions.Filters(state=State.FAILED))
        failures = {row.external_id: row.failure for row in page.rows}
    assert failures["call-2"] == "recording: the recording holds no sound"
    assert str(failures["text-2"]).startswith("the service failed: RuntimeError at steps.py:")
    worker.terminate()
    assert worker.wait(120) == 0
    _dump_postgres(floor)
    for path in floor.folder.rglob("*"):
        assert path.is_dir() or MARKER.encode() not in path.read_bytes(), f"{path} holds the marker"
    log = (floor.folder / "worker.log").read_text()
    assert "step failed" in log
    assert "acme" not in log  # nor anything else that a log line has no field for


def _dump_postgres(floor: Floor) -> None:
    """All rows of all tables as text, beside the SQLite files that are searched as they are."""
    if floor.url.startswith("sqlite"):
        return
    import psycopg

    url = floor.url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        assert len(tables) > 10
        rows = [connection.execute(f'SELECT t::text FROM "{s}"."{t}" t').fetchall() for s, t in tables]
    assert any("text-1" in str(row) for row in rows)
    (floor.folder / "dump.txt").write_text(str(rows))


def test_a_recording_goes_on_with_the_part_where_it_stood_and_what_was_heard_is_sealed(floor: Floor) -> None:
    """The worker is killed while it hears the third of four parts; another hears that one and the fourth."""
    row = take(floor, call(1), b"pronto\nsignora\ngrazie\narrivederci")
    first = floor.start_worker(2.0)
    wait_for(lambda: _heard(floor, row) == 2)
    first.kill()
    first.wait()
    between = {name.rpartition("/")[2] for name, _ in floor.blobs.list("work")}
    assert between == {"plan", "part-0", "part-1"}
    for path in floor.folder.rglob("*"):
        assert path.is_dir() or b"signora" not in path.read_bytes() or "clients" in path.parts, f"{path} holds words"
    (floor.folder / "heard").unlink()
    floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1})
    assert (floor.folder / "heard").read_text().split() == ["2.0", "3.0"]
    with floor.store.reading() as session:
        turns = results.processed(session, row.id).understood.transcript.turns
        assert interactions.get(session, row.id).attempts == 1
    assert [turn.text for turn in turns] == ["pronto", "signora", "grazie", "arrivederci"]
    wait_for(lambda: floor.held() == [])
    assert list(floor.blobs.list("work")) == []


def _heard(floor: Floor, row: InteractionRow) -> int | None:
    with floor.store.reading() as session:
        return interactions.get(session, row.id).parts_heard


@pytest.mark.parametrize("keeps", ["the original", "nothing"])
def test_what_a_dead_worker_left_of_finished_work_is_cleared_up(floor: Floor, keeps: str) -> None:
    """It died between the result and the removal of what is unmasked."""
    row, sick = take(floor, call(1), b"pronto\nsignora"), take(floor, call(2), b"pronto\nsignora\nsignora")
    steps, job = floor.steps(0.0), Job(row.id, 1)
    with floor.store.transaction() as session:
        assert claims.claim(session, claims.RECORDINGS, "ghost-1-x", 1) == [job]
        interactions.get(session, sick.id).state = State.FAILED
    plan = steps.plan(job)
    assert plan is not None
    for index in range(2):
        steps.hear(job, plan, index, None)
    steps.understand(job, plan)
    with floor.store.transaction() as session:
        processed = steps.stages.score(interactions.to_interaction(row), results.understood(session, row.id))
        results.save_processed(session, *job, processed, words=False, keep_recording=keeps == "the original")
    assert floor.blobs.exists(plan.key)
    floor.start_worker(0.0)
    wait_for(lambda: floor.held() == [])
    assert list(floor.blobs.list("work")) == []
    assert floor.blobs.exists(plan.key) is (keeps == "the original")
    with floor.store.reading() as session:
        assert interactions.get(session, row.id).attempts == 0  # nothing had to be done again


def test_what_is_committed_is_done_and_nothing_else_is_needed(floor: Floor) -> None:
    """The API may die right after its commit."""
    take(floor, text(1))
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1})
    worker.terminate()
    assert worker.wait(120) == 0


def test_a_stopped_worker_finishes_what_it_has_in_hand(floor: Floor) -> None:
    take(floor, text(1))
    worker = floor.start_worker(2.0)
    wait_for(lambda: bool(floor.held()))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(120) == 0
    assert states(floor) == {State.DONE: 1}
    assert floor.held() == []


def test_what_a_stopped_worker_cannot_finish_goes_to_another_at_once(floor: Floor) -> None:
    row = take(floor, text(1))
    worker = floor.start_worker(30.0, replace(RESTLESS, grace=1.0))
    wait_for(lambda: bool(floor.held()))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert floor.held() == []
    second = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1}, 15.0)
    second.terminate()
    assert second.wait(120) == 0
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
    for n in range(8):
        take(inside, text(n))
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
    assert worker.wait(120) == 0
    inside.close()
    assert "heartbeat failed" in (floor.folder / "worker.log").read_text()  # it did notice


def test_work_is_taken_by_one_worker_once_and_a_retry_does_it_again(floor: Floor) -> None:
    row, job = take(floor, text(1, "crash")), None
    with floor.store.transaction() as session:
        (job,) = claims.claim(session, claims.TEXTS, "ghost-1-x", 5)
        assert job == Job(row.id, row.run)
        assert claims.claim(session, claims.TEXTS, "ghost-2-x", 5) == []
        assert claims.release(session, "ghost-1-x") == 1
    worker = floor.start_worker(0.0, replace(RESTLESS, attempts=1))
    wait_for(lambda: states(floor) == {State.FAILED: 1} and floor.held() == [])
    for _ in range(2):
        with floor.store.transaction() as session:
            results.try_again(session, row.id)
        wait_for(lambda: states(floor) == {State.FAILED: 1} and floor.held() == [])
    worker.terminate()
    assert worker.wait(120) == 0
    assert (floor.folder / "worker.log").read_text().count("job failed") == 3
