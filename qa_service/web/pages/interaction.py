"""One interaction: what was said, what the machine found in it, and what people say to that."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Header, Query, Request, Response

from qa_service.documents.maskings import ReleaseOutcome
from qa_service.domain.interaction import Party, State
from qa_service.domain.masked_words import DatumKind
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.transcript import TurnChange
from qa_service.http import ranges
from qa_service.services import (
    complaints,
    disputes,
    interactions,
    maskings,
    recordings,
    reviews,
    transcripts,
    unread_words,
)
from qa_service.services.access import Permission
from qa_service.web import interaction_view, mask_form, notes
from qa_service.web.i18n import N_
from qa_service.web.interaction_view import InteractionPage
from qa_service.web.page import PART, moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Allowed, Opens, Visitor
from qa_service.web.waveform import drawn

router = APIRouter(prefix="/interactions", route_class=WebRoute, include_in_schema=False)

ReviewerPage = Annotated[Visitor, Depends(Allowed(Permission.REVIEW))]
DisputerPage = Annotated[Visitor, Depends(Allowed(Permission.DISPUTE))]
ANSWERED = notes.add("answered", N_("Your answer is kept beside the machine's."))
CORRECTED = notes.add("corrected", N_("Corrected. A worker looks at it anew; what was found before stays until then."))
OBJECTED = notes.add("objected", N_("Your objection is kept. Somebody else will decide it."))
DECIDED = notes.add("decided", N_("The objection is decided. That is final."))
MASKED = notes.add(
    "masked", N_("Masked, wherever the words stood in this contact and in the notes on it. See “Masks by hand” below.")
)
UNMASKED = {
    ReleaseOutcome.RESTORED: notes.add("unmasked", N_("The words are back, as the kept original has them.")),
    ReleaseOutcome.BEING_HEARD: notes.add(
        "being-heard", N_("A worker hears the kept recording again; the words are back in a moment.")
    ),
    ReleaseOutcome.WRITTEN: notes.add("written", N_("What you wrote stands there now. The sound stays silent there.")),
    ReleaseOutcome.NOT_PERSONAL: notes.add(
        "not-personal",
        N_("No original is kept, so the mask stays. It counts as a false one; who knows the words can write them."),
    ),
}
WORDS_RELEASED = notes.add("words-released", N_("Clients and agents may read and hear this contact from now on."))
WORDS_WITHHELD = notes.add(
    "words-withheld", N_("Its words stay with the staff again. Files that may have held them are taken back.")
)
_Why = Annotated[str, Form(max_length=2000)]


@router.get("/{uuid}")
def show(
    request: Request,
    uuid: UUID,
    visitor: Annotated[Visitor, Opens(interactions.opened)],
    mask: Annotated[int | None, Query()] = None,
    since: Annotated[int, Query(alias="from")] = 0,
    until: Annotated[int, Query(alias="to")] = 0,
    unmask: Annotated[int | None, Query()] = None,
    at: Annotated[int, Query()] = 0,
) -> Response:
    """The page; while there is no result, its state. `mask`: with the form by which words of that turn are masked;
    `unmask`: with the one that takes the mask away that begins `at` a character of that turn.
    """
    view = _view(visitor, uuid)
    turns = view.processed.understood.transcript.turns if view.processed is not None else ()
    masking = None
    if mask is not None:
        masking = mask_form.to_mask(turns, mask, since, until)
    elif unmask is not None:
        masking = mask_form.to_unmask(turns, unmask, at)
    register = complaints.of_interaction(visitor.context, uuid) if visitor.may(Permission.KEEP_COMPLAINTS) else None
    return page(request, visitor, "interaction.html", shown=view, row=view.row, masking=masking, register=register)


def _view(visitor: Visitor, uuid: UUID) -> InteractionPage:
    opened = interactions.opened(visitor.context, uuid)
    return interaction_view.page_of(opened, visitor.context.deps.vocabulary, visitor.locale)


@router.get("/{uuid}/state")
def state(request: Request, uuid: UUID, visitor: Annotated[Visitor, Opens(interactions.progress)]) -> Response:
    """Asked for every other second while it waits; once it is settled, the page is loaded anew."""
    row = interactions.progress(visitor.context, uuid)
    answer = page(request, visitor, "parts/waiting.html", row=row)
    if row.state in (State.DONE, State.FAILED):
        answer.headers["HX-Refresh"] = "true"
    return answer


@router.get("/{uuid}/audio")
def sound(
    uuid: UUID,
    visitor: Annotated[Visitor, Opens(recordings.sound)],
    range: Annotated[str | None, Header()] = None,
    if_range: Annotated[str | None, Header()] = None,
) -> Response:
    """The redacted recording, as the API gives it."""
    return ranges.answer(recordings.sound(visitor.context, uuid), range, if_range)


@router.get("/{uuid}/waveform")
def waveform(request: Request, uuid: UUID, visitor: Annotated[Visitor, Opens(recordings.outline)]) -> Response:
    """The outline of the recording; drawn at the first look and kept."""
    outline, transcript = recordings.outline(visitor.context, uuid)
    drawing = outline and drawn(outline.seconds, outline.channels, transcript, interaction_view.SILENT)
    return page(request, visitor, "parts/waveform.html", drawing=drawing)


@router.post("/{uuid}/answers")
def answer(
    request: Request,
    uuid: UUID,
    visitor: ReviewerPage,
    question: Annotated[str, Form(max_length=120)] = "",
    answer: Annotated[str, Form(max_length=64)] = "",
    why: _Why = "",
    rubric: Annotated[str, Form(max_length=250)] = "",
) -> Response:
    """A person's answer to one question, beside the machine's; the question as it stands now."""
    reviews.answer(visitor.context, uuid, [ReviewAnswer(question, answer, why)], rubric=rubric)
    view = _view(visitor, uuid)
    row = next(entry for entry in view.questions if entry.name == question)
    if request.headers.get(PART):
        return page(request, visitor, "parts/question.html", shown=view, row=view.row, q=row)
    return _back(uuid, ANSWERED, row.anchor)


@router.post("/{uuid}/swap")
def swap(uuid: UUID, visitor: Annotated[Visitor, Opens(transcripts.swap_roles)], why: _Why = "") -> Response:
    """Agent and customer change places."""
    transcripts.swap_roles(visitor.context, uuid, why)
    return _back(uuid, CORRECTED)


@router.post("/{uuid}/roles")
def confirm_roles(
    uuid: UUID, visitor: Annotated[Visitor, Opens(transcripts.confirm_roles)], why: _Why = ""
) -> Response:
    """Agent and customer are who they were taken for."""
    transcripts.confirm_roles(visitor.context, uuid, why)
    return _back(uuid, CORRECTED)


@router.post("/{uuid}/turns/{turn}")
def correct(
    uuid: UUID,
    turn: int,
    visitor: Annotated[Visitor, Opens(transcripts.correct)],
    text: Annotated[str, Form(max_length=20_000)] = "",
    party: Annotated[Party | None, Form()] = None,
    why: _Why = "",
) -> Response:
    """Other words or another party for one turn."""
    transcripts.correct(visitor.context, uuid, [TurnChange(turn, text, party)], why)
    return _back(uuid, CORRECTED)


@router.post("/{uuid}/maskings")
def mask(
    uuid: UUID,
    visitor: Annotated[Visitor, Opens(maskings.mask)],
    turn: Annotated[int, Form()],
    start: Annotated[int, Form()],
    end: Annotated[int, Form()],
    kind: Annotated[DatumKind, Form()],
) -> Response:
    """Words of a turn are masked, wherever they stand."""
    maskings.mask(visitor.context, uuid, kind, turn, start, end)
    return _back(uuid, MASKED, f"t-{turn}")


@router.post("/{uuid}/maskings/release")
def unmask(
    uuid: UUID,
    visitor: Annotated[Visitor, Opens(maskings.release)],
    turn: Annotated[int, Form()],
    start: Annotated[int, Form()],
    words: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """A mask is taken away, as far as anybody knows what it hides."""
    released = maskings.release(visitor.context, uuid, turn, start, words.strip() or None)
    return _back(uuid, UNMASKED[released.outcome], f"t-{turn}")


@router.post("/{uuid}/words/release")
def release_words(uuid: UUID, visitor: Annotated[Visitor, Opens(unread_words.release)]) -> Response:
    """Words in a language that is not read here are opened to clients and agents."""
    unread_words.release(visitor.context, uuid)
    return _back(uuid, WORDS_RELEASED)


@router.post("/{uuid}/words/withhold")
def withhold_words(uuid: UUID, visitor: Annotated[Visitor, Opens(unread_words.withhold)]) -> Response:
    """And taken back."""
    unread_words.withhold(visitor.context, uuid)
    return _back(uuid, WORDS_WITHHELD)


@router.post("/{uuid}/disputes")
def object(
    uuid: UUID,
    visitor: DisputerPage,
    why: _Why = "",
    question: Annotated[str, Form(max_length=120)] = "",
) -> Response:
    """An objection to one answer, or to all."""
    disputes.open_dispute(visitor.context, uuid, [question] if question else [], why)
    return _back(uuid, OBJECTED)


@router.post("/{uuid}/disputes/{dispute}")
def decide(
    uuid: UUID,
    dispute: UUID,
    visitor: ReviewerPage,
    uphold: Annotated[bool, Form()] = False,
    why: _Why = "",
    question: Annotated[str, Form(max_length=120)] = "",
    answer: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The decision, by somebody who had no part in it; where it is upheld, with the answer that holds from now on."""
    answers = [ReviewAnswer(question, answer, why)] if uphold and question and answer else []
    disputes.decide(visitor.context, dispute, uphold, why, answers)
    return _back(uuid, DECIDED)


def _back(uuid: UUID, note: str, anchor: str = "") -> Response:
    answer = moved(f"/interactions/{uuid}", note)
    if anchor:
        answer.headers["Location"] += f"#{anchor}"
    return answer
