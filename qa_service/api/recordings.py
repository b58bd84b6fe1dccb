"""Recordings in one request: with their document as a form, or bare with what is known in the address."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.api.interactions import Replace, taken_answer
from qa_service.documents.interactions import TakenView
from qa_service.documents.times import Moment
from qa_service.domain.interaction import Direction
from qa_service.domain.sites import Sourcing
from qa_service.http import multipart, request_body
from qa_service.http.dependencies import Name
from qa_service.services import intake
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/recordings", tags=["recordings"])

_TAKEN: dict[str, Any] = {
    "status_code": 202,
    "response_model": TakenView,
    "responses": {
        **openapi.refuses(400, 408, 409, 413, 415),
        200: {"model": TakenView, "description": "The same recording with the same document was there already"},
    },
}


_Intake = Annotated[Context, Calls(intake.take_recording)]


async def _form(request: Request, context: _Intake) -> AsyncIterator[tuple[multipart.Form, IO[bytes]]]:
    request_body.expect_type(request, "multipart/form-data")
    with request_body.scratch(context.deps) as file:
        yield await multipart.read(request, file, context.deps.limits), file


async def _bytes(request: Request, context: _Intake) -> AsyncIterator[IO[bytes]]:
    with request_body.scratch(context.deps) as file:
        await request_body.spool(request, file, context.deps.limits.recording_bytes)
        yield file


@router.post("", summary="Hand in a recording with its document", openapi_extra=openapi.RECORDING_FORM, **_TAKEN)
def hand_in(
    response: Response,
    context: _Intake,
    form: Annotated[tuple[multipart.Form, IO[bytes]], Depends(_form)],
    replace: Replace = False,
) -> TakenView:
    """`audio` is the file, `document` an interaction document without turns. Without a document the file's name without
    its ending is the id, and the key's own client the client. Whether the sound can be decoded, the worker finds out:
    if not, the interaction fails with a sentence that says why.
    """
    parts, file = form
    document = None if parts.document is None else bytes(parts.document)
    description = intake.described_by_name(parts.file_name)
    outcome = intake.take_recording(context, description, file, document=document, replace=replace)
    return taken_answer(context, outcome, response)


@dataclass(frozen=True, slots=True)
class RecordingParameters:
    """What may be said of a bare recording."""

    client: Annotated[Name | None, Query(description="needed when the key is for all clients")] = None
    agent: Annotated[Name | None, Query()] = None
    team: Annotated[Name | None, Query()] = None
    site: Annotated[Name | None, Query()] = None
    vendor: Annotated[Name | None, Query()] = None
    sourcing: Annotated[Sourcing | None, Query()] = None
    customer: Annotated[Name | None, Query()] = None
    case: Annotated[Name | None, Query()] = None
    lang: Annotated[Literal["it", "en"] | None, Query()] = None
    direction: Annotated[Direction | None, Query()] = None
    agent_channel: Annotated[int | None, Query(ge=0, le=1)] = None
    started_at: Annotated[Moment | None, Query()] = None


@router.put("/{id}", summary="Hand in a bare recording", openapi_extra=openapi.RECORDING_BYTES, **_TAKEN)
def put(
    response: Response,
    context: _Intake,
    id: Annotated[Name, Path(description="the recording's own id")],
    parameters: Annotated[RecordingParameters, Depends()],
    body: Annotated[IO[bytes], Depends(_bytes)],
    replace: Replace = False,
) -> TakenView:
    """The body is the file: `curl -T call-31.wav .../v1/recordings/call-31?client=acme`."""
    description = {
        name: getattr(parameters, name)
        for name in RecordingParameters.__dataclass_fields__
        if getattr(parameters, name) is not None
    }
    whole = {**intake.described_by_name(""), "id": id, **description}
    return taken_answer(context, intake.take_recording(context, whole, body, replace=replace), response)
