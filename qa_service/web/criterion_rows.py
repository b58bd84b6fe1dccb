"""The list of a client's criteria: each as it is in the open draft beside what is in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa_service.documents.agreement import QuestionAgreementPart
from qa_service.documents.criteria import CriterionView
from qa_service.domain.clauses import AllOf, AnyOf, AskPerson, Not, walk
from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.rubric import Criterion
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript
from qa_service.services.criteria_drafts import CriteriaOverview
from qa_service.services.criterion_page import CriterionPage
from qa_service.web.i18n import N_
from qa_service.web.words import Words

Standing = Literal["in_force", "new", "changed", "left_out"]
_SERVICE = N_("the service itself")
_SEVERAL = N_("several parts together")
_MEANS = {
    AskPerson: N_("people answer"),
    SaysPhrase: N_("words that are said"),
    SaysScript: N_("a text that is read out"),
    ResemblesExamples: N_("learned from people's answers"),
    AsksModel: N_("a language model"),
}


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """`view` is the draft's where it stands in the draft. `own`: it is answered by means that the centre chose."""

    view: CriterionView
    standing: Standing
    section: str
    means: str
    own: bool
    agreement: QuestionAgreementPart | None


def rows(overview: CriteriaOverview, words: Words) -> list[CriterionRow]:
    """In the order of the draft; what it leaves out comes last."""
    return list(_rows(overview, words))


def row_of(shown: CriterionPage, words: Words) -> CriterionRow:
    """The one of a single criterion."""
    drafted = shown.overview.draft
    left_out = drafted is not None and shown.view.rubric != drafted.rubric
    standing: Standing = "left_out" if left_out else _standing(shown.before, shown.view)
    return _row(shown.overview, shown.view, standing, words)


def _rows(overview: CriteriaOverview, words: Words) -> Iterator[CriterionRow]:
    before = {view.criterion.id: view for view in overview.in_force.items}
    drafted = overview.draft.items if overview.draft is not None else overview.in_force.items
    for view in drafted:
        yield _row(overview, view, _standing(before.get(view.criterion.id), view), words)
    names = {view.criterion.id for view in drafted}
    for view in overview.in_force.items:
        if view.criterion.id not in names:
            yield _row(overview, view, "left_out", words)


def _standing(before: CriterionView | None, now: CriterionView) -> Standing:
    if before is None:
        return "new"
    same = (before.criterion, before.section) == (now.criterion, now.section)
    return "in_force" if same else "changed"


def _row(overview: CriteriaOverview, view: CriterionView, standing: Standing, words: Words) -> CriterionRow:
    named = words.locale.text(means_of(view.criterion))
    agreement = overview.agreements.get(view.criterion.id)
    own = any(type(clause) in _MEANS for _, clause in walk(view.criterion.rule, ""))
    return CriterionRow(view, standing, view.section, named, own, agreement)


def means_of(criterion: Criterion) -> str:
    """By what it is answered, to be translated."""
    if isinstance(criterion.rule, AllOf | AnyOf | Not):
        return _SEVERAL
    return _MEANS.get(type(criterion.rule), _SERVICE)
