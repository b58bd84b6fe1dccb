"""What people and programs are to this service."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What the holder of a key is. Not a ladder: `qa_service.services.access` says what each may do."""

    ADMIN = "admin"
    QA = "qa"
    TEAM_LEADER = "team_leader"
    COACH = "coach"
    CLIENT_VIEWER = "client_viewer"
    AGENT = "agent"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person is and what bounds them; see `store.keys.bounded`."""

    role: Role
    client: str | None = None
    team: str | None = None
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """What narrows an API key beyond its reach: until when, for what (names of permissions; none: all of its role),
    from where (networks; none: anywhere), and how often a minute (None: as the installation says).
    """

    expires_at: datetime | None = None
    permissions: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    per_minute: int | None = None
