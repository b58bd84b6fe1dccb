"""What people put right in transcripts."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response

from qa_service.api import openapi, review_requests
from qa_service.api.deps import Calls
from qa_service.documents.interactions import InteractionView
from qa_service.services import transcripts
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/interactions", tags=["reviews"])

_QUEUED: dict[str, Any] = {
    "status_code": 202,
    "response_model": InteractionView,
    "responses": openapi.refuses(404, 409),
}


@router.post("/{uuid}/roles:swap", summary="Swap agent and customer", **_QUEUED)
def swap(
    uuid: UUID,
    body: review_requests.ReasonBody,
    response: Response,
    context: Annotated[Context, Calls(transcripts.swap_roles)],
) -> InteractionView:
    """Everything is understood and scored anew at once, by a worker, from the stored masked words."""
    return _queued(transcripts.swap_roles(context, uuid, body.why), response)


@router.post("/{uuid}/roles:confirm", summary="Confirm who is agent and who is customer", **_QUEUED)
def confirm_roles(
    uuid: UUID,
    body: review_requests.ReasonBody,
    response: Response,
    context: Annotated[Context, Calls(transcripts.confirm_roles)],
) -> InteractionView:
    """Where it was not sure, nothing is said of the agent until then. A worker understands and scores it anew."""
    return _queued(transcripts.confirm_roles(context, uuid, body.why), response)


@router.post("/{uuid}/corrections", summary="Correct a transcript", **_QUEUED)
def correct(
    uuid: UUID,
    body: review_requests.CorrectionBody,
    response: Response,
    context: Annotated[Context, Calls(transcripts.correct)],
) -> InteractionView:
    """Other words or another speaker for some turns. A worker masks the new words and understands and scores all of it
    anew; until then, and if that fails, what was found before is kept.
    """
    return _queued(transcripts.correct(context, uuid, [turn.change() for turn in body.turns], body.why), response)


def _queued(view: InteractionView, response: Response) -> InteractionView:
    response.headers["Location"] = view.links.interaction
    return view
