"""Calibration sessions: several people answer the same, each blind, then all is laid open and compared."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from qa_service.documents.calibrations import CalibrationsView, CalibrationView
from qa_service.documents.reviews import ReviewItemView
from qa_service.domain.agreement import QuestionAgreement
from qa_service.domain.review import choices
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import Purpose
from qa_service.errors import BadInput, word
from qa_service.reviewing import agreements, answering
from qa_service.reviewing.answering import ReviewItem
from qa_service.services import reviews
from qa_service.services.access import ALLOWED, Permission
from qa_service.services.context import Context
from qa_service.services.reviews import Sheet
from qa_service.services.use_case import changes, reads
from qa_service.store import calibration, interactions, samples, users
from qa_service.store.answers import AgreementFilters
from qa_service.store.calibration import NewCalibration
from qa_service.store.interactions import Filters
from qa_service.store.tables_reviews import CalibrationRow, SampleRow

_FEW = 25


class CalibrationList(NamedTuple):
    """Newest first; of those that are not revealed how many each person has answered; the cursor of the next page."""

    rows: Sequence[CalibrationRow]
    progress: Mapping[UUID, Mapping[str, int]]
    next: str | None


class Choices(NamedTuple):
    """What a session may be made of: people who may review, drawn calibration samples, questions of a rubric."""

    people: Sequence[str]
    samples: Sequence[SampleRow]
    rubric: Rubric


class OpenCalibration(NamedTuple):
    """A session; `asked`: whether the caller is, and how many interactions are `left` for them. `names` are the
    interactions' own ids.
    """

    row: CalibrationRow
    document: CalibrationView
    rubric: Rubric
    asked: bool
    left: int
    names: Mapping[str, str]


class NextSheet(NamedTuple):
    """The next interaction for the caller, None when all are answered, with how many are left."""

    row: CalibrationRow
    sheet: Sheet | None
    left: int


@changes(Permission.REVIEW, "calibration.create")
def open_session(
    context: Context,
    name: str,
    interactions: Sequence[UUID] = (),
    *,
    sample: UUID | None = None,
    people: Sequence[str] = (),
    questions: Sequence[str] = (),
) -> CalibrationView:
    """Over interactions, and those of a drawn calibration `sample`; `people` empty: whoever may review, `questions`
    empty: all. Raises BadInput for what is no question, no interaction or no sample for calibration; NotFound,
    Conflict.
    """
    for question in questions:
        choices(question, context.deps.vocabulary)
    ids = [*interactions, *(_of_sample(context, sample) if sample else ())]
    row = calibration.create(
        context.session, NewCalibration(name, ids, people, questions, sample), context.caller.actor
    )
    context.noted()
    return _document(context, row)


@reads(Permission.REVIEW)
def material(context: Context) -> Choices:
    """What the caller may choose from for a session."""
    with context.deps.store.reading() as everywhere:
        people = [row.name for row in users.listed(everywhere) if row.role in ALLOWED[Permission.REVIEW]]
    rows = samples.page(context.session, purpose=Purpose.CALIBRATION, limit=_FEW).rows
    return Choices(people, [row for row in rows if row.drawn_at], _rubric(context, context.caller.client))


@reads(Permission.REVIEW)
def identified(context: Context, names: Sequence[str]) -> Sequence[Sequence[UUID]]:
    """By own id of an interaction, at most two that are called so."""
    metadata = context.deps.intake.metadata
    matches = [interactions.page(context.session, Filters(**metadata.named(name)), limit=2).rows for name in names]
    return [[row.id for row in rows] for rows in matches]


@reads(Permission.REVIEW)
def listed(context: Context, cursor: str | None = None, limit: int = 20) -> CalibrationsView:
    """Newest first. Raises BadInput."""
    page = calibration.page(context.session, cursor=cursor, limit=limit)
    return CalibrationsView(items=[_document(context, row) for row in page.rows], next=page.next)


@reads(Permission.REVIEW)
def overview(context: Context, cursor: str | None = None) -> CalibrationList:
    """The same for a page."""
    page = calibration.page(context.session, cursor=cursor, limit=_FEW)
    waiting = [row for row in page.rows if row.revealed_at is None]
    return CalibrationList(page.rows, {row.id: _document(context, row).progress for row in waiting}, page.next)


@reads(Permission.REVIEW)
def show(context: Context, id: UUID) -> CalibrationView:
    """Who has answered how much; once it is revealed, where people differ and how far they agree. Raises NotFound."""
    return _document(context, calibration.get(context.session, id))


@reads(Permission.REVIEW)
def opened(context: Context, id: UUID) -> OpenCalibration:
    """The same for a page. Raises NotFound."""
    row = calibration.get(context.session, id)
    is_asked = not row.people or context.caller.actor in row.people
    remaining = len(list(answering.open_for(context.session, row, context.caller.actor))) if is_asked else 0
    names = interactions.names(context.session, [UUID(name) for name in row.interactions])
    rubric = _rubric(context, row.client or None)
    return OpenCalibration(row, _document(context, row), rubric, is_asked, remaining, names)


def _note_item(context: Context, item: ReviewItem | None) -> None:
    if item is None:
        context.unchanged()
    else:
        context.note_read(item.interaction.id, item.interaction.client)


@reads(Permission.REVIEW, noted="read transcript")
def next_item(context: Context, id: UUID) -> ReviewItemView | None:
    """The next interaction that the caller has not answered, without the machine's answers; None when all are.

    Raises NotFound, Conflict when the session was revealed, Forbidden for people it does not ask.
    """
    item = answering.next_of_session(context.session, id, context.caller.actor)
    _note_item(context, item)
    return None if item is None else reviews.document(item, context)


@reads(Permission.REVIEW, noted="read transcript")
def next_sheet(context: Context, id: UUID) -> NextSheet:
    """The same for a page."""
    row = calibration.get(context.session, id)
    item = answering.next_of_session(context.session, id, context.caller.actor)
    remaining = len(list(answering.open_for(context.session, row, context.caller.actor)))
    _note_item(context, item)
    return NextSheet(row, None if item is None else reviews.sheet(item, context), remaining)


@changes(Permission.REVIEW, "calibration.reveal")
def reveal(context: Context, id: UUID) -> CalibrationView:
    """Close it for good; again changes nothing. Raises NotFound, and Conflict while fewer than two have answered."""
    was_closed = calibration.get(context.session, id, lock=True).revealed_at is not None
    row = calibration.reveal(context.session, id, context.caller.actor)
    if was_closed:
        context.unchanged()
    else:
        context.noted()
    return _document(context, row)


def _of_sample(context: Context, id: UUID) -> list[UUID]:
    row = samples.drawn(context.session, id)
    if row.purpose is not Purpose.CALIBRATION:
        raise BadInput(
            "is a {purpose} sample", purpose=word(row.purpose), where="sample", hint="draw one for calibration"
        )
    return [pick.interaction_id for pick in samples.picks(context.session, id)]


def _document(context: Context, row: CalibrationRow) -> CalibrationView:
    agreement: Sequence[QuestionAgreement] = ()
    if row.revealed_at is not None:
        agreement = agreements.agreement(context.session, AgreementFilters(session=row.id))
    return CalibrationView.of(row, calibration.answers(context.session, row.id), agreement)


def _rubric(context: Context, client: str | None) -> Rubric:
    rubrics = context.deps.rubrics
    return rubrics.current(context.session, client) if client else rubrics.default
