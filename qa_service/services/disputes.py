"""Disputes: an agent objects to a judgement, somebody else of quality decides, and that is final."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from qa_service.documents.disputes import DisputesView, DisputeView
from qa_service.domain.interaction import State
from qa_service.domain.review import DisputeState, Judged, ReviewAnswer, choices, machine_answers
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadInput
from qa_service.figures.answers import that_count
from qa_service.reviewing import answering, blindness
from qa_service.services import access
from qa_service.services import reviews as review_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.reviews import Sheet
from qa_service.services.use_case import changes, reads
from qa_service.store import disputes, interactions, results, reviews
from qa_service.store.disputes import DisputeFilters
from qa_service.store.interactions import Filters
from qa_service.store.reviews import ReviewFilters
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import DisputeRow, ReviewRow

Dispute = DisputeRow
"""By the name under which pages know it."""
_FEW, _MOST = 20, 500
_OPEN_TO_OBJECTION = {Judged.MACHINE, Judged.REVIEWED}


class DisputeList(NamedTuple):
    """Newest first, each as it stands now, with their interactions' own ids; `recent` are interactions that may still
    be objected to, for those who do not decide. `rubric` has the words of the questions.
    """

    rows: Sequence[tuple[DisputeRow, DisputeState]]
    names: Mapping[str, str]
    recent: Sequence[tuple[InteractionRow, Judged]]
    rubric: Rubric
    next: str | None


class DisputeCase(NamedTuple):
    """An objection beside what it is about. `counts` are the answers that count. `decides`: it waits for somebody like
    the caller; `barred`: who objected or answered, so that another one decides.
    """

    row: DisputeRow
    state: DisputeState
    sheet: Sheet
    counts: Mapping[str, ReviewRow]
    decides: bool
    barred: bool


@changes(Permission.DISPUTE, "dispute.open")
def open_dispute(context: Context, interaction: UUID, questions: Sequence[str], why: str) -> DisputeView:
    """Object to some answers, or to all; by the agent, or on their behalf. One objection at a time.

    Raises NotFound, BadInput on what its rubric does not ask, Conflict.
    """
    if not why.strip():
        raise BadInput("is missing", where="why", hint="say in a few words what is wrong with it")
    row = interactions.get_locked(context.session, interaction)
    if row.state is State.DONE:
        _check_questions(context, interaction, questions)
    dispute = disputes.open_dispute(context.session, row, questions, why, context.caller.actor)
    context.noted()
    return _document(context, dispute)


@changes(Permission.REVIEW, "dispute.decide")
def decide(context: Context, id: UUID, uphold: bool, why: str, answers: Sequence[ReviewAnswer] = ()) -> DisputeView:
    """Uphold it, with the answers that hold from now on, or reject it; for good. Raises as
    `reviewing.answering.decide`.
    """
    vocabulary, person = context.deps.vocabulary, context.caller.actor
    row = answering.decide(context.session, vocabulary, id, uphold, why, answers, person)
    context.noted()
    return _document(context, row)


@reads(Permission.SEE_REVIEWS, noted="read reviews")
def listed(
    context: Context,
    client: str | None = None,
    agent: str | None = None,
    state: DisputeState | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> DisputesView:
    """Newest first, those in reach; by agent only with a legal basis. Raises Withheld, BadInput."""
    access.check_list(agent, None, context.caller.scope, context.deps.monitoring_basis)
    page = disputes.page(context.session, DisputeFilters(client, agent, state), cursor=cursor, limit=limit)
    context.note_read("list" if agent is None else f"agent:{agent}", client)
    return DisputesView(items=[_document(context, row) for row in page.rows], next=page.next)


@reads(Permission.SEE_REVIEWS)
def overview(context: Context, state: DisputeState | None, cursor: str | None, limit: int) -> DisputeList:
    """The same for a page."""
    session, client, moment = context.session, context.caller.client, now()
    page = disputes.page(session, DisputeFilters(state=state), cursor=cursor, limit=limit)
    names = interactions.names(session, [row.interaction_id for row in page.rows])
    rubrics = context.deps.rubrics
    rubric = rubrics.current(session, client) if client else rubrics.default
    rows = [(row, disputes.state(row, moment)) for row in page.rows]
    return DisputeList(rows, names, _open_to_objection(context), rubric, page.next)


@reads(Permission.SEE_REVIEWS, own_transactions=True, noted="read reviews")
def show(context: Context, id: UUID) -> DisputeView:
    """What was objected to, in which words, and what was decided. Raises NotFound, and Withheld where the caller is to
    answer the interaction blind.
    """
    with context.reading() as session:
        row = disputes.get(session, id)
        blindness.refuse(session, row.interaction_id, context.caller.reviewer)
        document, interaction = _document(context, row), row.interaction_id
    blindness.note_read(context.deps.store, [interaction], context.caller.reviewer)
    context.note_read(interaction, row.client)
    return document


@reads(Permission.SEE_REVIEWS, own_transactions=True, noted="read reviews")
def opened(context: Context, id: UUID) -> DisputeCase:
    """The same for a page, beside the interaction. Raises as `show`."""
    with context.reading() as session:
        row = disputes.get(session, id)
        sheet = _sheet(context, row.interaction_id)
        counts = that_count(session, context.deps.rubrics, sheet.item.interaction)
        state = disputes.state(row, now())
        decides = state is DisputeState.OPEN and context.caller.may(Permission.REVIEW)
        barred = _is_barred(context, row)
        interaction = row.interaction_id
    blindness.note_read(context.deps.store, [interaction], context.caller.reviewer)
    context.note_read(interaction, row.client)
    return DisputeCase(row, state, sheet, counts, decides and not barred, decides and barred)


@reads(Permission.DISPUTE, own_transactions=True, noted="read analysis")
def about(context: Context, interaction: UUID) -> Sheet:
    """What may be objected to. Raises NotFound, Conflict, and Withheld where the caller is to answer it blind."""
    with context.reading():
        sheet = _sheet(context, interaction)
    blindness.note_read(context.deps.store, [interaction], context.caller.reviewer)
    context.note_read(interaction, sheet.item.interaction.client)
    return sheet


def _sheet(context: Context, interaction: UUID) -> Sheet:
    blindness.refuse(context.session, interaction, context.caller.reviewer)
    item = answering.show(context.session, interaction, context.caller.actor)
    return review_services.sheet(item, context)


def _check_questions(context: Context, interaction: UUID, questions: Sequence[str]) -> None:
    machine = machine_answers(results.processed(context.session, interaction))
    for question in questions:
        choices(question, context.deps.vocabulary)
        if question not in machine:
            raise BadInput("its rubric has no {question!r}", question=question, where="questions")


def _open_to_objection(context: Context) -> Sequence[tuple[InteractionRow, Judged]]:
    """The latest interactions in reach that nobody has objected to yet."""
    if context.caller.may(Permission.REVIEW) or not context.caller.may(Permission.DISPUTE):
        return ()
    rows = interactions.page(context.session, Filters(state=State.DONE), limit=_FEW).rows
    judged = disputes.judgements(context.session, rows)
    return [(row, judged[row.id]) for row in rows if judged[row.id] in _OPEN_TO_OBJECTION]


def _is_barred(context: Context, row: DisputeRow) -> bool:
    own = ReviewFilters(interaction=row.interaction_id, reviewer=context.caller.actor)
    answered = any(review.session_id is None for review in reviews.page(context.session, own, limit=_MOST).rows)
    return answered or row.opened_by == context.caller.actor


def _document(context: Context, row: DisputeRow) -> DisputeView:
    return DisputeView.of(row, disputes.state(row, now()), named=context.caller.may(Permission.REVIEW))
