"""Handing files in: many at once, with what is known of them, and what becomes of each."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from qa_service.domain.interaction import Direction
from qa_service.errors import BadInput, QaError
from qa_service.ingest import manifest
from qa_service.services import files
from qa_service.services.files import UploadDescription
from qa_service.web.page import PART, page
from qa_service.web.route import WebRoute
from qa_service.web.uploading import Line, line, refused
from qa_service.web.visitor import Opens, Visitor, bounded

router = APIRouter(prefix="/upload", route_class=WebRoute, include_in_schema=False)

FIELDS = ("client", "agent", "team", "site", "vendor", "sourcing", "lang", "direction", "agent_channel")
_MOST = 200
_ROOM = 10 << 20
_MOST_FIELDS, _LONGEST_FIELD = 50, 10_000
_STREAMED: dict[str, Any] = {"requestBody": {}}
"""As `request_body.reads_its_body` wants it: the form is bounded here, once it is known who sends it."""


_Uploads = Annotated[Visitor, Opens(files.take_file)]


async def _files(request: Request, visitor: _Uploads) -> AsyncIterator[FormData]:
    """The form, read only once it is known who sends it. Raises TooLarge."""
    bounded(request, visitor.context.deps.limits.recording_bytes + _ROOM)
    async with request.form(max_files=_MOST, max_fields=_MOST_FIELDS, max_part_size=_LONGEST_FIELD) as sent:
        yield sent


Files = Annotated[FormData, Depends(_files)]


@router.get("")
def form(request: Request, visitor: _Uploads) -> Response:
    """The form."""
    return _page(request, visitor, [], {})


def _page(request: Request, visitor: Visitor, lines: list[Line], typed: Mapping[str, str]) -> Response:
    values: dict[str, Any] = {"lines": lines, "said": typed, "directions": tuple(Direction)}
    megabytes = visitor.context.deps.limits.recording_bytes // (1024 * 1024)
    return page(request, visitor, "upload.html", columns=manifest.COLUMNS, megabytes=megabytes, **values)


@router.post("", openapi_extra=_STREAMED)
async def hand_in(request: Request, visitor: _Uploads, sent: Files) -> Response:
    """What became of each file: as rows for the script, which sends one at a time, or as the page."""
    lines = await run_in_threadpool(_take_all, visitor, sent)
    if request.headers.get(PART):
        return page(request, visitor, "parts/taken.html", lines=lines)
    typed = {name: str(value) for name, value in sent.items() if isinstance(value, str)}
    return _page(request, visitor, lines, typed)


def _take_all(visitor: Visitor, sent: FormData) -> list[Line]:
    chosen = [file for file in sent.getlist("files") if isinstance(file, UploadFile) and file.filename]
    try:
        description = _description(sent, visitor)
    except QaError as error:
        return [refused("", error)]
    if not chosen:
        return [refused("", BadInput("no file was chosen", where="files"))]
    answers = (files.take_file(visitor.context, file.filename or "", file.file, description) for file in chosen)
    return [line(of_file) for lines in answers for of_file in lines]


def _description(sent: FormData, visitor: Visitor) -> UploadDescription:
    """What the form says beside its files. Raises BadInput."""
    fields = {name: value for name in FIELDS if (value := str(sent.get(name, "")).strip())}
    if visitor.caller.client:
        fields["client"] = visitor.caller.client
    description = UploadDescription(fields, pattern=str(sent.get("pattern", "")).strip(), zone=visitor.locale.zone)
    if description.pattern:
        manifest.pattern(description.pattern)
    table = sent.get("table")
    read = manifest.read(table.file.read()) if isinstance(table, UploadFile) and table.filename else {}
    return replace(description, table=read, replace=bool(sent.get("replace")))


@router.get("/{uuid}")
def state(request: Request, uuid: UUID, visitor: Annotated[Visitor, Opens(files.standing)]) -> Response:
    """One row, asked for until it is settled."""
    row, team = files.standing(visitor.context, uuid)
    outcome = request.query_params.get("outcome", "")
    name = request.query_params.get("name", row.external_id)
    return page(request, visitor, "parts/taken.html", lines=[Line(name, row, outcome, team=team)])
