"""Scheduled exports: ordered, looked at, run, removed."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.schedules import ScheduledExportsView, ScheduledExportView, ScheduledRunsView
from qa_service.domain.connectors import ConnectorKind
from qa_service.domain.exports import Kind
from qa_service.domain.interaction import Text
from qa_service.domain.schedules import Rhythm
from qa_service.services import scheduled_exports
from qa_service.services.context import Context
from qa_service.services.scheduled_exports import WantedSchedule

router = APIRouter(prefix="/v1/scheduled-exports", tags=["scheduled exports"])

_EXAMPLE: dict[str, Any] = {
    "name": "monthly-figures",
    "what": "kpis",
    "export": {"format": "xlsx", "filters": {"client": "acme"}},
    "rhythm": {"every": "monthly", "day": 1, "hour": 6},
    "kind": "sftp",
    "place": "sftp://quality@files.example.com/figures",
    "options": {"known_hosts": "files.example.com ssh-ed25519 AAAA"},
    "secrets": {"key": "file:figures-key"},
}


class ScheduleWanted(BaseModel):
    """A scheduled export. `what` is `warehouse` or a kind of export, and `export` the rest of its order, without days:
    each run speaks of the last whole day, week or month. The place holds no password, `secrets` are references
    (`env:CONNECTOR_NAME` or `file:NAME`), and `options` are those of docs/connectors.md.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    name: Annotated[Text, Field(min_length=1, max_length=80)]
    what: Literal["warehouse"] | Kind
    export: dict[str, Any] = Field(default={}, max_length=10)
    rhythm: Rhythm = Rhythm()
    kind: ConnectorKind
    place: Annotated[Text, Field(min_length=1, max_length=1000)]
    options: dict[str, Any] = Field(default={}, max_length=40)
    secrets: dict[str, Annotated[Text, Field(max_length=200)]] = Field(default={}, max_length=10)

    def wanted(self) -> WantedSchedule:
        """As the use cases want it."""
        where = (self.name, self.what, self.kind, self.place)
        return WantedSchedule(*where, self.rhythm.model_dump(mode="json"), self.export, self.options, self.secrets)


class ScheduleRunWanted(BaseModel):
    """`whole`: a warehouse feed is written anew, and its readers begin anew."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"whole": True}]})

    whole: bool = False


@router.get("", summary="List scheduled exports", responses=openapi.refuses())
def listed(context: Annotated[Context, Calls(scheduled_exports.listed)]) -> ScheduledExportsView:
    """All of them, by name, with when they are due and what failed."""
    return scheduled_exports.listed(context)


@router.post("", summary="Schedule an export", status_code=201, responses=openapi.refuses(409))
def added(order: ScheduleWanted, context: Annotated[Context, Calls(scheduled_exports.add)]) -> ScheduledExportView:
    """The workers run it from its first hour on."""
    return scheduled_exports.add(context, order.wanted())


@router.get("/{uuid}", summary="Show a scheduled export", responses=openapi.refuses(404))
def shown(uuid: UUID, context: Annotated[Context, Calls(scheduled_exports.show)]) -> ScheduledExportView:
    """With why its last run failed."""
    return scheduled_exports.show(context, uuid)


@router.delete("/{uuid}", summary="Remove a scheduled export", status_code=204, responses=openapi.refuses(404))
def removed(uuid: UUID, context: Annotated[Context, Calls(scheduled_exports.remove)]) -> None:
    """What it wrote stays at its place."""
    scheduled_exports.remove(context, uuid)


@router.post("/{uuid}:run", summary="Run a scheduled export", status_code=202, responses=openapi.refuses(404))
def ran(
    uuid: UUID, order: ScheduleRunWanted, context: Annotated[Context, Calls(scheduled_exports.run_soon)]
) -> ScheduledExportView:
    """A worker does it as its next one."""
    return scheduled_exports.run_soon(context, uuid, is_whole=order.whole)


@router.get("/{uuid}/runs", summary="List runs of a scheduled export", responses=openapi.refuses(404))
def runs(uuid: UUID, context: Annotated[Context, Calls(scheduled_exports.runs)]) -> ScheduledRunsView:
    """What arrived at the place, or why nothing did; the latest first."""
    return scheduled_exports.runs(context, uuid)
