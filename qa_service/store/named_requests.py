"""Requests under an `Idempotency-Key`: begun, marked in the transaction that keeps what they change, answered."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from qa_service.errors import Conflict
from qa_service.store.tables_idempotency import NamedRequestRow


def find(session: Session, id: str) -> NamedRequestRow | None:
    """The request of this name, if there was one."""
    return session.get(NamedRequestRow, id)


def begin(session: Session, id: str, request: str, at: datetime) -> NamedRequestRow | None:
    """None where the request is new and begins now; else the one of this name that was there already."""
    row = session.get(NamedRequestRow, id)
    if row is not None:
        return row
    try:
        with session.begin_nested():
            session.add(NamedRequestRow(id=id, request=request, begun_at=at))
    except IntegrityError:  # another one began at this moment
        session.expire_all()
        return session.get(NamedRequestRow, id)
    return None


def forget(session: Session, id: str, since: datetime) -> None:
    """Drop what was begun at `since`, unless it has changed something or was answered by now."""
    row = NamedRequestRow
    unanswered = (col(row.status).is_(None), col(row.is_committed).is_(False))
    session.execute(sa.delete(row).where(col(row.id) == id, col(row.begun_at) == since, *unanswered))


def keep(session: Session, id: str, since: datetime) -> None:
    """Say in the same transaction that what the request begun at `since` changes is kept. Raises Conflict where it took
    so long that it was forgotten, whether or not it was sent again and begun anew meanwhile.
    """
    row = NamedRequestRow
    is_mine = (col(row.id) == id, col(row.begun_at) == since)
    marked = session.exec(sa.update(row).where(*is_mine).values(is_committed=True))
    if not marked.rowcount:
        raise Conflict("this took too long, and was taken for lost; nothing was changed, send it again")


def answer(session: Session, id: str, since: datetime, status: int, body: str | None, sealed: bytes | None) -> None:
    """Keep what was answered; a refusal that changed nothing is forgotten, so that it may be sent again, mended. The
    answer to one that was forgotten meanwhile is kept for nobody: what stands there is of the one begun after it.
    """
    row = session.get(NamedRequestRow, id)
    if row is None or row.begun_at != since:
        return
    if status >= 400 and not row.is_committed:
        session.delete(row)
    else:
        row.status, row.body, row.answer = status, body, sealed


def drop_old(session: Session, before: datetime) -> None:
    """Forget requests that began before."""
    session.execute(sa.delete(NamedRequestRow).where(col(NamedRequestRow.begun_at) < before))
