"""Legal holds over HTTP and on the command line: set, listed, felt by whoever erases or replaces, lifted."""

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House
from tests.acceptance.reviewing import chat, taken

WHY = "complaint, file 12/26"


def held(admin: httpx.Client, **what: str) -> str:
    hold = admin.post("/v1/legal-holds", json={"reason": WHY, **what}).raise_for_status().json()
    return str(hold["id"])


def test_a_held_contact_is_neither_erased_nor_replaced_until_it_is_lifted(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "holding", 1)
    hold = held(admin, interaction=id)
    refused = admin.delete(f"/v1/interactions/{id}")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:qa-service:problem:under-hold")
    assert WHY in refused.json()["detail"]
    with house.user(Role.QA) as quality:
        other = chat("holding-0", "holding", agent="b7")
        replaced = quality.post("/v1/interactions", json=other, params={"replace": "true"})
        assert replaced.status_code == 409
        assert replaced.json()["detail"].startswith("this contact is under a legal hold and stays as it is")
        assert quality.get("/v1/legal-holds").status_code == 403
    assert admin.get(f"/v1/interactions/{id}").json()["agent"] == "a1"
    assert admin.post(f"/v1/legal-holds/{hold}:lift", json={"why": "closed"}).status_code == 204
    assert admin.delete(f"/v1/interactions/{id}").status_code == 204


def test_an_erased_customer_leaves_what_is_held_and_the_answer_says_so(house: House, admin: httpx.Client) -> None:
    chats = [chat(f"left-{n}", "leaving", customer="c-77120") for n in range(3)]
    places = [admin.post("/v1/interactions", json=body).raise_for_status().json()["interaction"] for body in chats]
    hold = held(admin, interaction=places[1]["uuid"])
    order = {"client": "leaving", "customer": "c-77120"}
    answer = admin.post("/v1/erasures", json=order).raise_for_status().json()
    assert (answer["interactions"], answer["held"]) == (2, 1)
    assert answer["left"].startswith(f"1 contact is under a legal hold and was left as it is: {WHY} (key:")
    items = admin.get("/v1/legal-holds", params={"client": "leaving"}).json()["items"]
    assert [(item["id"], item["contacts"]) for item in items] == [(hold, 1)]


def test_what_is_no_hold_is_refused(house: House, admin: httpx.Client) -> None:
    for body in ({}, {"customer": "x"}, {"client": "acme", "interaction": 36 * "0"}):
        assert admin.post("/v1/legal-holds", json={"reason": WHY, **body}).status_code == 422
    assert admin.post("/v1/legal-holds", json={"client": "acme", "reason": " "}).status_code == 422
