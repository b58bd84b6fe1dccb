"""What a warehouse is told of, read a page at a time: contacts with their answers, what people answered, and calls."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store import reviews
from qa_service.store.tables import AnalysisRow, InteractionRow, TranscriptRow
from qa_service.store.tables_figures import FigurePartRow, QueueCallRow
from qa_service.store.tables_reviews import CalibrationRow, ReviewRow

_OF_CONTACT = (
    *("id", "at", "client", "team", "bot", "channel", "direction", "lang", "queue_name", "state", "automatic"),
    *("started_at", "received_at", "duration", "offered_at", "answered_at", "abandoned", "callback", "segment_of"),
    *("customer", "person", "site", "vendor", "sourcing", "intent", "resolution", "resolution_probability", "courtesy"),
    *("sentiment_start", "sentiment_end", "confidence", "words_removed_at"),
)
_SESSIONS = CalibrationRow.__table__.alias("sessions")  # type: ignore[attr-defined]  # SQLModel adds it


class SourceContact(NamedTuple):
    """One contact, or the part that a colleague or a bot had in one. `row` are its columns by name; `part` what it adds
    to figures, None where it adds nothing; `scorecard` and `versions` None where there is no result.
    """

    row: Mapping[str, Any]
    part: FigurePartRow | None
    scorecard: Mapping[str, Any] | None
    versions: Mapping[str, str] | None
    turns: int | None


class SourceReview(NamedTuple):
    """One answer of a person; whether it is the one that counts."""

    row: ReviewRow
    counts: bool


def span(session: Session) -> tuple[datetime, datetime] | None:
    """The first and the last moment of a contact or a call; None where there is neither."""
    ends: list[datetime] = []
    for column in (InteractionRow.at, QueueCallRow.at):
        first, last = session.execute(sa.select(sa.func.min(col(column)), sa.func.max(col(column)))).one()
        ends += [first, last] if first is not None else []
    return (min(ends), max(ends)) if ends else None


def contacts(session: Session, since: datetime, until: datetime, after: Any, limit: int) -> Sequence[SourceContact]:
    """Those of a period by time, from behind the last one of the page before (`after`: its moment and id)."""
    row, body = InteractionRow, col(AnalysisRow.body)
    query: sa.Select[Any] = (
        sa.select(
            *(col(getattr(row, name)) for name in _OF_CONTACT),
            FigurePartRow,
            body["scorecard"].label("scorecard"),
            col(AnalysisRow.versions),
            _turns(session).label("turns"),
        )
        .outerjoin(FigurePartRow, col(FigurePartRow.interaction_id) == col(row.id))
        .outerjoin(AnalysisRow, col(AnalysisRow.interaction_id) == col(row.id))
        .outerjoin(TranscriptRow, col(TranscriptRow.interaction_id) == col(row.id))
        .where(col(row.at) >= since, col(row.at) < until)
        .order_by(col(row.at), col(row.id))
        .limit(limit)
    )
    if after is not None:
        query = query.where(_behind((row.at, row.id), after))
    return [_contact(line) for line in session.execute(query)]


def _contact(line: Any) -> SourceContact:
    values = line._mapping
    row = {name: values[name] for name in _OF_CONTACT}
    return SourceContact(row, line.FigurePartRow, values["scorecard"], values["versions"], values["turns"])


def _turns(session: Session) -> Any:
    """How many turns a transcript has, without its words being read into memory."""
    body: Any = col(TranscriptRow.body)
    if session.get_bind().dialect.name == "postgresql":
        return sa.func.jsonb_array_length(body[("transcript", "turns")])
    return sa.func.json_array_length(body, "$.transcript.turns")


def _behind(columns: Sequence[Any], after: Sequence[Any]) -> Any:
    first, second = (col(column) for column in columns)
    return sa.or_(first > after[0], sa.and_(first == after[0], second > after[1]))


def people_answers(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[SourceReview]]:
    """By contact, what people answered, the first answer first; calibration sessions that are not revealed stay
    closed.
    """
    row = ReviewRow
    revealed = sa.select(_SESSIONS.c.id).where(_SESSIONS.c.revealed_at.is_not(None))
    is_open = sa.or_(col(row.session_id).is_(None), col(row.session_id).in_(revealed))
    query = select(row).where(col(row.interaction_id).in_(ids), is_open).order_by(col(row.at), col(row.id))
    effective = reviews.effective(session, ids).values()
    counting = {answer.id for by_question in effective for answer in by_question.values()}
    answers: dict[uuid.UUID, list[SourceReview]] = defaultdict(list)
    for answer in session.exec(query):
        answers[answer.interaction_id].append(SourceReview(answer, answer.id in counting))
    return answers


def calls(session: Session, since: datetime, until: datetime, after: Any, limit: int) -> Sequence[QueueCallRow]:
    """What the telephone system said of the calls of a period, by client and call, from behind the last one of the page
    before (`after`).
    """
    row = QueueCallRow
    query = select(row).where(row.at >= since, row.at < until).order_by(col(row.client), col(row.call)).limit(limit)
    return session.exec(query if after is None else query.where(_behind((row.client, row.call), after))).all()
