"""The queue of a sample: one interaction after the other, answered, and where it was blind compared."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from qa_service.api.deps import ServiceDep
from qa_service.reviewing import answering, blindness
from qa_service.reviewing.answering import Answers, Item
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import assignments, samples
from qa_service.store.reviews import Occasion
from qa_service.web import notes, sheet
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.questions import Questions, of_rubric
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Allowed, Visitor
from qa_service.web.words import Words

router = APIRouter(route_class=WebRoute, include_in_schema=False)

ReviewerPage = Annotated[Visitor, Depends(Allowed(Permission.REVIEW))]
NOTHING_LEFT = notes.add("nothing-left", N_("Nothing is left for you in this sample. Thank you."))
KEPT = notes.add("answers-kept", N_("Your answers are kept. It stays in your hands until you finish it."))
NO_ANSWER = N_("Answer at least one question.")


@router.post("/samples/{uuid}/next")
def take(service: ServiceDep, visitor: ReviewerPage, uuid: UUID) -> Response:
    """To the next pick for this person, which is theirs for a while."""
    return _next(service, visitor, uuid)


def _next(service: Dependencies, visitor: Visitor, sample: UUID) -> Response:
    with service.store.transaction(visitor.caller.scope) as session:
        item = answering.next_of_sample(session, sample, visitor.caller.actor)
    if item is None or item.pick is None:
        return moved(f"/samples/{sample}", NOTHING_LEFT)
    return moved(f"/picks/{item.pick.id}")


@router.get("/picks/{uuid}")
def one(request: Request, service: ServiceDep, visitor: ReviewerPage, uuid: UUID, again: bool = False) -> Response:
    """The sheet; once it is finished, person and machine beside each other. `again`: to change the answers."""
    return _sheet(request, service, visitor, uuid, again=again)


def _sheet(
    request: Request,
    service: Dependencies,
    visitor: Visitor,
    id: UUID,
    *,
    again: bool = False,
    given: dict[str, str] | None = None,
    fault: str = "",
) -> Response:
    with service.store.reading(visitor.caller.scope) as session:
        item = answering.of_pick(session, id, visitor.caller.actor)
        found = sheet.sheet(item, questions_of(session, service, visitor, item), given=given)
        slots = assignments.given(session, id)
        sample = samples.get(session, slots[0].sample_id)
        work = assignments.progress(session, sample.id)
        known = item.blind and not blindness.is_blind(
            session, item.interaction.id, visitor.caller.actor, Occasion(pick=id)
        )
    mine = next(slot for slot in slots if slot.reviewer == visitor.caller.actor)
    shown = {"known": known, "sheet": found, "sample": sample, "work": work, "pick": id, "of_two": len(slots) > 1}
    done = mine.done_at is not None and not again and not fault
    return page(request, visitor, "review.html", 422 if fault else 200, done=done, fault=fault, **shown)


@router.post("/picks/{uuid}")
def answer(request: Request, service: ServiceDep, visitor: ReviewerPage, uuid: UUID, form: Sent) -> Response:
    """Keep the answers; on to the next one, or to the comparison where the machine's answers were withheld."""
    given, finish = sheet.read(form), not form.get("later")
    if not given:
        return _sheet(request, service, visitor, uuid, given=sheet.sent(form), fault=NO_ANSWER)
    with service.store.transaction(visitor.caller.scope) as session:
        item = answering.of_pick(session, uuid, visitor.caller.actor)
        answers = Answers(given, pick=uuid, finish=finish)
        answering.answer(session, service.vocabulary, item.interaction.id, answers, visitor.caller.actor)
        sample = assignments.pick(session, uuid).sample_id
    if not finish:
        return moved(f"/samples/{sample}", KEPT)
    return moved(f"/picks/{uuid}") if item.blind else _next(service, visitor, sample)


def questions_of(session: Session, service: Dependencies, visitor: Visitor, item: Item) -> Questions:
    """The questions of an interaction in the visitor's language."""
    words = Words(service.vocabulary, visitor.tongue)
    rubric = item.processed.scorecard.rubric
    return of_rubric(words, service.rubrics, session, item.interaction.client, rubric)
