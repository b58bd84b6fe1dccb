"""The centre that is asked: built through the store, by the helpers of other tests. What knows the inside is here."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from qa_service.app import create_app
from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.errors import QaError
from qa_service.store import alarms, audit, disputes, exports, interactions, keys, results, users
from qa_service.store.claims import Job
from qa_service.store.interactions import Filters
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled
from tests.recorded.fixed import START, Fixed
from tests.web.conftest import Site
from tests.web.figures import MEASURED, check, more
from tests.web.furnished import furnish
from tests.web.scripts import SCRIPTS
from tests.web.seed import WHO, put, seed

REVOKED, SPARE, NOBODY = "revoked key", "spare key", "no key"
KEYS: Mapping[str, tuple[Role, dict[str, Any]]] = {
    "admin": (Role.ADMIN, {}),
    "qa": (Role.QA, {}),
    "team_leader": (Role.TEAM_LEADER, {"team": "nord"}),
    "coach": (Role.COACH, {}),
    "client_viewer": (Role.CLIENT_VIEWER, {"client": "acme"}),
    "agent": (Role.AGENT, {"agent": "a01"}),
    "admin of globex": (Role.ADMIN, {"client": "globex"}),
    REVOKED: (Role.ADMIN, {}),
    SPARE: (Role.COACH, {}),
}
"""The callers with keys, and what bounds them."""


@dataclass
class Centre:
    """`things`: what fills placeholders, by name (see `tests.web.furnished`); `keys`: by caller."""

    floor: Floor
    app: FastAPI
    things: dict[str, list[str]]
    keys: dict[str, str]

    @property
    def routes(self) -> set[tuple[str, str]]:
        """All routes of the application, as method and template."""
        routes = iter_route_contexts(self.app.routes)
        return {(verb, route.path) for route in routes for verb in route.methods or () if route.path is not None}

    def make_files(self) -> None:
        """What a worker would do: make the exports that were asked for."""
        with self.floor.store.transaction() as session:
            waiting = [row.id for row in exports.listed(session, limit=500).rows if row.state is State.RECEIVED]
        exporter = self.floor.exporter
        for id in waiting:
            try:
                exporter.run(id)
            except QaError as error:
                exporter.fail(id, error.sentence)

    def trail(self) -> list[str]:
        """The audit trail, oldest first: who, what, on what, of which client, and what else is noted."""
        with self.floor.store.reading() as session:
            rows = audit.trail(session, limit=100_000)[::-1]
            return [
                json.dumps([row.actor, row.action, row.subject, row.client, row.detail], sort_keys=True) for row in rows
            ]

    def work(self) -> None:
        """What a worker would do: analyse the texts that wait, and what was corrected."""
        with self.floor.store.transaction() as session:
            rows = interactions.page(session, Filters(state=State.RECEIVED), limit=500).rows
            jobs = [Job(row.id, row.run) for row in rows if row.recording_key is None and row.external_id != "c-9002"]
        steps = self.floor.steps(0.0)
        for job in jobs:
            try:
                steps.text(job)
            except QaError as error:
                with self.floor.store.transaction() as session:
                    results.fail(session, *job, error.sentence)


@contextmanager
def built(folder: Path, fixed: Fixed) -> Iterator[Centre]:
    """Two clients, two teams, six agents, sixty interactions, and what people did with them."""
    fixed.step("an empty centre")
    floor = Floor(f"sqlite:///{folder / 'qa.db'}", folder)
    service = assembled(floor, BASIS, LIMITS)
    service = replace(service, basis=replace(service.basis, measured=MEASURED))
    fixed.step("people and interactions")
    seeded = seed(service)
    fixed.step("more of one agent")
    more(service, "a01", 24)
    fixed.step("who the agent is is not sure")
    script = replace(SCRIPTS[0], roles=0.6)
    unsure = [put(service, script, f"u-{n}", "acme", "a01", START - timedelta(days=100 + n)) for n in range(3)]
    fixed.step("a sample that was checked")
    check(service, 12)
    fixed.step("what lies on desks")
    house = House(floor, service, "")
    things = furnish(Site(cast(Any, None), seeded, house))
    things |= {"failed": [str(seeded.failed)], "waiting": [str(seeded.waiting)], "call": [str(seeded.call)]}
    things |= {"unsure": [str(id) for id in unsure]}
    fixed.step("an alarm")
    _ring(floor)
    with floor.store.reading() as session:
        things["disputed"] = [str(disputes.get(session, UUID(things["dispute"][0])).interaction_id)]
        things["myself"] = [str(user.id) for user in users.listed(session) if user.name == WHO[Role.ADMIN]]
    made = _keys(floor, fixed)
    things["spare"] = [made[SPARE].split("_")[1]]
    try:
        yield Centre(floor, create_app(service), things, made)
    finally:
        floor.store.close()


def _ring(floor: Floor) -> None:
    """Keeps an alarm."""
    detail = {"baseline_rate": 0.08, "baseline_reviews": 200, "rate": 0.19, "reviews": 84}
    alarm = AlarmRow(
        client="acme",
        kind=AlarmKind.OVERRIDE,
        subject="criterion:greeting",
        since=START - timedelta(days=20),
        until=START - timedelta(days=2),
        detail=detail,
    )
    with floor.store.transaction() as session:
        alarms.keep(session, alarm)


def _keys(floor: Floor, fixed: Fixed) -> dict[str, str]:
    made = {}
    for name, (role, bounds) in KEYS.items():
        fixed.step(f"key of {name}")
        with floor.store.transaction() as session:
            row, made[name] = keys.create(session, name, role, **bounds)
            if name == REVOKED:
                keys.revoke(session, row.prefix)
    return made
