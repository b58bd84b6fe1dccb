"""Workers are killed without warning, over and over: each interaction is still done, and done once.

A trigger in the database, of which the service knows nothing, notes every time that a row becomes done.
"""

import random
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service.domain.interaction import State
from qa_service.store import interactions, migrations, results
from tests.acceptance.chaos import Floor, call, text
from tests.databases import KINDS, fresh, states

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
    """Only workers with work in hand are killed; a kill lets more work in, so that there is some to the end."""
    rng = random.Random(20261124)
    order = list(range(TEXTS + CALLS))
    rng.shuffle(order)
    workers = {worker.pid: worker for worker in (floor.start_worker(0.5) for _ in range(WORKERS))}
    ids = [take_in(floor, order.pop()) for _ in range(len(order) - 2 * KILLS)]
    kills, end = 0, time.monotonic() + LIMIT
    while order or done(floor) < TEXTS + CALLS:
        assert time.monotonic() < end, f"{done(floor)} done after {kills} kills"
        time.sleep(rng.uniform(0.2, 1.0))
        busy = sorted(workers.keys() & {int(held.worker.split("-")[-2]) for held in floor.held()})
        if busy and kills < KILLS:
            victim = workers.pop(rng.choice(busy))
            victim.kill()
            victim.wait()
            kills += 1
            fresh_one = floor.start_worker(0.5)
            workers[fresh_one.pid] = fresh_one
            ids += [take_in(floor, order.pop()) for _ in range(2)]
    assert kills == KILLS
    with floor.store.reading() as session:
        assert states(session) == {State.DONE: TEXTS + CALLS}
        for id in ids:
            transcript = results.processed(session, id).understood.transcript
            assert not any("333" in turn.text for turn in transcript.turns)
        assert sum(interactions.get(session, id).attempts for id in ids) > 0  # work was taken over
    assert sorted(seen(floor).values()) == [1] * (TEXTS + CALLS)  # one transition to done each, not one more


def done(floor: Floor) -> int:
    with floor.store.reading() as session:
        return states(session).get(State.DONE, 0)


def take_in(floor: Floor, n: int) -> uuid.UUID:
    """The first TEXTS numbers are chats, the others calls of three parts."""
    recording = None
    if n >= TEXTS:
        words = f"pronto sono il 333{n:07d}\nbuongiorno signora\ngrazie mille e arrivederci"
        recording = floor.blobs.put("acme", [words.encode()], 1000)
    with floor.store.transaction() as session:
        row, _ = floor.intake.accept(session, call(n) if recording else text(n), recording)
    return row.id
