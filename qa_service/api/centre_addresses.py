"""The centre's e-mail addresses, by client."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.centre_addresses import ADDRESSES, CentreAddressesView
from qa_service.domain.centre_addresses import ClientAddresses
from qa_service.http.dependencies import Name
from qa_service.services import centre_addresses, key_figures
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["interactions"])
Client = Annotated[Name | None, Query(description="client organisation; left out: that of the key")]


class CentreAddressesWanted(ClientAddresses):
    """All of them: addresses, or domains such as `acme.example`; `agent` where one agent alone writes from it."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{"addresses": ADDRESSES}]})


@router.get("/centre-addresses", summary="Read the centre's e-mail addresses", responses=openapi.refuses())
def show(context: Annotated[Context, Calls(centre_addresses.show)], client: Client = None) -> CentreAddressesView:
    """Those of a client. Mail from them is the agents', mail to them is the client's."""
    return centre_addresses.show(context, key_figures.whose(context.caller, client))


@router.put("/centre-addresses", summary="Set the centre's e-mail addresses", responses=openapi.refuses())
def put(
    order: CentreAddressesWanted, context: Annotated[Context, Calls(centre_addresses.put)], client: Client = None
) -> CentreAddressesView:
    """In the place of those before; those of QA_AGENT_ADDRESSES count besides for all clients. Audited."""
    addresses = ClientAddresses.model_validate(order.model_dump())
    return centre_addresses.put(context, key_figures.whose(context.caller, client), addresses)
