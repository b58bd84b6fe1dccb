"""Webhook endpoints, for administrators: added, changed, switched, tried; their log, and what is sent again."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from qa_service.domain.events import CHOOSABLE
from qa_service.domain.interaction import Text
from qa_service.errors import BadInput, Conflict, QaError
from qa_service.services import webhooks
from qa_service.services.webhooks import EndpointChanges, WantedEndpoint
from qa_service.web import notes
from qa_service.web.administration import admin_page, shown_once
from qa_service.web.i18n import N_
from qa_service.web.page import moved
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(prefix="/admin/webhooks", route_class=WebRoute, include_in_schema=False)

CHANGED = notes.add("webhook-changed", N_("The endpoint is changed."))
ON = notes.add("webhook-on", N_("The endpoint is on. What waits for it goes first."))
OFF = notes.add("webhook-off", N_("The endpoint is off. What happens now can be sent later."))
REMOVED = notes.add("webhook-removed", N_("The endpoint is removed."))
TESTED = notes.add("webhook-tested", N_("A test is on its way. The log below tells in a few seconds what came of it."))
REPLAYED = notes.add("webhook-replayed", N_("The events of that period are on their way again."))


@dataclass(frozen=True, slots=True)
class EndpointForm:
    """The form of an endpoint."""

    url: Annotated[Text, Form(max_length=2000)] = ""
    label: Annotated[Text, Form(max_length=300)] = ""
    client: Annotated[Text, Form(max_length=200)] = ""
    events: Annotated[tuple[str, ...], Form()] = ()


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(webhooks.listed)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """All within reach, and the form for another one."""
    return _list(request, visitor, EndpointForm(), cursor)


def _list(
    request: Request, visitor: Visitor, form: EndpointForm, cursor: str | None = None, error: QaError | None = None
) -> Response:
    page = webhooks.listed(visitor.context, cursor)
    values: dict[str, Any] = {"endpoints": page.items, "next": page.next, "cursor": cursor, "given": form}
    values |= _choices(visitor, error)
    return admin_page(request, visitor, "admin_webhooks.html", 422 if error else 200, **values)


def _choices(visitor: Visitor, error: QaError | None) -> dict[str, Any]:
    fault = None if error is None else visitor.locale.sentence(error.sentence)
    return {"types": [type.value for type in CHOOSABLE], "fault": fault}


@router.post("")
def add(
    request: Request, visitor: Annotated[Visitor, Opens(webhooks.add)], form: Annotated[EndpointForm, Depends()]
) -> Response:
    """A new one, its secret shown this once; what was typed is not lost where it cannot be."""
    try:
        wanted = WantedEndpoint(form.url, form.label, form.client.strip() or None, form.events)
        view = webhooks.add(visitor.context, wanted)
    except (BadInput, Conflict) as error:
        return _list(request, visitor, form, error=error)
    back = f"/admin/webhooks/{view.id}"
    return shown_once(request, visitor, kind="webhook", of=view.label, secret=view.secret, back=back)


@router.get("/{uuid}")
def opened(
    request: Request,
    visitor: Annotated[Visitor, Opens(webhooks.show)],
    uuid: UUID,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """One of them with its log."""
    return _one(request, visitor, uuid, cursor)


def _one(
    request: Request, visitor: Visitor, uuid: UUID, cursor: str | None = None, error: QaError | None = None
) -> Response:
    view = webhooks.show(visitor.context, uuid)
    log = webhooks.log(visitor.context, uuid, cursor)
    values: dict[str, Any] = {"endpoint": view, "log": log.items, "next": log.next, "cursor": cursor}
    values |= _choices(visitor, error)
    return admin_page(request, visitor, "admin_webhook.html", 422 if error else 200, **values)


@router.post("/{uuid}")
def change(
    request: Request,
    visitor: Annotated[Visitor, Opens(webhooks.change)],
    uuid: UUID,
    form: Annotated[EndpointForm, Depends()],
) -> Response:
    """Address, name and types, as they now stand in the form."""
    try:
        webhooks.change(visitor.context, uuid, EndpointChanges(form.url, form.label, form.events))
    except BadInput as error:
        return _one(request, visitor, uuid, error=error)
    return moved(f"/admin/webhooks/{uuid}", CHANGED)


@router.post("/{uuid}/rotate")
def rotate(request: Request, visitor: Annotated[Visitor, Opens(webhooks.rotate)], uuid: UUID) -> Response:
    """A secret in the place of another, which signs as well for a day more; shown this once."""
    view = webhooks.rotate(visitor.context, uuid)
    back = f"/admin/webhooks/{uuid}"
    return shown_once(request, visitor, kind="webhook", of=view.label, secret=view.secret, back=back)


@router.post("/{uuid}/on")
def on(visitor: Annotated[Visitor, Opens(webhooks.switch)], uuid: UUID) -> Response:
    """Told of events again."""
    webhooks.switch(visitor.context, uuid, on=True)
    return moved(f"/admin/webhooks/{uuid}", ON)


@router.post("/{uuid}/off")
def off(visitor: Annotated[Visitor, Opens(webhooks.switch)], uuid: UUID) -> Response:
    """Told of nothing for now."""
    webhooks.switch(visitor.context, uuid, on=False)
    return moved(f"/admin/webhooks/{uuid}", OFF)


@router.post("/{uuid}/test")
def test(request: Request, visitor: Annotated[Visitor, Opens(webhooks.test)], uuid: UUID) -> Response:
    """An event of no meaning."""
    try:
        webhooks.test(visitor.context, uuid)
    except Conflict as error:
        return _one(request, visitor, uuid, error=error)
    return moved(f"/admin/webhooks/{uuid}", TESTED)


@router.post("/{uuid}/replay")
def replay(
    request: Request,
    visitor: Annotated[Visitor, Opens(webhooks.replay)],
    uuid: UUID,
    event: Annotated[str, Form(max_length=100)] = "",
    since: Annotated[str, Form(max_length=20)] = "",
    until: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """One event, or those of some days; `until` is the last of them."""
    try:
        if event:
            webhooks.replay(visitor.context, uuid, event=_id(event))
        else:
            begin, end = visitor.locale.start_of(since), visitor.locale.end_of(until)
            webhooks.replay(visitor.context, uuid, since=begin, until=end)
    except BadInput as error:
        return _one(request, visitor, uuid, error=error)
    return moved(f"/admin/webhooks/{uuid}", REPLAYED)


def _id(text: str) -> UUID:
    try:
        return UUID(text.strip())
    except ValueError:
        raise BadInput("is no number of an event", where="event") from None


@router.post("/{uuid}/remove")
def remove(visitor: Annotated[Visitor, Opens(webhooks.remove)], uuid: UUID) -> Response:
    """It is gone, with its log."""
    webhooks.remove(visitor.context, uuid)
    return moved("/admin/webhooks", REMOVED)
