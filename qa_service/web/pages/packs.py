"""Coaching packs: what is in them, what is said of it, what somebody trained with, and the files made of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from qa_service.documents.exports import Wanted
from qa_service.domain.exports import Format, Kind, Language
from qa_service.domain.interaction import Text
from qa_service.http.dependencies import ServiceDep
from qa_service.services import exports, packs
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.moments import address_of, quote, topic_name, waits
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

NOTED = notes.add("pack-noted", N_("The note is kept."))
USED = notes.add("pack-used", N_("It is marked as used."))
UNUSED = notes.add("pack-unused", N_("It is no longer marked as used."))
OUT = notes.add("pack-out", N_("The moment is out of the pack; the interaction stays."))
DROPPED = notes.add("pack-dropped", N_("The pack is removed; its interactions stay."))
MAKING = notes.add("pack-making", N_("The file is being made. It appears below when it is ready."))
_Note = Annotated[Text, Form(max_length=4000)]


@router.get("/coaching/packs")
def listed(request: Request, visitor: Annotated[Visitor, Opens(packs.listed)]) -> Response:
    """All packs within reach, newest first."""
    rows, counts = packs.listed(visitor.context)
    return page(request, visitor, "packs.html", packs=rows, counts=counts)


@router.get("/coaching/packs/{uuid}")
def show(
    request: Request, service: ServiceDep, visitor: Annotated[Visitor, Opens(packs.opened)], uuid: UUID
) -> Response:
    """A pack with its moments and its files."""
    pack, moments, changes = packs.opened(visitor.context, uuid)
    words = Words(service.vocabulary, visitor.locale)
    rows = [
        {
            "item": moment.item,
            "interaction": moment.interaction,
            "quote": quote(moment.understood, moment.item.turn, moment.item.topic),
            "shows": topic_name(words, moment.item.topic),
            "waits": waits(moment.understood, moment.item.topic),
            "address": address_of(moment.interaction.id, moment.item.turn),
        }
        for moment in moments
    ]
    files = exports.of_pack(visitor.context, uuid)
    return page(request, visitor, "pack.html", pack=pack, rows=rows, changes=changes, files=files)


@router.get("/coaching/packs/{uuid}/files")
def files(request: Request, visitor: Annotated[Visitor, Opens(exports.of_pack)], uuid: UUID) -> Response:
    """The part of the page that changes by itself while a file is being made."""
    address = f"/coaching/packs/{uuid}/files"
    pack_files = exports.of_pack(visitor.context, uuid)
    return page(request, visitor, "parts/exports.html", files=pack_files, address=address, short=True)


@router.post("/coaching/packs/{uuid}")
def describe(
    visitor: Annotated[Visitor, Opens(packs.describe)],
    uuid: UUID,
    title: Annotated[Text, Form(max_length=400)] = "",
    note: _Note = "",
) -> Response:
    """Another title, and what whoever trains with it should know."""
    packs.describe(visitor.context, uuid, title, note)
    return moved(f"/coaching/packs/{uuid}", NOTED)


@router.post("/coaching/packs/{uuid}/remove")
def remove(visitor: Annotated[Visitor, Opens(packs.remove)], uuid: UUID) -> Response:
    """Its interactions stay."""
    packs.remove(visitor.context, uuid)
    return moved("/coaching/packs", DROPPED)


@router.post("/coaching/packs/{uuid}/export")
def export(
    visitor: Annotated[Visitor, Opens(packs.show)], uuid: UUID, format: Annotated[str, Form()] = "zip"
) -> Response:
    """A file of it, made by a worker, in the visitor's language."""
    chosen = Format.JSONL if format == Format.JSONL.value else Format.ZIP
    language: Language = "en" if visitor.locale.lang == "en" else "it"
    exports.order(visitor.context, Wanted(kind=Kind.PACK, format=chosen, language=language, pack=uuid))
    return moved(f"/coaching/packs/{uuid}", MAKING)


@router.post("/coaching/packs/{uuid}/moments/{moment}/note")
def write_note(
    visitor: Annotated[Visitor, Opens(packs.change)], uuid: UUID, moment: UUID, note: _Note = ""
) -> Response:
    """What is to be said about a moment."""
    packs.change(visitor.context, uuid, moment, note=note.strip())
    return moved(f"/coaching/packs/{uuid}", NOTED)


@router.post("/coaching/packs/{uuid}/moments/{moment}/used")
def mark(
    visitor: Annotated[Visitor, Opens(packs.change)], uuid: UUID, moment: UUID, used: Annotated[str, Form()] = "yes"
) -> Response:
    """Somebody trained with it, or not after all."""
    packs.change(visitor.context, uuid, moment, used=used == "yes")
    return moved(f"/coaching/packs/{uuid}", USED if used == "yes" else UNUSED)


@router.post("/coaching/packs/{uuid}/moments/{moment}/remove")
def take_out(visitor: Annotated[Visitor, Opens(packs.take_out)], uuid: UUID, moment: UUID) -> Response:
    """The interaction stays."""
    packs.take_out(visitor.context, uuid, moment)
    return moved(f"/coaching/packs/{uuid}", OUT)
