"""What formulas may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from qa_service.domain.complaints import ComplaintFacts
from qa_service.domain.estimate import Figure
from qa_service.domain.groups import Slice
from qa_service.domain.queue import Ending
from qa_service.domain.rollups import Counters, added, summed


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """The queue log of the period: contacts offered, answered, given up, transferred after the answer.

    `timed` of the answered have a known wait, `wait` its sum in seconds; `within` counts answers by seconds, `short`
    contacts that were given up sooner than so many seconds, `ended` those that left the queue otherwise, by how;
    `unclosed` were offered and nothing more is known. `left_out` names the endings that a pack does not count.
    `outside` came outside of opening hours and are in none of these; None: no hours are known.
    """

    offered: int
    answered: int
    abandoned: int
    transferred: int
    unclosed: int
    timed: int
    wait: float
    within: Mapping[int, int] = field(default_factory=dict)
    short: Mapping[int, int] = field(default_factory=dict)
    ended: Mapping[Ending, int] = field(default_factory=dict)
    left_out: frozenset[Ending] = frozenset()
    outside: int | None = None

    @property
    def ended_unanswered(self) -> int:
        """Contacts that left the queue and count as not answered."""
        return sum(n for ending, n in self.ended.items() if ending not in self.left_out)

    @property
    def counted(self) -> int:
        """Contacts whose outcome is known and counts."""
        return self.answered + self.abandoned + self.ended_unanswered


@dataclass(frozen=True, slots=True)
class Facts:
    """Counters of the group by day or week and together, its estimates by name, its queue log (None: there is none),
    the day up to which anything can be known, and the complaints received in the period (None: no register is kept).
    """

    slices: tuple[Slice, ...]
    total: Counters
    figures: Mapping[str, Figure]
    queue: QueueFacts | None
    today: date
    complaints: Sequence[ComplaintFacts] | None = None

    def closed(self, days: int) -> tuple[Counters, Counters]:
        """The days whose contacts have had `days` days to be followed by another, and the others."""
        end = self.today - timedelta(days=days + 1)
        still_open = summed(part.counters for part in self.slices if part.end > end)
        return added(self.total, still_open, -1), still_open
