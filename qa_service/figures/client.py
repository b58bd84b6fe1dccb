"""What a client organisation is told (ISO 18295-2): key figures against targets, reasons and repeats by cause,
complaints, critical errors with their passages, changes of method. Agents under pseudonyms only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from qa_service.documents.client_report import ClientView
from qa_service.documents.key_figures import PackFigures
from qa_service.documents.surveys import SurveyFiguresView
from qa_service.domain.changes import Change
from qa_service.domain.estimate import Estimate
from qa_service.domain.groups import Days, Group, GroupFigures
from qa_service.errors import NotFound
from qa_service.figures import kpis
from qa_service.figures.basis import Basis
from qa_service.figures.changes import changes_of
from qa_service.figures.scorecard import figures
from qa_service.figures.surveys import survey_figures
from qa_service.kpi.pack import Measured, Pack
from qa_service.kpi.reasons import Reason, reasons
from qa_service.statistics.comparison import difference
from qa_service.store import incidents
from qa_service.store.incidents import Incident
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import calendar_of

LATEST = 10


@dataclass(frozen=True, slots=True)
class ClientReport:
    """The scorecard and what stands beside it."""

    scorecard: GroupFigures
    packs: Sequence[tuple[Pack, Sequence[Measured]]]
    reasons: Sequence[Reason]
    incidents: Sequence[Incident]
    changes: Sequence[Change]
    surveys: SurveyFiguresView

    def view(self, **about: Any) -> ClientView:
        """As it goes out; `about` says whose it is and over which days."""
        packs = [PackFigures.of(pack, measured) for pack, measured in self.packs]
        told = {"surveys": self.surveys, **about}
        return ClientView.told(self.scorecard, packs, self.reasons, self.incidents, self.changes, **told)


@dataclass(frozen=True, slots=True)
class ClientReportRequest:
    """What a report is asked for with; `pseudonym` names an agent without naming the person."""

    group: Group
    days: Days
    packs: Sequence[Pack]
    now: datetime
    pseudonym: Callable[[str], str]


def report(session: Session, request: ClientReportRequest, basis: Basis, rubrics: Rubrics) -> ClientReport:
    """Raises NotFound for a client without a finished interaction in reach."""
    today = calendar_of(session).day(request.now)
    group_figures = figures(session, request.group, request.days, basis, rubrics, kpis.moving(today))
    facts = kpis.gathered(session, request.packs, request.group, request.days, group_figures, request.now)
    return ClientReport(
        group_figures,
        [(pack, kpis.measured_with(pack, facts)) for pack in request.packs],
        reasons(facts),
        incidents.latest(session, request.group, request.days, LATEST, request.pseudonym),
        [
            _moved(session, change, request, basis, rubrics) if change.part in ("heads", "rubric") else change
            for change in changes_of(session, request.group, group_figures.slices)
        ],
        survey_figures(session, request.group, request.days, basis, rubrics),
    )


def _moved(session: Session, change: Change, request: ClientReportRequest, basis: Basis, rubrics: Rubrics) -> Change:
    """How far resolution differs between before and after; the world may have changed as well.

    Nothing can be told where one side is empty (the change fell on the first day with data) or has too few.
    """
    sides = []
    for days in (Days(request.days.since, change.day), Days(change.day, request.days.until)):
        try:
            figure = figures(session, request.group, days, basis, rubrics).figures.get("resolution")
        except NotFound:
            return change
        if not isinstance(figure, Estimate):
            return change
        sides.append(figure)
    return replace(change, moved=difference(sides[1], sides[0]))
