"""Coaching packs: moments collected, commented and ticked off. Their files are exports of kind `pack`."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Coach, Name, ServiceDep
from qa_service.api.views import Time
from qa_service.domain.interaction import Text
from qa_service.store import audit, packs
from qa_service.store.tables_exports import PackItemRow, PackRow

router = APIRouter(prefix="/v1/packs", tags=["packs"])

Note = Annotated[Text, Field(max_length=4000)]
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


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewPack(_In):
    """An empty pack."""

    client: Name
    title: Annotated[Text, Field(min_length=1, max_length=200)]
    note: Note = ""


class NewItem(_In):
    """A moment: `turn` is left out for the whole interaction; `topic` is what it shows."""

    interaction: UUID
    turn: Annotated[int | None, Field(ge=0)] = None
    topic: Annotated[Text, Field(max_length=200, description="such as `courtesy:empathy`")] = ""
    note: Note = ""


class ItemChange(_In):
    """What is left out stays as it is."""

    note: Note | None = None
    used: bool | None = None


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

    model_config = ConfigDict(json_schema_extra={"examples": [_ITEM]})

    id: UUID
    interaction: UUID
    turn: int | None
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


@router.post("", summary="Begin a pack", status_code=201, response_model=PackView, responses=openapi.refuses())
def begin(wanted: NewPack, service: ServiceDep, caller: Coach) -> PackRow:
    """For moments of one client organisation."""
    caller.owns(wanted.client)
    with service.store.transaction(caller.scope) as session:
        row = packs.create(session, wanted.client, wanted.title, caller.actor, wanted.note)
        audit.note(session, caller.actor, "begin pack", str(row.id), row.client)
    return row


@router.get("", summary="List packs", response_model=Packs, responses=openapi.refuses())
def listed(
    service: ServiceDep, caller: Coach, client: Annotated[Name | None, Query(description="this client alone")] = None
) -> dict[str, Any]:
    """All that are within reach."""
    with service.store.reading(caller.scope) as session:
        return {"items": list(packs.listed(session, client))}


@router.get("/{uuid}", summary="Look at a pack", responses=openapi.refuses(404))
def one(uuid: UUID, service: ServiceDep, caller: Coach) -> WholePack:
    """With its moments; those of other teams are left out for a team leader."""
    with service.store.reading(caller.scope) as session:
        row, items = packs.get(session, uuid), packs.items(session, uuid)
    return WholePack(**PackView.model_validate(row).model_dump(), moments=[_item(item) for item in items])


@router.delete("/{uuid}", summary="Remove a pack", status_code=204, responses=openapi.refuses(404))
def remove(uuid: UUID, service: ServiceDep, caller: Coach) -> None:
    """Its interactions stay. Team leaders remove and change what they made, unless moments of other teams are in it."""
    with service.store.transaction(caller.scope) as session:
        client = packs.changeable(session, uuid, caller.actor).client
        packs.drop(session, uuid)
        audit.note(session, caller.actor, "remove pack", str(uuid), client)


@router.post("/{uuid}/moments", summary="Put a moment in", status_code=201, responses=openapi.refuses(404, 409))
def add(uuid: UUID, wanted: NewItem, service: ServiceDep, caller: Coach) -> ItemView:
    """One that is there already stays as it is. 409 for an interaction of another client than the pack's."""
    turn = packs.WHOLE if wanted.turn is None else wanted.turn
    with service.store.transaction(caller.scope) as session:
        row = packs.add(
            session, uuid, wanted.interaction, caller.actor, turn=turn, topic=wanted.topic, note=wanted.note
        )
    return _item(row)


@router.patch("/{uuid}/moments/{moment}", summary="Comment a moment, tick it off", responses=openapi.refuses(404))
def change(uuid: UUID, moment: UUID, wanted: ItemChange, service: ServiceDep, caller: Coach) -> ItemView:
    """`used` says that somebody trained with it."""
    with service.store.transaction(caller.scope) as session:
        row = packs.item(session, moment, uuid)
        packs.changeable(session, uuid, caller.actor)
        if wanted.note is not None:
            packs.write_note(session, moment, wanted.note)
        if wanted.used is not None:
            packs.mark_used(session, moment, wanted.used)
    return _item(row)


@router.delete("/{uuid}/moments/{moment}", summary="Take a moment out", status_code=204, responses=openapi.refuses(404))
def take_out(uuid: UUID, moment: UUID, service: ServiceDep, caller: Coach) -> None:
    """The interaction stays."""
    with service.store.transaction(caller.scope) as session:
        packs.item(session, moment, uuid)
        packs.changeable(session, uuid, caller.actor)
        packs.take_out(session, moment)


def _item(row: PackItemRow) -> ItemView:
    return ItemView(
        id=row.id,
        interaction=row.interaction_id,
        turn=None if row.turn == packs.WHOLE else row.turn,
        topic=row.topic,
        note=row.note,
        added_at=row.added_at,
        used_at=row.used_at,
    )
