"""What the pages show of scheduled exports: as they go out, and with sentences that can be said in the visitor's
language.
"""

from typing import Any, NamedTuple
from uuid import UUID

from qa_service.documents.schedules import ScheduledExportView, ScheduledRunView
from qa_service.services import scheduled_exports
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads
from qa_service.store import scheduled_exports as rows

_RUNS = 30


class ShownSchedule(NamedTuple):
    """A scheduled export, and why its last run failed, as it is kept."""

    view: ScheduledExportView
    failure_sentence: list[Any] | None


class ShownRun(NamedTuple):
    """A run, and why it failed, as it is kept."""

    view: ScheduledRunView
    failure_sentence: list[Any] | None


class SchedulePage(NamedTuple):
    """One scheduled export with its latest runs."""

    schedule: ShownSchedule
    runs: list[ShownRun]


@reads(Permission.CONNECT)
def overview(context: Context) -> list[ShownSchedule]:
    """All of them, by name."""
    listed = rows.listed(context.session)
    return [ShownSchedule(scheduled_exports.view(row, context), row.failure_sentence) for row in listed]


@reads(Permission.CONNECT)
def detail(context: Context, id: UUID) -> SchedulePage:
    """One of them. Raises NotFound."""
    row = rows.get(context.session, id)
    runs = rows.runs(context.session, id, _RUNS)
    shown = [ShownRun(scheduled_exports.run_view(run), run.failure_sentence) for run in runs]
    return SchedulePage(ShownSchedule(scheduled_exports.view(row, context), row.failure_sentence), shown)
