"""The alarm of a scheduled export: one failure after another."""

from datetime import datetime

from sqlmodel import Session

from qa_service.store import alarms, audit
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from qa_service.store.tables_schedules import ScheduledExportRow

_FAILURES = 3
"""In a row; once for each row of failures."""


def raise_where_due(session: Session, actor: str, row: ScheduledExportRow, at: datetime) -> None:
    """After so many failures that it does not mend itself."""
    if row.failures < _FAILURES or row.failing_since is None:
        return
    alarm = AlarmRow(
        client=row.client,
        kind=AlarmKind.EXPORT_FAILING,
        subject=f"scheduled-export:{row.name}",
        since=row.failing_since,
        until=at,
        raised_at=at,
        detail={"schedule": row.name, "failures": row.failures},
    )
    if alarms.keep(session, alarm):
        audit.note(session, actor, "raise alarm", str(alarm.id), row.client or None)
