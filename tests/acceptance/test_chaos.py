"""Workers are killed without warning, over and over: each interaction is still done, and done once.

A trigger in the database, of which the service knows nothing, notes every time that a row becomes done.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service import workflow
from qa_service.store import figures, interactions, migrations, results
from qa_service.store.tables import State
from tests.acceptance.chaos import Floor, call, text
from tests.databases import KINDS, fresh

WITNESS = {
    "sqlite": [
        "CREATE TABLE witness (id TEXT)",
        "CREATE TRIGGER saw AFTER UPDATE OF state ON interaction WHEN NEW.state = 'done'"
        " BEGIN INSERT INTO witness VALUES (NEW.id); END",
    ],
    "postgresql": [
        "CREATE TABLE witness (id TEXT)",
        "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN INSERT INTO witness VALUES (NEW.id); RETURN NEW; END $$",
        "CREATE TRIGGER saw AFTER UPDATE OF state ON interaction FOR EACH ROW WHEN (NEW.state = 'done')"
        " EXECUTE FUNCTION see()",
    ],
}
TEXTS, CALLS, KILLS, WORKERS = 20, 10, 10, 3
LIMIT = 110.0  # seconds


@pytest.fixture(params=KINDS)
def floor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Floor]:
    with fresh(request.param, tmp_path) as url:
        migrations.upgrade(url)
        workflow.prepare(url)
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            for statement in WITNESS[request.param]:
                connection.exec_driver_sql(statement)
        floor = Floor(url, tmp_path)
        yield floor
        floor.close()
        engine.dispose()


def seen(floor: Floor) -> Counter[str]:
    engine = sa.create_engine(floor.url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM witness").scalars().all()
    engine.dispose()
    return Counter(rows)


def test_killed_workers_lose_nothing_and_double_nothing(floor: Floor) -> None:
    rng = random.Random(20261124)
    workers = [floor.start_worker(0.5) for _ in range(WORKERS)]
    jobs = workflow.Jobs(floor.url)
    try:
        ids = _take_in(floor, jobs)
        kills, end = 0, time.monotonic() + LIMIT
        while time.monotonic() < end:
            time.sleep(rng.uniform(0.5, 1.5))
            with floor.store.reading() as session:
                done = figures.states(session).get(State.DONE, 0)
            if done == TEXTS + CALLS:
                break
            if kills < KILLS or rng.random() < 0.2:
                victim = rng.randrange(WORKERS)
                workers[victim].kill()
                workers[victim].wait()
                workers[victim] = floor.start_worker(0.5)
                kills += 1
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(30)
        jobs.close()
    assert kills >= KILLS
    with floor.store.reading() as session:
        assert figures.states(session) == {State.DONE: TEXTS + CALLS}
        assert sum(interactions.get(session, id).attempts for id in ids) > 0  # work was in hand when workers died
        for id in ids:
            assert "333" not in str(results.processed(session, id))
    assert sorted(seen(floor).values()) == [1] * (TEXTS + CALLS)  # one transition to done each, not one more


def _take_in(floor: Floor, jobs: workflow.Jobs) -> list:  # type: ignore[type-arg]
    ids = []
    for n in range(TEXTS + CALLS):
        recording = None
        if n >= TEXTS:
            words = f"pronto sono il 333{n:07d}\nbuongiorno signora\ngrazie mille e arrivederci"
            recording = floor.blobs.put("acme", [words.encode()], 1000)
        with floor.store.transaction() as session:
            row, _ = floor.intake.accept(session, call(n) if recording else text(n), recording)
        jobs.enqueue([row])
        ids.append(row.id)
    return ids
