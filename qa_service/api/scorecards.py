"""Plain averages by agent and by client organisation. An empty group is absent, not zero."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from qa_service.api import openapi, views
from qa_service.api.deps import AgentFigures, ClientFigures, Name, Period, PeriodDep, ServiceDep
from qa_service.domain.interaction import Channel
from qa_service.errors import NotFound, Withheld
from qa_service.report.group import group_document
from qa_service.store.figures import Averages, agent_average, client_average
from qa_service.store.interactions import Filters

router = APIRouter(prefix="/v1", tags=["scorecards"])

ChannelFilter = Annotated[Channel | None, Query(description="this channel alone")]


@router.get(
    "/agents/{id}/scorecard", summary="Averages of an agent", response_model=views.Group, responses=openapi.refuses(404)
)
def of_agent(
    id: Annotated[Name, Path(description="the agent's pseudonym")],
    service: ServiceDep,
    caller: AgentFigures,
    period: PeriodDep,
    channel: ChannelFilter = None,
    client: Annotated[Name | None, Query(description="this client alone")] = None,
) -> dict[str, Any]:
    """What the machine found, on average. Withheld (403) until a legal basis for figures on workers is recorded."""
    basis = service.monitoring_basis.strip()
    if not basis:
        raise Withheld(
            "figures on single agents are withheld, since no legal basis for monitoring workers is recorded; set "
            "QA_MONITORING_BASIS to the agreement or authorisation and its date"
        )
    filters = replace(_filters(period, channel), client=client)
    with service.store.reading(caller.scope) as session:
        averages = agent_average(session, id, filters)
    return {**_group(averages, f"agent {id!r}", period), "agent": id, "client": client, "monitoring_basis": basis}


@router.get(
    "/clients/{id}/scorecard",
    summary="Averages of a client organisation",
    response_model=views.Group,
    responses=openapi.refuses(404),
)
def of_client(
    id: Annotated[Name, Path(description="the client organisation")],
    service: ServiceDep,
    caller: ClientFigures,
    period: PeriodDep,
    channel: ChannelFilter = None,
) -> dict[str, Any]:
    """What the machine found, on average."""
    with service.store.reading(caller.scope) as session:
        averages = client_average(session, id, _filters(period, channel))
    return {**_group(averages, f"client {id!r}", period), "client": id}


def _filters(period: Period, channel: Channel | None) -> Filters:
    return Filters(channel=channel, since=period.since, until=period.until)


def _group(averages: Averages, of: str, period: Period) -> dict[str, Any]:
    """Raises NotFound on a group without a finished interaction."""
    if averages.n == 0:
        raise NotFound(f"no finished interaction of {of} is visible here")
    figures = group_document(
        averages.n, averages.resolution, averages.undecided, averages.courtesy, averages.courtesy_n
    )
    return {**figures, "since": period.since, "until": period.until}
