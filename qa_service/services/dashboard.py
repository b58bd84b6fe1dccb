"""The first page: headline figures of what a caller reaches, what waits for them, and what the workers are at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session

from qa_service.domain.estimate import Figure
from qa_service.domain.groups import Days, Group, GroupKind, Headline
from qa_service.domain.interaction import State
from qa_service.errors import Withheld
from qa_service.figures import questions
from qa_service.figures.agents import courtesy_of, resolution_of
from qa_service.figures.answers import answer_holds, rests_on
from qa_service.figures.basis import rubric_finder
from qa_service.figures.batch import FigureBatch
from qa_service.services import access
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import reads
from qa_service.store import alarms, needs, rollups
from qa_service.store.figures import oldest_waiting
from qa_service.store.reviewed_sample import checked_of
from qa_service.store.tables import InteractionRow

DAYS = 30
ALL = ""
_FEW = 10
_MOST = 12
"""Clients that are shown one by one; the rest are in the sum, and have reports of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """Resolution and courtesy of one group; `name` is `ALL` for everything together."""

    name: str
    resolution: Figure
    courtesy: Figure


@dataclass(frozen=True, slots=True)
class Centre:
    """`lines`: everything first, then its parts where it has several. `withheld`: figures of a team or of a worker wait
    for a legal basis.
    """

    lines: Sequence[Line] = ()
    withheld: bool = False


class Need(StrEnum):
    """What may wait for somebody."""

    DISPUTES = "disputes"
    CRITICAL = "critical"
    PICKS = "picks"


_FOR: Mapping[Need, Permission] = {
    Need.DISPUTES: Permission.DISPUTE,
    Need.CRITICAL: Permission.SEE_REVIEWS,
    Need.PICKS: Permission.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Jobs:
    """What is waiting, in hand, and what failed last."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None
    failures: Sequence[InteractionRow]


@dataclass(frozen=True, slots=True)
class Steps:
    """How far a new installation is: something came in, is analysed, and is checked by way of a sample."""

    came_in: bool
    analysed: bool
    sampled: bool

    @property
    def left(self) -> bool:
        """Whether the first steps are still worth a word."""
        return not (self.analysed and self.sampled)


class Dashboard(NamedTuple):
    """Figures of the last `DAYS` days; `jobs` None: nothing that the caller looks after. `needs` says how many of each
    kind wait; what nobody waits for is left out.
    """

    centre: Centre
    jobs: Jobs | None
    needs: Mapping[Need, int]
    steps: Steps


@reads(Permission.READ, own_transactions=True, noted="read figures")
def show(context: Context) -> Dashboard:
    """Everything in reach."""
    caller, moment = context.caller, context.deps.clock()
    days = context.deps.store.calendar.days(moment - timedelta(days=DAYS), None)
    # Totals are fenced by client only; team and agent narrow the groups in `_centre`.
    with context.reading(caller.client_scope) as session:
        centre = _centre(session, context.deps, caller, days)
    _note_read(context, centre)
    with context.reading() as session:
        at_work = _jobs(session) if caller.may(Permission.UPLOAD) else None
        return Dashboard(centre, at_work, _needs(session, caller, moment), Steps(*needs.begun(session)))


def _note_read(context: Context, centre: Centre) -> None:
    """Figures of a team or an agent are read, those of clients are not noted."""
    kind, name = _whose(context.caller)
    if kind is GroupKind.CLIENT or centre.withheld:
        context.unchanged()
    else:
        context.note_read(f"{kind}:{name}", context.caller.client)


@reads(Permission.UPLOAD)
def jobs(context: Context) -> Jobs:
    """What the workers are at."""
    return _jobs(context.session)


def _jobs(session: Session) -> Jobs:
    counts = needs.unfinished(session)
    return Jobs(
        counts.get(State.RECEIVED, 0),
        counts.get(State.RUNNING, 0),
        counts.get(State.FAILED, 0),
        oldest_waiting(session),
        needs.last_failed(session, _FEW),
    )


def _needs(session: Session, caller: Caller, moment: datetime) -> dict[Need, int]:
    count: Mapping[Need, Callable[[], int]] = {
        Need.DISPUTES: lambda: needs.open_disputes(session, moment),
        Need.CRITICAL: lambda: needs.unseen_critical(session, moment - timedelta(days=DAYS)),
        Need.PICKS: lambda: needs.open_picks(session, caller.actor),
    }
    return {need: n for need in Need if caller.may(_FOR[need]) and (n := count[need]())}


def _centre(session: Session, deps: Dependencies, caller: Caller, days: Days) -> Centre:
    kind, name = _whose(caller)
    try:
        access.check_group(kind, deps.monitoring_basis)
    except Withheld:
        return Centre(withheld=True)
    clients = [caller.client] if caller.client else alarms.clients(session)
    headlines = rollups.headlines(session, kind, clients, days)
    parts = {name: headlines[name]} if name and name in headlines else {} if name else headlines
    return Centre(_lines(session, deps, kind, parts, days))


def _whose(caller: Caller) -> tuple[GroupKind, str | None]:
    """The kind of group whose figures a caller sees, and which one; None: all of the kind."""
    if caller.agent is not None:
        return GroupKind.AGENT, caller.agent
    if caller.team is not None:
        return GroupKind.TEAM, caller.team
    return GroupKind.CLIENT, caller.client


def _lines(
    session: Session, deps: Dependencies, kind: GroupKind, parts: Mapping[str, Headline], days: Days
) -> list[Line]:
    rubric_of = rubric_finder(session, deps.rubrics)
    drawn = checked_of(
        session,
        [Group(kind, name) for name in parts],
        days,
        holds=answer_holds(rubric_of),
        rests_on=rests_on(rubric_of),
    )
    seen = {group.name: questions.looks(many, rubric_of) for group, many in drawn.items()}
    names = sorted(parts, key=lambda name: (-parts[name].n, name))[:_MOST] if len(parts) > 1 else []
    answering = _answering(session, kind, parts, days)
    batch = FigureBatch(deps.basis, answering, of_agents=kind is GroupKind.AGENT)
    versions = tuple(answering.values())
    share, score = deps.basis.error(questions.RESOLUTION, versions), deps.basis.score_error("courtesy", versions)
    whole = _added(parts.values()), [look for looks in seen.values() for look in looks]
    for name, (line, looks) in {ALL: whole, **{name: (parts[name], seen[name]) for name in names}}.items():
        batch.share(("resolution", name), resolution_of(line, looks), share)
        batch.mean(("courtesy", name), courtesy_of(line, looks), score)
    solved = batch.solve()
    return [Line(name, solved["resolution", name], solved["courtesy", name]) for name in (ALL, *names)]


def _added(lines: Iterable[Headline]) -> Headline:
    all_lines = list(lines)
    return Headline(*(sum(getattr(line, field.name) for line in all_lines) for field in fields(Headline)))


def _answering(session: Session, kind: GroupKind, parts: Mapping[str, Headline], days: Days) -> dict[str, str]:
    """The models behind the latest answers of the largest part."""
    largest = max(parts, key=lambda name: parts[name].n, default=None)
    return {} if largest is None else questions.versions(rollups.last_day(session, Group(kind, largest), days))
