"""Rubrics of clients: drafted, tried on what is there, published, read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from qa_service.api import openapi, rubric_views
from qa_service.api.deps import Name, Reader, RubricEditor, ServiceDep
from qa_service.errors import BadInput, BadRubric, NotFound
from qa_service.http import bodies
from qa_service.reviewing import trials
from qa_service.scoring import trial
from qa_service.scoring.load import parse_text
from qa_service.services.access import Permission
from qa_service.store import rubrics
from qa_service.store.interactions import Outcome

router = APIRouter(prefix="/v1/rubrics", tags=["rubrics"])

LARGEST = 128 * 1024
"""Bytes of a rubric; the default one has six thousand."""
MEDIA = ("application/json", "application/yaml", "application/x-yaml", "text/yaml")
Client = Annotated[Name, Path(description="the client organisation")]
Id = Annotated[Name, Path(description="the rubric's id")]
Version = Annotated[int, Path(ge=1, le=1_000_000)]


async def _body(request: Request, caller: RubricEditor) -> str:
    """The rubric's text; read only once the key is known to be good."""
    bodies.expect_type(request, *MEDIA)
    try:
        return (await bodies.read(request, LARGEST)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRubric("is not text in UTF-8") from error


@router.get("", summary="List versions of rubrics", responses=openapi.refuses())
def listed(
    service: ServiceDep,
    caller: Reader,
    client: Annotated[Name | None, Query(description="this client's alone")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> rubric_views.VersionsView:
    """Newest first, with what is in force for the client. A client organisation sees its published ones."""
    client = client or caller.client
    published = not caller.may(Permission.SEE_DRAFTS)
    with service.store.reading(caller.scope) as session:
        found = rubrics.listed(session, client, published=published, cursor=cursor, limit=limit)
        reached = client is not None and caller.scope.reaches(client)
        current = service.rubrics.current(session, client).name_at_version if client and reached else None
    items = [rubric_views.version(row, caller, in_force=row.id in found.in_force) for row in found.rows]
    return rubric_views.VersionsView(in_force=current, items=items, next=found.next)


@router.post(
    "",
    summary="Draft a rubric",
    status_code=201,
    response_model=rubric_views.RubricView,
    responses={
        **openapi.refuses(408, 409, 413, 415),
        200: {"model": rubric_views.RubricView, "description": "The draft was there already; it is now as sent"},
    },
    openapi_extra=openapi.RUBRIC_BODY,
)
def draft(
    response: Response,
    service: ServiceDep,
    caller: RubricEditor,
    body: Annotated[str, Depends(_body)],
    client: Annotated[Name | None, Query(description="whose rubric it is")] = None,
) -> rubric_views.RubricView:
    """JSON or YAML, checked whole: a fault is refused with its path in `where`. A draft takes the place of an older
    draft of the same version; a published version takes no other content (409). Nothing is scored under a draft.
    """
    client = client or caller.client
    if client is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    caller.owns(client)
    rubric = parse_text(body, service.vocabulary)
    with service.store.transaction(caller.scope) as session:
        row, outcome = service.rubrics.draft(session, client, rubric, caller.actor)
        current = rubrics.in_force(session, client)
    response.status_code = 201 if outcome is Outcome.CREATED else 200
    response.headers["Location"] = rubric_views.location(client, rubric.id, rubric.version)
    return rubric_views.whole(row, caller, in_force=current is not None and current.id == row.id)


@router.get("/{client}/{id}/{version}", summary="Read a rubric", responses=openapi.refuses(404))
def one(client: Client, id: Id, version: Version, service: ServiceDep, caller: Reader) -> rubric_views.RubricView:
    """All of it: sections, criteria, weights, conditions, references. The service's own is read under any client."""
    with service.store.reading(caller.scope) as session:
        current = service.rubrics.current(session, client).name_at_version
        ours = service.rubrics.ours(f"{id}@{version}")
        if ours is not None:
            return rubric_views.own(ours, client, in_force=current == ours.name_at_version)
        row = rubrics.get(session, client, id, version)
    if row.published_at is None and not caller.may(Permission.SEE_DRAFTS):
        raise NotFound(f"client {client!r} has no rubric {id}@{version}")
    return rubric_views.whole(row, caller, in_force=current == f"{id}@{version}")


@router.post(
    "/{client}/{id}/{version}:try", summary="Try a rubric on the last interactions", responses=openapi.refuses(404)
)
def attempt(
    client: Client,
    id: Id,
    version: Version,
    service: ServiceDep,
    caller: RubricEditor,
    last: Annotated[int, Query(ge=1, le=1000, description="how many finished interactions")] = 200,
) -> rubric_views.TrialView:
    """What would change if it were in force: answers by criterion, means by section, critical failures, and which
    interactions move most. Nothing is stored. Left out is what you are to answer blind.
    """
    with service.store.reading(caller.scope) as session:
        after = service.rubrics.named(session, client, f"{id}@{version}")
        before = service.rubrics.current(session, client)
        cases = trials.cases(session, client, last, caller.reviewer)
        return rubric_views.trial(trial.compare(before, after, cases))


@router.post("/{client}/{id}/{version}:publish", summary="Publish a rubric", responses=openapi.refuses(404))
def publish(
    client: Client, id: Id, version: Version, service: ServiceDep, caller: RubricEditor
) -> rubric_views.RubricView:
    """From now on the client's interactions are scored under it, and it never changes again. Interactions that are
    scored keep their rubric. An older published version may be put back the same way.
    """
    with service.store.transaction(caller.scope) as session:
        row = rubrics.publish(session, client, id, version, caller.actor)
    return rubric_views.whole(row, caller, in_force=True)
