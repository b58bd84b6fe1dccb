"""The second factor of whoever is signed in: set up with an authenticator app, removed."""

from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request, Response

from qa_service.services import second_factor
from qa_service.services.second_factor import Step
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.pages.sign_in import WRONG_CODE, early
from qa_service.web.route import WebRoute
from qa_service.web.visitor import SESSION, Opens, Visitor, cookie

router = APIRouter(route_class=WebRoute, include_in_schema=False)

WRONG_PASSWORD = N_("That is not your present password.")
WRONG_EITHER = N_("Password and code do not fit.")
Password = Annotated[str, Form(max_length=500)]
Code = Annotated[str, Form(max_length=100)]


@router.get("/account/second-factor")
def show(request: Request, visitor: Annotated[Visitor, Opens(second_factor.show)]) -> Response:
    """How it stands, and what to do next."""
    return _page(request, visitor)


def _page(request: Request, visitor: Visitor, fault: str = "", status: int = 200) -> Response:
    factor = second_factor.show(visitor.context)
    square = _square(factor.provisional.uri) if factor.provisional else ""
    return _private(page(request, visitor, "second_factor.html", status, fault=fault, factor=factor, square=square))


def _square(uri: str) -> str:
    """A QR code as the address of an image that holds it."""
    return segno.make(uri, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def _private(answer: Response) -> Response:
    """Browsers keep no copy of a secret."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(request: Request, visitor: Visitor, step: Step, wrong: str) -> Response:
    if step.pause:
        return _page(request, visitor, early(visitor.locale, step.pause), 429)
    return _page(request, visitor, wrong, 422)


@router.post("/account/second-factor")
def begin(
    request: Request, visitor: Annotated[Visitor, Opens(second_factor.begin)], password: Password = ""
) -> Response:
    """A secret for the app, for who knows the password."""
    step = second_factor.begin(visitor.context, password)
    return moved("/account/second-factor") if step.done else _refused(request, visitor, step, WRONG_PASSWORD)


@router.post("/account/second-factor/confirm")
def confirm(request: Request, visitor: Annotated[Visitor, Opens(second_factor.confirm)], code: Code = "") -> Response:
    """In force, with recovery codes that are shown this once."""
    step = second_factor.confirm(visitor.context, code, cookie(request, SESSION))
    if not step.done:
        return _refused(request, visitor, step, WRONG_CODE)
    return _private(page(request, visitor, "recovery_codes.html", 201, codes=step.recovery_codes))


@router.post("/account/second-factor/remove")
def remove(
    request: Request,
    visitor: Annotated[Visitor, Opens(second_factor.remove)],
    password: Password = "",
    code: Code = "",
) -> Response:
    """The password alone signs in again."""
    step = second_factor.remove(visitor.context, password, code)
    if not step.done:
        return _refused(request, visitor, step, WRONG_EITHER)
    return moved("/account/second-factor", "second-factor-removed")
