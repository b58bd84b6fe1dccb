"""Erasing, for administrators: a customer, what a list names, a client at the end of its contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response

from qa_service.documents.erasures import ErasedLine
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, QaError
from qa_service.services import bulk_erasure, client_erasure, customer_names, erasure
from qa_service.services.access import Permission
from qa_service.web.administration import admin_page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Allowed, Opens, Visitor

router = APIRouter(prefix="/admin/erasures", route_class=WebRoute, include_in_schema=False)

Eraser = Annotated[Visitor, Depends(Allowed(Permission.ERASE))]


@dataclass(frozen=True, slots=True)
class ErasureForm:
    """What the three forms of the page send; each fills its own fields."""

    client: Annotated[Text, Form(max_length=200)] = ""
    customer: Annotated[Text, Form(max_length=200)] = ""
    phone: Annotated[Text, Form(max_length=200)] = ""
    email: Annotated[Text, Form(max_length=200)] = ""
    confirm: Annotated[Text, Form(max_length=200)] = ""
    csv: Annotated[str, Form(max_length=200_000)] = ""


@router.get("")
def show(request: Request, visitor: Eraser) -> Response:
    """The forms."""
    return _page(request, visitor, ErasureForm())


def _page(
    request: Request,
    visitor: Visitor,
    form: ErasureForm,
    lines: Sequence[ErasedLine] = (),
    error: QaError | None = None,
) -> Response:
    """`lines`: what was just erased, with proofs that are shown this once."""
    values: dict[str, Any] = {"given": form, "lines": lines}
    values["proofs"] = [line.erased.proof.model_dump_json() for line in lines if line.erased and line.erased.proof]
    values["fault"] = None if error is None else visitor.locale.sentence(error.sentence)
    return admin_page(request, visitor, "admin_erasures.html", 422 if error else 200, **values)


@router.post("/customer")
def customer(
    request: Request,
    visitor: Annotated[Visitor, Opens(erasure.erase_customer)],
    form: Annotated[ErasureForm, Depends()],
) -> Response:
    """All contacts of a customer with a client."""
    try:
        name = customer_names.one_named(form.customer, form.phone, form.email)
        if not form.client.strip():
            raise BadInput("names no customer with its client", where="customer", hint="fill in both")
        erased = erasure.erase_customer(visitor.context, form.client.strip(), name)
    except BadInput as error:
        return _page(request, visitor, form, error=error)
    return _page(request, visitor, ErasureForm(), [ErasedLine(line=1, erased=erased)])


@router.post("/list")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(bulk_erasure.erase_list)],
    form: Annotated[ErasureForm, Depends()],
) -> Response:
    """What was pasted, line by line; where a line means nothing, nothing is erased and nothing typed is lost."""
    try:
        lines = bulk_erasure.erase_list(visitor.context, form.csv)
    except BadInput as error:
        return _page(request, visitor, form, error=error)
    return _page(request, visitor, ErasureForm(), lines)


@router.post("/client")
def client(
    request: Request,
    visitor: Annotated[Visitor, Opens(client_erasure.erase_client_data)],
    form: Annotated[ErasureForm, Depends()],
) -> Response:
    """All that is kept of a client organisation."""
    try:
        erased = client_erasure.erase_client_data(visitor.context, form.client.strip(), form.confirm.strip())
    except BadInput as error:
        return _page(request, visitor, form, error=error)
    return _page(request, visitor, ErasureForm(), [ErasedLine(line=1, erased=erased)])
