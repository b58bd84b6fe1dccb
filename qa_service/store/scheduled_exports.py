"""Scheduled exports as rows: when they are due, who runs one, and how its runs ended."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.schedules import RunState
from qa_service.errors import Conflict, NotFound, Sentence
from qa_service.store import warehouse
from qa_service.store.connectors import LEASE, LeaseLost
from qa_service.store.tables_schedules import ScheduledExportRow, ScheduledRunRow

_RUNS_KEPT = 100
"""Of each; older ones say nothing that the later do not."""


def get(session: Session, id: uuid.UUID) -> ScheduledExportRow:
    """Raises NotFound."""
    row = session.get(ScheduledExportRow, id)
    if row is None:
        raise NotFound("no scheduled export {id}", id=id)
    return row


def by_name(session: Session, name: str) -> ScheduledExportRow:
    """Raises NotFound."""
    row = session.exec(select(ScheduledExportRow).where(ScheduledExportRow.name == name)).first()
    if row is None:
        raise NotFound("no scheduled export {name!r}", name=name)
    return row


def listed(session: Session) -> Sequence[ScheduledExportRow]:
    """All of them, by name; an installation has a few."""
    return session.exec(select(ScheduledExportRow).order_by(col(ScheduledExportRow.name))).all()


def add(session: Session, row: ScheduledExportRow) -> None:
    """Raises Conflict where the name is taken."""
    if session.exec(select(ScheduledExportRow.id).where(ScheduledExportRow.name == row.name)).first() is not None:
        raise Conflict("there is a scheduled export {name!r} already", name=row.name)
    session.add(row)
    session.flush()


def remove(session: Session, row: ScheduledExportRow) -> None:
    """With all that is known of its runs; what lies at its place stays there."""
    warehouse.forget(session, row.id)
    session.exec(sa.delete(ScheduledRunRow).where(col(ScheduledRunRow.schedule_id) == row.id))
    session.delete(row)


def due(session: Session, at: datetime) -> Sequence[ScheduledExportRow]:
    """Those that are to be run and that nobody runs, who has waited longest first."""
    row = ScheduledExportRow
    query = select(row).where(col(row.due_at) <= at, _is_free(at)).order_by(col(row.due_at), col(row.id))
    return session.exec(query).all()


def _is_free(at: datetime) -> Any:
    return sa.or_(col(ScheduledExportRow.held_until).is_(None), col(ScheduledExportRow.held_until) < at)


def take(session: Session, id: uuid.UUID, holder: str, at: datetime, lease: timedelta = LEASE) -> bool:
    """Whether `holder` may run it now; nobody else then does until the lease is over, or `holder` gives it back."""
    row = ScheduledExportRow
    change = sa.update(row).where(col(row.id) == id, _is_free(at)).values(holder=holder, held_until=at + lease)
    return bool(session.exec(change).rowcount)


def renew(session: Session, id: uuid.UUID, holder: str, at: datetime, lease: timedelta = LEASE) -> None:
    """Raises LeaseLost: another process runs it by now, or it was removed."""
    row = ScheduledExportRow
    ours = (col(row.id) == id, col(row.holder) == holder)
    if not session.exec(sa.update(row).where(*ours).values(held_until=at + lease)).rowcount:
        raise LeaseLost


def begin_run(session: Session, row: ScheduledExportRow, at: datetime) -> uuid.UUID:
    """A new run; one that was left unfinished has stopped."""
    run = ScheduledRunRow
    left = (col(run.schedule_id) == row.id, col(run.state) == RunState.RUNNING)
    session.exec(sa.update(run).where(*left).values(state=RunState.STOPPED, ended_at=at))
    new = run(client=row.client, schedule_id=row.id, state=RunState.RUNNING, begun_at=at)
    session.add(new)
    session.flush()
    return new.id


def end_run(session: Session, id: uuid.UUID, at: datetime, sentence: Sentence | None, **counts: int) -> None:
    """How it ended: `sentence` tells why it failed; `counts` are files, rows and bytes."""
    run = session.get(ScheduledRunRow, id)
    if run is None:
        return
    run.state, run.ended_at = RunState.DONE if sentence is None else RunState.FAILED, at
    run.failure_sentence = None if sentence is None else sentence.dump()
    for name, count in counts.items():
        setattr(run, name, count)
    _drop_old(session, run.schedule_id)


def _drop_old(session: Session, schedule_id: uuid.UUID) -> None:
    for row in runs(session, schedule_id, 2 * _RUNS_KEPT)[_RUNS_KEPT:]:
        session.delete(row)


def runs(session: Session, schedule_id: uuid.UUID, limit: int) -> Sequence[ScheduledRunRow]:
    """The latest first."""
    run = ScheduledRunRow
    query = select(run).where(run.schedule_id == schedule_id)
    return session.exec(query.order_by(col(run.begun_at).desc(), col(run.id)).limit(limit)).all()


def values(row: ScheduledExportRow) -> dict[str, Any]:
    """What the audit trail tells of one: no secret is among it."""
    return {"name": row.name, "what": row.wanted.get("what"), "kind": row.kind.value, "place": row.place}
