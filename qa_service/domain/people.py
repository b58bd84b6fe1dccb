"""What people and programs are to this service."""

from dataclasses import dataclass
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
