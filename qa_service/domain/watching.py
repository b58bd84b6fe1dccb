"""What is watched, and what an alarm costs."""

from dataclasses import dataclass

from qa_service.errors import BadInput


@dataclass(frozen=True, slots=True)
class Vigilance:
    """How closely is looked, and how often a steady machine may give a false alarm.

    Reviews: the first `baseline` of random samples tell how often people overrule the machine; from there on a rise by
    `shift` is looked for, and within `horizon` further reviews a steady machine gives an alarm with probability at
    most `false_alarm`. Weeks: each family of answers of the last full week is compared with the `weeks` before, and
    gives a false alarm with probability at most `weekly_false_alarm` where at least `least` answers are there.
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

    def __post_init__(self) -> None:
        if min(self.baseline, self.horizon, self.weeks, self.least, self.window) < 1:
            raise BadInput("numbers of reviews, weeks and answers are at least 1", where="watch")
        if not all(0 < share < 1 for share in (self.shift, self.false_alarm, self.weekly_false_alarm)):
            raise BadInput("shift and false alarms lie between 0 and 1", where="watch")


@dataclass(frozen=True, slots=True)
class OverrideRate:
    """How often people overruled the machine on one question: lately, and in the baseline (None: too few yet)."""

    question: str
    reviews: int
    rolling: float | None
    baseline: float | None
