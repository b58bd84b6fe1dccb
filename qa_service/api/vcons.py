"""A contact as a vCon."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.services import vcons
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/interactions", tags=["interactions"])


class VconResponse(JSONResponse):
    """JSON that says that it is a vCon."""

    media_type = vcons.MEDIA_TYPE


_VCON = {"content": {vcons.MEDIA_TYPE: {"schema": {"type": "object", "description": "IETF draft vcon-core-04"}}}}


@router.get(
    "/{uuid}/vcon",
    summary="Take it out as a vCon",
    response_class=VconResponse,
    responses={**openapi.refuses(404, 409), 200: {"description": "The vCon", **_VCON}},
)
def vcon(
    uuid: UUID,
    context: Annotated[Context, Calls(vcons.show)],
    recording: Annotated[bool, Query(description="with the redacted recording inside, where it has one")] = False,
) -> VconResponse:
    """The contact with its analysis, for other systems: masked words, people as pseudonyms. 409 with `state` until
    there is an analysis; 403 while the caller has a blind review of it to answer.
    """
    return VconResponse(vcons.show(context, uuid, sound=recording))
