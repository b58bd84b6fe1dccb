"""The audit trail."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from qa_service.store.tables import AuditRow

_NOTED = "audit line added"


def note(session: Session, actor: str, action: str, subject: str, client: str | None = None, **detail: Any) -> None:
    """Add a line; it is kept if and only if the transaction is. `detail` holds no words of a conversation."""
    session.add(AuditRow(actor=actor, action=action, subject=subject, client=client, detail=detail))
    session.info[_NOTED] = True


def is_noted(session: Session) -> bool:
    """Whether this session has added a line."""
    return _NOTED in session.info


def trail(
    session: Session, *, subject: str | None = None, before: int | None = None, limit: int = 100
) -> Sequence[AuditRow]:
    """Lines, newest first; `before` is the id of the last line of the page before."""
    query = select(AuditRow)
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    if before is not None:
        query = query.where(col(AuditRow.id) < before)
    return session.exec(query.order_by(col(AuditRow.id).desc()).limit(limit)).all()
