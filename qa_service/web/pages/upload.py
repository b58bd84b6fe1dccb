"""Handing files in: many at once, with what is known of them, and what becomes of each."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from qa_service.api.deps import ServiceDep
from qa_service.domain.interaction import Direction
from qa_service.errors import BadInput, QaError
from qa_service.ingest import files, manifest
from qa_service.store import interactions, teams
from qa_service.web.page import PART, page
from qa_service.web.route import WebRoute
from qa_service.web.uploading import Known, Line, refused, take
from qa_service.web.visitor import UploaderPage, Visitor, bounded

router = APIRouter(prefix="/upload", route_class=WebRoute, include_in_schema=False)

FIELDS = ("client", "agent", "team", "lang", "direction", "agent_channel")
_MOST = 200
_ROOM = 10 << 20


async def _files(request: Request, service: ServiceDep, visitor: UploaderPage) -> AsyncIterator[FormData]:
    """The form, read only once it is known who sends it. Raises TooLarge."""
    bounded(request, service.limits.recording_bytes + _ROOM)
    async with request.form(max_files=_MOST) as sent:
        yield sent


Files = Annotated[FormData, Depends(_files)]


@router.get("")
def form(request: Request, service: ServiceDep, visitor: UploaderPage) -> Response:
    """The form."""
    return _page(request, visitor, service, [], {})


def _page(
    request: Request, visitor: Visitor, service: ServiceDep, lines: list[Line], said: Mapping[str, str]
) -> Response:
    kinds = sorted(files.RECORDINGS | files.DOCUMENTS)
    values: dict[str, Any] = {"lines": lines, "said": said, "accept": ",".join(kinds), "directions": tuple(Direction)}
    megabytes = service.limits.recording_bytes // (1024 * 1024)
    return page(request, visitor, "upload.html", columns=manifest.COLUMNS, megabytes=megabytes, **values)


@router.post("")
async def hand_in(request: Request, service: ServiceDep, visitor: UploaderPage, sent: Files) -> Response:
    """What became of each file: as rows for the script, which sends one at a time, or as the page."""
    lines = await run_in_threadpool(_take_all, service, visitor, sent)
    if request.headers.get(PART):
        return page(request, visitor, "parts/taken.html", lines=lines)
    said = {name: str(value) for name, value in sent.items() if isinstance(value, str)}
    return _page(request, visitor, service, lines, said)


def _take_all(service: ServiceDep, visitor: Visitor, sent: FormData) -> list[Line]:
    given = [one for one in sent.getlist("files") if isinstance(one, UploadFile) and one.filename]
    try:
        known = _known(sent, visitor)
    except QaError as error:
        return [refused("", error)]
    if not given:
        return [refused("", BadInput("no file was chosen", where="files"))]
    lines: list[Line] = []
    for one in given:
        lines += take(service, visitor.caller, one.filename or "", one.file, known)
    return lines


def _known(sent: FormData, visitor: Visitor) -> Known:
    """What the form says beside its files. Raises BadInput."""
    fields = {name: value for name in FIELDS if (value := str(sent.get(name, "")).strip())}
    if visitor.caller.client:
        fields["client"] = visitor.caller.client
    known = Known(fields, pattern=str(sent.get("pattern", "")).strip(), zone=visitor.tongue.zone)
    if known.pattern:
        manifest.pattern(known.pattern)
    table = sent.get("table")
    read = manifest.read(table.file.read()) if isinstance(table, UploadFile) and table.filename else {}
    return replace(known, table=read, replace=bool(sent.get("replace")))


@router.get("/{uuid}")
def state(request: Request, uuid: UUID, service: ServiceDep, visitor: UploaderPage) -> Response:
    """One row, asked for until it is settled."""
    with service.store.reading(visitor.caller.scope) as session:
        row = interactions.get(session, uuid)
        team = teams.left_out(session, row.agent, row.team)
    outcome = request.query_params.get("outcome", "")
    line = Line(request.query_params.get("name", row.external_id), row, outcome, team=team)
    return page(request, visitor, "parts/taken.html", lines=[line])
