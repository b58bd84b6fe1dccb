"""Who works in the demo centre: one person of each role, and a second reviewer."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from qa_service.domain.people import Reach, Role
from qa_service.store import audit, passwords, users


class Person(NamedTuple):
    """A user of the demo centre, and what there is to look at for them."""

    name: str
    reach: Reach
    sees: str

    @property
    def actor(self) -> str:
        """As reviews and other records name them."""
        return f"user:{self.name}"


ADMIN = Person("ada", Reach(Role.ADMIN), "everything, users and settings")
QUALITY = Person("quinto", Reach(Role.QA), "samples, reviews, calibration; a sample waits for you")
SECOND = Person("rita", Reach(Role.QA), "the same, as the second reviewer")
LEADER = Person("lea", Reach(Role.TEAM_LEADER, team="nord"), "team nord and its agents")
COACH = Person("carlo", Reach(Role.COACH), "moments for training, coaching packs")
CLIENT = Person(
    "vera", Reach(Role.CLIENT_VIEWER, client="demo-energia"), "the client organisation demo-energia, no agents"
)
AGENT = Person("aldo", Reach(Role.AGENT, agent="a01"), "agent a01: their own interactions and objections")
AUDITOR = Person("aura", Reach(Role.AUDITOR), "who did and read what, and nothing else")
PEOPLE: Sequence[Person] = (ADMIN, QUALITY, SECOND, LEADER, COACH, CLIENT, AGENT, AUDITOR)


def signed_up(session: Session) -> str:
    """Makes all of them; returns the password that they share."""
    password = passwords.generated()
    for person in PEOPLE:
        users.create(session, person.name, password, person.reach)
        audit.note(session, "demo", "create user", person.name, person.reach.client, role=person.reach.role.value)
    return password
