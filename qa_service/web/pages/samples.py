"""Samples: the list, a plan with the precision it promises, the draw, its picks, and the draw made again."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session

from qa_service.api.deps import ServiceDep
from qa_service.domain.interaction import Channel
from qa_service.domain.sampling import STRATA, Allocation, Preview, Purpose, Reason
from qa_service.errors import BadInput, Sentence
from qa_service.reviewing import blindness, draws
from qa_service.reviewing.draws import Wish
from qa_service.services.access import Permission
from qa_service.services.dependencies import Dependencies
from qa_service.store import assignments, samples
from qa_service.store.tables_reviews import SampleRow
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.plan_form import PlanForm
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Allowed, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

SamplerPage = Annotated[Visitor, Depends(Allowed(Permission.SAMPLE))]
PLANNED = notes.add("sample-planned", N_("The plan is kept. Nothing is drawn yet."))
DRAWN = notes.add("sample-drawn", N_("The sample is drawn. Every pick has its recorded chance."))
PICKS, LIMIT, _LEVEL = 50, 25, 0.95


@router.get("/samples")
def listed(
    request: Request,
    service: ServiceDep,
    visitor: SamplerPage,
    purpose: Annotated[str, Query(max_length=20)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first, one purpose apart from the others."""
    wanted = Purpose(purpose) if purpose in set(Purpose) else None
    with service.store.reading(visitor.caller.scope) as session:
        found = samples.page(session, purpose=wanted, cursor=cursor or None, limit=LIMIT)
        work = {row.id: assignments.progress(session, row.id) for row in found.rows if row.drawn_at is not None}
    shown: dict[str, Any] = {"rows": found.rows, "next": found.next, "cursor": cursor, "work": work}
    return page(request, visitor, "samples.html", purposes=tuple(Purpose), purpose=wanted, **shown)


@router.get("/samples/new")
def new(request: Request, service: ServiceDep, visitor: SamplerPage) -> Response:
    """An empty plan, with what it would draw already."""
    return _form(request, service, visitor, PlanForm.empty())


@router.post("/samples/preview")
def look(request: Request, service: ServiceDep, visitor: SamplerPage, sent: Sent) -> Response:
    """What the plan would draw: the part of the page, or all of it without scripts."""
    form = PlanForm.sent(sent)
    if request.headers.get("HX-Target") == "preview":
        return page(request, visitor, "parts/sample_preview.html", form=form, **_preview(service, visitor, form))
    return _form(request, service, visitor, form)


@router.post("/samples")
def plan(request: Request, service: ServiceDep, visitor: SamplerPage, sent: Sent) -> Response:
    """Keep the plan."""
    form = PlanForm.sent(sent)
    wish = form.wish(visitor.tongue, visitor.caller.client)
    if wish is None:
        return _form(request, service, visitor, form, 422)
    if wish.frame.client is not None:
        visitor.caller.owns(wish.frame.client)
    with service.store.transaction(visitor.caller.scope) as session:
        row = draws.save(session, wish, visitor.caller.actor)
    return moved(f"/samples/{row.id}", PLANNED)


def _form(request: Request, service: Dependencies, visitor: Visitor, form: PlanForm, status: int = 200) -> Response:
    shown = _preview(service, visitor, form)
    choices = {
        "strata": STRATA,
        "purposes": tuple(Purpose),
        "allocations": tuple(Allocation),
        "channels": tuple(Channel),
    }
    return page(request, visitor, "sample_new.html", status, form=form, reasons=tuple(Reason), **choices, **shown)


def _preview(service: Dependencies, visitor: Visitor, form: PlanForm) -> dict[str, Any]:
    """What the plan would draw and how many would be needed; `refused` where it cannot be followed."""
    nameless = PlanForm({**form.given, "name": "–"}, form.by)
    wish = nameless.wish(visitor.tongue, visitor.caller.client)
    width = nameless.width
    form.faults.update(nameless.faults)
    if wish is None:
        return {"found": None, "needed": (), "refused": "", "by": ()}
    with service.store.reading(visitor.caller.scope) as session:
        try:
            found = draws.preview(session, draws.planned(wish, visitor.caller.actor))
        except BadInput as error:
            return {"found": None, "needed": (), "refused": error.sentence, "by": ()}
        return {"found": found, "needed": _needed(session, wish, width), "refused": "", "by": wish.by}


def _needed(session: Session, wish: Wish, width: float) -> list[tuple[float, int]]:
    """How many it takes for the wished width, and for some usual ones."""
    widths = sorted({0.03, 0.05, 0.1, width})
    return [(one, draws.needed(session, wish.frame, one, 0.5, _LEVEL)[0]) for one in widths]


@router.get("/samples/{uuid}")
def one(
    request: Request,
    service: ServiceDep,
    visitor: SamplerPage,
    uuid: UUID,
    start: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """The plan with what it would draw, or the draw with its picks and how far the work is."""
    return _sample(request, service, visitor, uuid, start=start)


@router.post("/samples/{uuid}/draw")
def draw(service: ServiceDep, visitor: SamplerPage, uuid: UUID) -> Response:
    """Once."""
    with service.store.transaction(visitor.caller.scope) as session:
        draws.make(session, uuid, visitor.caller.actor)
    return moved(f"/samples/{uuid}", DRAWN)


@router.get("/samples/{uuid}/check")
def check(request: Request, service: ServiceDep, visitor: SamplerPage, uuid: UUID) -> Response:
    """The draw made again from its plan and its frame."""
    with service.store.reading(visitor.caller.scope) as session:
        found = draws.check(session, uuid)
    return _sample(request, service, visitor, uuid, check=found)


def _sample(
    request: Request, service: Dependencies, visitor: Visitor, id: UUID, start: int = 0, **more: Any
) -> Response:
    nothing = {"check": None, "progress": None, "preview": None, "lines": (), "hidden": (), "refused": ""}
    values: dict[str, Any] = {**nothing, **more}
    with service.store.reading(visitor.caller.scope) as session:
        row = samples.get(session, id)
        if row.drawn_at is None:
            values["preview"], values["refused"] = _would_draw(session, row)
        else:
            values["progress"] = assignments.progress(session, id)
            values["lines"] = samples.pick_lines(session, id, start, PICKS)
            values["hidden"] = blindness.unanswered(session, row, visitor.caller.reviewer)
    more_picks = start + PICKS if row.picks is not None and start + PICKS < row.picks else None
    return page(request, visitor, "sample.html", row=row, start=start, next_start=more_picks, step=PICKS, **values)


def _would_draw(session: Session, row: SampleRow) -> tuple[Preview | None, Sentence | None]:
    try:
        return draws.preview(session, row), None
    except BadInput as error:
        return None, error.sentence
