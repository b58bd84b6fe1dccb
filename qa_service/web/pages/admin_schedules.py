"""Scheduled exports, for administrators of all clients: ordered, looked at, run, removed."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from qa_service.domain.connectors import ConnectorKind
from qa_service.domain.interaction import Text
from qa_service.domain.schedules import Every
from qa_service.errors import QaError
from qa_service.services import schedule_page, scheduled_exports
from qa_service.services.scheduled_exports import WAREHOUSE, WantedSchedule
from qa_service.web import notes
from qa_service.web.administration import admin_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.pages import exports
from qa_service.web.pages.admin_connectors import lines
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin/schedules", route_class=WebRoute, include_in_schema=False)

ADDED = notes.add("schedule-added", N_("The export is scheduled. Run it now to see whether it arrives."))
ORDERED = notes.add("schedule-ordered", N_("A worker runs the export as its next one."))
REMOVED = notes.add("schedule-removed", N_("The scheduled export is removed. What it wrote stays at its place."))
_KINDS = (ConnectorKind.FOLDER.value, ConnectorKind.S3.value, ConnectorKind.SFTP.value)
_WHATS = {WAREHOUSE: N_("Feed for a data warehouse"), **{kind.value: name for kind, name in exports.KINDS.items()}}
_Lines = Annotated[Text, Form(max_length=60_000)]


@dataclass(frozen=True, slots=True)
class ScheduleForm:
    """A scheduled export as it was typed; `order`, `options` and `secrets` a line each, `name: value`."""

    name: Annotated[Text, Form(max_length=100)] = ""
    what: Annotated[Text, Form(max_length=40)] = WAREHOUSE
    every: Annotated[Text, Form(max_length=20)] = Every.DAY.value
    hour: Annotated[Text, Form(max_length=10)] = "3"
    weekday: Annotated[Text, Form(max_length=10)] = "1"
    day: Annotated[Text, Form(max_length=10)] = "1"
    kind: Annotated[Text, Form(max_length=20)] = ConnectorKind.FOLDER.value
    place: Annotated[Text, Form(max_length=1000)] = ""
    order: _Lines = ""
    options: _Lines = ""
    secrets: _Lines = ""

    def wanted(self) -> WantedSchedule:
        """Raises BadInput on lines that are none."""
        rhythm = {"every": self.every, "hour": self.hour, "weekday": self.weekday, "day": self.day}
        secrets = {name: str(value) for name, value in lines(self.secrets, "secrets").items()}
        where = (self.name.strip(), self.what, self.kind, self.place.strip())
        return WantedSchedule(*where, rhythm, lines(self.order, "export"), lines(self.options, "options"), secrets)


@router.get("")
def listed(request: Request, visitor: Annotated[Visitor, Opens(schedule_page.overview)]) -> Response:
    """All of them, and the form for another one."""
    return _list(request, visitor, ScheduleForm())


def _list(request: Request, visitor: Visitor, form: ScheduleForm, error: QaError | None = None) -> Response:
    values: dict[str, Any] = {"schedules": schedule_page.overview(visitor.context), "given": form}
    values["fault"] = None if error is None else visitor.locale.sentence(error.sentence)
    values["kinds"], values["rhythms"] = _KINDS, [every.value for every in Every]
    values["whats"] = _WHATS
    return admin_page(request, visitor, "admin_schedules.html", 422 if error else 200, **values)


@router.post("")
def add(
    request: Request,
    visitor: Annotated[Visitor, Opens(scheduled_exports.add)],
    form: Annotated[ScheduleForm, Depends()],
) -> Response:
    """What was typed is not lost where something is wrong."""
    try:
        view = scheduled_exports.add(visitor.context, form.wanted())
    except QaError as error:
        return _list(request, visitor, form, error)
    return moved(f"/admin/schedules/{view.id}", ADDED)


@router.get("/{uuid}")
def show(request: Request, visitor: Annotated[Visitor, Opens(schedule_page.detail)], uuid: UUID) -> Response:
    """One of them, with its latest runs."""
    page = schedule_page.detail(visitor.context, uuid)
    values: dict[str, Any] = {"shown": page.schedule, "runs": page.runs, "warehouse": WAREHOUSE, "whats": _WHATS}
    return admin_page(request, visitor, "admin_schedule.html", **values)


@router.post("/{uuid}/run")
def run(
    visitor: Annotated[Visitor, Opens(scheduled_exports.run_soon)],
    uuid: UUID,
    whole: Annotated[bool, Form()] = False,
) -> Response:
    """By a worker, as its next one."""
    scheduled_exports.run_soon(visitor.context, uuid, is_whole=whole)
    return moved(f"/admin/schedules/{uuid}", ORDERED)


@router.post("/{uuid}/remove")
def remove(visitor: Annotated[Visitor, Opens(scheduled_exports.remove)], uuid: UUID) -> Response:
    """What it wrote stays at its place."""
    scheduled_exports.remove(visitor.context, uuid)
    return moved("/admin/schedules", REMOVED)
