"""Sums over many interactions, by plain SQL over the flat columns."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, select

from qa_service.domain.interaction import WAITING, State
from qa_service.store import rollups
from qa_service.store.tables import InteractionRow


def overview(session: Session) -> dict[State, int]:
    """How many interactions stand where, for dashboards that ask every few seconds: the finished ones, which grow
    without end, are counted from the totals, the others through their index.
    """
    counts = {State.DONE: rollups.finished(session)}
    for state in (*WAITING, State.FAILED):
        query = select(sa.func.count()).select_from(InteractionRow).where(InteractionRow.state == state)
        counts[state] = session.exec(query).one()
    return counts


def oldest_waiting(session: Session) -> datetime | None:
    """When the interaction arrived that has waited longest for its result."""
    first = [
        session.exec(select(sa.func.min(InteractionRow.received_at)).where(InteractionRow.state == state)).one()
        for state in WAITING  # one by one: the first entry of the index answers, however many wait
    ]
    return min((at for at in first if at is not None), default=None)
