"""The figures of a pack for one group: facts from the store, formulas from `kpi`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from qa_service.domain.complaints import ComplaintFacts, ComplaintFilters
from qa_service.domain.estimate import Estimate
from qa_service.domain.groups import PLACES, Days, Group, GroupFigures, GroupKind
from qa_service.domain.key_figure import NotMeasurable
from qa_service.domain.rollups import LONGEST_GAP
from qa_service.errors import NotFound, word
from qa_service.figures.basis import Basis
from qa_service.figures.scorecard import figures
from qa_service.kpi import words
from qa_service.kpi.facts import Facts, QueueFacts
from qa_service.kpi.formulas import FORMULAS
from qa_service.kpi.pack import Kpi, Measured, Pack, Treatment
from qa_service.store import complaints, opening_hours, queue_log
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import calendar_of


def moving(today: date) -> date:
    """From here on the window of a repeat may still be open, whatever its length."""
    return today - timedelta(days=LONGEST_GAP + 1)


def measured(
    session: Session, pack: Pack, group: Group, days: Days, basis: Basis, rubrics: Rubrics, now: datetime
) -> list[Measured]:
    """Every figure of a pack, in its order. Raises NotFound for a group of which nothing is known at all."""
    return told(pack, facts_of(session, pack, group, days, basis, rubrics, now), group, basis)


def told(pack: Pack, facts: Facts, group: Group, basis: Basis) -> list[Measured]:
    """Every figure of a pack; of a site, a vendor or a sourcing nothing that rests on too few contacts."""
    least = basis.minimum if group.kind in PLACES else 0
    return [_withheld(entry, least) for entry in measured_with(pack, facts)]


def _withheld(entry: Measured, least: int) -> Measured:
    if isinstance(entry.found, NotMeasurable) or entry.found.denominator >= least:
        return entry
    return Measured(entry.kpi, NotMeasurable(words.TOO_FEW, entry.found.exclusions), None, None)


def facts_of(
    session: Session, pack: Pack, group: Group, days: Days, basis: Basis, rubrics: Rubrics, now: datetime
) -> Facts:
    """What the formulas of a pack look at. Raises NotFound for a group of which nothing is known at all."""
    try:
        group_figures = figures(session, group, days, basis, rubrics, moving(_today(session, group, now)))
    except NotFound:
        group_figures = None
    facts = gathered(session, [pack], group, days, group_figures, now)
    if group_figures is None and not (facts.queue and facts.queue.offered):
        raise NotFound("nothing of {kind} {name!r} is visible here", kind=word(group.kind), name=group.name)
    return facts


def gathered(
    session: Session, packs: Sequence[Pack], group: Group, days: Days, group_figures: GroupFigures | None, now: datetime
) -> Facts:
    """What the formulas of these packs look at; `group_figures` None: no interaction, but maybe a queue log."""
    queue, today = _queue(session, packs, group, days), _today(session, group, now)
    listed = _complaints(session, group, days)
    if group_figures is None:
        return Facts((), {}, {}, queue, today, listed)
    return Facts(group_figures.slices, group_figures.total, group_figures.figures, queue, today, listed)


def _complaints(session: Session, group: Group, days: Days) -> Sequence[ComplaintFacts] | None:
    """Those of a client or of its team; None where none was ever registered for the client."""
    client = group.name if group.kind is GroupKind.CLIENT else group.client
    team = group.name if group.kind is GroupKind.TEAM else None
    if client is None or group.kind not in (GroupKind.CLIENT, GroupKind.TEAM):
        return None
    if not complaints.count(session, ComplaintFilters(client), date.min):
        return None
    return complaints.facts(session, ComplaintFilters(client, team=team, channel=group.channel), days)


def _today(session: Session, group: Group, now: datetime) -> date:
    """On the clocks of the client."""
    client = group.name if group.kind is GroupKind.CLIENT else group.client
    calendar = calendar_of(session) if client is None else opening_hours.calendar(session, client)
    return calendar.day(now)


def measured_with(pack: Pack, facts: Facts) -> list[Measured]:
    """Every figure of a pack from what is known, in its order."""
    left_out = frozenset(pack.treated(Treatment.LEFT_OUT))
    queue = None if facts.queue is None else replace(facts.queue, left_out=left_out)
    return [_held(kpi, replace(facts, queue=queue)) for kpi in pack.kpis]


def _held(kpi: Kpi, facts: Facts) -> Measured:
    """One figure, held against its target."""
    result = FORMULAS[kpi.formula].compute(facts, kpi.parameters)
    if kpi.target is None or isinstance(result, NotMeasurable):
        return Measured(kpi, result, None, None)
    met = kpi.target.met_by(result.value)
    if not isinstance(result.figure, Estimate):
        return Measured(kpi, result, met, True)
    ends = {kpi.target.met_by(result.figure.low), kpi.target.met_by(result.figure.high)}
    return Measured(kpi, result, met, ends == {met})


def _queue(session: Session, packs: Sequence[Pack], group: Group, days: Days) -> QueueFacts | None:
    """The queue log of the client, or of one site, vendor or sourcing; none of a team, agent or channel is kept."""
    client, place = (group.name, None) if group.kind is GroupKind.CLIENT else (group.client, group)
    if client is None or group.kind not in (GroupKind.CLIENT, *PLACES) or group.channel is not None:
        return None
    seconds: dict[str, set[int]] = {"seconds": set(), "short_seconds": set()}
    for kpi in (kpi for pack in packs for kpi in pack.kpis):
        for name, value in kpi.parameters.items():
            if name in seconds:
                seconds[name].add(int(value))
    counts = queue_log.summed(session, client, days, seconds["seconds"], seconds["short_seconds"], place)
    return None if counts is None else QueueFacts(**counts)
