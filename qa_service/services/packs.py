"""Coaching packs: moments that are collected, commented and ticked off. Their files are exports of kind `pack`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from qa_service.documents.packs import WHOLE, ItemView, PackView, WholePack
from qa_service.domain import names
from qa_service.errors import say
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import coaching, packs
from qa_service.store.coaching import CollectedMoment
from qa_service.store.tables_exports import PackRow

_LONGEST_TITLE = 200


class PackList(NamedTuple):
    """Newest first; and by pack how many moments within reach it holds, and how many of them were trained with."""

    rows: Sequence[PackRow]
    counts: Mapping[UUID, tuple[int, int]]


class OpenPack(NamedTuple):
    """A pack with what its moments show; `changeable`: whether the caller may change it."""

    row: PackRow
    moments: Sequence[CollectedMoment]
    changeable: bool


@changes(Permission.COACH, "begin pack")
def begin(context: Context, client: str, title: str, note: str = "") -> PackView:
    """An empty pack for moments of one client organisation."""
    access.check_client(context.caller, client)
    row = packs.create(context.session, client, titled(title), context.caller.actor, note)
    context.note(row.id, client)
    return PackView.model_validate(row)


@reads(Permission.COACH)
def listed(context: Context, client: str | None = None) -> PackList:
    """All that are within reach."""
    return PackList(packs.listed(context.session, client), coaching.counts(context.session))


@reads(Permission.COACH, noted="read pack")
def show(context: Context, id: UUID) -> WholePack:
    """With its moments; those of other teams are left out for a team leader. Raises NotFound."""
    row = packs.get(context.session, id)
    context.note_read(id, row.client)
    pack = PackView.model_validate(row)
    moments = [ItemView.model_validate(item) for item in packs.items(context.session, id)]
    return WholePack(**pack.model_dump(), moments=moments)


@reads(Permission.COACH, noted="read pack")
def opened(context: Context, id: UUID) -> OpenPack:
    """With what was said in its moments. Raises NotFound."""
    session = context.session
    changeable = packs.may_change(session, id, context.caller.actor)
    row = packs.get(session, id)
    context.note_read(id, row.client)
    return OpenPack(row, coaching.collected(session, id), changeable)


@changes(Permission.COACH, "describe pack")
def describe(context: Context, id: UUID, title: str, note: str) -> None:
    """Another title, and what whoever trains with it should know. Raises NotFound, Forbidden, BadInput."""
    title = titled(title)
    client = packs.changeable(context.session, id, context.caller.actor).client
    packs.describe(context.session, id, title, note.strip())
    context.note(id, client)


def titled(title: str) -> str:
    """A title without needless blanks. Raises BadInput."""
    return names.tidied(title, _LONGEST_TITLE, where="title", hint=say("choose a short title"))


@changes(Permission.COACH, "remove pack")
def remove(context: Context, id: UUID) -> None:
    """Its interactions stay. Raises NotFound, Forbidden (see `store.packs.changeable`)."""
    client = packs.changeable(context.session, id, context.caller.actor).client
    packs.drop(context.session, id)
    context.note(id, client)


@changes(Permission.COACH, "put moment in pack")
def add(
    context: Context, id: UUID, interaction: UUID, turn: int | None = None, topic: str = "", note: str = ""
) -> ItemView:
    """One that is there already stays as it is. `turn` None: the whole interaction.

    Raises NotFound, Forbidden, and Conflict on an interaction of another client than the pack's.
    """
    turn, by = WHOLE if turn is None else turn, context.caller.actor
    row = packs.add(context.session, id, interaction, by, turn=turn, topic=topic, note=note)
    context.note(id, row.client, moment=str(row.id))
    return ItemView.model_validate(row)


@changes(Permission.COACH, "comment moment")
def change(context: Context, id: UUID, moment: UUID, note: str | None = None, used: bool | None = None) -> ItemView:
    """Its note, and whether somebody trained with it; None: as it is. Raises NotFound, Forbidden."""
    row = packs.item(context.session, moment, id)
    packs.changeable(context.session, id, context.caller.actor)
    if note is not None:
        packs.write_note(context.session, moment, note)
    if used is not None:
        packs.mark_used(context.session, moment, used)
    context.note(id, row.client, moment=str(moment))
    return ItemView.model_validate(row)


@changes(Permission.COACH, "take moment out of pack")
def take_out(context: Context, id: UUID, moment: UUID) -> None:
    """The interaction stays. Raises NotFound, Forbidden."""
    row = packs.item(context.session, moment, id)
    packs.changeable(context.session, id, context.caller.actor)
    packs.take_out(context.session, moment)
    context.note(id, row.client, moment=str(moment))
