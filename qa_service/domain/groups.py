"""Whose figures, over which days: what every figure of a group is asked for with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from qa_service.domain.agreement import AutoScore
from qa_service.domain.estimate import Figure, Rank, Trend
from qa_service.domain.interaction import Channel
from qa_service.domain.rollups import Counters
from qa_service.domain.sites import NOT_STATED


class GroupKind(StrEnum):
    """A client organisation, one of its teams, one of its agents, one of its bots, which is no worker; of a client's
    contacts those that one site or one vendor handled, and those that were handled in-house or outsourced.
    """

    CLIENT = "client"
    TEAM = "team"
    AGENT = "agent"
    BOT = "bot"
    SITE = "site"
    VENDOR = "vendor"
    SOURCING = "sourcing"


PLACES = (GroupKind.SITE, GroupKind.VENDOR, GroupKind.SOURCING)
"""Where contacts were handled. The groups of one of these kinds, with those of which nothing is stated, are together
the client's contacts.
"""


class PeriodLength(StrEnum):
    """How long a stretch of time a total covers; a week is named by its Monday."""

    DAY = "day"
    WEEK = "week"

    def start(self, day: date) -> date:
        """The first day of the stretch that holds `day`."""
        return day if self is PeriodLength.DAY else day - timedelta(days=day.weekday())


class Slice(NamedTuple):
    """The counters of a stretch of time, and its last day."""

    start: date
    end: date
    counters: Counters


@dataclass(frozen=True, slots=True)
class Days:
    """`since` <= day of the interaction < `until`, as `domain.calendar` cuts days; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of these."""
        return (self.since is None or day >= self.since) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Group:
    """`name` is the identifier of the client, team or agent; `client` and `channel` narrow it further. A site, a vendor
    or a sourcing (`in_house`, `outsourced`) is one of `client`; `sites.NOT_STATED`: contacts of which it is not known.
    """

    kind: GroupKind
    name: str
    client: str | None = None
    channel: Channel | None = None

    @property
    def is_unstated(self) -> bool:
        """Whether it holds what no site, vendor or sourcing is known of."""
        return self.kind in PLACES and self.name == NOT_STATED


@dataclass(frozen=True, slots=True)
class CheckedInteraction:
    """An interaction of a random or risk-based sample that a person has answered questions about.

    `counters` are the machine's answers, `answers` the person's by question; `chance` is the probability with which
    it came to be reviewed, over all samples that drew it.
    """

    day: date
    client: str
    agent: str | None
    counters: Counters
    answers: Mapping[str, str]
    chance: float


@dataclass(frozen=True, slots=True)
class Headline:
    """The few numbers by which groups stand beside each other: how cases stand, and courtesy in tenths."""

    n: int
    resolved: int
    not_resolved: int
    unclear: int
    courtesy_n: int
    courtesy_tenths: int
    courtesy_square: int


@dataclass(frozen=True, slots=True)
class Course:
    """A figure by week (its Monday), and the change by week where at least three weeks can be told.

    `rubrics` are, by week, the versions that its interactions are scored under; empty where no rubric has a part in the
    figure.
    """

    weeks: tuple[tuple[date, Figure], ...]
    trend: Trend | None
    rubrics: Mapping[date, tuple[str, ...]] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[str, ...]:
        """All of them; where there are several, what moves may be theirs."""
        return tuple(sorted({name for names in self.rubrics.values() for name in names}))


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Everything that a scorecard of a group shows, before it is worded.

    `figures` by name: `resolution`, `courtesy`, `escalation`, `open_promise`, `critical:<harm>`, `criterion:<id>`,
    `section:<id>`; an absent one has nothing to rest on. `pooled` holds the second, partially pooled figures of the
    first two, `courses` their weeks.
    """

    slices: tuple[Slice, ...]
    total: Counters
    figures: Mapping[str, Figure]
    pooled: Mapping[str, Figure]
    courses: Mapping[str, Course]
    versions: Mapping[str, str]
    n_checked: int
    agreed: Mapping[str, tuple[int, int]]
    """By question: checked interactions that both machine and person decided, and on how many they agree."""
    auto: Mapping[str, AutoScore]
    """By criterion, whether the machine may answer it alone."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An agent among the others: figures, pooled figures and places by name (`resolution`, `courtesy`).

    An agent with too few interactions, or whom nobody has checked, has no place and no pooled figure.
    """

    agent: str
    n: int
    figures: dict[str, Figure]
    pooled: dict[str, Figure]
    places: dict[str, Rank]
