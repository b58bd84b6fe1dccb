"""Disputes: an agent objects to a judgement, somebody else of quality decides, and that is final."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.api.review_requests import DecisionBody, DisputeBody
from qa_service.documents.disputes import DisputesView, DisputeView
from qa_service.domain.review import DisputeState
from qa_service.http.dependencies import Name
from qa_service.services import disputes
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["disputes"])


@router.post(
    "/interactions/{uuid}/disputes",
    summary="Object to a judgement",
    status_code=201,
    responses=openapi.refuses(404, 409),
)
def opened(uuid: UUID, body: DisputeBody, context: Annotated[Context, Calls(disputes.open_dispute)]) -> DisputeView:
    """By the agent, or on their behalf, within the client's time after the latest judgement (14 days if nothing else is
    set). One objection at a time; what was decided is final.
    """
    return disputes.open_dispute(context, uuid, body.questions, body.why)


@router.get("/disputes", summary="List disputes", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(disputes.listed)],
    client: Annotated[Name | None, Query()] = None,
    agent: Annotated[Name | None, Query()] = None,
    state: Annotated[DisputeState | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DisputesView:
    """Newest first. Agents see their own, team leaders those of their team. By agent only once a legal basis for
    monitoring workers is recorded.
    """
    return disputes.listed(context, client, agent, state, cursor, limit)


@router.get("/disputes/{uuid}", summary="Look at a dispute", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(disputes.show)]) -> DisputeView:
    """What was objected to, in which words, and what was decided."""
    return disputes.show(context, uuid)


@router.post("/disputes/{uuid}/decision", summary="Decide a dispute", responses=openapi.refuses(404, 409))
def decided(uuid: UUID, body: DecisionBody, context: Annotated[Context, Calls(disputes.decide)]) -> DisputeView:
    """By a person of quality who neither objected nor reviewed the interaction. Answers given with it count before all
    others; nothing is answered afterwards.
    """
    answers = [answer.to_answer() for answer in body.answers]
    return disputes.decide(context, uuid, body.uphold, body.why, answers)
