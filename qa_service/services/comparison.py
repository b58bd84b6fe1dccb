"""Groups beside each other: two with their differences, the agents of a client or team, an agent and its team."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from qa_service.documents.comparison import ComparisonView, RankingView, SideView
from qa_service.documents.figures import DifferenceView
from qa_service.domain.estimate import Estimate
from qa_service.domain.groups import PLACES, Days, Group, GroupFigures, GroupKind, Placed
from qa_service.domain.rubric import Rubric
from qa_service.errors import BadInput, NotFound
from qa_service.figures import ranking
from qa_service.figures.agents import HEADLINES
from qa_service.figures.basis import rubrics_of
from qa_service.figures.scorecard import alone, figures
from qa_service.services import access, groups
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads
from qa_service.store import teams


class Side(NamedTuple):
    """A group that is compared, over its days."""

    group: Group
    days: Days


class Pair(NamedTuple):
    """One figure of an agent and of the team that the agent is in."""

    key: str
    own: Estimate
    team: Estimate

    @property
    def overlap(self) -> bool:
        """Whether a difference cannot be told: the agent is part of the team, so no more than this is claimed."""
        return self.own.low <= self.team.high and self.team.low <= self.own.high


class BesideTeam(NamedTuple):
    """An agent's team in the period and the headlines of both; no pair where the agent is in none."""

    team: str
    pairs: Sequence[Pair]
    rubrics: Sequence[Rubric]


class TeamAgents(NamedTuple):
    """The agents of a team, the best on resolution first, and the rubrics that name the figures."""

    agents: Sequence[Placed]
    rubrics: Sequence[Rubric]


@reads(Permission.CLIENT_FIGURES, own_transactions=True, noted="read figures")
def compare(context: Context, first: Side, second: Side) -> ComparisonView:
    """Differences with their intervals; a difference whose interval holds zero is none that anybody has shown. Raises
    Forbidden, Withheld, BadInput, NotFound.
    """
    kind = first.group.kind
    if kind not in (GroupKind.CLIENT, *PLACES):
        access.check_role(context.caller, Permission.AGENT_FIGURES)
    access.check_group(kind, context.deps.monitoring_basis)
    if first == second:
        raise BadInput(
            "nothing is compared", where="query.second", hint="give second=..., or second_since and second_until"
        )
    both = [_figures(context, side) for side in (first, second)]
    views = [
        SideView.of(side_figures, name=side.group.name, **groups.ends(context.deps, side.days))
        for side, side_figures in zip((first, second), both, strict=True)
    ]
    differences = {name: DifferenceView.of(gap) for name, gap in ranking.differences(*both).items()}
    return ComparisonView(kind=kind.value, first=views[0], second=views[1], differences=differences)


def _figures(context: Context, side: Side) -> GroupFigures:
    deps, group = context.deps, groups.seen(side.group, context)
    with context.reading(context.caller.client_scope) as session:
        return figures(session, group, side.days, deps.basis, deps.rubrics)


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def agents_of_client(context: Context, group: Group, days: Days) -> RankingView:
    """All agents of a client whom the caller may see, with the places that each may hold. Raises Withheld, NotFound."""
    deps, basis = context.deps, access.legal_basis(context.deps.monitoring_basis)
    context.note_read(f"{group.kind}:{group.name}", group.client)
    with context.reading(context.caller.client_scope) as session:
        placed = ranking.ranked(session, group, days, deps.basis, deps.rubrics)
        within = _within(session, context.caller, [rank.agent for rank in placed], days)
    visible = [rank for rank in ranking.best_first(placed) if rank.agent in within]
    return RankingView.of(visible, client=group.name, monitoring_basis=basis, **groups.ends(deps, days))


def _within(session: Session, caller: Caller, agents: Sequence[str], days: Days) -> Sequence[str]:
    """Of these, those whom the caller may see: a team leader who is in the team in the period, an agent itself."""
    if caller.team is not None:
        return teams.members(session, caller.team, agents, days)
    return [name for name in agents if caller.agent in (None, name)]


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def agents_of_team(context: Context, group: Group, days: Days) -> TeamAgents:
    """The agents of a team beside each other; none where nobody has worked. Raises Withheld, NotFound."""
    deps, reached = context.deps, groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        rubrics = rubrics_of(session, reached, deps.rubrics)
        try:
            placed = ranking.ranked(session, reached, days, deps.basis, deps.rubrics)
        except NotFound:
            return TeamAgents([], rubrics)
        return TeamAgents(ranking.best_first(placed), rubrics)


@reads(Permission.AGENT_FIGURES, own_transactions=True, noted="read figures")
def beside_team(context: Context, group: Group, days: Days) -> BesideTeam:
    """An agent beside its team. An agent itself sees no figures of anybody else. Raises Withheld, NotFound."""
    reached = groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        rubrics = rubrics_of(session, reached, context.deps.rubrics)
        team = None if context.caller.agent is not None else teams.team_of(session, reached.name, days)
        if team is None:
            return BesideTeam("", [], rubrics)
        whole = Group(GroupKind.TEAM, team, reached.client, reached.channel)
        own, all_of_it = (
            alone(session, side, days, context.deps.basis, context.deps.rubrics) for side in (reached, whole)
        )
        return BesideTeam(team, _pairs(own, all_of_it), rubrics)


def _pairs(own: GroupFigures, team: GroupFigures) -> list[Pair]:
    pairs = []
    for key in HEADLINES:
        mine, theirs = own.figures.get(key), team.figures.get(key)
        if isinstance(mine, Estimate) and isinstance(theirs, Estimate):
            pairs.append(Pair(key, mine, theirs))
    return pairs
