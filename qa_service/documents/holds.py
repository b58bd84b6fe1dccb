"""Legal holds as they go out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.domain.retention import HoldKind

_HOLD: dict[str, Any] = {
    "id": "5f3c0b54-ce5e-4b53-9d5f-0f0f5c8a9f11",
    "client": "acme",
    "kind": "customer",
    "interaction": None,
    "customer": "c-1f0a9c77be0d4a1b8f52c6de0a91b3c4",
    "reason": "complaint to the regulator, file 12/26",
    "set_by": "user:anna",
    "set_at": "2026-12-01T09:14:05Z",
    "contacts": 3,
}


class HoldView(BaseModel):
    """What is held: the contact `interaction`, all contacts of `customer` (a pseudonym), or all of `client`. `contacts`
    counts those that it keeps at this moment.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_HOLD]})

    id: UUID
    client: str
    kind: HoldKind
    interaction: UUID | None
    customer: str | None
    reason: str
    set_by: str
    set_at: datetime
    contacts: int


class HoldPage(BaseModel):
    """A page of holds, the latest first; `next` is the `cursor` of the following one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_HOLD], "next": None}]})

    items: list[HoldView]
    next: str | None
