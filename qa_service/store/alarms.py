"""Alarms as rows, and what the watch looks at: people's answers beside the machine's, in the order of time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.groups import GroupKind
from qa_service.domain.rollups import UNCLEAR
from qa_service.domain.sampling import Purpose
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables_figures import AlarmKind, AlarmRow, WeeklyTotalRow
from qa_service.store.tables_reviews import ReviewRow


class DecidedReview(NamedTuple):
    """One review of a random sample: when, and whether the person answered otherwise than the machine."""

    at: datetime
    differs: bool


def overruled(session: Session, client: str) -> Mapping[str, Sequence[DecidedReview]]:
    """By question, the reviews of random samples where machine and person both decided, oldest first."""
    row = ReviewRow
    query: Any = (
        sa.select(col(row.question), col(row.at), col(row.machine), col(row.answer))
        .where(col(row.client) == client, col(row.purpose) == Purpose.RANDOM, col(row.session_id).is_(None))
        .where(col(row.machine).is_not(None), col(row.machine) != UNCLEAR, col(row.answer) != UNCLEAR)
        .order_by(col(row.at), col(row.id))
    )
    reviews: dict[str, list[DecidedReview]] = defaultdict(list)
    for question, at, machine, answer in session.execute(query):
        reviews[question].append(DecidedReview(at, machine != answer))
    return reviews


def clients(session: Session) -> list[str]:
    """All client organisations that have finished interactions."""
    row = WeeklyTotalRow
    query: Any = sa.select(col(row.name)).where(col(row.kind) == GroupKind.CLIENT).distinct()
    return sorted(session.execute(query).scalars())


def latest(session: Session, client: str, kind: AlarmKind) -> dict[str, datetime]:
    """By subject, the end of its last alarm of a kind."""
    row = AlarmRow
    query: Any = sa.select(col(row.subject), sa.func.max(col(row.until)))
    query = query.where(col(row.client) == client, col(row.kind) == kind).group_by(col(row.subject))
    return {subject: until for subject, until in session.execute(query)}


def keep(session: Session, alarm: AlarmRow) -> bool:
    """Store an alarm. False: it is known already, or somebody else found it a moment ago."""
    row = AlarmRow
    same = (row.client == alarm.client, row.kind == alarm.kind, row.subject == alarm.subject, row.since == alarm.since)
    if session.exec(select(row.id).where(*same)).first() is not None:
        return False
    try:
        with session.begin_nested():
            session.add(alarm)
    except IntegrityError:
        return False
    return True


def page(session: Session, client: str | None, *, cursor: str | None = None, limit: int = 50) -> Page[AlarmRow]:
    """A page of alarms. Raises BadInput on a cursor that this service did not make."""
    query = select(AlarmRow)
    if client is not None:
        query = query.where(AlarmRow.client == client)
    return newest_first(session, query, AlarmRow.raised_at, AlarmRow.id, cursor, limit)
