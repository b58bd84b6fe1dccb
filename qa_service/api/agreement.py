"""Agreement between people and machine, and calibration sessions."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from qa_service.api import agreement_views, openapi, review_views
from qa_service.api.deps import AgreementReader, Name, PeriodDep, PolicySetter, Reviewer, ServiceDep
from qa_service.domain.review import Policy
from qa_service.domain.sampling import Purpose
from qa_service.errors import BadInput
from qa_service.report.agreement import agreement_document, policy_document
from qa_service.reviewing import agreements, answering, calibrations, documents
from qa_service.store import calibration, policies
from qa_service.store.answers import FOR_AGREEMENT, Which

router = APIRouter(prefix="/v1", tags=["agreement"])
Client = Annotated[Name | None, Query(description="client organisation")]


@router.get(
    "/agreement",
    summary="Read the agreement",
    response_model=agreement_views.AgreementView,
    responses=openapi.refuses(),
)
def agreement(
    service: ServiceDep,
    caller: AgreementReader,
    period: PeriodDep,
    client: Client = None,
    purpose: Annotated[list[Purpose] | None, Query(description="random and calibration, if none is named")] = None,
    seen: Annotated[bool, Query(description="also answers given in sight of the machine's")] = False,
) -> dict[str, Any]:
    """Percent, Cohen's kappa, Krippendorff's alpha and Gwet's AC1 by question, each with a bootstrap interval. Blind
    answers of random samples and calibration sessions alone, unless more is asked for: answers to risky picks say
    little about the rest, and who has seen an answer leans to it.
    """
    client = client or caller.client
    which = Which(client, period.since, period.until, purpose or FOR_AGREEMENT, seen_too=seen)
    with service.store.reading(caller.scope) as session:
        found, policy = agreements.agreement(session, which), policies.policy(session, client)
    return agreement_document(found, policy, client, (period.since, period.until))


@router.get(
    "/agreement/policy",
    summary="Read what a client asks of its reviews",
    response_model=agreement_views.PolicyView,
    responses=openapi.refuses(),
)
def policy(service: ServiceDep, caller: AgreementReader, client: Client = None) -> dict[str, Any]:
    """The client's own, or the defaults."""
    with service.store.reading(caller.scope) as session:
        return policy_document(policies.policy(session, client or caller.client))


@router.put(
    "/agreement/policy",
    summary="Set what a client asks of its reviews",
    response_model=agreement_views.PolicyView,
    responses=openapi.refuses(),
)
def set_policy(
    body: agreement_views.PolicyView, service: ServiceDep, caller: PolicySetter, client: Client = None
) -> dict[str, Any]:
    """The threshold of agreement below which a criterion asks for a person, and the times for disputes. Audited."""
    client = client or caller.client
    if client is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    caller.owns(client)
    wanted = Policy(**body.model_dump())
    with service.store.transaction(caller.scope) as session:
        policies.save(session, client, wanted, caller.actor)
    return policy_document(wanted)


@router.post(
    "/calibrations",
    summary="Open a calibration session",
    status_code=201,
    response_model=agreement_views.CalibrationView,
    responses=openapi.refuses(404, 409),
)
def opened(
    body: agreement_views.CalibrationBody, response: Response, service: ServiceDep, caller: Reviewer
) -> dict[str, Any]:
    """Several people answer the same interactions, blind to each other and to the machine. What is answered in it never
    counts in scores.
    """
    asked = calibrations.Opening(body.name, body.interactions, body.sample, body.people, body.questions)
    with service.store.transaction(caller.scope) as session:
        row = calibrations.opened(session, service.vocabulary, asked, caller.actor)
        response.headers["Location"] = f"/v1/calibrations/{row.id}"
        return documents.session_of_calibration(session, row)


@router.get(
    "/calibrations",
    summary="List calibration sessions",
    response_model=agreement_views.CalibrationsView,
    responses=openapi.refuses(),
)
def listed(
    service: ServiceDep,
    caller: Reviewer,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> dict[str, Any]:
    """Newest first."""
    with service.store.reading(caller.scope) as session:
        page = calibration.page(session, cursor=cursor, limit=limit)
        return {"items": [documents.session_of_calibration(session, row) for row in page.rows], "next": page.next}


@router.get(
    "/calibrations/{uuid}",
    summary="Look at a calibration session",
    response_model=agreement_views.CalibrationView,
    responses=openapi.refuses(404),
)
def one(uuid: UUID, service: ServiceDep, caller: Reviewer) -> dict[str, Any]:
    """Who has answered how much; once it is revealed, where people differ and how far they agree."""
    with service.store.reading(caller.scope) as session:
        return documents.session_of_calibration(session, calibration.get(session, uuid))


@router.post(
    "/calibrations/{uuid}/next",
    summary="Get the next one of a session",
    response_model=review_views.ItemView,
    responses={
        **openapi.refuses(404, 409),
        204: {"model": None, "description": "This person has answered all of it"},
    },
)
def next_one(uuid: UUID, service: ServiceDep, caller: Reviewer) -> Any:
    """Without the machine's answers. Answer with `POST /v1/interactions/{uuid}/reviews` and `session`."""
    with service.store.reading(caller.scope) as session:
        item = answering.next_of_session(session, uuid, caller.actor)
        return Response(status_code=204) if item is None else review_views.item(item, service)


@router.post(
    "/calibrations/{uuid}/reveal",
    summary="Reveal a calibration session",
    response_model=agreement_views.CalibrationView,
    responses=openapi.refuses(404, 409),
)
def reveal(uuid: UUID, service: ServiceDep, caller: Reviewer) -> dict[str, Any]:
    """Closes it for good, once two people have answered: everybody's answers, the gaps and the agreement are open."""
    with service.store.transaction(caller.scope) as session:
        return documents.session_of_calibration(session, calibration.reveal(session, uuid, caller.actor))
