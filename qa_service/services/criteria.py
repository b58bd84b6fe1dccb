"""A centre's own criteria, from the question to the figure: what each asks and by what it is answered, how many answers
of people there are to learn from, and a look at one on what is there while somebody writes it.
"""

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from qa_service.documents.criteria import CriteriaView, CriterionView, PreviewView, TemplatesView, about
from qa_service.domain.clauses import AskPerson
from qa_service.domain.own_clauses import AsksModel
from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.templates import Sector
from qa_service.errors import BadRubric, NotFound
from qa_service.figures.answers import asked_as
from qa_service.figures.basis import rubric_finder
from qa_service.reviewing import agreements, blindness
from qa_service.scoring.load_criterion import criterion_faults
from qa_service.scoring.preview import Preview
from qa_service.scoring.preview import preview as look_at
from qa_service.scoring.text import read
from qa_service.scoring.trial import TrialCase
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads
from qa_service.store import criterion_answers, learned_models, rubrics
from qa_service.store.interactions import to_interaction
from qa_service.store.tables_criteria import LearnedModelRow

LARGEST = 32 * 1024
"""Bytes of the text of a criterion."""
MOST_PREVIEWED = 2_000
"""Interactions that are looked at while somebody waits; more of them are tried as a job."""


class _Version(NamedTuple):
    """A version of a client's rubric, and how it stands."""

    rubric: Rubric
    published: bool
    in_force: bool


@reads(Permission.EDIT_RUBRICS)
def listed(context: Context, client: str, rubric: str | None = None) -> CriteriaView:
    """The criteria of a version (``id@version``), draft or published; of the one in force where none is named. Raises
    Forbidden, NotFound.
    """
    access.check_client(context.caller, client)
    version = _version(context, client, rubric)
    criteria = [criterion for section in version.rubric.sections for criterion in section.criteria]
    return CriteriaView(
        client=client, rubric=version.rubric.name_at_version, items=_views(context, client, version, criteria)
    )


@reads(Permission.EDIT_RUBRICS)
def show(context: Context, client: str, criterion: str, rubric: str | None = None) -> CriterionView:
    """One of them: by what it is answered, how many answers of people there are, and how far they have checked the
    machine's. Raises Forbidden, NotFound.
    """
    access.check_client(context.caller, client)
    version = _version(context, client, rubric)
    return _views(context, client, version, [_asked(version.rubric, criterion)])[0]


@reads(Permission.EDIT_RUBRICS)
def templates(context: Context, sector: Sector | None = None) -> TemplatesView:
    """Ready criteria that come with the service, with how often each was right; of one sector, or of all."""
    known = context.deps.criterion_templates()
    return TemplatesView(items=[template for template in known if sector in (None, template.sector)])


@reads(Permission.EDIT_RUBRICS)
def check(context: Context, text: str) -> Criterion:
    """The criterion of a text in YAML or JSON. Raises BadRubric with the path of the first fault."""
    raw = read(text)
    for fault in criterion_faults(raw, context.deps.vocabulary):
        raise BadRubric(fault.what, where=fault.where.removeprefix("."), hint=fault.hint)
    return Criterion.model_validate(raw)


@reads(Permission.EDIT_RUBRICS, own_transactions=True, noted="read moments")
def preview(context: Context, client: str, criterion: Criterion, last: int = 500) -> PreviewView:
    """In which of the client's last finished interactions the rule of a criterion holds, and where that shows; nothing
    is stored but that the caller has seen these answers of the machine. Without those that the caller is to answer
    blind. Criteria on whose answers it rests are those of the rubric in force.

    Raises Forbidden, and BadRubric where it rests on one that is not there, or people or a language model answer it.
    """
    access.check_client(context.caller, client)
    _check_is_machines(criterion)
    begin = time.perf_counter()
    with context.reading() as session:
        found = _previewed(context, session, client, criterion, min(last, MOST_PREVIEWED))
    view = PreviewView.of(client, found, round(1000 * (time.perf_counter() - begin)))
    shown = [example.interaction for example in (*view.hit_examples, *view.miss_examples)]
    blindness.note_read(context.deps.store, shown, context.caller.reviewer)
    context.note_read("preview", client)  # one line: it follows somebody's typing
    return view


def _previewed(context: Context, session: Session, client: str, criterion: Criterion, last: int) -> Preview:
    usable = rubrics.usable(session, client, context.deps.rubrics.current(session, client))
    learned = learned_models.artefacts_of(session, client, criterion)
    ids = rubrics.history(session, client, last)
    held = blindness.held_back(session, ids, context.caller.reviewer)
    seen = rubrics.to_try(session, [id for id in ids if id not in held])  # a few at a time: calls are long
    cases = (TrialCase.of(row.id, to_interaction(row), understood) for row, understood in seen)
    return look_at(criterion, usable.also(learned), cases)


def _check_is_machines(criterion: Criterion) -> None:
    for place, clause in criterion.clauses(""):
        if isinstance(clause, AskPerson):
            raise BadRubric("a person answers this; there is nothing to look at", where=place.removeprefix("."))
        if isinstance(clause, AsksModel):
            raise BadRubric(
                "a language model answers this, which takes too long to wait for",
                where=place.removeprefix("."),
                hint="try it instead",
            )


def _version(context: Context, client: str, name: str | None) -> _Version:
    """Raises NotFound."""
    session, book = context.session, context.deps.rubrics
    current = book.current(session, client)
    if name is None or name == current.name_at_version:
        return _Version(current, published=True, in_force=True)
    if book.ours(name) is not None:
        return _Version(book.named(session, client, name), published=True, in_force=False)
    row = rubrics.by_name(session, client, name)
    return _Version(rubrics.to_rubric(row), published=row.published_at is not None, in_force=False)


def _asked(rubric: Rubric, id: str) -> Criterion:
    """Raises NotFound."""
    for criterion in rubric.criteria:
        if criterion.id == id:
            return criterion
    raise NotFound("rubric {rubric} has no criterion {criterion!r}", rubric=rubric.name_at_version, criterion=id)


def _views(context: Context, client: str, version: _Version, criteria: Sequence[Criterion]) -> list[CriterionView]:
    session = context.session
    alike = asked_as(rubric_finder(session, context.deps.rubrics), client, version.rubric)
    answers = criterion_answers.that_count(session, client, [criterion.id for criterion in criteria], alike)
    auto, learned = agreements.auto_scored(session, client), _latest(session, client)
    return [
        CriterionView.of(
            _about(version, client, criterion.id),
            criterion,
            answers.get(criterion.id, {}),
            auto[criterion.id],
            learned.get(criterion.id),
        )
        for criterion in criteria
    ]


def _about(version: _Version, client: str, criterion: str) -> dict[str, Any]:
    sections = [part.id for part in version.rubric.sections if criterion in {own.id for own in part.criteria}]
    return about(version.rubric, sections[0], client, published=version.published, in_force=version.in_force)


def _latest(session: Session, client: str) -> dict[str, LearnedModelRow]:
    """The model that was learned last, by criterion."""
    rows = learned_models.listed(session, client, LearnedFamily.CRITERION, limit=1000)
    return {row.subject: row for row in reversed(rows)}
