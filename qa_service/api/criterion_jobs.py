"""Jobs that learn a criterion or try a rubric: how far they are, and what a trial found."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.criterion_jobs import AttemptView, CriterionJobPage, CriterionJobView
from qa_service.domain.own_criteria import JobKind
from qa_service.http.dependencies import Name
from qa_service.services import criterion_jobs
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/criterion-jobs", tags=["criteria"])


@router.get("", summary="List criterion jobs", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(criterion_jobs.listed)],
    client: Annotated[Name | None, Query(description="this client's alone")] = None,
    kind: Annotated[JobKind | None, Query(description="learning or trying")] = None,
    criterion: Annotated[Name | None, Query(description="those that learn this criterion")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CriterionJobPage:
    """Newest first: what was asked for, by whom, and how far it is."""
    return criterion_jobs.listed(context, client, kind, criterion, cursor, limit)


@router.get("/{uuid}", summary="Look at a criterion job", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(criterion_jobs.show)]) -> CriterionJobView:
    """How far it is, why it failed, and which model was learned."""
    return criterion_jobs.show(context, uuid)


@router.post("/{uuid}:give-up", summary="Give a criterion job up", responses=openapi.refuses(404, 409))
def give_up(uuid: UUID, context: Annotated[Context, Calls(criterion_jobs.give_up)]) -> CriterionJobView:
    """Nobody waits for it any more: it counts as failed, and a worker that has it in hand stops soon. 409 where it is
    over.
    """
    return criterion_jobs.give_up(context, uuid)


@router.get("/{uuid}/trial", summary="Read what a trial found", responses=openapi.refuses(404, 409))
def trial(uuid: UUID, context: Annotated[Context, Calls(criterion_jobs.attempted)]) -> AttemptView:
    """What would change, which interactions move most, and up to ten examples of each answer with the masked words that
    show it; you have then seen the machine's answers to these. Left out is what you are to answer blind, and what was
    erased, replaced or corrected since. 409 where it is not done, or no trial.
    """
    return criterion_jobs.attempted(context, uuid)
