"""Failed interactions that shall be tried again: one by one, or all that failed for a reason that is gone."""

import uuid

from sqlmodel import Session

from qa_service.jobs import Queue
from qa_service.store import audit, results
from qa_service.store.repository import Store
from qa_service.store.results import Failed
from qa_service.store.tables import InteractionRow

_AT_ONCE = 200


def try_again(session: Session, id: uuid.UUID, actor: str, **detail: str) -> InteractionRow:
    """Let a failed interaction wait once more, on the record; the caller hands the row to `workflow.Jobs.again`.

    Raises NotFound, and Conflict when it did not fail.
    """
    row = results.try_again(session, id)
    audit.note(session, actor, "retry", str(id), row.client, **detail)
    return row


def retry_all(store: Store, queue: Queue, which: Failed, actor: str, reason: str) -> int:
    """The same with all that `which` means, a batch at a time; returns how many wait again."""
    count, after = 0, None
    while True:
        with store.transaction() as session:
            ids = [row.id for row in results.failed(session, which, after, _AT_ONCE)]
            rows = [try_again(session, id, actor, reason=reason) for id in ids]
        if not rows:
            return count
        queue.again(rows)
        count, after = count + len(rows), rows[-1].id
