"""Webhook endpoints, and what goes to them."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents import events
from qa_service.documents.webhooks import DeliveryLog, EndpointPage, EndpointView, NewEndpointView, ReplayView
from qa_service.domain.interaction import Text
from qa_service.http.dependencies import Name
from qa_service.services import webhooks
from qa_service.services.context import Context
from qa_service.services.webhooks import EndpointChanges, WantedEndpoint

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

_EXAMPLE: dict[str, Any] = {
    "url": "https://crm.example.com/hooks/qa",
    "label": "CRM of acme",
    "client": "acme",
    "events": ["interaction.done", "finding.confirmed"],
}
Url = Annotated[Text, Field(max_length=2000, description="https, or a host listed in QA_WEBHOOK_HOSTS")]
Label = Annotated[Text, Field(max_length=200, description="what it is for")]
Events = Annotated[list[str], Field(max_length=50, description="types; none: all")]


class EndpointWanted(BaseModel):
    """Where webhooks are to go. Without `client` it is told of all clients' events, which only who reaches all may
    have.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    url: Url
    label: Label
    client: Name | None = None
    events: Events = Field(default_factory=list)


class EndpointChanged(BaseModel):
    """What is to be otherwise; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"events": ["interaction.done"]}]})

    url: Url | None = None
    label: Label | None = None
    events: Events | None = None


class SecretWanted(BaseModel):
    """For how many hours messages are signed by the old secret as well."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: Annotated[int, Field(ge=0, le=720)] = 24


class ReplayWanted(BaseModel):
    """One event by its id, or a period: what is left open reaches to now, or as far back as events are kept."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"since": "2026-12-01T08:00:00Z", "until": None}]}
    )

    event: UUID | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


@router.post("", summary="Add a webhook endpoint", status_code=201, responses=openapi.refuses(409))
def added(order: EndpointWanted, context: Annotated[Context, Calls(webhooks.add)]) -> NewEndpointView:
    """It is told of what happens from now on. `secret` is shown this once; by it messages are signed (Standard
    Webhooks).
    """
    return webhooks.add(context, WantedEndpoint(order.url, order.label, order.client, order.events))


@router.get("", summary="List webhook endpoints", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(webhooks.listed)],
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> EndpointPage:
    """Newest first, without their secrets."""
    return webhooks.listed(context, cursor, limit)


@router.get("/{uuid}", summary="Show a webhook endpoint", responses=openapi.refuses(404))
def shown(uuid: UUID, context: Annotated[Context, Calls(webhooks.show)]) -> EndpointView:
    """Whether it is told of events, and how much waits."""
    return webhooks.show(context, uuid)


@router.patch("/{uuid}", summary="Change a webhook endpoint", responses=openapi.refuses(404))
def changed(uuid: UUID, order: EndpointChanged, context: Annotated[Context, Calls(webhooks.change)]) -> EndpointView:
    """Its address, its name, or the types of events; whose it is stays."""
    return webhooks.change(context, uuid, EndpointChanges(order.url, order.label, order.events))


@router.delete("/{uuid}", summary="Remove a webhook endpoint", status_code=204, responses=openapi.refuses(404))
def removed(uuid: UUID, context: Annotated[Context, Calls(webhooks.remove)]) -> None:
    """It is gone, with what waited for it and its log."""
    webhooks.remove(context, uuid)


@router.post("/{uuid}:rotate", summary="Replace the secret of a webhook endpoint", responses=openapi.refuses(404))
def rotated(uuid: UUID, order: SecretWanted, context: Annotated[Context, Calls(webhooks.rotate)]) -> NewEndpointView:
    """A new secret, shown this once; for the overlap each message carries two signatures."""
    return webhooks.rotate(context, uuid, timedelta(hours=order.overlap_hours))


@router.post("/{uuid}:on", summary="Switch a webhook endpoint on", responses=openapi.refuses(404))
def switched_on(uuid: UUID, context: Annotated[Context, Calls(webhooks.switch)]) -> EndpointView:
    """Also one that was switched off because nothing arrived; what waits for it goes first."""
    return webhooks.switch(context, uuid, on=True)


@router.post("/{uuid}:off", summary="Switch a webhook endpoint off", responses=openapi.refuses(404))
def switched_off(uuid: UUID, context: Annotated[Context, Calls(webhooks.switch)]) -> EndpointView:
    """It is told of nothing for now; what happens meanwhile can be sent later by `:replay`."""
    return webhooks.switch(context, uuid, on=False)


@router.post("/{uuid}:test", summary="Try a webhook endpoint", responses=openapi.refuses(404, 409))
def tried(uuid: UUID, context: Annotated[Context, Calls(webhooks.test)]) -> EndpointView:
    """Sends `webhook.test`; `deliveries` tell what came of it."""
    return webhooks.test(context, uuid)


@router.post("/{uuid}:replay", summary="Send events again", responses=openapi.refuses(404))
def replayed(uuid: UUID, order: ReplayWanted, context: Annotated[Context, Calls(webhooks.replay)]) -> ReplayView:
    """One event or those of a period, with the ids that they had, also those that never went to this endpoint. Events
    are kept for 30 days; those of what was erased are gone.
    """
    return webhooks.replay(context, uuid, event=order.event, since=order.since, until=order.until)


@router.get("/{uuid}/deliveries", summary="Log of a webhook endpoint", responses=openapi.refuses(404))
def log(
    uuid: UUID,
    context: Annotated[Context, Calls(webhooks.log)],
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> DeliveryLog:
    """Each try, newest first: when, what, the status of the answer, how long it took. Nothing of an answer is kept."""
    return webhooks.log(context, uuid, cursor, limit)


described = APIRouter()
"""What goes to endpoints, for the part `webhooks` of the OpenAPI document; nobody calls these here."""


def _describe(type: str, model: Any) -> None:
    def told(body: Any) -> None: ...

    told.__annotations__["body"] = model
    told.__doc__ = model.__doc__
    responses: dict[int | str, dict[str, Any]] = {
        204: {"description": "Taken; any status from 200 to 299 says so. The body is not read"},
        410: {"description": "The endpoint is gone for good: it is told of nothing more"},
    }
    described.add_api_route(
        type,
        told,
        methods=["POST"],
        summary=type,
        status_code=204,
        responses=responses,
        operation_id=type,
        tags=["webhooks"],
    )


for _type, _model in events.DOCUMENTS.items():
    _describe(_type.value, _model)
