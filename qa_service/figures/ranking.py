"""Groups beside each other: two with the interval of their difference, or all agents of a client with shared places."""

from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.estimate import Difference, Estimate, Figure, Rank
from qa_service.domain.groups import Days, Group, GroupFigures, GroupKind
from qa_service.errors import NotFound
from qa_service.figures import questions
from qa_service.figures.basis import Basis, rubric_finder
from qa_service.figures.scorecard import HEADLINES, courtesy_of, resolution_of
from qa_service.figures.sheet import Sheet
from qa_service.sample.compare import difference, ranks
from qa_service.sample.pool import pool
from qa_service.store import moments, sums
from qa_service.store.checked import checked_of
from qa_service.store.rubrics import Rubrics


def differences(first: GroupFigures, second: GroupFigures) -> dict[str, Difference]:
    """First minus second, for every figure that both have."""
    found = {}
    for name, mine in first.figures.items():
        other = second.figures.get(name)
        if isinstance(mine, Estimate) and isinstance(other, Estimate):
            found[name] = difference(mine, other)
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """An agent among the others: figures, pooled figures and places by name (`resolution`, `courtesy`).

    An agent with too few interactions has no place.
    """

    agent: str
    n: int
    figures: dict[str, Figure]
    pooled: dict[str, Figure]
    places: dict[str, Rank]


def ranked(session: Session, group: Group, days: Days, basis: Basis, rubrics: Rubrics) -> list[Placed]:
    """All agents of a client, or those whose last interaction was in a team, by name. Raises NotFound where there is
    none. Their figures hold all that they did under the clients in question, for whatever team.
    """
    clients = [group.name] if group.kind is GroupKind.CLIENT else _clients(session, group)
    lines = sums.headlines(session, GroupKind.AGENT, clients, days, group.channel)
    if group.kind is GroupKind.TEAM:
        lines = {name: lines[name] for name in moments.members(session, group.name, lines)}
    if not lines:
        raise NotFound(f"no finished interaction of an agent of {group.kind.value} {group.name!r} is visible here")
    seen: dict[str, list[questions.Look]] = {name: [] for name in lines}
    rubric_of = rubric_finder(session, rubrics)
    each = [Group(GroupKind.AGENT, name, client, group.channel) for name in lines for client in clients]
    for one, drawn in checked_of(session, each, days).items():
        seen[one.name] += questions.looks(drawn, rubric_of)
    answering = _answering(session, group, days)
    sheet = Sheet(basis, answering)
    for name, line in lines.items():
        share, score = resolution_of(line, seen[name]), courtesy_of(line, seen[name])
        sheet.share(("resolution", name), share, basis.error(questions.RESOLUTION, tuple(answering.values())))
        sheet.mean(("courtesy", name), score, basis.score_error("courtesy", tuple(answering.values())))
    solved = sheet.solve()
    figures = {what: {name: solved[what, name] for name in lines} for what in HEADLINES}
    places, pooled = {w: _places(f) for w, f in figures.items()}, {w: _pooled(f, _TOPS[w]) for w, f in figures.items()}
    return [
        Placed(
            name,
            line.n,
            {what: figures[what][name] for what in HEADLINES},
            {what: pooled[what][name] for what in HEADLINES if name in pooled[what]},
            {what: places[what][name] for what in HEADLINES if name in places[what]},
        )
        for name, line in lines.items()
    ]


def _clients(session: Session, group: Group) -> list[str]:
    return [group.client] if group.client else sums.clients_of(session, group)


_TOPS = {"resolution": 1.0, "courtesy": 100.0}


def _answering(session: Session, group: Group, days: Days) -> dict[str, str]:
    """The models behind the latest day's answers."""
    return questions.versions(sums.last_day(session, group, days))


def _places(figures: dict[str, Figure]) -> dict[str, Rank]:
    told = {name: one for name, one in figures.items() if isinstance(one, Estimate)}
    return dict(zip(told, ranks(list(told.values())), strict=True))


def _pooled(figures: dict[str, Figure], top: float) -> dict[str, Figure]:
    told = {name: one for name, one in figures.items() if isinstance(one, Estimate)}
    moved = pool(list(told.values()), top=top)
    return {name: one for name, one in zip(told, moved, strict=True) if one is not told[name]}
