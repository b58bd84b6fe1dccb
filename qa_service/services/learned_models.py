"""What was learned of a client's answers: the report by which a person judges it, and the draft that uses it."""

from collections.abc import Iterator
from uuid import UUID

from qa_service.documents.criteria import LearnedModelView
from qa_service.documents.learned_models import DoubtedAnswerPart, LearnedModelsView, LearnedReportView
from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.own_criteria import LearnedFamily
from qa_service.errors import Conflict, NotFound
from qa_service.reviewing import blindness
from qa_service.scoring.placing import SectionChoice
from qa_service.services import access, criteria_drafts
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.rubrics import Draft
from qa_service.services.use_case import changes, reads
from qa_service.store import interactions, learned_models
from qa_service.store.tables_criteria import LearnedModelRow


@reads(Permission.EDIT_RUBRICS)
def listed(context: Context, client: str, criterion: str | None = None) -> LearnedModelsView:
    """What was learned for a client's criteria, newest first. Raises Forbidden."""
    access.check_client(context.caller, client)
    rows = learned_models.listed(context.session, client, LearnedFamily.CRITERION, criterion, limit=200)
    return LearnedModelsView(client=client, items=[LearnedModelView.of(row) for row in rows])


@reads(Permission.EDIT_RUBRICS, own_transactions=True, noted="read reviews")
def report(context: Context, id: UUID) -> LearnedReportView:
    """How often it was right in cross-testing, where it fails, and the answers that it doubts most, but for those of
    interactions that the caller is to answer blind; the others the caller has then read. Raises NotFound.
    """
    with context.reading():
        row = _learned(context, id)
        doubted = list(_doubted(context, row))
        sources = learned_models.sources(context.session, row.id)
    blindness.note_read(context.deps.store, [part.interaction for part in doubted], context.caller.reviewer)
    for part in doubted:
        context.note_read(part.interaction, row.client)
    context.unchanged()  # where it doubts none
    return LearnedReportView.of(row, doubted, sources)


@changes(Permission.EDIT_RUBRICS, "use learned model")
def use(context: Context, id: UUID) -> Draft:
    """Let it answer its criterion in the client's open draft, or in a new one; what is published stays as it is.

    Raises NotFound, also where the draft does not ask the criterion, Conflict where it asks another question by now,
    and BadRubric where the draft cannot be kept.
    """
    row = _learned(context, id)
    opened = criteria_drafts.opened(context, row.client)
    criterion = opened.criterion(row.subject)
    if criterion.question.model_dump() != row.question:
        raise Conflict(
            "the question of criterion {criterion!r} is another by now; learn it again", criterion=row.subject
        )
    # People were asked whether the criterion is met: that is what was learned, whatever the rule before was.
    rule = ResemblesExamples(kind="examples", model=row.hash)
    learned = criterion.model_copy(update={"rule": rule, "wanted": True})
    (section,) = (part.id for part in opened.rubric.sections if criterion in part.criteria)
    draft = criteria_drafts.save(context, row.client, learned, SectionChoice(section))
    context.note(row.id, row.client, criterion=row.subject, rubric=f"{draft.document.id}@{draft.document.version}")
    return draft


def _learned(context: Context, id: UUID) -> LearnedModelRow:
    row = learned_models.get(context.session, id)
    if row.family is not LearnedFamily.CRITERION:
        raise NotFound("nothing was learned under {id}", id=id)
    return row


def _doubted(context: Context, row: LearnedModelRow) -> Iterator[DoubtedAnswerPart]:
    doubted = learned_models.doubted(context.session, row.id)
    ids = [doubt.interaction for doubt in doubted]
    held = blindness.held_back(context.session, ids, context.caller.reviewer)
    names = interactions.names(context.session, ids)
    for id, doubt in doubted:
        if id not in held:
            yield DoubtedAnswerPart(interaction=id, id=names[str(id)], link=f"/v1/interactions/{id}", **doubt)
