"""Calibration sessions: several people answer the same, each blind, then all is laid open and compared."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session

from qa_service.api.deps import ServiceDep
from qa_service.domain.sampling import Purpose
from qa_service.errors import BadInput, word
from qa_service.reviewing import answering, documents
from qa_service.reviewing.answering import Answers
from qa_service.services.access import ALLOWED, Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import calibration, interactions, samples, users
from qa_service.store.calibration import NewCalibration
from qa_service.store.identity import Metadata
from qa_service.store.interactions import Filters
from qa_service.store.tables_reviews import SampleRow
from qa_service.web import notes, sheet
from qa_service.web.i18n import N_, Tongue
from qa_service.web.page import moved, page
from qa_service.web.pages.reviewing import NO_ANSWER, questions_of
from qa_service.web.questions import of_client
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(prefix="/calibrations", route_class=WebRoute, include_in_schema=False)

ReviewerPage = Annotated[Visitor, Depends(Allowed(Permission.REVIEW))]
OPENED = notes.add("calibration-opened", N_("The session is open. Everybody answers alone."))
ALL_DONE = notes.add("calibration-done", N_("You have answered all of it. Wait for the others, or reveal."))
NO_NAME = N_("Give it a name.")
NONE_NAMED = N_("Choose a calibration sample, or name at least one analysed interaction.")
UNKNOWN = N_("Line %(line)s: no interaction has the id “%(id)s”.")
SEVERAL = N_("Line %(line)s: several clients have an interaction “%(id)s”; draw a calibration sample of one.")
TOO_MANY = N_("At most %(n)s interactions fit into a session.")
LIMIT, _MOST = 25, 100


@router.get("")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: ReviewerPage,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first."""
    with service.store.reading(visitor.caller.scope) as session:
        found = calibration.page(session, cursor=cursor or None, limit=LIMIT)
        shown = [documents.session_of_calibration(session, row) for row in found.rows if row.revealed_at is None]
    work = {one["uuid"]: one["progress"] for one in shown}
    return page(request, visitor, "calibrations.html", rows=found.rows, next=found.next, cursor=cursor, work=work)


@router.get("/new")
def new(request: Request, service: ServiceDep, visitor: ReviewerPage, sample: UUID | None = None) -> Response:
    """The form; `sample` is chosen already."""
    return _form(request, service, visitor, {"sample": str(sample or "")})


def _form(
    request: Request, service: Dependencies, visitor: Visitor, given: dict[str, Any], fault: str = "", field: str = ""
) -> Response:
    with service.store.reading() as session:
        people = [row.name for row in users.listed(session) if row.role in ALLOWED[Permission.REVIEW]]
    with service.store.reading(visitor.caller.scope) as session:
        found = samples.page(session, purpose=Purpose.CALIBRATION, limit=LIMIT).rows
        asked = of_client(service, visitor.tongue, session, visitor.caller.client)
    values = {"name": "", "ids": "", "people": (), "questions": (), **given}
    choices = {"samples": [row for row in found if row.drawn_at], "everybody": people, "asked": asked}
    status = 422 if fault else 200
    return page(request, visitor, "calibration_new.html", status, given=values, fault=fault, field=field, **choices)


@router.post("")
def opened(request: Request, service: ServiceDep, visitor: ReviewerPage, form: Sent) -> Response:
    """Open a session."""
    given = {name: str(form.get(name, "")).strip() for name in ("name", "ids", "sample")}
    several = {name: [str(one) for one in form.getlist(name)] for name in ("people", "questions")}
    if not given["name"] or len(given["name"]) > 200:
        return _form(request, service, visitor, {**given, **several}, visitor.tongue.text(NO_NAME), "name")
    with service.store.transaction(visitor.caller.scope) as session:
        sample = _sample(session, given["sample"])
        ids, fault = _named(session, service.intake.metadata, given["ids"], visitor.tongue)
        if sample is not None:
            ids += [pick.interaction_id for pick in samples.picks(session, sample.id)]
        if fault or not ids:
            fault = fault or visitor.tongue.text(NONE_NAMED)
            return _form(request, service, visitor, {**given, **several}, fault, "ids")
        wanted = NewCalibration(
            given["name"], ids, several["people"], several["questions"], sample.id if sample else None
        )
        row = calibration.create(session, wanted, visitor.caller.actor)
    return moved(f"/calibrations/{row.id}", OPENED)


def _sample(session: Session, given: str) -> SampleRow | None:
    if not given:
        return None
    try:
        row = samples.drawn(session, UUID(given))
    except ValueError:
        raise BadInput("is no sample", where="sample") from None
    if row.purpose is not Purpose.CALIBRATION:
        raise BadInput(
            "is a {purpose} sample", purpose=word(row.purpose), where="sample", hint="draw one for calibration"
        )
    return row


def _named(session: Session, metadata: Metadata, text: str, tongue: Tongue) -> tuple[list[UUID], str]:
    """Interactions by their own ids, a line or a word each, and what is wrong with the first that is not one."""
    named = [(number, name) for number, line in enumerate(text.splitlines(), 1) for name in line.split()]
    if len(named) > _MOST:
        return [], tongue.text(TOO_MANY, n=tongue.number(_MOST))
    ids = []
    for line, name in named:
        rows = interactions.page(session, Filters(**metadata.named(name)), limit=2).rows
        if len(rows) != 1:
            return [], tongue.text(SEVERAL if rows else UNKNOWN, line=tongue.number(line), id=name)
        ids.append(rows[0].id)
    return ids, ""


@router.get("/{uuid}")
def one(request: Request, service: ServiceDep, visitor: ReviewerPage, uuid: UUID) -> Response:
    """Who has answered how much; after the reveal the gaps and the agreement."""
    with service.store.reading(visitor.caller.scope) as session:
        row = calibration.get(session, uuid)
        shown = documents.session_of_calibration(session, row)
        asked = of_client(service, visitor.tongue, session, row.client or None)
        mine = not row.people or visitor.caller.actor in row.people
        left = len(list(answering.open_for(session, row, visitor.caller.actor))) if mine else 0
        names = interactions.names(session, [UUID(id) for id in row.interactions])
    values: dict[str, Any] = {"shown": shown, "asked": asked, "mine": mine, "left": left, "names": names}
    return page(request, visitor, "calibration.html", row=row, **values)


@router.get("/{uuid}/next")
def next_one(request: Request, service: ServiceDep, visitor: ReviewerPage, uuid: UUID) -> Response:
    """The next interaction for this person."""
    return _sheet(request, service, visitor, uuid)


def _sheet(request: Request, service: Dependencies, visitor: Visitor, id: UUID, fault: str = "") -> Response:
    with service.store.reading(visitor.caller.scope) as session:
        row = calibration.get(session, id)
        item = answering.next_of_session(session, id, visitor.caller.actor)
        if item is None:
            return moved(f"/calibrations/{id}", ALL_DONE)
        asked = questions_of(session, service, visitor, item)
        found = sheet.sheet(item, asked, all_main=bool(row.questions))
        left = len(list(answering.open_for(session, row, visitor.caller.actor)))
    shown = {"sheet": found, "row": row, "left": left, "fault": fault}
    return page(request, visitor, "calibration_sheet.html", 422 if fault else 200, **shown)


@router.post("/{uuid}/answers/{interaction}")
def answer(
    request: Request, service: ServiceDep, visitor: ReviewerPage, uuid: UUID, interaction: UUID, form: Sent
) -> Response:
    """Keep the answers and go on."""
    given = sheet.read(form)
    if not given:
        return _sheet(request, service, visitor, uuid, NO_ANSWER)
    with service.store.transaction(visitor.caller.scope) as session:
        answers = Answers(given, session=uuid)
        answering.answer(session, service.vocabulary, interaction, answers, visitor.caller.actor)
    return moved(f"/calibrations/{uuid}/next")


@router.post("/{uuid}/reveal")
def reveal(service: ServiceDep, visitor: ReviewerPage, uuid: UUID) -> Response:
    """Lay everything open; nothing is answered in it afterwards."""
    with service.store.transaction(visitor.caller.scope) as session:
        calibration.reveal(session, uuid, visitor.caller.actor)
    return moved(f"/calibrations/{uuid}")
