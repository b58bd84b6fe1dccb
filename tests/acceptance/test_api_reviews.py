"""What reviewers and agents do over HTTP, with a real server and a real worker: sample, answer, object, correct."""

import uuid
from typing import Any

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled
from tests.acceptance.reviewing import GREETING, answered, second, taken


def test_a_sample_is_planned_drawn_checked_and_worked_through_blind(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "sampled", 12)
    plan = {
        "name": "two an agent",
        "purpose": "random",
        "size": 2,
        "by": ["agent"],
        "allocation": "equal",
        "frame": {"client": "sampled"},
        "second": 0.5,
    }
    made = admin.post("/v1/samples", json=plan).raise_for_status()
    assert (made.status_code, made.json()["draw"], made.json()["preview"]["size"]) == (201, None, 6)
    where = made.headers["location"]
    drawn = admin.post(f"{where}/draw").raise_for_status().json()
    assert (drawn["draw"]["picks"], drawn["draw"]["frame_size"]) == (6, 12)
    assert drawn["progress"]["wanted"] == 9  # 6 picks, half of them for two people
    assert admin.post(f"{where}/draw").status_code == 409
    picks = admin.get(f"{where}/picks").json()["picks"]
    assert {pick["chance"] for pick in picks} == {0.5}  # 2 of 4 for each of 3 agents
    assert {pick["interaction"] for pick in picks} <= set(ids)
    check = admin.get(f"{where}/check").json()
    assert (check["identical"], check["since_then"]) == (True, {"added": 0, "gone": 0, "changed": 0})

    item = admin.post(f"{where}/next").raise_for_status().json()
    assert admin.post(f"{where}/next").json()["pick"] == item["pick"]  # it is theirs until they answer
    assert item["transcript"][0]["text"] == "buongiorno, sono il [PHONE]"
    assert {question["machine"] for question in item["questions"]} == {None}
    with second(house) as other:
        theirs = other.post(f"{where}/next").json()
        assert theirs["pick"] != item["pick"]
    kept = answered(admin, item["interaction"], "no", pick=item["pick"]).raise_for_status().json()
    assert kept["machine"][GREETING] == {"answer": "yes", "confidence": 0.9, "to_be_confirmed": False}
    (answer,) = kept["answers"]
    assert (answer["machine"], answer["blind"], answer["purpose"]) == ("yes", True, "random")
    again = answered(admin, item["interaction"], "no", pick=item["pick"]).raise_for_status().json()
    assert again["answers"][0]["id"] == answer["id"]
    listed = admin.get("/v1/reviews", params={"sample": where.rpartition("/")[2]}).json()["items"]
    assert [one["id"] for one in listed] == [answer["id"]]
    assert admin.get(where).json()["progress"] == {
        "wanted": 9,
        "done": 1,
        "in_hand": 1,
        "by_reviewer": {answer["reviewer"]: 1},
    }
    seen = {item["pick"]}
    while (following := admin.post(f"{where}/next")).status_code == 200:
        seen.add(following.json()["pick"])
        answered(admin, following.json()["interaction"], "yes", pick=following.json()["pick"]).raise_for_status()
    assert theirs["pick"] not in seen or len(seen) == 6  # only where two people are wanted
    assert following.status_code == 204


def test_answers_are_appended_read_and_refused_where_they_cannot_be(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "answers", 1)
    assert admin.get(f"/v1/interactions/{id}/reviews").json()["judgement"] == "machine"
    body = {"answers": [{"question": GREETING, "answer": "no"}, {"question": "label:resolution", "answer": "pending"}]}
    admin.post(f"/v1/interactions/{id}/reviews", json=body).raise_for_status()
    answered(admin, id, "yes").raise_for_status()
    found = admin.get(f"/v1/interactions/{id}/reviews").json()
    assert found["judgement"] == "reviewed"
    assert found["answers"][0]["answer"] == "yes"
    assert len(found["answers"]) == 3
    assert {q: a["answer"] for q, a in found["counts"].items()} == {GREETING: "yes", "label:resolution": "pending"}
    assert admin.get(f"/v1/interactions/{id}").json()["resolution"] == "resolved"  # the machine's stays
    for question, answer, word in (
        (GREETING, "perhaps", "yes, no"),
        ("criterion:unheard", "yes", "it asks greeting"),
        ("mood", "yes", "is no question"),
    ):
        refused = answered(admin, id, answer, question)
        assert (refused.status_code, word in refused.json()["detail"]) == (422, True), refused.json()
    with house.user(Role.COACH) as coach:
        assert answered(coach, id, "yes").status_code == 403
        assert coach.get(f"/v1/interactions/{id}/reviews").json()["answers"][0]["reviewer"] is None
    with house.user(Role.CLIENT_VIEWER, "answers") as viewer:
        assert viewer.get(f"/v1/interactions/{id}/reviews").status_code == 403
    with second(house, "elsewhere") as stranger:
        assert answered(stranger, id, "yes").status_code == 404


def test_an_agent_objects_and_somebody_who_had_no_part_decides_for_good(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "disputed", 1)
    answered(admin, id, "no").raise_for_status()
    objection = {"questions": [GREETING], "why": "I greeted her, call me at 333 1234567"}
    with house.user(Role.AGENT, bound="a9") as other:
        assert other.post(f"/v1/interactions/{id}/disputes", json=objection).status_code == 404
    with house.user(Role.AGENT, bound="a1") as agent:
        made = agent.post(f"/v1/interactions/{id}/disputes", json=objection).raise_for_status().json()
        assert (made["state"], made["why"]) == ("open", "I greeted her, call me at [NUMBER]")
        assert agent.post(f"/v1/interactions/{id}/disputes", json=objection).status_code == 409
        assert [one["uuid"] for one in agent.get("/v1/disputes").json()["items"]] == [made["uuid"]]
        assert agent.get(f"/v1/interactions/{id}/reviews").json()["answers"][0]["reviewer"] is None
        decision = {"uphold": True, "why": "she did", "answers": [{"question": GREETING, "answer": "yes"}]}
        assert agent.post(f"/v1/disputes/{made['uuid']}/decision", json=decision).status_code == 403
    assert admin.get(f"/v1/interactions/{id}/reviews").json()["judgement"] == "disputed"
    own = admin.post(f"/v1/disputes/{made['uuid']}/decision", json=decision)
    assert (own.status_code, "another person" in own.json()["detail"]) == (403, True)
    with second(house) as judge:
        decided = judge.post(f"/v1/disputes/{made['uuid']}/decision", json=decision).raise_for_status().json()
        assert decided["state"] == "upheld"
        assert judge.post(f"/v1/disputes/{made['uuid']}/decision", json=decision).status_code == 409
    found = admin.get(f"/v1/interactions/{id}/reviews").json()
    assert (found["judgement"], found["counts"][GREETING]["answer"]) == ("final", "yes")
    assert answered(admin, id, "no").status_code == 409
    assert admin.get("/v1/disputes", params={"state": "upheld"}).json()["items"][0]["uuid"] == made["uuid"]


def test_swapped_roles_and_corrected_words_are_understood_anew_and_masked(admin: httpx.Client) -> None:
    (id,) = taken(admin, "corrected", 1)
    where = f"/v1/interactions/{id}"
    answered(admin, id, "no").raise_for_status()
    swapped = admin.post(f"{where}/roles:swap", json={"why": "mixed up"})
    assert (swapped.status_code, swapped.headers["location"]) == (202, where)
    settled(admin, where)
    turns = admin.get(f"{where}/analysis").json()["transcript"]
    assert [turn["speaker"] for turn in turns] == ["agent", "customer"]
    change = {"why": "misheard", "turns": [{"turn": 1, "text": "mi chiami al 340999", "speaker": "customer"}]}
    assert admin.post(f"{where}/corrections", json=change).status_code == 202
    settled(admin, where)
    assert admin.get(f"{where}/analysis").json()["transcript"][1]["text"] == "mi chiami al [PHONE]"
    found = admin.get(f"{where}/reviews").json()
    assert [(one["run"], one["kind"]) for one in found["corrections"]] == [(2, "roles"), (3, "turns")]
    assert found["corrections"][1]["turns"] == [{"turn": 1, "words": True, "party_was": None, "party": None}]
    assert "mi dica" not in admin.get(f"{where}/reviews").text
    assert found["counts"][GREETING]["answer"] == "no"  # a person's answer outlives a correction
    for bad in ({"turn": 7, "text": "x"}, {"turn": 1, "text": "mi chiami al [PHONE]"}):
        assert admin.post(f"{where}/corrections", json={"turns": [bad]}).status_code == 422
    failed = admin.post(f"{where}/corrections", json={"turns": [{"turn": 0, "text": "crash"}]})
    assert failed.status_code == 202
    after = settled(admin, where)
    assert after["state"] == "done"
    assert after["failure"].startswith("the correction could not be carried out")
    assert admin.get(f"{where}/analysis").json()["transcript"][0]["text"] == "buongiorno, sono il [PHONE]"


def test_agreement_is_read_with_intervals_and_the_clients_threshold_decides(house: House, admin: httpx.Client) -> None:
    taken(admin, "agreed", 9)
    plan = {"name": "all", "purpose": "random", "size": 9, "frame": {"client": "agreed"}}
    where = admin.post("/v1/samples", params={"draw": True}, json=plan).raise_for_status().headers["location"]
    for n in range(9):
        item = admin.post(f"{where}/next").json()
        answered(admin, item["interaction"], "no" if n == 0 else "yes", pick=item["pick"]).raise_for_status()
    asked = {"client": "agreed"}
    (found,) = admin.get("/v1/agreement", params=asked).raise_for_status().json()["questions"]
    percent = found["machine"]["coefficients"]["percent"]
    assert (found["question"], found["machine"]["units"], percent["value"]) == (GREETING, 9, 0.8889)  # 8 of 9
    assert percent["low"] < percent["value"] < percent["high"]
    assert (found["auto"]["auto_scored"], found["auto"]["grounds"]) == (False, "too_few_checked")
    policy = {"threshold": 0.95, "coefficient": "percent", "least": 5}
    with second(house) as qa:
        assert qa.put("/v1/agreement/policy", params=asked, json=policy).status_code == 403
    admin.put("/v1/agreement/policy", params=asked, json=policy).raise_for_status()
    (found,) = admin.get("/v1/agreement", params=asked).json()["questions"]
    assert (found["auto"]["auto_scored"], found["auto"]["grounds"]) == (False, "below_threshold")


def test_how_many_are_needed_knows_the_population(admin: httpx.Client) -> None:
    taken(admin, "counted", 4)
    asked: dict[str, Any] = {"client": "counted", "half_width": 0.05}
    found = admin.get("/v1/samples/size", params=asked).raise_for_status().json()
    assert (found["population"], found["needed"]) == (4, 4)  # 385 of an endless supply
    assert admin.get("/v1/samples/size", params={**asked, "half_width": 0.7}).status_code == 422


def test_a_key_of_one_client_samples_that_client_alone(house: House, admin: httpx.Client) -> None:
    taken(admin, "mine", 2)
    plan = {"name": "all", "purpose": "random", "size": 9}
    with second(house, "mine") as user:
        made = user.post("/v1/samples", params={"draw": True}, json=plan).raise_for_status().json()
        assert (made["client"], made["draw"]["frame_size"]) == ("mine", 2)
        assert user.post("/v1/samples", json={**plan, "frame": {"client": "other"}}).status_code == 403
        whole = admin.post("/v1/samples", json=plan).json()
        assert (whole["client"], user.get(f"/v1/samples/{whole['uuid']}").status_code) == (None, 404)
    assert admin.get(f"/v1/samples/{uuid.uuid4()}").status_code == 404
    assert admin.post("/v1/samples", json={**plan, "by": ["mood"]}).status_code == 422
