"""Who looks at a page: found by the session cookie, checked against forgery, and what the page may offer them."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from qa_service.errors import Forbidden, say
from qa_service.http import request_body
from qa_service.http.dependencies import ServiceDep, origin_of, within_rate
from qa_service.refusals import Malformed, SecondFactorDue, TooLarge, Unauthenticated
from qa_service.services import access, second_factor, sign_in, unread_words
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.health import UNAVAILABLE
from qa_service.services.interactions import Interaction
from qa_service.services.use_case import Service, admit
from qa_service.web.i18n import Locale, negotiated

SESSION, LANG, THEME, VISIT = "qa_session", "qa_lang", "qa_theme", "qa_visit"
CODE_DUE = "qa_code_due"
"""The cookie of who has given the password and owes the code of the second factor."""
_BEFORE_SECOND_FACTOR = ("/account/second-factor", "/sign-out")
BEGUN = "qa_begun"
"""A sign-in that goes by way of the organisation's provider."""
FIELD, HEADER = "csrf", "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ROOM = 4 << 20
_FIELDS = 2000
MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person. `name` is shown; `token` goes into every form; `user_id` is None for holders of keys."""

    context: Context
    name: str
    locale: Locale
    token: str
    user_id: UUID | None = None

    @property
    def caller(self) -> Caller:
        """Who they are to the use cases."""
        return self.context.caller

    def may(self, permission: Permission | str) -> bool:
        """Whether the role allows it; templates name the permission by its key, as in `may("UPLOAD")`."""
        return self.caller.may(permission if isinstance(permission, Permission) else Permission[permission])

    def sees_agent(self, name: str) -> bool:
        """Whether they may see that this agent served: an agent sees no colleague's name."""
        return self.may(Permission.SEE_AGENTS) and self.caller.agent in (None, name)

    def reads(self, interaction: Interaction) -> bool:
        """Whether its words are open to them (see `store.withholding`)."""
        return unread_words.is_open_to_all(interaction) or self.may(Permission.READ_UNSURE)


def form_token(secret: str) -> str:
    """What a form must carry: bound to the cookie, and of no use for guessing it."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def locale(request: Request, service: ServiceDep, lang: str | None = None) -> Locale:
    """The language of somebody who is not signed in, or whose own choice is `lang`."""
    chosen = lang or cookie(request, LANG)
    return Locale(negotiated(chosen, request.headers.get("accept-language", "")), service.timezone)


def cookie(request: Request, name: str) -> str:
    """What the browser keeps under `name`, empty where it keeps nothing (see `stored_name`)."""
    return request.cookies.get(stored_name(request, name), "")


def stored_name(request: Request, name: str) -> str:
    """What a cookie of ours is called. Over https with the prefix ``__Host-``: browsers take such a one from this host
    alone, over https alone, so that neither a neighbouring host nor somebody on the line can plant it. Over plain http
    (this machine alone, see docs/operations.md) browsers refuse the prefix.
    """
    return f"__Host-{name}" if request.url.scheme == "https" else name


async def _unforged(request: Request) -> None:
    """Every request that changes something proves that it comes from one of our forms: from one made for this session,
    where there is one. Raises Forbidden, TooLarge.
    """
    await _prove(request, cookie(request, SESSION) or cookie(request, VISIT))


async def _unforged_visit(request: Request) -> None:
    """The same for the form of signing in, which is made before there is a session, or after one has run out."""
    await _prove(request, cookie(request, VISIT))


async def _prove(request: Request, secret: str) -> None:
    if request.method in _SAFE:
        return
    if not _from_here(request):
        raise Forbidden("this form was sent from another site")
    token = request.headers.get(HEADER)
    if token is None and request_body.media_type(request) == MULTIPART:
        token = request.query_params.get(FIELD, "")  # files are not read before it is known who sends them
    if token is None:
        bounded(request, _ROOM)
        token = str((await request.form(max_fields=_FIELDS)).get(FIELD, ""))
    if not secret or not hmac.compare_digest(token.encode(), form_token(secret).encode()):
        raise Forbidden("this form is too old or came from elsewhere; open the page again")


def _from_here(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this; programs, which say nothing, need the token alone.

    The host is compared and not the scheme: behind a proxy that speaks https for us we may not know of it.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    scheme, _, host = origin.partition("://")
    port = {"https": ":443", "http": ":80"}.get(scheme)
    if port is None:  # "null" among them, which sandboxed frames send
        return False
    return host.casefold().removesuffix(port) == request.headers.get("host", "").casefold().removesuffix(port)


def bounded(request: Request, limit: int) -> None:
    """Raises Malformed, TooLarge on a body that does not say its length or is over `limit` bytes."""
    declared = request_body.declared_length(request.headers)
    if declared is None:
        raise Malformed("the request does not say how long it is")
    if declared > limit:
        raise TooLarge(say("the form is over {limit} bytes; send fewer files at a time", limit=limit), limit=limit)


Unforged = Depends(_unforged)
UnforgedVisit = Depends(_unforged_visit)


def signed_in(request: Request, service: ServiceDep, _: Annotated[None, Unforged]) -> Visitor:
    """Raises Unauthenticated, which pages answer by asking to sign in, and SecondFactorDue. A page that goes wrong
    later knows who looks.
    """
    visitor = request.state.visitor = _visitor_of(request, service)
    within_rate(service, visitor.caller)
    if second_factor.is_owed(service, visitor.caller) and not request.url.path.startswith(_BEFORE_SECOND_FACTOR):
        raise SecondFactorDue("set up a second factor first")
    return visitor


def _visitor_of(request: Request, service: Dependencies) -> Visitor:
    token = cookie(request, SESSION)
    signed = sign_in.of_session(service, token, origin_of(request))
    if signed is None:
        raise Unauthenticated("sign in first")
    visitor_locale = locale(request, service, signed.lang)
    return Visitor(Context(signed.caller, service), signed.name, visitor_locale, form_token(token), signed.user)


def visitor_if_known(request: Request, *, search: bool = False) -> Visitor | None:
    """Who looks at a page that went wrong: the one whom the request brought already, or is searched for. None: a
    stranger, or nobody can tell just now.
    """
    if search:
        try:
            request.state.visitor = _visitor_of(request, request.app.state.service)
        except (Unauthenticated, Forbidden, *UNAVAILABLE):
            return None
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    return visitor


Signed = Annotated[Visitor, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Allowed:
    """The dependency of a page that asks for a permission: `Annotated[Visitor, Depends(Allowed(...))]`."""

    permission: Permission

    def __call__(self, visitor: Signed) -> Visitor:
        """Raises Forbidden."""
        access.check_role(visitor.caller, self.permission)
        return visitor


class _Opening:
    """The dependency of a page that calls a use case."""

    def __init__(self, use_case: Service[..., Any]) -> None:
        self._case = use_case.case

    def __call__(self, visitor: Signed) -> Visitor:
        """Raises Forbidden."""
        admit(visitor.context, self._case)
        return visitor


def Opens(use_case: Service[..., Any]) -> Any:
    """`visitor: Annotated[Visitor, Opens(packs.listed)]`."""
    return Depends(_Opening(use_case))


ReaderPage = Annotated[Visitor, Depends(Allowed(Permission.READ))]
UploaderPage = Annotated[Visitor, Depends(Allowed(Permission.UPLOAD))]


def visit_cookie(request: Request) -> str:
    """The cookie that guards the form of somebody who is not signed in yet."""
    return cookie(request, VISIT) or secrets.token_urlsafe(24)


def set_cookie(request: Request, response: Response, name: str, value: str, *, days: int = 0) -> None:
    """Out of reach of scripts, not sent along from other sites, and over https only where we are on https."""
    age = days * 86400 or None
    secure = request.url.scheme == "https"
    response.set_cookie(
        stored_name(request, name), value, max_age=age, path="/", secure=secure, httponly=True, samesite="lax"
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Have the browser forget it."""
    secure = request.url.scheme == "https"
    response.delete_cookie(stored_name(request, name), path="/", secure=secure, httponly=True, samesite="lax")
