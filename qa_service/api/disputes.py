"""Disputes: an agent objects to a judgement, somebody else of quality decides, and that is final."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from qa_service.api import openapi, review_views
from qa_service.api.deps import Disputer, Name, Reviewer, ReviewReader, ServiceDep
from qa_service.domain.interaction import State
from qa_service.domain.review import choices, machine_answers
from qa_service.errors import BadInput
from qa_service.reviewing import answering, documents
from qa_service.services import access
from qa_service.services.access import Caller, Permission
from qa_service.store import disputes, interactions, results
from qa_service.store.disputes import DisputeFilters
from qa_service.store.tables_reviews import DisputeRow, DisputeState

router = APIRouter(prefix="/v1", tags=["disputes"])


@router.post(
    "/interactions/{uuid}/disputes",
    summary="Object to a judgement",
    status_code=201,
    response_model=review_views.DisputeView,
    responses=openapi.refuses(404, 409),
)
def opened(uuid: UUID, body: review_views.DisputeBody, service: ServiceDep, caller: Disputer) -> dict[str, Any]:
    """By the agent, or on their behalf, within the client's time after the latest judgement (14 days if nothing else is
    set). One objection at a time; what was decided is final.
    """
    with service.store.transaction(caller.scope) as session:
        row = interactions.get_locked(session, uuid)
        if row.state is State.DONE:
            asked = machine_answers(results.processed(session, uuid))
            for question in body.questions:
                choices(question, service.vocabulary)
                if question not in asked and question.startswith("criterion:"):
                    raise BadInput("its rubric has no {question!r}", question=question, where="questions")
        made = disputes.open_dispute(session, row, body.questions, body.why, caller.actor)
        return _shown(made, caller)


@router.get("/disputes", summary="List disputes", response_model=review_views.DisputesView, responses=openapi.refuses())
def listed(
    service: ServiceDep,
    caller: ReviewReader,
    client: Annotated[Name | None, Query()] = None,
    agent: Annotated[Name | None, Query()] = None,
    state: Annotated[DisputeState | None, Query()] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Newest first. Agents see their own, team leaders those of their team. By agent only once a legal basis for
    monitoring workers is recorded.
    """
    access.check_list(agent, None, caller.scope, service.monitoring_basis)
    with service.store.reading(caller.scope) as session:
        page = disputes.page(session, DisputeFilters(client, agent, state), cursor=cursor, limit=limit)
    return {"items": [_shown(row, caller) for row in page.rows], "next": page.next}


@router.get(
    "/disputes/{uuid}",
    summary="Look at a dispute",
    response_model=review_views.DisputeView,
    responses=openapi.refuses(404),
)
def one(uuid: UUID, service: ServiceDep, caller: ReviewReader) -> dict[str, Any]:
    """What was objected to, in which words, and what was decided."""
    with service.store.reading(caller.scope) as session:
        return _shown(disputes.get(session, uuid), caller)


@router.post(
    "/disputes/{uuid}/decision",
    summary="Decide a dispute",
    response_model=review_views.DisputeView,
    responses=openapi.refuses(404, 409),
)
def decided(uuid: UUID, body: review_views.DecisionBody, service: ServiceDep, caller: Reviewer) -> dict[str, Any]:
    """By a person of quality who neither objected nor reviewed the interaction. Answers given with it count before all
    others; nothing is answered afterwards.
    """
    given = [one.given() for one in body.answers]
    with service.store.transaction(caller.scope) as session:
        row = answering.decide(session, service.vocabulary, uuid, body.uphold, body.why, given, caller.actor)
        return _shown(row, caller)


def _shown(row: DisputeRow, caller: Caller) -> dict[str, Any]:
    return documents.dispute(row, named=caller.may(Permission.REVIEW))
