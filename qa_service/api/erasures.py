"""Erasing all contacts of a customer."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.erasures import Erased
from qa_service.http.dependencies import Name
from qa_service.services import erasure
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/erasures", tags=["interactions"])

_EXAMPLE: dict[str, Any] = {"client": "acme", "customer": "c-77120"}


class ErasureWanted(BaseModel):
    """Whose contacts go. In the body, not in the address: addresses stand in logs."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    client: Name
    customer: Annotated[Name, Field(description="as it was handed in, or the pseudonym in its place")]


@router.post("", summary="Erase a customer", responses=openapi.refuses())
def erase(order: ErasureWanted, context: Annotated[Context, Calls(erasure.erase_customer)]) -> Erased:
    """All contacts of one customer with one client, as each is erased by itself; the same again erases nothing more.
    Those under a legal hold are left, and `left` says by which. The audit trail keeps how many there were and each
    contact's number, not whose they were.
    """
    return erasure.erase_customer(context, order.client, order.customer)
