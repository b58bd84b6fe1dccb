"""Who calls, what they may do, and what a request's parameters may look like."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from qa_service.api.parameters import refuse_unknown
from qa_service.documents.times import Moment
from qa_service.http.dependencies import ServiceDep, origin_of, within_rate
from qa_service.refusals import Unauthenticated
from qa_service.services import access, sign_in
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import Service, admit

KEY_BEARER = HTTPBearer(auto_error=False, scheme_name="bearer", description="`Authorization: Bearer qa_...`")
KEY_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="header", description="`X-API-Key: qa_...`")


def authenticate(
    request: Request,
    service: ServiceDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(KEY_BEARER)],
    header: Annotated[str | None, Depends(KEY_HEADER)],
) -> Caller:
    """The caller behind the key. Raises Unauthenticated, Forbidden, TooMany."""
    plain = bearer.credentials if bearer is not None else header
    challenge = {"WWW-Authenticate": "Bearer"}
    if not plain:
        raise Unauthenticated("send an API key: Authorization: Bearer qa_..., or X-API-Key", headers=challenge)
    caller = sign_in.of_key(service, plain, origin_of(request))
    if caller is None:
        raise Unauthenticated(
            "this API key is unknown, revoked or expired; ask an administrator for one", headers=challenge
        )
    within_rate(service, caller)
    return caller


class _Asking:
    """The dependency of a route that calls `use_case`: the context, if the caller's role is allowed it and the route
    knows all that the request asks for. The role is asked first, before a body is read.
    """

    def __init__(self, use_case: Service[..., Any]) -> None:
        self._case = use_case.case

    def __call__(
        self, request: Request, service: ServiceDep, caller: Annotated[Caller, Depends(authenticate)]
    ) -> Context:
        """Raises Unauthenticated, Forbidden, and BadInput on an unknown query parameter."""
        context = Context(caller, service, getattr(request.state, "before_commit", None))
        admit(context, self._case)
        refuse_unknown(request)
        return context


def Calls(use_case: Service[..., Any]) -> Any:
    """`context: Annotated[Context, Calls(packs.begin)]`."""
    return Depends(_Asking(use_case))


@dataclass(frozen=True, slots=True)
class May:
    """The dependency of every route under /v1: the caller, if the role is allowed this and the route knows all that
    the request asks for.
    """

    permission: Permission

    def __call__(self, request: Request, caller: Annotated[Caller, Depends(authenticate)]) -> Caller:
        """Raises Unauthenticated, Forbidden, and BadInput on an unknown query parameter."""
        access.check_role(caller, self.permission)
        refuse_unknown(request)
        return caller


Uploader = Annotated[Caller, Depends(May(Permission.UPLOAD))]
Reader = Annotated[Caller, Depends(May(Permission.READ))]
AgentFigures = Annotated[Caller, Depends(May(Permission.AGENT_FIGURES))]
ClientFigures = Annotated[Caller, Depends(May(Permission.CLIENT_FIGURES))]
Eraser = Annotated[Caller, Depends(May(Permission.ERASE))]
Coach = Annotated[Caller, Depends(May(Permission.COACH))]
Reviewer = Annotated[Caller, Depends(May(Permission.REVIEW))]


@dataclass(frozen=True, slots=True)
class Period:
    """`since` <= start of the interaction < `until`."""

    since: Annotated[Moment | None, Query(description="from this moment on, with offset")] = None
    until: Annotated[Moment | None, Query(description="before this moment, with offset")] = None


PeriodDep = Annotated[Period, Depends()]
