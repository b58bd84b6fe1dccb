"""Who did and read what, over HTTP: a read of words or of a worker's figures leaves a line before it is answered."""

import json
from typing import Any

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House
from tests.acceptance.reviewing import taken


def lines(auditor: httpx.Client, **filters: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = auditor.get("/v1/audit", params=filters).raise_for_status().json()["items"]
    return items


def test_reads_of_words_and_of_workers_are_kept_with_role_and_address(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "watched", 1)
    with house.user(Role.QA) as reader, house.user(Role.AUDITOR) as auditor:
        reader.get(f"/v1/interactions/{id}/analysis").raise_for_status()
        (line,) = [line for line in lines(auditor, subject=id) if line["action"] == "read analysis"]
        assert (line["role"], line["origin"], line["client"]) == ("qa", "127.0.0.1", "watched")
        assert line["actor"].startswith("key:")
        reader.get("/v1/interactions", params={"client": "watched"}).raise_for_status()  # a list tells of nobody
        assert lines(auditor, action="read list of workers", client="watched") == []


def test_an_auditor_reads_nothing_else(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "audited", 1)
    with house.user(Role.AUDITOR) as auditor:
        for path in ("/v1/interactions", f"/v1/interactions/{id}/analysis", "/v1/rubrics", "/v1/exports"):
            assert auditor.get(path).status_code == 403
        assert [line["subject"] for line in lines(auditor, action="refused", limit=2)][-1]
    with house.user(Role.QA) as reader:
        assert reader.get("/v1/audit").status_code == 403


def test_the_trail_is_verified_and_handed_out_with_its_chain(house: House, admin: httpx.Client) -> None:
    taken(admin, "chained", 1)
    with house.user(Role.AUDITOR) as auditor:
        verdict = auditor.post("/v1/audit:verify").raise_for_status().json()
        assert (verdict["intact"], verdict["faults"]) == (True, [])
        assert verdict["sealed"] > 0
        handed = auditor.get("/v1/audit:export").raise_for_status()
        assert handed.headers["content-type"] == "application/x-ndjson"
        rows = [json.loads(text) for text in handed.text.splitlines()]
        assert [row["place"] for row in rows if row["chain"] == 0] == list(range(1, len(rows) + 1))
        assert all(len(row["hash"]) == 64 for row in rows)


def test_pages_follow_each_other_without_gap(house: House, admin: httpx.Client) -> None:
    taken(admin, "paged", 3)
    with house.user(Role.AUDITOR) as auditor:
        page = auditor.get("/v1/audit", params={"limit": 2}).raise_for_status().json()
        later = auditor.get("/v1/audit", params={"limit": 2, "before": page["next"]}).raise_for_status().json()
        places = [item["place"] for item in (*page["items"], *later["items"]) if item["chain"] == 0]
        assert places == sorted(places, reverse=True)
        assert len({*places}) == 4
