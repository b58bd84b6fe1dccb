"""What the watch has found, and how often people overrule the machine."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from qa_service.api import alarm_views, openapi
from qa_service.api.deps import AgreementReader, Name, ServiceDep
from qa_service.errors import BadInput
from qa_service.figures import watching
from qa_service.report.alarm import alarm_document, rate_document
from qa_service.store import alarms
from qa_service.store.tables_figures import AlarmRow

router = APIRouter(prefix="/v1", tags=["watch"])
Client = Annotated[Name | None, Query(description="client organisation")]


@router.get("/alarms", summary="List alarms", response_model=alarm_views.AlarmsView, responses=openapi.refuses())
def listed(
    service: ServiceDep,
    caller: AgreementReader,
    client: Client = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Newest first. A steady machine rings for nothing no more often than `detail.false_alarm` says: within
    `detail.horizon` reviews, or in a week.
    """
    with service.store.reading(caller.client_scope) as session:
        found = alarms.page(session, client or caller.client, cursor=cursor, limit=limit)
    return {"items": [_document(row) for row in found.rows], "next": found.next}


@router.get("/watch", summary="Override rates", response_model=alarm_views.WatchView, responses=openapi.refuses())
def rates(service: ServiceDep, caller: AgreementReader, client: Client = None) -> dict[str, Any]:
    """How often people overruled the machine on random samples: over the last reviews, and in the baseline."""
    named = client or caller.client
    if named is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    with service.store.reading(caller.client_scope) as session:
        found = watching.rates(session, named, service.vigilance)
    window, baseline = service.vigilance.window, service.vigilance.baseline
    return {"client": named, "window": window, "baseline": baseline, "rates": [rate_document(one) for one in found]}


def _document(row: AlarmRow) -> dict[str, Any]:
    at = {"raised_at": row.raised_at, "since": row.since, "until": row.until}
    return alarm_document(str(row.id), row.client, row.kind.value, row.subject, at, row.detail)
