"""Coaching packs and the moments in them."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qa_service.documents.times import Time

WHOLE = -1
"""The turn of a moment that is the whole interaction."""
_PACK: dict[str, Any] = {
    "id": "7e0d9a40-0c3d-4d55-8f0e-1f0a5a7d2c11",
    "client": "acme",
    "title": "Marzo",
    "note": "",
    "made_at": "2026-03-02T09:00:00.000+00:00",
}
_ITEM: dict[str, Any] = {
    "id": "2f6b8a1e-93a4-4c0e-9d0a-5b6f0a7d2c12",
    "interaction": "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10",
    "turn": 4,
    "topic": "courtesy:empathy",
    "note": "",
    "added_at": "2026-03-02T09:05:00.000+00:00",
    "used_at": None,
}


class PackView(BaseModel):
    """A pack of one client organisation."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_PACK]})

    id: UUID
    client: str
    title: str
    note: str
    made_at: Time


class ItemView(BaseModel):
    """A moment in a pack. `used_at` says when somebody trained with it."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_ITEM]})

    id: UUID
    interaction: Annotated[UUID, Field(validation_alias="interaction_id")]
    turn: Annotated[int | None, BeforeValidator(lambda turn: None if turn == WHOLE else turn)]
    topic: str
    note: str
    added_at: Time
    used_at: Time | None


class Packs(BaseModel):
    """Newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_PACK]}]})

    items: list[PackView]


class WholePack(PackView):
    """A pack with its moments, in the order in which they were collected."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_PACK, "moments": [_ITEM]}]})

    moments: list[ItemView]
