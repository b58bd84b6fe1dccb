"""What a client organisation is told (ISO 18295-2): key figures against targets, reasons and repeats by cause,
complaints, critical errors with their passages, changes of method. Agents under pseudonyms only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from qa_service.domain.estimate import Difference, Estimate
from qa_service.domain.groups import Days, Group, GroupFigures, Slice
from qa_service.domain.totals import Counters, family
from qa_service.errors import NotFound
from qa_service.figures import kpis
from qa_service.figures.basis import Basis
from qa_service.figures.changes import fresh
from qa_service.figures.scorecard import figures
from qa_service.kpi.facts import Facts
from qa_service.kpi.formulas import followed
from qa_service.kpi.pack import Pack
from qa_service.statistics.comparison import difference
from qa_service.store import incidents
from qa_service.store.incidents import Incident
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import calendar_of

REPEAT_DAYS = 7
CLIENTS_OWN = "escalated"
"""A case that the centre passed on has its cause with the client: the centre does not answer for it."""
LATEST = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for contact: how its cases stand, and how many came again, by where the cause lies.

    `asked` contacts could be followed for REPEAT_DAYS; of `repeats`, `repeats_clients_own` followed a case that the
    centre had passed on.
    """

    intent: str
    n: int
    stands: dict[str, int]
    asked: int
    repeats: int
    repeats_clients_own: int


@dataclass(frozen=True, slots=True)
class Change:
    """A new version of what answers, the first day of it, and the figures before and after (None: cannot be told)."""

    part: str
    before: str
    after: str
    day: date
    moved: Difference | None


@dataclass(frozen=True, slots=True)
class ClientReport:
    """Everything beside the scorecard."""

    scorecard: GroupFigures
    measured: list[kpis.Measured]
    reasons: list[Reason]
    incidents: Sequence[Incident]
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class ClientReportRequest:
    """What a report is asked for with; `pseudonym` names an agent without naming the person."""

    group: Group
    days: Days
    packs: Sequence[Pack]
    now: datetime
    pseudonym: Callable[[str], str]


def report(session: Session, wanted: ClientReportRequest, basis: Basis, rubrics: Rubrics) -> ClientReport:
    """Raises NotFound for a client without a finished interaction in reach."""
    today = calendar_of(session).day(wanted.now)
    found = figures(session, wanted.group, wanted.days, basis, rubrics, kpis.moving(today))
    facts = kpis.gathered(session, wanted.packs, wanted.group, wanted.days, found, wanted.now)
    return ClientReport(
        found,
        [one for pack in wanted.packs for one in kpis.measured_with(pack, facts)],
        reasons(facts),
        incidents.latest(session, wanted.group, wanted.days, LATEST, wanted.pseudonym),
        [
            _moved(session, change, wanted, basis, rubrics) if change.part in ("heads", "rubric") else change
            for change in changes(session, wanted.group, found.slices)
        ],
    )


def reasons(facts: Facts) -> list[Reason]:
    """Reasons by size."""
    closed, _ = facts.closed(REPEAT_DAYS)
    found = [_reason(intent, facts.total, closed) for intent in family(facts.total, "label:intent")]
    return sorted(found, key=lambda one: (-one.n, one.intent))


def _reason(intent: str, total: Counters, closed: Counters) -> Reason:
    stands = family(total, f"reason:{intent}")
    outcomes = {name.rpartition(":")[0] for name in family(closed, f"reason_again:{intent}")}
    repeats = {outcome: followed(closed, f"reason_again:{intent}:{outcome}", REPEAT_DAYS) for outcome in outcomes}
    return Reason(
        intent,
        sum(stands.values()),
        stands,
        sum(closed.get(f"reason_again:{intent}:{outcome}:n", 0) for outcome in outcomes),
        sum(repeats.values()),
        repeats.get(CLIENTS_OWN, 0),
    )


def changes(session: Session, group: Group, slices: Sequence[Slice]) -> list[Change]:
    """New versions of models or rubric in the period, with the days on which they began to answer."""
    return [Change(one.part, one.before, one.version, one.day, None) for one in fresh(session, group, slices)]


def _moved(session: Session, change: Change, wanted: ClientReportRequest, basis: Basis, rubrics: Rubrics) -> Change:
    """How far resolution differs between before and after; the world may have changed as well.

    Nothing can be told where one side is empty (the change fell on the first day with data) or has too few.
    """
    sides = []
    for days in (Days(wanted.days.since, change.day), Days(change.day, wanted.days.until)):
        try:
            figure = figures(session, wanted.group, days, basis, rubrics).figures.get("resolution")
        except NotFound:
            return change
        if not isinstance(figure, Estimate):
            return change
        sides.append(figure)
    return replace(change, moved=difference(sides[1], sides[0]))
