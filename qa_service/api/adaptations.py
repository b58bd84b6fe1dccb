"""Shipped heads adapted to a client: learned, shown beside the shipped ones, put in force and taken back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from qa_service.api import openapi
from qa_service.api.deps import Calls
from qa_service.documents.adaptations import AdaptationJobView, AdaptationsView, AdaptationView
from qa_service.http.dependencies import Name
from qa_service.services import adaptations
from qa_service.services.context import Context

router = APIRouter(prefix="/v1/adaptations", tags=["adaptations"])
Question = Annotated[
    str, Query(max_length=100, description="`intent`, `resolution`, `sentiment` or `courtesy:<label>`")
]


@router.get("", summary="List a client's adaptations", responses=openapi.refuses())
def listed(
    context: Annotated[Context, Calls(adaptations.listed)], client: Annotated[Name, Query(description="whose")]
) -> AdaptationsView:
    """Newest first, each beside the shipped head on the same answers of people, and which are in force."""
    return adaptations.listed(context, client)


@router.post("/{client}:learn", status_code=202, summary="Adapt a head to a client", responses=openapi.refuses(409))
def learn(
    client: Name, question: Question, response: Response, context: Annotated[Context, Calls(adaptations.learn)]
) -> AdaptationJobView:
    """A worker learns it from what people have answered; `Location` tells how far it is. Nothing changes until a person
    publishes what comes of it.
    """
    document = adaptations.learn(context, client, question)
    response.headers["Location"] = document.link
    return document


@router.get("/jobs/{uuid}", summary="Look at a head being adapted", responses=openapi.refuses(404))
def job(uuid: UUID, context: Annotated[Context, Calls(adaptations.job)]) -> AdaptationJobView:
    """How far it is, and what came of it: nothing where no gain is clear."""
    return adaptations.job(context, uuid)


@router.get("/{uuid}", summary="Look at an adaptation", responses=openapi.refuses(404))
def one(uuid: UUID, context: Annotated[Context, Calls(adaptations.show)]) -> AdaptationView:
    """Both heads on answers of people that neither had learned from, and what would change."""
    return adaptations.show(context, uuid)


@router.post("/{uuid}:publish", summary="Put an adaptation in force", responses=openapi.refuses(404, 409))
def publish(uuid: UUID, context: Annotated[Context, Calls(adaptations.publish)]) -> AdaptationView:
    """It answers the client's new and corrected interactions from now on, and is named in their versions."""
    return adaptations.publish(context, uuid)


@router.post("/{uuid}:withdraw", summary="Take an adaptation back", responses=openapi.refuses(404, 409))
def withdraw(uuid: UUID, context: Annotated[Context, Calls(adaptations.withdraw)]) -> AdaptationView:
    """The shipped head answers again, or what was published for the question before and not withdrawn. What was
    answered meanwhile stays, under the name of what answered it.
    """
    return adaptations.withdraw(context, uuid)
