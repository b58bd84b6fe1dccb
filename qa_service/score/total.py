"""All answers of an interaction, and the figures they add up to."""

from collections.abc import Mapping

from qa_service.domain.rubric import Criterion, Rubric, Section
from qa_service.domain.scorecard import Answer, Scorecard, Setting, Verdict
from qa_service.domain.understanding import Understanding
from qa_service.score.answer import answer

_DECIDED = {Verdict.YES, Verdict.NO}


def score(rubric: Rubric, seen: Understanding, setting: Setting) -> Scorecard:
    """Answers every criterion of `rubric` and totals each section."""
    answers = tuple(answer(criterion, seen, setting) for section in rubric.sections for criterion in section.criteria)
    return total(rubric, answers)


def total(rubric: Rubric, answers: tuple[Answer, ...]) -> Scorecard:
    """The scorecard of given answers, whoever decided them.

    A section's figure is 100 * (weight met) / (weight decided): what is not applicable or unclear counts neither
    way. A failed critical criterion caps it. None where no weight was decided.
    """
    by_id = {given.criterion: given for given in answers}
    failed = tuple(
        criterion.id
        for section in rubric.sections
        for criterion in section.criteria
        if criterion.critical and by_id[criterion.id].verdict is Verdict.NO
    )
    figures = {section.id: _figure(section, by_id, failed) for section in rubric.sections}
    return Scorecard(rubric.name_at_version, answers, figures, failed)


def _figure(section: Section, answers: Mapping[str, Answer], failed: tuple[str, ...]) -> float | None:
    decided = [criterion for criterion in section.criteria if answers[criterion.id].verdict in _DECIDED]
    weight = sum(criterion.weight for criterion in decided)
    if weight <= 0:
        return None
    met = sum(criterion.weight for criterion in decided if answers[criterion.id].verdict is Verdict.YES)
    return round(min(100 * met / weight, *_caps(section.criteria, failed)), 1)


def _caps(criteria: tuple[Criterion, ...], failed: tuple[str, ...]) -> list[float]:
    return [100.0] + [criterion.critical.cap for criterion in criteria if criterion.critical and criterion.id in failed]
