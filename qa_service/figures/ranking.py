"""Groups beside each other: two with the interval of their difference, or all agents of a client with shared places."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from qa_service.domain.estimate import Difference, Estimate, Figure, Rank
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind, Placed
from qa_service.errors import NotFound, word
from qa_service.figures.agents import HEADLINES, Agents, agents_of, checked_alone, pooled
from qa_service.figures.basis import Basis, clients_of, rubric_finder
from qa_service.figures.batch import FigureBatch
from qa_service.statistics.comparison import difference, ranks
from qa_service.store import teams
from qa_service.store.rubrics import Rubrics


def differences(first: GroupFigures, second: GroupFigures) -> dict[str, Difference]:
    """First minus second, for every figure that both have."""
    by_name = {}
    for name, mine in first.figures.items():
        other = second.figures.get(name)
        if isinstance(mine, Estimate) and isinstance(other, Estimate):
            by_name[name] = difference(mine, other)
    return by_name


def ranked(session: Session, group: Group, days: Days, basis: Basis, rubrics: Rubrics) -> list[Placed]:
    """All agents of a client, or those who are in a team in the period, by name. Raises NotFound where there is none.

    Their figures hold all that they did under the clients in question, for whatever team; places are among those who
    are returned, and pooled figures are drawn towards all agents of these clients, as on an agent's own scorecard.
    """
    everybody = agents_of(session, clients_of(session, group), days, group.channel, rubric_finder(session, rubrics))
    names = list(everybody.lines)
    if group.kind is GroupKind.TEAM:
        names = teams.members(session, group.name, names, days)
    if not names:
        raise NotFound(
            "no finished interaction of an agent of {kind} {name!r} is visible here",
            kind=word(group.kind),
            name=group.name,
        )
    return _placed(everybody, names, basis)


def _placed(everybody: Agents, names: Sequence[str], basis: Basis) -> list[Placed]:
    batch = FigureBatch(basis, dict(everybody.versions), of_agents=True)
    everybody.note(batch, basis)
    figures = everybody.solved(batch.solve())
    second = {what: pooled(figures[what]) for what in HEADLINES}
    places = {what: _places({name: figures[what][name] for name in names}) for what in HEADLINES}
    return [
        Placed(
            name,
            everybody.lines[name].n,
            {what: figures[what][name] for what in HEADLINES},
            {what: second[what][name] for what in HEADLINES if name in second[what]},
            {what: places[what][name] for what in HEADLINES if name in places[what]},
        )
        for name in names
    ]


def best_first(placed: Sequence[Placed]) -> list[Placed]:
    """By the middle of the places on resolution; those without a place last, by name."""

    def key(entry: Placed) -> tuple[float, str]:
        rank = entry.places.get("resolution")
        return (rank.first + rank.last if rank else float("inf"), entry.agent)

    return sorted(placed, key=key)


def _places(figures: Mapping[str, Figure]) -> dict[str, Rank]:
    estimates = checked_alone(figures)
    return dict(zip(estimates, ranks(list(estimates.values())), strict=True))
