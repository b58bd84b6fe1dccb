"""Alarms of a connector: nothing new for too long, or one failure after another."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session

from qa_service.domain.connectors import ConnectorOptions, working_time
from qa_service.store import alarms
from qa_service.store.tables_connectors import ConnectorRow
from qa_service.store.tables_figures import AlarmKind, AlarmRow


def due(
    session: Session, connector: ConnectorRow, options: ConnectorOptions, at: datetime, zone: str
) -> Iterator[AlarmRow]:
    """Those that are new: once for a silence, and once for a row of failures."""
    since = max(moment for moment in (connector.new_at, connector.set_at) if moment is not None)
    hours = working_time(since, at, options, zone).total_seconds() / 3600
    if options.silence_hours and hours >= options.silence_hours:
        yield from _kept(session, connector, AlarmKind.CONNECTOR_SILENT, since, at, hours=round(hours, 1))
    if connector.failures >= options.failures_alarm:
        since = connector.ran_at or connector.set_at
        yield from _kept(session, connector, AlarmKind.CONNECTOR_FAILING, since, at, failures=connector.failures)


def _kept(
    session: Session, connector: ConnectorRow, kind: AlarmKind, since: datetime, until: datetime, **detail: Any
) -> Iterator[AlarmRow]:
    alarm = AlarmRow(
        client=connector.client,
        kind=kind,
        subject=f"connector:{connector.name}",
        since=since,
        until=until,
        raised_at=until,
        detail={"connector": connector.name, **detail},
    )
    if alarms.keep(session, alarm):
        yield alarm
