"""Coaching packs over HTTP."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from qa_service.domain.people import Role
from qa_service.store import interactions
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.store.test_interactions import bare


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


def put_in(house: House, id: str, **values: Any) -> str:
    with house.service.store.transaction() as session:
        return str(interactions.register(session, bare(id, **values), id)[0].id)


def test_a_coach_collects_comments_and_ticks_off(house: House) -> None:
    first, foreign = put_in(house, "one"), put_in(house, "foreign", client="other")
    with house.user(Role.COACH) as coach:
        pack = coach.post("/v1/packs", json={"client": "acme", "title": "Marzo", "note": "per i nuovi"}).json()
        here = f"/v1/packs/{pack['id']}"
        moment = {"interaction": first, "turn": 0, "topic": "courtesy:empathy"}
        put = [coach.post(f"{here}/moments", json=moment).json() for _ in range(2)]
        assert put[0] == put[1]
        whole = coach.post(f"{here}/moments", json={"interaction": first}).json()
        assert (whole["turn"], whole["topic"]) == (None, "")
        assert coach.post(f"{here}/moments", json={"interaction": foreign}).status_code == 409
        assert coach.post(f"{here}/moments", json={"interaction": str(UUID(int=1))}).status_code == 404
        used = coach.patch(f"{here}/moments/{whole['id']}", json={"note": "bene", "used": True}).json()
        assert used["note"] == "bene"
        again = coach.patch(f"{here}/moments/{whole['id']}", json={"used": True}).json()
        assert again["used_at"] == used["used_at"]
        assert coach.delete(f"{here}/moments/{put[0]['id']}").status_code == 204
        found = coach.get(here).json()
        assert [item["note"] for item in found["moments"]] == ["bene"]
        assert [one["title"] for one in coach.get("/v1/packs", params={"client": "acme"}).json()["items"]] == ["Marzo"]
        other = coach.post("/v1/packs", json={"client": "acme", "title": "Altro"}).json()
        assert coach.patch(f"/v1/packs/{other['id']}/moments/{whole['id']}", json={"used": False}).status_code == 404
        assert coach.delete(here).status_code == 204
        assert coach.get(here).status_code == 404
        assert coach.get(f"/v1/interactions/{first}").status_code == 200


def test_a_team_leader_sees_the_moments_of_the_team_and_another_client_sees_nothing(house: House) -> None:
    ours, theirs = put_in(house, "nord-1", team="nord"), put_in(house, "sud-1", team="sud")
    with house.user() as admin, house.user(Role.TEAM_LEADER) as leader, house.user(Role.ADMIN, "other") as stranger:
        here = f"/v1/packs/{admin.post('/v1/packs', json={'client': 'acme', 'title': 'Due'}).json()['id']}"
        for one in (ours, theirs):
            admin.post(f"{here}/moments", json={"interaction": one})
        assert [item["interaction"] for item in leader.get(here).json()["moments"]] == [ours]
        assert leader.post(f"{here}/moments", json={"interaction": theirs, "turn": 1}).status_code == 404
        assert stranger.get(here).status_code == 404
        assert stranger.get("/v1/packs").json() == {"items": []}


def test_a_team_leader_changes_nothing_of_anybody_else(house: House) -> None:
    ours = put_in(house, "nord-2", team="nord")
    with house.user(Role.COACH) as coach, house.user(Role.TEAM_LEADER) as leader:
        here = f"/v1/packs/{coach.post('/v1/packs', json={'client': 'acme', 'title': 'Suoi'}).json()['id']}"
        moment = coach.post(f"{here}/moments", json={"interaction": ours}).json()
        place = f"{here}/moments/{moment['id']}"
        refused = [
            leader.delete(here),
            leader.post(f"{here}/moments", json={"interaction": ours, "turn": 1}),
            leader.patch(place, json={"used": True}),
            leader.patch(place, json={"note": "mia"}),
            leader.delete(place),
        ]
        assert {answer.status_code for answer in refused} == {403}
        assert "somebody else's" in refused[0].json()["detail"]
        assert coach.get(here).json()["moments"] == [moment]


def test_a_team_leader_changes_the_own_pack_until_it_holds_what_is_hidden(house: House) -> None:
    ours, theirs = put_in(house, "nord-3", team="nord"), put_in(house, "sud-3", team="sud")
    with house.user(Role.COACH) as coach, house.user(Role.TEAM_LEADER) as leader:
        here = f"/v1/packs/{leader.post('/v1/packs', json={'client': 'acme', 'title': 'Miei'}).json()['id']}"
        place = f"{here}/moments/{leader.post(f'{here}/moments', json={'interaction': ours}).json()['id']}"
        assert leader.patch(place, json={"used": True}).status_code == 200
        hidden = coach.post(f"{here}/moments", json={"interaction": theirs}).json()
        refused = [leader.delete(here), leader.patch(place, json={"used": False}), leader.delete(place)]
        assert {answer.status_code for answer in refused} == {403}
        assert "moments that you do not see" in refused[0].json()["detail"]
        assert coach.delete(f"{here}/moments/{hidden['id']}").status_code == 204
        assert leader.delete(here).status_code == 204


@pytest.mark.parametrize(
    "body", [{"client": "acme"}, {"client": "acme", "title": ""}, {"client": "acme", "title": "a\x00"}, {"title": "x"}]
)
def test_a_pack_without_client_or_title_is_refused(house: House, body: dict[str, Any]) -> None:
    with house.user() as admin:
        answer = admin.post("/v1/packs", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
