"""Disputes: opened by agents or on their behalf, listed for those they concern, decided by quality."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from qa_service.domain.review import DisputeState
from qa_service.errors import BadInput
from qa_service.services import disputes
from qa_service.web import notes, review_form
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.pages.reviewing import questions_of
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(prefix="/disputes", route_class=WebRoute, include_in_schema=False)

OPENED = notes.add("dispute-opened", N_("Your objection is kept. Somebody else will decide it."))
DECIDED = notes.add("dispute-decided", N_("The objection is decided. That is final."))
NO_WORDS = N_("Say in a few words why.")
NO_DECISION = N_("Choose whether you uphold or reject it.")
LIMIT, _MOST = 25, 4000


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(disputes.overview)],
    state: Annotated[str, Query(max_length=20)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first; the ones in reach. Below them, for those who do not decide, what may still be objected to."""
    chosen = DisputeState(state) if state in set(DisputeState) else None
    rows, names, recent, rubric, more = disputes.overview(visitor.context, chosen, cursor or None, LIMIT)
    wording = Questions(Words(visitor.context.deps.vocabulary, visitor.locale), rubric)
    values: dict[str, Any] = {"next": more, "cursor": cursor, "names": names, "asked": wording, "recent": recent}
    states = [(row, now.value) for row, now in rows]
    return page(request, visitor, "disputes.html", rows=states, state=chosen, states=tuple(DisputeState), **values)


@router.get("/new")
def new(request: Request, visitor: Annotated[Visitor, Opens(disputes.about)], interaction: UUID) -> Response:
    """The form of an objection."""
    return _new(request, visitor, interaction)


def _new(request: Request, visitor: Visitor, id: UUID, fault: str = "", questions: Sequence[str] = ()) -> Response:
    about = disputes.about(visitor.context, id)
    sheet = review_form.sheet(about, questions_of(visitor, about))
    return page(request, visitor, "dispute_new.html", 422 if fault else 200, sheet=sheet, fault=fault, given=questions)


@router.post("")
def opened(request: Request, visitor: Annotated[Visitor, Opens(disputes.open_dispute)], form: Sent) -> Response:
    """Object to some answers, or to all."""
    id, why = _id(str(form.get("interaction", ""))), _words(form.get("why"))
    questions = [str(name) for name in form.getlist("questions")]
    if not why:
        return _new(request, visitor, id, NO_WORDS, questions)
    return moved(f"/disputes/{disputes.open_dispute(visitor.context, id, questions, why).uuid}", OPENED)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("is no interaction", where="interaction") from None


def _words(text: object) -> str:
    return str(text or "").replace("\x00", "").strip()[:_MOST]


@router.get("/{uuid}")
def show(request: Request, visitor: Annotated[Visitor, Opens(disputes.opened)], uuid: UUID) -> Response:
    """What was objected to, in which words, and what was or will be decided."""
    return _dispute(request, visitor, uuid)


def _dispute(request: Request, visitor: Visitor, id: UUID, fault: str = "") -> Response:
    case = disputes.opened(visitor.context, id)
    wording = questions_of(visitor, case.sheet)
    sheet = review_form.sheet(case.sheet, wording)
    about = [each for each in sheet.asked if each.key in case.row.questions]
    values: dict[str, Any] = {
        "row": case.row,
        "sheet": sheet,
        "about": about or [each for _, group in sheet.main for each in group],
        "counts": case.counts,
        "state": case.state.value,
        "asked": wording,
        "decides": case.decides,
        "barred": case.barred,
        "fault": fault,
    }
    return page(request, visitor, "dispute.html", 422 if fault else 200, **values)


@router.post("/{uuid}")
def decide(request: Request, visitor: Annotated[Visitor, Opens(disputes.decide)], uuid: UUID, form: Sent) -> Response:
    """Uphold it, with the answers that hold from now on, or reject it."""
    verdict, why = form.get("verdict"), _words(form.get("why"))
    if verdict not in ("uphold", "reject") or not why:
        return _dispute(request, visitor, uuid, NO_DECISION if verdict is None else NO_WORDS)
    uphold = verdict == "uphold"
    disputes.decide(visitor.context, uuid, uphold, why, review_form.read(form) if uphold else [])
    return moved(f"/disputes/{uuid}", DECIDED)
