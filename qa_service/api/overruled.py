"""The worklist of answers that overrule the machine's: listed, counted, sorted, looked at once more."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.review_requests import Body, Why
from qa_service.documents.overruled import OverruledCounts, OverruledPage, OverruledView
from qa_service.documents.reviews import KeptView
from qa_service.domain.overruled import Cause, Standing
from qa_service.http.dependencies import Name
from qa_service.services import overruled
from qa_service.services.context import Context
from qa_service.services.overruled import Narrowing

router = APIRouter(prefix="/v1/overruled", tags=["reviews"])
Client = Annotated[Name | None, Query(description="client organisation")]
Question = Annotated[Name | None, Query(description="such as `criterion:greeting`")]


class SortingBody(Body):
    """Why the machine was overruled; `cause` null: it is to be sorted again. `note` is kept as it is written, but for
    what looks like an e-mail address or a long number.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"cause": "guide_unclear", "note": "is a greeting on the transfer one?"}]}
    )

    cause: Cause | None
    note: Why = ""


class SecondLookBody(Body):
    """The answer after another look, and why."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answer": "yes", "why": "it is said on the transfer"}]})

    answer: Annotated[str, Field(min_length=1, max_length=64)]
    why: Why = ""


@router.get("", summary="List answers that overrule the machine's", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(overruled.listed)],
    period: PeriodDep,
    client: Client = None,
    question: Question = None,
    standing: Annotated[Standing | None, Query(description="to be sorted, or sorted so")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> OverruledPage:
    """The latest answer first; the period is that of the answers. Nothing of an interaction shows that somebody is
    still to answer blind, in a sample or a calibration session.
    """
    filters = Narrowing(client, question, standing=standing, since=period.since, until=period.until)
    return overruled.listed(context, filters, cursor, limit)


@router.get("/counts", summary="Count answers that overrule the machine's", responses=openapi.refuses())
def counts(
    context: Annotated[Context, Calls(overruled.counts)],
    period: PeriodDep,
    client: Client = None,
    question: Question = None,
) -> OverruledCounts:
    """By question, version of the rubric and month, with the number of answers beside one of the machine; over the last
    year unless a period is named, and over at most five.
    """
    return overruled.counts(context, Narrowing(client, question, since=period.since, until=period.until))


@router.put("/{uuid}", summary="Sort an overruled answer", responses=openapi.refuses(404, 409))
def sort(uuid: UUID, body: SortingBody, context: Annotated[Context, Calls(overruled.sort)]) -> OverruledView:
    """Into unclear guide, machine wrong or reviewer wrong. No answer changes by it: an answer that is sorted as the
    reviewer's mistake waits for a second look.
    """
    return overruled.sort(context, uuid, body.cause, body.note)


@router.post("/{uuid}/second-look", summary="Answer once more", status_code=201, responses=openapi.refuses(404, 409))
def look_again(uuid: UUID, body: SecondLookBody, context: Annotated[Context, Calls(overruled.look_again)]) -> KeptView:
    """What was sorted as the reviewer's mistake, by whoever gave that answer or by another person than the one who
    sorted it. The answer counts from now on; the same one again brings the case back to be sorted.
    """
    return overruled.look_again(context, uuid, body.answer, body.why)
