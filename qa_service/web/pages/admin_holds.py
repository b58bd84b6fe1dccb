"""Legal holds, for administrators: set, listed, lifted."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, NotFound, QaError
from qa_service.services import customer_names, holds
from qa_service.services.holds import WantedHold
from qa_service.web import notes
from qa_service.web.administration import admin_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin/holds", route_class=WebRoute, include_in_schema=False)

SET = notes.add("hold-set", N_("The legal hold is in force: nothing erases what it is about."))
LIFTED = notes.add("hold-lifted", N_("The legal hold is lifted. Nothing was erased by that."))


@dataclass(frozen=True, slots=True)
class HoldForm:
    """The form of a hold; what is left empty is not meant."""

    client: Annotated[Text, Form(max_length=200)] = ""
    customer: Annotated[Text, Form(max_length=200)] = ""
    phone: Annotated[Text, Form(max_length=200)] = ""
    email: Annotated[Text, Form(max_length=200)] = ""
    interaction: Annotated[Text, Form(max_length=100)] = ""
    reason: Annotated[Text, Form(max_length=500)] = ""

    @property
    def wanted(self) -> WantedHold:
        """Raises BadInput on what is no number of a contact, and on a customer who is named in several ways."""
        try:
            interaction = UUID(self.interaction.strip()) if self.interaction.strip() else None
        except ValueError:
            raise BadInput("is no number of a contact", where="interaction") from None
        customer = customer_names.named(self.customer, self.phone, self.email)
        return WantedHold(interaction, self.client.strip() or None, customer)


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(holds.listed)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    interaction: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Those in force, and the form for another one."""
    return _page(request, visitor, HoldForm(interaction=interaction), cursor)


def _page(
    request: Request, visitor: Visitor, form: HoldForm, cursor: str | None = None, error: QaError | None = None
) -> Response:
    page = holds.listed(visitor.context, cursor=cursor)
    values: dict[str, Any] = {"holds": page.items, "next": page.next, "cursor": cursor, "given": form}
    values["fault"] = None if error is None else visitor.locale.sentence(error.sentence)
    return admin_page(request, visitor, "admin_holds.html", 422 if error else 200, **values)


@router.post("")
def place(
    request: Request, visitor: Annotated[Visitor, Opens(holds.place)], form: Annotated[HoldForm, Depends()]
) -> Response:
    """A hold; what was typed is not lost where it cannot be set."""
    try:
        holds.place(visitor.context, form.wanted, form.reason)
    except (BadInput, NotFound) as error:
        return _page(request, visitor, form, error=error)
    return moved("/admin/holds", SET)


@router.post("/{uuid}/lift")
def lift(
    visitor: Annotated[Visitor, Opens(holds.lift)], uuid: UUID, why: Annotated[Text, Form(max_length=500)] = ""
) -> Response:
    """The hold is over."""
    holds.lift(visitor.context, uuid, why)
    return moved("/admin/holds", LIFTED)
