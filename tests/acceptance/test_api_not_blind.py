"""Who knows the machine's answer does not answer blind, and what would tell it is hidden until they have answered."""

from typing import Any

import httpx
import pytest

from tests.acceptance.house import House, settled
from tests.acceptance.reviewing import answered, second, taken


def drawn(admin: httpx.Client, client: str, size: int, **more: Any) -> str:
    """A blind random sample of a client, divided by reason for contact."""
    plan = {"name": client, "purpose": "random", "size": size, "by": ["intent"], "frame": {"client": client}, **more}
    return str(admin.post("/v1/samples", params={"draw": True}, json=plan).raise_for_status().headers["location"])


def blind(user: httpx.Client, where: str) -> bool:
    """Whether an answer to the next pick is kept as blind."""
    item = user.post(f"{where}/next").raise_for_status().json()
    assert item["blind"]  # the machine's answers are hidden in any case
    kept = answered(user, item["interaction"], "yes", pick=item["pick"]).raise_for_status().json()
    return bool(kept["answers"][0]["blind"])


def exported(user: httpx.Client, client: str) -> None:
    wanted = {"kind": "analyses", "filters": {"client": client}}
    place = user.post("/v1/exports", json=wanted).raise_for_status().headers["location"]
    assert settled(user, place)["state"] == "done"


@pytest.mark.parametrize("read", ["analysis", "reviews", "export", "answer"])
def test_an_answer_after_reading_is_not_blind(house: House, admin: httpx.Client, read: str) -> None:
    client = f"read-{read}"
    (id,) = taken(admin, client, 1)
    where = drawn(admin, client, 1, second=1.0)
    if read == "export":
        exported(admin, client)
    elif read == "answer":  # the reply shows the machine's
        answered(admin, id, "yes").raise_for_status()
    else:
        admin.get(f"/v1/interactions/{id}/{read}").raise_for_status()
    assert not blind(admin, where)
    with second(house) as other:
        assert blind(other, where)  # who has read nothing answers blind


def test_the_list_of_answers_tells_the_second_person_of_a_pick(house: House, admin: httpx.Client) -> None:
    taken(admin, "listed", 1)
    where = drawn(admin, "listed", 1, second=1.0)
    assert blind(admin, where)
    with second(house) as other:
        assert len(other.get("/v1/reviews", params={"client": "listed"}).json()["items"]) == 1
        assert not blind(other, where)


def test_a_session_counts_who_had_read_before_as_not_blind(house: House, admin: httpx.Client) -> None:
    (id,) = taken(admin, "session", 1)
    admin.get(f"/v1/interactions/{id}/analysis").raise_for_status()
    made = admin.post("/v1/calibrations", json={"name": "one", "interactions": [id]}).raise_for_status().json()
    with second(house) as other:
        kept = [answered(user, id, "yes", session=made["uuid"]).json()["answers"][0] for user in (admin, other)]
    assert [one["blind"] for one in kept] == [False, True]
    assert [one["machine"] for one in kept] == [None, None]


def test_a_pick_that_is_kept_for_later_shows_nothing(admin: httpx.Client) -> None:
    taken(admin, "later", 1)
    where = drawn(admin, "later", 1)
    item = admin.post(f"{where}/next").json()
    kept = answered(admin, item["interaction"], "yes", pick=item["pick"], finish=False).raise_for_status().json()
    assert (kept["machine"], kept["answers"][0]["machine"], kept["answers"][0]["blind"]) == (None, None, True)
    kept = answered(admin, item["interaction"], "no", pick=item["pick"]).raise_for_status().json()
    assert (kept["answers"][0]["machine"], kept["answers"][0]["blind"]) == ("yes", True)


def strata(user: httpx.Client, where: str) -> dict[str, Any]:
    picks = user.get(f"{where}/picks").raise_for_status().json()["picks"]
    assert all((pick["stratum"] is None) is (pick["reasons"] is None) for pick in picks)
    return {pick["interaction"]: pick["stratum"] for pick in picks}


def test_strata_of_picks_are_hidden_from_those_who_are_to_answer_them(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "strata", 2)
    where = drawn(admin, "strata", 2)
    assert strata(admin, where) == dict.fromkeys(ids)
    item = admin.post(f"{where}/next").json()
    answered(admin, item["interaction"], "yes", pick=item["pick"]).raise_for_status()
    open_one = next(id for id in ids if id != item["interaction"])
    with second(house) as other:
        for user in (admin, other):
            shown = strata(user, where)
            assert shown[item["interaction"]] is not None  # nobody answers this one any more
            assert shown[open_one] is None
        theirs = other.post(f"{where}/next").json()
        assert strata(admin, where)[open_one] is None  # it may still come back to the queue
        answered(other, open_one, "yes", pick=theirs["pick"]).raise_for_status()
    assert None not in strata(admin, where).values()


def test_strata_of_what_is_not_blind_or_was_erased_are_shown(admin: httpx.Client) -> None:
    ids = taken(admin, "plain", 2)
    where = drawn(admin, "plain", 2, blind=False)
    assert None not in strata(admin, where).values()
    hidden = drawn(admin, "plain", 2)
    admin.delete(f"/v1/interactions/{ids[0]}").raise_for_status()
    assert {id: shown is None for id, shown in strata(admin, hidden).items()} == {ids[0]: False, ids[1]: True}


def test_a_calibration_sample_hides_its_strata_until_its_session_is_revealed(house: House, admin: httpx.Client) -> None:
    ids = taken(admin, "room", 2)
    where = drawn(admin, "room", 2, purpose="calibration")
    assert set(strata(admin, where).values()) == {None}
    body = {"name": "room", "sample": where.rpartition("/")[2]}
    room = admin.post("/v1/calibrations", json=body).raise_for_status()
    with second(house) as other:
        for user in (admin, other):
            for id in ids:
                answered(user, id, "yes", session=room.json()["uuid"]).raise_for_status()
    assert set(strata(admin, where).values()) == {None}
    admin.post(f"{room.headers['location']}/reveal").raise_for_status()
    assert None not in strata(admin, where).values()
