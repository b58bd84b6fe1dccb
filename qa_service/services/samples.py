"""Samples: planned, drawn, looked at, drawn again for an auditor."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from qa_service.documents.samples import (
    CheckView,
    PickPart,
    PicksView,
    PreviewView,
    ProgressPart,
    SamplesView,
    SampleView,
    SizeView,
)
from qa_service.domain.sampling import DrawCheck, FrameSpec, PlanPreview, Purpose, SampleProgress, SampleRequest
from qa_service.errors import BadInput, Sentence
from qa_service.reviewing import blindness, draws
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import assignments, samples
from qa_service.store.samples import PickLine
from qa_service.store.tables_reviews import SampleRow

_LEVEL = 0.95


class SampleList(NamedTuple):
    """Newest first; how far the work is, of those that are drawn; and the cursor of the next page."""

    rows: Sequence[SampleRow]
    progress: Mapping[UUID, SampleProgress]
    next: str | None


class Trial(NamedTuple):
    """What a plan would draw; `refused` says why it cannot be followed, where it cannot."""

    preview: PlanPreview | None
    refused: Sentence | None = None


class OpenSample(NamedTuple):
    """A sample with what goes with its state: what it would draw, or how far the work is and some of its picks, of
    which what spoke for the `hidden` ones is not told. `check`: the draw made again.
    """

    row: SampleRow
    trial: Trial
    progress: SampleProgress | None
    picks: Sequence[PickLine]
    hidden: Collection[UUID]
    check: DrawCheck | None


@changes(Permission.SAMPLE, "sample.plan")
def plan(context: Context, wish: SampleRequest, *, draw: bool = False) -> SampleView:
    """Keep a plan with its seed, and draw it at once if that is asked. Raises Forbidden, Conflict, and BadInput on a
    plan that cannot be followed.
    """
    if wish.frame.client is not None:
        access.check_client(context.caller, wish.frame.client)
    row = draws.save(context.session, wish, context.caller.actor)
    if draw:
        draws.make(context.session, row.id, context.caller.actor)
    context.noted()
    return _document(context, row, preview=True)


@changes(Permission.SAMPLE, "sample.draw")
def draw(context: Context, id: UUID) -> SampleView:
    """Once: frame, hash, chances, who and when are kept with it. Raises NotFound, BadInput, and Conflict where it was
    drawn or nothing can be drawn.
    """
    row = draws.make(context.session, id, context.caller.actor)
    context.noted()
    return _document(context, row)


@reads(Permission.SAMPLE)
def listed(context: Context, client: str | None = None, cursor: str | None = None, limit: int = 50) -> SamplesView:
    """Newest first, with the progress of those that are drawn. Raises BadInput."""
    page = samples.page(context.session, client, cursor=cursor, limit=limit)
    return SamplesView(items=[_document(context, row) for row in page.rows], next=page.next)


@reads(Permission.SAMPLE)
def overview(context: Context, purpose: Purpose | None, cursor: str | None, limit: int) -> SampleList:
    """The same of one purpose, for a page."""
    page = samples.page(context.session, purpose=purpose, cursor=cursor, limit=limit)
    drawn = [row.id for row in page.rows if row.drawn_at is not None]
    return SampleList(page.rows, {id: assignments.progress(context.session, id) for id in drawn}, page.next)


@reads(Permission.SAMPLE)
def show(context: Context, id: UUID) -> SampleView:
    """Its plan; before the draw what it would draw now, afterwards how far the work is. Raises NotFound, BadInput."""
    return _document(context, samples.get(context.session, id), preview=True)


@reads(Permission.SAMPLE)
def opened(context: Context, id: UUID, start: int, count: int, *, check: bool = False) -> OpenSample:
    """The same for a page, with `count` picks from the one at `start`. Raises NotFound, and Conflict where a plan that
    was not drawn is to be checked.
    """
    session = context.session
    again = draws.check(session, id) if check else None
    row = samples.get(session, id)
    if row.drawn_at is None:
        return OpenSample(row, _tried(context, row), None, (), (), again)
    lines = samples.pick_lines(session, id, start, count)
    hidden = blindness.unanswered(session, row, context.caller.reviewer)
    return OpenSample(row, Trial(None), assignments.progress(session, id), lines, hidden, again)


@reads(Permission.SAMPLE)
def attempt(
    context: Context, wish: SampleRequest, widths: Sequence[float]
) -> tuple[Trial, Sequence[tuple[float, int]]]:
    """What a plan would draw that is not kept, and by wished width of an interval how many reviews it takes."""
    try:
        row = draws.planned(wish, context.caller.actor)
    except BadInput as error:
        return Trial(None, error.sentence), ()
    trial = _tried(context, row)
    if trial.preview is None:
        return trial, ()
    return trial, [(width, draws.needed(context.session, wish.frame, width, 0.5, _LEVEL)[0]) for width in widths]


@reads(Permission.SAMPLE)
def size(context: Context, spec: FrameSpec, half_width: float, share: float = 0.5, level: float = _LEVEL) -> SizeView:
    """How many reviews a wished interval takes, out of the interactions there are. Raises BadInput."""
    needed, population = draws.needed(context.session, spec, half_width, share, level)
    return SizeView(population=population, half_width=half_width, share=share, level=level, needed=needed)


@reads(Permission.SAMPLE)
def picks(context: Context, id: UUID) -> PicksView:
    """All picks with their chances, without what spoke for those that the caller is still to answer blind.

    Raises NotFound, Conflict.
    """
    row = samples.drawn(context.session, id)
    hidden = blindness.unanswered(context.session, row, context.caller.reviewer)
    by = row.plan["by"]
    parts = [PickPart.of(pick, by, disclosed=pick.id not in hidden) for pick in samples.picks(context.session, id)]
    return PicksView(frame_hash=row.frame_hash or "", picks=parts)


@reads(Permission.SAMPLE)
def check(context: Context, id: UUID) -> CheckView:
    """Whether the stored plan draws the same picks from the stored frame. Raises NotFound, Conflict."""
    return CheckView.of(draws.check(context.session, id))


def _tried(context: Context, row: SampleRow) -> Trial:
    try:
        return Trial(draws.preview(context.session, row))
    except BadInput as error:
        return Trial(None, error.sentence)


def _document(context: Context, row: SampleRow, *, preview: bool = False) -> SampleView:
    if row.drawn_at is not None:
        work = assignments.progress(context.session, row.id)
        return SampleView.of(row, progress=ProgressPart.model_validate(work))
    would = PreviewView.of(draws.preview(context.session, row), row.plan["by"]) if preview else None
    return SampleView.of(row, preview=would)
