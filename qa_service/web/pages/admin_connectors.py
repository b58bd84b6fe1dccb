"""Connectors, for administrators of all clients: set up, looked at, run, switched; and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import yaml
from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.documents.connectors import ConnectorView, DryRunView
from qa_service.domain.connectors import ConnectorKind, ObjectState
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, QaError
from qa_service.scoring import text
from qa_service.services import connector_listings, connector_objects, connector_page, connectors
from qa_service.services.connectors import WantedConnector
from qa_service.web import notes
from qa_service.web.administration import admin_page
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin/connectors", route_class=WebRoute, include_in_schema=False)

ADDED = notes.add("connector-added", N_("The connector is set up. Say what would come, and switch it on."))
CHANGED = notes.add(
    "connector-changed", N_("The connector is changed. Everything is listed again; nothing comes twice.")
)
SWITCHED = notes.add("connector-switched", N_("The connector is switched."))
ORDERED = notes.add("connector-ordered", N_("A worker runs the connector as its next one."))
REMOVED = notes.add("connector-removed", N_("The connector is removed. What it took in stays."))
RETRIED = notes.add("objects-retried", N_("The objects are fetched once more."))
_Lines = Annotated[Text, Form(max_length=60_000)]
_STATES = tuple(state.value for state in ObjectState)


@dataclass(frozen=True, slots=True)
class ConnectorForm:
    """A connector as it was typed; `options` and `secrets` a line each, `name: value`."""

    name: Annotated[Text, Form(max_length=100)] = ""
    kind: Annotated[Text, Form(max_length=20)] = ConnectorKind.FOLDER.value
    place: Annotated[Text, Form(max_length=1000)] = ""
    client: Annotated[Text, Form(max_length=200)] = ""
    options: _Lines = ""
    secrets: _Lines = ""

    def wanted(self, *, is_on: bool) -> WantedConnector:
        """Raises BadInput on lines that are none."""
        options, secrets = lines(self.options, "options"), lines(self.secrets, "secrets")
        references = {name: str(value) for name, value in secrets.items()}
        names = (self.name.strip(), self.kind, self.place.strip(), self.client.strip())
        return WantedConnector(*names, options, references, is_on=is_on)


def lines(typed: str, where: str) -> dict[str, Any]:
    """What was typed as `name: value`, one a line. Raises BadInput on lines that are none."""
    values = text.read(typed) or {}
    if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
        raise BadInput("are no lines of name and value", where=where, hint="write `name: value`, one a line")
    return values


@router.get("")
def listed(request: Request, visitor: Annotated[Visitor, Opens(connector_page.overview)]) -> Response:
    """All of them, and the form for another one."""
    return _list(request, visitor, ConnectorForm())


def _list(request: Request, visitor: Visitor, form: ConnectorForm, error: QaError | None = None) -> Response:
    values: dict[str, Any] = {"connectors": connector_page.overview(visitor.context), "given": form}
    values["fault"] = None if error is None else visitor.locale.sentence(error.sentence)
    values["kinds"] = [kind.value for kind in ConnectorKind]
    return admin_page(request, visitor, "admin_connectors.html", 422 if error else 200, **values)


@router.post("")
def add(
    request: Request, visitor: Annotated[Visitor, Opens(connectors.add)], form: Annotated[ConnectorForm, Depends()]
) -> Response:
    """Off at first: its dry run tells what would come. What was typed is not lost where something is wrong."""
    try:
        view = connectors.add(visitor.context, form.wanted(is_on=False))
    except QaError as error:
        return _list(request, visitor, form, error)
    return moved(f"/admin/connectors/{view.id}", ADDED)


@router.get("/{uuid}")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(connector_page.detail)],
    uuid: UUID,
    state: Annotated[ObjectState, Query()] = ObjectState.REFUSED,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """One of them, with what was refused."""
    return _one(request, visitor, uuid, state, cursor)


def _one(
    request: Request,
    visitor: Visitor,
    uuid: UUID,
    state: ObjectState = ObjectState.REFUSED,
    cursor: str | None = None,
    error: QaError | None = None,
    coming: DryRunView | None = None,
    form: ConnectorForm | None = None,
) -> Response:
    page = connector_page.detail(visitor.context, uuid, state, cursor)
    values: dict[str, Any] = {"shown": page.connector, "objects": page.objects, "next": page.next, "cursor": cursor}
    values |= {"state": state.value, "states": _STATES, "coming": coming, "form": form or _form(page.connector.view)}
    values["fault"] = None if error is None else visitor.locale.sentence(error.sentence)
    return admin_page(request, visitor, "admin_connector.html", 422 if error else 200, **values)


def _form(view: ConnectorView) -> ConnectorForm:
    """As it would be typed."""
    return ConnectorForm(
        view.name, view.kind.value, view.place, view.client, _as_lines(view.options), _as_lines(view.secrets)
    )


def _as_lines(values: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(values), allow_unicode=True) if values else ""


@router.post("/{uuid}/change")
def change(
    request: Request,
    visitor: Annotated[Visitor, Opens(connectors.change)],
    uuid: UUID,
    form: Annotated[ConnectorForm, Depends()],
) -> Response:
    """All of it is said anew."""
    before = connectors.show(visitor.context, uuid)
    try:
        connectors.change(visitor.context, uuid, form.wanted(is_on=before.is_on))
    except QaError as error:
        return _one(request, visitor, uuid, error=error, form=form)
    return moved(f"/admin/connectors/{uuid}", CHANGED)


@router.post("/{uuid}/switch")
def switch(
    visitor: Annotated[Visitor, Opens(connectors.switch)], uuid: UUID, on: Annotated[bool, Form()] = False
) -> Response:
    """On or off."""
    connectors.switch(visitor.context, uuid, is_on=on)
    return moved(f"/admin/connectors/{uuid}", SWITCHED)


@router.post("/{uuid}/run")
def run(
    visitor: Annotated[Visitor, Opens(connectors.run_soon)], uuid: UUID, full: Annotated[bool, Form()] = False
) -> Response:
    """By a worker, as its next one."""
    connectors.run_soon(visitor.context, uuid, is_full=full)
    return moved(f"/admin/connectors/{uuid}", ORDERED)


@router.post("/{uuid}/dry-run")
def dry_run(request: Request, visitor: Annotated[Visitor, Opens(connector_listings.dry_run)], uuid: UUID) -> Response:
    """What would come, and what the readers make of the first of it."""
    try:
        coming = connector_listings.dry_run(visitor.context, uuid, read=5, most=50)
    except QaError as error:
        return _one(request, visitor, uuid, error=error)
    return _one(request, visitor, uuid, coming=coming)


@router.post("/{uuid}/retry")
def retry(
    visitor: Annotated[Visitor, Opens(connector_objects.retry)],
    uuid: UUID,
    object: Annotated[UUID | None, Form()] = None,
) -> Response:
    """One object, or all that were refused."""
    connector_objects.retry(visitor.context, uuid, None if object is None else [object])
    return moved(f"/admin/connectors/{uuid}", RETRIED)


@router.post("/{uuid}/remove")
def remove(visitor: Annotated[Visitor, Opens(connectors.remove)], uuid: UUID) -> Response:
    """What it took in stays."""
    connectors.remove(visitor.context, uuid)
    return moved("/admin/connectors", REMOVED)
