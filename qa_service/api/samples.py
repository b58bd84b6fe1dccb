"""Samples: planned, drawn, checked, worked through."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.documents.reviews import ReviewItemView
from qa_service.documents.samples import CheckView, PicksView, SamplesView, SampleView, SizeView
from qa_service.documents.times import Moment
from qa_service.domain.interaction import Channel
from qa_service.domain.sampling import Allocation, FrameSpec, Margins, Purpose, Reason, SampleRequest
from qa_service.http.dependencies import Name
from qa_service.services import reviews, samples
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/samples", tags=["samples"])

Share = Annotated[float, Field(ge=0, le=1)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MarginsBody(_In):
    """From where a reason fires: a probability, seconds, and a share of overruled answers among at least so many."""

    low_confidence: Share = 0.6
    long_silence: Annotated[float, Field(gt=0)] = 30.0
    disagreement: Share = 0.25
    disagreement_answers: Annotated[int, Field(ge=1)] = 10


class FrameBody(_In):
    """Which interactions may be drawn: analysed ones that fit all that is given; `since` <= start < `until`."""

    client: Name | None = None
    agent: Name | None = None
    team: Name | None = None
    channel: Channel | None = None
    intent: Name | None = None
    since: Moment | None = None
    until: Moment | None = None
    margins: MarginsBody = MarginsBody()

    def spec(self, client: str | None) -> FrameSpec:
        """`client` stands where the body names none."""
        values = {name: getattr(self, name) for name in type(self).model_fields if name not in {"client", "margins"}}
        return FrameSpec(client=self.client or client, margins=Margins(**self.margins.model_dump()), **values)


class SampleBody(_In):
    """A plan. `size` is the number of picks in all, or in every stratum with allocation `equal` (five an agent:
    `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason makes an interaction be
    looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second` is the share that two
    people answer; `blind` holds the machine's answers back until a person has answered.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "March, five an agent",
                    "purpose": "random",
                    "size": 5,
                    "by": ["agent"],
                    "allocation": "equal",
                    "frame": {"client": "acme", "since": "2026-03-01T00:00:00Z"},
                    "second": 0.1,
                }
            ]
        }
    )

    name: Name
    purpose: Purpose
    size: Annotated[int, Field(ge=1, le=20_000)]
    frame: FrameBody = FrameBody()
    by: Annotated[tuple[str, ...], Field(max_length=6)] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    minimum: Annotated[int, Field(ge=0)] = 0
    weights: dict[Reason, Annotated[float, Field(ge=0, le=1000)]] = {}
    floor: Share = 0.5
    seed: Annotated[int, Field(ge=0, lt=1 << 53)] | None = None
    second: Share = 0.0
    blind: bool = True

    def wish(self, client: str | None) -> SampleRequest:
        """`client` stands where the frame names none."""
        same = {name: getattr(self, name) for name in type(self).model_fields if name != "frame"}
        return SampleRequest(frame=self.frame.spec(client), **same)


@router.post("", summary="Plan a sample", status_code=201, responses=openapi.refuses(409))
def plan(
    body: SampleBody,
    response: Response,
    context: Annotated[Context, Calls(samples.plan)],
    draw: Annotated[bool, Query(description="draw it at once")] = False,
) -> SampleView:
    """The plan is kept with its seed, and answered with what it would draw. Random, risk and calibration samples never
    mix: each pick carries the purpose of its plan.
    """
    document = samples.plan(context, body.wish(context.caller.client), draw=draw)
    response.headers["Location"] = f"/v1/samples/{document.uuid}"
    return document


@router.get("", summary="List samples", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(samples.listed)],
    client: Annotated[Name | None, Query(description="of this client alone")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> SamplesView:
    """Newest first, with the progress of those that are drawn."""
    return samples.listed(context, client, cursor, limit)


_Sizing = Annotated[Context, Calls(samples.size)]


def _spec(
    context: _Sizing,
    period: PeriodDep,
    client: Annotated[Name | None, Query()] = None,
    agent: Annotated[Name | None, Query()] = None,
    team: Annotated[Name | None, Query()] = None,
    channel: Annotated[Channel | None, Query()] = None,
    intent: Annotated[Name | None, Query()] = None,
) -> FrameSpec:
    return FrameSpec(client or context.caller.client, agent, team, channel, intent, period.since, period.until)


@router.get("/size", summary="How many do I need?", responses=openapi.refuses())
def size(
    context: _Sizing,
    spec: Annotated[FrameSpec, Depends(_spec)],
    half_width: Annotated[float, Query(gt=0, lt=0.5, description="how far the interval may reach to each side")],
    share: Annotated[float, Query(gt=0, lt=1, description="the share that is expected; 0.5 is the safe side")] = 0.5,
    level: Annotated[float, Query(ge=0.5, lt=1)] = 0.95,
) -> SizeView:
    """Reviews for a wished interval, with the correction for the finite number of interactions there are."""
    return samples.size(context, spec, half_width, share, level)


@router.get("/{uuid}", summary="Look at a sample", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(samples.show)]) -> SampleView:
    """Its plan; before the draw what it would draw now, afterwards how far the work is."""
    return samples.show(context, uuid)


@router.post("/{uuid}/draw", summary="Draw a sample", responses=openapi.refuses(404, 409))
def draw_one(uuid: UUID, context: Annotated[Context, Calls(samples.draw)]) -> SampleView:
    """Once: frame, hash, chances, who and when are kept with it."""
    return samples.draw(context, uuid)


@router.get("/{uuid}/picks", summary="List the picks", responses=openapi.refuses(404, 409))
def picks(uuid: UUID, context: Annotated[Context, Calls(samples.picks)]) -> PicksView:
    """Every drawn interaction with its chance of having been drawn. Of a blind sample, `stratum` and `reasons` are null
    for picks that the caller may still be asked to answer: they tell what the machine judged.
    """
    return samples.picks(context, uuid)


@router.get("/{uuid}/check", summary="Make a draw again", responses=openapi.refuses(404, 409))
def check(uuid: UUID, context: Annotated[Context, Calls(samples.check)]) -> CheckView:
    """Whether the stored plan draws the same picks from the stored frame."""
    return samples.check(context, uuid)


@router.post(
    "/{uuid}/next",
    summary="Get the next one to review",
    response_model=ReviewItemView,
    responses={
        **openapi.refuses(404, 409),
        204: {"model": None, "description": "Nothing is left for this person"},
    },
)
def next_one(uuid: UUID, context: Annotated[Context, Calls(reviews.take_next)]) -> ReviewItemView | Response:
    """The pick is this person's for 45 minutes; asking again gives the same one. Nobody else gets it meanwhile, unless
    it is meant for two people. Where the sample is blind, the machine's answers come with the reply to the answers.
    """
    item = reviews.take_next(context, uuid)
    return Response(status_code=204) if item is None else item
