"""Who calls, and what they may: the one table of roles, and the one order in which everything is checked.

1. who: API, pages and command line find the `Caller` behind a key, a session or the shell;
2. role: `check_role`, before anything else of a use case (see `use_case`);
3. client: `check_client` for one that is named, and the transaction's scope for all rows;
4. legal basis: `check_group` for figures on workers (a team may be a single one), `check_list` for lists and files
   narrowed to them; nothing of single workers is shown before one is recorded, not even who has worked where;
5. team and agent: `Caller.scope` for rows, `groups.reached` for figures;
6. blindness: `blindness`, last, since it asks what this person works on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_service.domain.groups import PLACES, GroupKind
from qa_service.domain.people import Role
from qa_service.errors import Forbidden, Withheld, word
from qa_service.store.scope import Scope


class Permission(StrEnum):
    """What a route asks of a key."""

    UPLOAD = "hand in interactions"
    READ = "read interactions"
    SEE_AGENTS = "see who the agent was"
    SEE_PII = "see where personal data stood"
    READ_UNSURE = "read words whose masking is not sure"
    RELEASE_WORDS = "release words that are masked or withheld"
    AGENT_FIGURES = "see figures on single agents"
    CLIENT_FIGURES = "see figures on client organisations"
    ERASE = "erase interactions"
    RETAIN = "decide what is kept and for how long"
    COACH = "collect moments for coaching"
    ANNOTATE = "exchange tasks and annotations"
    EDIT_RUBRICS = "edit rubrics"
    SEE_DRAFTS = "see drafts of rubrics"
    SAMPLE = "plan and draw samples"
    REVIEW = "answer in the machine's place"
    SEE_REVIEWS = "see what people answered"
    SEE_AGREEMENT = "see how far answers agree"
    DISPUTE = "object to a judgement"
    SEE_COMPLAINTS = "see the register of complaints"
    KEEP_COMPLAINTS = "keep the register of complaints"
    FOLLOW_PROMISES = "follow what was promised to customers"
    SET_POLICY = "set what a client asks of its reviews"
    ADMINISTER = "manage users, keys, clients and agents"
    MANAGE_ACCESS = "manage users, keys and settings"
    SEND_EVENTS = "decide where events go"
    READ_AUDIT = "read the audit trail"
    CONNECT = "set up connectors"
    PROVISION = "say for a directory who is in which group"
    MONITOR = "see the numbers of the whole service"
    OWN_ACCOUNT = "see and change their account"


_STAFF = frozenset({Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.COACH})
ALLOWED: Mapping[Permission, frozenset[Role]] = {
    Permission.UPLOAD: frozenset({Role.ADMIN, Role.QA}),
    Permission.READ: _STAFF | {Role.CLIENT_VIEWER, Role.AGENT},
    Permission.SEE_AGENTS: _STAFF | {Role.AGENT},
    Permission.SEE_PII: frozenset({Role.ADMIN, Role.QA}),
    Permission.READ_UNSURE: _STAFF,
    Permission.RELEASE_WORDS: frozenset({Role.ADMIN, Role.QA}),
    Permission.AGENT_FIGURES: frozenset({Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.AGENT}),
    Permission.CLIENT_FIGURES: _STAFF - {Role.COACH} | {Role.CLIENT_VIEWER},
    Permission.ERASE: frozenset({Role.ADMIN}),
    Permission.RETAIN: frozenset({Role.ADMIN}),
    Permission.COACH: _STAFF,
    Permission.ANNOTATE: frozenset({Role.ADMIN, Role.QA}),
    Permission.EDIT_RUBRICS: frozenset({Role.ADMIN, Role.QA}),
    Permission.SEE_DRAFTS: _STAFF,
    Permission.SAMPLE: frozenset({Role.ADMIN, Role.QA}),
    Permission.REVIEW: frozenset({Role.ADMIN, Role.QA}),
    Permission.SEE_REVIEWS: _STAFF | {Role.AGENT},
    Permission.SEE_AGREEMENT: _STAFF,
    Permission.DISPUTE: frozenset({Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.AGENT}),
    Permission.SEE_COMPLAINTS: _STAFF - {Role.COACH} | {Role.CLIENT_VIEWER},
    Permission.KEEP_COMPLAINTS: _STAFF - {Role.COACH},
    Permission.FOLLOW_PROMISES: _STAFF - {Role.COACH},
    Permission.SET_POLICY: frozenset({Role.ADMIN}),
    Permission.ADMINISTER: frozenset({Role.ADMIN}),
    Permission.MANAGE_ACCESS: frozenset({Role.ADMIN}),
    Permission.CONNECT: frozenset({Role.ADMIN}),
    Permission.SEND_EVENTS: frozenset({Role.ADMIN}),
    Permission.READ_AUDIT: frozenset({Role.ADMIN, Role.AUDITOR}),
    Permission.PROVISION: frozenset({Role.ADMIN}),
    Permission.MONITOR: frozenset({Role.ADMIN, Role.QA, Role.AUDITOR}),
    Permission.OWN_ACCOUNT: frozenset(Role),
}
"""The whole of it: a role that is not named may not. Team leaders and agents do all of it within their `Scope`."""
_OF_ALL_CLIENTS = frozenset(
    {
        *(Permission.MANAGE_ACCESS, Permission.PROVISION, Permission.READ_AUDIT, Permission.MONITOR),
        Permission.CONNECT,
    }
)
"""Who is bound to one client must not make a user who reaches more, nor read what others did or how much there is."""


class CallerKind(StrEnum):
    """By what a caller was recognised; a job is what the service does by itself."""

    KEY = "key"
    USER = "user"
    SHELL = "shell"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Caller:
    """The holder of a key, a signed-in user, or who sits at the machine. `client` None: every client organisation.

    `key` is the key's prefix or the user's name; `actor` is how audit trail, reviews and other records call them.
    `origin`: the network address that the request came from, empty at the machine itself. `only`: what a key was made
    for; empty: all that its role may. `per_minute`: how many requests it may make, None as the installation says.
    """

    key: str
    role: Role
    client: str | None
    team: str | None = None
    agent: str | None = None
    kind: CallerKind = CallerKind.KEY
    origin: str = ""
    only: frozenset[Permission] = frozenset()
    per_minute: int | None = None

    @property
    def actor(self) -> str:
        """`user:anna`, `key:3f0c...`, `shell:anna` or `job:watch`."""
        return f"{self.kind}:{self.key}"

    @property
    def scope(self) -> Scope:
        """Whose rows a session of this caller may see, and whether words whose masking is not sure: the one place where
        client, team, agent and role become a fence.
        """
        return Scope(self.client, self.team, self.agent, self.may(Permission.READ_UNSURE))

    @property
    def client_scope(self) -> Scope:
        """Of figures: their totals are fenced by client, and `groups.reached` decides on team and agent."""
        return Scope(self.client, words=self.may(Permission.READ_UNSURE))

    @property
    def reviewer(self) -> str | None:
        """How reviews call this caller; None for those who may not review, and from whom nothing is held back."""
        return self.actor if self.may(Permission.REVIEW) else None

    def may(self, permission: Permission) -> bool:
        """Whether the table allows it."""
        unbound = (self.client, self.team, self.agent) == (None, None, None)
        meant = not self.only or permission in self.only
        return meant and self.role in ALLOWED[permission] and (permission not in _OF_ALL_CLIENTS or unbound)


def check_role(caller: Caller, permission: Permission) -> None:
    """Raises Forbidden."""
    if caller.may(permission):
        return
    if caller.only and permission not in caller.only:
        raise Forbidden("this key was not made to {right}; have one made that is", right=word(permission))
    if caller.role in ALLOWED[permission]:
        if permission is Permission.READ_AUDIT:
            raise Forbidden("only an administrator or auditor of all clients reads the audit trail")
        raise Forbidden("only an administrator of all clients manages users, keys and settings")
    role, right = word(caller.role), word(permission)
    if caller.kind is CallerKind.KEY:
        raise Forbidden("a key of role {role} may not {right}", role=role, right=right)
    raise Forbidden("the role {role} may not {right}", role=role, right=right)


def check_client(caller: Caller, client: str) -> None:
    """Raises Forbidden where `client` is another one than the caller's."""
    if not caller.scope.reaches(client):
        raise Forbidden(
            "this key is for client {client!r} alone, and the document names another client", client=caller.client
        )


def legal_basis(recorded: str) -> str:
    """The legal basis that is `recorded`. Raises Withheld where there is none."""
    if not recorded.strip():
        raise Withheld(
            "figures on single agents and teams are withheld, since no legal basis for monitoring workers is recorded; "
            "set QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )
    return recorded.strip()


def check_group(kind: GroupKind, recorded: str) -> None:
    """Raises Withheld where figures of this kind of group need a legal basis that is not recorded: a site or a vendor
    may be a single worker, as a team may. A bot is no worker.
    """
    if kind in (GroupKind.TEAM, GroupKind.AGENT, *PLACES):
        legal_basis(recorded)


def check_list(agent: str | None, team: str | None, scope: Scope, recorded: str) -> None:
    """Raises Withheld where a list, or a file of it, is narrowed to an agent or a team without a recorded legal basis.

    Whoever reaches one agent or one team only may name it: that narrows nothing, and agents may see what is said of
    them.
    """
    narrowed = agent not in (None, scope.agent) or team not in (None, scope.team)
    if narrowed and not recorded.strip():
        raise Withheld(
            "there are no lists by agent or team, since no legal basis for monitoring workers is recorded; leave agent "
            "and team out, or set QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )
