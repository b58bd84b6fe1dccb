"""Rubric versions applied to the past: how far they are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.rescorings import RescoringPage, RescoringView
from qa_service.http.dependencies import Name
from qa_service.services import rescorings
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/rescorings", tags=["rubrics"])


@router.get("", summary="List re-scorings", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(rescorings.listed)],
    client: Annotated[Name | None, Query(description="this client's alone")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RescoringPage:
    """Newest first: which version was applied to which period, by whom, and what came of it."""
    return rescorings.listed(context, client, cursor, limit)


@router.get("/{uuid}", summary="Look at a re-scoring", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(rescorings.show)]) -> RescoringView:
    """How far it is, and why it failed."""
    return rescorings.show(context, uuid)
