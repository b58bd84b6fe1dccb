"""Many figures in one go: the arithmetic of one group costs nearly as much as that of a hundred."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from qa_service.domain.estimate import (
    Estimate,
    Figure,
    MachineCount,
    MachineError,
    Method,
    Note,
    ScoreError,
    ScoreGroup,
    ShareGroup,
    Unanswered,
)
from qa_service.figures.basis import Basis
from qa_service.statistics.estimates import estimate_means, estimate_shares

ErrorT = TypeVar("ErrorT", MachineError, ScoreError)


class _Share(NamedTuple):
    """A share that waits for its figure."""

    key: Hashable
    group: ShareGroup
    error: MachineError | None


@dataclass(frozen=True, slots=True)
class FigureBatch:
    """Note groups under keys of your own, then `solve`.

    `of_agents`: every group is one agent's. How often the machine errs elsewhere says little about one voice, so an
    agent whom nobody has checked gets no interval from it: the whole scale, and a note that says why.
    """

    basis: Basis
    versions: dict[str, str]
    of_agents: bool = False
    _shares: list[_Share] = field(default_factory=list)
    _of_people: dict[Hashable, MachineCount | None] = field(default_factory=dict)
    _means: dict[ScoreError | None, list[tuple[Hashable, ScoreGroup]]] = field(default_factory=dict)

    def share(self, key: Hashable, group: ShareGroup, error: MachineError | None) -> None:
        """A share of yes answers."""
        self._shares.append(_Share(key, group, self._error_for(group, error)))

    def people(self, key: Hashable, group: ShareGroup) -> None:
        """A share of yes answers by people alone: to the arithmetic the machine has answered nothing."""
        reviewed = tuple(replace(answer, machine=None) for answer in group.reviewed)
        self._of_people[key] = group.count
        self._shares.append(_Share(key, ShareGroup(0, 0, group.size, reviewed), None))

    def mean(self, key: Hashable, group: ScoreGroup, error: ScoreError | None) -> None:
        """A mean score 0..100."""
        self._means.setdefault(self._error_for(group, error), []).append((key, group))

    def _error_for(self, group: ShareGroup | ScoreGroup, error: ErrorT | None) -> ErrorT | None:
        """The machine's error as far as it speaks for this group."""
        return error if group.reviewed or not self.of_agents else None

    def solve(self) -> dict[Hashable, Figure]:
        """All figures by key; a group without interactions has None."""
        level, minimum, versions = self.basis.level, self.basis.minimum, self.versions
        groups, errors = [share.group for share in self._shares], [share.error for share in self._shares]
        shares = estimate_shares(groups, errors, level=level, minimum=minimum, versions=versions) if groups else ()
        by_key: dict[Hashable, Figure] = dict(zip((share.key for share in self._shares), shares, strict=True))
        by_key |= {key: _by_people(by_key[key], machine) for key, machine in self._of_people.items()}
        for error, means in self._means.items():
            keys, scored = zip(*means, strict=True)
            figures = estimate_means(scored, error, level=level, minimum=minimum, versions=versions)
            by_key |= zip(keys, figures, strict=True)
        return {key: _of_agent(figure) for key, figure in by_key.items()} if self.of_agents else by_key


def _of_agent(figure: Figure) -> Figure:
    """An agent's figure; where nobody has checked this agent, it says so."""
    if isinstance(figure, Estimate) and not figure.n_human:
        return replace(figure, note=Note.AGENT_NOT_CHECKED)
    return figure


def _by_people(figure: Figure, machine: MachineCount | None) -> Figure:
    """What people's answers alone say; nothing where there are none."""
    if not isinstance(figure, Estimate):
        return figure
    if not figure.n_human:
        return Unanswered(figure.n_machine)
    method = figure.method if figure.method is Method.CENSUS else Method.PEOPLE_ONLY
    return replace(figure, method=method, note=Note.ASKS_FOR_PERSON, machine=machine)
