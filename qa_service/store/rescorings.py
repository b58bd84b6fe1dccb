"""A rubric version applied to the past, as rows: asked for, worked on, finished; and which interactions it means."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.domain.groups import Days
from qa_service.domain.interaction import WAITING, State
from qa_service.domain.review import DisputeState
from qa_service.errors import Conflict, NotFound, Sentence
from qa_service.store import failures
from qa_service.store.cursor import Page, newest_first
from qa_service.store.interactions import Filters, Parts
from qa_service.store.scope import calendar_of
from qa_service.store.tables import AnalysisRow, InteractionRow, now
from qa_service.store.tables_asked import AskedAnswerRow
from qa_service.store.tables_reviews import ALL_CLIENTS, AssignmentRow, CalibrationRow, DisputeRow, SamplePickRow
from qa_service.store.tables_rubrics import RescoringRow

# Not through the ORM, whose filter would hide sessions over several clients.
_SESSIONS = CalibrationRow.__table__.alias("sessions_at_work")  # type: ignore[attr-defined]  # SQLModel adds it


def place(session: Session, client: str, rubric: str, days: Days, by: str) -> RescoringRow:
    """A new one that waits for a worker; `days` have both ends. Raises Conflict while another one of this client is not
    done.
    """
    assert days.since is not None
    assert days.until is not None
    row = RescoringRow(client=client, rubric=rubric, since=days.since, until=days.until, asked_by=by)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise Conflict(
            "contacts of client {client!r} are being scored again; wait until that is done", client=client
        ) from error
    return row


def meant(session: Session, client: str, days: Days, besides: str | None = None) -> list[uuid.UUID]:
    """The finished interactions of a period, the oldest first; `besides`: but for those under this rubric version in
    which every question that was put to a language model has its answer.
    """
    since, until = calendar_of(session).ends(days)
    filters = Filters(client=client, state=State.DONE, automatic=False, since=since, until=until, parts=Parts.ALL)
    query = select(InteractionRow.id).join(AnalysisRow, col(AnalysisRow.interaction_id) == col(InteractionRow.id))
    if besides is not None:
        versions: Any = col(AnalysisRow.versions)
        is_other = versions["rubric"].as_string().is_distinct_from(besides)
        unanswered = select(AskedAnswerRow.question).where(
            col(AskedAnswerRow.interaction_id) == col(InteractionRow.id), col(AskedAnswerRow.failed)
        )
        query = query.where(sa.or_(is_other, unanswered.exists()))
    query = query.where(*filters.conditions()).order_by(col(InteractionRow.at), col(InteractionRow.id))
    return list(session.exec(query))


def is_in_hand(session: Session, id: uuid.UUID, moment: datetime) -> bool:
    """Whether people are at an interaction, or have settled it: it is in a reviewer's hand, before a calibration
    session that is not revealed, or somebody has objected to what was judged.
    """
    asked = (_picked(id, moment), _disputed(id, moment))
    return _is_before_session(session, id) or any(session.execute(query).first() is not None for query in asked)


def _picked(id: uuid.UUID, moment: datetime) -> Any:
    row, pick = AssignmentRow, SamplePickRow
    held = (col(row.reviewer).is_not(None), col(row.done_at).is_(None), col(row.leased_until) >= moment)
    query = sa.select(col(row.id)).join(pick, col(pick.id) == col(row.pick_id))
    return query.where(col(pick.interaction_id) == id, *held).limit(1)


def _disputed(id: uuid.UUID, moment: datetime) -> Any:
    """Open, or decided: that is final. One whose time is up without a decision binds nobody."""
    row = DisputeRow
    expired = sa.and_(col(row.state) == DisputeState.OPEN, col(row.due_at) < moment)
    return sa.select(col(row.id)).where(col(row.interaction_id) == id, ~expired).limit(1)


def _is_before_session(session: Session, id: uuid.UUID) -> bool:
    """Sessions that are not revealed are few; which interactions they ask about stands in each of them."""
    row = InteractionRow  # a session with a scope runs no statement without a table of the ORM
    query: Any = (
        sa.select(_SESSIONS.c.interactions)
        .join(row, col(row.id) == id)
        .where(_SESSIONS.c.revealed_at.is_(None))
        .where(sa.or_(_SESSIONS.c.client == ALL_CLIENTS, _SESSIONS.c.client == col(row.client)))
    )
    return any(str(id) in names for (names,) in session.execute(query))


def get(session: Session, id: uuid.UUID) -> RescoringRow:
    """Raises NotFound, for what another client owns as well."""
    row = session.get(RescoringRow, id)
    if row is None:
        raise NotFound("nothing was scored again under {id}", id=id)
    return row


def listed(
    session: Session, client: str | None = None, *, cursor: str | None = None, limit: int = 50
) -> Page[RescoringRow]:
    """Newest first, and the cursor of the next page. Raises BadInput on a cursor that this service did not make."""
    query = select(RescoringRow)
    if client is not None:
        query = query.where(RescoringRow.client == client)
    return newest_first(session, query, RescoringRow.made_at, RescoringRow.id, cursor, limit)


def of_version(session: Session, client: str, rubric: str, limit: int) -> Sequence[RescoringRow]:
    """The latest ones under a version of a client's, newest first."""
    query = select(RescoringRow).where(RescoringRow.client == client, RescoringRow.rubric == rubric)
    return session.exec(query.order_by(col(RescoringRow.made_at).desc(), col(RescoringRow.id)).limit(limit)).all()


def waiting(session: Session, id: uuid.UUID) -> RescoringRow | None:
    """It, and nobody else's until the transaction ends, if it still waits or runs: whoever lost it changes nothing."""
    query = select(RescoringRow).where(RescoringRow.id == id, col(RescoringRow.state).in_(WAITING))
    return session.exec(query.with_for_update()).first()


def begin(session: Session, id: uuid.UUID) -> RescoringRow | None:
    """A worker has it in hand and goes on where the one before stood; those that were left because people were at them
    are looked at once more. None: there is nothing left to do.
    """
    row = waiting(session, id)
    if row is not None:
        row.state, row.done, row.kept = State.RUNNING, row.done - row.kept, 0
        row.total = row.done + len(meant(session, row.client, Days(row.since, row.until), besides=row.rubric))
    return row


def finish(session: Session, id: uuid.UUID) -> None:
    """All that it means is scored again, or in people's hands."""
    row = waiting(session, id)
    if row is not None:
        row.state, row.total, row.done_at = State.DONE, row.done, now()


def fail(session: Session, id: uuid.UUID, sentence: Sentence) -> None:
    """What was scored again stays so; `sentence` tells people why the rest was not."""
    row = waiting(session, id)
    if row is not None:
        row.state, row.done_at = State.FAILED, now()
        failures.put(row, sentence)
