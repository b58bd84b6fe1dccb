"""Agreement: how far people and the machine answer alike, by question, and which criteria go without a person."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from qa_service.api.deps import ServiceDep
from qa_service.domain.agreement import Coefficient
from qa_service.domain.sampling import Purpose
from qa_service.report.agreement import question_document
from qa_service.reviewing import agreements
from qa_service.services.access import Permission
from qa_service.store import policies
from qa_service.store.answers import FOR_AGREEMENT, Which
from qa_service.web.page import page
from qa_service.web.questions import of_client
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

AgreementPage = Annotated[Visitor, Depends(Allowed(Permission.SEE_AGREEMENT))]
_Word = Annotated[str, Query(max_length=200)]


@router.get("/agreement")
def agreement(
    request: Request,
    service: ServiceDep,
    visitor: AgreementPage,
    client: _Word = "",
    since: _Word = "",
    until: _Word = "",
    purpose: Annotated[list[str] | None, Query(max_length=3)] = None,
    seen: bool = False,
) -> Response:
    """Blind answers of random samples and calibration sessions, unless more is asked for."""
    chosen = [Purpose(one) for one in purpose or () if one in set(Purpose)] or list(FOR_AGREEMENT)
    said, wanted = visitor.tongue, client.strip() or visitor.caller.client
    which = Which(wanted, said.start_of(since), said.end_of(until), chosen, seen_too=seen)
    with service.store.reading(visitor.caller.scope) as session:
        found = [question_document(one) for one in agreements.agreement(session, which)]
        policy = policies.policy(session, wanted)
        asked = of_client(service, said, session, wanted)
    order = {key: n for n, key in enumerate(asked.ordered(one["question"] for one in found))}
    found.sort(key=lambda one: order[one["question"]])
    given = {"client": client, "since": since, "until": until, "seen": seen, "purposes": {one.value for one in chosen}}
    shown: dict[str, Any] = {"questions": found, "policy": policy, "asked": asked, "given": given}
    return page(request, visitor, "agreement.html", purposes=tuple(Purpose), percent=Coefficient.PERCENT, **shown)
