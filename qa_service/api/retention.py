"""For how long what is kept, and what goes when."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.retention import ClocksView, Days, RetentionDone, RetentionForecast
from qa_service.domain.retention import KeptKind
from qa_service.http.dependencies import Name
from qa_service.services import retention
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/retention", tags=["retention"])
_EXAMPLE: dict[str, Any] = {"days": {"recording": 90, "transcript": 365, "analysis": None}, "inherited": []}
OfClient = Annotated[
    Name | None, Query(description="none: the installation, whose clocks hold for all without their own")
]


class ClocksWanted(BaseModel):
    """What is named is changed: days, or null for not by itself. `inherited`: the client goes by the installation's."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    days: dict[KeptKind, Days | None] = Field(default_factory=dict)
    inherited: list[KeptKind] = Field(default_factory=list)


class RunWanted(BaseModel):
    """`dry_run`: only say what would go."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"dry_run": True}]})

    dry_run: bool


@router.get("", summary="Read the clocks", responses=openapi.refuses())
def clocks(context: Annotated[Context, Calls(retention.clocks)], client: OfClient = None) -> ClocksView:
    """After how many days each kind goes by itself; by default nothing but exported files does."""
    return retention.clocks(context, client)


@router.put("", summary="Set clocks", responses=openapi.refuses())
def put(
    order: ClocksWanted, context: Annotated[Context, Calls(retention.set_clocks)], client: OfClient = None
) -> ClocksView:
    """Nothing goes before the next night, so that `:forecast` can be looked at first. What is less masked is kept no
    longer than what is more: original, recording, transcript, analysis; with its analysis a contact goes whole.
    """
    return retention.set_clocks(context, client, order.days, frozenset(order.inherited))


@router.get(":forecast", summary="See what goes when", responses=openapi.refuses())
def forecast(
    context: Annotated[Context, Calls(retention.forecast)], client: Annotated[Name | None, Query()] = None
) -> RetentionForecast:
    """What is due now, what a legal hold keeps back, and how much follows in twelve months of thirty days."""
    return retention.forecast(context, client)


@router.post(":run", summary="Remove what is due", responses=openapi.refuses())
def run(order: RunWanted, context: Annotated[Context, Calls(retention.run)]) -> RetentionDone:
    """What the worker does each night, now; or with `dry_run` what it would do, by the same conditions."""
    return retention.run(context, dry_run=order.dry_run)
