"""Rubrics of clients: drafted, tried on what is there, published, read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.documents.rescorings import RescoringView
from qa_service.documents.rubrics import RubricView, TrialView, VersionsView, location
from qa_service.errors import BadInput, BadRubric
from qa_service.http import request_body
from qa_service.http.dependencies import Name
from qa_service.services import rescorings, rubrics
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/rubrics", tags=["rubrics"])

MEDIA = ("application/json", "application/yaml", "application/x-yaml", "text/yaml")
Client = Annotated[Name, Path(description="the client organisation")]
Id = Annotated[Name, Path(description="the rubric's id")]
Version = Annotated[int, Path(ge=1, le=1_000_000)]
_Drafting = Annotated[Context, Calls(rubrics.draft)]


async def _body(request: Request, context: _Drafting) -> str:
    """The rubric's text; read only once the key is known to be good."""
    request_body.expect_type(request, *MEDIA)
    try:
        return (await request_body.read(request, rubrics.LARGEST)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRubric("is not text in UTF-8") from error


@router.get("", summary="List versions of rubrics", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(rubrics.listed)],
    client: Annotated[Name | None, Query(description="this client's alone")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> VersionsView:
    """Newest first, with what is in force for the client. A client organisation sees its published ones."""
    return rubrics.listed(context, client, cursor, limit)


@router.post(
    "",
    summary="Draft a rubric",
    status_code=201,
    responses={
        **openapi.refuses(408, 409, 413, 415),
        200: {"model": RubricView, "description": "The draft was there already; it is now as sent"},
    },
    openapi_extra=openapi.RUBRIC_BODY,
)
def draft(
    response: Response,
    context: _Drafting,
    body: Annotated[str, Depends(_body)],
    client: Annotated[Name | None, Query(description="whose rubric it is")] = None,
) -> RubricView:
    """JSON or YAML, checked whole: a fault is refused with its path in `where`. A draft takes the place of an older
    draft of the same version; a published version takes no other content (409). Nothing is scored under a draft.
    """
    client = client or context.caller.client
    if client is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    document, created = rubrics.draft(context, client, body)
    response.status_code = 201 if created else 200
    response.headers["Location"] = location(client, document.id, document.version)
    return document


@router.get("/{client}/{id}/{version}", summary="Read a rubric", responses=openapi.refuses(404))
def one(client: Client, id: Id, version: Version, context: Annotated[Context, Calls(rubrics.show)]) -> RubricView:
    """All of it: sections, criteria, weights, conditions, references. The service's own is read under any client."""
    return rubrics.show(context, client, id, version).document


@router.post(
    "/{client}/{id}/{version}:try", summary="Try a rubric on the last interactions", responses=openapi.refuses(404)
)
def attempt(
    client: Client,
    id: Id,
    version: Version,
    context: Annotated[Context, Calls(rubrics.attempt)],
    last: Annotated[int, Query(ge=1, le=1000, description="how many finished interactions")] = 200,
) -> TrialView:
    """What would change if it were in force: answers by criterion, means by section, critical failures, and which
    interactions move most. Nothing is stored. Left out is what you are to answer blind.
    """
    return rubrics.attempt(context, client, f"{id}@{version}", last).document


@router.post("/{client}/{id}/{version}:publish", summary="Publish a rubric", responses=openapi.refuses(404))
def publish(
    client: Client, id: Id, version: Version, context: Annotated[Context, Calls(rubrics.publish)]
) -> RubricView:
    """From now on the client's interactions are scored under it, and it never changes again. Interactions that are
    scored keep their rubric. An older published version may be put back the same way.
    """
    return rubrics.publish(context, client, id, version)


@router.post(
    "/{client}/{id}/{version}:rescore",
    summary="Apply a rubric to a past period",
    status_code=202,
    responses=openapi.refuses(404, 409),
)
def rescore(
    client: Client,
    id: Id,
    version: Version,
    period: PeriodDep,
    response: Response,
    context: Annotated[Context, Calls(rescorings.ask)],
) -> RescoringView:
    """A worker scores the client's finished interactions of the period under it; `Location` tells how far it is. The
    scorecards that they have stay beside the new ones, which figures count from then on; the days are the whole ones
    nearest to `since` and `until`. 409 for a draft, where there is nothing to do, and while another one of the client
    is not done; 404 where the period holds no finished interaction.
    """
    days = context.deps.calendar.days(period.since, period.until)
    document = rescorings.ask(context, client, id, version, days)
    response.headers["Location"] = document.link
    return document
