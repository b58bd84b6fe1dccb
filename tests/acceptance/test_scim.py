"""SCIM as directories speak it: the standard's own tester, and what follows from groups for people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

from qa_service.bootstrap.single_sign_on import single_sign_on
from qa_service.domain.people import KeyTerms, Reach, Role
from qa_service.services import people
from qa_service.services.access import Caller, CallerKind, Permission
from qa_service.services.context import Context
from qa_service.settings import Settings
from qa_service.store import audit, keys, users, web_sessions
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled, served

USER, GROUP = "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
PASSWORD = "quattro scale verdi e un cactus"
ADA = Caller("ada", Role.ADMIN, None, kind=CallerKind.USER)
GROUPS = [
    {"group": "admins", "role": "admin"},
    {"group": "0b9f-quality", "role": "qa"},
    {"group": "north", "role": "team_leader", "client": "acme", "team": "nord"},
]


@dataclass
class Directory:
    house: House
    client: httpx.Client

    def user(self, name: str, **more: Any) -> str:
        body = {"schemas": [USER], "userName": name, "active": True, **more}
        answer = self.client.post("/Users", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def group(self, name: str, *members: str, **more: Any) -> str:
        body = {"schemas": [GROUP], "displayName": name, "members": [{"value": member} for member in members], **more}
        answer = self.client.post("/Groups", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def change(self, path: str, *operations: dict[str, Any], **headers: str) -> httpx.Response:
        return self.client.patch(path, json={"schemas": [PATCH], "Operations": list(operations)}, headers=headers)

    def reach(self, name: str) -> Reach | None:
        """None: nobody signs in under this name."""
        with self.house.service.store.reading() as session:
            user = users.by_name(session, name)
            assert user is not None
            return None if user.disabled_at else Reach(user.role, user.client, user.team, user.agent)


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Directory]:
    floor = Floor(f"sqlite:///{tmp_path / 'qa.db'}", tmp_path)
    plain = {"oidc_issuer": "https://login.example.com", "public_url": "https://qa.example.com"}
    settings = Settings.model_validate({**plain, "oidc_client_id": "qa", "oidc_groups": GROUPS})
    service = replace(assembled(floor, BASIS, LIMITS), single_sign_on=single_sign_on(settings))
    with served(service) as url:
        house = House(floor, service, url)
        headers = {"Authorization": f"Bearer {house.key(Role.ADMIN)}"}
        with httpx.Client(base_url=f"{url}/scim/v2", headers=headers, timeout=60) as client:
            yield Directory(house, client)
    floor.store.close()


def test_the_testers_of_the_standard_find_nothing(directory: Directory) -> None:
    plain = directory.client
    with httpx2.Client(base_url=str(plain.base_url), headers=dict(plain.headers), timeout=60) as client:
        results = check_server(SyncSCIMClient(client))
    bad = [f"{r.title}: {r.reason}" for r in results if r.status in (Status.ERROR, Status.CRITICAL)]
    assert bad == [], "\n".join(bad)
    assert sum(r.status is Status.SUCCESS for r in results) > 40


def test_groups_give_rights_and_taking_them_away_ends_sessions(directory: Directory) -> None:
    anna = directory.user("Anna", externalId="e-1", title="Dottoressa", emails=[{"value": "anna@example.com"}])
    assert directory.reach("anna") is None  # no group yet
    north = directory.group("north", anna)
    assert directory.reach("anna") == Reach(Role.TEAM_LEADER, "acme", "nord")
    shown = directory.client.get(f"/Users/{anna}").json()
    assert [group["value"] for group in shown["groups"]] == [north]
    assert "emails" not in shown  # what does not serve is not kept
    with directory.house.service.store.transaction() as session:
        user = users.by_name(session, "anna")
        assert user is not None
        token = web_sessions.opened(session, user, directory.house.service.clock()).token
    quality = directory.group("shown", anna, externalId="0b9f-quality")
    assert directory.reach("anna") == Reach(Role.QA)  # the first rule that fits
    # as Entra ID takes somebody out of a group
    taken = directory.change(f"/Groups/{north}", {"op": "Remove", "path": "members", "value": [{"value": anna}]})
    assert taken.status_code == 200, taken.text
    assert not _is_in(directory, token)
    assert directory.client.get(f"/Groups/{north}").json().get("members", []) == []
    assert directory.client.delete(f"/Groups/{quality}").status_code == 204
    assert directory.reach("anna") is None


def _is_in(directory: Directory, token: str) -> bool:
    with directory.house.service.store.reading() as session:
        return web_sessions.find(session, token, directory.house.service.clock()) is not None


def test_who_is_not_active_is_locked_out_at_once(directory: Directory) -> None:
    anna = directory.user("anna")
    directory.group("north", anna)
    with directory.house.service.store.transaction() as session:
        user = users.by_name(session, "anna")
        assert user is not None
        token = web_sessions.opened(session, user, directory.house.service.clock()).token
    assert _is_in(directory, token)
    assert directory.change(f"/Users/{anna}", {"op": "replace", "value": {"active": "False"}}).status_code == 200
    assert not _is_in(directory, token)
    assert directory.reach("anna") is None
    directory.change(f"/Users/{anna}", {"op": "replace", "path": "active", "value": True})
    assert directory.reach("anna") == Reach(Role.TEAM_LEADER, "acme", "nord")


def test_a_lock_that_was_put_on_here_stays(directory: Directory) -> None:
    anna = directory.user("anna")
    north = directory.group("north", anna)
    with directory.house.service.store.transaction() as session:
        users.disable(session, UUID(anna))
    for active in (False, True):
        directory.change(f"/Users/{anna}", {"op": "replace", "path": "active", "value": active})
    directory.change(f"/Groups/{north}", {"op": "replace", "path": "members", "value": [{"value": anna}]})
    assert directory.reach("anna") is None


def test_local_accounts_are_out_of_reach_and_an_admin_is_made_by_the_mapping_alone(directory: Directory) -> None:
    with directory.house.service.store.transaction() as session:
        ada = users.create(session, "ada", PASSWORD, Reach(Role.ADMIN))
    taken = directory.client.post("/Users", json={"schemas": [USER], "userName": "ADA"})
    assert (taken.status_code, taken.json()["scimType"]) == (409, "uniqueness")
    assert directory.client.get("/Users").json()["totalResults"] == 0
    for method in ("GET", "DELETE"):
        assert directory.client.request(method, f"/Users/{ada.id}").status_code == 404
    anna = directory.user("anna", roles=[{"value": "admin"}], userType="admin")
    directory.group("Admins", anna)  # another name than the rule's
    assert directory.reach("anna") is None
    assert directory.client.put(f"/Users/{anna}", json={"schemas": [USER], "userName": "ada"}).status_code == 409


def test_a_name_that_was_deleted_is_given_to_nobody_else(directory: Directory) -> None:
    anna = directory.user("anna", externalId="e-1")
    assert directory.client.delete(f"/Users/{anna}").status_code == 204
    assert directory.client.get(f"/Users/{anna}").status_code == 404
    for external in ("e-2", None):
        body = {"schemas": [USER], "userName": "anna", "externalId": external}
        assert directory.client.post("/Users", json=body).status_code == 409
    assert directory.user("anna", externalId="e-1") == anna


def test_lists_are_filtered_sorted_and_paged_and_changes_are_not_lost(directory: Directory) -> None:
    ids = {name: directory.user(name) for name in ("carla", "anna", "bea")}
    found = directory.client.get("/Users", params={"filter": 'userName eq "BEA"'}).json()
    assert [user["id"] for user in found["Resources"]] == [ids["bea"]]
    page = directory.client.get("/Users", params={"sortBy": "userName", "startIndex": 2, "count": 1}).json()
    assert (page["totalResults"], page["startIndex"], page["Resources"][0]["userName"]) == (3, 2, "bea")
    version = directory.client.get(f"/Users/{ids['bea']}").headers["etag"]
    off = {"op": "replace", "path": "active", "value": False}
    assert directory.change(f"/Users/{ids['bea']}", off, **{"If-Match": version}).status_code == 200
    assert directory.change(f"/Users/{ids['bea']}", off, **{"If-Match": version}).status_code == 412
    for wrong in ({"filter": "userName is bea"}, {"filter": 'nothing eq "x"'}, {"count": "x"}):
        assert directory.client.get("/Users", params=wrong).status_code == 400, wrong


@pytest.mark.parametrize("content", [b"", b"[", b"7", b"[" * 100_000, f'{{"schemas": ["{USER}"]}}'.encode()])
def test_a_body_that_is_none_is_refused_in_one_sentence(directory: Directory, content: bytes) -> None:
    answer = directory.client.post("/Users", content=content)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/scim+json"
    assert answer.json()["status"] == "400"


def test_a_key_of_its_own_is_enough_and_no_other_key_is(directory: Directory) -> None:
    house = directory.house
    for role in set(Role) - {Role.ADMIN}:
        client = "acme" if role is Role.CLIENT_VIEWER else None
        headers = {"Authorization": f"Bearer {house.key(role, client)}"}
        assert directory.client.get("/Users", headers=headers).status_code == 403, role
    bound = {"Authorization": f"Bearer {house.key(Role.ADMIN, 'acme')}"}
    assert directory.client.get("/Users", headers=bound).status_code == 403
    assert directory.client.get("/Users", headers={"Authorization": "Bearer qa_x_y"}).status_code == 401
    with house.service.store.transaction() as session:
        _, own = keys.create(session, "scim", Role.ADMIN, terms=KeyTerms(permissions=(Permission.PROVISION.name,)))
    assert directory.client.get("/Users", headers={"Authorization": f"Bearer {own}"}).status_code == 200
    assert httpx.get(f"{house.url}/v1/interactions", headers={"Authorization": f"Bearer {own}"}).status_code == 403


def test_every_change_is_in_the_audit_trail(directory: Directory) -> None:
    anna = directory.user("anna")
    directory.group("north", anna)
    directory.client.delete(f"/Users/{anna}")
    with directory.house.service.store.reading() as session:
        told = [(line.action, line.subject) for line in audit.trail(session) if "provision" in line.action]
    assert told == [("deprovision", "user:anna"), ("provision", "group:north"), ("provision", "user:anna")]


def test_a_lock_put_on_here_after_the_directorys_own_stays(directory: Directory) -> None:
    anna = directory.user("anna")  # no group yet: the directory's lock
    people.disable(Context(ADA, directory.house.service), "anna")
    directory.group("north", anna)
    assert directory.reach("anna") is None


def test_whose_rights_a_group_changed_is_in_the_audit_trail(directory: Directory) -> None:
    anna, bea = directory.user("anna"), directory.user("bea")
    north = directory.group("north", anna)
    directory.change(f"/Groups/{north}", {"op": "add", "path": "members", "value": [{"value": bea}]})
    directory.change(f"/Users/{anna}", {"op": "replace", "path": "active", "value": False})
    with directory.house.service.store.reading() as session:
        lines = [line for line in audit.trail(session) if line.action.endswith(" user")]
    told = [(line.action, line.subject, line.client, line.detail) for line in reversed(lines)]
    leader = {"role": "team_leader"}
    assert told == [
        *[(action, "anna", "acme", leader) for action in ("change user", "enable user")],
        *[(action, "bea", "acme", leader) for action in ("change user", "enable user")],
        ("disable user", "anna", "acme", leader),
    ]


@pytest.mark.parametrize("odd", ["e\u0000", "\ud800"])
def test_signs_that_no_database_keeps_are_refused_or_left_out(directory: Directory, odd: str) -> None:
    refused = directory.client.post(
        "/Users", content=json.dumps({"schemas": [USER], "userName": "bea", "externalId": odd})
    )
    assert refused.status_code == 400, refused.text
    assert "externalId" in refused.json()["detail"]
    members = [{"value": directory.user("anna"), "display": f"Anna{odd}"}]
    group = {"schemas": [GROUP], "displayName": "north", "members": members}
    made = directory.client.post("/Groups", content=json.dumps(group))
    assert made.status_code == 201, made.text
    assert made.json()["members"][0]["display"] in ("Anna", "Annae")
