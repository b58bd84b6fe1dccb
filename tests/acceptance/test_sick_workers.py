"""Workers whose models cannot be loaded or trusted: they take no work, say why, and fail nothing."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qa_service.domain.interaction import State
from qa_service.store import heartbeats, interactions, migrations
from qa_service.store.tables import now
from tests.acceptance.chaos import Floor, text
from tests.acceptance.shell import run
from tests.acceptance.test_worker import states, take, wait_for
from tests.databases import KINDS, fresh

SENTENCE = "model.bin is wrong; run: qa-service models fetch"


@pytest.fixture(params=KINDS)
def floor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Floor]:
    with fresh(request.param, tmp_path) as url:
        migrations.upgrade(url)
        floor = Floor(url, tmp_path)
        yield floor
        floor.close()


def troubles(floor: Floor) -> list[str]:
    with floor.store.reading() as session:
        return heartbeats.troubles(session, now() - timedelta(minutes=1))


def stopped(worker: "subprocess.Popen[bytes]") -> int:
    worker.terminate()
    return worker.wait(120)


def test_a_worker_without_models_takes_no_work_and_begins_once_they_are_there(floor: Floor) -> None:
    (floor.folder / "sick").touch()
    for n in range(3):
        take(floor, text(n))
    worker = floor.start_worker(0.0)
    wait_for(lambda: troubles(floor) == [SENTENCE])
    checked = run(floor.folder, "worker", "--check", QA_DATABASE_URL=floor.url)
    assert (checked.exit_code, SENTENCE in checked.stdout) == (1, True)
    assert floor.held() == []
    assert states(floor) == {State.RECEIVED: 3}
    (floor.folder / "sick").unlink()
    wait_for(lambda: states(floor) == {State.DONE: 3})
    assert run(floor.folder, "worker", "--check", QA_DATABASE_URL=floor.url).exit_code == 0
    assert stopped(worker) == 0
    assert run(floor.folder, "worker", "--check", QA_DATABASE_URL=floor.url).exit_code == 1


def test_a_worker_without_models_stops_when_it_is_told_to(floor: Floor) -> None:
    (floor.folder / "sick").touch()
    worker = floor.start_worker(0.0)
    wait_for(lambda: troubles(floor) == [SENTENCE])
    assert stopped(worker) == 0
    assert troubles(floor) == []


def test_a_worker_whose_models_go_bad_gives_its_work_back_and_leaves(floor: Floor) -> None:
    take(floor, text(0))
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1})
    (floor.folder / "sick").touch()
    row = take(floor, text(1))
    assert worker.wait(120) == 1
    assert states(floor) == {State.DONE: 1, State.RECEIVED: 1}
    (floor.folder / "sick").unlink()
    second = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 2})
    assert stopped(second) == 0
    with floor.store.reading() as session:
        assert interactions.get(session, row.id).attempts == 0  # nobody died


def test_a_model_that_one_client_lacks_fails_that_client_and_nobody_else(floor: Floor) -> None:
    row = take(floor, text(0, "unlearned"))
    take(floor, text(1))
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.DONE: 1, State.FAILED: 1})
    assert stopped(worker) == 0
    with floor.store.reading() as session:
        assert "run: qa-service intents train" in str(interactions.get(session, row.id).failure)


def test_what_cannot_succeed_is_tried_once_and_what_may_is_tried_again(floor: Floor) -> None:
    take(floor, text(0, "nonsense"))
    take(floor, text(1, "crash"))
    worker = floor.start_worker(0.0)
    wait_for(lambda: states(floor) == {State.FAILED: 2}, 60.0)
    assert stopped(worker) == 0
    log = (floor.folder / "worker.log").read_text()
    assert log.count("ValueError at stages.py") + log.count("ValueError at steps.py") == 1
    assert log.count("RuntimeError at") == 5  # RESTLESS.attempts
