"""Signing in and out, and choosing the language before that."""

from datetime import timedelta
from math import ceil
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response

from qa_service.errors import Forbidden
from qa_service.http.dependencies import ServiceDep, origin_of
from qa_service.services import account, sign_in, single_sign_on
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.services.sign_in import SignedIn
from qa_service.web.i18n import LANGUAGES, N_, NN_, Locale
from qa_service.web.page import moved, open_page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import (
    CODE_DUE,
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

WRONG_CODE = N_("That code does not fit. Each code is good once; take the one that is shown now.")
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
    return form_page(request, service, next=next)


def form_page(request: Request, service: Dependencies, status: int = 200, **values: str) -> Response:
    """The form, with what went wrong and what was typed already."""
    values = {"fault": "", "name": "", "next": "/", **values}
    sso = service.single_sign_on
    if sso is not None:
        values |= {"provider": f"/sign-in/provider?next={quote(values['next'])}", "button": sso.button}
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
    browser = request.headers.get("user-agent", "")
    token, pause, code_due = sign_in.enter(service, name, secret, origin_of(request), browser)
    if pause:
        fault = early(locale(request, service), pause)
        return _later(form_page(request, service, 429, fault=fault, name=name, next=next), pause)
    if not token:
        return form_page(request, service, 401, fault=WRONG, name=name, next=next)
    if code_due:
        answer = moved("/sign-in/code", next=local(next))
        set_cookie(request, answer, CODE_DUE, token)
        return answer
    return _entered(request, service, token, next)


def _later(answer: Response, pause: timedelta) -> Response:
    answer.headers["Retry-After"] = str(ceil(pause.total_seconds()))
    return answer


def _entered(request: Request, service: Dependencies, token: str, next: str) -> Response:
    sign_in.forget(service, cookie(request, SESSION))
    signed = sign_in.of_session(service, token, origin_of(request))
    answer = moved(home_of(signed) if local(next) == "/" else local(next))
    set_cookie(request, answer, SESSION, token)
    drop_cookie(request, answer, VISIT)
    return answer


@router.get("/sign-in/code")
def code_form(request: Request, service: ServiceDep, next: str = "/") -> Response:
    """The form for the code of the second factor."""
    return _code_form(request, service, next)


def _code_form(request: Request, service: Dependencies, next: str, status: int = 200, fault: str = "") -> Response:
    visit = visit_cookie(request)
    values = {"fault": fault, "next": local(next)}
    answer = open_page(request, locale(request, service), "sign_in_code.html", visit, status, **values)
    set_cookie(request, answer, VISIT, visit)
    return answer


@router.post("/sign-in/code", dependencies=[UnforgedVisit])
def prove(
    request: Request,
    service: ServiceDep,
    code: Annotated[str, Form(max_length=100)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """A session for who gave the password and now the code; who took too long begins anew."""
    entered = sign_in.prove(service, cookie(request, CODE_DUE), code, origin_of(request))
    if entered is None:
        return moved("/sign-in", next=local(next))
    if entered.pause:
        fault = early(locale(request, service), entered.pause)
        return _later(_code_form(request, service, next, 429, fault), entered.pause)
    if not entered.token:
        return _code_form(request, service, next, 401, WRONG_CODE)
    answer = _entered(request, service, entered.token, next)
    drop_cookie(request, answer, CODE_DUE)
    return answer


def home_of(signed: SignedIn | None) -> str:
    """Where somebody begins: those who may read nothing of contacts, at the audit trail."""
    return "/" if signed is None or signed.caller.may(Permission.READ) else "/admin/audit"


@router.post("/sign-out")
def leave(request: Request, visitor: Annotated[Visitor, Opens(account.sign_out)]) -> Response:
    """The session is over here and on the server."""
    token = cookie(request, SESSION)
    came_from_provider = single_sign_on.began_there(visitor.context.deps, token)
    account.sign_out(visitor.context, token)
    answer = moved("/sign-in/provider/out") if came_from_provider else moved("/sign-in", "signed-out")
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
