"""Samples: planned, drawn, checked, worked through."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from qa_service.api import openapi, review_views, sample_views
from qa_service.api.deps import Name, PeriodDep, Reviewer, Sampler, ServiceDep
from qa_service.domain.interaction import Channel
from qa_service.domain.sampling import FrameSpec
from qa_service.report.sample import check_document
from qa_service.reviewing import answering, documents, draws
from qa_service.store import samples

router = APIRouter(prefix="/v1/samples", tags=["samples"])


@router.post(
    "",
    summary="Plan a sample",
    status_code=201,
    response_model=sample_views.SampleView,
    responses=openapi.refuses(409),
)
def plan(
    body: sample_views.SampleBody,
    response: Response,
    service: ServiceDep,
    caller: Sampler,
    draw: Annotated[bool, Query(description="draw it at once")] = False,
) -> dict[str, Any]:
    """The plan is kept with its seed, and answered with what it would draw. Random, risk and calibration samples never
    mix: each pick carries the purpose of its plan.
    """
    wish = body.wish(caller.client)
    if wish.frame.client is not None:
        caller.owns(wish.frame.client)
    with service.store.transaction(caller.scope) as session:
        row = draws.save(session, wish, caller.actor)
        if draw:
            row = draws.make(session, row.id, caller.actor)
        shown = documents.sample(session, row, preview=True)
    response.headers["Location"] = f"/v1/samples/{row.id}"
    return shown


@router.get("", summary="List samples", response_model=sample_views.SamplesView, responses=openapi.refuses())
def listed(
    service: ServiceDep,
    caller: Sampler,
    client: Annotated[Name | None, Query(description="of this client alone")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Newest first, with the progress of those that are drawn."""
    with service.store.reading(caller.scope) as session:
        page = samples.page(session, client, cursor=cursor, limit=limit)
        return {"items": [documents.sample(session, row) for row in page.rows], "next": page.next}


def _spec(
    caller: Sampler,
    period: PeriodDep,
    client: Annotated[Name | None, Query()] = None,
    agent: Annotated[Name | None, Query()] = None,
    team: Annotated[Name | None, Query()] = None,
    channel: Annotated[Channel | None, Query()] = None,
    intent: Annotated[Name | None, Query()] = None,
) -> FrameSpec:
    return FrameSpec(client or caller.client, agent, team, channel, intent, period.since, period.until)


@router.get("/size", summary="How many do I need?", response_model=sample_views.SizeView, responses=openapi.refuses())
def size(
    service: ServiceDep,
    caller: Sampler,
    spec: Annotated[FrameSpec, Depends(_spec)],
    half_width: Annotated[float, Query(gt=0, lt=0.5, description="how far the interval may reach to each side")],
    share: Annotated[float, Query(gt=0, lt=1, description="the share that is expected; 0.5 is the safe side")] = 0.5,
    level: Annotated[float, Query(ge=0.5, lt=1)] = 0.95,
) -> dict[str, Any]:
    """Reviews for a wished interval, with the correction for the finite number of interactions there are."""
    with service.store.reading(caller.scope) as session:
        needed, population = draws.needed(session, spec, half_width, share, level)
    return {"population": population, "half_width": half_width, "share": share, "level": level, "needed": needed}


@router.get(
    "/{uuid}", summary="Look at a sample", response_model=sample_views.SampleView, responses=openapi.refuses(404)
)
def one(uuid: UUID, service: ServiceDep, caller: Sampler) -> dict[str, Any]:
    """Its plan; before the draw what it would draw now, afterwards how far the work is."""
    with service.store.reading(caller.scope) as session:
        return documents.sample(session, samples.get(session, uuid), preview=True)


@router.post(
    "/{uuid}/draw", summary="Draw a sample", response_model=sample_views.SampleView, responses=openapi.refuses(404, 409)
)
def draw_one(uuid: UUID, service: ServiceDep, caller: Sampler) -> dict[str, Any]:
    """Once: frame, hash, chances, who and when are kept with it."""
    with service.store.transaction(caller.scope) as session:
        return documents.sample(session, draws.make(session, uuid, caller.actor))


@router.get(
    "/{uuid}/picks",
    summary="List the picks",
    response_model=sample_views.PicksView,
    responses=openapi.refuses(404, 409),
)
def picks(uuid: UUID, service: ServiceDep, caller: Sampler) -> dict[str, Any]:
    """Every drawn interaction with its chance of having been drawn. Of a blind sample, `stratum` and `reasons` are null
    for picks that the caller may still be asked to answer: they tell what the machine judged.
    """
    with service.store.reading(caller.scope) as session:
        row = samples.drawn(session, uuid)
        return {"frame_hash": row.frame_hash, "picks": documents.picks(session, row, caller.reviewer)}


@router.get(
    "/{uuid}/check",
    summary="Make a draw again",
    response_model=sample_views.CheckView,
    responses=openapi.refuses(404, 409),
)
def check(uuid: UUID, service: ServiceDep, caller: Sampler) -> dict[str, Any]:
    """Whether the stored plan draws the same picks from the stored frame."""
    with service.store.reading(caller.scope) as session:
        return check_document(draws.check(session, uuid))


@router.post(
    "/{uuid}/next",
    summary="Get the next one to review",
    response_model=review_views.ItemView,
    responses={
        **openapi.refuses(404, 409),
        204: {"model": None, "description": "Nothing is left for this person"},
    },
)
def next_one(uuid: UUID, service: ServiceDep, caller: Reviewer) -> Any:
    """The pick is this person's for 45 minutes; asking again gives the same one. Nobody else gets it meanwhile, unless
    it is meant for two people. Where the sample is blind, the machine's answers come with the reply to the answers.
    """
    with service.store.transaction(caller.scope) as session:
        item = answering.next_of_sample(session, uuid, caller.actor)
        return Response(status_code=204) if item is None else review_views.item(item, service)
