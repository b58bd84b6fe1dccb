"""Many figures in one go: the arithmetic of one group costs nearly as much as that of a hundred."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from qa_service.domain.estimate import Figure, MachineError, ScoreError, ScoreGroup, ShareGroup
from qa_service.figures.basis import Basis
from qa_service.sample.estimate import estimate_means, estimate_shares


class _Share(NamedTuple):
    """A share that waits for its figure."""

    key: Hashable
    group: ShareGroup
    error: MachineError | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Note groups under keys of your own, then `solve`."""

    basis: Basis
    versions: dict[str, str]
    _shares: list[_Share] = field(default_factory=list)
    _means: dict[ScoreError | None, list[tuple[Hashable, ScoreGroup]]] = field(default_factory=dict)

    def share(self, key: Hashable, group: ShareGroup, error: MachineError | None) -> None:
        """A share of yes answers."""
        self._shares.append(_Share(key, group, error))

    def mean(self, key: Hashable, group: ScoreGroup, error: ScoreError | None) -> None:
        """A mean score 0..100."""
        self._means.setdefault(error, []).append((key, group))

    def solve(self) -> dict[Hashable, Figure]:
        """All figures by key; a group without interactions has None."""
        rest = {"level": self.basis.level, "minimum": self.basis.minimum, "versions": self.versions}
        groups, errors = [one.group for one in self._shares], [one.error for one in self._shares]
        shares = estimate_shares(groups, errors, **rest) if groups else ()  # type: ignore[arg-type]
        found: dict[Hashable, Figure] = dict(zip((one.key for one in self._shares), shares, strict=True))
        for error, means in self._means.items():
            figures = estimate_means([group for _, group in means], error, **rest)  # type: ignore[arg-type]
            found |= zip((key for key, _ in means), figures, strict=True)
        return found
