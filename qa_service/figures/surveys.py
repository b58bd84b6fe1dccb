"""Figures of what customers answer, beside the service's own resolution."""

from collections.abc import Callable

from sqlmodel import Session

from qa_service.documents.figures import FigureView
from qa_service.documents.surveys import APART, MeasureView, RatingView, SurveyFiguresView
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.surveys import SurveyKind
from qa_service.errors import NotFound
from qa_service.figures import scorecard
from qa_service.figures.basis import Basis
from qa_service.statistics import surveys as estimates
from qa_service.statistics.surveys import Counts, Measure
from qa_service.store import rollups, surveys
from qa_service.store.rubrics import Rubrics


def survey_figures(session: Session, group: Group, days: Days, basis: Basis, rubrics: Rubrics) -> SurveyFiguresView:
    """Of the answers of a group, as far as the session reaches; too few answers are no figure."""
    answers = surveys.answered(session, group, days)
    contacts = sum(piece.counters.get("n", 0) for piece in rollups.slices(session, group, days))
    asked = answers.asked if answers.asked_is_known else contacts
    try:
        own = scorecard.alone(session, group, days, basis, rubrics).figures.get("resolution")
    except NotFound:
        own = None
    nps, solved = answers.of(SurveyKind.NPS), answers.of(SurveyKind.SOLVED)
    return SurveyFiguresView(
        client=group.name if group.kind is GroupKind.CLIENT else group.client,
        level=basis.level,
        answered=answers.answered,
        asked=asked,
        asked_of="asked" if answers.asked_is_known else "contacts",
        response_rate=min(answers.answered / asked, 1.0) if asked else None,
        unmatched=answers.unmatched,
        csat=RatingView.all(SurveyKind.CSAT, answers.values, basis.minimum, basis.level),
        ces=RatingView.all(SurveyKind.CES, answers.values, basis.minimum, basis.level),
        nps=_measured(nps, basis.minimum, lambda counts: estimates.net_promoters(counts, basis.level)),
        nps_n=sum(nps.values()),
        solved=_measured(solved, basis.minimum, lambda counts: _solved(counts, basis.level)),
        solved_n=sum(solved.values()),
        resolution=None if own is None else FigureView.of(own),
        note=APART,
    )


def _solved(counts: Counts, level: float) -> Measure:
    """First contact resolution by survey: yes / answers."""
    return estimates.share(counts.get(1, 0), sum(counts.values()), level)


def _measured(counts: Counts, minimum: int, estimate: Callable[[Counts], Measure]) -> MeasureView | None:
    """None: too few answers for a figure."""
    return MeasureView.of(estimate(counts)) if sum(counts.values()) >= max(minimum, 1) else None
