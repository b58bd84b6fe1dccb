"""A house whose people sign in at a provider."""

import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from qa_service.bootstrap.single_sign_on import single_sign_on
from qa_service.settings import Settings
from qa_service.store import migrations
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled, served

GROUPS = [
    {"group": "qa-admins", "role": "admin"},
    {"group": "qa-team", "role": "qa"},
    {"group": "leaders-north", "role": "team_leader", "client": "acme", "team": "nord"},
    {"group": "agents", "role": "agent"},
]


def set_for(issuer: str, home: str, **more: Any) -> Settings:
    """Settings as an operator makes them."""
    plain = {"oidc_issuer": issuer, "public_url": home, "oidc_client_id": "qa", "oidc_groups": GROUPS}
    plain |= {"oidc_client_secret": "a secret of the tests", "oidc_scopes": "openid profile email groups"}
    return Settings.model_validate({**plain, "oidc_agent_claim": "agent", **more})


def listening() -> tuple[socket.socket, str]:
    """A place for the service, and its address: the provider is told of it before the service runs."""
    listener = socket.create_server(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@cache
def _empty() -> Path:
    """A migrated database; migrating takes longer than all else that most of these tests do."""
    path = Path(tempfile.mkdtemp()) / "empty.db"
    migrations.upgrade(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@contextmanager
def signing_in_at(settings: Settings, folder: Path, listener: socket.socket) -> Iterator[House]:
    """The house with these settings, on a database of its own."""
    shutil.copy(_empty(), folder / "qa.db")
    floor = Floor(f"sqlite:///{folder / 'qa.db'}", folder)
    service = replace(
        assembled(floor, BASIS, LIMITS),
        single_sign_on=single_sign_on(settings),
        local_passwords_for=frozenset(settings.local_passwords_for),
    )
    with served(service, listener) as url:
        yield House(floor, service, url)
    floor.store.close()


def lines(house: House, action: str) -> list[Mapping[str, Any]]:
    """What the audit trail tells of an action, newest first."""
    with house.user() as admin:
        items = admin.get("/v1/audit", params={"action": action}).raise_for_status().json()["items"]
    return list(items)
