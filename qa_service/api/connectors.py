"""Connectors: set up, looked at, ordered to run."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.connectors import (
    ConnectorObjectPage,
    ConnectorsView,
    ConnectorView,
    DryRunView,
    ReconciliationView,
)
from qa_service.domain.connectors import ConnectorKind, ObjectState
from qa_service.domain.interaction import Text
from qa_service.http.dependencies import Name
from qa_service.services import connector_listings, connector_objects, connectors
from qa_service.services.connectors import WantedConnector
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/connectors", tags=["connectors"])

_EXAMPLE: dict[str, Any] = {
    "name": "acme-recordings",
    "kind": "s3",
    "place": "s3://acme-recordings/2026",
    "client": "acme",
    "options": {"names": ["*.wav"], "pattern": "{agent}_{day}_{time}_{id}", "silence_hours": 4},
    "secrets": {"access_key": "env:CONNECTOR_ACME_ID", "secret_key": "file:acme-s3"},
    "is_on": True,
}


class ConnectorWanted(BaseModel):
    """A connector: its place holds no password, `secrets` are references (`env:CONNECTOR_NAME` or `file:NAME`), and
    `options` are those of docs/connectors.md.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    name: Annotated[Text, Field(min_length=1, max_length=80)]
    kind: ConnectorKind
    place: Annotated[Text, Field(min_length=1, max_length=1000)]
    client: Name
    options: dict[str, Any] = Field(default={}, max_length=40)
    secrets: dict[str, Annotated[Text, Field(max_length=200)]] = Field(default={}, max_length=10)
    is_on: bool = True

    def wanted(self) -> WantedConnector:
        """As the use cases want it."""
        return WantedConnector(
            self.name, self.kind, self.place, self.client, self.options, self.secrets, is_on=self.is_on
        )


class ConnectorRunWanted(BaseModel):
    """`full`: list everything and compare."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"full": True}]})

    full: bool = False


class ConnectorRetryWanted(BaseModel):
    """Which refused objects to fetch once more; null: all."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"objects": ["0b54ce5e-5f3c-4b53-9d5f-0f0f5c8a9f11"]}]}
    )

    objects: Annotated[list[UUID], Field(max_length=500)] | None = None


class RetriedObjectsView(BaseModel):
    """How many objects are tried again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"objects": 1}]})

    objects: int


@router.get("", summary="List connectors", responses=openapi.refuses())
def listed(context: Annotated[Context, Calls(connectors.listed)]) -> ConnectorsView:
    """All of them, by name, with how their objects ended."""
    return connectors.listed(context)


@router.post("", summary="Add a connector", status_code=201, responses=openapi.refuses(409))
def added(order: ConnectorWanted, context: Annotated[Context, Calls(connectors.add)]) -> ConnectorView:
    """The workers run it from now on; with `is_on` false it can be looked at first by a dry run."""
    return connectors.add(context, order.wanted())


@router.get("/{uuid}", summary="Show a connector", responses=openapi.refuses(404))
def shown(uuid: UUID, context: Annotated[Context, Calls(connectors.show)]) -> ConnectorView:
    """With what failed last and the last comparison with a whole listing."""
    return connectors.show(context, uuid)


@router.put("/{uuid}", summary="Change a connector", responses=openapi.refuses(404, 409))
def changed(uuid: UUID, order: ConnectorWanted, context: Annotated[Context, Calls(connectors.change)]) -> ConnectorView:
    """All of it is said anew; kind and client stay. Everything is listed again, and nothing taken twice."""
    return connectors.change(context, uuid, order.wanted())


@router.delete("/{uuid}", summary="Remove a connector", status_code=204, responses=openapi.refuses(404))
def removed(uuid: UUID, context: Annotated[Context, Calls(connectors.remove)]) -> None:
    """What it took in stays."""
    connectors.remove(context, uuid)


@router.post("/{uuid}:run", summary="Run a connector", status_code=202, responses=openapi.refuses(404))
def ran(
    uuid: UUID, order: ConnectorRunWanted, context: Annotated[Context, Calls(connectors.run_soon)]
) -> ConnectorView:
    """A worker does it as its next one."""
    return connectors.run_soon(context, uuid, is_full=order.full)


@router.post("/{uuid}:dry-run", summary="Say what would come", responses=openapi.refuses(404, 502))
def tried(
    uuid: UUID,
    context: Annotated[Context, Calls(connector_listings.dry_run)],
    read: Annotated[int, Query(ge=0, le=20, description="have the readers look at so many of the new ones")] = 0,
) -> DryRunView:
    """The place is listed, and nothing taken."""
    return connector_listings.dry_run(context, uuid, read=read)


@router.post("/{uuid}:reconcile", summary="Compare with a whole listing", responses=openapi.refuses(404, 502))
def reconciled(uuid: UUID, context: Annotated[Context, Calls(connector_listings.reconcile)]) -> ReconciliationView:
    """Each listed object counts once. What is missing comes with the next run."""
    return connector_listings.reconcile(context, uuid)


@router.get("/{uuid}/objects", summary="List objects of a connector", responses=openapi.refuses(404))
def objects(
    uuid: UUID,
    context: Annotated[Context, Calls(connector_objects.listed)],
    state: Annotated[ObjectState, Query(description="`refused` is the quarantine")] = ObjectState.REFUSED,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> ConnectorObjectPage:
    """With the reasons, the latest first."""
    return connector_objects.listed(context, uuid, state, cursor, limit)


@router.post("/{uuid}/objects:retry", summary="Try refused objects again", responses=openapi.refuses(404))
def retried(
    uuid: UUID, order: ConnectorRetryWanted, context: Annotated[Context, Calls(connector_objects.retry)]
) -> RetriedObjectsView:
    """They are fetched once more, after a fix at the place or of the options."""
    return RetriedObjectsView(objects=connector_objects.retry(context, uuid, order.objects))
