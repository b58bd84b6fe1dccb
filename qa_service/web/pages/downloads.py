"""Scorecards and reports as files, made at once: what the page shows, on paper or in a spreadsheet."""

import io
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from qa_service.api import ordering
from qa_service.api.deps import ServiceDep
from qa_service.api.exports import MEDIA_TYPES
from qa_service.api.ordering import Wanted, WantedFilters
from qa_service.domain.exports import OF_A_GROUP, Format, Kind, Language
from qa_service.errors import BadInput, Withheld
from qa_service.exporting.exporter import Exporter
from qa_service.store import audit
from qa_service.web.page import withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import SpanDep
from qa_service.web.visitor import ReaderPage

router = APIRouter(route_class=WebRoute, include_in_schema=False)

_Word = Annotated[str | None, Query(max_length=200)]


@router.get("/downloads")
def download(
    request: Request,
    service: ServiceDep,
    visitor: ReaderPage,
    span: SpanDep,
    kind: Kind,
    format: Format,
    agent: _Word = None,
    team: _Word = None,
    of: _Word = None,
    pack: _Word = None,
) -> Response:
    """The file; `of` is the client whose report or figures they are, `pack` the pack of key figures. The audit trail
    keeps who had it made.
    """
    if kind not in OF_A_GROUP:
        raise BadInput("takes longer than a page may", where="kind", hint="ask for it among the exports")
    filters = WantedFilters(
        agent=agent, team=team, client=of or span.client, channel=span.channel, since=span.start, until=span.end
    )
    language: Language = "en" if visitor.tongue.lang == "en" else "it"
    wanted = Wanted(kind=kind, format=format, language=language, filters=filters, kpi_pack=pack or "")
    try:
        order = ordering.authorised(service, visitor.caller, wanted)
    except Withheld:
        return withheld(request, visitor)
    file = io.BytesIO()
    exporter = Exporter(
        service.store,
        service.blobs,
        service.vocabulary,
        service.rubrics,
        basis=service.basis,
        monitoring_basis=service.monitoring_basis,
        kpi_packs=service.kpi_packs,
        clock=service.clock,
    )
    exporter.make(order, file, lambda done, total: None)
    said = wanted.model_dump(mode="json", exclude_defaults=True)
    with service.store.transaction(visitor.caller.scope) as session:
        audit.note(session, visitor.caller.actor, "download", kind.value, order.filters.client, **said)
    headers = {
        "Content-Disposition": f'attachment; filename="{kind.value}-{service.clock():%Y%m%d}.{format.value}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(file.getvalue(), 200, headers, MEDIA_TYPES[format])
