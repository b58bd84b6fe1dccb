"""Calibration sessions: several people answer the same, each blind, then all is laid open and compared."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from qa_service.domain.rubric import Rubric
from qa_service.errors import BadInput
from qa_service.services import calibrations, reviews
from qa_service.web import notes, review_form
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.pages.reviewing import NO_ANSWER, questions_of
from qa_service.web.questions import Questions
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Opens, Visitor
from qa_service.web.words import Words

router = APIRouter(prefix="/calibrations", route_class=WebRoute, include_in_schema=False)

OpenerPage = Annotated[Visitor, Opens(calibrations.open_session)]
OPENED = notes.add("calibration-opened", N_("The session is open. Everybody answers alone."))
ALL_DONE = notes.add("calibration-done", N_("You have answered all of it. Wait for the others, or reveal."))
NO_NAME = N_("Give it a name.")
NONE_NAMED = N_("Choose a calibration sample, or name at least one analysed interaction.")
UNKNOWN = N_("Line %(line)s: no interaction has the id “%(id)s”.")
SEVERAL = N_("Line %(line)s: several clients have an interaction “%(id)s”; draw a calibration sample of one.")
TOO_MANY = N_("At most %(n)s interactions fit into a session.")
_MOST = 100


@router.get("")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(calibrations.overview)],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first."""
    rows, work, more = calibrations.overview(visitor.context, cursor or None)
    return page(request, visitor, "calibrations.html", rows=rows, next=more, cursor=cursor, work=work)


@router.get("/new")
def new(request: Request, visitor: OpenerPage, sample: UUID | None = None) -> Response:
    """The form; `sample` is chosen already."""
    return _form(request, visitor, {"sample": str(sample or "")})


def _form(request: Request, visitor: Visitor, typed: dict[str, Any], fault: str = "", field: str = "") -> Response:
    people, samples, rubric = calibrations.material(visitor.context)
    values = {"name": "", "ids": "", "people": (), "questions": (), **typed}
    choices: dict[str, Any] = {"samples": samples, "everybody": people, "asked": _questions(visitor, rubric)}
    status = 422 if fault else 200
    return page(request, visitor, "calibration_new.html", status, given=values, fault=fault, field=field, **choices)


def _questions(visitor: Visitor, rubric: Rubric) -> Questions:
    return Questions(Words(visitor.context.deps.vocabulary, visitor.locale), rubric)


@router.post("")
def opened(request: Request, visitor: OpenerPage, form: Sent) -> Response:
    """Open a session."""
    texts = {name: str(form.get(name, "")).strip() for name in ("name", "ids", "sample")}
    several = {name: [str(value) for value in form.getlist(name)] for name in ("people", "questions")}
    if not texts["name"] or len(texts["name"]) > 200:
        return _form(request, visitor, {**texts, **several}, visitor.locale.text(NO_NAME), "name")
    sample = _id(texts["sample"])
    ids, fault = _identified(visitor, texts["ids"])
    if fault or not (ids or sample):
        fault = fault or visitor.locale.text(NONE_NAMED)
        return _form(request, visitor, {**texts, **several}, fault, "ids")
    session = calibrations.open_session(visitor.context, texts["name"], ids, sample=sample, **several)
    return moved(f"/calibrations/{session.uuid}", OPENED)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadInput("is no sample", where="sample") from None


def _identified(visitor: Visitor, text: str) -> tuple[list[UUID], str]:
    """Interactions by their own ids, a line or a word each, and what is wrong with the first that is not one."""
    locale = visitor.locale
    named = [(number, name) for number, line in enumerate(text.splitlines(), 1) for name in line.split()]
    if len(named) > _MOST:
        return [], locale.text(TOO_MANY, n=locale.number(_MOST))
    called = calibrations.identified(visitor.context, [name for _, name in named])
    for (line, name), ids in zip(named, called, strict=True):
        if len(ids) != 1:
            return [], locale.text(SEVERAL if ids else UNKNOWN, line=locale.number(line), id=name)
    return [id for ids in called for id in ids], ""


@router.get("/{uuid}")
def show(request: Request, visitor: Annotated[Visitor, Opens(calibrations.opened)], uuid: UUID) -> Response:
    """Who has answered how much; after the reveal the gaps and the agreement."""
    session = calibrations.opened(visitor.context, uuid)
    values: dict[str, Any] = {
        "row": session.row,
        "shown": session.document,
        "asked": _questions(visitor, session.rubric),
        "mine": session.asked,
        "left": session.left,
        "names": session.names,
    }
    return page(request, visitor, "calibration.html", **values)


@router.get("/{uuid}/next")
def next_one(request: Request, visitor: Annotated[Visitor, Opens(calibrations.next_sheet)], uuid: UUID) -> Response:
    """The next interaction for this person."""
    return _sheet(request, visitor, uuid)


def _sheet(request: Request, visitor: Visitor, id: UUID, fault: str = "") -> Response:
    row, item, remaining = calibrations.next_sheet(visitor.context, id)
    if item is None:
        return moved(f"/calibrations/{id}", ALL_DONE)
    sheet = review_form.sheet(item, questions_of(visitor, item), all_main=bool(row.questions))
    values = {"sheet": sheet, "row": row, "left": remaining, "fault": fault}
    return page(request, visitor, "calibration_sheet.html", 422 if fault else 200, **values)


@router.post("/{uuid}/answers/{interaction}")
def answer(
    request: Request, visitor: Annotated[Visitor, Opens(reviews.answer)], uuid: UUID, interaction: UUID, form: Sent
) -> Response:
    """Keep the answers and go on."""
    answers = review_form.read(form)
    if not answers:
        return _sheet(request, visitor, uuid, NO_ANSWER)
    reviews.answer(visitor.context, interaction, answers, session=uuid)
    return moved(f"/calibrations/{uuid}/next")


@router.post("/{uuid}/reveal")
def reveal(visitor: Annotated[Visitor, Opens(calibrations.reveal)], uuid: UUID) -> Response:
    """Lay everything open; nothing is answered in it afterwards."""
    calibrations.reveal(visitor.context, uuid)
    return moved(f"/calibrations/{uuid}")
