"""Exports: asked for, made by a worker, fetched for a while."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.exports import ExportPage, ExportView, Wanted
from qa_service.domain.exports import MEDIA_TYPES
from qa_service.http.attachments import attachment
from qa_service.services import exports
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/exports", tags=["exports"])


@router.post(
    "", summary="Ask for an export", status_code=202, response_model=ExportView, responses=openapi.refuses(404, 409)
)
def ask(order: Wanted, response: Response, context: Annotated[Context, Calls(exports.order)]) -> ExportView:
    """A worker makes the file; `Location` tells how far it is. Only what the key may see goes into it, and the audit
    trail keeps who asked for what.
    """
    export = exports.order(context, order)
    response.headers["Location"] = export.links.export
    return export


@router.get("", summary="List exports", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(exports.listed)],
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ExportPage:
    """Those that this key asked for; an administrator of all clients sees everybody's."""
    rows, more, _ = exports.listed(context, cursor, limit)
    return ExportPage(items=[row.view for row in rows], next=more)


@router.get("/{uuid}", summary="Look at an export", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(exports.show)]) -> ExportView:
    """How far it is, why it failed, how long its file can be fetched."""
    return exports.show(context, uuid)


@router.get(
    "/{uuid}/file",
    summary="Fetch the file",
    response_class=Response,
    responses={
        **openapi.refuses(404, 409),
        200: {
            "description": "The file",
            "content": {name: {"schema": {"type": "string", "format": "binary"}} for name in MEDIA_TYPES.values()},
        },
    },
)
def file(uuid: UUID, context: Annotated[Context, Calls(exports.fetch)]) -> Any:
    """409 with `state` until it is made, 404 once its time is up. The audit trail keeps who fetched it."""
    return attachment(exports.fetch(context, uuid))
