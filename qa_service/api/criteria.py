"""A centre's own criteria: what there is to learn from, a look while they are written, trials and learning."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.criteria import CriteriaView, CriterionView, PreviewView, TemplatesView
from qa_service.documents.criterion_jobs import CriterionJobView
from qa_service.domain.templates import Sector
from qa_service.errors import BadInput, BadRubric
from qa_service.http import request_body
from qa_service.http.dependencies import Name
from qa_service.services import criteria, criterion_jobs
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/criteria", tags=["criteria"])

MEDIA = ("application/json", "application/yaml", "application/x-yaml", "text/yaml")
LINES = ("application/x-ndjson", "application/jsonl")
Client = Annotated[Name, Path(description="the client organisation")]
Id = Annotated[Name, Path(description="the criterion's id")]
Rubric = Annotated[Name | None, Query(description="a version such as `sales@3`; without it the one in force")]
_Previewing = Annotated[Context, Calls(criteria.preview)]
_Trying = Annotated[Context, Calls(criterion_jobs.attempt)]
_Learning = Annotated[Context, Calls(criterion_jobs.learn)]


async def _text(request: Request, limit: int, *types: str) -> str:
    """A body of text; empty where there is none."""
    body = await request_body.read(request, limit)
    if body:
        request_body.expect_type(request, *types)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRubric("is not text in UTF-8") from error


async def _previewed(request: Request, context: _Previewing) -> str:
    return await _text(request, criteria.LARGEST, *MEDIA)


async def _tried(request: Request, context: _Trying) -> str:
    return await _text(request, criteria.LARGEST, *MEDIA)


async def _answers(request: Request, context: _Learning) -> str:
    return await _text(request, criterion_jobs.LARGEST, *LINES)


@router.get("", summary="List criteria", responses=openapi.refuses(404))
def listed(
    context: Annotated[Context, Calls(criteria.listed)],
    client: Annotated[Name | None, Query(description="whose they are")] = None,
    rubric: Rubric = None,
) -> CriteriaView:
    """Those of a version of the client's rubric, each with what it is answered by, how many answers of people there are
    to learn from, and how far people have checked the machine's.
    """
    return criteria.listed(context, _client(context, client), rubric)


@router.get("/templates", summary="List ready criteria", responses=openapi.refuses())
def templates(
    context: Annotated[Context, Calls(criteria.templates)],
    sector: Annotated[Sector | None, Query(description="of this sector alone")] = None,
) -> TemplatesView:
    """Criteria that come with the service, in both languages, with the rule that asks for each and how often it was
    right on the corpus. Copy one into your rubric.
    """
    return criteria.templates(context, sector)


@router.get("/{client}/{criterion}", summary="Read a criterion", responses=openapi.refuses(404))
def one(
    client: Client, criterion: Id, context: Annotated[Context, Calls(criteria.show)], rubric: Rubric = None
) -> CriterionView:
    """How it is asked and answered, and how many answers of people there are to learn from."""
    return criteria.show(context, client, criterion, rubric)


@router.post(
    "/{client}:preview",
    summary="Look at a criterion while it is written",
    responses=openapi.refuses(408, 413, 415),
    openapi_extra=openapi.CRITERION_BODY,
)
def preview(
    client: Client,
    context: _Previewing,
    body: Annotated[str, Depends(_previewed)],
    last: Annotated[int, Query(ge=1, le=2000, description="how many finished interactions")] = 500,
) -> PreviewView:
    """In which of the client's last interactions its rule holds and in which it does not, ten of each with the masked
    words around what was found. Nothing is stored but that you have seen these answers. Left out is what you are to
    answer blind. Not for criteria that people or a language model answer.
    """
    return criteria.preview(context, client, criteria.check(context, body), last)


@router.post(
    "/{client}:try",
    summary="Try a rubric or a criterion on the whole history",
    status_code=202,
    responses=openapi.refuses(404, 408, 409, 413, 415),
    openapi_extra=openapi.TRIED_BODY,
)
def attempt(
    client: Client,
    context: _Trying,
    body: Annotated[str, Depends(_tried)],
    response: Response,
    rubric: Annotated[Name | None, Query(description="a version such as `sales@3`, draft or published")] = None,
    last: Annotated[int | None, Query(ge=1, le=100_000, description="how many; else all, to 100,000")] = None,
) -> CriterionJobView:
    """Either `rubric`, or a criterion in the body: then it takes its place in the rubric in force. A worker looks at
    the client's finished interactions, nothing is scored; `Location` tells how far it is.
    """
    if bool(body) is (rubric is not None):
        raise BadInput("send either a criterion or the name of a rubric", where="query.rubric")
    tried = rubric if rubric is not None else criteria.check(context, body)
    document = criterion_jobs.attempt(context, client, tried, last)
    response.headers["Location"] = document.link
    return document


@router.post(
    "/{client}/{criterion}:learn",
    summary="Learn a criterion",
    status_code=202,
    responses=openapi.refuses(404, 408, 409, 413, 415),
    openapi_extra=openapi.ANSWER_LINES,
)
def learn(
    client: Client,
    criterion: Id,
    context: _Learning,
    body: Annotated[str, Depends(_answers)],
    response: Response,
    rubric: Rubric = None,
) -> CriterionJobView:
    """From the answers of people that count, or from those in the body, one JSON object a line. At least ten of either
    answer are needed, thirty in all advised. `Location` tells how far it is; nothing rests on what is learned until it
    is used in a draft and published.
    """
    answers = criterion_jobs.read_answers(context, client, body) if body else None
    document = criterion_jobs.learn(context, client, criterion, answers, rubric)
    response.headers["Location"] = document.link
    return document


def _client(context: Context, client: str | None) -> str:
    name = client or context.caller.client
    if name is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    return name
