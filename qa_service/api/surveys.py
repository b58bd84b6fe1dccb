"""Answers of customers to surveys, and figures of them beside the service's own."""

import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.api.groups import NarrowingDep, PlaceDep
from qa_service.documents.surveys import ANSWER, RefusedAnswer, SurveyAnswersView, SurveyFiguresView, SurveyLinesView
from qa_service.domain.groups import Group, GroupKind
from qa_service.errors import BadDocument, BadInput, say
from qa_service.http import problems, request_body
from qa_service.http.dependencies import Name
from qa_service.services import access, key_figures, surveys
from qa_service.services.context import Context
from qa_service.services.surveys import TakenAnswers

router = APIRouter(prefix="/v1", tags=["kpis"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "array", "items": {"type": "object"}}, "example": [ANSWER]},
            "text/csv": {"schema": {"type": "string", "description": "with a line of column names"}},
        },
    }
}


@router.post(
    "/surveys", summary="Hand in answers of customers", responses=openapi.refuses(413, 415), openapi_extra=_BODY
)
async def take(
    request: Request,
    context: Annotated[Context, Calls(surveys.take)],
    client: Annotated[Name | None, Query(description="whose customers; left out: that of the key")] = None,
) -> SurveyLinesView:
    """A list of answers, or a table with columns that are known by their names (`contact`, `case`, `csat`, `nps`,
    `ces`, `solved`, `at`, `comment`, ...). Each names its interaction by `interaction` (uuid), `contact` (its own id)
    or `case`; one that is not here yet is found when it comes. Without a value: that the customer was asked. The same
    again changes nothing.
    """
    named = key_figures.whose(context.caller, client)
    access.check_client(context.caller, named)  # before the body is read
    request_body.expect_type(request, "application/json", "text/csv")
    raw = await request_body.read(request, context.deps.limits.document_bytes)
    is_table = request.headers.get("content-type", "").startswith("text/csv")
    taken = await run_in_threadpool(_take, context, named, raw, is_table)
    refused = [RefusedAnswer(line=number, problem=problems.body(error, "")) for number, error in taken.refused]
    return SurveyLinesView(
        client=named, counts=dict(taken.counts), matched=taken.matched, unmatched=taken.unmatched, refused=refused
    )


def _take(context: Context, client: str, raw: bytes, is_table: bool) -> TakenAnswers:
    if is_table:
        return surveys.take_table(context, client, raw)
    try:
        answers = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadDocument("is not JSON", hint="give a JSON array of answers, or CSV as text/csv") from error
    if not isinstance(answers, list):
        raise BadDocument("is no list", hint="give a JSON array of answers")
    return surveys.take(context, client, answers)


@router.get("/surveys/figures", summary="Figures of surveys", responses=openapi.refuses(404))
def figures(
    context: Annotated[Context, Calls(surveys.figures)],
    narrowing: NarrowingDep,
    place: PlaceDep = None,
    agent: Annotated[Name | None, Query(description="about contacts of this agent (with a monitoring basis)")] = None,
    team: Annotated[Name | None, Query(description="about contacts of this team (with a monitoring basis)")] = None,
) -> SurveyFiguresView:
    """Response rate, mean and top-two share, NPS, first contact resolution by survey, each with its interval, beside
    the service's own resolution: methods that do not agree with each other, and are never averaged.
    """
    named = [(GroupKind.AGENT, agent), (GroupKind.TEAM, team), *([place] if place else [])]
    groups = [(kind, name) for kind, name in named if name is not None]
    if len(groups) > 1:
        raise BadInput("do not go together", where="query", hint=say("name one agent, team, site, vendor or sourcing"))
    if groups:
        group = narrowing.of(*groups[0])
    else:
        client = key_figures.whose(context.caller, narrowing.client)
        group = Group(GroupKind.CLIENT, client, None, narrowing.channel)
    return surveys.figures(context, group, narrowing.days)


@router.get("/interactions/{uuid}/surveys", summary="What the customer answered", responses=openapi.refuses(404))
def of_interaction(uuid: UUID, context: Annotated[Context, Calls(surveys.of_interaction)]) -> SurveyAnswersView:
    """Answers about one interaction, in time; comments are masked."""
    return surveys.of_interaction(context, uuid)
