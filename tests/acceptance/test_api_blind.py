"""Blind is blind: what somebody is to answer blind shows them no judgement, wherever they look for one."""

import json
from pathlib import Path
from typing import Any

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled
from tests.acceptance.reviewing import GREETING, answered, second, taken

EXAMPLE = Path(__file__).parents[2] / "docs" / "rubric-example.yaml"
YAML = {"Content-Type": "application/yaml"}


def test_a_calibration_session_is_blind_until_it_is_revealed(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "calibrated", 3)
    body = {"name": "greetings", "interactions": ids, "questions": [GREETING]}
    made = admin.post("/v1/calibrations", json=body).raise_for_status()
    where, session = made.headers["location"], made.json()["uuid"]
    item = admin.post(f"{where}/next").raise_for_status().json()
    assert ([one["question"] for one in item["questions"]], item["blind"]) == ([GREETING], True)
    for id in ids:
        kept = answered(admin, id, "yes", session=session).raise_for_status().json()
        assert kept["machine"] is None
    assert admin.post(f"{where}/next").status_code == 204
    assert admin.post(f"{where}/reveal").status_code == 409  # one person alone
    with second(house) as other:
        assert other.get("/v1/reviews", params={"session": session}).json()["items"] == []
        for id, answer in zip(ids, ("yes", "no", "yes"), strict=True):
            answered(other, id, answer, session=session).raise_for_status()
        assert other.get(where).json()["gaps"] is None
        revealed = other.post(f"{where}/reveal").raise_for_status().json()
    (gap,) = revealed["gaps"]
    assert (gap["shared"], gap["agreed"]) == (3, 2)
    assert [(one["interaction"], sorted(one["answers"].values()), one["machine"]) for one in gap["apart"]] == [
        (ids[1], ["no", "yes"], "yes")
    ]
    people = revealed["agreement"][0]["people"]
    assert (people["units"], people["coefficients"]["percent"]["value"]) == (3, 0.6667)
    assert answered(admin, ids[0], "no", session=session).status_code == 409
    assert admin.get(f"/v1/interactions/{ids[0]}/reviews").json()["counts"] == {}  # it never counts in scores


def hidden(user: httpx.Client, id: str) -> set[int]:
    """How the judgements of an interaction are refused, everywhere alike."""
    where = f"/v1/interactions/{id}"
    shown = [user.get(f"{where}/{what}") for what in ("analysis", "reviews")]
    listed = user.get("/v1/interactions", params={"client": "blind"}).json()["items"]
    found = [user.get(where).json(), next(one for one in listed if one["uuid"] == id)]
    veils = {(one["resolution"], one["courtesy"], one["sentiment_end"]) for one in found}
    assert (veils == {(None, None, None)}) is (shown[0].status_code == 403)
    return {one.status_code for one in shown}


def tried(user: httpx.Client, client: str) -> int:
    """On how many interactions a draft of a rubric is tried."""
    kept = user.post("/v1/rubrics", params={"client": client}, content=EXAMPLE.read_bytes(), headers=YAML)
    where = kept.headers.get("location", f"/v1/rubrics/{client}/sales/1")
    return int(user.post(f"{where}:try").raise_for_status().json()["n"])


def test_who_has_a_blind_pick_in_hand_sees_no_judgement_until_it_is_answered(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "blind", 4)
    plan = {"name": "blind", "purpose": "random", "size": 2, "frame": {"client": "blind"}, "second": 1.0}
    where = admin.post("/v1/samples", params={"draw": True}, json=plan).raise_for_status().headers["location"]
    item = admin.post(f"{where}/next").raise_for_status().json()
    id = item["interaction"]
    with second(house) as other:
        theirs = other.post(f"{where}/next").raise_for_status().json()
        assert theirs["interaction"] != id
        answered(other, theirs["interaction"], "no", pick=theirs["pick"]).raise_for_status()
        assert hidden(other, id) == {200}  # in somebody else's hands
        assert other.post(f"{where}/next").json()["interaction"] == id  # they are the second for this one
        assert hidden(other, id) == {403}
    assert hidden(admin, id) == {403}
    refused = admin.get(f"/v1/interactions/{id}/analysis").json()
    assert "in hand for a blind review" in refused["detail"]
    assert answered(admin, id, "yes").status_code == 403  # the answer to this would show the machine's
    unpicked = next(one for one in ids if one not in (id, theirs["interaction"]))
    assert hidden(admin, unpicked) == {200}
    with house.user(Role.COACH) as coach, house.user(Role.AGENT, bound=item["agent"]) as agent:
        assert hidden(coach, id) == {200}  # who may not review answers nothing blind
        assert agent.get(f"/v1/interactions/{id}/analysis").status_code == 200
    # a list that asks for a finding would tell it
    narrowed = {"client": "blind", "resolution": "resolved"}
    assert id not in {one["uuid"] for one in admin.get("/v1/interactions", params=narrowed).json()["items"]}
    assert tried(admin, "blind") == len(ids) - 1  # so would a draft of a rubric that is tried on it
    answered(admin, id, "yes", pick=item["pick"]).raise_for_status()
    assert hidden(admin, id) == {200}
    assert tried(admin, "blind") == len(ids)
    with second(house) as other:
        assert other.get("/v1/reviews", params={"client": "blind"}).json()["items"][-1]["interaction"] != id
        answers = other.get("/v1/reviews", params={"client": "blind"}).json()["items"]
        assert {one["interaction"] for one in answers} == {theirs["interaction"]}  # the first person's stays closed
        answered(other, id, "no", pick=other.post(f"{where}/next").json()["pick"]).raise_for_status()
        answers = other.get("/v1/reviews", params={"client": "blind"}).json()["items"]
        assert {one["interaction"] for one in answers} == {theirs["interaction"], id}


def test_a_session_keeps_judgements_from_those_it_asks_until_it_is_revealed(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "blindly", 2)
    names = {}
    with second(house) as other, house.user(Role.QA, "blindly") as third:
        for user in (admin, other, third):
            made = answered(user, ids[1], "yes").raise_for_status().json()
            names[user] = made["answers"][0]["reviewer"]
        body = {"name": "two of us", "interactions": [ids[0]], "people": [names[admin], names[other]]}
        room = admin.post("/v1/calibrations", json=body).raise_for_status()
        where, session = room.headers["location"], room.json()["uuid"]

        def closed(user: httpx.Client) -> bool:
            return user.get(f"/v1/interactions/{ids[0]}/analysis").status_code == 403

        assert (closed(admin), closed(other), closed(third)) == (True, True, False)
        answered(admin, ids[0], "yes", session=session).raise_for_status()
        assert closed(admin)  # the answer may still be changed
        mine = admin.get("/v1/reviews", params={"session": session}).json()["items"]
        assert [(one["answer"], one["machine"]) for one in mine] == [("yes", None)]
        answered(other, ids[0], "no", session=session).raise_for_status()
        admin.post(f"{where}/reveal").raise_for_status()
        assert (closed(admin), closed(other)) == (False, False)
        anybody = {"name": "all", "interactions": [ids[0]]}
        admin.post("/v1/calibrations", json=anybody).raise_for_status()
        assert (closed(admin), closed(third)) == (True, True)


def test_an_export_holds_no_judgement_that_its_maker_is_to_answer_blind(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "sealed", 3)
    plan = {"name": "blind", "purpose": "random", "size": 1, "frame": {"client": "sealed"}}
    where = admin.post("/v1/samples", params={"draw": True}, json=plan).raise_for_status().headers["location"]
    held = admin.post(f"{where}/next").raise_for_status().json()["interaction"]

    def lines(kind: str, user: httpx.Client) -> dict[str, dict[str, Any]]:
        wanted = {"kind": kind, "format": "jsonl", "filters": {"client": "sealed"}}
        place = user.post("/v1/exports", json=wanted).raise_for_status().headers["location"]
        assert settled(user, place)["state"] == "done"
        text = user.get(f"{place}/file").raise_for_status().text
        return {one["id"]: one for one in map(json.loads, text.splitlines())}

    name = admin.get(f"/v1/interactions/{held}").json()["id"]
    rows = lines("interactions", admin)
    assert len(rows) == len(ids)
    assert {one["resolution"] for id, one in rows.items() if id != name} == {"resolved"}
    assert rows[name]["resolution"] is None
    assert name not in lines("analyses", admin)
    with second(house) as other:
        assert lines("interactions", other)[name]["resolution"] == "resolved"
        assert name in lines("analyses", other)
