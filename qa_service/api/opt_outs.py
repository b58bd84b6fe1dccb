"""Customers who object to being analysed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.opt_outs import OptOutDone, OptOutPage
from qa_service.http.dependencies import Name
from qa_service.services import customer_names, opt_outs
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/opt-outs", tags=["retention"])
_EXAMPLE: dict[str, Any] = {"client": "acme", "customer": "c-77120", "erase": True}


class OptOutWanted(BaseModel):
    """Who objects. In the body, not in the address: addresses stand in logs."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    client: Name
    customer: Annotated[Name | None, Field(description="as it was handed in, or the pseudonym in its place")] = None
    phone: Annotated[Name | None, Field(description="in its place: a telephone number that the customer has")] = None
    email: Annotated[Name | None, Field(description="in its place: an address that the customer has")] = None
    erase: Annotated[bool, Field(description="erase what is kept of them at the same time")] = False

    @property
    def named(self) -> str:
        """Raises BadInput where the customer is named in no way, or in several."""
        return customer_names.one_named(self.customer, self.phone, self.email)


@router.post("", summary="Keep an objection to analysis", status_code=201, responses=openapi.refuses())
def put(order: OptOutWanted, context: Annotated[Context, Calls(opt_outs.put)]) -> OptOutDone:
    """From now on what is handed in of this customer is refused (422, `opted-out`) and counted, and nothing of it is
    kept; what waits for its first analysis is given up. Kept is the pseudonym alone.
    """
    return opt_outs.put(context, order.client, order.named, erase=order.erase)


@router.get("", summary="List objections to analysis", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(opt_outs.listed)],
    client: Annotated[Name | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> OptOutPage:
    """The latest first, with how often something was refused since."""
    return opt_outs.listed(context, client, cursor, limit)


@router.delete("/{uuid}", summary="Take an objection back", status_code=204, responses=openapi.refuses(404))
def withdrawn(uuid: UUID, context: Annotated[Context, Calls(opt_outs.withdraw)]) -> None:
    """The customer's contacts are analysed again from now on."""
    opt_outs.withdraw(context, uuid)
