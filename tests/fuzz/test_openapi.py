"""Some 2,400 requests over the whole API, the same ones each time: every answer is one that /openapi.json describes."""

import base64
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok

from qa_service.app import ROUTERS
from qa_service.documents.rubrics import EXAMPLE as RUBRIC
from qa_service.domain.interaction import Interaction
from qa_service.domain.people import Role
from qa_service.store import results
from tests.acceptance.chaos import Floor
from tests.acceptance.house import AGENT, TEAM, House, built
from tests.acceptance.reviewing import GREETING, chat
from tests.stages import PlainStages

CLIENT = "acme"
SEED = 31
EDGES = 35
"""Requests at the edges of what the document says, for one operation: values left out, too long, of another type."""
AT_RANDOM = 5
"""Requests made up at random for one operation: as many that fit the document as ones that do not."""
PATIENCE = 60.0
"""Seconds for one operation, after which nothing more is sent; on a machine at rest it takes two."""
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
DOCUMENT = base64.b64encode(json.dumps({"id": "call-1", "client": CLIENT}).encode()).decode()
UPLOAD = {"Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": f"document {DOCUMENT}"}
Json = dict[str, Any]

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
schemathesis.serializer.alias("application/x-ndjson", "text/plain")


@dataclass
class Asked:
    """A server with some of everything, and what was seen of its answers."""

    house: House
    schema: schemathesis.BaseSchema
    names: dict[str, Json]
    """Under the beginning of a path: what stands there for its parameters."""
    session: requests.Session = field(default_factory=requests.Session)

    def operations(self, module: ModuleType) -> list[schemathesis.APIOperation]:
        """What a module's routes describe; deletions last, so that the others find something."""
        paths = {route.path_format for route in module.router.routes}
        every = (result.ok() for result in self.schema.get_all_operations() if isinstance(result, Ok))
        return sorted((each for each in every if each.path in paths), key=lambda each: each.method == "delete")

    def known(self, operation: schemathesis.APIOperation) -> Json | None:
        """Parameters of its path under which there is something; none for deletions, which would take it away."""
        if operation.method == "delete":
            return None
        return next((names for path, names in self.names.items() if operation.path.startswith(path)), None)

    def faults(self, case: schemathesis.Case) -> list[str]:
        """What is wrong with the answer to a request."""
        headers = {"Authorization": f"Bearer {self.house.key(Role.ADMIN)}"}
        response = case.call(base_url=self.house.url, session=self.session, headers=headers, timeout=60)
        label = f"{case.operation.label}: {response.status_code}"
        # Nobody works here, so that the service is not ready, and says so.
        wrong = response.status_code >= 500 and case.operation.path != "/readyz"
        faults = [f"{label}, a fault of the service"] if wrong else []
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as group:
            faults += [f"{label}, {failure.title}: {failure.message}" for failure in group.exceptions]
        return [f"{fault}\n{case.as_curl_command()[:2000]}" for fault in faults]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house, house.user() as admin:
        ids = [analysed(house, admin, f"chat-{number}") for number in range(3)]
        config = schemathesis.Config.from_dict({"seed": SEED, "generation": {"deterministic": True}})
        document = admin.get("/openapi.json").raise_for_status().json()
        yield Asked(house, schemathesis.openapi.from_dict(document, config=config), seeded(admin, ids))


def analysed(house: House, admin: httpx.Client, id: str) -> str:
    """An interaction with its result, as a worker would leave it."""
    document = chat(id, CLIENT)
    uuid = admin.post("/v1/interactions", json=document).raise_for_status().headers["location"].rpartition("/")[2]
    interaction, stages = Interaction.model_validate(document), PlainStages()
    understood = stages.understand(interaction, None, ())
    processed = stages.score(interaction.model_copy(update={"turns": ()}), understood)
    with house.service.store.transaction() as session:
        results.save_processed(session, UUID(uuid), 1, processed)
    return uuid


def seeded(admin: httpx.Client, ids: list[str]) -> dict[str, Json]:
    """One of everything that has a name of its own, and its name."""

    def made(path: str, body: Json | None = None, **more: Any) -> str:
        return admin.post(path, json=body, **more).raise_for_status().headers["location"].rpartition("/")[2]

    pack = admin.post("/v1/packs", json={"client": CLIENT, "title": "Marzo"}).raise_for_status().json()["id"]
    moment = admin.post(f"/v1/packs/{pack}/moments", json={"interaction": ids[0]}).raise_for_status().json()["id"]
    objection = {"questions": [GREETING], "why": "I greeted her"}
    dispute = admin.post(f"/v1/interactions/{ids[0]}/disputes", json=objection).raise_for_status().json()["uuid"]
    plan = {"name": "all", "purpose": "random", "size": 2, "frame": {"client": CLIENT}}
    made("/v1/rubrics", RUBRIC, params={"client": CLIENT})
    return {
        "/v1/interactions/{uuid}": {"uuid": ids[1]},
        "/v1/uploads/{id}": {"id": made("/v1/uploads", headers=UPLOAD)},
        "/v1/agents/{id}": {"id": AGENT},
        "/v1/teams/{id}": {"id": TEAM},
        "/v1/clients/{id}": {"id": CLIENT},
        "/v1/exports/{uuid}": {"uuid": made("/v1/exports", {"kind": "interactions"})},
        "/v1/packs/{uuid}": {"uuid": pack, "moment": moment},
        "/v1/rubrics/{client}": {"client": CLIENT, "id": RUBRIC["id"], "version": RUBRIC["version"]},
        "/v1/samples/{uuid}": {"uuid": made("/v1/samples", plan)},
        "/v1/disputes/{uuid}": {"uuid": dispute},
        "/v1/calibrations/{uuid}": {"uuid": made("/v1/calibrations", {"name": "greetings", "interactions": ids[2:]})},
    }


def at_the_edges(asked: Asked, operation: schemathesis.APIOperation) -> Iterator[schemathesis.Case]:
    """The edges of each parameter and member, valid and not."""
    cases = asked.schema.iter_coverage_cases(
        operation, generation_modes=list(schemathesis.GenerationMode), generation_config=asked.schema.config.generation
    )
    return itertools.islice(cases, EDGES)


def at_random(asked: Asked, operation: schemathesis.APIOperation) -> Iterator[schemathesis.Case]:
    """Requests that fit, to names that there are and to ones that there are not, and requests that do not fit."""
    made: list[schemathesis.Case] = []
    valid, invalid = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
    known = asked.known(operation)
    strategies = [operation.as_strategy(generation_mode=valid, path_parameters=known)]
    if any(operation.iter_parameters()) or operation.body:  # where there is nothing to send, nothing can be wrong
        strategies.append(operation.as_strategy(generation_mode=invalid))
    for strategy in strategies:

        @seed(SEED)
        @settings(
            max_examples=AT_RANDOM,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def keep(case: schemathesis.Case) -> None:
            made.append(case)

        keep()
    return iter(made)


@pytest.mark.parametrize("module", ROUTERS, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_answer_is_described_and_none_is_a_fault(asked: Asked, module: ModuleType) -> None:
    operations = asked.operations(module)
    assert operations
    faults: list[str] = []
    for operation in operations:
        sent, end = 0, time.monotonic() + PATIENCE
        for case in itertools.chain(at_random(asked, operation), at_the_edges(asked, operation)):
            faults += asked.faults(case)
            sent += 1
            if time.monotonic() > end:
                break
        assert sent, operation.label
    assert not faults, f"{len(faults)} faults, such as\n" + "\n\n".join(faults[:5])
