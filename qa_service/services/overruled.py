"""The worklist of answers that overrule the machine's: listed, counted, sorted by why, and looked at once more.

Who may review works on it. Neither agents nor reviewers are named, so that no list by either comes of it; and of what
somebody is still to answer blind nothing stands in it, for nobody.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from qa_service.documents.overruled import OverruledCountPart, OverruledCounts, OverruledPage, OverruledView
from qa_service.documents.reviews import KeptView
from qa_service.domain.calendar import Calendar
from qa_service.domain.overruled import Cause, SecondLook
from qa_service.domain.review import ReviewAnswer, choices
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound
from qa_service.reviewing import blindness
from qa_service.services import access
from qa_service.services import reviews as review_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import interactions, overruled
from qa_service.store.overruled import OverruledAnswer, OverruledFilters
from qa_service.store.scope import EVERYTHING

Narrowing = OverruledFilters
"""What the worklist is narrowed to, by the name under which pages and API know it."""
_USUAL = timedelta(days=365)
_MOST_MONTHS = 60
_ALL = Narrowing()


class Worklist(NamedTuple):
    """The worklist for a page: cases, counts by question and month, and the rubric that has the words of the questions.
    `barred` are cases whose second look is for somebody else.
    """

    cases: OverruledPage
    counts: OverruledCounts
    barred: frozenset[UUID]
    rubric: Rubric


@reads(Permission.REVIEW, own_transactions=True, noted="read overruled")
def listed(context: Context, filters: Narrowing = _ALL, cursor: str | None = None, limit: int = 50) -> OverruledPage:
    """Cases, the latest answer first; the caller has then read the machine's answer to each. Raises Forbidden,
    BadInput.
    """
    filters = _checked(context, filters)
    with context.reading() as session:
        page = overruled.page(session, filters, cursor=cursor, limit=limit)
    return OverruledPage(items=_shown(context, page.rows), next=page.next)


@reads(Permission.REVIEW, own_transactions=True)
def counts(context: Context, filters: Narrowing = _ALL) -> OverruledCounts:
    """How many answers overruled the machine and why, by question, version of the rubric and month: over the last year
    unless a period is named. Raises Forbidden, and BadInput on a period of more than five years.
    """
    filters = _checked(context, filters)
    with context.reading():
        return _counted(context, filters)


@reads(Permission.REVIEW, own_transactions=True, noted="read overruled")
def overview(context: Context, filters: Narrowing, cursor: str | None, limit: int) -> Worklist:
    """Both for a page. Raises as `listed` and `counts`."""
    filters, rubrics = _checked(context, filters), context.deps.rubrics
    with context.reading() as session:
        page = overruled.page(session, filters, cursor=cursor, limit=limit)
        counted = _counted(context, filters)
        rubric = rubrics.current(session, filters.client) if filters.client else rubrics.default
    cases = OverruledPage(items=_shown(context, page.rows), next=page.next)
    barred = frozenset(case.counts.id for case in page.rows if _is_barred(context, case))
    return Worklist(cases, counted, barred, rubric)


@changes(Permission.REVIEW, "sort overruled", own_transactions=True)
def sort(context: Context, id: UUID, cause: Cause | None, note: str = "") -> OverruledView:
    """Say why the answer `id` overrules the machine; None: it is to be sorted again. No answer changes by it.

    Raises NotFound where it is no case (any more), and Conflict where a second look has settled it.
    """
    held = _held(context)
    with context.transaction() as session:
        case = _locked(context, id, held)
        if case.second_look is SecondLook.CHANGED:
            raise Conflict("a second look has changed this answer; there is nothing to sort any more")
        before = case.sorting and case.sorting.cause.value
        if overruled.sort(session, case, cause, note, context.caller.actor):
            # Of the answer, not of the interaction: in that one's history agents' leaders would read it.
            context.note(id, case.counts.client, question=case.counts.question, cause=cause and cause.value, was=before)
        else:
            context.unchanged()
        session.flush()
        case = _case(context, id, held)
    return _shown(context, [case])[0]


@changes(Permission.REVIEW, "review", own_transactions=True)
def look_again(context: Context, id: UUID, answer: str, why: str = "") -> KeptView:
    """Answer once more what was sorted as the reviewer's mistake: by whoever gave that answer, or by another person
    than the one who sorted it so. The new answer counts; the same one brings the case back to be sorted.

    Raises NotFound, Conflict where no second look waits, Forbidden for the person who sorted it, BadInput, and as
    `reviews.answer`.
    """
    held = _held(context)
    with context.transaction():
        case = _locked(context, id, held)
        if case.second_look is not SecondLook.WAITING:
            raise Conflict("no second look at this answer waits; sort it as the reviewer's mistake first")
        if _is_barred(context, case):
            raise Forbidden("whoever says that the reviewer was mistaken does not answer in their place")
        given = [ReviewAnswer(case.counts.question, answer, why)]
        kept = review_services.answer(context, case.counts.interaction_id, given)
        if kept.answers[0].id == str(id):
            raise BadInput("is what you have answered before", where="answer", hint="say why it stays")
        context.unchanged()  # `reviews.answer` has noted it
        return kept


def _held(context: Context) -> frozenset[UUID]:
    """Samples and sessions over several clients ask about interactions of this caller's client too."""
    with context.reading(EVERYTHING) as session:
        return overruled.held(session)


def _checked(context: Context, filters: Narrowing) -> Narrowing:
    client = filters.client or context.caller.client
    if client is not None:
        access.check_client(context.caller, client)
    for question in (filters.question, *filters.questions):
        if question is not None:
            choices(question, context.deps.vocabulary)
    names = ("question", "questions", "standing", "since", "until")
    return Narrowing(client, **{name: getattr(filters, name) for name in names}, held=_held(context))


def _case(context: Context, id: UUID, held: frozenset[UUID]) -> OverruledAnswer:
    case = overruled.case(context.session, id, held)
    if case is None:
        raise NotFound("no overruled answer {id}: there is none, or another answer counts by now", id=id)
    return case


def _locked(context: Context, id: UUID, held: frozenset[UUID]) -> OverruledAnswer:
    """The case as it is once nobody else works on its interaction."""
    interactions.get_locked(context.session, _case(context, id, held).counts.interaction_id)
    return _case(context, id, held)


def _is_barred(context: Context, case: OverruledAnswer) -> bool:
    """Whoever says that somebody else was mistaken does not answer in their place."""
    person, sorting = context.caller.actor, case.sorting
    return sorting is not None and sorting.by == person != case.answer.reviewer


def _shown(context: Context, cases: Sequence[OverruledAnswer]) -> list[OverruledView]:
    blindness.note_read(context.deps.store, {case.interaction.id for case in cases}, context.caller.reviewer)
    for case in cases:
        context.note_read(case.interaction.id, case.interaction.client)
    context.unchanged()
    return [OverruledView.of(case, context.caller.actor) for case in cases]


def _counted(context: Context, filters: Narrowing) -> OverruledCounts:
    calendar = context.deps.store.calendar
    until = filters.until or context.deps.clock()
    since = filters.since or until - _USUAL
    days = list(_months(calendar, since, until))
    narrowed = Narrowing(
        filters.client, filters.question, filters.questions, since=since, until=until, held=filters.held
    )
    cells = overruled.counts(context.session, narrowed, [since, *map(calendar.start, days[1:])])
    parts = (
        OverruledCountPart.of(cell.question, cell.rubric, days[cell.period], by_standing)
        for cell, by_standing in cells.items()
    )
    return OverruledCounts.of(filters.client, since, until, parts)


def _months(calendar: Calendar, since: datetime, until: datetime) -> Iterator[date]:
    """The first day of the period, and of each later month in it. Raises BadInput on more than five years."""
    first, last = calendar.day(since), calendar.day(max(since, until - timedelta(microseconds=1)))
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > _MOST_MONTHS:
        raise BadInput("the counts cover at most {most} months", most=_MOST_MONTHS, where="since", hint="ask for less")
    yield first
    for month in range(first.month, first.month + months):
        yield date(first.year + month // 12, month % 12 + 1, 1)
