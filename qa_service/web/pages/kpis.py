"""Key figures by pack: value, numerator, denominator and what is left out, or why there is no value."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from qa_service.documents.sites import SplitView
from qa_service.domain.groups import PLACES, GroupKind
from qa_service.errors import BadInput, Withheld, one_of
from qa_service.services import key_figures, sites
from qa_service.services.key_figures import KeyFiguresPage
from qa_service.web.page import page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import Span, SpanDep
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)


@router.get("/kpis")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(key_figures.overview)],
    span: SpanDep,
    pack: Annotated[str, Query(max_length=200)] = "",
    by: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """One pack for one client; a team leader sees what their team did for it."""
    if by and by not in PLACES:
        raise BadInput("{kind!r} tells no places apart", kind=by, where="by", hint=one_of(PLACES))
    try:
        figures = key_figures.overview(visitor.context, span.client, pack, span.days, span.channel)
        split = _split(visitor, span, figures, by)
    except Withheld:
        return withheld(request, visitor)
    packs = [(id, getattr(name, visitor.locale.lang)) for id, name in figures.packs.items()]
    return page(request, visitor, "kpis.html", **{**figures._asdict(), "packs": packs}, span=span, split=split, by=by)


def _split(visitor: Visitor, span: Span, figures: KeyFiguresPage, by: str) -> SplitView | None:
    """Beside each other where that is asked for, and there is anything."""
    if not by or figures.document is None:
        return None
    return sites.split(visitor.context, figures.client, figures.pack, GroupKind(by), span.days, span.channel)
