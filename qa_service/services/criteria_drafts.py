"""One criterion of a client's, written into a draft of its rubric; the rest of the rubric stays as it is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qa_service.documents.agreement import AgreementView, QuestionAgreementPart
from qa_service.documents.criteria import CriteriaView
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.errors import BadInput, NotFound
from qa_service.scoring.placing import SectionChoice, with_criterion
from qa_service.services import access, criteria
from qa_service.services import agreement as agreement_services
from qa_service.services import rubrics as rubric_services
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.rubrics import Draft
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, rubrics
from qa_service.store.directory import Client


class OpenDraft(NamedTuple):
    """The rubric into which a criterion is written; `kept`: as a draft it is there already. `in_force` is what counts
    until one is published.
    """

    rubric: Rubric
    kept: bool
    in_force: Rubric

    @property
    def source(self) -> str:
        """The version as it is kept: the draft itself, or the one that it starts from."""
        return self.rubric.name_at_version if self.kept else self.in_force.name_at_version

    def criterion(self, id: str) -> Criterion:
        """Raises NotFound."""
        found = next((criterion for criterion in self.rubric.criteria if criterion.id == id), None)
        if found is None:
            raise NotFound(
                "{criterion!r} is no criterion of {rubric}", criterion=id, rubric=self.rubric.name_at_version
            )
        return found

    def section_of(self, id: str) -> str:
        """The section in which a criterion of the rubric stands."""
        return next(part.id for part in self.rubric.sections if any(own.id == id for own in part.criteria))


class CriteriaOverview(NamedTuple):
    """What is in force for a client, its open draft, and how far people agree with the machine, by criterion."""

    in_force: CriteriaView
    draft: CriteriaView | None
    agreement: AgreementView

    open_draft: OpenDraft

    def sections(self, lang: str) -> Mapping[str, str]:
        """The names of all sections, by id."""
        both = (*self.open_draft.in_force.sections, *self.open_draft.rubric.sections)
        return {part.id: part.name.en if lang == "en" else part.name.it for part in both}

    @property
    def agreements(self) -> Mapping[str, QuestionAgreementPart]:
        """By the id of the criterion; one that nobody checked is absent."""
        family = "criterion:"
        checked = (part for part in self.agreement.questions if part.question.startswith(family))
        return {part.question.removeprefix(family): part for part in checked}


def is_model_asked(deps: Dependencies) -> bool:
    """Whether criteria may ask a language model in this installation."""
    return bool(deps.settings.get("ask_url"))


@reads(Permission.EDIT_RUBRICS)
def clients(context: Context) -> Sequence[Client]:
    """Those whose criteria may be written."""
    return directory.clients(context.session)


@reads(Permission.EDIT_RUBRICS)
def overview(context: Context, client: str) -> CriteriaOverview:
    """Raises Forbidden."""
    draft = opened(context, client)
    return CriteriaOverview(
        criteria.listed(context, client),
        criteria.listed(context, client, draft.rubric.name_at_version) if draft.kept else None,
        agreement_services.show(context, client),
        draft,
    )


@reads(Permission.EDIT_RUBRICS)
def opened(context: Context, client: str) -> OpenDraft:
    """The client's latest draft that is newer than what is in force; without one, the start of the next version. Raises
    Forbidden, and BadInput where no client is named.
    """
    if not client:
        raise BadInput("is missing", where="client")
    access.check_client(context.caller, client)
    session = context.session
    current = context.deps.rubrics.current(session, client)
    draft = _latest_draft(context, client, current)
    if draft is not None:
        return OpenDraft(draft, True, current)
    start = rubric_services.start_of_draft(context, client, current.id, current.version)
    return OpenDraft(start, False, current)


def _latest_draft(context: Context, client: str, current: Rubric) -> Rubric | None:
    """Of the rubric in force, or of the first that is to take the default's place."""
    ours = context.deps.rubrics.ours(current.name_at_version) is not None
    for row in rubrics.listed(context.session, client, limit=200).rows:
        follows = ours or (row.rubric == current.id and row.version > current.version)
        if row.published_at is None and follows:
            return rubrics.to_rubric(row)
    return None


@changes(Permission.EDIT_RUBRICS, "draft criterion")
def save(context: Context, client: str, criterion: Criterion, section: SectionChoice) -> Draft:
    """Put it into the client's open draft. Raises Forbidden, Conflict, and BadRubric where it does not fit into the
    rubric.
    """
    rubric = with_criterion(opened(context, client).rubric, criterion, section).parsed(context.deps.vocabulary)
    draft = rubric_services.draft(context, client, rubric)
    context.unchanged()  # the draft has noted its own
    return draft
