"""What agents promised to customers, and what became of it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.groups import ChannelFilter
from qa_service.documents.promises import PromiseFiguresView, PromisePage, PromiseView
from qa_service.documents.times import Moment
from qa_service.domain.followed_promises import PromiseFilters, PromiseOutcome, PromiseStanding
from qa_service.domain.promise_kinds import PromiseKind
from qa_service.http.dependencies import Name
from qa_service.services import key_figures, promises
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["promises"])
Kind = Annotated[PromiseKind | None, Query(description="promises of this kind alone")]


class PromiseConfirmation(BaseModel):
    """What became of it; `kept_at`: when it was kept, left out: in time."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"outcome": "kept"}]})

    outcome: PromiseOutcome
    kept_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class _Narrowing:
    client: Annotated[Name | None, Query(description="client organisation")] = None
    kind: Kind = None
    standing: Annotated[PromiseStanding | None, Query(description="where they stand now")] = None
    interaction: Annotated[UUID | None, Query(description="made in this interaction")] = None


@router.get("/promises", summary="List promises", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(promises.listed)],
    narrowing: Annotated[_Narrowing, Depends()],
    period: PeriodDep,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PromisePage:
    """The latest made first; `since` and `until` bound when they were made. A promise is the centre's: no agent stands
    in it, and it counts in no scorecard.
    """
    values = {name: getattr(narrowing, name) for name in _Narrowing.__dataclass_fields__}
    filters = PromiseFilters(**values, since=period.since, until=period.until)
    return promises.listed(context, filters, cursor, limit)


@router.get("/promises/figures", summary="Figures on promises", responses=openapi.refuses(404))
def figures(
    context: Annotated[Context, Calls(promises.figures)],
    period: PeriodDep,
    client: Annotated[Name | None, Query(description="client organisation; left out: that of the key")] = None,
    team: Annotated[Name | None, Query(description="this team alone; only with a legal basis")] = None,
    channel: ChannelFilter = None,
    kind: Kind = None,
) -> PromiseFiguresView:
    """Of contacts of a period: how many hold a promise, and how many promises were kept by their time."""
    days = context.deps.calendar.days(period.since, period.until)
    named = key_figures.whose(context.caller, client)
    return promises.figures(context, named, days, team=team, channel=channel, kind=kind)


@router.post("/promises/{uuid}:confirm", summary="Say what became of a promise", responses=openapi.refuses(404))
def confirm(uuid: UUID, body: PromiseConfirmation, context: Annotated[Context, Calls(promises.confirm)]) -> PromiseView:
    """A person's word counts before what later contacts show. Audited."""
    return promises.confirm(context, uuid, body.outcome, body.kept_at)
