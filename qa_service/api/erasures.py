"""Erasing all contacts of a customer."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.erasures import Erased, ErasedList
from qa_service.http.dependencies import Name
from qa_service.services import bulk_erasure, client_erasure, customer_names, erasure
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/erasures", tags=["interactions"])

_EXAMPLE: dict[str, Any] = {"client": "acme", "customer": "c-77120"}


class ErasureWanted(BaseModel):
    """Whose contacts go. In the body, not in the address: addresses stand in logs."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    client: Name
    customer: Annotated[Name | None, Field(description="as it was handed in, or the pseudonym in its place")] = None
    phone: Annotated[Name | None, Field(description="in its place: a telephone number that the customer has")] = None
    email: Annotated[Name | None, Field(description="in its place: an address that the customer has")] = None

    @property
    def named(self) -> str:
        """Raises BadInput where the customer is named in no way, or in several."""
        return customer_names.one_named(self.customer, self.phone, self.email)


@router.post("", summary="Erase a customer", responses=openapi.refuses())
def erase(order: ErasureWanted, context: Annotated[Context, Calls(erasure.erase_customer)]) -> Erased:
    """All contacts of one customer with one client, as each is erased by itself; the same again erases nothing more.
    Those under a legal hold are left, and `left` says by which. The audit trail keeps how many there were and each
    contact's number, not whose they were.
    """
    return erasure.erase_customer(context, order.client, order.named)


class ClientErasureWanted(BaseModel):
    """Which client goes, named twice, so that none goes by a slip."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"client": "acme", "confirm": "acme"}]})

    client: Name
    confirm: Annotated[Name, Field(description="the same again")]


@router.post("/clients", summary="Erase a client organisation", responses=openapi.refuses())
def erase_client(
    order: ClientErasureWanted, context: Annotated[Context, Calls(client_erasure.erase_client_data)]
) -> Erased:
    """All that is kept of it, at the end of a contract: contacts, and where no legal hold of the client or of a
    customer is in force also exported files, rubrics, samples, packs, totals, keys and users. The audit trail stays.
    The same again goes on where it stopped.
    """
    return client_erasure.erase_client_data(context, order.client, order.confirm)


_LIST: dict[str, Any] = {"csv": "client,customer\nacme,c-77120\n"}


class ListWanted(BaseModel):
    """A CSV as text, of 500 lines at most; its first line names the columns: `client` with `customer`, `phone` or
    `email`, or `interaction`.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_LIST]})

    csv: Annotated[str, Field(max_length=2_000_000)]


@router.post("/list", summary="Erase what a list names", responses=openapi.refuses())
def erase_list(order: ListWanted, context: Annotated[Context, Calls(bulk_erasure.erase_list)]) -> ErasedList:
    """Line by line: each ends erased, or refused with its reason, and none stops the others."""
    return ErasedList(lines=bulk_erasure.erase_list(context, order.csv))
