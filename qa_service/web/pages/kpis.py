"""Key figures by pack: value, numerator, denominator and what is left out, or why there is no value."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from qa_service.errors import Withheld
from qa_service.services import key_figures
from qa_service.web.page import page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import SpanDep
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)


@router.get("/kpis")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(key_figures.overview)],
    span: SpanDep,
    pack: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """One pack for one client; a team leader sees what their team did for it."""
    try:
        figures = key_figures.overview(visitor.context, span.client, pack, span.days, span.channel)
    except Withheld:
        return withheld(request, visitor)
    packs = [(id, getattr(name, visitor.locale.lang)) for id, name in figures.packs.items()]
    return page(request, visitor, "kpis.html", **{**figures._asdict(), "packs": packs}, span=span)
