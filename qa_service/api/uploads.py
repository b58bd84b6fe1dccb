"""Recordings that may take several goes, by tus 1.0 (https://tus.io): core, creation, termination."""

import base64
import binascii
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from starlette.concurrency import run_in_threadpool

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.interactions import location
from qa_service.errors import BadInput, say
from qa_service.http import request_body
from qa_service.refusals import WrongOffset, WrongProtocol
from qa_service.services import intake, uploads
from qa_service.services.context import Context
from qa_service.services.uploads import Upload

VERSION = "1.0.0"
_BYTES = "application/offset+octet-stream"
_METADATA = say("pairs of a key and its value in base64: document (JSON), filename, sha256 (hex), replace (true)")


_Uploads = Annotated[Context, Calls(uploads.begin)]


def _we_speak(request: Request) -> None:
    """On every answer, refusals among them."""
    request.state.headers = {"Tus-Resumable": VERSION}


def _they_speak(
    context: _Uploads, tus_resumable: Annotated[str | None, Header(json_schema_extra={"const": VERSION})] = None
) -> None:
    """Raises WrongProtocol."""
    if tus_resumable != VERSION:
        raise WrongProtocol(say("send Tus-Resumable: {version}", version=VERSION), headers={"Tus-Version": VERSION})


router = APIRouter(prefix="/v1/uploads", tags=["uploads"], dependencies=[Depends(_we_speak)])
_TUS: dict[str, Any] = {"dependencies": [Depends(_they_speak)], "response_class": Response}


@router.options(
    "", summary="What this server can", status_code=204, response_class=Response, responses=openapi.refuses()
)
def options(context: _Uploads) -> Response:
    """Version, extensions and the largest recording."""
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,termination",
        "Tus-Max-Size": str(context.deps.limits.recording_bytes),
    }
    return Response(status_code=204, headers=headers)


@router.post("", summary="Begin an upload", status_code=201, responses=openapi.refuses(412, 413), **_TUS)
def create(
    response: Response,
    context: _Uploads,
    upload_length: Annotated[int, Header(ge=1, description="bytes of the recording")],
    upload_metadata: Annotated[str, Header(description=str(_METADATA))] = "",
) -> None:
    """The document is checked now, so that nobody sends hours of sound for nothing. `Location` is the upload.

    `Upload-Warning: team_missing` where its agent is in a team and the document names none.
    """
    metadata = _metadata(upload_metadata)
    announced = uploads.begin(
        context,
        upload_length,
        intake.described_by_name(metadata.get("filename", "")),
        metadata["document"].encode() if "document" in metadata else None,
        metadata.get("sha256"),
        replace=metadata.get("replace") == "true",
    )
    if announced.teamless:
        response.headers["Upload-Warning"] = "team_missing"
    response.headers["Location"] = f"/v1/uploads/{announced.id}"
    response.headers["Upload-Offset"] = "0"


def _metadata(header: str) -> dict[str, str]:
    """The pairs of an Upload-Metadata header. Raises BadInput."""
    pairs = [pair.strip().partition(" ") for pair in header.split(",") if pair.strip()]
    try:
        return {key: base64.b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (binascii.Error, ValueError):
        raise BadInput("is not made of keys and base64", where="header.upload-metadata", hint=_METADATA) from None


@router.head("/{id}", summary="How much has arrived", responses=openapi.refuses(404, 409, 412), **_TUS)
def state(id: UUID, response: Response, context: _Uploads) -> None:
    """`Upload-Offset`; an upload that is complete but was never accepted is accepted now."""
    upload = uploads.show(context, id)
    if upload.is_whole:
        with uploads.locked(context.deps.partial_uploads, id) as writing:
            upload = uploads.accept(context, writing)
    _headers(response, upload)


@router.patch(
    "/{id}",
    summary="Send bytes",
    status_code=204,
    responses=openapi.refuses(404, 408, 409, 412, 413, 415, 423),
    openapi_extra=openapi.UPLOAD_BYTES,
    **_TUS,
)
async def append(
    id: UUID,
    request: Request,
    response: Response,
    context: _Uploads,
    upload_offset: Annotated[int, Header(ge=0)],
) -> None:
    """From `Upload-Offset` on, as many as you like; what arrives before a connection breaks is kept. With the last byte
    the interaction is accepted, and `Location` is where its state can be asked for.
    """
    request_body.expect_type(request, _BYTES)
    upload = await run_in_threadpool(uploads.show, context, id)
    if upload.draft.interaction is None:
        upload = await _append(request, context, id, upload_offset)
    elif upload_offset != upload.offset:
        raise _elsewhere(upload.offset)
    _headers(response, upload)


async def _append(request: Request, context: Context, id: UUID, upload_offset: int) -> Upload:
    with uploads.locked(context.deps.partial_uploads, id) as writing:
        if upload_offset != writing.offset:
            raise _elsewhere(writing.offset)
        try:
            async for piece in request_body.pieces(request, writing.draft.length - upload_offset):
                await run_in_threadpool(writing.append, piece)
        finally:
            await run_in_threadpool(writing.sync)
        upload = Upload(writing.draft, writing.offset)
        return await run_in_threadpool(uploads.accept, context, writing) if upload.is_whole else upload


def _elsewhere(offset: int) -> WrongOffset:
    return WrongOffset(
        say("the upload stands at {offset}; go on from there", offset=offset), headers={"Upload-Offset": str(offset)}
    )


def _headers(response: Response, upload: Upload) -> None:
    draft = upload.draft
    response.headers["Upload-Offset"] = str(upload.offset)
    response.headers["Upload-Length"] = str(draft.length)
    if draft.interaction is not None:
        response.headers["Location"] = location(draft.interaction)


@router.delete("/{id}", summary="Give up an upload", status_code=204, responses=openapi.refuses(404, 412, 423), **_TUS)
def terminate(id: UUID, context: Annotated[Context, Calls(uploads.give_up)]) -> None:
    """Its bytes are removed. An interaction that came of it stays."""
    uploads.give_up(context, id)
