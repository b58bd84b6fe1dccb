"""Disputes: opened by agents or on their behalf, listed for those they concern, decided by quality."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session

from qa_service.api.deps import ServiceDep
from qa_service.domain.interaction import State
from qa_service.domain.review import Judged
from qa_service.errors import BadInput
from qa_service.reviewing import answering, blindness
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import disputes, interactions, reviews
from qa_service.store.disputes import DisputeFilters
from qa_service.store.interactions import Filters
from qa_service.store.reviews import ReviewFilters
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import DisputeRow, DisputeState
from qa_service.web import notes, sheet
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.pages.reviewing import questions_of
from qa_service.web.questions import of_client
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(prefix="/disputes", route_class=WebRoute, include_in_schema=False)

ReaderPage = Annotated[Visitor, Depends(Allowed(Permission.SEE_REVIEWS))]
DisputerPage = Annotated[Visitor, Depends(Allowed(Permission.DISPUTE))]
ReviewerPage = Annotated[Visitor, Depends(Allowed(Permission.REVIEW))]
OPENED = notes.add("dispute-opened", N_("Your objection is kept. Somebody else will decide it."))
DECIDED = notes.add("dispute-decided", N_("The objection is decided. That is final."))
NO_WORDS = N_("Say in a few words why.")
NO_DECISION = N_("Choose whether you uphold or reject it.")
LIMIT, _FEW, _MOST = 25, 20, 4000
_OPEN_TO_OBJECTION = {Judged.MACHINE, Judged.REVIEWED}


@router.get("")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: ReaderPage,
    state: Annotated[str, Query(max_length=20)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first; the ones in reach. Below them, for those who do not decide, what may still be objected to."""
    wanted = DisputeState(state) if state in set(DisputeState) else None
    with service.store.reading(visitor.caller.scope) as session:
        found = disputes.page(session, DisputeFilters(state=wanted), cursor=cursor or None, limit=LIMIT)
        names = interactions.names(session, [row.interaction_id for row in found.rows])
        asked = of_client(service, visitor.tongue, session, visitor.caller.client)
        recent = () if visitor.may(Permission.REVIEW) else _recent(session, visitor)
    moment = now()
    shown = [(row, disputes.state(row, moment).value) for row in found.rows]
    values: dict[str, Any] = {"next": found.next, "cursor": cursor, "names": names, "asked": asked, "recent": recent}
    return page(request, visitor, "disputes.html", rows=shown, state=wanted, states=tuple(DisputeState), **values)


def _recent(session: Session, visitor: Visitor) -> Sequence[tuple[InteractionRow, Judged]]:
    """The latest interactions in reach that nobody has objected to yet."""
    if not visitor.may(Permission.DISPUTE):
        return ()
    rows = interactions.page(session, Filters(state=State.DONE), limit=_FEW).rows
    found = disputes.judgements(session, rows)
    return [(row, found[row.id]) for row in rows if found[row.id] in _OPEN_TO_OBJECTION]


@router.get("/new")
def new(request: Request, service: ServiceDep, visitor: DisputerPage, interaction: UUID) -> Response:
    """The form of an objection."""
    return _new(request, service, visitor, interaction)


def _new(
    request: Request, service: Dependencies, visitor: Visitor, id: UUID, fault: str = "", given: Sequence[str] = ()
) -> Response:
    with service.store.reading(visitor.caller.scope) as session:
        blindness.refuse(session, id, visitor.caller.reviewer)
        item = answering.show(session, id, visitor.caller.actor)
        found = sheet.sheet(item, questions_of(session, service, visitor, item))
    blindness.note_read(service.store, [id], visitor.caller.reviewer)
    status = 422 if fault else 200
    return page(request, visitor, "dispute_new.html", status, sheet=found, fault=fault, given=given)


@router.post("")
def opened(request: Request, service: ServiceDep, visitor: DisputerPage, form: Sent) -> Response:
    """Object to some answers, or to all."""
    id, why = _id(str(form.get("interaction", ""))), _words(form.get("why"))
    asked = [str(one) for one in form.getlist("questions")]
    if not why:
        return _new(request, service, visitor, id, NO_WORDS, asked)
    with service.store.transaction(visitor.caller.scope) as session:
        row = interactions.get_locked(session, id)
        unknown = set(asked) - set(answering.show(session, id, visitor.caller.actor).questions)
        if unknown:
            raise BadInput("its rubric has no {name!r}", name=min(unknown), where="questions")
        made = disputes.open_dispute(session, row, asked, why, visitor.caller.actor)
    return moved(f"/disputes/{made.id}", OPENED)


def _id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise BadInput("is no interaction", where="interaction") from None


def _words(given: object) -> str:
    return str(given or "").replace("\x00", "").strip()[:_MOST]


@router.get("/{uuid}")
def one(request: Request, service: ServiceDep, visitor: ReaderPage, uuid: UUID) -> Response:
    """What was objected to, in which words, and what was or will be decided."""
    return _one(request, service, visitor, uuid)


def _one(request: Request, service: Dependencies, visitor: Visitor, id: UUID, fault: str = "") -> Response:
    with service.store.reading(visitor.caller.scope) as session:
        row = disputes.get(session, id)
        blindness.refuse(session, row.interaction_id, visitor.caller.reviewer)
        item = answering.show(session, row.interaction_id, visitor.caller.actor)
        found = sheet.sheet(item, questions_of(session, service, visitor, item))
        counts = reviews.effective(session, [row.interaction_id]).get(row.interaction_id, {})
        barred = _barred(session, row, visitor)
        asked = questions_of(session, service, visitor, item)
    blindness.note_read(service.store, [row.interaction_id], visitor.caller.reviewer)
    about = [one for one in found.asked if one.key in row.questions] or [one for _, all in found.main for one in all]
    state = disputes.state(row, now())
    decides = state is DisputeState.OPEN and visitor.may(Permission.REVIEW)
    values = {"sheet": found, "about": about, "counts": counts, "state": state.value, "asked": asked}
    shown = {"decides": decides and not barred, "barred": decides and barred, "fault": fault}
    return page(request, visitor, "dispute.html", 422 if fault else 200, row=row, **values, **shown)


def _barred(session: Session, row: DisputeRow, visitor: Visitor) -> bool:
    """Whether this person objected or answered: then another one decides."""
    mine = ReviewFilters(interaction=row.interaction_id, reviewer=visitor.caller.actor)
    answered = any(one.session_id is None for one in reviews.page(session, mine, limit=500).rows)
    return answered or row.opened_by == visitor.caller.actor


@router.post("/{uuid}")
def decide(request: Request, service: ServiceDep, visitor: ReviewerPage, uuid: UUID, form: Sent) -> Response:
    """Uphold it, with the answers that hold from now on, or reject it."""
    verdict, why = form.get("verdict"), _words(form.get("why"))
    if verdict not in ("uphold", "reject") or not why:
        return _one(request, service, visitor, uuid, NO_DECISION if verdict is None else NO_WORDS)
    uphold = verdict == "uphold"
    with service.store.transaction(visitor.caller.scope) as session:
        given = sheet.read(form) if uphold else []
        answering.decide(session, service.vocabulary, uuid, uphold, why, given, visitor.caller.actor)
    return moved(f"/disputes/{uuid}", DECIDED)
