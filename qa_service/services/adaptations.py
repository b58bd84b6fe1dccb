"""Shipped heads adapted to a client from what its people answered: learned by a worker, put in force by a person who
has seen both heads on answers that neither had learned from, and taken back.
"""

from uuid import UUID

from sqlmodel import Session

from qa_service.documents.adaptations import (
    AdaptationJobView,
    AdaptationsView,
    AdaptationView,
    DoubtedLabelPart,
)
from qa_service.domain.adapted_question import AdaptedQuestion
from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.learning.crosstest import LEAST_CASES
from qa_service.reviewing import blindness
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import adaptations, criterion_answers, criterion_jobs, learned_models
from qa_service.store.tables_criteria import CriterionJobRow, LearnedModelRow


@changes(Permission.EDIT_RUBRICS, "learn adaptation")
def learn(context: Context, client: str, question: str) -> AdaptationJobView:
    """Have a worker adapt the head of a question (``resolution``, ``courtesy:blame``) to a client, from what its people
    have answered. Nothing changes until a person publishes what comes of it.

    Raises Forbidden, BadInput for what is no question and where there are too few answers, Conflict where many wait.
    """
    access.check_client(context.caller, client)
    asked = AdaptedQuestion.parse(question, context.deps.vocabulary.courtesy)
    answers = criterion_answers.to_label(context.session, client, asked.asked_as)
    if len(answers) < LEAST_CASES:
        raise BadInput(
            "{question} has {n} answers of people to learn from; {least} are needed",
            question=asked.name,
            n=len(answers),
            least=LEAST_CASES,
            where="question",
            hint="review more interactions",
        )
    request = {"family": asked.family, "subject": asked.subject, "name": ""}  # no rubric asks it
    row = criterion_jobs.place(context.session, client, JobKind.LEARN, request, context.caller.actor)
    context.note(row.id, client, question=asked.name, answers=len(answers))
    return AdaptationJobView.of(row)


@reads(Permission.EDIT_RUBRICS)
def job(context: Context, id: UUID) -> AdaptationJobView:
    """How far it is, and what came of it. Raises NotFound."""
    return AdaptationJobView.of(_job(context.session, id))


def _job(session: Session, id: UUID) -> CriterionJobRow:
    row = criterion_jobs.get(session, id)
    if row.kind is not JobKind.LEARN or row.request.get("family") not in adaptations.FAMILIES:
        raise NotFound("no adaptation is learned under {id}", id=id)
    return row


@reads(Permission.EDIT_RUBRICS)
def listed(context: Context, client: str) -> AdaptationsView:
    """What was learned for a client, newest first: the latest of each family, and all that is in force. Raises
    Forbidden.
    """
    access.check_client(context.caller, client)
    answering = learned_models.in_force(context.session, client, adaptations.FAMILIES)
    rows = {row.id: row for row in answering}
    for family in adaptations.FAMILIES:
        rows |= {row.id: row for row in learned_models.listed(context.session, client, family)}
    newest = sorted(rows.values(), key=lambda row: (row.made_at, row.id), reverse=True)
    in_force = {row.id for row in answering}
    return AdaptationsView(client=client, items=[_view(context, row, in_force, []) for row in newest])


@reads(Permission.EDIT_RUBRICS)
def show(context: Context, id: UUID) -> AdaptationView:
    """Both heads on the same answers of people, and what would change. Raises NotFound."""
    row = _row(context.session, id)
    doubted = learned_models.doubted(context.session, id)
    held = blindness.held_back(context.session, {doubt.interaction for doubt in doubted}, context.caller.reviewer)
    parts = [
        DoubtedLabelPart(interaction=d.interaction, link=f"/v1/interactions/{d.interaction}", **d.doubt)
        for d in doubted
        if d.interaction not in held
    ]
    return _view(context, row, _in_force(context.session, row.client), parts)


@changes(Permission.EDIT_RUBRICS, "publish adaptation")
def publish(context: Context, id: UUID) -> AdaptationView:
    """From now on it answers the client's new and corrected interactions, in the place of the shipped head and of what
    was in force for the question; what is stored stays as it was answered. Raises NotFound, and Conflict where it is
    in force, or was learned on other models than those that answer now.
    """
    row = _row(context.session, id)
    if row.id in _in_force(context.session, row.client):
        raise Conflict("this adaptation is in force already")
    if adaptations.latest_encoder(context.session, row.client) not in (None, row.encoder):
        raise Conflict("this adaptation corrects other models than those that answer now; have it learned anew")
    learned_models.publish(row, context.caller.actor)
    context.session.flush()
    context.note(row.id, row.client, question=_name(row), model=row.hash)
    return _view(context, row, {row.id}, [])


@changes(Permission.EDIT_RUBRICS, "withdraw adaptation")
def withdraw(context: Context, id: UUID) -> AdaptationView:
    """The shipped head answers again, or what was published for the question before. Raises NotFound, and Conflict
    where it is not in force.
    """
    row = _row(context.session, id)
    if row.id not in _in_force(context.session, row.client):
        raise Conflict("this adaptation is not in force")
    learned_models.withdraw(row, context.caller.actor)
    context.session.flush()
    context.note(row.id, row.client, question=_name(row), model=row.hash)
    return _view(context, row, set(), [])


def _row(session: Session, id: UUID) -> LearnedModelRow:
    row = learned_models.get(session, id)
    if row.family is LearnedFamily.CRITERION:
        raise NotFound("nothing was adapted under {id}", id=id)
    return row


def _name(row: LearnedModelRow) -> str:
    return AdaptedQuestion(row.family.value, row.subject).name


def _in_force(session: Session, client: str) -> set[UUID]:
    return {row.id for row in learned_models.in_force(session, client, adaptations.FAMILIES)}


def _view(
    context: Context, row: LearnedModelRow, in_force: set[UUID], doubted: list[DoubtedLabelPart]
) -> AdaptationView:
    return AdaptationView.of(row, row.id in in_force, learned_models.sources(context.session, row.id), doubted)
