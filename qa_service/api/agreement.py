"""Agreement between people and machine, and calibration sessions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field

from qa_service.api import openapi
from qa_service.api.deps import Calls, PeriodDep
from qa_service.api.review_requests import Body, Question
from qa_service.documents.agreement import AgreementView, PolicyView
from qa_service.documents.calibrations import CalibrationsView, CalibrationView
from qa_service.documents.reviews import ReviewItemView
from qa_service.domain.review import Policy
from qa_service.domain.sampling import Purpose
from qa_service.errors import BadInput
from qa_service.http.dependencies import Name
from qa_service.services import agreement as agreements
from qa_service.services import calibrations
from qa_service.services.context import Context

router = APIRouter(prefix="/v1", tags=["agreement"])
Client = Annotated[Name | None, Query(description="client organisation")]


class CalibrationBody(Body):
    """Interactions, or a drawn calibration sample that names them. `people` are reviewers as reviews name them
    (`user:anna`); empty: whoever may review. `questions` empty: all.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "greetings, March",
                    "interactions": ["0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"],
                    "questions": ["criterion:greeting"],
                }
            ]
        }
    )

    name: Name
    interactions: Annotated[tuple[UUID, ...], Field(max_length=500)] = ()
    sample: UUID | None = None
    people: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    questions: Annotated[tuple[Question, ...], Field(max_length=200)] = ()


@router.get("/agreement", summary="Read the agreement", responses=openapi.refuses())
def agreement(
    context: Annotated[Context, Calls(agreements.show)],
    period: PeriodDep,
    client: Client = None,
    purpose: Annotated[list[Purpose] | None, Query(description="random and calibration, if none is named")] = None,
    seen: Annotated[bool, Query(description="also answers given in sight of the machine's")] = False,
) -> AgreementView:
    """Percent, Cohen's kappa, Krippendorff's alpha and Gwet's AC1 by question, each with a bootstrap interval. Blind
    answers of random samples and calibration sessions alone, unless more is asked for: answers to risky picks say
    little about the rest, and who has seen an answer leans to it.
    """
    return agreements.show(context, client, period.since, period.until, purpose or (), seen_too=seen)


@router.get("/agreement/policy", summary="Read what a client asks of its reviews", responses=openapi.refuses())
def policy(context: Annotated[Context, Calls(agreements.policy)], client: Client = None) -> PolicyView:
    """The client's own, or the defaults."""
    return agreements.policy(context, client)


@router.put("/agreement/policy", summary="Set what a client asks of its reviews", responses=openapi.refuses())
def set_policy(
    body: PolicyView, context: Annotated[Context, Calls(agreements.set_policy)], client: Client = None
) -> PolicyView:
    """The threshold of agreement below which a criterion asks for a person, and the times for disputes. Audited."""
    client = client or context.caller.client
    if client is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    return agreements.set_policy(context, client, Policy(**body.model_dump()))


@router.post(
    "/calibrations", summary="Open a calibration session", status_code=201, responses=openapi.refuses(404, 409)
)
def opened(
    body: CalibrationBody, response: Response, context: Annotated[Context, Calls(calibrations.open_session)]
) -> CalibrationView:
    """Several people answer the same interactions, blind to each other and to the machine. What is answered in it never
    counts in scores.
    """
    document = calibrations.open_session(
        context, body.name, body.interactions, sample=body.sample, people=body.people, questions=body.questions
    )
    response.headers["Location"] = f"/v1/calibrations/{document.uuid}"
    return document


@router.get("/calibrations", summary="List calibration sessions", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(calibrations.listed)],
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> CalibrationsView:
    """Newest first."""
    return calibrations.listed(context, cursor, limit)


@router.get("/calibrations/{uuid}", summary="Look at a calibration session", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(calibrations.show)]) -> CalibrationView:
    """Who has answered how much; once it is revealed, where people differ and how far they agree."""
    return calibrations.show(context, uuid)


@router.post(
    "/calibrations/{uuid}/next",
    summary="Get the next one of a session",
    response_model=ReviewItemView,
    responses={
        **openapi.refuses(404, 409),
        204: {"model": None, "description": "This person has answered all of it"},
    },
)
def next_one(uuid: UUID, context: Annotated[Context, Calls(calibrations.next_item)]) -> ReviewItemView | Response:
    """Without the machine's answers. Answer with `POST /v1/interactions/{uuid}/reviews` and `session`."""
    item = calibrations.next_item(context, uuid)
    return Response(status_code=204) if item is None else item


@router.post("/calibrations/{uuid}/reveal", summary="Reveal a calibration session", responses=openapi.refuses(404, 409))
def reveal(uuid: UUID, context: Annotated[Context, Calls(calibrations.reveal)]) -> CalibrationView:
    """Closes it for good, once two people have answered: everybody's answers, the gaps and the agreement are open."""
    return calibrations.reveal(context, uuid)
