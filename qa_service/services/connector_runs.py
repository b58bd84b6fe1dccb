"""What a worker does of connectors, beside its other work: those that are due, a few at a time, each in a thread."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from qa_service.domain.people import Role
from qa_service.errors import place_of
from qa_service.logs import event
from qa_service.services import pulling
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.store import connectors
from qa_service.store.tables_connectors import ConnectorRow

_AT_ONCE = 4
_NIGHT = timedelta(hours=2)
"""After midnight of the centre's clocks everything is listed and compared."""


@dataclass
class ConnectorRuns:
    """Over one installation; one a worker."""

    open_deps: Callable[[], Dependencies]
    _running: dict[UUID, threading.Thread] = field(default_factory=dict)

    def tick(self, stopped: Callable[[], bool]) -> None:
        """Begin what is due and what nobody runs."""
        self._running = {id: thread for id, thread in self._running.items() if thread.is_alive()}
        deps = self.open_deps()
        now = deps.clock()
        with deps.store.reading() as session:
            rows = connectors.listed(session)
            due = [id for id in connectors.due(session, now) if id not in self._running]
        if nightly := [row.id for row in rows if _is_nightly_due(deps, row, now)]:
            with deps.store.transaction(hasty=True) as session:
                connectors.list_all(session, nightly)
        of = {row.id: row for row in rows}
        for id in due[: _AT_ONCE - len(self._running)]:
            if not stopped() and id in of:
                self._begin(deps, of[id], stopped)

    def _begin(self, deps: Dependencies, row: ConnectorRow, stopped: Callable[[], bool]) -> None:
        arguments = (context_of(deps, row), row.id, stopped)
        thread = threading.Thread(target=_run, args=arguments, name="connector", daemon=True)
        self._running[row.id] = thread
        thread.start()


def context_of(deps: Dependencies, row: ConnectorRow) -> Context:
    """As which a connector takes in: bound to its client, whatever a file says."""
    return Context(Caller(f"connector-{row.name}", Role.ADMIN, row.client, kind=CallerKind.JOB), deps)


def _run(context: Context, id: UUID, stopped: Callable[[], bool]) -> None:
    try:
        counts = pulling.run(context, id, stopped=stopped)
    except Exception as error:  # noqa: BLE001  (a database that is away comes back; the next run goes on)
        event("connector failed", logging.WARNING, key=context.caller.key, error=place_of(error))
    else:
        if counts:
            event("connector ran", key=context.caller.key, count=counts.total())


def _is_nightly_due(deps: Dependencies, row: ConnectorRow, now: datetime) -> bool:
    """Once a day of the centre's, from two hours after midnight; a new connector begins with it."""
    today = deps.calendar.day(now - _NIGHT)
    last = None if row.reconciled is None else datetime.fromisoformat(row.reconciled["at"])
    return row.is_on and not row.is_full and (last is None or deps.calendar.day(last - _NIGHT) < today)
