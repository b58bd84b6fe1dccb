"""What the watch has found, and how often people overrule the machine."""

from typing import Annotated

from fastapi import APIRouter, Query

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.alarms import AlarmsView, WatchView
from qa_service.errors import BadInput
from qa_service.http.dependencies import Name
from qa_service.services import watch
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["watch"])
Client = Annotated[Name | None, Query(description="client organisation")]


@router.get("/alarms", summary="List alarms", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(watch.listed)],
    client: Client = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> AlarmsView:
    """Newest first. A steady machine gives no more false alarms than `detail.false_alarm` says: within
    `detail.horizon` reviews, or in a week.
    """
    return watch.listed(context, client, cursor, limit)


@router.get("/watch", summary="Override rates", responses=openapi.refuses())
def rates(context: Annotated[Context, Calls(watch.rates)], client: Client = None) -> WatchView:
    """How often people overruled the machine on random samples: over the last reviews, and in the baseline. How often
    criteria that the centre's own means answer were met or could not be told: in the last full week, and before it.
    """
    client = client or context.caller.client
    if client is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    return watch.rates(context, client)
