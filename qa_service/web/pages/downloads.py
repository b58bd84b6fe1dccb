"""Scorecards and reports as files, made at once: what the page shows, on paper or in a spreadsheet."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from qa_service.documents.exports import Wanted, WantedFilters
from qa_service.domain.exports import Format, Kind, Language
from qa_service.errors import Withheld
from qa_service.http.attachments import attachment
from qa_service.services import exports
from qa_service.web.page import withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import SpanDep
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

_Word = Annotated[str | None, Query(max_length=200)]


@router.get("/downloads")
def download(
    request: Request,
    visitor: Annotated[Visitor, Opens(exports.download)],
    span: SpanDep,
    kind: Kind,
    format: Format,
    agent: _Word = None,
    team: _Word = None,
    of: _Word = None,
    pack: _Word = None,
    by: Literal["site", "vendor", "sourcing"] | None = None,
) -> Response:
    """The file; `of` is whose report or figures they are, `pack` the pack of key figures, `by` what these are
    divided by. The audit trail keeps who had it made.
    """
    filters = WantedFilters(
        agent=agent, team=team, client=of or span.client, channel=span.channel, since=span.start, until=span.end
    )
    language: Language = "en" if visitor.locale.lang == "en" else "it"
    order = Wanted(kind=kind, format=format, language=language, filters=filters, kpi_pack=pack or "", by=by)
    try:
        file = exports.download(visitor.context, order)
    except Withheld:
        return withheld(request, visitor)
    return attachment(file, **{"Cache-Control": "no-store"})
