"""Coaching packs: moments collected, commented and ticked off. Their files are exports of kind `pack`."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.packs import ItemView, Packs, PackView, WholePack
from qa_service.domain.interaction import Text
from qa_service.http.dependencies import Name
from qa_service.services import packs
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/packs", tags=["packs"])

Note = Annotated[Text, Field(max_length=4000)]


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


@router.post("", summary="Begin a pack", status_code=201, responses=openapi.refuses())
def begin(body: NewPack, context: Annotated[Context, Calls(packs.begin)]) -> PackView:
    """For moments of one client organisation."""
    return packs.begin(context, body.client, body.title, body.note)


@router.get("", summary="List packs", response_model=Packs, responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(packs.listed)],
    client: Annotated[Name | None, Query(description="this client alone")] = None,
) -> Any:
    """All that are within reach."""
    return {"items": packs.listed(context, client).rows}


@router.get("/{uuid}", summary="Look at a pack", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(packs.show)]) -> WholePack:
    """With its moments; those of other teams are left out for a team leader."""
    return packs.show(context, uuid)


@router.delete("/{uuid}", summary="Remove a pack", status_code=204, responses=openapi.refuses(404))
def remove(uuid: UUID, context: Annotated[Context, Calls(packs.remove)]) -> None:
    """Its interactions stay. Team leaders remove and change what they made, unless moments of other teams are in it."""
    packs.remove(context, uuid)


@router.post("/{uuid}/moments", summary="Put a moment in", status_code=201, responses=openapi.refuses(404, 409))
def add(uuid: UUID, body: NewItem, context: Annotated[Context, Calls(packs.add)]) -> ItemView:
    """One that is there already stays as it is. 409 for an interaction of another client than the pack's."""
    return packs.add(context, uuid, body.interaction, body.turn, body.topic, body.note)


@router.patch("/{uuid}/moments/{moment}", summary="Comment a moment, tick it off", responses=openapi.refuses(404))
def change(uuid: UUID, moment: UUID, body: ItemChange, context: Annotated[Context, Calls(packs.change)]) -> ItemView:
    """`used` says that somebody trained with it."""
    return packs.change(context, uuid, moment, body.note, body.used)


@router.delete("/{uuid}/moments/{moment}", summary="Take a moment out", status_code=204, responses=openapi.refuses(404))
def take_out(uuid: UUID, moment: UUID, context: Annotated[Context, Calls(packs.take_out)]) -> None:
    """The interaction stays."""
    packs.take_out(context, uuid, moment)
