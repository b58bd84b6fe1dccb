"""Files of any kind that is read, recognised by what they hold."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, fields
from typing import IO, Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.api.interactions import Replace, end_fields
from qa_service.documents.interactions import FileEnd, Files
from qa_service.domain.interaction import Direction
from qa_service.domain.sites import Sourcing
from qa_service.http import request_body
from qa_service.http.dependencies import Name
from qa_service.ingest import manifest
from qa_service.services import files
from qa_service.services.context import Context
from qa_service.services.files import UploadDescription
from qa_service.services.key_figures import TakenLog

router = APIRouter(prefix="/v1/files", tags=["files"])

_Intake = Annotated[Context, Calls(files.take_file)]


async def _bytes(request: Request, context: _Intake) -> AsyncIterator[IO[bytes]]:
    with request_body.scratch(context.deps) as file:
        await request_body.spool(request, file, context.deps.limits.recording_bytes)
        yield file


@dataclass(frozen=True, slots=True)
class FileParameters:
    """What may be said of the recordings of a file; `client` also of whatever names none."""

    client: Annotated[Name | None, Query(description="needed when the key is for all clients")] = None
    agent: Annotated[Name | None, Query()] = None
    team: Annotated[Name | None, Query()] = None
    site: Annotated[Name | None, Query()] = None
    vendor: Annotated[Name | None, Query()] = None
    sourcing: Annotated[Sourcing | None, Query()] = None
    lang: Annotated[Literal["it", "en"] | None, Query()] = None
    direction: Annotated[Direction | None, Query()] = None
    agent_channel: Annotated[int | None, Query(ge=0, le=1)] = None

    def said(self) -> dict[str, str]:
        """What was said, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: str(value) for name, value in values.items() if value is not None}


@router.put(
    "/{name}",
    summary="Hand in a file of any kind that is read",
    status_code=207,
    response_model=Files,
    responses=openapi.refuses(408, 413),
    openapi_extra=openapi.RECORDING_BYTES,
)
def put(
    context: _Intake,
    name: Annotated[str, Path(max_length=200, description="of the file, with its ending")],
    parameters: Annotated[FileParameters, Depends()],
    body: Annotated[IO[bytes], Depends(_bytes)],
    pattern: Annotated[
        str, Query(max_length=300, description="what the names of recordings tell: `{agent}_{day}_{time}_{id}`")
    ] = "",
    replace: Replace = False,
) -> JSONResponse:
    """The body is the file: a recording, mail, a mailbox, an export of another system, or a ZIP archive of such files.
    What it is, is told by its content. `docs/formats.md` names what is read. The answer names what became of each
    interaction that it holds, and of each file of an archive.
    """
    if pattern:
        manifest.pattern(pattern)
    zone = context.deps.timezone
    description = UploadDescription(parameters.said(), pattern=pattern, replace=replace, zone=zone)
    ends = [_end(line) for line in files.take_file(context, name, body, description)]
    answer = Files(counts=dict(Counter(str(end.outcome) for end in ends)), files=ends)
    return JSONResponse(answer.model_dump(mode="json", exclude_none=True), 207)


def _end(line: files.FileLine) -> FileEnd:
    if isinstance(line.end, TakenLog):
        return FileEnd(name=line.name, status=200, outcome=line.end.outcome, queue_log=dict(line.end.counts))
    return FileEnd(name=line.name, **end_fields(line.end))
