"""Which notices a person gets by e-mail, and where."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, Conflict, QaError
from qa_service.services import mail_notices
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/account/notices", route_class=WebRoute, include_in_schema=False)

CODE_SENT = notes.add("notice-code-sent", N_("A code is on its way to this address."))
CONFIRMED = notes.add("notice-confirmed", N_("The address is confirmed. From now on notices go there."))
WRONG = notes.add(
    "notice-code-wrong", N_("That was not the code, or it is too old. Give the address again for another.")
)


@router.get("")
def show(request: Request, visitor: Annotated[Visitor, Opens(mail_notices.show)]) -> Response:
    """What there is to choose, and what is chosen."""
    return _page(request, visitor)


def _page(request: Request, visitor: Visitor, error: QaError | None = None) -> Response:
    choice, kinds, available = mail_notices.show(visitor.context)
    fault = None if error is None else visitor.locale.sentence(error.sentence)
    values = {"choice": choice, "kinds": kinds, "available": available, "fault": fault}
    return page(request, visitor, "account_notices.html", 422 if error else 200, **values)


@router.post("")
def choose(
    visitor: Annotated[Visitor, Opens(mail_notices.choose)], kinds: Annotated[tuple[str, ...], Form()] = ()
) -> Response:
    """From now on these."""
    mail_notices.choose(visitor.context, kinds)
    return moved("/account/notices", "saved")


@router.post("/address")
def give_address(
    request: Request,
    visitor: Annotated[Visitor, Opens(mail_notices.give_address)],
    address: Annotated[Text, Form(max_length=320)] = "",
) -> Response:
    """Another address, or none."""
    try:
        mail_notices.give_address(visitor.context, address)
    except (BadInput, Conflict) as error:
        return _page(request, visitor, error)
    return moved("/account/notices", CODE_SENT if address.strip() else "saved")


@router.post("/confirm")
def confirm(
    visitor: Annotated[Visitor, Opens(mail_notices.confirm_address)], code: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """The address is the visitor's, or the code was another one."""
    confirmed = mail_notices.confirm_address(visitor.context, code)
    return moved("/account/notices", CONFIRMED if confirmed else WRONG)
