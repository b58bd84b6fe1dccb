"""Figures of agents and teams: who there is, one scorecard each, and the interactions behind a criterion."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from qa_service.api.deps import Name, Permission, ServiceDep
from qa_service.api.groups import legal_basis, reached, scope_of
from qa_service.api.service import Service
from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import Withheld
from qa_service.store.directory import agents as known_agents
from qa_service.web import beside
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.scorecard_view import sheet, titles_of
from qa_service.web.span import Span, SpanDep
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

FigurePage = Annotated[Visitor, Depends(Allowed(Permission.AGENT_FIGURES))]
_Id = Annotated[Name, Path()]
LISTED, BEHIND = 100, 25


@router.get("/scorecards")
def listed(request: Request, service: ServiceDep, visitor: FigurePage, after: str = "") -> Response:
    """Teams and agents to choose from; whoever has but one is sent there."""
    if visitor.caller.agent is not None:
        return moved(f"/agents/{visitor.caller.agent}")
    if visitor.caller.team is not None:
        return moved(f"/teams/{visitor.caller.team}")
    if not service.monitoring_basis.strip():
        return _withheld(request, visitor)
    with service.store.reading(visitor.caller.scope) as session:
        agents, more = known_agents(session, after=after or None, limit=LISTED)
    teams = sorted({team for one in agents for team in one.teams})
    return page(request, visitor, "scorecards.html", agents=agents, teams=teams, next=more, after=after)


@router.get("/agents/{id}")
def of_agent(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """The scorecard of an agent, the team beside it."""
    group = _narrowed(visitor, GroupKind.AGENT, id, span)
    try:
        values = _sheet(service, visitor, group, span)
    except Withheld:
        return _withheld(request, visitor)
    # An agent sees no figures of anybody else.
    team, pairs = "", list[beside.Pair]()
    if visitor.caller.agent is None:
        with service.store.reading(scope_of(visitor.caller)) as session:
            team, pairs = beside.team_pairs(session, service, group, span.days, values["sheet"].found)
    return page(request, visitor, "scorecard.html", **values, team=team, pairs=pairs, agents=())


@router.get("/teams/{id}")
def of_team(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """The scorecard of a team, with its agents beside each other."""
    group = _narrowed(visitor, GroupKind.TEAM, id, span)
    try:
        values = _sheet(service, visitor, group, span)
    except Withheld:
        return _withheld(request, visitor)
    with service.store.reading(scope_of(visitor.caller)) as session:
        agents = beside.agents(session, service, values["sheet"].group, span.days)
    return page(request, visitor, "scorecard.html", **values, team="", pairs=(), agents=agents)


@router.get("/agents/{id}/criteria/{criterion}")
def behind_agent(
    request: Request, id: _Id, criterion: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep
) -> Response:
    """The interactions of an agent in which a criterion is not met."""
    return _behind(request, service, visitor, _narrowed(visitor, GroupKind.AGENT, id, span), criterion, span)


@router.get("/teams/{id}/criteria/{criterion}")
def behind_team(
    request: Request, id: _Id, criterion: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep
) -> Response:
    """The interactions of a team in which a criterion is not met."""
    return _behind(request, service, visitor, _narrowed(visitor, GroupKind.TEAM, id, span), criterion, span)


def _narrowed(visitor: Visitor, kind: GroupKind, name: str, span: Span) -> Group:
    return Group(kind, name, visitor.caller.client or span.client, span.channel)


def _sheet(service: Service, visitor: Visitor, group: Group, span: Span) -> dict[str, Any]:
    """What agents and teams have in common. Raises Withheld, NotFound."""
    basis = legal_basis(service)
    here = reached(service, visitor.caller, group)
    with service.store.reading(scope_of(visitor.caller)) as session:
        found = sheet(session, service, here, span, visitor.tongue.lang)
    with service.store.reading(visitor.caller.scope) as session:
        best, hardest = beside.best_and_hardest(session, service, here, span.days)
    path = f"/{group.kind.value}s/{group.name}"
    return {"sheet": found, "basis": basis, "best": best, "hardest": hardest, "span": span, "here": path}


def _withheld(request: Request, visitor: Visitor) -> Response:
    return page(request, visitor, "withheld.html", 403)


def _behind(request: Request, service: Service, visitor: Visitor, group: Group, criterion: str, span: Span) -> Response:
    try:
        legal_basis(service)
    except Withheld:
        return _withheld(request, visitor)
    here = reached(service, visitor.caller, group)
    with service.store.reading(scope_of(visitor.caller)) as session:
        titles = titles_of(session, service, here, visitor.tongue.lang)
    with service.store.reading(visitor.caller.scope) as session:
        failed = beside.not_met(session, here, span.days, criterion, BEHIND)
    values: dict[str, Any] = {
        "group": group,
        "criterion": criterion,
        "title": titles.of(f"criterion:{criterion}"),
        "failed": failed,
    }
    back = f"/{group.kind.value}s/{group.name}?{span.query}"
    return page(request, visitor, "criterion.html", **values, back=back, most=BEHIND)
