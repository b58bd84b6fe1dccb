"""The recording with its personal data silenced, in whole or in the part that a player asks for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.http import ranges
from qa_service.services import recordings
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/interactions", tags=["interactions"])

_BYTES = {"content": {recordings.HEARD_AS: {"schema": {"type": "string", "format": "binary"}}}}


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
    context: Annotated[Context, Calls(recordings.sound)],
    range: Annotated[str | None, Header(description="one range of bytes")] = None,
    if_range: Annotated[str | None, Header(description="the ETag for which `Range` is meant")] = None,
) -> Response:
    """Never the original: personal data is silence in it. 403 for clients and agents where its language is not read
    here, since masking is not sure then.
    """
    return ranges.answer(recordings.sound(context, uuid), range, if_range)
