"""What fell by the wayside: unmasked things that nobody waits for."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.retention import KeptKind
from qa_service.store import holds, retention
from qa_service.store.blobs import Blobs
from qa_service.store.remains import drop, drop_unused
from qa_service.store.retention import AllClocks
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow, now


def clear_staging(
    session: Session, blobs: Blobs, staging: Staging, before: datetime, failed_before: datetime, *, keep_done: bool
) -> int:
    """Remove sealed words, unchanged since `before`, of runs that are gone, done, or failed before `failed_before`; and
    the recordings of runs that were replaced by somebody who then died. What failed and is under a legal hold stays.
    """
    cleared, clocks = 0, retention.clocks(session)
    for id, run in list(staging.older_than(before)):
        row = session.get(InteractionRow, id)
        if row is not None and row.run == run:
            is_due = row.state is State.DONE and _is_due(row, clocks)
            if not (is_due or _over(row, failed_before, keep_done)):
                continue
            if (is_due or row.state is State.FAILED) and holds.of_row(session, row):
                continue
        drop(blobs, staging, id, run, session)
        cleared += 1
    return cleared


def _is_due(row: InteractionRow, clocks: AllClocks) -> bool:
    """Whether the time of originals is up; of texts nothing but the sealed one tells that there is one."""
    days = clocks.of(row.client).of(KeptKind.ORIGINAL)
    return days is not None and row.at < now() - timedelta(days=days)


def _over(row: InteractionRow, failed_before: datetime, keep_done: bool) -> bool:
    if row.state is State.FAILED:
        return row.done_at is None or row.done_at < failed_before
    return row.state is State.DONE and not keep_done


def drop_failed_recordings(session: Session, blobs: Blobs, failed_before: datetime) -> int:
    """Remove the unmasked recordings of interactions that failed before then, but for those under a legal hold."""
    query = select(InteractionRow).where(
        InteractionRow.state == State.FAILED,
        col(InteractionRow.recording_key).is_not(None),
        col(InteractionRow.done_at) < failed_before,
        ~holds.is_held(),
    )
    rows = session.exec(query).all()
    for row in rows:
        key, row.recording_key = str(row.recording_key), None
        session.flush()
        drop_unused(session, row.client, key, blobs)
    return len(rows)
