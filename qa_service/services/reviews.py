"""Reviews: a person in front of an interaction, what they answer beside the machine, and who reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from qa_service.documents.analysis import Analysis
from qa_service.documents.disputes import DisputeView
from qa_service.documents.judgements import CorrectionPart, JudgedView
from qa_service.documents.reviews import AnswersView, AnswerView, KeptView, ReviewItemView, questions_of
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import SampleProgress
from qa_service.exports.annotations import AnnotationFault
from qa_service.figures.answers import that_count
from qa_service.figures.basis import rubric_finder
from qa_service.reviewing import answering, blindness, imported
from qa_service.reviewing.answering import Answers, ReviewItem
from qa_service.reviewing.suspicious import folded_answers
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import assignments, corrections, disputes, interactions, reviews, samples
from qa_service.store.reviews import Occasion, ReviewFilters
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import ReviewRow, SampleRow

_MOST = 1000
Review = ReviewRow
"""What sheets show, by the name under which pages know it."""


class Sheet(NamedTuple):
    """An interaction in front of a reviewer, and the rubric that it was scored under (None: it is gone)."""

    item: ReviewItem
    rubric: Rubric | None


class PickSheet(NamedTuple):
    """A pick in the caller's hands. `done`: the caller has finished it; `of_two`: somebody else answers it too;
    `known`: it is asked blind, and the caller knew the machine's answers before.
    """

    sheet: Sheet
    sample: SampleRow
    progress: SampleProgress
    done: bool
    of_two: bool
    known: bool


class AnsweredPick(NamedTuple):
    """The sample of a pick that was answered; `blind`: the machine's answers may be shown from now on."""

    sample: UUID
    blind: bool


@changes(Permission.REVIEW, "review")
def answer(
    context: Context,
    id: UUID,
    answers: Sequence[ReviewAnswer],
    *,
    pick: UUID | None = None,
    session: UUID | None = None,
    finish: bool = True,
    rubric: str | None = None,
) -> KeptView:
    """Append answers to an interaction, all of them or none; `pick` or the calibration `session` asked for them, and
    with `finish` the pick is done. `rubric` is the version whose questions the caller saw. Raises as
    `reviewing.answering.answer`.
    """
    sent = Answers(answers, pick, session, finish, rubric)
    stored = answering.answer(context.session, context.deps.vocabulary, id, sent, context.caller.actor)
    context.noted()
    return KeptView.of(stored.rows, stored.machine)


@changes(Permission.REVIEW, "take pick")
def take_next(context: Context, sample: UUID) -> ReviewItemView | None:
    """The next pick of a sample, the caller's for a while; None when nothing is left. Raises NotFound, Conflict."""
    item = answering.next_of_sample(context.session, sample, context.caller.actor)
    if item is None or item.pick is None:
        context.unchanged()
        return None
    context.note(item.pick.id, item.interaction.client, sample=str(sample))
    return document(item, context)


@reads(Permission.REVIEW, noted="read transcript")
def open_pick(context: Context, id: UUID) -> PickSheet:
    """A pick that the caller has in hand or has answered. Raises NotFound, Conflict."""
    session, person = context.session, context.caller.actor
    item = answering.of_pick(session, id, person)
    context.note_read(item.interaction.id, item.interaction.client)
    slots = assignments.of_pick(session, id)
    sample = samples.get(session, slots[0].sample_id)
    done = any(slot.reviewer == person and slot.done_at is not None for slot in slots)
    knew_machine = item.blind and not blindness.is_blind(session, item.interaction.id, person, Occasion(pick=id))
    return PickSheet(
        sheet(item, context), sample, assignments.progress(session, sample.id), done, len(slots) > 1, knew_machine
    )


@changes(Permission.REVIEW, "review")
def answer_pick(
    context: Context, id: UUID, answers: Sequence[ReviewAnswer], *, finish: bool, rubric: str | None = None
) -> AnsweredPick:
    """Answer the interaction of a pick. Raises as `answer`."""
    item = answering.of_pick(context.session, id, context.caller.actor)
    answer(context, item.interaction.id, answers, pick=id, finish=finish, rubric=rubric)
    context.unchanged()  # `answer` has noted it
    return AnsweredPick(assignments.pick(context.session, id).sample_id, item.blind)


@reads(Permission.SEE_REVIEWS, own_transactions=True, noted="read reviews")
def of_interaction(context: Context, id: UUID) -> JudgedView:
    """Everything that people said of an interaction. Raises NotFound, and Withheld where the caller is to answer it
    blind.
    """
    caller = context.caller
    with context.reading() as session:
        row = interactions.get(session, id)
        blindness.refuse(session, id, caller.reviewer)
        judged = _judged(context, row)
    blindness.note_read(context.deps.store, [id], caller.reviewer)
    context.note_read(id, row.client)
    return judged


@reads(Permission.REVIEW, own_transactions=True, noted="read reviews")
def listed(
    context: Context,
    *,
    sample: UUID | None = None,
    session: UUID | None = None,
    client: str | None = None,
    reviewer: str | None = None,
    question: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> AnswersView:
    """Answers, newest first. Of calibration sessions that are not revealed, and of interactions that the caller is to
    answer blind, only the caller's own, the latter without the machine's. Raises NotFound, BadInput.
    """
    person = context.caller.actor
    filters = ReviewFilters(
        sample=sample,
        session=session,
        client=client,
        reviewer=reviewer,
        question=question,
        since=since,
        until=until,
        viewer=person,
    )
    with context.reading() as reading:
        if sample is not None:
            samples.get(reading, sample)
        page = reviews.page(reading, filters, cursor=cursor, limit=limit)
        held = blindness.held_back(reading, {row.interaction_id for row in page.rows}, context.caller.reviewer)
        rows = [row for row in page.rows if row.interaction_id not in held or row.reviewer == person]
        answers = [AnswerView.of(row, disclosed=row.interaction_id not in held) for row in rows]
        seen = {row.interaction_id for row in rows if row.reviewer != person}
    blindness.note_read(context.deps.store, seen, context.caller.reviewer)
    context.note_read("list", client)
    return AnswersView(items=answers, next=page.next)


@reads(Permission.REVIEW, noted="read reviews")
def suspicious(context: Context) -> list[AnswerView]:
    """Answers that may have been read by nobody (see `reviewing.suspicious`), without the machine's."""
    context.note_read("suspicious", context.caller.client)
    return [AnswerView.of(row, disclosed=False) for row in folded_answers(context.session)]


@changes(Permission.ANNOTATE, "import annotations", own_transactions=True)
def take_annotations(context: Context, data: bytes) -> list[imported.ImportedAnnotation | AnnotationFault]:
    """What people annotated in Label Studio, as their answers, each annotation by itself; the same file again adds
    nothing. Raises BadInput on other files.
    """
    outcomes = list(imported.take(context.deps.store, context.deps.vocabulary, data, context.caller.scope))
    context.unchanged()  # each annotation that brought answers has noted them as a review
    return outcomes


def document(item: ReviewItem, context: Context) -> ReviewItemView:
    """An interaction as its reviewer gets it."""
    analysis = Analysis.of(item.processed).document()
    questions = questions_of(
        item.machine, item.questions, item.own, context.deps.vocabulary, analysis, blind=item.blind
    )
    return ReviewItemView.of(
        item.interaction.id,
        item.processed,
        analysis,
        questions,
        blind=item.blind,
        pick=item.pick and item.pick.id,
        session=item.session and item.session.id,
    )


def sheet(item: ReviewItem, context: Context) -> Sheet:
    """The same for a page."""
    client, name = item.interaction.client, item.processed.scorecard.rubric
    return Sheet(item, rubric_finder(context.session, context.deps.rubrics)(client, name))


def _judged(context: Context, row: InteractionRow) -> JudgedView:
    session, named = context.session, context.caller.may(Permission.REVIEW)
    filters = ReviewFilters(interaction=row.id, viewer=context.caller.actor)
    counts = that_count(session, context.deps.rubrics, row)
    moment = now()
    return JudgedView(
        interaction=str(row.id),
        judgement=disputes.judgements(session, [row])[row.id],
        counts={question: AnswerView.of(answer, named=named) for question, answer in counts.items()},
        answers=[AnswerView.of(answer, named=named) for answer in reviews.page(session, filters, limit=_MOST).rows],
        disputes=[
            DisputeView.of(dispute, disputes.state(dispute, moment), named=named)
            for dispute in disputes.of_interaction(session, row.id)
        ],
        corrections=[CorrectionPart.of(each, named=named) for each in corrections.of_interaction(session, row.id)],
    )
