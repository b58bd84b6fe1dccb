"""From an error to its HTTP answer: the one table, and `application/problem+json` (RFC 9457) for everything."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from qa_service import refusals
from qa_service.causes import cause_of
from qa_service.connectors.port import SourceFault
from qa_service.errors import (
    BadInput,
    Conflict,
    Forbidden,
    MachineFault,
    MissingModel,
    NoSpace,
    NotFound,
    OptedOut,
    QaError,
    UnderHold,
    Withheld,
    say,
)
from qa_service.foreign import of_pydantic
from qa_service.logs import event
from qa_service.store.engine import UNAVAILABLE, is_outage

MEDIA_TYPE = "application/problem+json"


class ProblemKind(NamedTuple):
    """What a class of errors looks like from outside."""

    status: int
    slug: str
    title: str


TABLE: dict[type[Exception], ProblemKind] = {
    BadInput: ProblemKind(422, "bad-input", "The input cannot be used"),
    OptedOut: ProblemKind(422, "opted-out", "This customer objects to being analysed"),
    Conflict: ProblemKind(409, "conflict", "This identity holds different content"),
    UnderHold: ProblemKind(409, "under-hold", "It is under a legal hold"),
    NotFound: ProblemKind(404, "not-found", "Nothing with this name is visible to this key"),
    Forbidden: ProblemKind(403, "forbidden", "This key does not reach that"),
    Withheld: ProblemKind(403, "withheld", "The figure may not be shown"),
    MachineFault: ProblemKind(503, "machine-fault", "The machine lacks something"),
    NoSpace: ProblemKind(507, "no-space", "No space is left"),
    MissingModel: ProblemKind(503, "missing-model", "A model is missing"),
    SourceFault: ProblemKind(502, "source-fault", "The place of a connector cannot be read"),
    QaError: ProblemKind(500, "internal", "The service failed"),
    refusals.Malformed: ProblemKind(400, "malformed", "The request cannot be read"),
    refusals.SecondFactorDue: ProblemKind(403, "second-factor-due", "A second factor is due"),
    refusals.Unauthenticated: ProblemKind(401, "unauthenticated", "A key is needed"),
    refusals.NotReady: ProblemKind(409, "not-ready", "There is no result yet"),
    refusals.NotAcceptable: ProblemKind(416, "range", "Those bytes do not exist"),
    refusals.TooSlow: ProblemKind(408, "too-slow", "The request stalled"),
    refusals.TooMany: ProblemKind(429, "too-many", "Too many requests"),
    refusals.TooLarge: ProblemKind(413, "too-large", "The request is too large"),
    refusals.WrongType: ProblemKind(415, "wrong-type", "This kind of body is not read here"),
    refusals.Held: ProblemKind(423, "held", "The upload is being written to"),
    refusals.WrongOffset: ProblemKind(409, "wrong-offset", "The upload stands at another offset"),
    refusals.WrongProtocol: ProblemKind(412, "wrong-protocol", "Another version of tus is spoken here"),
    refusals.NotReadyToServe: ProblemKind(503, "not-ready-to-serve", "The service is not ready"),
    **dict.fromkeys(UNAVAILABLE, ProblemKind(503, "unavailable", "The database does not answer")),
}
_HINTS = {
    "timezone_aware": say("add the offset, as in 2026-11-03T09:14:05%2B01:00 (a plus sign is %2B in an address)"),
}
_DETAILS = {
    400: "the body cannot be read; send JSON in UTF-8, nested no deeper than the example",
    404: "there is no such route; /openapi.json names those that there are",
    405: "this route does not take that method; the header Allow names those that it takes",
}


def kind_of(error: Exception) -> ProblemKind:
    """The entry of the nearest ancestor; a database that answers but lacks a table does not come back by itself."""
    if isinstance(error, UNAVAILABLE) and not is_outage(error):
        return TABLE[refusals.NotReadyToServe]
    return next(TABLE[cls] for cls in type(error).__mro__ if cls in TABLE)


def body(error: Exception, instance: str) -> dict[str, Any]:
    """The problem document. `detail` is the error's own sentence where it was written for people, and nothing else."""
    status, slug, title = kind_of(error)
    problem: dict[str, Any] = {"type": f"urn:qa-service:problem:{slug}", "title": title, "status": status}
    if isinstance(error, QaError) and status != HTTPStatus.INTERNAL_SERVER_ERROR:
        problem["detail"] = str(error)
    if isinstance(error, BadInput) and error.where:
        problem["where"] = error.where
    if isinstance(error, refusals.Refused):
        problem |= error.members
    return {**problem, "instance": instance} if instance else problem


def answer(error: Exception, instance: str) -> JSONResponse:
    """The whole answer, headers included."""
    problem = body(error, instance)
    headers = dict(error.headers) if isinstance(error, refusals.Refused) else {}
    if problem["status"] == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    return JSONResponse(problem, problem["status"], headers, MEDIA_TYPE)


def install(app: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Have every error of the routes answered by the table, and the framework's own in the same form."""
    app.state.routes = routes
    for error in (QaError, *UNAVAILABLE):
        app.add_exception_handler(error, _ours)
    app.add_exception_handler(HTTPException, _frameworks)
    app.add_exception_handler(RequestValidationError, _parameters)


def _ours(request: Request, error: Exception) -> JSONResponse:
    error = cause_of(error) or error
    if kind_of(error).status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        event("cannot serve", logging.WARNING, error=type(error).__name__, request=str(request.state.request_id))
    return answer(error, instance_of(request))


def _frameworks(request: Request, error: Exception) -> JSONResponse:
    """Unknown routes, unknown methods. `about:blank` means that the status says it all."""
    assert isinstance(error, HTTPException)
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(error.status_code).phrase,
        "status": error.status_code,
        "detail": _DETAILS.get(error.status_code, "see /openapi.json for what this service answers"),
        "instance": instance_of(request),
    }
    headers = {"Allow": _allowed(request)} if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else error.headers
    return JSONResponse(problem, error.status_code, headers, MEDIA_TYPE)


def _allowed(request: Request) -> str:
    """All methods of an address; the framework names those of the first route that fits, and others may."""
    routes: Sequence[BaseRoute] = request.app.state.routes
    fitting = [route for route in routes if route.matches(request.scope)[0] is Match.PARTIAL]
    return ", ".join(sorted({method for route in fitting for method in getattr(route, "methods", ())}))


def _parameters(request: Request, error: Exception) -> JSONResponse:
    """The first parameter that does not fit, by its place; never with its value."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return answer(BadInput(of_pydantic(first), where=where, hint=_HINTS.get(first["type"])), instance_of(request))


def instance_of(request: Request) -> str:
    """The name of this very request, as the log has it."""
    return f"urn:uuid:{request.state.request_id}"
