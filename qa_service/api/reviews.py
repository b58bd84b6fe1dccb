"""Reviews: answers of people beside the machine's."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from qa_service.api import openapi, review_requests
from qa_service.api.deps import Calls, PeriodDep
from qa_service.documents.judgements import JudgedView
from qa_service.documents.reviews import AnswersView, KeptView
from qa_service.http.dependencies import Name
from qa_service.services import reviews
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["reviews"])


@router.post(
    "/interactions/{uuid}/reviews",
    summary="Answer in the machine's place",
    status_code=201,
    responses=openapi.refuses(404, 409),
)
def answer(
    uuid: UUID, body: review_requests.AnswersBody, context: Annotated[Context, Calls(reviews.answer)]
) -> KeptView:
    """Several answers in one request, all of them or none. They are appended with who, when and why; the machine's
    stay as they are. The same answer again adds nothing, so a request may be sent twice.
    """
    answers = [answer.to_answer() for answer in body.answers]
    return reviews.answer(
        context, uuid, answers, pick=body.pick, session=body.session, finish=body.finish, rubric=body.rubric
    )


@router.get(
    "/interactions/{uuid}/reviews",
    summary="Read what people said of an interaction",
    responses=openapi.refuses(404),
)
def of_interaction(uuid: UUID, context: Annotated[Context, Calls(reviews.of_interaction)]) -> JudgedView:
    """How the judgement stands (machine, reviewed, disputed, final), the answers that count, all answers, objections
    and corrections. Answers of calibration sessions that are not revealed yet stay out, but for one's own. 403 while
    the caller has a blind review of it to answer.
    """
    return reviews.of_interaction(context, uuid)


@router.get("/reviews", summary="List answers", responses=openapi.refuses(404))
def listed(
    context: Annotated[Context, Calls(reviews.listed)],
    period: PeriodDep,
    sample: Annotated[UUID | None, Query(description="answers to its picks")] = None,
    session: Annotated[UUID | None, Query(description="of this calibration session")] = None,
    client: Annotated[Name | None, Query()] = None,
    reviewer: Annotated[Name | None, Query(description="as answers name them: `user:anna`")] = None,
    question: Annotated[Name | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> AnswersView:
    """Newest first; the period is that of the answers. Of interactions that the caller is to answer blind, only the
    caller's own, without the machine's.
    """
    return reviews.listed(
        context,
        sample=sample,
        session=session,
        client=client,
        reviewer=reviewer,
        question=question,
        since=period.since,
        until=period.until,
        cursor=cursor,
        limit=limit,
    )
