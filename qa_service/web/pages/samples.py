"""Samples: the list, a plan with the precision it promises, the draw, its picks, and the draw made again."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from qa_service.domain.interaction import Channel
from qa_service.domain.sampling import STRATA, Allocation, Purpose, Reason
from qa_service.services import samples
from qa_service.web import notes
from qa_service.web.i18n import N_
from qa_service.web.page import moved, page
from qa_service.web.plan_form import PlanForm
from qa_service.web.route import WebRoute
from qa_service.web.sent import Sent
from qa_service.web.visitor import Opens, Visitor

router = APIRouter(route_class=WebRoute, include_in_schema=False)

PlannerPage = Annotated[Visitor, Opens(samples.plan)]
PLANNED = notes.add("sample-planned", N_("The plan is kept. Nothing is drawn yet."))
DRAWN = notes.add("sample-drawn", N_("The sample is drawn. Every pick has its recorded chance."))
PICKS, LIMIT = 50, 25
_USUAL_WIDTHS = (0.03, 0.05, 0.1)


@router.get("/samples")
def listed(
    request: Request,
    visitor: Annotated[Visitor, Opens(samples.overview)],
    purpose: Annotated[str, Query(max_length=20)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first, one purpose apart from the others."""
    chosen = Purpose(purpose) if purpose in set(Purpose) else None
    rows, work, more = samples.overview(visitor.context, chosen, cursor or None, LIMIT)
    values: dict[str, Any] = {"rows": rows, "next": more, "cursor": cursor, "work": work}
    return page(request, visitor, "samples.html", purposes=tuple(Purpose), purpose=chosen, **values)


@router.get("/samples/new")
def new(request: Request, visitor: PlannerPage) -> Response:
    """An empty plan, with what it would draw already."""
    return _form(request, visitor, PlanForm.empty())


@router.post("/samples/preview")
def look(request: Request, visitor: PlannerPage, sent: Sent) -> Response:
    """What the plan would draw: the part of the page, or all of it without scripts."""
    form = PlanForm.sent(sent)
    if request.headers.get("HX-Target") == "preview":
        return page(request, visitor, "parts/sample_preview.html", form=form, **_preview(visitor, form))
    return _form(request, visitor, form)


@router.post("/samples")
def plan(request: Request, visitor: PlannerPage, sent: Sent) -> Response:
    """Keep the plan."""
    form = PlanForm.sent(sent)
    wish = form.wish(visitor.locale, visitor.caller.client)
    if wish is None:
        return _form(request, visitor, form, 422)
    return moved(f"/samples/{samples.plan(visitor.context, wish).uuid}", PLANNED)


def _form(request: Request, visitor: Visitor, form: PlanForm, status: int = 200) -> Response:
    drawing = _preview(visitor, form)
    choices = {
        "strata": STRATA,
        "purposes": tuple(Purpose),
        "allocations": tuple(Allocation),
        "channels": tuple(Channel),
    }
    return page(request, visitor, "sample_new.html", status, form=form, reasons=tuple(Reason), **choices, **drawing)


def _preview(visitor: Visitor, form: PlanForm) -> dict[str, Any]:
    """What the plan would draw and how many would be needed; `refused` where it cannot be followed."""
    nameless = PlanForm({**form.given, "name": "–"}, form.by)
    wish = nameless.wish(visitor.locale, visitor.caller.client)
    widths = sorted({*_USUAL_WIDTHS, nameless.width})
    form.faults.update(nameless.faults)
    if wish is None:
        return {"found": None, "needed": (), "refused": None, "by": ()}
    (preview, refused), needed = samples.attempt(visitor.context, wish, widths)
    return {"found": preview, "needed": needed, "refused": refused, "by": wish.by if preview else ()}


@router.get("/samples/{uuid}")
def show(
    request: Request,
    visitor: Annotated[Visitor, Opens(samples.opened)],
    uuid: UUID,
    start: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """The plan with what it would draw, or the draw with its picks and how far the work is."""
    return _sample(request, visitor, uuid, start=start)


@router.post("/samples/{uuid}/draw")
def draw(visitor: Annotated[Visitor, Opens(samples.draw)], uuid: UUID) -> Response:
    """Once."""
    samples.draw(visitor.context, uuid)
    return moved(f"/samples/{uuid}", DRAWN)


@router.get("/samples/{uuid}/check")
def check(request: Request, visitor: Annotated[Visitor, Opens(samples.opened)], uuid: UUID) -> Response:
    """The draw made again from its plan and its frame."""
    return _sample(request, visitor, uuid, check=True)


def _sample(request: Request, visitor: Visitor, id: UUID, start: int = 0, *, check: bool = False) -> Response:
    sample = samples.opened(visitor.context, id, start, PICKS, check=check)
    values: dict[str, Any] = {
        "row": sample.row,
        "check": sample.check,
        "progress": sample.progress,
        "preview": sample.trial.preview,
        "refused": sample.trial.refused,
        "lines": sample.picks,
        "hidden": sample.hidden,
    }
    drawn = sample.row.picks
    more_picks = start + PICKS if drawn is not None and start + PICKS < drawn else None
    return page(request, visitor, "sample.html", start=start, next_start=more_picks, step=PICKS, **values)
