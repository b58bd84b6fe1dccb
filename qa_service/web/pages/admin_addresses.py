"""By which e-mail addresses a client's customers are written to; for administrators."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.centre_addresses import ClientAddresses, parse
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, QaError
from qa_service.services import centre_addresses
from qa_service.web import notes
from qa_service.web.administration import typed_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin", route_class=WebRoute, include_in_schema=False)

SET = notes.add("addresses-set", N_("The addresses are set; e-mail that comes from now on is read by them."))


@dataclass(frozen=True, slots=True)
class AddressesForm:
    """Addresses as they were typed, one a line: `anna@acme.example=a17`."""

    client: Annotated[Text, Form(max_length=200)]
    addresses: Annotated[Text, Form(max_length=1_000_000)] = ""

    def read(self) -> ClientAddresses:
        """What is meant. Raises BadInput with the address that is none."""
        return parse([line.strip() for line in self.addresses.splitlines() if line.strip()])


@router.get("/addresses")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(centre_addresses.put)],
    client: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Those of a client."""
    named = client.strip() or visitor.caller.client or ""
    known = centre_addresses.show(visitor.context, named).addresses if named else []
    typed = "\n".join(own.address if own.agent is None else f"{own.address}={own.agent}" for own in known)
    return _page(request, visitor, named, typed)


def _page(request: Request, visitor: Visitor, client: str, typed: str, error: QaError | None = None) -> Response:
    return typed_page(request, visitor, "admin_addresses.html", client, typed, error)


@router.post("/addresses")
def put(
    request: Request,
    visitor: Annotated[Visitor, Opens(centre_addresses.put)],
    form: Annotated[AddressesForm, Depends()],
) -> Response:
    """What was typed is not lost where it cannot be."""
    try:
        centre_addresses.put(visitor.context, form.client.strip(), form.read())
    except BadInput as error:
        return _page(request, visitor, form.client.strip(), form.addresses, error)
    return moved("/admin/addresses", SET)
