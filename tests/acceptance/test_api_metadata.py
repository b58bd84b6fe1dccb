"""Names and numbers in file names, cases and queues reach nobody, and whoever handed a contact in finds it again."""

import json

import httpx

from qa_service.domain.people import Role
from qa_service.store import audit
from tests.acceptance.house import House, settled
from tests.acceptance.test_api_exports import fetched
from tests.acceptance.test_api_main_path import WORDS, chat

FILE = "Quagliarella Mario 3481234567.wav"
ID = FILE.removesuffix(".wav")
SECRETS = ("quagliarella", "mario", "3481234567", "bianchi")


def secrets(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text.lower()]


def sent(admin: httpx.Client) -> httpx.Response:
    document = json.dumps({"client": "meta", "agent": "a2", "channel": "call", "case": "pratica Bianchi"})
    return admin.post("/v1/recordings", files={"audio": (FILE, WORDS)}, data={"document": document})


def test_a_file_named_after_a_person_is_kept_under_a_masked_id_and_found_by_its_own(
    house: House, admin: httpx.Client
) -> None:
    accepted = sent(admin)
    where = accepted.headers["location"]
    done = settled(admin, where)
    assert done["state"] == "done"
    assert done["id"].startswith("[PERSON]_[PHONE]~")
    assert done["case"].startswith("pratica_[PERSON]~")
    again = sent(admin)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    other = admin.post(
        "/v1/recordings",
        files={"audio": ("Quagliarella Anna 3481234567.wav", WORDS)},
        data={"document": json.dumps({"client": "meta", "channel": "call"})},
    )
    assert (other.status_code, other.json()["outcome"]) == (202, "created")
    for id in (ID, done["id"]):
        (found,) = admin.get("/v1/interactions", params={"client": "meta", "id": id}).json()["items"]
        assert found["uuid"] == done["uuid"]
    with house.user(Role.CLIENT_VIEWER, "meta") as viewer:
        shown = [viewer.get(path).text for path in (where, f"{where}/analysis", "/v1/interactions")]
        exported = [fetched(viewer, kind=kind, filters={"id": ID}) for kind in ("interactions", "analyses")]
    assert secrets(" ".join([*shown, *(answer.text for answer in exported)])) == []
    assert done["id"] in exported[0].text
    assert done["id"] in exported[1].text
    with house.service.store.reading() as session:
        trail = [line for line in audit.trail(session, limit=50) if line.action == "export"]
    assert len(trail) >= 2
    assert secrets(str([line.detail for line in trail])) == []


def test_ids_of_systems_stay_as_they_are(admin: httpx.Client) -> None:
    for id in ("ext-8842", "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10", "TCK-2026-004411"):
        answer = admin.post("/v1/interactions", json=chat(id, client="meta", case="t-991", customer="c-77120"))
        assert answer.json()["interaction"]["id"] == id
        assert answer.json()["interaction"]["case"] == "t-991"


def test_the_queue_log_is_taken_in_masked(house: House, admin: httpx.Client) -> None:
    line = {"call": "Bianchi 3481234567", "queue": "billing", "offered_at": "2026-11-03T09:14:05+01:00"}
    more = {"call": line["call"], "transferred_at": "2026-11-03T09:15:05+01:00", "transferred_to": "Mario Bianchi"}
    body = "\n".join(json.dumps(one) for one in (line, more, more))
    headers = {"Content-Type": "application/x-ndjson"}
    answer = admin.post("/v1/queue-events", params={"client": "meta"}, content=body, headers=headers)
    assert answer.json()["counts"] == {"created": 1, "added_to": 1, "unchanged": 1}
