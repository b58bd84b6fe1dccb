"""Exports: asked for, made by a worker, fetched for a while."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from qa_service.api import openapi, ordering
from qa_service.api.deps import Reader, ServiceDep
from qa_service.api.ordering import Wanted
from qa_service.documents.times import Time
from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import State
from qa_service.domain.people import Role
from qa_service.errors import NotFound, say
from qa_service.refusals import NotReady
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, exports
from qa_service.store.exports import order_of
from qa_service.store.tables_exports import ExportRow

router = APIRouter(prefix="/v1/exports", tags=["exports"])

MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSONL: "application/x-ndjson",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.ZIP: "application/zip",
    Format.JSON: "application/json",
    Format.XML: "application/xml",
}
_EXAMPLE: dict[str, Any] = {
    "id": "5f0c7d62-6f7b-4b8e-9d59-0b6c1f0a7f10",
    "kind": "interactions",
    "format": "csv",
    "language": "it",
    "state": "running",
    "failure": None,
    "done": 4000,
    "total": 200000,
    "size": None,
    "made_at": "2026-03-02T09:00:00.000+00:00",
    "done_at": None,
    "expires_at": None,
    "links": {"export": "/v1/exports/5f0c7d62-6f7b-4b8e-9d59-0b6c1f0a7f10", "file": None},
}


class ExportLinks(BaseModel):
    """Where its state is asked for, and where the file is fetched once there is one."""

    export: str
    file: str | None


class ExportView(BaseModel):
    """An export. `done` of `total` rows or moments are written; `size` is in bytes."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: UUID
    kind: Kind
    format: Format
    language: str
    state: State
    failure: str | None
    done: int
    total: int | None
    size: int | None
    made_at: Time
    done_at: Time | None
    expires_at: Time | None
    links: ExportLinks


class ExportPage(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_EXAMPLE], "next": None}]})

    items: list[ExportView]
    next: str | None


@router.post(
    "", summary="Ask for an export", status_code=202, response_model=ExportView, responses=openapi.refuses(404, 409)
)
def ask(wanted: Wanted, response: Response, service: ServiceDep, caller: Reader) -> ExportView:
    """A worker makes the file; `Location` tells how far it is. Only what the key may see goes into it, and the audit
    trail keeps who asked for what.
    """
    row = ordering.place(service, caller, wanted)
    response.headers["Location"] = location(row.id)
    return view(service, row)


@router.get("", summary="List exports", responses=openapi.refuses())
def listed(
    service: ServiceDep,
    caller: Reader,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ExportPage:
    """Those that this key asked for; an administrator of all clients sees everybody's."""
    with service.store.reading(caller.scope) as session:
        rows, more = exports.listed(session, maker_for(caller), cursor=cursor, limit=limit)
    return ExportPage(items=[view(service, row) for row in rows], next=more)


@router.get("/{uuid}", summary="Look at an export", responses=openapi.refuses(404))
def one(uuid: UUID, service: ServiceDep, caller: Reader) -> ExportView:
    """How far it is, why it failed, how long its file can be fetched."""
    with service.store.reading(caller.scope) as session:
        return view(service, exports.get(session, uuid, maker_for(caller)))


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
def file(uuid: UUID, service: ServiceDep, caller: Reader) -> Any:
    """409 with `state` until it is made, 404 once its time is up. The audit trail keeps who fetched it."""
    with service.store.transaction(caller.scope) as session:
        row = exports.get(session, uuid, maker_for(caller))
        _ready(service, row)
        audit.note(session, caller.actor, "fetch export", str(uuid), row.client or None)
    order, key = order_of(row), exports.key_of(row.id)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(row)}"',
        "Content-Length": str(row.size),
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(service.blobs.stream(key), 200, headers, MEDIA_TYPES[order.format])


def location(id: UUID) -> str:
    """Where an export's state can be asked for."""
    return f"/v1/exports/{id}"


def file_name(row: ExportRow) -> str:
    """What the file is called where it is saved."""
    order = order_of(row)
    return f"{order.kind.value}-{row.made_at:%Y%m%d-%H%M%S}.{order.format.value}"


def maker_for(caller: Caller) -> str | None:
    """Whose exports a caller may see: their own; everybody's (None) as administrator of all clients."""
    return None if caller.role is Role.ADMIN and caller.scope.whole else caller.actor


def fetchable(service: Dependencies, row: ExportRow) -> bool:
    """Whether there is a file (still)."""
    return row.state is State.DONE and row.size is not None and (row.expires_at or row.made_at) > service.clock()


def view(service: Dependencies, row: ExportRow) -> ExportView:
    """A row as the API shows it."""
    order, here = order_of(row), location(row.id)
    same = {name: getattr(row, name) for name in ExportView.model_fields if hasattr(row, name)}
    links = ExportLinks(export=here, file=f"{here}/file" if fetchable(service, row) else None)
    return ExportView(**same, kind=order.kind, format=order.format, language=order.language, links=links)


def _ready(service: Dependencies, row: ExportRow) -> None:
    if row.state is State.FAILED:
        raise NotReady(say("it could not be made: {failure}", failure=row.failure), state=row.state.value)
    if row.state is not State.DONE:
        raise NotReady("a worker is at it; ask again in a moment", state=row.state.value, headers={"Retry-After": "2"})
    if not fetchable(service, row):
        raise NotFound("this file's time is up and it was removed; ask for it again")
