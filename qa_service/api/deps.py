"""Who calls, what they may do, and what a request's parameters may look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import AfterValidator, AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError

from qa_service.api.parameters import refuse_unknown
from qa_service.api.refusals import Unauthenticated
from qa_service.api.service import Service
from qa_service.domain.interaction import Channel, Identifier
from qa_service.errors import BadInput, Forbidden
from qa_service.figures import monitoring
from qa_service.store import keys
from qa_service.store.interactions import Filters
from qa_service.store.scope import Scope
from qa_service.store.tables import ApiKeyRow, Role, State


class Permission(StrEnum):
    """What a route asks of a key."""

    UPLOAD = "hand in interactions"
    READ = "read interactions"
    SEE_AGENTS = "see who the agent was"
    SEE_PII = "see where personal data stood"
    READ_UNSURE = "read words whose masking is not sure"
    AGENT_FIGURES = "see figures on single agents"
    CLIENT_FIGURES = "see figures on client organisations"
    ERASE = "erase interactions"
    COACH = "collect moments for coaching"
    ANNOTATE = "exchange tasks and annotations"
    EDIT_RUBRICS = "edit rubrics"
    SEE_DRAFTS = "see drafts of rubrics"
    SAMPLE = "plan and draw samples"
    REVIEW = "answer in the machine's place"
    SEE_REVIEWS = "see what people answered"
    SEE_AGREEMENT = "see how far answers agree"
    DISPUTE = "object to a judgement"
    SET_POLICY = "set what a client asks of its reviews"
    ADMINISTER = "manage users, keys, clients and agents"


_STAFF = frozenset({Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.COACH})
ALLOWED: Mapping[Permission, frozenset[Role]] = {
    Permission.UPLOAD: frozenset({Role.ADMIN, Role.QA}),
    Permission.READ: _STAFF | {Role.CLIENT_VIEWER, Role.AGENT},
    Permission.SEE_AGENTS: _STAFF | {Role.AGENT},
    Permission.SEE_PII: frozenset({Role.ADMIN, Role.QA}),
    Permission.READ_UNSURE: _STAFF,
    Permission.AGENT_FIGURES: frozenset({Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.AGENT}),
    Permission.CLIENT_FIGURES: _STAFF - {Role.COACH} | {Role.CLIENT_VIEWER},
    Permission.ERASE: frozenset({Role.ADMIN}),
    Permission.COACH: _STAFF,
    Permission.ANNOTATE: frozenset({Role.ADMIN, Role.QA}),
    Permission.EDIT_RUBRICS: frozenset({Role.ADMIN, Role.QA}),
    Permission.SEE_DRAFTS: _STAFF,
    Permission.SAMPLE: frozenset({Role.ADMIN, Role.QA}),
    Permission.REVIEW: frozenset({Role.ADMIN, Role.QA}),
    Permission.SEE_REVIEWS: _STAFF | {Role.AGENT},
    Permission.SEE_AGREEMENT: _STAFF,
    Permission.DISPUTE: frozenset({Role.ADMIN, Role.QA, Role.TEAM_LEADER, Role.AGENT}),
    Permission.SET_POLICY: frozenset({Role.ADMIN}),
    Permission.ADMINISTER: frozenset({Role.ADMIN}),
}
"""The whole of it: a role that is not named may not. Team leaders and agents do all of it within their `Scope`."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The holder of a key, or a signed-in user. `client` None: every client organisation.

    `key` is the key's prefix or the user's name; `actor` is how audit trail, reviews and other records call them.
    """

    key: str
    role: Role
    client: str | None
    team: str | None = None
    agent: str | None = None
    is_user: bool = False

    @property
    def actor(self) -> str:
        """`user:anna`, or `key:3f0c...`."""
        return f"{'user' if self.is_user else 'key'}:{self.key}"

    @property
    def scope(self) -> Scope:
        """Whose rows a session of this caller may see, and whether words whose masking is not sure: the one place where
        client, team, agent and role become a fence.
        """
        return Scope(self.client, self.team, self.agent, self.may(Permission.READ_UNSURE))

    @property
    def reviewer(self) -> str | None:
        """How reviews call this caller; None for those who may not review, and from whom nothing is held back."""
        return self.actor if self.may(Permission.REVIEW) else None

    def may(self, permission: Permission) -> bool:
        """Whether the table allows it."""
        return self.role in ALLOWED[permission]

    def owns(self, client: str) -> None:
        """Raises Forbidden when `client` is another one than this key's."""
        if not self.scope.reaches(client):
            raise Forbidden(f"this key is for client {self.client!r} alone, and the document names another client")


async def _service(request: Request) -> Service:  # async: it waits for nothing, least of all for a thread
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]
_bearer = HTTPBearer(auto_error=False, scheme_name="bearer", description="`Authorization: Bearer qa_...`")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="header", description="`X-API-Key: qa_...`")


def authenticate(
    service: ServiceDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    header: Annotated[str | None, Depends(_header)],
) -> Caller:
    """The caller behind the key. Raises Unauthenticated."""
    plain = bearer.credentials if bearer is not None else header
    challenge = {"WWW-Authenticate": "Bearer"}
    if not plain:
        raise Unauthenticated("send an API key: Authorization: Bearer qa_..., or X-API-Key", headers=challenge)
    with service.store.reading() as session:
        row = keys.find(session, plain)
    if row is None:
        raise Unauthenticated("this API key is unknown or revoked; ask an administrator for one", headers=challenge)
    return of_key(row)


def of_key(row: ApiKeyRow) -> Caller:
    """Raises Forbidden on a key that lacks what bounds its role: it would reach everything."""
    if what := keys.missing_bound(row.role, row.client, row.team, row.agent):
        raise Forbidden(f"this key of role {row.role.value} names no {what}; have a new one made with --{what}")
    return Caller(row.prefix, row.role, row.client, row.team, row.agent)


@dataclass(frozen=True, slots=True)
class May:
    """The dependency of every route under /v1: the caller, if the role is allowed this and the route knows all that
    the request asks for.
    """

    permission: Permission

    def __call__(self, request: Request, caller: Annotated[Caller, Depends(authenticate)]) -> Caller:
        """Raises Unauthenticated, Forbidden, and BadInput on an unknown query parameter."""
        if not caller.may(self.permission):
            raise Forbidden(f"a key of role {caller.role.value} may not {self.permission.value}")
        refuse_unknown(request)
        return caller


Uploader = Annotated[Caller, Depends(May(Permission.UPLOAD))]
Reader = Annotated[Caller, Depends(May(Permission.READ))]
AgentFigures = Annotated[Caller, Depends(May(Permission.AGENT_FIGURES))]
ClientFigures = Annotated[Caller, Depends(May(Permission.CLIENT_FIGURES))]
Eraser = Annotated[Caller, Depends(May(Permission.ERASE))]
Coach = Annotated[Caller, Depends(May(Permission.COACH))]
RubricEditor = Annotated[Caller, Depends(May(Permission.EDIT_RUBRICS))]
Sampler = Annotated[Caller, Depends(May(Permission.SAMPLE))]
Reviewer = Annotated[Caller, Depends(May(Permission.REVIEW))]
ReviewReader = Annotated[Caller, Depends(May(Permission.SEE_REVIEWS))]
AgreementReader = Annotated[Caller, Depends(May(Permission.SEE_AGREEMENT))]
Disputer = Annotated[Caller, Depends(May(Permission.DISPUTE))]
PolicySetter = Annotated[Caller, Depends(May(Permission.SET_POLICY))]


def _written(moment: object) -> object:
    """A bare number would be taken for seconds, or milliseconds, since 1970."""
    if isinstance(moment, str) and moment.replace(".", "", 1).lstrip("+-").isdecimal():
        raise PydanticCustomError("date", "should be a date and time with offset")
    return moment


def _in_utc(moment: datetime) -> datetime:
    """The first and the last day of the calendar have no time in every zone."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("calendar", "lies outside the calendar") from None


Name = Identifier
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_utc)]


@dataclass(frozen=True, slots=True)
class Period:
    """`since` <= start of the interaction < `until`."""

    since: Annotated[Moment | None, Query(description="from this moment on, with offset")] = None
    until: Annotated[Moment | None, Query(description="before this moment, with offset")] = None


PeriodDep = Annotated[Period, Depends()]


def _one_of(labels: Mapping[str, object], given: str | None, where: str) -> None:
    if given is not None and given not in labels:
        raise BadInput("is no such label", where=where, hint=f"use one of {', '.join(labels)}")


def _filters(
    service: ServiceDep,
    caller: Reader,
    period: PeriodDep,
    client: Annotated[Name | None, Query(description="client organisation")] = None,
    id: Annotated[Name | None, Query(description="the interaction's own id, as it was handed in")] = None,
    agent: Annotated[Name | None, Query()] = None,
    team: Annotated[Name | None, Query()] = None,
    channel: Annotated[Channel | None, Query()] = None,
    automatic: Annotated[bool | None, Query(description="automatic mail alone, or everything else")] = None,
    state: Annotated[State | None, Query()] = None,
    intent: Annotated[str | None, Query()] = None,
    resolution: Annotated[str | None, Query()] = None,
    customer: Annotated[Name | None, Query(description="as it was handed in; needs `client`")] = None,
) -> Filters:
    client = client or caller.client
    _one_of(service.vocabulary.intent, intent, "query.intent")
    _one_of(service.vocabulary.resolution, resolution, "query.resolution")
    if (agent or team) and not caller.may(Permission.SEE_AGENTS):
        raise Forbidden(f"a key of role {caller.role.value} may not {Permission.SEE_AGENTS.value}")
    monitoring.check_list(agent, team, caller.scope, service.monitoring_basis)
    if customer is not None:
        if client is None:
            raise BadInput("needs a client beside it", where="query.customer", hint="add client=...")
        customer = service.intake.pseudonyms.of(client, customer)
    return Filters(
        client=client,
        **service.intake.metadata.named(id),
        agent=agent,
        team=team,
        channel=channel,
        automatic=automatic,
        state=state,
        intent=intent,
        resolution=resolution,
        customer=customer,
        since=period.since,
        until=period.until,
    )


FiltersDep = Annotated[Filters, Depends(_filters)]
