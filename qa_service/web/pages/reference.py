"""The reference of the HTTP interface: every operation, event and schema, as the service itself describes them."""

from typing import Any

from fastapi import APIRouter, Request, Response

from qa_service.errors import NotFound
from qa_service.web import reference
from qa_service.web.page import page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Signed, Visitor

router = APIRouter(prefix="/reference", route_class=WebRoute, include_in_schema=False)


@router.get("")
def contents(request: Request, visitor: Signed) -> Response:
    """What there is, by subject."""
    document = _document(request, visitor)
    values: dict[str, Any] = {"sections": reference.sections(document), "events": len(reference.events(document))}
    return page(request, visitor, "reference.html", about=document["info"], **values)


@router.get("/events")
def events(request: Request, visitor: Signed) -> Response:
    """What webhooks are sent on."""
    operations = reference.events(_document(request, visitor))
    return page(request, visitor, "reference_section.html", tag="events", operations=operations)


@router.get("/schemas/{name}")
def schema(request: Request, visitor: Signed, name: str) -> Response:
    """One schema."""
    try:
        description, fields, example = reference.schema(_document(request, visitor), name)
    except KeyError:
        raise NotFound("there is no such page") from None
    values: dict[str, Any] = {"name": name, "description": description, "properties": fields, "example_text": example}
    return page(request, visitor, "reference_schema.html", **values)


@router.get("/{tag}")
def section(request: Request, visitor: Signed, tag: str) -> Response:
    """All operations of one subject."""
    operations = reference.operations(_document(request, visitor), tag)
    if not operations:
        raise NotFound("there is no such page")
    return page(request, visitor, "reference_section.html", tag=tag, operations=operations)


def _document(request: Request, visitor: Visitor) -> dict[str, Any]:
    """Raises NotFound where the description is switched off."""
    if visitor.context.deps.exposure.openapi == "off":
        raise NotFound("there is no such page")
    document: dict[str, Any] = request.app.openapi()
    return document
