"""What is watched, and what an alarm costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_service.errors import BadInput


@dataclass(frozen=True, slots=True)
class Vigilance:
    """How closely is looked, and how often a steady machine may give a false alarm.

    Reviews: the first `baseline` of random samples tell how often people overrule the machine; from there on a rise by
    `shift` is looked for, and within `horizon` further reviews a steady machine gives an alarm with probability at
    most `false_alarm`. Weeks: each family of answers of the last full week is compared with the `weeks` before, and
    gives a false alarm with probability at most `weekly_false_alarm` where at least `least` answers are there. All
    criteria that a centre's own means answer are one family in this: together they give a false alarm with that
    probability. They are watched by version of the rubric, so their reviews have a shorter baseline, `own_baseline`.
    """

    baseline: int = 200
    shift: float = 0.10
    horizon: int = 500
    false_alarm: float = 0.05
    weeks: int = 8
    weekly_false_alarm: float = 0.01
    least: int = 50
    window: int = 50
    """Reviews over which the rolling rate is taken."""
    own_baseline: int = 50

    def __post_init__(self) -> None:
        if min(self.baseline, self.own_baseline, self.horizon, self.weeks, self.least, self.window) < 1:
            raise BadInput("numbers of reviews, weeks and answers are at least 1", where="watch")
        if not all(0 < share < 1 for share in (self.shift, self.false_alarm, self.weekly_false_alarm)):
            raise BadInput("shift and false alarms lie between 0 and 1", where="watch")


@dataclass(frozen=True, slots=True)
class OverrideRate:
    """How often people overruled the machine on one question: lately, and in the baseline (None: too few yet). Of a
    criterion that a centre's own means answer, under one version of its `rubric`.
    """

    question: str
    reviews: int
    rolling: float | None
    baseline: float | None
    rubric: str | None = None


class Measure(StrEnum):
    """What is watched of an own criterion: how often it is met where it is decided, how often it cannot be told."""

    YES = "yes_share"
    UNCLEAR = "unclear_share"


@dataclass(frozen=True, slots=True)
class Tally:
    """So many `of` all."""

    count: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """0..1; None of nothing."""
        return self.count / self.of if self.of else None

    @classmethod
    def of_verdicts(cls, verdicts: Mapping[str, int], measure: Measure) -> "Tally":
        """Of a criterion's verdicts: yes among yes and no, or "cannot tell" among all where it applies."""
        yes, no, unclear = (verdicts.get(verdict, 0) for verdict in ("yes", "no", "unclear"))
        return cls(yes, yes + no) if measure is Measure.YES else cls(unclear, yes + no + unclear)


@dataclass(frozen=True, slots=True)
class WatchedShare:
    """A measure of an own criterion under a version of its rubric: in the last full week, and in the weeks before."""

    question: str
    rubric: str
    measure: Measure
    before: Tally
    week: Tally
