"""The first page: what needs somebody now, how the centre does, and what the workers are at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from qa_service import retrying
from qa_service.api.deps import ServiceDep
from qa_service.api.groups import scope_of
from qa_service.domain.interaction import State
from qa_service.services.access import Permission
from qa_service.store import needs
from qa_service.store.figures import oldest_waiting
from qa_service.store.tables import InteractionRow
from qa_service.web import centre
from qa_service.web.i18n import NN_
from qa_service.web.page import moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Signed, UploaderPage, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

DAYS = 30
_FEW = 10


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of thing that waits for somebody: what it says of one and of many (`NN_`), where, and how to count."""

    permission: Permission
    sentence: tuple[str, str]
    path: str
    count: Callable[[Session, Visitor, datetime], int]


def _critical(session: Session, visitor: Visitor, moment: datetime) -> int:
    return needs.unseen_critical(session, moment - timedelta(days=DAYS))


NEEDS: list[Need] = [
    Need(
        Permission.DISPUTE,
        NN_("%(n)s objection waits for a decision.", "%(n)s objections wait for a decision."),
        "/disputes?state=open",
        lambda session, visitor, moment: needs.open_disputes(session, moment),
    ),
    Need(
        Permission.SEE_REVIEWS,
        NN_(
            "%(n)s interaction with a critical failure has been checked by nobody.",
            "%(n)s interactions with a critical failure have been checked by nobody.",
        ),
        "/interactions?flag=critical",
        _critical,
    ),
]
"""Pages that have something waiting add to this."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """What is waiting, in hand, and what failed last."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None
    failures: Sequence[InteractionRow]


@dataclass(frozen=True, slots=True)
class Steps:
    """How far a new installation is: something came in, is analysed, and is checked by way of a sample."""

    came_in: bool
    analysed: bool
    sampled: bool

    @property
    def left(self) -> bool:
        """Whether the first steps are still worth a word."""
        return not (self.analysed and self.sampled)


@router.get("/")
def overview(request: Request, service: ServiceDep, visitor: Signed) -> Response:
    """Everything in reach, over the last thirty days."""
    days = service.store.calendar.days(service.clock() - timedelta(days=DAYS), None)
    with service.store.reading(scope_of(visitor.caller)) as session:
        shown = centre.centre(session, service, visitor.caller, days)
    with service.store.reading(visitor.caller.scope) as session:
        jobs = _jobs(session) if visitor.may(Permission.UPLOAD) else None
        waiting = _needs(session, visitor, service.clock())
        steps = Steps(*needs.begun(session))
    values: dict[str, Any] = {"centre": shown, "jobs": jobs, "needs": waiting, "days": DAYS, "empty": not steps.came_in}
    leads = visitor.may(Permission.UPLOAD) and visitor.may(Permission.SAMPLE)
    return page(request, visitor, "overview.html", steps=steps if leads else None, **values)


def _needs(session: Session, visitor: Visitor, moment: datetime) -> list[tuple[str, str]]:
    """Sentences with their addresses; what nobody waits for is left out."""
    found = []
    for need in NEEDS:
        if visitor.may(need.permission) and (n := need.count(session, visitor, moment)):
            found.append((visitor.tongue.plural(*need.sentence, n), need.path))
    return found


def _jobs(session: Session) -> Jobs:
    counts = needs.unfinished(session)
    return Jobs(
        counts.get(State.RECEIVED, 0),
        counts.get(State.RUNNING, 0),
        counts.get(State.FAILED, 0),
        oldest_waiting(session),
        needs.last_failed(session, _FEW),
    )


@router.get("/overview/jobs")
def jobs(request: Request, service: ServiceDep, visitor: UploaderPage) -> Response:
    """The part of the page that changes by itself."""
    with service.store.reading(visitor.caller.scope) as session:
        return page(request, visitor, "parts/jobs.html", jobs=_jobs(session))


@router.post("/interactions/{uuid}/retry")
def retry(request: Request, uuid: UUID, service: ServiceDep, visitor: UploaderPage) -> Response:
    """A failed one waits again."""
    with service.store.transaction(visitor.caller.scope) as session:
        row = retrying.try_again(session, uuid, visitor.caller.actor)
    service.jobs.again([row])
    return moved("/", "retried")
