"""Key figures by pack, and the queue log that accessibility and waiting are measured from."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from qa_service.api import kpi_views, openapi, problems
from qa_service.api.deps import ClientFigures, Name, PeriodDep, ServiceDep, Uploader
from qa_service.api.groups import ChannelFilter, days_of, ends
from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import BadInput, NotFound, QaError
from qa_service.figures import kpis
from qa_service.figures.documents import kpis_document
from qa_service.http import bodies
from qa_service.ingest import queue_log as reader
from qa_service.kpi.pack import Pack
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.services.groups import reached
from qa_service.store import queue_log

router = APIRouter(prefix="/v1", tags=["kpis"])
_TYPES = ("application/json", "application/x-ndjson", "text/csv")
_AT_ONCE = 200
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "array", "items": {"type": "object"}}},
            "application/x-ndjson": {"schema": {"type": "string", "description": "one contact or event a line"}},
            "text/csv": {"schema": {"type": "string", "description": "with a line of column names"}},
        },
    }
}


@router.get(
    "/kpis", summary="Key figures of a client", response_model=kpi_views.PackView, responses=openapi.refuses(404)
)
def of_client(
    service: ServiceDep,
    caller: ClientFigures,
    period: PeriodDep,
    client: Annotated[Name | None, Query(description="client organisation; left out: that of the key")] = None,
    pack: Annotated[Name | None, Query(description="left out: the aspects of ISO 18295")] = None,
    channel: ChannelFilter = None,
) -> dict[str, Any]:
    """Every figure with numerator, denominator and exclusions, or with the reason why it cannot be measured."""
    wanted, days = _pack(service, pack), days_of(service, period)
    group = reached(service, caller, Group(GroupKind.CLIENT, _client(caller, client), None, channel))
    with service.store.reading(caller.client_scope) as session:
        found = kpis.measured(session, wanted, group, days, service.basis, service.rubrics, service.clock())
    return {"client": client or caller.client, **ends(service, days), **kpis_document(wanted, found)}


def _pack(service: Dependencies, id: str | None) -> Pack:
    named = id or next(iter(service.kpi_packs), "")
    if named not in service.kpi_packs:
        raise NotFound("no pack {name!r}; there are {packs}", name=named, packs=", ".join(service.kpi_packs) or "none")
    return service.kpi_packs[named]


def _client(caller: Caller, client: str | None) -> str:
    named = client or caller.client
    if named is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    return named


@router.post(
    "/queue-events",
    summary="Hand in a queue log",
    response_model=kpi_views.QueueLinesView,
    responses=openapi.refuses(413, 415),
    openapi_extra=_BODY,
)
async def take_queue_log(
    request: Request,
    service: ServiceDep,
    caller: Uploader,
    client: Annotated[Name | None, Query(description="whose log it is; left out: that of the key")] = None,
) -> dict[str, Any]:
    """Offered, answered, abandoned, transferred: one contact a line, or one event a line. The same line again changes
    nothing; a line that contradicts what is known of its contact is refused and named, and the others are kept.
    """
    named = _client(caller, client)
    caller.owns(named)
    bodies.expect_type(request, *_TYPES)
    raw = await bodies.read(request, service.limits.document_bytes)
    return await run_in_threadpool(_keep, service, caller, named, raw)


def _keep(service: Dependencies, caller: Caller, client: str, raw: bytes) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    refused = []
    lines = list(reader.read(raw, service.clock()))
    for start in range(0, len(lines), _AT_ONCE):
        with service.store.transaction(caller.client_scope) as session:
            for number, found in lines[start : start + _AT_ONCE]:
                try:
                    if isinstance(found, QaError):
                        raise found
                    counts[queue_log.keep(session, client, service.intake.metadata.call(found)).value] += 1
                except QaError as error:
                    counts["refused"] += 1
                    refused.append({"line": number, "problem": problems.body(error, "")})
    return {"client": client, "counts": dict(counts), "refused": refused}
