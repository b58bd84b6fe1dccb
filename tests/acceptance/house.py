"""A whole installation for tests of the HTTP doors: real server, real database, real worker process with quick stages."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn

from qa_service import workflow
from qa_service.api.service import Limits, Service
from qa_service.app import create_app
from qa_service.domain.vocabulary import Vocabulary
from qa_service.store import keys, migrations
from qa_service.store.drafts import Drafts
from qa_service.store.tables import Role
from tests.acceptance.chaos import Floor

BASIS = "agreement with the works council of 2026-01-15"
LIMITS = Limits(recording_bytes=3_000_000, document_bytes=200_000, turns=500, lines=50)
LABELS = {"a": {"it": "a", "en": "a"}}


@dataclass
class House:
    """One installation with its server running."""

    floor: Floor
    service: Service
    jobs: workflow.Jobs
    url: str
    keys: dict[str, str] = field(default_factory=dict)

    def key(self, role: Role, client: str | None = None) -> str:
        """A key, made at first asking."""
        name = f"{role.value} {client}"
        if name not in self.keys:
            with self.service.store.transaction() as session:
                _, self.keys[name] = keys.create(session, name, role, client)
        return self.keys[name]

    def user(self, role: Role = Role.ADMIN, client: str | None = None) -> httpx.Client:
        """A caller with such a key."""
        return httpx.Client(
            base_url=self.url, headers={"Authorization": f"Bearer {self.key(role, client)}"}, timeout=30
        )

    @contextmanager
    def worker(self, pause: float = 0.0) -> Iterator[None]:
        """A worker process, ended afterwards."""
        process = self.floor.start_worker(pause)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


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
    migrations.upgrade(floor.url)
    workflow.prepare(floor.url)
    jobs = workflow.Jobs(floor.url)
    service = Service(
        store=floor.store,
        blobs=floor.blobs,
        inbox=floor.inbox,
        intake=floor.intake,
        drafts=Drafts(floor.folder / "uploads"),
        jobs=jobs,
        vocabulary=Vocabulary(LABELS, LABELS, LABELS, LABELS, LABELS),
        version="0.0.test",
        limits=limits,
        monitoring_basis=basis,
    )
    with served(service) as url:
        yield House(floor, service, jobs, url)
    jobs.close()
    floor.store.close()


@contextmanager
def served(service: Service) -> Iterator[str]:
    """A real server on a free port, in a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(service), log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
