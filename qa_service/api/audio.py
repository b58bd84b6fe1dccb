"""The recording with its personal data silenced, in whole or in the part that a player asks for."""

import re
from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse

from qa_service.api import openapi
from qa_service.api.deps import Reader, ServiceDep
from qa_service.api.interactions import finished
from qa_service.errors import NotFound, say
from qa_service.ingest.redacted_audio import MEDIA_TYPE
from qa_service.refusals import NotAcceptable
from qa_service.store import interactions as rows
from qa_service.store import withholding
from qa_service.store.blobs import Blobs

router = APIRouter(prefix="/v1/interactions", tags=["interactions"])

_RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})")
"""More digits than any recording has bytes are not understood."""
_PIECE = 1 << 20
_BYTES = {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}


@router.get(
    "/{uuid}/audio",
    summary="Listen to the redacted recording",
    response_class=Response,
    responses={
        **openapi.refuses(404, 409, 416),
        200: {"description": "The whole recording", **_BYTES},
        206: {"description": "The part that was asked for", **_BYTES},
    },
)
def audio(
    uuid: UUID,
    service: ServiceDep,
    caller: Reader,
    range: Annotated[str | None, Header(description="one range of bytes")] = None,
    if_range: Annotated[str | None, Header(description="the ETag for which `Range` is meant")] = None,
) -> Response:
    """Never the original: personal data is silence in it. 403 for clients and agents where its language is not read
    here, since masking is not sure then.
    """
    with service.store.reading(caller.scope) as session:
        row = rows.get(session, uuid)
        withholding.refuse(session, row)
    finished(row)
    if row.redacted_key is None:
        raise NotFound("this interaction has no recording that may be heard")
    size = service.blobs.size(row.redacted_key)
    tag = f'"{row.redacted_key.rpartition("/")[2]}"'  # a recording's key ends in its sha256
    wanted = parse_range(range, size) if if_range in (None, tag) else None
    start, end = wanted or (0, size)
    headers = {"Accept-Ranges": "bytes", "ETag": tag, "Content-Length": str(end - start)}
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    pieces = _pieces(service.blobs, row.redacted_key, start, end)
    return StreamingResponse(pieces, 206 if wanted else 200, headers, MEDIA_TYPE)


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None: send everything (no range, several, or one that is not understood,
    RFC 9110 14.2). Raises NotAcceptable when it begins behind the end.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < int(first):
            return None
    if start >= size:
        raise NotAcceptable(
            say("the recording has {size} bytes", size=size), headers={"Content-Range": f"bytes */{size}"}
        )
    return start, end


def _pieces(blobs: Blobs, key: str, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _PIECE):
        yield blobs.read(key, at, min(at + _PIECE, end))
