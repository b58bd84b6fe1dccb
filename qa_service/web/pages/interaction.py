"""One interaction: what was said, what the machine found in it, and what people say to that."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Header, Request, Response

from qa_service.api import audio
from qa_service.api.deps import ServiceDep
from qa_service.api.taking import Taken, queue
from qa_service.domain.interaction import Party, State
from qa_service.errors import BadAudio, NotFound
from qa_service.ingest.peaks import peaks
from qa_service.reviewing import answering, blindness
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import corrections, disputes, interactions, results, waveforms, withholding
from qa_service.store.corrections import TurnChange
from qa_service.store.interactions import Outcome
from qa_service.store.reviews import Given
from qa_service.store.tables import InteractionRow
from qa_service.store.waveforms import Waveform
from qa_service.web import interaction_view, notes
from qa_service.web.i18n import N_
from qa_service.web.page import PART, moved, page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Allowed, ReaderPage, Visitor
from qa_service.web.waveform import drawn

router = APIRouter(prefix="/interactions", route_class=WebRoute, include_in_schema=False)

ReviewerPage = Annotated[Visitor, Depends(Allowed(Permission.REVIEW))]
DisputerPage = Annotated[Visitor, Depends(Allowed(Permission.DISPUTE))]
ANSWERED = notes.add("answered", N_("Your answer is kept beside the machine's."))
CORRECTED = notes.add("corrected", N_("Corrected. A worker looks at it anew; what was found before stays until then."))
OBJECTED = notes.add("objected", N_("Your objection is kept. Somebody else will decide it."))
DECIDED = notes.add("decided", N_("The objection is decided. That is final."))
_Why = Annotated[str, Form(max_length=2000)]


@router.get("/{uuid}")
def one(request: Request, uuid: UUID, service: ServiceDep, visitor: ReaderPage) -> Response:
    """The page; while there is no result, its state."""
    with service.store.reading(visitor.caller.scope) as session:
        shown = interaction_view.shown(session, service, visitor, uuid)
    if shown.processed is not None:
        blindness.note_read(service.store, [uuid], visitor.caller.reviewer)
    return page(request, visitor, "interaction.html", shown=shown, row=shown.row)


@router.get("/{uuid}/state")
def state(request: Request, uuid: UUID, service: ServiceDep, visitor: ReaderPage) -> Response:
    """Asked for every other second while it waits; once it is settled, the page is loaded anew."""
    with service.store.reading(visitor.caller.scope) as session:
        row = interactions.get(session, uuid)
    answer = page(request, visitor, "parts/waiting.html", row=row)
    if row.state in (State.DONE, State.FAILED):
        answer.headers["HX-Refresh"] = "true"
    return answer


@router.get("/{uuid}/audio")
def sound(
    uuid: UUID,
    service: ServiceDep,
    visitor: ReaderPage,
    range: Annotated[str | None, Header()] = None,
    if_range: Annotated[str | None, Header()] = None,
) -> Response:
    """The redacted recording, as the API gives it."""
    return audio.audio(uuid, service, visitor.caller, range, if_range)


@router.get("/{uuid}/waveform")
def waveform(request: Request, uuid: UUID, service: ServiceDep, visitor: ReaderPage) -> Response:
    """The outline of the recording; drawn at the first look and kept."""
    with service.store.reading(visitor.caller.scope) as session:
        row = interactions.get(session, uuid)
        withholding.refuse(session, row)
        transcript = results.understood(session, uuid).transcript
        known = waveforms.find(session, row)
    outline = known or _draw(service, visitor, row)
    drawing = outline and drawn(outline.seconds, outline.channels, transcript, interaction_view.SILENT)
    return page(request, visitor, "parts/waveform.html", drawing=drawing)


def _draw(service: Dependencies, visitor: Visitor, row: InteractionRow) -> Waveform | None:
    """None: the recording cannot be decoded; it may still be heard."""
    if row.redacted_key is None:
        raise NotFound("this interaction has no recording that may be heard")
    try:
        with service.blobs.local(row.redacted_key) as path:
            outline = Waveform(*peaks(path))
    except BadAudio:
        return None
    with service.store.transaction(visitor.caller.scope) as session:
        waveforms.save(session, row.id, row.redacted_key, outline)
    return outline


@router.post("/{uuid}/answers")
def answer(
    request: Request,
    uuid: UUID,
    service: ServiceDep,
    visitor: ReviewerPage,
    question: Annotated[str, Form(max_length=120)] = "",
    answer: Annotated[str, Form(max_length=64)] = "",
    why: _Why = "",
) -> Response:
    """A person's answer to one question, beside the machine's; the question as it stands now."""
    wanted = answering.Answers([Given(question, answer, why)])
    with service.store.transaction(visitor.caller.scope) as session:
        answering.answer(session, service.vocabulary, uuid, wanted, visitor.caller.actor)
    with service.store.reading(visitor.caller.scope) as session:
        shown = interaction_view.shown(session, service, visitor, uuid)
    found = next(one for one in shown.questions if one.name == question)
    if request.headers.get(PART):
        return page(request, visitor, "parts/question.html", shown=shown, row=shown.row, q=found)
    return _back(uuid, ANSWERED, found.anchor)


@router.post("/{uuid}/swap")
def swap(uuid: UUID, service: ServiceDep, visitor: ReviewerPage, why: _Why = "") -> Response:
    """Agent and customer change places."""
    with service.store.transaction(visitor.caller.scope) as session:
        row = interactions.get_locked(session, uuid)
        corrections.swap(session, row, why, visitor.caller.actor)
    queue(service, [Taken(row, Outcome.REPLACED)])
    return _back(uuid, CORRECTED)


@router.post("/{uuid}/roles")
def confirm_roles(uuid: UUID, service: ServiceDep, visitor: ReviewerPage, why: _Why = "") -> Response:
    """Agent and customer are who they were taken for."""
    with service.store.transaction(visitor.caller.scope) as session:
        row = interactions.get_locked(session, uuid)
        corrections.confirm_roles(session, row, why, visitor.caller.actor)
    queue(service, [Taken(row, Outcome.REPLACED)])
    return _back(uuid, CORRECTED)


@router.post("/{uuid}/turns/{turn}")
def correct(
    uuid: UUID,
    turn: int,
    service: ServiceDep,
    visitor: ReviewerPage,
    text: Annotated[str, Form(max_length=20_000)] = "",
    party: Annotated[Party | None, Form()] = None,
    why: _Why = "",
) -> Response:
    """Other words or another party for one turn. The words go sealed to a worker, which masks them."""
    with service.store.transaction(visitor.caller.scope) as session:
        row = interactions.get_locked(session, uuid)
        changes = [TurnChange(turn, text, party)]
        corrections.change(session, service.inbox, row, changes, why, visitor.caller.actor)
    queue(service, [Taken(row, Outcome.REPLACED)])
    return _back(uuid, CORRECTED)


@router.post("/{uuid}/disputes")
def object(
    uuid: UUID,
    service: ServiceDep,
    visitor: DisputerPage,
    why: _Why = "",
    question: Annotated[str, Form(max_length=120)] = "",
) -> Response:
    """An objection to one answer, or to all."""
    with service.store.transaction(visitor.caller.scope) as session:
        row = interactions.get_locked(session, uuid)
        disputes.open_dispute(session, row, [question] if question else [], why, visitor.caller.actor)
    return _back(uuid, OBJECTED)


@router.post("/{uuid}/disputes/{dispute}")
def decide(
    uuid: UUID,
    dispute: UUID,
    service: ServiceDep,
    visitor: ReviewerPage,
    uphold: Annotated[bool, Form()] = False,
    why: _Why = "",
    question: Annotated[str, Form(max_length=120)] = "",
    answer: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The decision, by somebody who had no part in it; where it is upheld, with the answer that holds from now on."""
    given = [Given(question, answer, why)] if uphold and question and answer else []
    with service.store.transaction(visitor.caller.scope) as session:
        answering.decide(session, service.vocabulary, dispute, uphold, why, given, visitor.caller.actor)
    return _back(uuid, DECIDED)


def _back(uuid: UUID, note: str, anchor: str = "") -> Response:
    answer = moved(f"/interactions/{uuid}", note)
    if anchor:
        answer.headers["Location"] += f"#{anchor}"
    return answer
