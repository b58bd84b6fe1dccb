"""Pages as answers: `page` renders a template for a visitor, `moved` sends the browser on after a form."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from qa_service.errors import QaError
from qa_service.http import problems
from qa_service.refusals import Refused
from qa_service.web import nav, notes, words
from qa_service.web.i18n import LANGUAGES, Locale
from qa_service.web.templating import render
from qa_service.web.visitor import THEME, Visitor, cookie, form_token, locale, visitor_if_known

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the little arrows in Pico's style sheet
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
"""What differs for pages from what the middleware gives all answers (`http.security_headers`)."""
PART = "HX-Request"


def page(request: Request, visitor: Visitor, template: str, /, status: int = 200, **values: Any) -> Response:
    """The page for this visitor. Templates find `visitor`, `t` (see `i18n.Locale`), `w` (`words.Words`), `nav`."""
    values = {**_common(request, visitor.locale), "visitor": visitor, "csrf": visitor.token, **values}
    values["nav"] = nav.menu(visitor, request.url.path)
    return _html(request, render(template, visitor.locale.lang, values), status)


def withheld(request: Request, visitor: Visitor) -> Response:
    """Why nothing of a single agent or team is shown here; a part of a page asks its page to say so."""
    if request.headers.get(PART):
        query = f"?{request.url.query}" if request.url.query else ""
        return Response("", 403, {"HX-Redirect": f"{request.url.path}{query}"})
    return page(request, visitor, "withheld.html", 403)


def open_page(
    request: Request, locale: Locale, template: str, cookie: str, status: int = 200, **values: Any
) -> Response:
    """A page for somebody who is not signed in; `cookie` guards its form."""
    values = {**_common(request, locale), "visitor": None, "csrf": form_token(cookie), "nav": (), **values}
    return _html(request, render(template, locale.lang, values), status)


def moved(path: str, note: str = "", **query: str) -> Response:
    """After a form: go to `path`, and say `note` there (a key of `notes.NOTES`)."""
    query = {**({"note": note} if note else {}), **query}
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}{urlencode(query)}" if query else path, 303)


def unknown(request: Request) -> Response:
    """There is no page at this address."""
    return error_page(request, HTTPException(HTTPStatus.NOT_FOUND), visitor_if_known(request, search=True))


def error_page(request: Request, error: Exception, visitor: Visitor | None = None) -> Response:
    """What went wrong, as a page of its own with the visitor's menu or, for a part of a page, as a short message."""
    visitor = visitor or visitor_if_known(request)
    visitor_locale = locale(request, request.app.state.service) if visitor is None else visitor.locale
    status = error.status_code if isinstance(error, HTTPException) else problems.kind_of(error).status
    detail = error.sentence if isinstance(error, QaError) and status != HTTPStatus.INTERNAL_SERVER_ERROR else None
    values = {**_common(request, visitor_locale), "visitor": visitor, "csrf": visitor.token if visitor else ""}
    values["nav"] = nav.menu(visitor, request.url.path) if visitor else ()
    values |= {"title": words.refusal(status), "detail": detail, "status": status}
    template = "parts/error.html" if request.headers.get(PART) else "error.html"
    answer = _html(request, render(template, visitor_locale.lang, values), status)
    if isinstance(error, Refused):
        answer.headers.update(error.headers)  # such as when to come back
    return answer


def _common(request: Request, locale: Locale) -> dict[str, Any]:
    return {
        "t": locale,
        "w": words.Words(request.app.state.service.vocabulary, locale),
        "lang": locale.lang,
        "languages": LANGUAGES,
        "theme": theme if (theme := cookie(request, THEME)) in {"light", "dark"} else "",
        "path": request.url.path,
        "note": notes.NOTES.get(request.query_params.get("note", "")),
        "demo": request.app.state.service.demo,
        "part": bool(request.headers.get(PART)),
    }


def _html(request: Request, body: str, status: int) -> Response:
    return HTMLResponse(body, status, {**HEADERS, "Vary": f"{PART}, Cookie, Accept-Language"})
