"""Key figures by pack, and the queue log that accessibility and waiting are measured from."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.groups import ChannelFilter, PlaceDep
from qa_service.documents.key_figures import PackView, QueueLinesView, RefusedView
from qa_service.http import problems, request_body
from qa_service.http.dependencies import Name
from qa_service.services import access, key_figures
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["kpis"])
_TYPES = (
    *("application/json", "application/x-ndjson", "text/csv", "text/plain"),
    *("application/xml", "text/xml", "application/gzip", "application/octet-stream"),
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "array", "items": {"type": "object"}}},
            "application/x-ndjson": {"schema": {"type": "string", "description": "one contact or event a line"}},
            "text/csv": {"schema": {"type": "string", "description": "with a line of column names, or call records"}},
            "application/octet-stream": {
                "schema": {"type": "string", "description": "any file, packed by gzip or not"}
            },
        },
    }
}


@router.get("/kpis", summary="Key figures of a client", responses=openapi.refuses(404))
def of_client(
    context: Annotated[Context, Calls(key_figures.show)],
    period: PeriodDep,
    client: Annotated[Name | None, Query(description="client organisation; left out: that of the key")] = None,
    pack: Annotated[Name | None, Query(description="left out: the aspects of ISO 18295")] = None,
    channel: ChannelFilter = None,
    place: PlaceDep = None,
) -> PackView:
    """Every figure with numerator, denominator and exclusions, or with the reason why it cannot be measured."""
    days = context.deps.calendar.days(period.since, period.until)
    return key_figures.show(context, client, pack or "", days, channel, place)


@router.post(
    "/queue-events",
    summary="Hand in a queue log",
    responses=openapi.refuses(404, 413, 415),
    openapi_extra=_BODY,
)
async def take_queue_log(
    request: Request,
    context: Annotated[Context, Calls(key_figures.take_queue_log)],
    client: Annotated[Name | None, Query(description="whose log it is; left out: that of the key")] = None,
    mapping: Annotated[Name | None, Query(description="name of the saved mapping by which the table is read")] = None,
) -> QueueLinesView:
    """Recognised by its content, not by its type: Asterisk's queue_log, call records of Asterisk and FreeSWITCH, and
    the service's own forms (one contact a line, or one event a line). The same line again changes nothing; a line that
    contradicts what is known of its contact is refused and named, and the others are kept.
    """
    named = key_figures.whose(context.caller, client)
    access.check_client(context.caller, named)  # before the body is read
    request_body.expect_type(request, *_TYPES)
    raw = await request_body.read(request, context.deps.limits.document_bytes)
    log = await run_in_threadpool(key_figures.take_queue_log, context, named, raw, mapping)
    refused = [RefusedView(line=number, problem=problems.body(error, "")) for number, error in log.refused]
    return QueueLinesView(
        client=named,
        form=log.form,
        counts=dict(log.counts),
        events=dict(log.events),
        unknown_events=dict(log.unknown),
        passed_over=dict(log.passed_over),
        refused=refused,
    )
