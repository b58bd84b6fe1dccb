"""`GET /v1/interactions`: by words that were said, by what was found; and with more of each in one answer."""

from typing import Any

import httpx
import pytest

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled

TURNS = [
    {"speaker": "agent", "text": "Buongiorno, sono Alfa, come posso aiutarla?"},
    {"speaker": "customer", "text": "La caldaia perde acqua da ieri sera."},
    {"speaker": "agent", "text": "Mi dispiace molto. Le mando un tecnico domani mattina."},
    {"speaker": "customer", "text": "Grazie, va bene."},
]


@pytest.fixture(scope="module")
def place(admin: httpx.Client) -> str:
    document = {"id": "boiler", "client": "search", "agent": "a1", "channel": "chat", "turns": TURNS}
    where: str = admin.post("/v1/interactions", json=document).headers["location"]
    settled(admin, where)
    return where


def ids(user: httpx.Client, **terms: Any) -> list[str]:
    answer = user.get("/v1/interactions", params={"client": "search", **terms})
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def test_words_are_found_in_any_inflection_of_case_and_in_a_row(admin: httpx.Client, place: str) -> None:
    assert ids(admin, words="CALDAIA perde") == ["boiler"]
    assert ids(admin, words='"perde acqua"') == ["boiler"]
    assert ids(admin, words='"acqua perde"') == []
    assert ids(admin, words="frigorifero") == []


def test_labels_that_are_none_are_refused(admin: httpx.Client, place: str) -> None:
    for terms in ({"shows": "kindness"}, {"lacks": "kindness"}, {"flag": "ugly"}, {"sentiment_end": "cold"}):
        answer = admin.get("/v1/interactions", params=terms)
        assert answer.status_code == 422, terms
        assert answer.json()["where"] == f"query.{next(iter(terms))}"


def test_without_include_nothing_is_included(admin: httpx.Client, place: str) -> None:
    assert "included" not in admin.get(place).json()
    assert "included" not in admin.get("/v1/interactions", params={"client": "search"}).json()["items"][0]


def test_parts_are_as_if_they_were_read_by_themselves(admin: httpx.Client, place: str) -> None:
    included = admin.get(place, params={"include": ["analysis", "scorecards", "reviews"]}).json()["included"]
    assert included["analysis"] == admin.get(f"{place}/analysis").json()
    assert included["scorecards"] == admin.get(f"{place}/scorecards").json()
    assert included["reviews"] == admin.get(f"{place}/reviews").json()
    (item,) = admin.get("/v1/interactions", params={"client": "search", "include": "analysis"}).json()["items"]
    assert item["included"] == {"analysis": included["analysis"], "scorecards": None, "reviews": None}


def test_a_part_that_the_caller_may_not_read_is_refused(house: House, place: str) -> None:
    with house.user(Role.CLIENT_VIEWER, "search") as viewer:
        assert viewer.get(place, params={"include": "reviews"}).status_code == 403
        assert viewer.get("/v1/interactions", params={"include": "reviews"}).status_code == 403
        included = viewer.get(place, params={"include": "analysis"}).json()["included"]
        assert "agent" not in included["analysis"] or included["analysis"]["agent"] is None
    with house.user(Role.QA, "other") as other:
        assert other.get(place, params={"include": "analysis"}).status_code == 404


def test_each_part_that_is_read_is_in_the_audit_trail(house: House, admin: httpx.Client, place: str) -> None:
    def reads() -> int:
        params = {"action": "read analysis", "subject": place.rpartition("/")[2]}
        return len(admin.get("/v1/audit", params=params).json()["items"])

    before = reads()
    admin.get(place, params={"include": "analysis"})
    assert reads() == before + 1
