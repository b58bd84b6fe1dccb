"""What people and programs are to this service."""

from enum import StrEnum


class Role(StrEnum):
    """What the holder of a key is. Not a ladder: `qa_service.services.access` says what each may do."""

    ADMIN = "admin"
    QA = "qa"
    TEAM_LEADER = "team_leader"
    COACH = "coach"
    CLIENT_VIEWER = "client_viewer"
    AGENT = "agent"
