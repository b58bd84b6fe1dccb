"""Many callers at once while workers write to the same database: nobody is refused, nothing is done twice."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from qa_service.domain.people import Role
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built, settled
from tests.databases import KINDS, fresh, states

CALLERS, EACH = 8, 10


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with fresh(request.param, tmp_path) as url, built(Floor(url, tmp_path)) as house, house.worker():
        yield house


def document(n: int) -> dict[str, Any]:
    return {
        "id": f"n-{n}",
        "client": "acme",
        "channel": "chat",
        "agent": f"a{n % 3}",
        "turns": [{"text": "buongiorno"}],
    }


def test_callers_at_once_are_all_served(house: House) -> None:
    key = {"X-API-Key": house.key(Role.ADMIN)}

    def calls(caller: int) -> list[tuple[int, str]]:
        """Each document is sent by a neighbour as well, at about the same moment."""
        with httpx.Client(base_url=house.url, headers=key, timeout=60) as user:
            answers = []
            for n in range(EACH):
                sent = user.post("/v1/interactions", json=document(caller // 2 * EACH + n))
                answers.append((sent.status_code, sent.headers.get("location", "")))
                assert user.get("/v1/interactions", params={"limit": 5}).status_code == 200
            return answers

    with ThreadPoolExecutor(CALLERS) as pool:
        answers = [answer for done in pool.map(calls, range(CALLERS)) for answer in done]
    # 8 callers in 4 pairs, 10 documents a pair: 40 documents, each sent twice
    assert Counter(status for status, _ in answers) == {202: 40, 200: 40}
    assert len({where for _, where in answers}) == 40
    with house.user() as user:
        for _, where in answers:
            assert settled(user, where)["state"] == "done"
    with house.service.store.reading() as session:
        assert {state.value: n for state, n in states(session).items()} == {"done": 40}
