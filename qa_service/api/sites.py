"""Where clients' contacts are handled, and key figures by site, by vendor, in-house or outsourced."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import ConfigDict

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.groups import ChannelFilter
from qa_service.documents.sites import RULES, SiteRulesView, SplitView
from qa_service.domain.groups import GroupKind
from qa_service.domain.site_rules import SiteRules
from qa_service.http.dependencies import Name
from qa_service.services import key_figures, sites
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["kpis"])
Client = Annotated[Name | None, Query(description="client organisation; left out: that of the key")]


class SiteRulesWanted(SiteRules):
    """From when on a team, a queue or an agent works at which site, for which vendor; whose a site is; whether a site
    or a vendor is `in_house` or `outsourced`. Used where a document says nothing: the agent's rule before the team's
    before the queue's. Of two rules of one name the later one holds from its day on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [RULES]})


@router.get("/sites", summary="Read where contacts are handled", responses=openapi.refuses())
def show(context: Annotated[Context, Calls(sites.show)], client: Client = None) -> SiteRulesView:
    """The rules of a client."""
    return sites.show(context, key_figures.whose(context.caller, client))


@router.put("/sites", summary="Say where contacts are handled", responses=openapi.refuses())
def put(order: SiteRulesWanted, context: Annotated[Context, Calls(sites.put)], client: Client = None) -> SiteRulesView:
    """In the place of what was said before. All that is known of the client is counted anew before this answers."""
    return sites.put(context, key_figures.whose(context.caller, client), SiteRules(rules=order.rules))


@router.delete("/sites", summary="Remove rules of sites", status_code=204, responses=openapi.refuses())
def remove(context: Annotated[Context, Calls(sites.remove)], client: Client = None) -> None:
    """From now on only documents say it."""
    sites.remove(context, key_figures.whose(context.caller, client))


@router.get("/kpis/split", summary="Key figures by site, vendor or sourcing", responses=openapi.refuses(404))
def split(
    context: Annotated[Context, Calls(sites.split)],
    period: PeriodDep,
    by: Annotated[Literal["site", "vendor", "sourcing"], Query(description="what tells the groups apart")],
    client: Client = None,
    pack: Annotated[Name | None, Query(description="left out: the aspects of ISO 18295")] = None,
    channel: ChannelFilter = None,
) -> SplitView:
    """The same figures of each group beside each other; contacts of which it is not stated are the last group."""
    days = context.deps.calendar.days(period.since, period.until)
    return sites.split(context, client, pack or "", GroupKind(by), days, channel)
