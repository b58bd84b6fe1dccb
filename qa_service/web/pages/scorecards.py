"""Figures of agents and teams: who there is, one scorecard each, and the interactions behind a criterion."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request, Response
from sqlmodel import Session

from qa_service.api.deps import Name, ServiceDep
from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import Withheld
from qa_service.reviewing import blindness
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.services.groups import reached
from qa_service.store import directory
from qa_service.web import beside
from qa_service.web.page import moved, page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.scorecard_view import changes, sheet, titles_of
from qa_service.web.span import Span, SpanDep
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

FigurePage = Annotated[Visitor, Depends(Allowed(Permission.AGENT_FIGURES))]
_Id = Annotated[Name, Path()]
LISTED, BEHIND = 100, 25
One = TypeVar("One", beside.Moment, beside.Failed)


@router.get("/scorecards")
def listed(request: Request, service: ServiceDep, visitor: FigurePage, after: str = "") -> Response:
    """Teams and agents to choose from; whoever has but one is sent there."""
    if visitor.caller.agent is not None:
        return moved(f"/agents/{quote(visitor.caller.agent, safe='')}")
    if visitor.caller.team is not None:
        return moved(f"/teams/{quote(visitor.caller.team, safe='')}")
    try:
        access.legal_basis(service.monitoring_basis)
    except Withheld:
        return withheld(request, visitor)
    with service.store.reading(visitor.caller.scope) as session:
        agents, more = directory.agents(session, after=after or None, limit=LISTED)
        teams = directory.team_names(session)
    return page(request, visitor, "scorecards.html", agents=agents, teams=teams, next=more, after=after)


@router.get("/agents/{id}")
def of_agent(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """The scorecard of an agent."""
    return _scorecard(request, service, visitor, _narrowed(visitor, GroupKind.AGENT, id, span), span)


@router.get("/teams/{id}")
def of_team(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """The scorecard of a team."""
    return _scorecard(request, service, visitor, _narrowed(visitor, GroupKind.TEAM, id, span), span)


@router.get("/agents/{id}/beside")
def beside_agent(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """The team beside the agent, as intervals. An agent sees no figures of anybody else."""
    group = _narrowed(visitor, GroupKind.AGENT, id, span)
    here = _reached(service, visitor, group)
    team, pairs = "", list[beside.Pair]()
    with service.store.reading(visitor.caller.client_scope) as session:
        if visitor.caller.agent is None:
            team, pairs = beside.team_pairs(session, service, here, span.days)
        titles = titles_of(session, service, here, visitor.tongue.lang)
    return _part(request, visitor, group, span, "beside", team=team, pairs=pairs, titles=titles)


@router.get("/teams/{id}/beside")
def beside_team(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """The agents of a team beside each other, with shared places."""
    group = _narrowed(visitor, GroupKind.TEAM, id, span)
    here = _reached(service, visitor, group)
    with service.store.reading(visitor.caller.client_scope) as session:
        agents = beside.agents(session, service, here, span.days)
        titles = titles_of(session, service, here, visitor.tongue.lang)
    return _part(request, visitor, group, span, "agents", agents=agents, titles=titles)


@router.get("/agents/{id}/moments")
def moments_of_agent(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """Where it went well and where it was hard."""
    return _moments(request, service, visitor, _narrowed(visitor, GroupKind.AGENT, id, span), span)


@router.get("/teams/{id}/moments")
def moments_of_team(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """Where it went well and where it was hard."""
    return _moments(request, service, visitor, _narrowed(visitor, GroupKind.TEAM, id, span), span)


@router.get("/agents/{id}/changes")
def changes_of_agent(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """What is different from the period before."""
    return _changes(request, service, visitor, _narrowed(visitor, GroupKind.AGENT, id, span), span)


@router.get("/teams/{id}/changes")
def changes_of_team(request: Request, id: _Id, service: ServiceDep, visitor: FigurePage, span: SpanDep) -> Response:
    """What is different from the period before."""
    return _changes(request, service, visitor, _narrowed(visitor, GroupKind.TEAM, id, span), span)


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


def _reached(service: Dependencies, visitor: Visitor, group: Group) -> Group:
    """Raises Withheld, NotFound."""
    access.legal_basis(service.monitoring_basis)
    return reached(service, visitor.caller, group)


def _scorecard(request: Request, service: Dependencies, visitor: Visitor, group: Group, span: Span) -> Response:
    """What is quick; the page asks for the rest while it is read."""
    try:
        basis = access.legal_basis(service.monitoring_basis)
    except Withheld:
        return withheld(request, visitor)
    here = reached(service, visitor.caller, group)
    with service.store.reading(visitor.caller.client_scope) as session:
        found = sheet(session, service, here, span, visitor.tongue.lang)
    values: dict[str, Any] = {"sheet": found, "basis": basis, "span": span, "here": _path(group)}
    return page(request, visitor, "scorecard.html", **values)


def _moments(request: Request, service: Dependencies, visitor: Visitor, group: Group, span: Span) -> Response:
    here = _reached(service, visitor, group)
    with service.store.reading(visitor.caller.scope) as session:
        best, hardest = (
            _open_to(session, visitor, moments)
            for moments in beside.best_and_hardest(session, service, here, span.days)
        )
    return _part(request, visitor, group, span, "moments", best=best, hardest=hardest)


def _open_to(session: Session, visitor: Visitor, shown: Sequence[One]) -> list[One]:
    """Without what this person is to answer blind."""
    held = blindness.held_back(session, [one.interaction.id for one in shown], visitor.caller.reviewer)
    return [one for one in shown if one.interaction.id not in held]


def _changes(request: Request, service: Dependencies, visitor: Visitor, group: Group, span: Span) -> Response:
    here = _reached(service, visitor, group)
    with service.store.reading(visitor.caller.client_scope) as session:
        found = changes(session, service, here, span, visitor.tongue.lang)
    return _part(request, visitor, group, span, "changes", found=found)


def _part(request: Request, visitor: Visitor, group: Group, span: Span, name: str, **values: Any) -> Response:
    """A part of a scorecard: alone for htmx, as a page of its own without scripts."""
    here: dict[str, Any] = {"group": group, "span": span, "back": f"{_path(group)}?{span.query}"}
    return page(request, visitor, f"scorecard_{name}.html", **here, **values)


def _path(group: Group) -> str:
    return f"/{group.kind.value}s/{quote(group.name, safe='')}"


def _behind(
    request: Request, service: Dependencies, visitor: Visitor, group: Group, criterion: str, span: Span
) -> Response:
    try:
        access.legal_basis(service.monitoring_basis)
    except Withheld:
        return withheld(request, visitor)
    here = reached(service, visitor.caller, group)
    with service.store.reading(visitor.caller.client_scope) as session:
        titles = titles_of(session, service, here, visitor.tongue.lang)
    with service.store.reading(visitor.caller.scope) as session:
        failed = _open_to(session, visitor, beside.not_met(session, here, span.days, criterion, BEHIND))
    values: dict[str, Any] = {
        "group": group,
        "criterion": criterion,
        "title": titles.of(f"criterion:{criterion}"),
        "failed": failed,
    }
    back = f"{_path(group)}?{span.query}"
    return page(request, visitor, "criterion.html", **values, back=back, most=BEHIND)
