"""When clients are open, and how tables of their calls are read."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import ConfigDict

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.opening_hours import (
    HOURS,
    MAPPING,
    OpeningHoursView,
    QueueMappingPage,
    QueueMappingView,
)
from qa_service.domain.opening_hours import OpeningHours
from qa_service.http.dependencies import Name
from qa_service.ingest.phone.mapping import QueueMapping
from qa_service.services import key_figures, opening_hours, queue_mappings
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["kpis"])
Client = Annotated[Name | None, Query(description="client organisation; left out: that of the key")]
MappingName = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class OpeningHoursWanted(OpeningHours):
    """What is not named is not set: the zone is the centre's, a weekday closed. Without any hours all is open."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [HOURS]})


class QueueMappingWanted(QueueMapping):
    """Which column tells what, how times are written, what endings are called."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [MAPPING]})


@router.get("/opening-hours", summary="Read opening hours", responses=openapi.refuses())
def show(context: Annotated[Context, Calls(opening_hours.show)], client: Client = None) -> OpeningHoursView:
    """Calls outside of them are counted apart, and e-mails are timed in them besides by the clock."""
    return opening_hours.show(context, key_figures.whose(context.caller, client))


@router.put("/opening-hours", summary="Set opening hours", responses=openapi.refuses())
def put(
    order: OpeningHoursWanted, context: Annotated[Context, Calls(opening_hours.put)], client: Client = None
) -> OpeningHoursView:
    """In the place of those before. All that is known of the client is counted anew before this answers."""
    hours = OpeningHours.model_validate(order.model_dump())
    return opening_hours.put(context, key_figures.whose(context.caller, client), hours)


@router.delete("/opening-hours", summary="Remove opening hours", status_code=204, responses=openapi.refuses())
def remove(context: Annotated[Context, Calls(opening_hours.remove)], client: Client = None) -> None:
    """From now on the client is always open, on the clocks of the centre."""
    opening_hours.remove(context, key_figures.whose(context.caller, client))


@router.get("/queue-mappings", summary="List mappings of tables of calls", responses=openapi.refuses())
def mappings(context: Annotated[Context, Calls(queue_mappings.listed)], client: Client = None) -> QueueMappingPage:
    """Those of a client."""
    return queue_mappings.listed(context, key_figures.whose(context.caller, client))


@router.put("/queue-mappings/{name}", summary="Save a mapping", responses=openapi.refuses())
def save(
    name: MappingName,
    order: QueueMappingWanted,
    context: Annotated[Context, Calls(queue_mappings.save)],
    client: Client = None,
) -> QueueMappingView:
    """`POST /v1/queue-events?mapping=NAME` then reads tables by it."""
    mapping = QueueMapping.model_validate(order.model_dump(exclude_unset=True))
    return queue_mappings.save(context, key_figures.whose(context.caller, client), name, mapping)


@router.delete("/queue-mappings/{name}", summary="Remove a mapping", status_code=204, responses=openapi.refuses(404))
def forget(name: MappingName, context: Annotated[Context, Calls(queue_mappings.remove)], client: Client = None) -> None:
    """Contacts that were read by it stay."""
    queue_mappings.remove(context, key_figures.whose(context.caller, client), name)
