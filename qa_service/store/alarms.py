"""Alarms as rows, and what the watch looks at: people's answers beside the machine's, in the order of time."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.groups import GroupKind
from qa_service.domain.rollups import UNCLEAR
from qa_service.domain.sampling import Purpose
from qa_service.store import outbox
from qa_service.store.cursor import Page, newest_first
from qa_service.store.tables_criteria import LearnedFromRow, LearnedModelRow
from qa_service.store.tables_figures import AlarmKind, AlarmRow, FigurePartRow, WeeklyTotalRow
from qa_service.store.tables_reviews import ReviewRow


class DecidedReview(NamedTuple):
    """One review of a random sample: when, whether the person answered otherwise than the machine, the version of the
    rubric that asked, and of which interaction (None: not known).
    """

    at: datetime
    differs: bool
    rubric: str | None = None
    interaction: uuid.UUID | None = None


def overruled(session: Session, client: str) -> Mapping[str, Sequence[DecidedReview]]:
    """By question, the reviews of random samples where machine and person both decided, oldest first."""
    row = ReviewRow
    columns = (row.question, row.at, row.machine, row.answer, row.rubric, row.interaction_id)
    query: Any = sa.select(*map(col, columns)).where(*_decided(client)).order_by(col(row.at), col(row.id))
    reviews: dict[str, list[DecidedReview]] = defaultdict(list)
    for question, at, machine, answer, rubric, interaction in session.execute(query):
        reviews[question].append(DecidedReview(at, machine != answer, rubric, interaction))
    return reviews


def learned_from(session: Session, client: str, models: Collection[str]) -> frozenset[uuid.UUID]:
    """The interactions that these models (``sha256:...``) learned from: there they agree with people by themselves."""
    if not models:
        return frozenset()
    source, model = LearnedFromRow, LearnedModelRow
    query: Any = (
        sa.select(col(source.interaction_id))
        .join(model, col(model.id) == col(source.model_id))
        .where(col(model.client) == client, col(model.hash).in_(list(models)))
    )
    return frozenset(session.execute(query).scalars())


def _decided(client: str) -> list[sa.ColumnElement[bool]]:
    """Reviews of random samples where machine and person both decided."""
    row = ReviewRow
    return [
        *(col(row.client) == client, col(row.purpose) == Purpose.RANDOM, col(row.session_id).is_(None)),
        *(col(row.machine).is_not(None), col(row.machine) != UNCLEAR, col(row.answer) != UNCLEAR),
    ]


def answers_by_day(
    session: Session, client: str, question: str, rubric: str, besides: Collection[uuid.UUID] = ()
) -> Sequence[tuple[date, bool]]:
    """Under one version of a rubric, the same reviews by the day of the contact: whether the person agreed. `besides`
    are interactions that do not count.
    """
    row, part = ReviewRow, FigurePartRow
    query: Any = (
        sa.select(col(part.day), col(row.machine) == col(row.answer), col(row.interaction_id))
        .join(part, col(part.interaction_id) == col(row.interaction_id))
        .where(*_decided(client), col(row.question) == question, col(row.rubric) == rubric)
    )
    return [(day, bool(agrees)) for day, agrees, id in session.execute(query) if id not in besides]


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


def latest_by_version(session: Session, client: str, kind: AlarmKind) -> dict[tuple[str, str], datetime]:
    """By subject and version of the rubric, the end of the last alarm of a kind of own criteria."""
    query = select(AlarmRow).where(AlarmRow.client == client, AlarmRow.kind == kind).order_by(col(AlarmRow.until))
    return {(row.subject, str(row.detail.get("rubric"))): row.until for row in session.exec(query)}


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
    outbox.alarm_raised(session, alarm)
    return True


def page(session: Session, client: str | None, *, cursor: str | None = None, limit: int = 50) -> Page[AlarmRow]:
    """A page of alarms. Raises BadInput on a cursor that this service did not make."""
    query = select(AlarmRow)
    if client is not None:
        query = query.where(AlarmRow.client == client)
    return newest_first(session, query, AlarmRow.raised_at, AlarmRow.id, cursor, limit)
