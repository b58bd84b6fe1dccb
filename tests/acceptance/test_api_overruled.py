"""The worklist of overruled answers over HTTP: listed, sorted, counted, looked at once more, fetched as a file."""

import csv
import io
from typing import Any

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled
from tests.acceptance.reviewing import GREETING, answered, second, taken


def test_an_overruled_answer_is_sorted_and_looked_at_once_more(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "overruled", 1)
    answered(admin, id, "no").raise_for_status()
    (case,) = admin.get("/v1/overruled", params={"client": "overruled"}).raise_for_status().json()["items"]
    assert (case["machine"], case["machine_confidence"], case["answer"], case["why"]) == (
        "yes",
        0.9,
        "no",
        "heard twice",
    )
    assert (case["interaction"], case["own"], case["cause"], case["standing"]) == (id, True, None, "to_sort")
    where = f"/v1/overruled/{case['id']}"
    with second(house) as other:
        body = {"cause": "reviewer_wrong", "note": "it is said on the transfer"}
        sorted_case = other.put(where, json=body).raise_for_status().json()
        assert (sorted_case["cause"], sorted_case["second_look"]) == ("reviewer_wrong", "waiting")
        assert other.post(f"{where}/second-look", json={"answer": "yes"}).status_code == 403
        assert admin.get(f"/v1/interactions/{id}/reviews").json()["counts"][GREETING]["answer"] == "no"
        kept = admin.post(f"{where}/second-look", json={"answer": "yes"}).raise_for_status()
        assert (kept.status_code, kept.json()["answers"][0]["answer"]) == (201, "yes")
        (settled_case,) = other.get("/v1/overruled", params={"standing": "reviewer_wrong"}).json()["items"]
        assert (settled_case["answer"], settled_case["answer_now"]) == ("no", "yes")
        assert settled_case["second_look"] == "changed"
        assert other.put(f"/v1/overruled/{settled_case['id']}", json={"cause": None}).status_code == 409
        assert other.put(where, json={"cause": "machine_wrong"}).status_code == 404
    (count,) = admin.get("/v1/overruled/counts", params={"client": "overruled"}).json()["counts"]
    assert (count["question"], count["answers"], count["overruled"]) == (GREETING, 1, 1)
    assert (count["reviewer_wrong"], count["to_sort"]) == (1, 0)


def test_a_blind_sample_hides_its_cases_and_the_answer_to_it_shows_them(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "hidden", 1)
    answered(admin, id, "no").raise_for_status()
    (case,) = _listed(admin, "hidden")
    plan = {"name": "blind", "purpose": "random", "size": 1, "frame": {"client": "hidden"}}
    where = admin.post("/v1/samples", json=plan, params={"draw": True}).raise_for_status().headers["location"]
    assert _listed(admin, "hidden") == []
    assert admin.get("/v1/overruled/counts", params={"client": "hidden"}).json()["counts"] == []
    assert admin.put(f"/v1/overruled/{case['id']}", json={"cause": "machine_wrong"}).status_code == 404
    with second(house) as other:
        pick = other.post(f"{where}/next").raise_for_status().json()["pick"]
        answered(other, id, "no", pick=pick).raise_for_status()
    assert len(_listed(admin, "hidden")) == 1


def _listed(user: httpx.Client, client: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (
        user.get("/v1/overruled", params={"client": client}).raise_for_status().json()["items"]
    )
    return items


def test_who_does_not_review_sees_none_of_it(house: House) -> None:
    for role in (Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT):
        with house.user(role, "acme" if role is Role.CLIENT_VIEWER else None) as user:
            assert user.get("/v1/overruled").status_code == 403
            assert user.get("/v1/overruled/counts").status_code == 403
            assert user.post("/v1/exports", json={"kind": "overruled"}).status_code == 403


def test_the_cases_are_fetched_as_a_file(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "filed", 1)
    answered(admin, id, "no").raise_for_status()
    order = {"kind": "overruled", "format": "csv", "filters": {"client": "filed"}, "topics": [GREETING]}
    where = admin.post("/v1/exports", json=order).raise_for_status().headers["location"]
    export = settled(admin, where)
    (record,) = csv.DictReader(io.StringIO(admin.get(export["links"]["file"]).raise_for_status().text))
    assert (record["interaction"], record["machine"], record["answer"]) == (id, "yes", "no")
    assert "a1" not in record.values()
    refused = admin.post("/v1/exports", json={**order, "filters": {"agent": "a1"}})
    assert (refused.status_code, refused.json()["where"]) == (422, "filters.agent")
