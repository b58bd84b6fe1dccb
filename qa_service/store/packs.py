"""Coaching packs: moments that a coach collects, says something about, trains with and ticks off."""

import uuid
from collections.abc import Sequence

from sqlmodel import Session, col, select

from qa_service.errors import Conflict, NotFound
from qa_service.store import interactions
from qa_service.store.tables import now
from qa_service.store.tables_exports import PackItemRow, PackRow

WHOLE = -1
"""The turn of a moment that is the whole interaction."""


def create(session: Session, client: str, title: str, maker: str, note: str = "") -> PackRow:
    """An empty pack for moments of one client organisation."""
    row = PackRow(client=client, title=title, maker=maker, note=note)
    session.add(row)
    session.flush()
    return row


def get(session: Session, id: uuid.UUID) -> PackRow:
    """Raises NotFound."""
    row = session.get(PackRow, id)
    if row is None:
        raise NotFound(f"no coaching pack {id}")
    return row


def describe(session: Session, id: uuid.UUID, title: str, note: str) -> PackRow:
    """Another title and note. Raises NotFound."""
    row = get(session, id)
    row.title, row.note = title, note
    return row


def listed(session: Session, client: str | None = None) -> Sequence[PackRow]:
    """Newest first."""
    query = select(PackRow).order_by(col(PackRow.made_at).desc(), col(PackRow.id))
    return session.exec(query if client is None else query.where(PackRow.client == client)).all()


def items(session: Session, pack: uuid.UUID) -> Sequence[PackItemRow]:
    """The moments of a pack in the order in which they were collected. Raises NotFound."""
    get(session, pack)
    query = select(PackItemRow).where(PackItemRow.pack_id == pack)
    return session.exec(query.order_by(col(PackItemRow.added_at), col(PackItemRow.id))).all()


def add(
    session: Session,
    pack: uuid.UUID,
    interaction: uuid.UUID,
    by: str,
    *,
    turn: int = WHOLE,
    topic: str = "",
    note: str = "",
) -> PackItemRow:
    """Put a moment in; one that is there already stays as it is. Raises NotFound, and Conflict on another client's."""
    held, row = get(session, pack), interactions.get(session, interaction)
    if row.client != held.client:
        raise Conflict(f"this pack is of client {held.client!r}; make another one for moments of other clients")
    same = select(PackItemRow).where(
        PackItemRow.pack_id == pack,
        PackItemRow.interaction_id == interaction,
        PackItemRow.turn == turn,
        PackItemRow.topic == topic,
    )
    found = session.exec(same).first()
    if found is not None:
        return found
    item = PackItemRow(
        client=held.client, pack_id=pack, interaction_id=interaction, turn=turn, topic=topic, note=note, added_by=by
    )
    session.add(item)
    session.flush()
    return item


def item(session: Session, id: uuid.UUID, pack: uuid.UUID | None = None) -> PackItemRow:
    """One moment, of `pack` where one is named. Raises NotFound."""
    row = session.get(PackItemRow, id)
    if row is None or pack not in (None, row.pack_id):
        raise NotFound(f"no moment {id} in any coaching pack")
    return row


def write_note(session: Session, id: uuid.UUID, note: str) -> PackItemRow:
    """What is to be said about a moment. Raises NotFound."""
    row = item(session, id)
    row.note = note
    return row


def mark_used(session: Session, id: uuid.UUID, used: bool = True) -> PackItemRow:
    """Somebody trained with it, or not after all; the first time counts. Raises NotFound."""
    row = item(session, id)
    row.used_at = (row.used_at or now()) if used else None
    return row


def take_out(session: Session, id: uuid.UUID) -> None:
    """Remove a moment from its pack; the interaction stays. Raises NotFound."""
    session.delete(item(session, id))


def drop(session: Session, id: uuid.UUID) -> None:
    """Remove a pack with its moments. Raises NotFound."""
    session.delete(get(session, id))
