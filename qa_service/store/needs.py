"""What waits for somebody: counted for the first page, each by an index."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import WAITING, State
from qa_service.domain.review import DisputeState
from qa_service.store.alarms import clients
from qa_service.store.disputes import DisputeFilters
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_reviews import AssignmentRow, DisputeRow, ReviewRow, SampleRow

UNFINISHED = (*WAITING, State.FAILED)


def open_disputes(session: Session, moment: datetime) -> int:
    """Objections that nobody has decided yet."""
    conditions = DisputeFilters(state=DisputeState.OPEN).conditions(moment)
    return _count(session, select(sa.func.count()).select_from(DisputeRow).where(*conditions))


def open_picks(session: Session, reviewer: str) -> int:
    """Answers that drawn samples still ask for, those in hand of others left out."""
    others = sa.and_(col(AssignmentRow.reviewer).is_not(None), col(AssignmentRow.reviewer) != reviewer)
    query = select(sa.func.count()).select_from(AssignmentRow)
    return _count(session, query.where(col(AssignmentRow.done_at).is_(None), ~others))


def unseen_critical(session: Session, since: datetime) -> int:
    """Interactions with a critical failure that no person has answered to."""
    part = FigurePartRow
    answered = sa.exists().where(col(ReviewRow.interaction_id) == col(part.interaction_id))
    where = [col(part.client).in_(clients(session)), col(part.critical).is_(True), col(part.at) >= since, ~answered]
    return _count(session, select(sa.func.count()).select_from(part).where(*where))


def begun(session: Session) -> tuple[bool, bool, bool]:
    """Whether anything has come in, anything is analysed, and a sample was ever drawn."""
    queries = (
        select(InteractionRow.id),
        select(InteractionRow.id).where(InteractionRow.state == State.DONE),
        select(SampleRow.id).where(col(SampleRow.drawn_at).is_not(None)),
    )
    came_in, analysed, sampled = (session.exec(query.limit(1)).first() is not None for query in queries)
    return came_in, analysed, sampled


def unfinished(session: Session) -> dict[State, int]:
    """How many interactions wait, are in hand, and failed."""
    query = select(InteractionRow.state, sa.func.count()).where(col(InteractionRow.state).in_(UNFINISHED))
    return {State(state): n for state, n in session.exec(query.group_by(col(InteractionRow.state)))}


def last_failed(session: Session, limit: int) -> Sequence[InteractionRow]:
    """Those that came in last first."""
    query = select(InteractionRow).where(InteractionRow.state == State.FAILED)
    order = (col(InteractionRow.received_at).desc(), col(InteractionRow.id).desc())
    return session.exec(query.order_by(*order).limit(limit)).all()


def _count(session: Session, query: Any) -> int:
    return int(session.exec(query).one())
