"""What was learned of a client's answers: how often it was right, and its use in a draft."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.learned_models import LearnedModelsView, LearnedReportView
from qa_service.documents.rubrics import RubricView
from qa_service.errors import BadInput
from qa_service.http.dependencies import Name
from qa_service.services import learned_models
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/learned-models", tags=["criteria"])


@router.get("", summary="List what was learned", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(learned_models.listed)],
    client: Annotated[Name | None, Query(description="whose answers they were")] = None,
    criterion: Annotated[Name | None, Query(description="this criterion's alone")] = None,
) -> LearnedModelsView:
    """Newest first, with the number of answers and whether a published rubric rests on it."""
    name = client or context.caller.client
    if name is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    return learned_models.listed(context, name, criterion)


@router.get("/{uuid}", summary="Read the report on what was learned", responses=openapi.refuses(404))
def report(uuid: UUID, context: Annotated[Context, Calls(learned_models.report)]) -> LearnedReportView:
    """How often it was right in cross-testing, with intervals, where it fails, and the answers that it doubts most. To
    be read before a rubric that rests on it is published.
    """
    return learned_models.report(context, uuid)


@router.post("/{uuid}:use", summary="Use what was learned in a draft", responses=openapi.refuses(404, 409))
def use(uuid: UUID, response: Response, context: Annotated[Context, Calls(learned_models.use)]) -> RubricView:
    """It answers its criterion in the client's open draft, or in a new one, which `Location` names. What is published
    stays as it is: publish the draft once you have tried it.
    """
    document = learned_models.use(context, uuid).document
    response.headers["Location"] = document.link
    return document
