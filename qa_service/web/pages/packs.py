"""Coaching packs: what is in them, what is said of it, what somebody trained with, and the files made of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from qa_service.api import exports as api_exports
from qa_service.api import ordering
from qa_service.api.deps import ServiceDep
from qa_service.api.ordering import Wanted
from qa_service.api.service import Service
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput
from qa_service.store import audit, coaching, exports, packs
from qa_service.store.exports import Format, Kind, order_of
from qa_service.store.tables_exports import ExportRow
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.moments import address_of, quote, topic_name, waits
from qa_service.web.page import moved, page
from qa_service.web.pages.coaching import CoachPage
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Visitor
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
def listed(request: Request, service: ServiceDep, visitor: CoachPage) -> Response:
    """All packs within reach, newest first."""
    with service.store.reading(visitor.caller.scope) as session:
        rows, counts = packs.listed(session), coaching.counts(session)
    return page(request, visitor, "packs.html", packs=rows, counts=counts)


@router.get("/coaching/packs/{uuid}")
def one(request: Request, service: ServiceDep, visitor: CoachPage, uuid: UUID) -> Response:
    """A pack with its moments and its files."""
    with service.store.reading(visitor.caller.scope) as session:
        row, found = packs.get(session, uuid), coaching.collected(session, uuid)
        changes = packs.may_change(session, uuid, visitor.caller.actor)
    words = Words(service.vocabulary, visitor.tongue)
    rows = [
        {
            "item": each.item,
            "interaction": each.interaction,
            "quote": quote(each.understood, each.item.turn, each.item.topic),
            "shows": topic_name(words, each.item.topic),
            "waits": waits(each.understood, each.item.topic),
            "address": address_of(each.interaction.id, each.item.turn),
        }
        for each in found
    ]
    return page(
        request, visitor, "pack.html", pack=row, rows=rows, changes=changes, files=_files(service, visitor, uuid)
    )


@router.get("/coaching/packs/{uuid}/files")
def files(request: Request, service: ServiceDep, visitor: CoachPage, uuid: UUID) -> Response:
    """The part of the page that changes by itself while a file is being made."""
    address = f"/coaching/packs/{uuid}/files"
    return page(
        request, visitor, "parts/exports.html", files=_files(service, visitor, uuid), address=address, short=True
    )


def _files(service: Service, visitor: Visitor, uuid: UUID) -> list[tuple[ExportRow, exports.Order, bool]]:
    """The latest exports of this pack that the visitor may have, with whether they can be fetched."""
    with service.store.reading(visitor.caller.scope) as session:
        rows, _ = exports.listed(session, api_exports.maker_for(visitor.caller), limit=200)
    mine = [(row, order_of(row), api_exports.fetchable(service, row)) for row in rows]
    return [one for one in mine if one[1].pack == uuid][:5]


@router.post("/coaching/packs/{uuid}")
def describe(
    service: ServiceDep,
    visitor: CoachPage,
    uuid: UUID,
    title: Annotated[Text, Form(max_length=400)] = "",
    note: _Note = "",
) -> Response:
    """Another title, and what whoever trains with it should know."""
    title = " ".join(title.split())
    if not 1 <= len(title) <= 200:
        raise BadInput("is not 1 to 200 characters long", where="title", hint="choose a short title")
    with service.store.transaction(visitor.caller.scope) as session:
        packs.changeable(session, uuid, visitor.caller.actor)
        packs.describe(session, uuid, title, note.strip())
    return moved(f"/coaching/packs/{uuid}", NOTED)


@router.post("/coaching/packs/{uuid}/remove")
def remove(service: ServiceDep, visitor: CoachPage, uuid: UUID) -> Response:
    """Its interactions stay."""
    with service.store.transaction(visitor.caller.scope) as session:
        client = packs.changeable(session, uuid, visitor.caller.actor).client
        packs.drop(session, uuid)
        audit.note(session, visitor.caller.actor, "remove pack", str(uuid), client)
    return moved("/coaching/packs", DROPPED)


@router.post("/coaching/packs/{uuid}/export")
def export(service: ServiceDep, visitor: CoachPage, uuid: UUID, format: Annotated[str, Form()] = "zip") -> Response:
    """A file of it, made by a worker, in the visitor's language."""
    chosen = Format.JSONL if format == Format.JSONL.value else Format.ZIP
    language = "en" if visitor.tongue.lang == "en" else "it"
    ordering.place(service, visitor.caller, Wanted(kind=Kind.PACK, format=chosen, language=language, pack=uuid))
    return moved(f"/coaching/packs/{uuid}", MAKING)


@router.post("/coaching/packs/{uuid}/moments/{moment}/note")
def write_note(service: ServiceDep, visitor: CoachPage, uuid: UUID, moment: UUID, note: _Note = "") -> Response:
    """What is to be said about a moment."""
    with service.store.transaction(visitor.caller.scope) as session:
        packs.item(session, moment, uuid)
        packs.changeable(session, uuid, visitor.caller.actor)
        packs.write_note(session, moment, note.strip())
    return moved(f"/coaching/packs/{uuid}", NOTED)


@router.post("/coaching/packs/{uuid}/moments/{moment}/used")
def mark(
    service: ServiceDep, visitor: CoachPage, uuid: UUID, moment: UUID, used: Annotated[str, Form()] = "yes"
) -> Response:
    """Somebody trained with it, or not after all."""
    with service.store.transaction(visitor.caller.scope) as session:
        packs.item(session, moment, uuid)
        packs.changeable(session, uuid, visitor.caller.actor)
        packs.mark_used(session, moment, used == "yes")
    return moved(f"/coaching/packs/{uuid}", USED if used == "yes" else UNUSED)


@router.post("/coaching/packs/{uuid}/moments/{moment}/remove")
def take_out(service: ServiceDep, visitor: CoachPage, uuid: UUID, moment: UUID) -> Response:
    """The interaction stays."""
    with service.store.transaction(visitor.caller.scope) as session:
        packs.item(session, moment, uuid)
        packs.changeable(session, uuid, visitor.caller.actor)
        packs.take_out(session, moment)
    return moved(f"/coaching/packs/{uuid}", OUT)
