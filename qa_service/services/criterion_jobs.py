"""Learning a criterion and trying a rubric as jobs of a worker: asked for, looked at while they run, and what a trial
found. What a job keeps holds no words; those are looked up when it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session

from qa_service.documents.criteria import AnswersToLearnPart, ExamplePart
from qa_service.documents.criterion_jobs import AnswerExamplesPart, AttemptView, CriterionJobPage, CriterionJobView
from qa_service.documents.rubrics import MoverPart
from qa_service.domain.own_criteria import JobKind, LearnedFamily, trial_request
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.scorecard import Answer
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.ingest import answer_lines
from qa_service.reviewing import blindness
from qa_service.scoring.placing import SectionChoice, with_criterion
from qa_service.services import access, criteria
from qa_service.services import rubrics as rubric_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import criterion_jobs, interactions, learned_models, results, rubrics
from qa_service.store.codec import from_body
from qa_service.store.criterion_jobs import JobContact, JobFilters
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_criteria import CriterionJobRow

LARGEST = answer_lines.LARGEST


class _Shown(NamedTuple):
    """An interaction that a job names and that is as it was then."""

    row: InteractionRow
    body: Mapping[str, Any]


@changes(Permission.EDIT_RUBRICS, "learn criterion")
def learn(
    context: Context,
    client: str,
    criterion: str,
    answers: Mapping[UUID, bool] | None = None,
    rubric: str | None = None,
) -> CriterionJobView:
    """Have a worker learn a criterion: from `answers` by interaction (see `read_answers`), or from those of people that
    count under the version `rubric` (None: the one in force). Nothing rests on what comes of it until somebody uses it.

    Raises Forbidden, NotFound, BadInput where there are too few answers, and Conflict where too many jobs wait.
    """
    access.check_client(context.caller, client)
    view = criteria.show(context, client, criterion, rubric)
    counted = view.answers if answers is None else AnswersToLearnPart.of(_words(answers))
    _check_enough(counted)
    request = {
        "family": LearnedFamily.CRITERION.value,
        "subject": criterion,
        "question": view.criterion.question.model_dump(),
        "name": view.rubric,
        "source": "reviews" if answers is None else "upload",
    }
    contacts = [JobContact(id, {"answer": answer}) for id, answer in (answers or {}).items()]
    row = criterion_jobs.place(context.session, client, JobKind.LEARN, request, context.caller.actor, contacts)
    context.note(row.id, client, criterion=criterion, yes=counted.yes, no=counted.no)
    return CriterionJobView.of(row)


def _words(answers: Mapping[UUID, bool]) -> dict[UUID, str]:
    return {id: "yes" if answer else "no" for id, answer in answers.items()}


def _check_enough(counted: AnswersToLearnPart) -> None:
    """Raises BadInput."""
    if not counted.enough:
        raise BadInput(
            "there are {yes} answers yes and {no} answers no; at least {least} of each are needed to learn",
            yes=counted.yes,
            no=counted.no,
            least=counted.least_of_each,
            where="answers",
        )


@reads(Permission.EDIT_RUBRICS)
def read_answers(context: Context, client: str, lines: str) -> Mapping[UUID, bool]:
    """The answers in JSON Lines, ``{"interaction": ..., "answer": "yes"}`` each, by interaction: named by the service's
    id, or by the centre's as it is kept. Raises Forbidden, and BadInput with the number of the first line that does not
    fit, or names an interaction that is not there or has no result yet.
    """
    access.check_client(context.caller, client)
    given = answer_lines.parse(lines)
    ids = interactions.named(context.session, client, [line.interaction for line in given])
    answers: dict[UUID, bool] = {}
    for number, line in enumerate(given, 1):
        id = ids.get(line.interaction)
        if id is None:
            raise BadInput("names no interaction of this client", where=f"[{number}].interaction")
        if answers.setdefault(id, line.answer) is not line.answer:
            raise BadInput("answers an interaction once more, and otherwise", where=f"[{number}].interaction")
    return answers


@changes(Permission.EDIT_RUBRICS, "try rubric")
def attempt(
    context: Context,
    client: str,
    after: str | Rubric | Criterion,
    last: int | None = None,
    section: SectionChoice | None = None,
) -> CriterionJobView:
    """Have a worker say what would change on the client's `last` finished interactions (None: all, up to 100,000) if
    `after` were in force: a rubric, the name of one, or a criterion, which is put into the rubric in force (into
    `section`; None: where it stands there, else into the first). Nothing is scored. A draft is tried as it is now.

    Raises Forbidden, NotFound, BadRubric where it does not fit into the rubric or rests on a model that the client has
    not learned, and Conflict where too many jobs wait.
    """
    access.check_client(context.caller, client)
    session = context.session
    rubric = _rubric(context, client, after, section)
    learned_models.require(session, client, rubric)
    if not rubrics.history(session, client, 1):
        raise NotFound("client {client!r} has no finished interaction to try it on", client=client)
    before = context.deps.rubrics.current(session, client).name_at_version
    request = trial_request(rubric, before, last)
    row = criterion_jobs.place(session, client, JobKind.TRY, request, context.caller.actor)
    context.note(row.id, client, rubric=rubric.name_at_version, last=last)
    return CriterionJobView.of(row)


def _rubric(context: Context, client: str, after: str | Rubric | Criterion, section: SectionChoice | None) -> Rubric:
    if isinstance(after, str):
        return context.deps.rubrics.named(context.session, client, after)
    if isinstance(after, Rubric):
        return after
    current = context.deps.rubrics.current(context.session, client)
    start = rubric_services.start_of_draft(context, client, current.id, current.version)
    stands = [part.id for part in start.sections if after.id in {own.id for own in part.criteria}]
    chosen = section or SectionChoice((*stands, start.sections[0].id)[0])
    return with_criterion(start, after, chosen).parsed(context.deps.vocabulary)


@reads(Permission.EDIT_RUBRICS)
def listed(
    context: Context,
    client: str | None = None,
    kind: JobKind | None = None,
    criterion: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> CriterionJobPage:
    """Newest first; `criterion`: those that learn it. Raises Forbidden, BadInput."""
    if client is not None:
        access.check_client(context.caller, client)
    family = None if criterion is None else LearnedFamily.CRITERION.value
    filters = JobFilters(client, kind, family, criterion)
    rows, more = criterion_jobs.listed(context.session, filters, cursor=cursor, limit=limit)
    return CriterionJobPage(items=[CriterionJobView.of(row) for row in rows], next=more)


@reads(Permission.EDIT_RUBRICS)
def show(context: Context, id: UUID) -> CriterionJobView:
    """How far it is, and why it failed. Raises NotFound."""
    return CriterionJobView.of(criterion_jobs.get(context.session, id))


@changes(Permission.EDIT_RUBRICS, "give up criterion job")
def give_up(context: Context, id: UUID) -> CriterionJobView:
    """Nobody waits for it any more: it counts as failed, and a worker that has it in hand stops soon. Raises NotFound,
    and Conflict where it is over.
    """
    row = criterion_jobs.give_up(context.session, id)
    context.note(row.id, row.client, kind=row.kind.value)
    return CriterionJobView.of(row)


@reads(Permission.EDIT_RUBRICS, own_transactions=True, noted="read moments")
def attempted(context: Context, id: UUID) -> AttemptView:
    """What a trial found, with the words of its examples; the caller has then read the machine's answers to these.
    Raises NotFound, and Conflict where it is no trial, or one that is not done.
    """
    with context.reading() as session:
        row = criterion_jobs.get(session, id)
        if row.kind is not JobKind.TRY or row.result is None:
            raise Conflict("this job has found nothing yet, or is no trial")
        shown = list(_as_they_were(context, session, row))
        movers = [_mover(contact) for contact in shown if "moves" in contact.body]
        examples = [
            _example(contact, results.understood(session, contact.row.id))
            for contact in shown
            if "answer" in contact.body
        ]
    blindness.note_read(context.deps.store, [contact.row.id for contact in shown], context.caller.reviewer)
    context.note_read(id, row.client)
    parts = {name: row.result[name] for name in ("before", "after", "n", "criteria", "sections", "critical")}
    return AttemptView.model_validate(
        {**parts, "job": CriterionJobView.of(row), "movers": movers, "examples": _by_answer(examples)}
    )


def _as_they_were(context: Context, session: Session, job: CriterionJobRow) -> Iterable[_Shown]:
    """What a job says of interactions whose words are still the same, without those that the caller is to answer
    blind.
    """
    contacts: Sequence[JobContact] = criterion_jobs.contacts(session, job.id)
    held = blindness.held_back(session, {contact.interaction for contact in contacts}, context.caller.reviewer)
    for contact in contacts:
        row = session.get(InteractionRow, contact.interaction)
        if row is not None and row.id not in held and row.run == contact.body["run"]:
            yield _Shown(row, contact.body)


def _mover(shown: _Shown) -> MoverPart:
    return MoverPart(uuid=str(shown.row.id), id=shown.row.external_id, **shown.body["moves"])


def _example(shown: _Shown, understood: Understood) -> tuple[str, ExamplePart]:
    """With the criterion that it is an example of."""
    answer, row = from_body(Answer, shown.body["answer"]), shown.row
    part = ExamplePart.of(
        row.external_id,
        row.channel,
        understood.transcript,
        answer,
        interaction=row.id,
        before=shown.body["before"],
    )
    return answer.criterion, part


def _by_answer(examples: Iterable[tuple[str, ExamplePart]]) -> list[AnswerExamplesPart]:
    parts: dict[tuple[str, str], list[ExamplePart]] = {}
    for criterion, example in examples:
        parts.setdefault((criterion, example.verdict), []).append(example)
    return [AnswerExamplesPart(criterion=id, verdict=verdict, examples=some) for (id, verdict), some in parts.items()]
