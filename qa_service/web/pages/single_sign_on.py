"""To the organisation's provider and back, and what the provider itself sends when it signs somebody out."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl, quote, unquote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from qa_service.http import request_body
from qa_service.http.dependencies import ServiceDep, origin_of
from qa_service.services import sign_in, single_sign_on
from qa_service.single_sign_on.keys import InvalidToken
from qa_service.single_sign_on.refusal import SignInRefused
from qa_service.web.page import moved, open_page
from qa_service.web.pages.sign_in import form_page, home_of, local
from qa_service.web.route import WebRoute
from qa_service.web.visitor import BEGUN, SESSION, VISIT, cookie, drop_cookie, locale, set_cookie, visit_cookie

router = APIRouter(route_class=WebRoute, include_in_schema=False)

_LONGEST = 128 * 1024
"""Bytes of a logout token with what is around it."""
_LONGEST_NEXT = 2000
"""Characters of the address to go on to, as the cookie has it: browsers drop one of more than 4096 bytes."""
_OF_ANSWER = ("state", "code", "iss", "error")
_FORM = "application/x-www-form-urlencoded"
_NOT_KEPT = {"Cache-Control": "no-store"}


@router.get("/sign-in/provider")
def go(request: Request, service: ServiceDep, next: str = "/") -> Response:
    """The browser is sent to the provider."""
    try:
        way = single_sign_on.way_there(service)
    except SignInRefused as refused:
        return form_page(request, service, 503, fault=str(refused), next=local(next))
    answer = RedirectResponse(way.address, 303)
    set_cookie(request, answer, BEGUN, f"{way.cookie}~{_kept(next)}")
    return answer


def _kept(next: str) -> str:
    """The address to go on to, for the cookie; a longer one is left out, since half of it would lead elsewhere."""
    kept = quote(local(next))
    return kept if len(kept) <= _LONGEST_NEXT else ""


@router.get("/sign-in/provider/return")
def come_back(request: Request, service: ServiceDep) -> Response:
    """The browser comes back with the provider's answer."""
    begun, _, next = cookie(request, BEGUN).partition("~")
    try:
        browser = request.headers.get("user-agent", "")
        token = single_sign_on.enter(service, _answer(request), begun, origin_of(request), browser)
    except SignInRefused as refused:
        answer = form_page(request, service, 403, fault=str(refused))
        drop_cookie(request, answer, BEGUN)
        return answer
    way = local(unquote(next) or "/")
    answer = moved(home_of(sign_in.of_session(service, token, origin_of(request))) if way == "/" else way)
    set_cookie(request, answer, SESSION, token)
    for name in (BEGUN, VISIT):
        drop_cookie(request, answer, name)
    return answer


def _answer(request: Request) -> Mapping[str, str]:
    """What the provider's answer says; a parameter that stands twice (RFC 6749, 3.1) fits nothing."""
    told = request.query_params.multi_items()
    names = [name for name, _ in told]
    return {} if any(names.count(name) > 1 for name in _OF_ANSWER) else dict(told)


@router.get("/sign-in/provider/out")
def leave(request: Request, service: ServiceDep) -> Response:
    """Signed out here; the browser goes on to be signed out at the provider. A page of its own, since browsers follow
    no redirect of a form to another site.
    """
    try:
        way = single_sign_on.way_out(service)
    except SignInRefused:
        way = ""
    if not way:
        return moved("/sign-in", "signed-out")
    return open_page(request, locale(request, service), "signed_out.html", visit_cookie(request), way=way)


async def _logout_token(request: Request) -> str:
    """The one field of the form; empty where it is none. Raises TooLarge, TooSlow."""
    body = await request_body.read(request, _LONGEST)
    if request_body.media_type(request) != _FORM or body.count(b"&") > 10:
        return ""
    fields = parse_qsl(body.decode("ascii", "replace"))
    tokens = [value for name, value in fields if name == "logout_token"]
    return tokens[0] if len(tokens) == 1 else ""


@router.post("/sign-in/provider/logout")
def logout(service: ServiceDep, request: Request, token: Annotated[str, Depends(_logout_token)]) -> Response:
    """Back-channel logout: the provider says that sessions are over, and proves it by its signature."""
    try:
        single_sign_on.end(service, token, origin_of(request))
    except (InvalidToken, SignInRefused):
        return JSONResponse({"error": "invalid_request"}, 400, _NOT_KEPT)
    return Response("", 200, _NOT_KEPT)
