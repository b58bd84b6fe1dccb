"""The queue of a sample: one interaction after the other, answered, and where it was blind compared."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from qa_service.services import reviews
from qa_service.services.reviews import Sheet
from qa_service.web import notes, review_form
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

NOTHING_LEFT = notes.add("nothing-left", N_("Nothing is left for you in this sample. Thank you."))
KEPT = notes.add("answers-kept", N_("Your answers are kept. It stays in your hands until you finish it."))
NO_ANSWER = N_("Answer at least one question.")


@router.post("/samples/{uuid}/next")
def take(visitor: Annotated[Visitor, Opens(reviews.take_next)], uuid: UUID) -> Response:
    """To the next pick for this person, which is theirs for a while."""
    return _next(visitor, uuid)


def _next(visitor: Visitor, sample: UUID) -> Response:
    item = reviews.take_next(visitor.context, sample)
    return moved(f"/samples/{sample}", NOTHING_LEFT) if item is None else moved(f"/picks/{item.pick}")


@router.get("/picks/{uuid}")
def show(
    request: Request, visitor: Annotated[Visitor, Opens(reviews.open_pick)], uuid: UUID, again: bool = False
) -> Response:
    """The sheet; once it is finished, person and machine beside each other. `again`: to change the answers."""
    return _sheet(request, visitor, uuid, again=again)


def _sheet(
    request: Request,
    visitor: Visitor,
    id: UUID,
    *,
    again: bool = False,
    typed: dict[str, str] | None = None,
    fault: str = "",
) -> Response:
    pick = reviews.open_pick(visitor.context, id)
    values = {
        "known": pick.known,
        "sheet": review_form.sheet(pick.sheet, questions_of(visitor, pick.sheet), given=typed),
        "sample": pick.sample,
        "work": pick.progress,
        "pick": id,
        "of_two": pick.of_two,
    }
    done = pick.done and not again and not fault
    return page(request, visitor, "review.html", 422 if fault else 200, done=done, fault=fault, **values)


@router.post("/picks/{uuid}")
def answer(
    request: Request, visitor: Annotated[Visitor, Opens(reviews.answer_pick)], uuid: UUID, form: Sent
) -> Response:
    """Keep the answers; on to the next one, or to the comparison where the machine's answers were withheld."""
    answers, finish = review_form.read(form), not form.get("later")
    if not answers:
        return _sheet(request, visitor, uuid, typed=review_form.sent(form), fault=NO_ANSWER)
    sample, blind = reviews.answer_pick(
        visitor.context, uuid, answers, finish=finish, rubric=str(form.get("rubric", ""))
    )
    if not finish:
        return moved(f"/samples/{sample}", KEPT)
    return moved(f"/picks/{uuid}") if blind else _next(visitor, sample)


def questions_of(visitor: Visitor, sheet: Sheet) -> Questions:
    """The questions of an interaction in the visitor's language."""
    return Questions(Words(visitor.context.deps.vocabulary, visitor.locale), sheet.rubric)
