"""Scorecards of agents, teams and clients, agents beside each other, and comparisons. An empty group is absent."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.groups import ChannelFilter, NarrowingDep
from qa_service.documents.client_report import ClientView
from qa_service.documents.comparison import ComparisonView, RankingView
from qa_service.documents.scorecards import GroupView
from qa_service.documents.times import Moment
from qa_service.domain.groups import Group, GroupKind
from qa_service.http.dependencies import Name
from qa_service.services import client_report, comparison, scorecards
from qa_service.services.comparison import Side
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["scorecards"])
ClientId = Annotated[Name, Path(description="the client organisation")]


@router.get("/agents/{id}/scorecard", summary="Figures of an agent", responses=openapi.refuses(404))
def of_agent(
    id: Annotated[Name, Path(description="the agent's pseudonym")],
    context: Annotated[Context, Calls(scorecards.show)],
    narrowing: NarrowingDep,
) -> GroupView:
    """Estimates with intervals. Withheld (403) until a legal basis for figures on workers is recorded."""
    return scorecards.show(context, narrowing.of(GroupKind.AGENT, id), narrowing.days)


@router.get("/bots/{id}/scorecard", summary="Figures of a bot", responses=openapi.refuses(404))
def of_bot(
    id: Annotated[Name, Path(description="the bot as documents name it; `bot` where they do not")],
    context: Annotated[Context, Calls(scorecards.show)],
    narrowing: NarrowingDep,
) -> GroupView:
    """Estimates with intervals. A bot is no worker: no legal basis is asked for. Nothing of it counts for people."""
    return scorecards.show(context, narrowing.of(GroupKind.BOT, id), narrowing.days)


@router.get("/teams/{id}/scorecard", summary="Figures of a team", responses=openapi.refuses(404))
def of_team(
    id: Annotated[Name, Path(description="the team")],
    context: Annotated[Context, Calls(scorecards.show)],
    narrowing: NarrowingDep,
) -> GroupView:
    """Estimates with intervals. Withheld (403) until a legal basis is recorded: a team may be a single worker."""
    return scorecards.show(context, narrowing.of(GroupKind.TEAM, id), narrowing.days)


@router.get("/clients/{id}/scorecard", summary="Report to a client organisation", responses=openapi.refuses(404))
def of_client(
    id: ClientId,
    context: Annotated[Context, Calls(client_report.show)],
    period: PeriodDep,
    channel: ChannelFilter = None,
) -> ClientView:
    """What ISO 18295-2 wants a client to be told: estimates with intervals, key figures against their targets, reasons
    and repeats by where their cause lies, complaints, critical errors with masked passages, changes of method,
    agreement. Agents stand under pseudonyms made for this report.
    """
    days = context.deps.calendar.days(period.since, period.until)
    return client_report.show(context, id, days, channel)


@router.get("/clients/{id}/agents", summary="Agents of a client beside each other", responses=openapi.refuses(404))
def agents_of_client(
    id: ClientId,
    context: Annotated[Context, Calls(comparison.agents_of_client)],
    period: PeriodDep,
    channel: ChannelFilter = None,
) -> RankingView:
    """With the places that each may hold: agents who cannot be told apart share them."""
    days = context.deps.calendar.days(period.since, period.until)
    return comparison.agents_of_client(context, Group(GroupKind.CLIENT, id, None, channel), days)


@router.get("/compare", summary="Two groups, or one group in two periods", responses=openapi.refuses(404))
def compare(
    context: Annotated[Context, Calls(comparison.compare)],
    narrowing: NarrowingDep,
    kind: Annotated[GroupKind, Query(description="what is compared")],
    first: Annotated[Name, Query(description="identifier of the first")],
    second: Annotated[Name | None, Query(description="identifier of the second; left out: the first again")] = None,
    second_since: Annotated[Moment | None, Query(description="period of the second, where it is another")] = None,
    second_until: Annotated[Moment | None, Query(description="period of the second, where it is another")] = None,
) -> ComparisonView:
    """Differences with their intervals; a difference whose interval holds zero is none that anybody has shown."""
    days = narrowing.days
    if second_since or second_until:
        days = context.deps.calendar.days(second_since, second_until)
    other = Side(narrowing.of(kind, second or first), days)
    return comparison.compare(context, Side(narrowing.of(kind, first), narrowing.days), other)
