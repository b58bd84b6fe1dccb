"""The audit trail, for administrators and auditors."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.documents.audit import AuditPage, AuditVerdict
from qa_service.documents.times import Moment
from qa_service.http.dependencies import Name
from qa_service.services import audit
from qa_service.services.audit import AuditFilters, WholeTrail
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/audit", tags=["audit"])


@router.get("", summary="List lines of the audit trail", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(audit.listed)],
    period: PeriodDep,
    actor: Annotated[Name | None, Query(description="such as `user:anna`, `key:3f0c...`, `shell:anna`")] = None,
    action: Annotated[Name | None, Query(description="such as `read analysis`")] = None,
    subject: Annotated[Name | None, Query(description="such as the uuid of an interaction")] = None,
    client: Annotated[Name | None, Query(description="client organisation")] = None,
    before: Annotated[int | None, Query(ge=1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> AuditPage:
    """Newest first: who did or read what, in which role, from where."""
    filters = AuditFilters(subject, actor, action, client, period.since, period.until)
    return audit.listed(context, filters, before, limit)


@router.post(":verify", summary="Verify the audit trail", responses=openapi.refuses())
def verify(context: Annotated[Context, Calls(audit.verify)]) -> AuditVerdict:
    """Follows every chain from its first line and holds it against the seals; seals the ends if all fits."""
    return audit.verify(context)


@router.get(":export", summary="Export the audit trail", responses=openapi.refuses(), response_class=StreamingResponse)
def export(
    context: Annotated[Context, Calls(audit.export)],
    since: Annotated[Moment | None, Query(description="lines of this moment and later, with offset")] = None,
) -> StreamingResponse:
    """JSON lines with places and hashes, chain by chain, so that a copy elsewhere proves what a database cannot: that
    nothing was cut off at the end.
    """
    return StreamingResponse(_json_lines(audit.export(context, since)), media_type="application/x-ndjson")


def _json_lines(trail: WholeTrail) -> Iterator[str]:
    for line in trail.lines:
        yield line.model_dump_json() + "\n"
