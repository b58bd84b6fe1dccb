"""One run of a scheduled export: a file of the last whole day, week or month, or what is new for a warehouse."""

import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from qa_service.connectors import opening, target_opening
from qa_service.connectors.port import Opening
from qa_service.connectors.target import Target
from qa_service.documents.exports import Wanted
from qa_service.domain.schedules import RunState
from qa_service.errors import QaError, Sentence, place_of, say
from qa_service.exporting.warehouse.facts import FactMaker
from qa_service.exporting.warehouse.feed import Feed, Written
from qa_service.logs import event
from qa_service.services import connectors, exports, schedule_alarms, scheduled_exports
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes
from qa_service.store import opening_hours, withdrawn
from qa_service.store import scheduled_exports as rows
from qa_service.store.connectors import LEASE, LeaseLost, new_holder
from qa_service.store.tables_schedules import ScheduledExportRow

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=1)
"""Until another try after a failure; doubled with each one in a row."""


class _Stopped(Exception):
    """The worker is to end; the run is taken up by the next one."""


@changes(Permission.CONNECT, "deliver export", own_transactions=True)
def run(
    context: Context, id: UUID, *, stopped: Callable[[], bool] = lambda: False, lease: timedelta = LEASE
) -> RunState | None:
    """How it ended; None where another process runs it. A failure is written down, and tried again later. Raises
    NotFound.
    """
    context.unchanged()
    holder, now = new_holder(), context.deps.clock()
    with context.transaction() as session:
        row = rows.get(session, id)
        if not rows.take(session, id, holder, now, lease):
            return None
        session.refresh(row)
        run_id = rows.begin_run(session, row, now)
    running = _Running(context, row, holder, run_id, stopped, lease)
    try:
        with _renewed(running, lease):
            return running.run()
    except LeaseLost:
        return RunState.STOPPED


@contextmanager
def _renewed(running: "_Running", lease: timedelta) -> Iterator[None]:
    """The lease is kept beside long uploads."""
    over = threading.Event()

    def keep() -> None:
        while not over.wait(lease.total_seconds() / 4):
            with suppress(Exception):  # lost, it is found out between two steps
                running.renew()

    thread = threading.Thread(target=keep, name="schedule lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class _Running:
    """Of one scheduled export by one `holder`."""

    context: Context
    row: ScheduledExportRow
    holder: str
    run_id: UUID
    stopped: Callable[[], bool]
    lease: timedelta

    def run(self) -> RunState:
        """To the end, or until it is stopped; what fails is written down."""
        before = self._removals()
        try:
            written = self._delivered()
        except (LeaseLost, _Stopped):
            self._give_back()
            return RunState.STOPPED
        except QaError as error:
            self._end(error.sentence, Written(0, 0, 0))
            return RunState.FAILED
        except Exception as error:
            event("scheduled export failed", logging.WARNING, key=self.row.name, error=place_of(error))
            self._end(say("the service failed: {kind}", kind=type(error).__name__), Written(0, 0, 0))
            raise
        self._end(None, written, again=self._removals() != before and scheduled_exports.export_of(self.row) is None)
        return RunState.DONE

    def renew(self) -> None:
        """Raises LeaseLost."""
        with self.context.deps.store.transaction(hasty=True) as session:
            rows.renew(session, self.row.id, self.holder, self.context.deps.clock(), self.lease)

    def _still(self) -> None:
        """Raises LeaseLost, _Stopped."""
        if self.stopped():
            raise _Stopped
        self.renew()

    def _delivered(self) -> Written:
        target = self._target()
        try:
            export = scheduled_exports.export_of(self.row)
            return self._feed(target).run() if export is None else self._file(target, export)
        finally:
            target.close()

    def _target(self) -> Target:
        row, reach = self.row, self.context.deps.connecting
        options = connectors.read_options(row.options)
        plain = Opening(row.place, options, {}, reach.hosts, reach.roots)
        target_opening.check_target(row.kind, plain, row.secrets)
        return target_opening.opened_target(row.kind, opening.with_secrets(plain, row.secrets, reach.secrets))

    def _feed(self, target: Target) -> Feed:
        deps = self.context.deps
        with deps.store.reading() as session:
            calendars = {client: opening_hours.calendar(session, client) for client in opening_hours.clients(session)}
        maker = FactMaker(
            deps.intake.pseudonyms,
            lambda client, at: calendars.get(client, deps.calendar).day(at),
            names_agents=bool(deps.monitoring_basis.strip()),
        )
        id, is_whole = self.row.id, self.row.is_whole
        return Feed(deps.store, deps.rubrics, maker, target, id, self.row.name, deps.clock, is_whole, self._still)

    def _file(self, target: Target, export: Wanted) -> Written:
        """The file of the last whole day, week or month; one of that time again takes its place."""
        deps = self.context.deps
        days = scheduled_exports.rhythm_of(self.row).days_before(deps.calendar.day(deps.clock()))
        since, until = deps.calendar.ends(days)
        filters = export.filters.model_copy(update={"since": since, "until": until})
        order = exports.authorised(deps, self.context.caller, export.model_copy(update={"filters": filters}))
        last = days.until - timedelta(days=1) if days.until is not None else None
        name = f"{order.kind.value}-{days.since}-{last}.{order.format.value}"
        with tempfile.NamedTemporaryFile(suffix=f".{order.format.value}") as file:
            done = 0

            def progress(so_far: int, _total: int | None) -> None:
                nonlocal done
                done = so_far
                self._still()

            before = -1
            while before != (before := self._removals()):  # what is erased meanwhile does not go out
                file.seek(0)
                file.truncate()
                deps.exporter.make(order, file, progress)
                file.flush()
            size = Path(file.name).stat().st_size
            self._still()
            target.put(Path(file.name), name)
        return Written(1, done, size)

    def _removals(self) -> int:
        with self.context.deps.store.reading() as session:
            return withdrawn.removals(session)

    def _give_back(self) -> None:
        with suppress(LeaseLost), self.context.deps.store.transaction() as session:
            rows.renew(session, self.row.id, self.holder, self.context.deps.clock(), self.lease)
            row = rows.get(session, self.row.id)
            row.holder, row.held_until = None, None

    def _end(self, fault: Sentence | None, written: Written, *, again: bool = False) -> None:
        """Write down how it went, and give the export back. `again`: something was erased meanwhile, and is to go from
        the place at once.
        """
        context, now = self.context, self.context.deps.clock()
        with context.transaction() as session:
            rows.renew(session, self.row.id, self.holder, now, self.lease)
            row = rows.get(session, self.row.id)
            session.refresh(row)
            rows.end_run(session, self.run_id, now, fault, files=written.files, rows=written.rows, size=written.size)
            self._wrote(row, fault, again)
            row.holder, row.held_until = None, None
            context.note(row.id, row.client or None, name=row.name, failed=fault is not None, files=written.files)
            if fault is not None:
                schedule_alarms.raise_where_due(session, context.caller.actor, row, now)

    def _wrote(self, row: ScheduledExportRow, fault: Sentence | None, again: bool) -> None:
        now = self.context.deps.clock()
        due = scheduled_exports.rhythm_of(row).next_after(now, self.context.deps.timezone)
        if fault is None:
            row.failures, row.failing_since, row.failure_sentence = 0, None, None
            row.is_whole = row.is_whole and not self.row.is_whole
            is_ordered = row.due_at > self.row.due_at and row.due_at <= now  # somebody ordered another run meanwhile
            row.due_at = now if is_ordered or again else due
            return
        row.failures, row.failing_since = row.failures + 1, row.failing_since or now
        row.failure_sentence = fault.dump()
        row.due_at = min(due, now + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(row.failures - 1, 10)))
