"""What the service answers when the machine lacks something: the cause in one sentence, and a status that says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from qa_service.domain.people import Role
from qa_service.services import health
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)) as house:
        yield house


def chat(number: int) -> dict[str, Any]:
    turns = [{"speaker": "customer", "text": "buongiorno"}]
    return {"id": f"c-{number}", "client": "acme", "channel": "chat", "turns": turns}


def limited(house: House, pragma: str) -> None:
    """From now on every connection of the service works under this pragma."""
    engine = house.service.store._engine
    sa.event.listen(engine, "connect", lambda connection, _record: connection.execute(pragma).fetchall() and None)
    engine.dispose()


def handed_in(house: House) -> httpx.Response:
    """The first answer that is no acceptance; a database that is nearly full takes a few more."""
    with house.user() as user:
        answers = (user.post("/v1/interactions", json=chat(number)) for number in range(200))
        return next(answer for answer in answers if answer.status_code != 202)


def test_a_full_database_is_507(house: House) -> None:
    house.key(Role.ADMIN)
    with house.service.store.reading() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    limited(house, f"PRAGMA max_page_count={pages + 4}")
    answer = handed_in(house)
    assert answer.status_code == 507, answer.text
    assert answer.json()["detail"].startswith("no space is left on the disk; nothing was kept of this")


def test_a_read_only_database_is_503(house: House) -> None:
    house.key(Role.ADMIN)
    limited(house, "PRAGMA query_only=ON")
    answer = handed_in(house)
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("the disk or database is read-only; nothing was kept of this")


def test_little_room_makes_it_unready(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 60)
    answer = httpx.get(f"{house.url}/readyz")
    assert answer.status_code == 503
    assert any("MB are free in the data folder" in reason for reason in answer.json()["reasons"])
