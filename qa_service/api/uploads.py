"""Recordings that may take several goes, by tus 1.0 (https://tus.io): core, creation, termination.

The interaction is accepted when the last byte has arrived and its length and sha256 are right. Should we die in
between, the next HEAD or PATCH of the full upload accepts it.
"""

import base64
import binascii
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Header, Request, Response
from starlette.concurrency import run_in_threadpool

from qa_service.api import openapi, taking, views
from qa_service.api.deps import ServiceDep, Uploader
from qa_service.api.recordings import stored
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound, say
from qa_service.http import bodies
from qa_service.logs import event
from qa_service.refusals import Held, WrongOffset, WrongProtocol
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store import teams
from qa_service.store.drafts import Busy, Draft, Writing

VERSION = "1.0.0"
KEPT = timedelta(days=1)
"""An upload that does not move for so long is removed."""
_SOON = {"Retry-After": "2"}
_BYTES = "application/offset+octet-stream"
_METADATA = say("pairs of a key and its value in base64: document (JSON), filename, sha256 (hex), replace (true)")


def sweep(service: Dependencies) -> None:
    """Remove uploads that nobody goes on with; a folder that cannot be read now may be read in an hour."""
    try:
        count = service.drafts.sweep(service.clock() - KEPT)
    except OSError as error:
        event("sweep failed", logging.WARNING, error=type(error).__name__)
        return
    if count:
        event("abandoned uploads removed", count=count)


def _we_speak(request: Request) -> None:
    """On every answer, refusals among them."""
    request.state.headers = {"Tus-Resumable": VERSION}


def _they_speak(
    caller: Uploader, tus_resumable: Annotated[str | None, Header(json_schema_extra={"const": VERSION})] = None
) -> None:
    """Raises WrongProtocol."""
    if tus_resumable != VERSION:
        raise WrongProtocol(say("send Tus-Resumable: {version}", version=VERSION), headers={"Tus-Version": VERSION})


router = APIRouter(prefix="/v1/uploads", tags=["uploads"], dependencies=[Depends(_we_speak)])
_TUS: dict[str, Any] = {"dependencies": [Depends(_they_speak)], "response_class": Response}


@router.options(
    "", summary="What this server can", status_code=204, response_class=Response, responses=openapi.refuses()
)
def options(service: ServiceDep, caller: Uploader) -> Response:
    """Version, extensions and the largest recording."""
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,termination",
        "Tus-Max-Size": str(service.limits.recording_bytes),
    }
    return Response(status_code=204, headers=headers)


@router.post("", summary="Begin an upload", status_code=201, responses=openapi.refuses(412, 413), **_TUS)
def create(
    response: Response,
    service: ServiceDep,
    caller: Uploader,
    upload_length: Annotated[int, Header(ge=1, description="bytes of the recording")],
    upload_metadata: Annotated[str, Header(description=str(_METADATA))] = "",
) -> None:
    """The document is checked now, so that nobody sends hours of sound for nothing. `Location` is the upload.

    `Upload-Warning: team_missing` where its agent is in a team and the document names none.
    """
    if upload_length > service.limits.recording_bytes:
        raise bodies.too_large(service.limits.recording_bytes)
    given = _metadata(upload_metadata)
    document = taking.described_by_name(given.get("filename", ""))
    if "document" in given:
        document |= taking.parsed(given["document"].encode(), service.limits.document_bytes)
    interaction = taking.of_recording(service, caller, document)
    draft = Draft(
        id=uuid4(),
        client=interaction.client,
        length=upload_length,
        sha256=_sha256(given.get("sha256")),
        document={**document, "client": interaction.client},
        replace=given.get("replace") == "true",
    )
    service.drafts.create(draft)
    with service.store.reading(caller.scope) as session:
        if teams.left_out(session, interaction.agent, interaction.team) is not None:
            response.headers["Upload-Warning"] = "team_missing"
    response.headers["Location"] = f"/v1/uploads/{draft.id}"
    response.headers["Upload-Offset"] = "0"


def _metadata(header: str) -> dict[str, str]:
    """The pairs of an Upload-Metadata header. Raises BadInput."""
    pairs = [pair.strip().partition(" ") for pair in header.split(",") if pair.strip()]
    try:
        return {key: base64.b64decode(value, validate=True).decode() for key, _, value in pairs}
    except (binascii.Error, ValueError):
        raise BadInput("is not made of keys and base64", where="header.upload-metadata", hint=_METADATA) from None


def _sha256(given: str | None) -> str | None:
    if given is not None and (len(given) != 64 or set(given.lower()) - set("0123456789abcdef")):
        raise BadInput("is not 64 hexadecimal digits", where="sha256", hint="give the sha256 of the whole file")
    return given.lower() if given else None


def _mine(service: Dependencies, caller: Caller, id: UUID) -> tuple[Draft, int]:
    """Raises NotFound, for another client's upload as well."""
    draft, offset = service.drafts.get(id)
    if not caller.scope.reaches(draft.client):
        raise NotFound("no upload {id}; it may have been finished or removed, begin a new one", id=id)
    return draft, offset


@router.head("/{id}", summary="How much has arrived", responses=openapi.refuses(404, 409, 412), **_TUS)
def state(id: UUID, response: Response, service: ServiceDep, caller: Uploader) -> None:
    """`Upload-Offset`; an upload that is complete but was never accepted is accepted now."""
    draft, offset = _mine(service, caller, id)
    if offset == draft.length and draft.interaction is None:
        with _writing(service, id) as writing:
            draft = _finish(service, caller, writing)
    _headers(response, draft, offset)


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
    service: ServiceDep,
    caller: Uploader,
    upload_offset: Annotated[int, Header(ge=0)],
) -> None:
    """From `Upload-Offset` on, as many as you like; what arrives before a connection breaks is kept. With the last byte
    the interaction is accepted, and `Location` is where its state can be asked for.
    """
    bodies.expect_type(request, _BYTES)
    draft, offset = await run_in_threadpool(_mine, service, caller, id)
    if draft.interaction is None:
        draft, offset = await _append(request, service, caller, id, upload_offset)
    elif upload_offset != offset:
        raise _elsewhere(offset)
    _headers(response, draft, offset)


async def _append(
    request: Request, service: Dependencies, caller: Caller, id: UUID, upload_offset: int
) -> tuple[Draft, int]:
    with _writing(service, id) as writing:
        if upload_offset != writing.offset:
            raise _elsewhere(writing.offset)
        try:
            async for piece in bodies.pieces(request, writing.draft.length - upload_offset):
                await run_in_threadpool(writing.append, piece)
        finally:
            await run_in_threadpool(writing.sync)
        draft, offset = writing.draft, writing.offset
        if offset == draft.length:
            draft = await run_in_threadpool(_finish, service, caller, writing)
        return draft, offset


def _elsewhere(offset: int) -> WrongOffset:
    return WrongOffset(
        say("the upload stands at {offset}; go on from there", offset=offset), headers={"Upload-Offset": str(offset)}
    )


@contextmanager
def _writing(service: Dependencies, id: UUID) -> Iterator[Writing]:
    """The draft, locked. Raises NotFound, Held."""
    try:
        with service.drafts.writing(id) as writing:
            yield writing
    except Busy:
        raise Held("another request is writing to this upload; wait for it, or for its end", headers=_SOON) from None


def _finish(service: Dependencies, caller: Caller, writing: Writing) -> Draft:
    """Accept the interaction of a complete upload. What can never be accepted is removed with its bytes.

    Raises BadInput, Conflict, Forbidden.
    """
    draft = writing.draft
    try:
        taken = _accept(service, caller, writing)
    except (BadInput, Conflict, Forbidden):
        service.drafts.remove(draft.id)
        raise
    service.drafts.accepted(draft, taken.row.id)
    taking.queue(service, [taken])
    return replace(draft, interaction=taken.row.id)


def _accept(service: Dependencies, caller: Caller, writing: Writing) -> taking.Taken:
    draft = writing.draft
    interaction = taking.of_recording(service, caller, draft.document)
    with writing.path.open("rb") as file:
        if draft.sha256 is not None and hashlib.file_digest(file, "sha256").hexdigest() != draft.sha256:
            raise BadInput("the bytes that came have another sha256 than announced", hint="upload the recording anew")
        file.seek(0)
        recording = stored(service, draft.client, file)
    return taking.take_in_recording(service, caller, interaction, recording, replace=draft.replace)


def _headers(response: Response, draft: Draft, offset: int) -> None:
    response.headers["Upload-Offset"] = str(offset)
    response.headers["Upload-Length"] = str(draft.length)
    if draft.interaction is not None:
        response.headers["Location"] = views.location(draft.interaction)


@router.delete("/{id}", summary="Give up an upload", status_code=204, responses=openapi.refuses(404, 412, 423), **_TUS)
def terminate(id: UUID, service: ServiceDep, caller: Uploader) -> None:
    """Its bytes are removed. An interaction that came of it stays."""
    draft, _ = _mine(service, caller, id)
    if draft.interaction is not None:
        service.drafts.remove(id)
        return
    with _writing(service, id):
        service.drafts.remove(id)
