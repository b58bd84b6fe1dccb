"""The first page: what needs somebody now, how the centre does, and what the workers are at."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from qa_service.services import dashboard, interactions
from qa_service.services.access import Permission
from qa_service.services.dashboard import DAYS, Need
from qa_service.web.i18n import NN_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

NEEDS: Mapping[Need, tuple[tuple[str, str], str]] = {
    Need.DISPUTES: (
        NN_("%(n)s objection waits for a decision.", "%(n)s objections wait for a decision."),
        "/disputes?state=open",
    ),
    Need.CRITICAL: (
        NN_(
            "%(n)s interaction with a critical failure has been checked by nobody.",
            "%(n)s interactions with a critical failure have been checked by nobody.",
        ),
        "/interactions?flag=critical",
    ),
    Need.PICKS: (NN_("%(n)s answer waits in the samples.", "%(n)s answers wait in the samples."), "/samples"),
}
"""What is said of one and of many that wait, and where they are."""


@router.get("/")
def overview(request: Request, visitor: Annotated[Visitor, Opens(dashboard.show)]) -> Response:
    """Everything in reach, over the last thirty days."""
    centre, jobs, counts, steps = dashboard.show(visitor.context)
    waiting = [(visitor.locale.plural(*NEEDS[need][0], n), NEEDS[need][1]) for need, n in counts.items()]
    leads = visitor.may(Permission.UPLOAD) and visitor.may(Permission.SAMPLE)
    values: dict[str, Any] = {
        "centre": centre,
        "jobs": jobs,
        "needs": waiting,
        "days": DAYS,
        "empty": not steps.came_in,
    }
    return page(request, visitor, "overview.html", steps=steps if leads else None, **values)


@router.get("/overview/jobs")
def jobs(request: Request, visitor: Annotated[Visitor, Opens(dashboard.jobs)]) -> Response:
    """The part of the page that changes by itself."""
    return page(request, visitor, "parts/jobs.html", jobs=dashboard.jobs(visitor.context))


@router.post("/interactions/{uuid}/retry")
def retry(uuid: UUID, visitor: Annotated[Visitor, Opens(interactions.retry)]) -> Response:
    """A failed one waits again."""
    interactions.retry(visitor.context, uuid)
    return moved("/", "retried")
