"""Moments to train with: where behaviours were shown, a page at a time, and what coaches collected of them."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.processed import Understood
from qa_service.store import findings, interactions, packs, withholding
from qa_service.store.codec import to_understood
from qa_service.store.interactions import Filters
from qa_service.store.tables import InteractionRow, TranscriptRow
from qa_service.store.tables_exports import PackItemRow, PackRow
from qa_service.store.tables_search import FindingRow

_RARE = 2000
"""Interactions with a behaviour up to which looking them all up is quicker than walking through the newest."""


class Moment(NamedTuple):
    """A behaviour in one interaction, in its turn `turn` (`packs.WHOLE`: no turn shows it alone)."""

    interaction: InteractionRow
    understood: Understood
    label: str
    turn: int


@dataclass(frozen=True, slots=True)
class Moments:
    """Those of a page of interactions, newest first, and the cursor of the next page."""

    rows: Sequence[Moment]
    next: str | None


class CollectedMoment(NamedTuple):
    """A moment in a pack; `understood` is None where the interaction has no result any more."""

    item: PackItemRow
    interaction: InteractionRow
    understood: Understood | None


def moments(
    session: Session, filters: Filters, labels: Collection[str], *, cursor: str | None = None, limit: int = 15
) -> Moments:
    """Moments that show one of `labels`, in at most `limit` interactions.

    Raises BadInput on a cursor that this service did not make.
    """
    # The state is looked at afterwards: asked for in SQL, it has SQLite read all finished ones and sort them.
    page = interactions.page(session, filters, cursor=cursor, limit=limit, also=[_showing(session, labels)])
    words = _understood(session, [row.id for row in page.rows])
    matches = [
        Moment(row, words[row.id], label, turn)
        for row in page.rows
        if row.state is State.DONE and row.id in words
        for label in labels
        for turn in _turns(words[row.id], label)
    ]
    return Moments(matches, page.next)


def _turns(understood: Understood, label: str) -> list[int]:
    """The turns that show it, one moment each; none where it is not shown."""
    behaviour = understood.understanding.courtesy.get(label)
    if behaviour is None or not behaviour.present:
        return []
    return list(dict.fromkeys(passage.turn for passage in behaviour.evidence)) or [packs.WHOLE]


def _showing(session: Session, labels: Collection[str]) -> Any:
    """That an interaction shows one of `labels`, asked in the way that is quick for rare ones or for common ones."""
    finding = FindingRow
    ids = select(finding.interaction_id).where(col(finding.label).in_(labels), findings.standing())
    many = session.exec(select(sa.func.count()).select_from(ids.limit(_RARE).subquery())).one()
    if many < _RARE:
        return col(InteractionRow.id).in_(ids)
    return ids.where(finding.interaction_id == InteractionRow.id).exists()


def _understood(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Understood]:
    rows = session.exec(select(TranscriptRow).where(col(TranscriptRow.interaction_id).in_(ids)))
    return {
        row.interaction_id: withholding.understood(session, to_understood(row.body), row.interaction_id) for row in rows
    }


def packs_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[tuple[uuid.UUID, int, str], Sequence[PackRow]]:
    """The packs that hold moments of these interactions, by interaction, turn and topic."""
    item, pack = PackItemRow, PackRow
    query = select(item, pack).join(pack, col(pack.id) == col(item.pack_id)).where(col(item.interaction_id).in_(ids))
    by_moment: dict[tuple[uuid.UUID, int, str], list[PackRow]] = {}
    for entry, holder in session.exec(query.order_by(col(pack.title))):
        by_moment.setdefault((entry.interaction_id, entry.turn, entry.topic), []).append(holder)
    return by_moment


def collected(session: Session, pack: uuid.UUID) -> Sequence[CollectedMoment]:
    """The moments of a pack within reach, in the order in which they were collected. Raises NotFound."""
    items = packs.items(session, pack)
    ids = {item.interaction_id for item in items}
    rows = {row.id: row for row in session.exec(select(InteractionRow).where(col(InteractionRow.id).in_(ids)))}
    words = _understood(session, ids)
    return [
        CollectedMoment(item, rows[item.interaction_id], words.get(item.interaction_id))
        for item in items
        if item.interaction_id in rows
    ]


def counts(session: Session) -> Mapping[uuid.UUID, tuple[int, int]]:
    """By pack, how many moments within reach it holds and how many of them somebody has trained with."""
    query = select(PackItemRow.pack_id, sa.func.count(), sa.func.count(col(PackItemRow.used_at)))
    return {id: (n, used) for id, n, used in session.exec(query.group_by(col(PackItemRow.pack_id)))}
