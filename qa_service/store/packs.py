"""Coaching packs: moments that a coach collects, says something about, trains with and ticks off."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.errors import Conflict, Forbidden, NotFound
from qa_service.store import interactions
from qa_service.store.scope import EVERYTHING, ScopedSession
from qa_service.store.tables import now
from qa_service.store.tables_exports import PackItemRow, PackRow

# Not through the ORM, whose filter would hide what is to be counted.
_MOMENTS = PackItemRow.__table__.alias("all_moments")  # type: ignore[attr-defined]  # SQLModel adds it
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
        raise NotFound("no coaching pack {id}", id=id)
    return row


def changeable(session: Session, id: uuid.UUID, by: str) -> PackRow:
    """A pack that this person may change or remove. Raises NotFound, and Forbidden where it is not for them to do.

    Whoever sees one team or agent only may change what they made themselves, as long as nothing is in it that is hidden
    from them; all others share the packs of their clients.
    """
    row = get(session, id)
    if not _narrow(session):
        return row
    if row.maker != by:
        raise Forbidden("this pack is somebody else's; make one of your own")
    if _held(session, id) > len(items(session, id)):
        raise Forbidden("this pack holds moments that you do not see; whoever collected them changes it")
    return row


def may_change(session: Session, id: uuid.UUID, by: str) -> bool:
    """Whether `changeable` would give it. Raises NotFound."""
    try:
        changeable(session, id, by)
    except Forbidden:
        return False
    return True


def _narrow(session: Session) -> bool:
    scope = session.scope if isinstance(session, ScopedSession) else EVERYTHING
    return (scope.team, scope.agent) != (None, None)


def _held(session: Session, id: uuid.UUID) -> int:
    """How many moments a pack holds, those out of reach among them."""
    held = sa.select(sa.func.count()).select_from(_MOMENTS).where(_MOMENTS.c.pack_id == PackRow.id).scalar_subquery()
    count: int = session.exec(select(held).where(PackRow.id == id)).one()
    return count


def describe(session: Session, id: uuid.UUID, title: str, note: str) -> PackRow:
    """Another title and note. Raises NotFound."""
    row = get(session, id)
    row.title, row.note = title, note
    return row


def listed(session: Session, client: str | None = None) -> Sequence[PackRow]:
    """Newest first."""
    query = select(PackRow).order_by(col(PackRow.made_at).desc(), col(PackRow.id))
    return session.exec(query if client is None else query.where(PackRow.client == client)).all()


def open_to(session: Session, by: str, client: str | None = None) -> Sequence[PackRow]:
    """Those that this person may change, newest first."""
    return [row for row in listed(session, client) if not _narrow(session) or may_change(session, row.id, by)]


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
    """Put a moment in; one that is there already stays as it is. Raises NotFound, Conflict on another client's, and
    Forbidden (see `changeable`).
    """
    held, row = get(session, pack), interactions.get(session, interaction)
    if row.client != held.client:
        raise Conflict(
            "this pack is of client {client!r}; make another one for moments of other clients", client=held.client
        )
    changeable(session, pack, by)
    same = select(PackItemRow).where(
        PackItemRow.pack_id == pack,
        PackItemRow.interaction_id == interaction,
        PackItemRow.turn == turn,
        PackItemRow.topic == topic,
    )
    existing = session.exec(same).first()
    if existing is not None:
        return existing
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
        raise NotFound("no moment {id} in any coaching pack", id=id)
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
