"""Legal holds."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.holds import HoldPage, HoldView
from qa_service.domain.interaction import Text
from qa_service.http.dependencies import Name
from qa_service.services import customer_names, holds
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold

router = APIRouter(prefix="/v1/legal-holds", tags=["retention"])

_EXAMPLE: dict[str, Any] = {"client": "acme", "customer": "c-77120", "reason": "complaint to the regulator, file 12/26"}
Reason = Annotated[Text, Field(max_length=500)]


class HoldWanted(BaseModel):
    """What is to be held: `interaction` alone, or all contacts of a `client`, or those of its `customer`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    interaction: UUID | None = None
    client: Name | None = None
    customer: Annotated[Name | None, Field(description="as it was handed in, or the pseudonym in its place")] = None
    phone: Annotated[Name | None, Field(description="in its place: a telephone number that the customer has")] = None
    email: Annotated[Name | None, Field(description="in its place: an address that the customer has")] = None
    reason: Reason


class HoldLifted(BaseModel):
    """Why it is over; the audit trail keeps it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"why": "the file is closed"}]})

    why: Reason = ""


@router.post("", summary="Set a legal hold", status_code=201, responses=openapi.refuses(404))
def placed(order: HoldWanted, context: Annotated[Context, Calls(holds.place)]) -> HoldView:
    """From now on nothing erases what is held, no retention either, until the hold is lifted; it is not replaced and
    its words are not masked. Contacts that a held customer or client has later are held as well.
    """
    customer = customer_names.named(order.customer, order.phone, order.email)
    return holds.place(context, WantedHold(order.interaction, order.client, customer), order.reason)


@router.get("", summary="List legal holds", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(holds.listed)],
    client: Annotated[Name | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> HoldPage:
    """Those in force, the latest first; the audit trail tells of those that were lifted."""
    return holds.listed(context, client, cursor, limit)


@router.post("/{uuid}:lift", summary="Lift a legal hold", status_code=204, responses=openapi.refuses(404))
def lifted(uuid: UUID, order: HoldLifted, context: Annotated[Context, Calls(holds.lift)]) -> None:
    """What it kept can be erased again, unless another hold keeps it; nothing goes by the lifting itself."""
    holds.lift(context, uuid, order.why)
