"""Scorecards of agents, teams and clients, agents beside each other, and comparisons. An empty group is absent."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlmodel import Session

from qa_service.api import client_views, figure_views, openapi
from qa_service.api.deps import AgentFigures, ClientFigures, Name, PeriodDep, ServiceDep
from qa_service.api.groups import (
    ChannelFilter,
    NarrowingDep,
    days_of,
    ends,
)
from qa_service.documents.times import Moment
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind
from qa_service.errors import BadInput, Forbidden, word
from qa_service.figures import ranking
from qa_service.figures.client import ClientReportRequest, report
from qa_service.figures.documents import client_document
from qa_service.figures.scorecard import figures
from qa_service.report.figure import difference_document, figures_document, rank_document
from qa_service.report.scorecard import NOTICE, scorecard_document, side_document
from qa_service.services import access
from qa_service.services.access import Caller, Permission
from qa_service.services.dependencies import Dependencies
from qa_service.services.groups import reached
from qa_service.store import teams

router = APIRouter(prefix="/v1", tags=["scorecards"])


@router.get(
    "/agents/{id}/scorecard",
    summary="Figures of an agent",
    response_model=figure_views.GroupView,
    responses=openapi.refuses(404),
)
def of_agent(
    id: Annotated[Name, Path(description="the agent's pseudonym")],
    service: ServiceDep,
    caller: AgentFigures,
    narrowing: NarrowingDep,
) -> dict[str, Any]:
    """Estimates with intervals. Withheld (403) until a legal basis for figures on workers is recorded."""
    basis = access.legal_basis(service.monitoring_basis)
    shown = _scorecard(service, caller, narrowing.of(GroupKind.AGENT, id), narrowing.days)
    return {**shown, "agent": id, "client": narrowing.client, "monitoring_basis": basis}


@router.get(
    "/teams/{id}/scorecard",
    summary="Figures of a team",
    response_model=figure_views.GroupView,
    responses=openapi.refuses(404),
)
def of_team(
    id: Annotated[Name, Path(description="the team")],
    service: ServiceDep,
    caller: AgentFigures,
    narrowing: NarrowingDep,
) -> dict[str, Any]:
    """Estimates with intervals. Withheld (403) until a legal basis is recorded: a team may be a single worker."""
    basis = access.legal_basis(service.monitoring_basis)
    shown = _scorecard(service, caller, narrowing.of(GroupKind.TEAM, id), narrowing.days)
    return {**shown, "team": id, "client": narrowing.client, "monitoring_basis": basis}


@router.get(
    "/clients/{id}/scorecard",
    summary="Report to a client organisation",
    response_model=client_views.ClientView,
    responses=openapi.refuses(404),
)
def of_client(
    id: Annotated[Name, Path(description="the client organisation")],
    service: ServiceDep,
    caller: ClientFigures,
    period: PeriodDep,
    channel: ChannelFilter = None,
) -> dict[str, Any]:
    """What ISO 18295-2 wants a client to be told: estimates with intervals, key figures against their targets, reasons
    and repeats by where their cause lies, complaints, critical errors with masked passages, changes of method,
    agreement. Agents stand under pseudonyms made for this report.
    """
    days = days_of(service, period)
    group = reached(service, caller, Group(GroupKind.CLIENT, id, None, channel))
    packs = list(service.kpi_packs.values())[:1]
    wanted = ClientReportRequest(group, days, packs, service.clock(), partial(service.intake.pseudonyms.of_agent, id))
    with service.store.reading(caller.client_scope) as session:
        found = report(session, wanted, service.basis, service.rubrics)
    return {**client_document(found, packs), **ends(service, days), "client": id}


@router.get(
    "/clients/{id}/agents",
    summary="Agents of a client beside each other",
    response_model=figure_views.RankingView,
    responses=openapi.refuses(404),
)
def agents_of_client(
    id: Annotated[Name, Path(description="the client organisation")],
    service: ServiceDep,
    caller: AgentFigures,
    period: PeriodDep,
    channel: ChannelFilter = None,
) -> dict[str, Any]:
    """With the places that each may hold: agents who cannot be told apart share them."""
    basis, days = access.legal_basis(service.monitoring_basis), days_of(service, period)
    group = Group(GroupKind.CLIENT, id, None, channel)
    with service.store.reading(caller.client_scope) as session:
        placed = ranking.ranked(session, group, days, service.basis, service.rubrics)
        reach = _reach(session, caller, [one.agent for one in placed], days)
    return {
        "client": id,
        **ends(service, days),
        "monitoring_basis": basis,
        "notice": NOTICE,
        "agents": [_placed(one) for one in ranking.best_first(placed) if one.agent in reach],
    }


def _reach(session: Session, caller: Caller, agents: Sequence[str], days: Days) -> Sequence[str]:
    """Of these, those whom the caller may see: a team leader who is in the team in the period, an agent itself."""
    if caller.team is not None:
        return teams.members(session, caller.team, agents, days)
    return [name for name in agents if caller.agent in (None, name)]


@router.get(
    "/compare",
    summary="Two groups, or one group in two periods",
    response_model=figure_views.ComparisonView,
    responses=openapi.refuses(404),
)
def compare(
    service: ServiceDep,
    caller: ClientFigures,
    narrowing: NarrowingDep,
    kind: Annotated[GroupKind, Query(description="what is compared")],
    first: Annotated[Name, Query(description="identifier of the first")],
    second: Annotated[Name | None, Query(description="identifier of the second; left out: the first again")] = None,
    second_since: Annotated[Moment | None, Query(description="period of the second, where it is another")] = None,
    second_until: Annotated[Moment | None, Query(description="period of the second, where it is another")] = None,
) -> dict[str, Any]:
    """Differences with their intervals; a difference whose interval holds zero is none that anybody has shown."""
    if kind is not GroupKind.CLIENT:
        if not caller.may(Permission.AGENT_FIGURES):
            raise Forbidden(
                "a key of role {role} may not {right}", role=word(caller.role), right=word(Permission.AGENT_FIGURES)
            )
        access.legal_basis(service.monitoring_basis)
    second_days = service.store.calendar.days(second_since, second_until)
    other = second_days if second_since or second_until else narrowing.days
    if (second or first, other) == (first, narrowing.days):
        raise BadInput(
            "nothing is compared", where="query.second", hint="give second=..., or second_since and second_until"
        )
    sides = ((first, narrowing.days), (second or first, other))
    one, two = (_figures(service, caller, narrowing.of(kind, name), days) for name, days in sides)
    shown = [
        {"name": name, **ends(service, days), **side_document(found)}
        for (name, days), found in zip(sides, (one, two), strict=True)
    ]
    apart = {name: difference_document(gap) for name, gap in ranking.differences(one, two).items()}
    return {"kind": kind.value, "first": shown[0], "second": shown[1], "differences": apart}


def _figures(service: Dependencies, caller: Caller, group: Group, days: Days) -> GroupFigures:
    here = reached(service, caller, group)
    with service.store.reading(caller.client_scope) as session:
        return figures(session, here, days, service.basis, service.rubrics)


def _scorecard(service: Dependencies, caller: Caller, group: Group, days: Days) -> dict[str, Any]:
    return {**scorecard_document(_figures(service, caller, group, days)), **ends(service, days)}


def _placed(one: ranking.Placed) -> dict[str, Any]:
    return {
        "agent": one.agent,
        "n": one.n,
        "figures": figures_document(one.figures),
        "pooled": figures_document(one.pooled),
        "rank": {name: rank_document(place) for name, place in one.places.items()},
    }
