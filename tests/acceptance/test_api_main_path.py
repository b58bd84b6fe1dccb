"""What users of the HTTP interface do, with a real server and a real worker."""

import hashlib
import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from qa_service.documents.analysis import Analysis
from qa_service.domain.people import Role
from qa_service.store import audit
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, House, built, settled

WORDS = b"pronto sono il 333123\nbuongiorno signora\ngrazie mille"


def chat(id: str, **change: Any) -> dict[str, Any]:
    turns = [
        {"speaker": "agent", "text": "buongiorno"},
        {"speaker": "customer", "text": "sono il 3331234567, rossi"},
    ]
    return {"id": id, "client": "acme", "channel": "chat", "agent": "a1", "turns": turns, **change}


def call(id: str, **change: Any) -> dict[str, str]:
    return {"document": json.dumps({"id": id, "client": "acme", "agent": "a2", "channel": "call", **change})}


def test_a_text_is_accepted_analysed_and_read_masked(admin: httpx.Client) -> None:
    accepted = admin.post("/v1/interactions", json=chat("text-1"))
    assert accepted.status_code == 202
    where = accepted.headers["location"]
    assert accepted.json()["interaction"]["links"]["interaction"] == where
    done = settled(admin, where)
    assert (done["state"], done["intent"], done["resolution"]) == ("done", "billing", "resolved")
    analysis = admin.get(f"{where}/analysis").raise_for_status().json()
    assert analysis["transcript"][1] == {"turn": 1, "speaker": "customer", "text": "sono il [PHONE], rossi"}
    Analysis.model_validate(analysis)  # the schema in the OpenAPI document forbids fields that it does not name
    assert "pii" not in analysis
    shown = admin.get(f"{where}/analysis", params={"pii": "true"}).json()
    assert shown["pii"] == [{"turn": 1, "start": 8, "end": 18, "type": "PHONE"}]


def test_a_recording_is_analysed_and_heard_with_its_numbers_silenced(admin: httpx.Client) -> None:
    accepted = admin.post("/v1/recordings", files={"audio": ("x.wav", WORDS)}, data=call("call-1"))
    assert accepted.status_code == 202
    where = accepted.headers["location"]
    done = settled(admin, where)
    assert done["links"]["audio"] == f"{where}/audio"
    heard = admin.get(f"{where}/audio")
    assert heard.content == WORDS.replace(b"333123", b"****")
    assert heard.headers["content-type"] == "audio/flac"
    part = admin.get(f"{where}/audio", headers={"Range": "bytes=0-5"})
    assert (part.status_code, part.content) == (206, b"pronto")
    # "pronto sono il ****" is 19 bytes and a line end, "buongiorno signora" 18 and one, "grazie mille" 12: 51
    assert part.headers["content-range"] == "bytes 0-5/51"
    rest = admin.get(f"{where}/audio", headers={"Range": "bytes=-6", "If-Range": part.headers["etag"]})
    assert (rest.status_code, rest.content) == (206, b" mille")
    changed = admin.get(f"{where}/audio", headers={"Range": "bytes=-6", "If-Range": '"other"'})
    assert (changed.status_code, len(changed.content)) == (200, 51)
    behind = admin.get(f"{where}/audio", headers={"Range": "bytes=51-"})
    assert (behind.status_code, behind.headers["content-range"]) == (416, "bytes */51")


def test_a_bare_recording_is_taken_by_its_address(admin: httpx.Client) -> None:
    accepted = admin.put("/v1/recordings/bare-1", params={"client": "acme", "agent": "a2"}, content=WORDS)
    assert accepted.status_code == 202
    done = settled(admin, accepted.headers["location"])
    assert (done["id"], done["channel"], done["agent"], done["state"]) == ("bare-1", "call", "a2", "done")


def test_a_recording_without_document_is_named_by_its_file_and_owned_by_its_key(house: House) -> None:
    with house.user(Role.QA, "acme") as user:
        accepted = user.post("/v1/recordings", files={"audio": (r"C:\calls\2026-03-03 monday.wav", WORDS)})
        found = accepted.json()["interaction"]
        assert (found["id"], found["client"]) == ("2026-03-03 monday", "acme")
        settled(user, accepted.headers["location"])


def test_sound_that_cannot_be_decoded_is_accepted_fails_with_its_sentence_and_may_be_tried_again(
    admin: httpx.Client,
) -> None:
    accepted = admin.post("/v1/recordings", files={"audio": ("x.wav", b"\xff\xfe\xff")}, data=call("broken"))
    assert accepted.status_code == 202
    where = accepted.headers["location"]
    assert settled(admin, where)["state"] == "failed"
    analysis = admin.get(f"{where}/analysis")
    assert analysis.status_code == 409
    assert analysis.json()["state"] == "failed"
    assert analysis.json()["detail"].startswith("it could not be analysed: ")
    again = admin.post(f"{where}/retry")
    assert (again.status_code, again.json()["state"]) == (202, "received")
    once_more = admin.post(f"{where}/retry")
    waited = once_more.status_code == 409  # or the worker was quicker, and it had failed again
    assert waited or (once_more.status_code, once_more.json()["state"]) == (202, "received")


def test_the_same_content_again_changes_nothing_and_other_content_is_a_conflict(admin: httpx.Client) -> None:
    first = admin.post("/v1/interactions", json=chat("same"))
    again = admin.post("/v1/interactions", content=json.dumps(chat("same"), indent=3))
    again_typed = admin.post(
        "/v1/interactions", content=json.dumps(chat("same"), indent=3), headers={"Content-Type": "application/json"}
    )
    assert again.status_code == 415  # no type, no guess
    assert (again_typed.status_code, again_typed.json()["outcome"]) == (200, "unchanged")
    assert again_typed.headers["location"] == first.headers["location"]
    settled(admin, first.headers["location"])
    other = admin.post("/v1/interactions", json=chat("same", agent="a9"))
    assert (other.status_code, other.json()["type"]) == (409, "urn:qa-service:problem:conflict")
    replaced = admin.post("/v1/interactions", json=chat("same", agent="a9"), params={"replace": "true"})
    assert (replaced.status_code, replaced.json()["outcome"]) == (202, "replaced")
    assert settled(admin, first.headers["location"])["agent"] == "a9"


def test_a_recording_sent_twice_leaves_no_second_copy(house: House, admin: httpx.Client) -> None:
    first = admin.post("/v1/recordings", files={"audio": ("x.wav", WORDS + b" ciao")}, data=call("twice"))
    settled(admin, first.headers["location"])
    admin.get(first.headers["location"] + "/audio").raise_for_status()
    again = admin.post("/v1/recordings", files={"audio": ("x.wav", WORDS + b" ciao")}, data=call("twice"))
    other = admin.post("/v1/recordings", files={"audio": ("x.wav", WORDS + b" altro")}, data=call("twice"))
    assert (again.status_code, other.status_code) == (200, 409)
    originals = {hashlib.sha256(WORDS + more).hexdigest() for more in (b" ciao", b" altro")}
    end = time.monotonic() + 10  # the worker lets go of the first one a moment after it is done
    while kept := originals & {key.rpartition("/")[2] for key, _ in house.service.blobs.list("clients")}:
        assert time.monotonic() < end, kept
        time.sleep(0.1)


def test_json_lines_are_taken_one_by_one(admin: httpx.Client) -> None:
    lines = [json.dumps(chat("line-1")), "", json.dumps(chat("line-2", channel="fax")), "{", json.dumps(chat("line-3"))]
    send = {"content": "\n".join(lines), "headers": {"Content-Type": "application/x-ndjson"}}
    answer = admin.post("/v1/interactions", **send)  # type: ignore[arg-type]
    assert answer.status_code == 207
    body = answer.json()
    assert body["counts"] == {"created": 2, "refused": 2}
    assert [(line["line"], line["status"]) for line in body["lines"]] == [(1, 202), (3, 422), (4, 422), (5, 202)]
    assert body["lines"][1]["problem"]["where"] == "channel"
    for line in (body["lines"][0], body["lines"][3]):
        assert settled(admin, line["location"])["state"] == "done"
    assert admin.post("/v1/interactions", **send).json()["counts"] == {"unchanged": 2, "refused": 2}  # type: ignore[arg-type]


def test_a_list_is_filtered_and_paged_without_gap_or_repetition(admin: httpx.Client) -> None:
    for n in range(7):
        started = f"2026-02-0{n + 1}T10:00:00+01:00"
        admin.post("/v1/interactions", json=chat(f"page-{n}", client="paged", started_at=started, customer=f"c{n % 2}"))
    seen: list[str] = []
    query: dict[str, Any] = {"client": "paged", "limit": 3}
    while True:
        page = admin.get("/v1/interactions", params=query).raise_for_status().json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == [f"page-{n}" for n in (6, 5, 4, 3, 2, 1, 0)]

    def found(**query: str) -> list[str]:
        page = admin.get("/v1/interactions", params={"client": "paged", **query}).raise_for_status().json()
        return [item["id"] for item in page["items"]]

    assert found(id="page-4") == ["page-4"]
    assert found(customer="c1") == ["page-5", "page-3", "page-1"]
    # 10:00 at +01:00 is 09:00 UTC: the third of February at 09:00 is in, at 09:01 no longer
    assert found(since="2026-02-03T09:00:00Z", until="2026-02-04T09:00:00Z") == ["page-2"]
    assert found(since="2026-02-03T09:01:00Z", until="2026-02-04T09:00:00Z") == []
    assert found(agent="nobody") == []


def test_times_are_in_utc_with_their_offset(admin: httpx.Client) -> None:
    accepted = admin.post("/v1/interactions", json=chat("times", started_at="2026-02-03T10:00:00+01:00"))
    view = accepted.json()["interaction"]
    assert view["started_at"] == "2026-02-03T09:00:00.000+00:00"
    assert datetime.fromisoformat(view["received_at"]).utcoffset() is not None


def test_agents_and_clients_have_averages_with_their_n(admin: httpx.Client) -> None:
    for n in range(3):
        sent = admin.post("/v1/interactions", json=chat(f"score-{n}", client="scored", agent=f"s{n // 2}"))
        settled(admin, sent.headers["location"])
    agent = admin.get("/v1/agents/s0/scorecard").raise_for_status().json()
    assert (agent["n"], agent["monitoring_basis"]) == (2, BASIS)
    # the stages of the test give courtesy as the length of the first turn: "buongiorno" has 10 letters
    assert agent["courtesy"] == {"mean": 10.0, "n": 2}
    client = admin.get("/v1/clients/scored/scorecard").raise_for_status().json()
    assert client["resolution"] == {"resolved": {"n": 3, "share": 1.0}}
    assert client["cannot_tell"] == {"n": 0, "share": 0.0}
    assert (client["n"], client["method"]) == (3, "machine answers only, not yet checked here")


def test_a_group_without_interactions_is_absent_not_zero(admin: httpx.Client) -> None:
    assert admin.get("/v1/agents/nobody/scorecard").status_code == 404
    assert admin.get("/v1/clients/nobody/scorecard").status_code == 404
    assert admin.get("/v1/clients/scored/scorecard", params={"since": "2027-01-01T00:00:00Z"}).status_code == 404


def test_erasing_leaves_nothing_but_the_audit_line(house: House, admin: httpx.Client) -> None:
    sent = admin.post("/v1/recordings", files={"audio": ("x.wav", WORDS + b" addio")}, data=call("gone"))
    where = sent.headers["location"]
    settled(admin, where)
    key = admin.get(f"{where}/audio").headers["etag"].strip('"')
    assert any(name.endswith(key) for name, _ in house.service.blobs.list("clients"))
    assert admin.delete(where).status_code == 204
    assert admin.get(where).status_code == 404
    assert admin.get(f"{where}/audio").status_code == 404
    assert not any(name.endswith(key) for name, _ in house.service.blobs.list("clients"))
    with house.service.store.reading() as session:
        trail = audit.trail(session, subject=where.rpartition("/")[2])
        assert [line.action for line in trail] == ["erase", "read recording"]
    assert admin.delete(where).status_code == 404


def test_the_service_is_ready_with_a_worker_and_counts_what_it_does(admin: httpx.Client) -> None:
    ready = httpx.get(f"{admin.base_url}/readyz")
    assert (ready.status_code, ready.json()["workers"]) == (200, 1)
    numbers = admin.get("/metrics")
    assert numbers.headers["content-type"].startswith("text/plain")
    assert 'qa_interactions{state="done"}' in numbers.text
    assert 'qa_http_requests_total{method="GET",route="/v1/interactions/{uuid}",status="200"}' in numbers.text


def test_without_worker_models_or_migration_it_says_what_is_missing(tmp_path: Path) -> None:
    from dataclasses import replace

    from qa_service.store.repository import Store
    from tests.acceptance.house import served

    with built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)) as house:
        with house.user() as user:
            user.post("/v1/interactions", json=chat("waits"))
        unready = httpx.get(f"{house.url}/readyz")
        assert unready.status_code == 503
        assert unready.json()["reasons"] == ["no worker is alive; run: qa-service worker"]
        assert unready.json()["oldest_waiting_seconds"] >= 0
        missing = "whisper-base: model.bin is missing; run: qa-service models fetch"
        with served(replace(house.service, missing_models=lambda: [missing])) as url:
            assert missing in httpx.get(f"{url}/readyz").json()["reasons"]
        empty = Store(f"sqlite:///{tmp_path / 'empty.db'}")
        with served(replace(house.service, store=empty)) as url:
            unready = httpx.get(f"{url}/readyz")
            assert unready.json()["reasons"] == ["the database is not migrated; run: qa-service db upgrade"]
            assert httpx.get(f"{url}/healthz").status_code == 200
            # a database that cannot answer is a 503 with one sentence, not a crash
            refused = httpx.get(f"{url}/v1/interactions", headers={"X-API-Key": "qa_x_y"})
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "5"
        empty.close()


def test_figures_on_agents_are_withheld_without_a_legal_basis(tmp_path: Path) -> None:
    with built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path), basis="  ") as house, house.user() as user:
        withheld = user.get("/v1/agents/a1/scorecard")
        assert (withheld.status_code, withheld.json()["type"]) == (403, "urn:qa-service:problem:withheld")
        assert "QA_MONITORING_BASIS" in withheld.json()["detail"]


def test_an_error_of_ours_says_nothing_and_the_service_goes_on(tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.acceptance.house import served

    class Broken:
        def accept(self, *_: object, **__: object) -> None:
            raise RuntimeError("rossi")

    with built(Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)) as house:
        key = {"X-API-Key": house.key(Role.ADMIN)}
        sent = httpx.post(f"{house.url}/v1/interactions", json=chat("lucky"), headers=key)
        assert sent.status_code == 202
        with served(replace(house.service, open_intake=Broken)) as url:  # type: ignore[arg-type]
            failed = httpx.post(f"{url}/v1/interactions", json=chat("unlucky"), headers=key)
            assert failed.status_code == 500
            assert failed.headers["content-type"] == "application/problem+json"
            assert failed.headers["cache-control"] == "no-store"
            assert "detail" not in failed.json()
            assert "rossi" not in failed.text
            assert httpx.get(f"{url}{sent.headers['location']}", headers=key).status_code == 200
