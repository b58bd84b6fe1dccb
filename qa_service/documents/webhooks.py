"""Webhook endpoints and the log of what was sent to them, as they go out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from qa_service.domain.events import EventType
from qa_service.domain.webhooks import DeliveryState, EndpointState

_ENDPOINT: dict[str, Any] = {
    "id": "5f3c0b54-ce5e-4b53-9d5f-0f0f5c8a9f11",
    "client": "acme",
    "url": "https://crm.example.com/hooks/qa",
    "label": "CRM of acme",
    "events": ["interaction.done", "finding.confirmed"],
    "state": "active",
    "state_at": "2026-12-01T09:14:05Z",
    "failures": 0,
    "failing_since": None,
    "waiting": 0,
    "former_secret_until": None,
    "created_at": "2026-12-01T09:14:05Z",
    "created_by": "user:anna",
}
_SECRET = "whsec_bm90IGEgc2VjcmV0LCBhbiBleGFtcGxlIG9mIG9uZQ=="
_TRY: dict[str, Any] = {
    "at": "2026-12-01T09:14:06Z",
    "event": "1c8a0f3e-3f57-4f6e-9d39-5a3b0c0f7a52",
    "type": "interaction.done",
    "object": "interaction:0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10",
    "number": 1,
    "status": 200,
    "fault": None,
    "milliseconds": 84,
    "state": "delivered",
}


class EndpointView(BaseModel):
    """Where webhooks go. `client` null: it is told of all clients' events and of what concerns none. `events` empty: of
    every type. `failures` counts tries that failed in a row, `waiting` deliveries that are still to come.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_ENDPOINT]})

    id: UUID
    client: str | None
    url: str
    label: str
    events: list[EventType]
    state: EndpointState
    state_at: datetime
    failures: int
    failing_since: datetime | None
    waiting: int
    former_secret_until: datetime | None = Field(description="until then messages are signed by the old secret as well")
    created_at: datetime
    created_by: str


class NewEndpointView(EndpointView):
    """The same with its secret, which is shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_ENDPOINT, "secret": _SECRET}]})

    secret: str


class EndpointPage(BaseModel):
    """A page of endpoints, newest first; `next` is the `cursor` of the following one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ENDPOINT], "next": None}]})

    items: list[EndpointView]
    next: str | None


class TryView(BaseModel):
    """One try to deliver an event. `status`: of the answer; null: there was none, for what `fault` says (`not_allowed`,
    `no_such_host`, `untrusted`, `too_slow`, `not_reached`). `number` counts the tries of a delivery, `state` is where
    that stands now. Nothing of an answer is kept.
    """

    at: datetime
    event: UUID
    type: EventType
    object: str
    number: int
    status: int | None
    fault: str | None
    milliseconds: int
    state: DeliveryState


class DeliveryLog(BaseModel):
    """A page of tries, newest first; `next` is the `cursor` of the following one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_TRY], "next": None}]})

    items: list[TryView]
    next: str | None


class ReplayView(BaseModel):
    """How many events go out anew."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"events": 12}]})

    events: int
