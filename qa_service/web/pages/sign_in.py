"""Signing in and out, and choosing the language before that."""

from datetime import timedelta
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from qa_service.errors import Forbidden
from qa_service.http.dependencies import ServiceDep, origin_of
from qa_service.services import account, sign_in
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.services.sign_in import SignedIn
from qa_service.web.i18n import LANGUAGES, N_, NN_, Locale
from qa_service.web.page import moved, open_page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import (
    LANG,
    SESSION,
    VISIT,
    Opens,
    UnforgedVisit,
    Visitor,
    cookie,
    drop_cookie,
    locale,
    set_cookie,
    visit_cookie,
)

router = APIRouter(route_class=WebRoute, include_in_schema=False)

WRONG = N_("Name and password do not fit, or the key is not valid.")
WAIT = NN_(
    "Too many attempts failed. Wait a minute before the next one.",
    "Too many attempts failed. Wait %(n)s minutes before the next one.",
)


def early(locale: Locale, pause: timedelta) -> str:
    """How long to wait before another attempt, in whole minutes."""
    return locale.plural(*WAIT, ceil(pause / timedelta(minutes=1)))


@router.get("/sign-in")
def form(request: Request, service: ServiceDep, next: str = "/") -> Response:
    """The form."""
    return _form(request, service, next=next)


def _form(request: Request, service: Dependencies, status: int = 200, **values: str) -> Response:
    values = {"fault": "", "name": "", "next": "/", **values}
    visit = visit_cookie(request)
    answer = open_page(request, locale(request, service), "sign_in.html", visit, status, **values)
    set_cookie(request, answer, VISIT, visit)
    return answer


@router.post("/sign-in", dependencies=[UnforgedVisit])
def enter(
    request: Request,
    service: ServiceDep,
    secret: Annotated[str, Form(max_length=500)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """A session for whoever names a user and the password, or an API key."""
    token, pause = sign_in.enter(service, name, secret, origin_of(request))
    if pause:
        answer = _form(request, service, 429, fault=early(locale(request, service), pause), name=name, next=next)
        answer.headers["Retry-After"] = str(ceil(pause.total_seconds()))
        return answer
    if not token:
        return _form(request, service, 401, fault=WRONG, name=name, next=next)
    signed = sign_in.of_session(service, token)
    answer = moved(home_of(signed) if local(next) == "/" else local(next))
    set_cookie(request, answer, SESSION, token)
    drop_cookie(request, answer, VISIT)
    return answer


def home_of(signed: SignedIn | None) -> str:
    """Where somebody begins: those who may read nothing of contacts, at the audit trail."""
    return "/" if signed is None or signed.caller.may(Permission.READ) else "/admin/audit"


@router.post("/sign-out")
def leave(request: Request, visitor: Annotated[Visitor, Opens(account.sign_out)]) -> Response:
    """The session is over here and on the server."""
    account.sign_out(visitor.context, cookie(request, SESSION))
    answer = moved("/sign-in", "signed-out")
    drop_cookie(request, answer, SESSION)
    return answer


@router.get("/language/{code}")
def language(request: Request, code: str, next: str = "/") -> Response:
    """Remember the language in a cookie; who is signed in has a choice of their own in the account."""
    if code not in LANGUAGES:
        raise Forbidden("these pages do not speak that language")
    answer = moved(local(next))
    set_cookie(request, answer, LANG, code, days=365)
    return answer


def local(path: str) -> str:
    """`path` if it is one of ours: a link to the form must not lead elsewhere."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"
