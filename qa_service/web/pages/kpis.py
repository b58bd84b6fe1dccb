"""Key figures by pack: value, numerator, denominator and what is left out, or why there is no value."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from qa_service.api.deps import ServiceDep
from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import BadInput, NotFound, Withheld, one_of
from qa_service.figures.documents import kpis_document
from qa_service.figures.kpis import measured
from qa_service.kpi.pack import Pack
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.services.groups import reached
from qa_service.store import directory, sums
from qa_service.web.page import page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.span import Span, SpanDep
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

ClientPage = Annotated[Visitor, Depends(Allowed(Permission.CLIENT_FIGURES))]


@router.get("/kpis")
def shown(
    request: Request,
    service: ServiceDep,
    visitor: ClientPage,
    span: SpanDep,
    pack: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """One pack for one client; a team leader sees what the own team did for it."""
    try:
        clients = _clients(service, visitor)
    except Withheld:
        return withheld(request, visitor)
    client = span.client or visitor.caller.client or next(iter(clients), "")
    wanted = _pack(service, pack)
    document = _document(service, visitor, client, span, wanted) if client and wanted else None
    packs = [(one.id, getattr(one.name, visitor.tongue.lang)) for one in service.kpi_packs.values()]
    values: dict[str, Any] = {"clients": clients, "client": client, "packs": packs, "pack": wanted.id if wanted else ""}
    return page(request, visitor, "kpis.html", **values, document=document, span=span)


def _clients(service: Dependencies, visitor: Visitor) -> list[str]:
    """Whose figures may be asked for. Raises Withheld: a team may be a single worker."""
    if visitor.caller.client is not None:
        return [visitor.caller.client]
    with service.store.reading(visitor.caller.client_scope) as session:
        if visitor.caller.team is not None:
            access.legal_basis(service.monitoring_basis)
            return sums.clients_of(session, Group(GroupKind.TEAM, visitor.caller.team))
        return [one.name for one in directory.clients(session)]


def _pack(service: Dependencies, id: str) -> Pack | None:
    if id and id not in service.kpi_packs:
        raise BadInput("is no pack", where="pack", hint=one_of(service.kpi_packs))
    return service.kpi_packs[id] if id else next(iter(service.kpi_packs.values()), None)


def _document(service: Dependencies, visitor: Visitor, client: str, span: Span, pack: Pack) -> dict[str, Any] | None:
    """None where nothing of the client is known in the period."""
    if visitor.caller.client not in (None, client):
        raise NotFound("nothing of client {client!r} is visible here", client=client)
    group = reached(service, visitor.caller, Group(GroupKind.CLIENT, client, None, span.channel))
    with service.store.reading(visitor.caller.client_scope) as session:
        try:
            found = measured(session, pack, group, span.days, service.basis, service.rubrics, service.clock())
        except NotFound:
            return None
    return kpis_document(pack, found)
