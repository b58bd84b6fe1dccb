"""What came after a contact: the same customer on the same matter or on any, or another contact of the same case.

Kept as counters of the earlier contact (`again:3`: a further contact within three days), so that a figure over any
window up to LONGEST_GAP days is a sum over daily totals.
"""

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from qa_service.domain.rollups import LONGEST_GAP, added, gap_days
from qa_service.store.tables_figures import FigurePartRow

FAMILIES = ("again:", "reason_again:", "return:", "promise:")
"""Counters that depend on later contacts."""
_PENDING = "label:resolution:pending"


def take_turn(session: Session, parts: Iterable[FigurePartRow]) -> None:
    """Until the transaction ends nobody else changes what follows what for these customers and cases."""
    if session.get_bind().dialect.name != "postgresql":
        return  # SQLite has one writer
    names = {name for part in parts for name in _chain_names(part)}
    for key in sorted(int.from_bytes(hashlib.blake2b(n.encode(), digest_size=8).digest(), signed=True) for n in names):
        session.connection().execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def _chain_names(part: FigurePartRow) -> list[str]:
    named = (("customer", part.customer), ("case", part.case_ref))
    return [f"{kind}\0{part.client}\0{value}" for kind, value in named if value is not None]


def predecessors(session: Session, part: FigurePartRow) -> set[uuid.UUID]:
    """The contacts that this one follows next, in the database as it stands."""
    ids = set()
    for chain in _chains(part):
        query = select(FigurePartRow.interaction_id).where(*chain, _place(part) > _ORDER)
        newest = query.order_by(col(FigurePartRow.at).desc(), col(FigurePartRow.interaction_id).desc())
        id = session.exec(newest.limit(1)).first()
        if id is not None:
            ids.add(id)
    return ids


def relink(session: Session, ids: Iterable[uuid.UUID]) -> list[tuple[FigurePartRow, dict[str, int]]]:
    """Bring what these parts say of later contacts up to date; returns those that changed, with the change."""
    query = select(FigurePartRow).where(col(FigurePartRow.interaction_id).in_(list(ids)))
    query = query.order_by(col(FigurePartRow.interaction_id)).with_for_update()
    changed = []
    for part in session.exec(query.execution_options(populate_existing=True)).all():
        before = part.counters
        own = {name: n for name, n in before.items() if not name.startswith(FAMILIES)}
        part.counters = {**own, **_repeat(session, part), **_return(session, part), **_promise(session, part)}
        if change := added(part.counters, before, -1):
            changed.append((part, change))
    session.flush()
    return changed


def _repeat(session: Session, part: FigurePartRow) -> dict[str, int]:
    if not (chain := _repeats(part)):
        return {}
    gap = _gap(session, part, chain)
    reason = next(name for name in part.counters if name.startswith("reason:")).removeprefix("reason:")
    counters = {"again:n": 1, f"reason_again:{reason}:n": 1}
    return counters if gap is None else {**counters, f"again:{gap}": 1, f"reason_again:{reason}:{gap}": 1}


def _return(session: Session, part: FigurePartRow) -> dict[str, int]:
    """Whether the customer came again, on any matter."""
    if not (chain := _returns(part)):
        return {}
    gap = _gap(session, part, chain)
    return {"return:n": 1} if gap is None else {"return:n": 1, f"return:{gap}": 1}


def _promise(session: Session, part: FigurePartRow) -> dict[str, int]:
    """Of contacts that end with something still to do, whether the case came up again."""
    if _PENDING not in part.counters:
        return {}
    if not (chain := _case(part)):
        return {"promise:without_case": 1}
    gap = _gap(session, part, chain)
    return {"promise:n": 1} if gap is None else {"promise:n": 1, f"promise:{gap}": 1}


def _gap(session: Session, part: FigurePartRow, chain: list[Any]) -> int | None:
    """Days to the next contact of the chain; None where none came, or too late to belong to it."""
    query = select(FigurePartRow.at).where(*chain, _place(part) < _ORDER)
    next_at = session.exec(query.order_by(col(FigurePartRow.at), col(FigurePartRow.interaction_id)).limit(1)).first()
    if next_at is None:
        return None
    days = gap_days(part.at, next_at)
    return days if days <= LONGEST_GAP else None


def _chains(part: FigurePartRow) -> list[list[Any]]:
    return [chain for chain in (_repeats(part), _returns(part), _case(part)) if chain]


def _repeats(part: FigurePartRow) -> list[Any]:
    if part.customer is None or part.subject is None:
        return []
    return [
        col(FigurePartRow.client) == part.client,
        col(FigurePartRow.customer) == part.customer,
        col(FigurePartRow.subject) == part.subject,
    ]


def _returns(part: FigurePartRow) -> list[Any]:
    if part.customer is None or not part.inbound:
        return []
    return [
        col(FigurePartRow.client) == part.client,
        col(FigurePartRow.customer) == part.customer,
        col(FigurePartRow.inbound).is_(True),
    ]


def _case(part: FigurePartRow) -> list[Any]:
    if part.case_ref is None:
        return []
    return [col(FigurePartRow.client) == part.client, col(FigurePartRow.case_ref) == part.case_ref]


_ORDER = sa.tuple_(col(FigurePartRow.at), col(FigurePartRow.interaction_id))


def _place(part: FigurePartRow) -> Any:
    return sa.tuple_(sa.literal(part.at, UTCDateTime()), sa.literal(part.interaction_id, sa.Uuid()))
