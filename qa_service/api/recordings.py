"""Recordings in one request: with their document as a form, or bare with what is known in the address."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from qa_service.api import openapi, taking, views
from qa_service.api.deps import Moment, Name, ServiceDep, Uploader
from qa_service.api.interactions import Replace, taken_answer
from qa_service.domain.interaction import Direction, Interaction
from qa_service.http import bodies, multipart
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store.blobs import Stored

router = APIRouter(prefix="/v1/recordings", tags=["recordings"])

_PIECE = 1 << 20
_TAKEN: dict[str, Any] = {
    "status_code": 202,
    "response_model": views.TakenView,
    "responses": {
        **openapi.refuses(400, 408, 409, 413, 415),
        200: {"model": views.TakenView, "description": "The same recording with the same document was there already"},
    },
}


async def _form(
    request: Request, service: ServiceDep, caller: Uploader
) -> AsyncIterator[tuple[multipart.Form, IO[bytes]]]:
    bodies.expect_type(request, "multipart/form-data")
    with bodies.scratch(service) as file:
        yield await multipart.read(request, file, service.limits), file


async def _bytes(request: Request, service: ServiceDep, caller: Uploader) -> AsyncIterator[tuple[int, IO[bytes]]]:
    with bodies.scratch(service) as file:
        yield await bodies.spool(request, file, service.limits.recording_bytes), file


@router.post("", summary="Hand in a recording with its document", openapi_extra=openapi.RECORDING_FORM, **_TAKEN)
def hand_in(
    response: Response,
    service: ServiceDep,
    caller: Uploader,
    form: Annotated[tuple[multipart.Form, IO[bytes]], Depends(_form)],
    replace: Replace = False,
) -> views.TakenView:
    """`audio` is the file, `document` an interaction document without turns. Without a document the file's name without
    its ending is the id, and the key's own client the client. Whether the sound can be decoded, the worker finds out:
    if not, the interaction fails with a sentence that says why.
    """
    found, file = form
    taking.not_empty(found.audio_size)
    document = bytes(found.document) if found.document is not None else None
    interaction = taking.described(service, caller, document, found.file_name)
    return _take(service, caller, interaction, file, replace, response)


@dataclass(frozen=True, slots=True)
class Known:
    """What may be said of a bare recording."""

    client: Annotated[Name | None, Query(description="needed when the key is for all clients")] = None
    agent: Annotated[Name | None, Query()] = None
    team: Annotated[Name | None, Query()] = None
    customer: Annotated[Name | None, Query()] = None
    case: Annotated[Name | None, Query()] = None
    lang: Annotated[Literal["it", "en"] | None, Query()] = None
    direction: Annotated[Direction | None, Query()] = None
    agent_channel: Annotated[int | None, Query(ge=0, le=1)] = None
    started_at: Annotated[Moment | None, Query()] = None


@router.put("/{id}", summary="Hand in a bare recording", openapi_extra=openapi.RECORDING_BYTES, **_TAKEN)
def put(
    response: Response,
    service: ServiceDep,
    caller: Uploader,
    id: Annotated[Name, Path(description="the recording's own id")],
    known: Annotated[Known, Depends()],
    body: Annotated[tuple[int, IO[bytes]], Depends(_bytes)],
    replace: Replace = False,
) -> views.TakenView:
    """The body is the file: `curl -T call-31.wav .../v1/recordings/call-31?client=acme`."""
    size, file = body
    taking.not_empty(size)
    given = {name: getattr(known, name) for name in Known.__dataclass_fields__ if getattr(known, name) is not None}
    interaction = taking.of_recording(service, caller, {**taking.described_by_name(""), "id": id, **given})
    return _take(service, caller, interaction, file, replace, response)


def _take(
    service: Dependencies, caller: Caller, interaction: Interaction, file: IO[bytes], replace: bool, response: Response
) -> views.TakenView:
    recording = stored(service, interaction.client, file)
    taken = taking.take_in_recording(service, caller, interaction, recording, replace=replace)
    return taken_answer(service, taken, caller, response)


def stored(service: Dependencies, client: str, file: IO[bytes]) -> Stored:
    """The rest of `file`, in the recording store."""
    return service.blobs.put(client, iter(lambda: file.read(_PIECE), b""), service.limits.recording_bytes)
