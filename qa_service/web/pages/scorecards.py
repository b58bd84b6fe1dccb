"""Figures of agents, teams and bots: who there is, one scorecard each, and the interactions behind a criterion."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request, Response

from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import Withheld
from qa_service.http.dependencies import Name
from qa_service.services import comparison, scorecards
from qa_service.web.figure_words import Titles, scale
from qa_service.web.page import moved, page, withheld
from qa_service.web.route import WebRoute
from qa_service.web.scorecard_view import changes, sheet
from qa_service.web.span import Span, SpanDep
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

FigurePage = Annotated[Visitor, Opens(scorecards.overview)]
_Id = Annotated[Name, Path()]


def _group(request: Request, id: _Id, visitor: FigurePage, span: SpanDep) -> Group:
    """The agent, the team or the bot of the address."""
    kind = GroupKind(request.scope["route"].path.split("/")[1].removesuffix("s"))
    return Group(kind, id, span.client or visitor.caller.client, span.channel)


GroupDep = Annotated[Group, Depends(_group)]


@router.get("/scorecards")
def listed(request: Request, visitor: FigurePage, after: str = "") -> Response:
    """Teams and agents to choose from; whoever has but one is sent there."""
    if visitor.caller.agent is not None:
        return moved(f"/agents/{quote(visitor.caller.agent, safe='')}")
    if visitor.caller.team is not None:
        return moved(f"/teams/{quote(visitor.caller.team, safe='')}")
    try:
        agents, teams, more = scorecards.listed(visitor.context, after or None)
    except Withheld:
        return withheld(request, visitor)
    return page(request, visitor, "scorecards.html", agents=agents, teams=teams, next=more, after=after)


@router.get("/bots")
def bots(request: Request, visitor: Annotated[Visitor, Opens(scorecards.bots)]) -> Response:
    """Automated agents to choose from."""
    return page(request, visitor, "bots.html", bots=scorecards.bots(visitor.context))


@router.get("/agents/{id}")
@router.get("/teams/{id}")
@router.get("/bots/{id}")
def overview(request: Request, visitor: FigurePage, group: GroupDep, span: SpanDep) -> Response:
    """What is quick of a scorecard; the page asks for the rest while it is read."""
    try:
        scorecard = scorecards.overview(visitor.context, group, span.days)
    except Withheld:
        return withheld(request, visitor)
    view, basis = sheet(scorecard, visitor.locale.lang), visitor.context.deps.monitoring_basis.strip()
    return page(request, visitor, "scorecard.html", sheet=view, basis=basis, span=span, here=_path(group))


@router.get("/agents/{id}/beside")
def beside_agent(request: Request, visitor: FigurePage, group: GroupDep, span: SpanDep) -> Response:
    """The team beside the agent, as intervals."""
    team, pairs, rubrics = comparison.beside_team(visitor.context, group, span.days)
    titles = Titles(visitor.locale.lang, rubrics)
    return _part(request, visitor, group, span, "beside", team=team, pairs=pairs, titles=titles, scale=scale)


@router.get("/teams/{id}/beside")
def beside_team(request: Request, visitor: FigurePage, group: GroupDep, span: SpanDep) -> Response:
    """The agents of a team beside each other, with shared places."""
    agents, rubrics = comparison.agents_of_team(visitor.context, group, span.days)
    return _part(request, visitor, group, span, "agents", agents=agents, titles=Titles(visitor.locale.lang, rubrics))


@router.get("/agents/{id}/moments")
@router.get("/teams/{id}/moments")
@router.get("/bots/{id}/moments")
def moments(request: Request, visitor: FigurePage, group: GroupDep, span: SpanDep) -> Response:
    """Where it went well and where it was hard."""
    best, hardest = scorecards.best_and_hardest(visitor.context, group, span.days)
    return _part(request, visitor, group, span, "moments", best=best, hardest=hardest)


@router.get("/agents/{id}/changes")
@router.get("/teams/{id}/changes")
@router.get("/bots/{id}/changes")
def changed(request: Request, visitor: FigurePage, group: GroupDep, span: SpanDep) -> Response:
    """What is different from the period before."""
    differences = changes(scorecards.changed(visitor.context, group, span.days, span.before), visitor.locale.lang)
    return _part(request, visitor, group, span, "changes", found=differences)


@router.get("/agents/{id}/criteria/{criterion}")
@router.get("/teams/{id}/criteria/{criterion}")
@router.get("/bots/{id}/criteria/{criterion}")
def behind(request: Request, visitor: FigurePage, group: GroupDep, criterion: _Id, span: SpanDep) -> Response:
    """The interactions in which a criterion is not met."""
    try:
        failed, rubrics = scorecards.behind(visitor.context, group, span.days, criterion)
    except Withheld:
        return withheld(request, visitor)
    title, back = Titles(visitor.locale.lang, rubrics).of(f"criterion:{criterion}"), f"{_path(group)}?{span.query}"
    values: dict[str, Any] = {"group": group, "criterion": criterion, "title": title, "failed": failed, "back": back}
    return page(request, visitor, "criterion.html", **values, most=scorecards.BEHIND)


def _part(request: Request, visitor: Visitor, group: Group, span: Span, name: str, **values: Any) -> Response:
    """A part of a scorecard: alone for htmx, as a page of its own without scripts."""
    common: dict[str, Any] = {"group": group, "span": span, "back": f"{_path(group)}?{span.query}"}
    return page(request, visitor, f"scorecard_{name}.html", **common, **values)


def _path(group: Group) -> str:
    return f"/{group.kind.value}s/{quote(group.name, safe='')}"
