"""All that is shown of one criterion of a client's: what it asks, how far it is checked, and what workers do for it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from qa_service.documents.agreement import PolicyView, QuestionAgreementPart
from qa_service.documents.criteria import CriterionView, LearnedModelView
from qa_service.documents.criterion_jobs import CriterionJobView
from qa_service.domain.own_criteria import JobKind, LearnedFamily
from qa_service.domain.rubric import Rubric
from qa_service.errors import NotFound
from qa_service.services import access, criteria_drafts, learned_models
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.criteria_drafts import CriteriaOverview
from qa_service.services.use_case import reads
from qa_service.store import criterion_jobs
from qa_service.store.criterion_jobs import JobFilters

_LATEST = 5


class JobOfCriterion(NamedTuple):
    """`failure` is the stored sentence that says why it failed, for pages to say in the visitor's language."""

    view: CriterionJobView
    failure: list[Any] | None


class CriterionWork(NamedTuple):
    """The latest jobs that learn a criterion, those that try a rubric of the client's, and what was learned."""

    learning: Sequence[JobOfCriterion]
    trying: Sequence[JobOfCriterion]
    learned: Sequence[LearnedModelView]

    @property
    def busy(self) -> bool:
        """Whether a worker has something to do for it."""
        return any(job.view.state.value in ("received", "running") for job in (*self.learning, *self.trying))


class CriterionPage(NamedTuple):
    """A criterion as the open draft asks it, else as it is in force; `before` is the latter where it is another one, or
    none. `rubric` is the version that `view` is of.
    """

    view: CriterionView
    before: CriterionView | None
    rubric: Rubric
    overview: CriteriaOverview
    agreement: QuestionAgreementPart | None
    policy: PolicyView
    work: CriterionWork


@reads(Permission.EDIT_RUBRICS)
def show(context: Context, client: str, id: str) -> CriterionPage:
    """Raises Forbidden, NotFound."""
    overview = criteria_drafts.overview(context, client)
    drafted = {view.criterion.id: view for view in overview.draft.items} if overview.draft is not None else {}
    in_force = {view.criterion.id: view for view in overview.in_force.items}
    view = drafted.get(id) or in_force.get(id)
    if view is None:
        raise NotFound("client {client!r} asks no criterion {criterion!r}", client=client, criterion=id)
    draft = overview.open_draft
    rubric = draft.rubric if id in drafted else draft.in_force
    agreement = overview.agreements.get(id)
    return CriterionPage(
        view, in_force.get(id), rubric, overview, agreement, overview.agreement.policy, work(context, client, id)
    )


@reads(Permission.EDIT_RUBRICS)
def compared(context: Context, client: str, before: str, after: str) -> tuple[Rubric, Rubric]:
    """Two versions of a client's by their names; in the place of one that was tried and never kept, what is in force.
    Raises Forbidden.
    """
    access.check_client(context.caller, client)
    return _named(context, client, before), _named(context, client, after)


def _named(context: Context, client: str, name: str) -> Rubric:
    book = context.deps.rubrics
    try:
        return book.named(context.session, client, name)
    except NotFound:
        return book.current(context.session, client)


@reads(Permission.EDIT_RUBRICS)
def work(context: Context, client: str, id: str) -> CriterionWork:
    """What workers do for it, and have done. Raises Forbidden."""
    access.check_client(context.caller, client)
    learned = learned_models.listed(context, client, id).items[:_LATEST]
    learning = JobFilters(client, JobKind.LEARN, LearnedFamily.CRITERION.value, id)
    return CriterionWork(_latest(context, learning), _latest(context, JobFilters(client, JobKind.TRY)), learned)


def _latest(context: Context, filters: JobFilters) -> list[JobOfCriterion]:
    rows, _ = criterion_jobs.listed(context.session, filters, limit=_LATEST)
    return [JobOfCriterion(CriterionJobView.of(row), row.failure_sentence) for row in rows]
