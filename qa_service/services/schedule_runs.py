"""What a worker does of scheduled exports, beside its other work: one that is due at a time, in a thread."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from qa_service.domain.people import Role
from qa_service.errors import place_of
from qa_service.logs import event
from qa_service.services import schedule_running
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.store import scheduled_exports


@dataclass
class ScheduleRuns:
    """Over one installation; one a worker."""

    open_deps: Callable[[], Dependencies]
    _thread: threading.Thread | None = None

    def tick(self, stopped: Callable[[], bool]) -> None:
        """Begin what is due and what nobody runs."""
        if stopped() or (self._thread is not None and self._thread.is_alive()):
            return
        deps = self.open_deps()
        with deps.store.reading() as session:
            due = scheduled_exports.due(session, deps.clock())
        if due:
            arguments = (context_of(deps, due[0].name), due[0].id, stopped)
            self._thread = threading.Thread(target=_run, args=arguments, name="scheduled export", daemon=True)
            self._thread.start()


def context_of(deps: Dependencies, name: str) -> Context:
    """As which a scheduled export goes out: an administrator of all clients has ordered it."""
    return Context(Caller(f"schedule-{name}", Role.ADMIN, None, kind=CallerKind.JOB), deps)


def _run(context: Context, id: UUID, stopped: Callable[[], bool]) -> None:
    try:
        state = schedule_running.run(context, id, stopped=stopped)
    except Exception as error:  # noqa: BLE001  (a database that is away comes back; the next run goes on)
        event("scheduled export failed", logging.WARNING, key=context.caller.key, error=place_of(error))
    else:
        event("scheduled export ran", key=context.caller.key, state=str(state))
