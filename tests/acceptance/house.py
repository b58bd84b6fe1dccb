"""A whole installation for tests over HTTP: real server, real database, real worker process with quick stages.

As a program, ``python -m tests.acceptance.house DATABASE_URL FOLDER PORT``, it is a server to be killed.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import yaml

from qa_service import resources
from qa_service.app import create_app
from qa_service.bootstrap import service as service_root
from qa_service.bootstrap.engines import criterion_templates
from qa_service.domain import vocabulary
from qa_service.domain.people import Role
from qa_service.figures.basis import Basis
from qa_service.http import connections
from qa_service.reviewing.agreements import auto_scored
from qa_service.scoring.load import parse_text
from qa_service.services.dependencies import Dependencies, Limits
from qa_service.settings import Settings
from qa_service.store import keys, migrations
from qa_service.store.deletion_proofs import DeletionProofs
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.rubrics import Rubrics
from qa_service.store.seal import Seal
from tests.acceptance.chaos import RESTLESS, ROOT, Floor

BASIS = "agreement with the works council of 2026-01-15"
TEAM, AGENT = "nord", "a1"
"""Whose the keys of team leaders and agents are, where a test does not say."""
LIMITS = Limits(recording_bytes=3_000_000, document_bytes=200_000, turns=500, lines=50)
ROOMY = Limits(recording_bytes=128_000_000)
LABELS = vocabulary.parse(yaml.safe_load(resources.path("schema.yaml").read_text(encoding="utf-8")))
DEFAULT = parse_text((resources.path("rubrics") / "default.yaml").read_text(encoding="utf-8"), LABELS)
PACKS = service_root.kpi_packs(Settings())
BRISK = replace(RESTLESS, attempts=2, texts=4)
START_UP = 120.0
"""Seconds that a server may take to come up, or a process to end; a machine of CI is slow and loaded."""


@dataclass
class House:
    """One installation with its server running."""

    floor: Floor
    service: Dependencies
    url: str
    keys: dict[str, str] = field(default_factory=dict)

    def key(self, role: Role, client: str | None = None, bound: str = "") -> str:
        """A key, made at first asking; `bound` is the team of a team leader, or the agent that an agent is."""
        bound = bound or {Role.TEAM_LEADER: TEAM, Role.AGENT: AGENT}.get(role, "")
        name = f"{role.value} {client} {bound}"
        if name not in self.keys:
            bounds: dict[str, Any] = {"team": bound} if role is Role.TEAM_LEADER else {"agent": bound} if bound else {}
            with self.service.store.transaction() as session:
                _, self.keys[name] = keys.create(session, name, role, client, **bounds)
        return self.keys[name]

    def user(self, role: Role = Role.ADMIN, client: str | None = None, bound: str = "") -> httpx.Client:
        """A caller with such a key."""
        key = self.key(role, client, bound)
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {key}"}, timeout=30)

    @contextmanager
    def worker(self, pause: float = 0.0) -> Iterator[None]:
        """A worker process, ended afterwards."""
        process = self.floor.start_worker(pause, BRISK)
        try:
            yield
        finally:
            process.terminate()
            process.wait(START_UP)


def settled(user: httpx.Client, where: str, limit: float = 60.0) -> dict[str, Any]:
    """The interaction at `where` once it is done or failed."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found: dict[str, Any] = user.get(where).raise_for_status().json()
        if found["state"] in {"done", "failed"}:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{where} was not settled within {limit} s")


@contextmanager
def built(floor: Floor, *, basis: str = BASIS, limits: Limits = LIMITS) -> Iterator[House]:
    """The house over a floor whose database exists or not yet."""
    service = assembled(floor, basis, limits)
    with served(service) as url:
        yield House(floor, service, url)
    floor.store.close()


def assembled(floor: Floor, basis: str, limits: Limits) -> Dependencies:
    """What a server works with, over a migrated database."""
    migrations.upgrade(floor.url)
    return Dependencies(
        store=floor.store,
        blobs=floor.blobs,
        open_intake=lambda: floor.intake,
        partial_uploads=PartialUploads(floor.folder / "uploads", lambda: floor.blobs.ring),
        vocabulary=LABELS,
        kpi_packs=PACKS,
        rubrics=Rubrics(DEFAULT),
        criterion_templates=cache(criterion_templates),
        version="0.0.test",
        audit_key=lambda: b"k" * 32,
        open_seal=lambda: Seal(b"k" * 32),
        open_proofs=lambda: DeletionProofs(b"k" * 32),
        limits=limits,
        monitoring_basis=basis,
        basis=Basis(auto=auto_scored),
    )


@contextmanager
def served(service: Dependencies, listener: socket.socket | None = None) -> Iterator[str]:
    """A real server on a free port, or on one that listens already, in a thread."""
    listener = listener or socket.create_server(("127.0.0.1", 0))
    server = connections.server(create_app(service), ["127.0.0.1"])
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(START_UP)
        listener.close()


def start_server(floor: Floor, port: int) -> subprocess.Popen[bytes]:
    """A server process that answers; what it writes goes to server.log."""
    with (floor.folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.house", floor.url, str(floor.folder), str(port)],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    end = time.monotonic() + START_UP
    while time.monotonic() < end:
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz").raise_for_status()
            return process
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"the server did not come up within {START_UP} s")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    from qa_service import logs

    logs.configure("INFO")
    url, folder, port = sys.argv[1:]
    app = create_app(assembled(Floor(url, Path(folder)), BASIS, ROOMY))
    connections.server(app, host="127.0.0.1", port=int(port)).run()
