"""Every route under /v1 asks for a key, for a role that may, and for a client within reach: a walk over all of them."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from qa_service.app import ROUTERS, create_app
from qa_service.documents import criteria
from qa_service.documents.rubrics import EXAMPLE as RUBRIC
from qa_service.domain.interaction import Interaction
from qa_service.domain.people import Role
from qa_service.errors import BadInput
from qa_service.store import keys, results
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.stages import PlainStages

DOCUMENT = {
    "id": "owned",
    "client": "acme",
    "channel": "chat",
    "agent": "a1",
    "team": "nord",
    "turns": [{"text": "buongiorno"}],
}
RECORDED = b'{"client": "acme"}'
TUS = {"Tus-Resumable": "1.0.0"}
# base64 of RECORDED
METADATA = "filename eC53YXY=,document eyJjbGllbnQiOiAiYWNtZSJ9"
OPEN = {("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/metrics")}

POLICY = {"threshold": 0.95, "coefficient": "percent", "least": 5}
ANSWER = {"question": "criterion:greeting", "answer": "no"}
SAMPLE = {"name": "March", "purpose": "random", "size": 5, "frame": {"client": "acme"}}
SCHEDULE = {"name": "figures", "what": "kpis", "kind": "folder", "place": "/srv/out"}
CONNECTOR = {"name": "calls", "kind": "folder", "place": "/srv/calls", "client": "acme"}
CALIBRATION = {"name": "greetings", "interactions": [str(UUID(int=1))], "questions": ["criterion:greeting"]}

CSV = {"Content-Type": "text/csv"}
MAPPING = {"fields": {"call": "id", "offered_at": "at"}}

# What a good request to acme's things looks like, and what an administrator of *another* client gets for it. A route
# that is missing here fails `test_every_route_is_in_the_walk`.
WALK: dict[tuple[str, str], tuple[dict[str, Any], int]] = {
    ("POST", "/v1/interactions"): ({"json": {**DOCUMENT, "id": "new"}}, 403),
    ("GET", "/v1/interactions"): ({"params": {"client": "acme"}}, 200),  # and an empty page: see below
    ("GET", "/v1/interactions/{uuid}"): ({}, 404),
    ("GET", "/v1/interactions/{uuid}/analysis"): ({}, 404),
    ("GET", "/v1/interactions/{uuid}/audio"): ({}, 404),
    ("GET", "/v1/interactions/{uuid}/segments"): ({}, 404),
    ("GET", "/v1/interactions/{uuid}/vcon"): ({}, 404),
    ("GET", "/v1/interactions/{uuid}/scorecards"): ({}, 404),
    ("POST", "/v1/interactions/{uuid}/retry"): ({}, 404),
    ("DELETE", "/v1/interactions/{uuid}"): ({}, 404),
    ("POST", "/v1/erasures"): ({"json": {"client": "acme", "customer": "rossi"}}, 403),
    ("POST", "/v1/erasures/clients"): ({"json": {"client": "acme", "confirm": "acme"}}, 403),
    ("POST", "/v1/erasures/list"): ({"json": {"csv": "client,customer\nacme,rossi\n"}}, 200),  # and the line refused
    ("POST", "/v1/legal-holds"): ({"json": {"client": "acme", "reason": "file 12/26"}}, 403),
    ("GET", "/v1/legal-holds"): ({}, 200),  # and an empty page: see test_api_holds
    ("POST", "/v1/legal-holds/{uuid}:lift"): ({"json": {}}, 404),
    ("GET", "/v1/retention"): ({"params": {"client": "acme"}}, 403),
    ("PUT", "/v1/retention"): ({"params": {"client": "acme"}, "json": {"days": {"export": 9}}}, 403),
    ("GET", "/v1/retention:forecast"): ({"params": {"client": "acme"}}, 403),
    ("POST", "/v1/retention:run"): ({"json": {"dry_run": True}}, 200),  # of the own client
    ("POST", "/v1/opt-outs"): ({"json": {"client": "acme", "customer": "x"}}, 403),
    ("GET", "/v1/opt-outs"): ({}, 200),  # and an empty page
    ("DELETE", "/v1/opt-outs/{uuid}"): ({}, 404),
    ("POST", "/v1/recordings"): ({"files": {"audio": ("x.wav", b"x")}, "data": {"document": RECORDED}}, 403),
    ("PUT", "/v1/recordings/{id}"): ({"params": {"client": "acme"}, "content": b"x"}, 403),
    ("PUT", "/v1/files/{name}"): ({"params": {"client": "acme"}, "content": b"RIFF    WAVE"}, 207),  # and it is refused
    ("GET", "/v1/audit"): ({}, 403),
    ("POST", "/v1/audit:verify"): ({}, 403),
    ("GET", "/v1/audit:export"): ({}, 403),
    ("OPTIONS", "/v1/uploads"): ({}, 204),  # tells of the server alone
    ("POST", "/v1/uploads"): ({"headers": {**TUS, "Upload-Length": "5", "Upload-Metadata": METADATA}}, 403),
    ("HEAD", "/v1/uploads/{id}"): ({"headers": TUS}, 404),
    ("PATCH", "/v1/uploads/{id}"): (
        {
            "headers": {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"},
            "content": b"12345",
        },
        404,
    ),
    ("DELETE", "/v1/uploads/{id}"): ({"headers": TUS}, 404),
    ("POST", "/v1/webhooks"): ({"json": {"url": "https://x.example.com", "label": "x", "client": "acme"}}, 403),
    ("GET", "/v1/webhooks"): ({}, 200),  # and an empty page: see tests/store/test_webhooks
    ("GET", "/v1/webhooks/{uuid}"): ({}, 404),
    ("PATCH", "/v1/webhooks/{uuid}"): ({"json": {"label": "x"}}, 404),
    ("DELETE", "/v1/webhooks/{uuid}"): ({}, 404),
    ("POST", "/v1/webhooks/{uuid}:rotate"): ({"json": {}}, 404),
    ("POST", "/v1/webhooks/{uuid}:on"): ({}, 404),
    ("POST", "/v1/webhooks/{uuid}:off"): ({}, 404),
    ("POST", "/v1/webhooks/{uuid}:test"): ({}, 404),
    ("POST", "/v1/webhooks/{uuid}:replay"): ({"json": {"since": "2026-12-01T00:00:00Z"}}, 404),
    ("GET", "/v1/webhooks/{uuid}/deliveries"): ({}, 404),
    ("GET", "/v1/agents/{id}/scorecard"): ({}, 404),
    ("GET", "/v1/bots/{id}/scorecard"): ({}, 404),
    ("GET", "/v1/clients/{id}/scorecard"): ({}, 404),
    ("GET", "/v1/teams/{id}/scorecard"): ({}, 404),
    ("GET", "/v1/clients/{id}/agents"): ({}, 404),
    ("GET", "/v1/alarms"): ({}, 200),  # and an empty page
    ("GET", "/v1/watch"): ({"params": {"client": "acme"}}, 200),  # without a rate
    ("GET", "/v1/kpis"): ({"params": {"client": "acme"}}, 404),
    ("POST", "/v1/queue-events"): ({"params": {"client": "acme"}, "json": []}, 403),
    ("GET", "/v1/opening-hours"): ({"params": {"client": "acme"}}, 403),
    ("PUT", "/v1/opening-hours"): ({"params": {"client": "acme"}, "json": {"week": {"mon": ["09:00-18:00"]}}}, 403),
    ("DELETE", "/v1/opening-hours"): ({"params": {"client": "acme"}}, 403),
    ("POST", "/v1/surveys"): ({"params": {"client": "acme"}, "json": []}, 403),
    ("GET", "/v1/surveys/figures"): ({"params": {"client": "acme"}}, 200),  # of no answer
    ("GET", "/v1/interactions/{uuid}/surveys"): ({}, 404),
    ("GET", "/v1/sites"): ({"params": {"client": "acme"}}, 403),
    ("PUT", "/v1/sites"): ({"params": {"client": "acme"}, "json": {"rules": []}}, 403),
    ("DELETE", "/v1/sites"): ({"params": {"client": "acme"}}, 403),
    ("GET", "/v1/kpis/split"): ({"params": {"client": "acme", "by": "vendor"}}, 404),
    ("GET", "/v1/centre-addresses"): ({"params": {"client": "acme"}}, 403),
    ("PUT", "/v1/centre-addresses"): (
        {"params": {"client": "acme"}, "json": {"addresses": [{"address": "acme.example"}]}},
        403,
    ),
    ("GET", "/v1/queue-mappings"): ({"params": {"client": "acme"}}, 403),
    ("PUT", "/v1/queue-mappings/{name}"): ({"params": {"client": "acme"}, "json": MAPPING}, 403),
    ("DELETE", "/v1/queue-mappings/{name}"): ({"params": {"client": "acme"}}, 403),
    ("GET", "/v1/compare"): ({"params": {"kind": "client", "first": "acme", "second": "acme2"}}, 404),
    ("POST", "/v1/exports"): ({"json": {"kind": "interactions", "filters": {"client": "acme"}}}, 403),
    ("GET", "/v1/exports"): ({}, 200),  # and an empty page: see test_api_exports
    ("GET", "/v1/exports/{uuid}"): ({}, 404),
    ("GET", "/v1/exports/{uuid}/file"): ({}, 404),
    ("POST", "/v1/packs"): ({"json": {"client": "acme", "title": "March"}}, 403),
    ("GET", "/v1/packs"): ({}, 200),  # and an empty page: see test_api_packs
    ("GET", "/v1/packs/{uuid}"): ({}, 404),
    ("DELETE", "/v1/packs/{uuid}"): ({}, 404),
    ("POST", "/v1/packs/{uuid}/moments"): ({"json": {"interaction": str(UUID(int=1))}}, 404),
    ("PATCH", "/v1/packs/{uuid}/moments/{moment}"): ({"json": {"used": True}}, 404),
    ("DELETE", "/v1/packs/{uuid}/moments/{moment}"): ({}, 404),
    ("GET", "/v1/rubrics"): ({"params": {"client": "acme"}}, 200),  # and an empty page: see test_api_rubrics
    ("POST", "/v1/rubrics"): ({"params": {"client": "acme"}, "json": RUBRIC}, 403),
    ("GET", "/v1/rubrics/{client}/{id}/{version}"): ({}, 404),
    ("POST", "/v1/rubrics/{client}/{id}/{version}:try"): ({}, 404),
    ("POST", "/v1/rubrics/{client}/{id}/{version}:publish"): ({}, 404),
    ("POST", "/v1/rubrics/{client}/{id}/{version}:rescore"): ({}, 403),
    ("GET", "/v1/rescorings"): ({}, 200),  # and an empty page: see test_api_rescoring
    ("GET", "/v1/rescorings/{uuid}"): ({}, 404),
    ("GET", "/v1/criteria"): ({"params": {"client": "acme"}}, 403),
    ("GET", "/v1/criteria/templates"): ({}, 200),  # the service's own
    ("GET", "/v1/criteria/{client}/{criterion}"): ({}, 403),
    ("POST", "/v1/criteria/{client}:preview"): ({"json": criteria.CRITERION}, 403),
    ("POST", "/v1/criteria/{client}:try"): ({"json": criteria.CRITERION}, 403),
    ("POST", "/v1/criteria/{client}/{criterion}:learn"): ({}, 403),
    ("GET", "/v1/criterion-jobs"): ({}, 200),  # and an empty page: see test_api_criteria
    ("GET", "/v1/criterion-jobs/{uuid}"): ({}, 404),
    ("GET", "/v1/criterion-jobs/{uuid}/trial"): ({}, 404),
    ("POST", "/v1/criterion-jobs/{uuid}:give-up"): ({}, 404),
    ("GET", "/v1/learned-models"): ({"params": {"client": "acme"}}, 403),
    ("GET", "/v1/learned-models/{uuid}"): ({}, 404),
    ("POST", "/v1/learned-models/{uuid}:use"): ({}, 404),
    ("GET", "/v1/adaptations"): ({"params": {"client": "acme"}}, 403),
    ("POST", "/v1/adaptations/{client}:learn"): ({"params": {"question": "resolution"}}, 403),
    ("GET", "/v1/adaptations/jobs/{uuid}"): ({}, 404),
    ("GET", "/v1/adaptations/{uuid}"): ({}, 404),
    ("POST", "/v1/adaptations/{uuid}:publish"): ({}, 404),
    ("POST", "/v1/adaptations/{uuid}:withdraw"): ({}, 404),
    ("GET", "/v1/overruled"): ({}, 200),  # and an empty page: see test_api_overruled
    ("GET", "/v1/overruled/counts"): ({}, 200),  # of no answer
    ("PUT", "/v1/overruled/{uuid}"): ({"json": {"cause": "guide_unclear"}}, 404),
    ("POST", "/v1/overruled/{uuid}/second-look"): ({"json": {"answer": "yes"}}, 404),
    ("POST", "/v1/interactions/{uuid}/reviews"): ({"json": {"answers": [ANSWER]}}, 404),
    ("GET", "/v1/interactions/{uuid}/reviews"): ({}, 404),
    ("GET", "/v1/reviews"): ({"params": {"client": "acme"}}, 200),  # and an empty page: see test_api_reviews
    ("POST", "/v1/interactions/{uuid}/roles:swap"): ({"json": {}}, 404),
    ("POST", "/v1/interactions/{uuid}/roles:confirm"): ({"json": {}}, 404),
    ("POST", "/v1/interactions/{uuid}/corrections"): ({"json": {"turns": [{"turn": 0, "text": "ciao"}]}}, 404),
    ("POST", "/v1/interactions/{uuid}/maskings"): ({"json": {"kind": "PERSON", "words": "buongiorno"}}, 404),
    ("GET", "/v1/interactions/{uuid}/maskings"): ({}, 404),
    ("POST", "/v1/interactions/{uuid}/maskings:release"): ({"json": {"turn": 0, "start": 0}}, 404),
    ("GET", "/v1/maskings/figures"): ({"params": {"client": "acme"}}, 403),
    ("GET", "/v1/interactions/{uuid}/words"): ({}, 404),
    ("POST", "/v1/interactions/{uuid}/words:release"): ({}, 404),
    ("POST", "/v1/interactions/{uuid}/words:withhold"): ({}, 404),
    ("POST", "/v1/interactions/{uuid}/disputes"): ({"json": {"why": "I did"}}, 404),
    ("GET", "/v1/disputes"): ({}, 200),  # and an empty page
    ("GET", "/v1/disputes/{uuid}"): ({}, 404),
    ("POST", "/v1/disputes/{uuid}/decision"): ({"json": {"uphold": False, "why": "no"}}, 404),
    ("POST", "/v1/complaints"): ({"json": {"client": "acme", "matter": "billing"}}, 403),
    ("GET", "/v1/complaints"): ({}, 200),  # and an empty page: see tests/store/test_complaints
    ("GET", "/v1/complaints/figures"): ({"params": {"client": "acme"}}, 200),  # of no complaint
    ("POST", "/v1/complaints/table"): (
        {"params": {"client": "acme"}, "content": b"reference,matter,received_on\n", "headers": CSV},
        403,
    ),
    ("GET", "/v1/complaints/rules"): ({"params": {"client": "acme"}}, 403),
    ("PUT", "/v1/complaints/rules"): ({"params": {"client": "acme"}, "json": {"days": 30}}, 403),
    ("GET", "/v1/complaints/{uuid}"): ({}, 404),
    ("POST", "/v1/complaints/{uuid}:acknowledge"): ({"json": {}}, 404),
    ("POST", "/v1/complaints/{uuid}:answer"): ({"json": {"outcome": "upheld"}}, 404),
    ("POST", "/v1/complaints/{uuid}:reopen"): ({"json": {}}, 404),
    ("GET", "/v1/promises"): ({}, 200),  # and an empty page
    ("GET", "/v1/promises/figures"): ({"params": {"client": "acme"}}, 200),  # of no contact
    ("POST", "/v1/promises/{uuid}:confirm"): ({"json": {"outcome": "kept"}}, 404),
    ("POST", "/v1/interactions/{uuid}/complaint:dismiss"): ({}, 404),
    ("POST", "/v1/samples"): ({"json": SAMPLE}, 403),
    ("GET", "/v1/samples"): ({}, 200),  # and an empty page
    ("GET", "/v1/samples/size"): ({"params": {"client": "acme", "half_width": 0.05}}, 200),  # of nobody
    ("GET", "/v1/samples/{uuid}"): ({}, 404),
    ("POST", "/v1/samples/{uuid}/draw"): ({}, 404),
    ("GET", "/v1/samples/{uuid}/picks"): ({}, 404),
    ("GET", "/v1/samples/{uuid}/check"): ({}, 404),
    ("POST", "/v1/samples/{uuid}/next"): ({}, 404),
    ("POST", "/v1/calibrations"): ({"json": CALIBRATION}, 422),  # the interaction is nowhere, for this key
    ("GET", "/v1/calibrations"): ({}, 200),  # and an empty page
    ("GET", "/v1/calibrations/{uuid}"): ({}, 404),
    ("POST", "/v1/calibrations/{uuid}/next"): ({}, 404),
    ("POST", "/v1/calibrations/{uuid}/reveal"): ({}, 404),
    ("GET", "/v1/agreement"): ({"params": {"client": "acme"}}, 200),  # and of no answer
    ("GET", "/v1/agreement/policy"): ({"params": {"client": "acme"}}, 200),  # the defaults
    ("PUT", "/v1/agreement/policy"): ({"params": {"client": "acme"}, "json": POLICY}, 403),
    ("GET", "/v1/scheduled-exports"): ({}, 403),
    ("POST", "/v1/scheduled-exports"): ({"json": SCHEDULE}, 403),
    ("GET", "/v1/scheduled-exports/{uuid}"): ({}, 403),
    ("DELETE", "/v1/scheduled-exports/{uuid}"): ({}, 403),
    ("POST", "/v1/scheduled-exports/{uuid}:run"): ({"json": {}}, 403),
    ("GET", "/v1/scheduled-exports/{uuid}/runs"): ({}, 403),
    ("GET", "/v1/connectors"): ({}, 403),
    ("POST", "/v1/connectors"): ({"json": CONNECTOR}, 403),
    ("GET", "/v1/connectors/{uuid}"): ({}, 403),
    ("PUT", "/v1/connectors/{uuid}"): ({"json": CONNECTOR}, 403),
    ("DELETE", "/v1/connectors/{uuid}"): ({}, 403),
    ("POST", "/v1/connectors/{uuid}:run"): ({"json": {}}, 403),
    ("POST", "/v1/connectors/{uuid}:dry-run"): ({}, 403),
    ("POST", "/v1/connectors/{uuid}:reconcile"): ({}, 403),
    ("GET", "/v1/connectors/{uuid}/objects"): ({}, 403),
    ("POST", "/v1/connectors/{uuid}/objects:retry"): ({"json": {}}, 403),
}
# Who may, written down once more and apart from the table of the service.
MAY = {
    "hand in": {Role.ADMIN, Role.QA},
    "read": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT},
    "agents": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.AGENT},
    "clients": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.CLIENT_VIEWER},
    "erase": {Role.ADMIN},
    "retain": {Role.ADMIN},
    "connect": {Role.ADMIN},
    "audit": {Role.ADMIN, Role.AUDITOR},
    "coach": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.COACH},
    "review": {Role.ADMIN, Role.QA},
    "see reviews": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.COACH, Role.AGENT},
    "dispute": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.AGENT},
    "see complaints": {Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.CLIENT_VIEWER},
    "follow promises": {Role.ADMIN, Role.QA, Role.TEAM_LEADER},
    "keep complaints": {Role.ADMIN, Role.QA, Role.TEAM_LEADER},
}
WRITTEN = {"dispute", "keep complaints"}
"""Nothing that is read asks these."""


KINDS: tuple[tuple[str, str, str], ...] = (
    ("*", r"/v1/audit.*", "audit"),
    ("GET", r"/v1/opening-hours", "clients"),
    ("*", r"/v1/opening-hours", "erase"),  # the same people: administrators
    ("GET", r"/v1/surveys/figures", "clients"),
    ("*", r"/v1/surveys", "hand in"),
    ("*", r"/v1/sites", "erase"),
    ("*", r"/v1/centre-addresses", "erase"),  # and these
    ("*", r"/v1/queue-mappings.*", "hand in"),
    ("PUT", r"/v1/agreement/policy", "erase"),  # the same people: administrators
    ("*", r"/v1/agreement.*", "coach"),
    ("POST", r"/v1/interactions/\{uuid\}/disputes", "dispute"),
    ("GET", r"/v1/complaints.*|/v1/promises/figures", "see complaints"),
    ("GET", r"/v1/promises", "follow promises"),
    ("*", r"/v1/promises.*", "keep complaints"),  # the same people
    ("PUT", r"/v1/complaints/rules", "erase"),  # the same people: administrators
    ("*", r"/v1/complaints.*|/v1/interactions/\{uuid\}/complaint:dismiss", "keep complaints"),
    ("GET", r"/v1/interactions/\{uuid\}/words", "coach"),  # the same people, all of the staff
    ("POST", r"/v1/interactions/\{uuid\}/words:.*", "review"),
    ("*", r"/v1/interactions/\{uuid\}/maskings.*", "review"),
    ("GET", r"/v1/maskings/figures", "coach"),  # the same people, all of the staff
    ("GET", r"/v1/(interactions/\{uuid\}/reviews|disputes.*)", "see reviews"),
    ("*", r"/v1/(samples|calibrations|reviews|disputes|overruled|rescorings).*", "review"),
    ("*", r"/v1/(criteria|criterion-jobs|learned-models|adaptations).*", "review"),  # the same people edit rubrics
    ("*", r"/v1/(packs|alarms|watch).*", "coach"),  # alarms: the same people, all of the staff
    ("*", r"/v1/exports.*", "read"),  # and for each kind what else it takes: see test_api_exports
    ("*", r"/v1/(agents|teams|bots)/.*scorecard.*|/v1/clients/\{id\}/agents", "agents"),
    ("*", r"/v1/clients/.*scorecard.*|/v1/compare|/v1/kpis.*", "clients"),
    ("DELETE", r"/v1/interactions/\{uuid\}", "erase"),
    ("POST", r"/v1/erasures.*", "erase"),
    ("*", r"/v1/(legal-holds|retention|opt-outs).*", "retain"),
    ("*", r"/v1/(connectors|scheduled-exports).*", "connect"),
    ("*", r"/v1/webhooks.*", "retain"),  # the same people: administrators
    ("GET", r".*", "read"),
    ("*", r".*", "hand in"),
)
"""What a route asks for: the first line that fits."""


def asks(method: str, path: str) -> str:
    return next(kind for verb, where, kind in KINDS if verb in {"*", method} and re.fullmatch(where, path))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


@pytest.fixture(scope="module")
def place(house: House) -> dict[str, str]:
    """Things of acme's: a finished interaction, an upload that was begun."""
    with house.user() as admin:
        where = admin.post("/v1/interactions", json=DOCUMENT).headers["location"]
        headers = {**TUS, "Upload-Length": "5", "Upload-Metadata": METADATA}
        upload = admin.post("/v1/uploads", headers=headers).headers["location"]
    id = UUID(where.rpartition("/")[2])
    stages = PlainStages()
    interaction = Interaction.model_validate(DOCUMENT)
    with house.service.store.transaction() as session:
        understood = stages.understand(interaction, None, ())
        results.save_understood(session, id, 1, understood)
        results.save_processed(session, id, 1, stages.score(interaction.model_copy(update={"turns": ()}), understood))
    return {"interaction": str(id), "upload": upload.rpartition("/")[2]}


def filled(path: str, place: dict[str, str]) -> str:
    """A route's template with acme's names in it."""
    owner = "acme" if "clients" in path else "a1"
    id = place["upload"] if "uploads" in path else "fresh" if "recordings" in path else owner
    path = path.replace("{client}", "acme").replace("{version}", "1").replace("{moment}", str(UUID(int=2)))
    path = path.replace("{name}", "call.wav")
    return path.replace("{uuid}", place["interaction"]).replace("{id}", id).replace("{criterion}", "offer")


def ask(url: str, method: str, path: str, place: dict[str, str], headers: dict[str, Any]) -> httpx.Response:
    request, _ = WALK[method, path]
    request = {**request, "headers": {**request.get("headers", {}), **headers}}
    return httpx.request(method, url + filled(path, place), timeout=30, **request)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_every_route_is_in_the_walk(house: House) -> None:
    routes = {(method, route.path) for module in ROUTERS for route in module.router.routes for method in route.methods}
    assert routes == set(WALK) | OPEN
    in_the_document = {
        (method.upper(), path) for path, item in create_app(house.service).openapi()["paths"].items() for method in item
    }
    assert in_the_document == routes  # nothing is hidden from the OpenAPI document, nothing comes in another way


@pytest.mark.parametrize("route", WALK, ids=" ".join)
def test_without_a_good_key_nothing_is_answered(house: House, place: dict[str, str], route: tuple[str, str]) -> None:
    good = house.key(Role.ADMIN)
    bearers = [f"Bearer {key}" for key in ("qa_", "qa_000000000000_wrong", good[:-1], good + "x")]
    bad: list[dict[str, Any]] = [{}, {"X-API-Key": "qa_1_2"}, {"X-API-Key": ""}, {"Authorization": b"Bearer \xc3\xbc"}]
    bad += [{"Authorization": text} for text in (*bearers, "Bearer", good, f"Basic {good}")]
    for headers in bad:
        answer = ask(house.url, *route, place, headers)
        assert answer.status_code == 401, headers
        assert answer.headers["www-authenticate"] == "Bearer"
        assert route[0] == "HEAD" or answer.json()["type"] == "urn:qa-service:problem:unauthenticated"


@pytest.mark.parametrize("route", WALK, ids=" ".join)
def test_an_administrator_of_another_client_sees_and_changes_nothing(
    house: House, place: dict[str, str], route: tuple[str, str]
) -> None:
    answer = ask(house.url, *route, place, bearer(house.key(Role.ADMIN, "other")))
    assert answer.status_code == WALK[route][1]
    if route == ("GET", "/v1/interactions"):
        assert answer.json() == {"items": [], "next": None}
    with house.user() as admin:
        assert admin.get(f"/v1/interactions/{place['interaction']}").json()["state"] == "done"
        assert admin.get("/v1/interactions", params={"client": "acme"}).json()["items"][-1]["id"] == "owned"
        assert admin.head(f"/v1/uploads/{place['upload']}", headers=TUS).headers["upload-offset"] == "0"


@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_it_may_and_no_more(house: House, place: dict[str, str], role: Role) -> None:
    key = house.key(role, "acme" if role is Role.CLIENT_VIEWER else None)
    for method, path in WALK:
        if role in MAY[asks(method, path)]:
            continue  # what the allowed get is tested where it is done
        answer = ask(house.url, method, path, place, bearer(key))
        assert answer.status_code == 403, (method, path)
        assert method == "HEAD" or answer.json()["type"] == "urn:qa-service:problem:forbidden"
    allowed = {asks(*route) for route in WALK if ask_is_open(house, place, key, route)}
    assert allowed == {kind for kind in MAY if role in MAY[kind]} - WRITTEN


def ask_is_open(house: House, place: dict[str, str], key: str, route: tuple[str, str]) -> bool:
    """Of the routes that only read: whether this key gets an answer."""
    return route[0] == "GET" and ask(house.url, *route, place, bearer(key)).status_code in {200, 404}


def test_both_headers_carry_a_key_and_a_revoked_one_is_refused(house: House) -> None:
    with house.service.store.transaction() as session:
        row, plain = keys.create(session, "to be revoked", Role.QA, None)
    url = f"{house.url}/v1/interactions"
    assert httpx.get(url, headers={"Authorization": f"Bearer {plain}"}).status_code == 200
    assert httpx.get(url, headers={"X-API-Key": plain}).status_code == 200
    with house.service.store.transaction() as session:
        keys.revoke(session, row.prefix)
    assert httpx.get(url, headers={"X-API-Key": plain}).status_code == 401


def test_a_client_organisation_reads_its_own_without_the_agents_names(house: House, place: dict[str, str]) -> None:
    with house.user(Role.CLIENT_VIEWER, "acme") as viewer:
        items = viewer.get("/v1/interactions").json()["items"]
        assert [(item["id"], item["agent"]) for item in items] == [("owned", None)]
        assert viewer.get(f"/v1/interactions/{place['interaction']}/analysis").json()["agent"] is None
        assert viewer.get("/v1/interactions", params={"agent": "a1"}).status_code == 403
        assert viewer.get("/v1/clients/acme/scorecard").json()["n"] == 1
    with house.user(Role.CLIENT_VIEWER, "other") as stranger:
        assert stranger.get("/v1/interactions").json()["items"] == []


def test_a_key_of_a_client_organisation_without_its_client_cannot_be_made_and_would_reach_nothing(house: House) -> None:
    with house.service.store.transaction() as session, pytest.raises(BadInput, match="needs its client"):
        keys.create(session, "nobody", Role.CLIENT_VIEWER, None)
    with house.service.store.transaction() as session:
        row, plain = keys.create(session, "nobody", Role.CLIENT_VIEWER, "acme")
        row.client = None  # as by a slip in the database
    assert httpx.get(f"{house.url}/v1/interactions", headers=bearer(plain)).status_code == 403


def test_only_those_who_may_see_where_personal_data_stood(house: House, place: dict[str, str]) -> None:
    where = f"/v1/interactions/{place['interaction']}/analysis"
    for role, shown in ((Role.QA, True), (Role.COACH, False)):
        with house.user(role) as user:
            assert ("pii" in user.get(where, params={"pii": "true"}).json()) is shown


@pytest.mark.parametrize(("role", "own", "strange"), [(Role.TEAM_LEADER, "nord", "sud"), (Role.AGENT, "a1", "a2")])
def test_a_team_leader_reaches_the_own_team_and_an_agent_the_own_interactions(
    house: House, place: dict[str, str], role: Role, own: str, strange: str
) -> None:
    id = place["interaction"]
    with house.user(role, bound=own) as user:
        assert [item["id"] for item in user.get("/v1/interactions").json()["items"]] == ["owned"]
        assert user.get(f"/v1/interactions/{id}/analysis").status_code == 200
        assert user.get("/v1/agents/a1/scorecard").json()["n"] == 1
    with house.user(role, bound=strange) as stranger:
        assert stranger.get("/v1/interactions").json()["items"] == []
        for path in (f"/v1/interactions/{id}", f"/v1/interactions/{id}/analysis", f"/v1/interactions/{id}/audio"):
            assert stranger.get(path).status_code == 404
        assert stranger.get("/v1/agents/a1/scorecard").status_code == 404


@pytest.mark.parametrize(("role", "what"), [(Role.TEAM_LEADER, "team"), (Role.AGENT, "agent")])
def test_a_key_that_lacks_what_bounds_its_role_cannot_be_made_and_would_reach_nothing(
    house: House, role: Role, what: str
) -> None:
    with house.service.store.transaction() as session, pytest.raises(BadInput, match=f"needs its {what}"):
        keys.create(session, "nobody", role)
    with house.service.store.transaction() as session:
        bounds: dict[str, Any] = {what: "x"}
        row, plain = keys.create(session, "nobody", role, **bounds)
        setattr(row, what, None)  # as by a slip in the database
    assert httpx.get(f"{house.url}/v1/interactions", headers=bearer(plain)).status_code == 403
