"""Moments to train with, found by behaviour and collected into packs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from qa_service.reviewing import blindness
from qa_service.services import interactions as interaction_services
from qa_service.services import packs as pack_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.interactions import Narrowing
from qa_service.services.use_case import changes, reads
from qa_service.store import coaching, interactions, packs
from qa_service.store.tables_exports import PackRow

Moment = coaching.Moment
"""A passage that shows a behaviour, by the name under which pages know it."""


class FoundMoments(NamedTuple):
    """Moments, newest first; the packs that hold them, by interaction, turn and topic; the packs that the caller may
    put them in; and the cursor of the next page.
    """

    moments: Sequence[Moment]
    held: Mapping[tuple[UUID, int, str], Sequence[PackRow]]
    packs: Sequence[PackRow]
    next: str | None


class PickedMoment(NamedTuple):
    """A moment that somebody ticked."""

    interaction: UUID
    turn: int
    topic: str


@reads(Permission.COACH, noted="read moments")
def find(context: Context, narrowing: Narrowing, labels: Sequence[str], cursor: str | None = None) -> FoundMoments:
    """Those that show one of `labels`, but for what the caller is to judge blind. Raises Withheld, BadInput."""
    caller, session = context.caller, context.session
    filters = interaction_services.filters(caller, context.deps, narrowing)
    page = coaching.moments(session, filters, labels, cursor=cursor)
    ids = {moment.interaction.id for moment in page.rows}
    blind = blindness.held_back(session, ids, caller.reviewer)
    moments = [moment for moment in page.rows if moment.interaction.id not in blind]
    for moment in moments:
        context.note_read(moment.interaction.id, moment.interaction.client)
    context.unchanged()  # where none is shown
    held = coaching.packs_of(session, ids - blind)
    return FoundMoments(moments, held, packs.open_to(session, caller.actor, filters.client), page.next)


@changes(Permission.COACH, "collect moments")
def collect(context: Context, picked: Sequence[PickedMoment], pack: UUID | None, title: str = "") -> None:
    """Put them into `pack`, or into a new one of this title. Raises NotFound, and Conflict where they are of several
    clients.
    """
    if pack is None:
        client = interactions.get(context.session, picked[0].interaction).client
        pack = pack_services.begin(context, client, title).id
    for moment in picked:
        pack_services.add(context, pack, moment.interaction, moment.turn, moment.topic)
    context.unchanged()  # each of the two has noted its own
