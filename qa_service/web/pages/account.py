"""What a person may change of the own account."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from qa_service.api.deps import ServiceDep
from qa_service.errors import BadInput, Forbidden
from qa_service.store import attempts, audit, users
from qa_service.web.i18n import LANGUAGES, N_
from qa_service.web.page import moved, page
from qa_service.web.pages.sign_in import early
from qa_service.web.route import WebRoute
from qa_service.web.visitor import LANG, SESSION, THEME, Signed, Visitor, cookie, set_cookie

router = APIRouter(route_class=WebRoute, include_in_schema=False)


@router.get("/account")
def account(request: Request, service: ServiceDep, visitor: Signed) -> Response:
    """Language, look, password."""
    return _page(request, service, visitor)


def _page(request: Request, service: ServiceDep, visitor: Visitor, fault: str = "", status: int = 200) -> Response:
    chosen = cookie(request, LANG)
    if visitor.user_id is not None:
        with service.store.reading() as session:
            chosen = users.get(session, visitor.user_id).lang or ""
    return page(request, visitor, "account.html", status, fault=fault, chosen_lang=chosen)


@router.post("/account/preferences")
def prefer(
    request: Request,
    service: ServiceDep,
    visitor: Signed,
    lang: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
) -> Response:
    """Kept with the user, or in a cookie for the holder of a key; the look always in a cookie."""
    if visitor.user_id is not None:
        with service.store.transaction() as session:
            users.prefer(session, visitor.user_id, lang or None)
    answer = moved("/account", "saved")
    set_cookie(request, answer, LANG, lang if lang in LANGUAGES else "", days=365)
    set_cookie(request, answer, THEME, theme if theme in {"light", "dark"} else "", days=365)
    return answer


@router.post("/account/password")
def password(
    request: Request,
    service: ServiceDep,
    visitor: Signed,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> Response:
    """A new password, for who knows the present one; all sessions but this one end."""
    if visitor.user_id is None:
        raise Forbidden("whoever signed in with a key has no password")
    limits, at = attempts.of_old_password(visitor.user_id), service.clock()
    try:
        with service.store.transaction() as session:
            if pause := attempts.waiting(session, limits, at):
                return _page(request, service, visitor, early(visitor.tongue, pause), 429)
            if users.verified(session, visitor.name, old) is None:
                attempts.failed(session, limits, at)
                return _page(request, service, visitor, N_("That is not your present password."), 422)
            users.set_password(session, visitor.user_id, new, keep=cookie(request, SESSION))
            attempts.succeeded(session, limits, at)
            audit.note(session, visitor.caller.actor, "set password", visitor.caller.actor)
    except BadInput:
        return _page(request, service, visitor, N_("A password has 12 to 200 characters."), 422)
    return moved("/account", "password-changed")
