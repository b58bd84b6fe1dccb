"""What fell by the wayside: work that no queue knows of, and unmasked things that nobody waits for."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from qa_service.domain.interaction import State
from qa_service.store import replaced
from qa_service.store.blobs import Blobs
from qa_service.store.erase import drop_unused
from qa_service.store.inbox import Inbox
from qa_service.store.interactions import WAITING
from qa_service.store.tables import InteractionRow

Place = tuple[datetime, uuid.UUID]


def waiting_since(session: Session, before: datetime, after: Place | None, limit: int) -> Sequence[InteractionRow]:
    """Interactions that came in before `before` and have no result, in order of arrival, those after `after` only."""
    arrival = sa.tuple_(col(InteractionRow.received_at), col(InteractionRow.id))
    query = select(InteractionRow).where(
        col(InteractionRow.state).in_(WAITING), col(InteractionRow.received_at) < before
    )
    if after is not None:
        query = query.where(arrival > sa.tuple_(sa.literal(after[0], UTCDateTime()), sa.literal(after[1], sa.Uuid())))
    order = (col(InteractionRow.received_at), col(InteractionRow.id))
    return session.exec(query.order_by(*order).limit(limit)).all()


def clear_inbox(
    session: Session, blobs: Blobs, inbox: Inbox, before: datetime, failed_before: datetime, *, keep_done: bool
) -> int:
    """Remove sealed words, unchanged since `before`, of runs that are gone, done, or failed before `failed_before`; and
    the recordings of runs that were replaced by somebody who then died.
    """
    cleared = 0
    for id, run in list(inbox.older_than(before)):
        row = session.get(InteractionRow, id)
        if row is not None and row.run == run and not _over(row, failed_before, keep_done):
            continue
        replaced.drop(blobs, inbox, id, run, session)
        cleared += 1
    return cleared


def _over(row: InteractionRow, failed_before: datetime, keep_done: bool) -> bool:
    if row.state is State.FAILED:
        return row.done_at is None or row.done_at < failed_before
    return row.state is State.DONE and not keep_done


def drop_failed_recordings(session: Session, blobs: Blobs, failed_before: datetime) -> int:
    """Remove the unmasked recordings of interactions that failed before then."""
    query = select(InteractionRow).where(
        InteractionRow.state == State.FAILED,
        col(InteractionRow.recording_key).is_not(None),
        col(InteractionRow.done_at) < failed_before,
    )
    rows = session.exec(query).all()
    for row in rows:
        key, row.recording_key = str(row.recording_key), None
        session.flush()
        drop_unused(session, row.client, key, blobs)
    return len(rows)
