"""Reviews: answers of people beside the machine's, and what people put right in transcripts."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from qa_service.api import openapi, review_views
from qa_service.api.deps import Name, PeriodDep, Reviewer, ReviewReader, ServiceDep
from qa_service.reviewing import answering, blindness, documents
from qa_service.services.access import Permission
from qa_service.store import interactions, reviews, samples
from qa_service.store.reviews import ReviewFilters

router = APIRouter(prefix="/v1", tags=["reviews"])


@router.post(
    "/interactions/{uuid}/reviews",
    summary="Answer in the machine's place",
    status_code=201,
    response_model=review_views.KeptView,
    responses=openapi.refuses(404, 409),
)
def answer(uuid: UUID, body: review_views.AnswersBody, service: ServiceDep, caller: Reviewer) -> dict[str, Any]:
    """Several answers in one request, all of them or none. They are appended with who, when and why; the machine's
    stay as they are. The same answer again adds nothing, so a request may be sent twice.
    """
    wanted = answering.Answers([one.given() for one in body.answers], body.pick, body.session, body.finish)
    with service.store.transaction(caller.scope) as session:
        kept = answering.answer(session, service.vocabulary, uuid, wanted, caller.actor)
    return documents.kept(kept)


@router.get(
    "/interactions/{uuid}/reviews",
    summary="Read what people said of an interaction",
    response_model=review_views.JudgedView,
    responses=openapi.refuses(404),
)
def of_interaction(uuid: UUID, service: ServiceDep, caller: ReviewReader) -> dict[str, Any]:
    """How the judgement stands (machine, reviewed, disputed, final), the answers that count, all answers, objections
    and corrections. Answers of calibration sessions that are not revealed yet stay out, but for one's own. 403 while
    the caller has a blind review of it to answer.
    """
    with service.store.reading(caller.scope) as session:
        row = interactions.get(session, uuid)
        blindness.refuse(session, uuid, caller.reviewer)
        document = documents.judged(session, row, caller.actor, named=caller.may(Permission.REVIEW))
    blindness.note_read(service.store, [uuid], caller.reviewer)
    return document


@router.get("/reviews", summary="List answers", response_model=review_views.AnswersView, responses=openapi.refuses(404))
def listed(
    service: ServiceDep,
    caller: Reviewer,
    period: PeriodDep,
    sample: Annotated[UUID | None, Query(description="answers to its picks")] = None,
    session: Annotated[UUID | None, Query(description="of this calibration session")] = None,
    client: Annotated[Name | None, Query()] = None,
    reviewer: Annotated[Name | None, Query(description="as answers name them: `user:anna`")] = None,
    question: Annotated[Name | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Newest first; the period is that of the answers. Of interactions that the caller is to answer blind, only the
    caller's own, without the machine's.
    """
    filters = ReviewFilters(
        sample=sample,
        session=session,
        client=client,
        reviewer=reviewer,
        question=question,
        since=period.since,
        until=period.until,
        viewer=caller.actor,
    )
    with service.store.reading(caller.scope) as reading:
        if sample is not None:
            samples.get(reading, sample)
        page = reviews.page(reading, filters, cursor=cursor, limit=limit)
        items = documents.answers(reading, page.rows, caller.actor)
    blindness.note_read(service.store, documents.told(items, caller.actor), caller.reviewer)
    return {"items": items, "next": page.next}
