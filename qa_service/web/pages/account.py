"""What a person may change of their account."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from qa_service.errors import BadInput
from qa_service.services import account
from qa_service.web.administration import FAULTS
from qa_service.web.i18n import LANGUAGES, N_
from qa_service.web.page import moved, page
from qa_service.web.pages.sign_in import early
from qa_service.web.route import WebRoute
from qa_service.web.visitor import LANG, SESSION, THEME, Opens, Visitor, cookie, set_cookie

router = APIRouter(route_class=WebRoute, include_in_schema=False)


@router.get("/account")
def show(request: Request, visitor: Annotated[Visitor, Opens(account.language)]) -> Response:
    """Language, look, password."""
    return _page(request, visitor)


def _page(request: Request, visitor: Visitor, fault: str = "", status: int = 200) -> Response:
    lang = cookie(request, LANG) if visitor.user_id is None else account.language(visitor.context) or ""
    here = account.session_id(cookie(request, SESSION))
    sessions = account.sessions(visitor.context)
    values = {"fault": fault, "chosen_lang": lang, "sessions": sessions, "here": here}
    return page(request, visitor, "account.html", status, **values)


@router.post("/account/preferences")
def prefer(
    request: Request,
    visitor: Annotated[Visitor, Opens(account.choose_language)],
    lang: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
) -> Response:
    """Kept with the user, or in a cookie for the holder of a key; the look always in a cookie."""
    if visitor.user_id is not None:
        account.choose_language(visitor.context, lang or None)
    answer = moved("/account", "saved")
    set_cookie(request, answer, LANG, lang if lang in LANGUAGES else "", days=365)
    set_cookie(request, answer, THEME, theme if theme in {"light", "dark"} else "", days=365)
    return answer


@router.post("/account/sessions/{id}/end")
def end_session(visitor: Annotated[Visitor, Opens(account.end_session)], id: str) -> Response:
    """A session on another device is over."""
    account.end_session(visitor.context, id)
    return moved("/account", "session-ended")


@router.post("/account/password")
def password(
    request: Request,
    visitor: Annotated[Visitor, Opens(account.set_password)],
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> Response:
    """A new password, for who knows the present one; all sessions but this one end."""
    try:
        change = account.set_password(visitor.context, old, new, cookie(request, SESSION))
    except BadInput:
        return _page(request, visitor, FAULTS["password"], 422)
    if change.pause:
        return _page(request, visitor, early(visitor.locale, change.pause), 429)
    if not change.changed:
        return _page(request, visitor, N_("That is not your present password."), 422)
    return moved("/account", "password-changed")
