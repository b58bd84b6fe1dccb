"""Honest figures: a value, its interval, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qa_service.domain.sampling import Purpose


class Method(StrEnum):
    """How a figure was made."""

    POST_STRATIFIED = "post_stratified"
    REGRESSION = "regression"
    MACHINE_ONLY = "machine_only"
    CENSUS = "census"
    POOLED = "partially_pooled"
    PEOPLE_ONLY = "people_only"


class Sampling(StrEnum):
    """How the reviewed interactions came to be reviewed."""

    NONE = "none"
    SIMPLE = "simple"
    UNEQUAL = "unequal_chances"
    CENSUS = "census"


class Note(StrEnum):
    """What a reader must know beside the figure; report and web word it in the reader's language."""

    NOT_CHECKED_HERE = "not_yet_checked_here"
    ERROR_UNKNOWN = "machine_error_unknown"
    ERROR_DOES_NOT_FIT = "machine_error_does_not_fit"
    ASKS_FOR_PERSON = "asks_for_person"
    AGENT_NOT_CHECKED = "agent_not_checked"
    FEW_CHECKS = "few_checks"


@dataclass(frozen=True, slots=True)
class MachineCount:
    """What the machine alone counted, before anything is corrected: cases of yes, or the sum of scores, out of
    `denominator` interactions that it decided.
    """

    numerator: float
    denominator: int

    @property
    def value(self) -> float:
        """The machine's own share, or its mean score."""
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    `value`, `low` and `high` are shares 0..1 or scores on their own scale (0..100 for courtesy); the true figure of
    the group lies inside the interval with probability `level`. `n_machine` interactions carry a machine answer (all
    of the group), `n_human` of them also a person's. `versions` names the models and rubrics behind the answers.
    `top` is the end of the scale; `machine` is the count that the estimate corrects (None: the machine decided none).
    """

    value: float
    low: float
    high: float
    level: float
    n_machine: int
    n_human: int
    method: Method
    sampling: Sampling
    versions: Mapping[str, str] = field(default_factory=dict)
    note: Note | None = None
    top: float = 1.0
    machine: MachineCount | None = None

    @property
    def wide(self) -> bool:
        """Whether the interval covers more than half of the scale: then it is shown, and no single value."""
        return self.high - self.low > self.top / 2

    @property
    def open(self) -> bool:
        """Whether the interval is the whole scale: nothing is known."""
        return self.low <= 0 and self.high >= self.top


@dataclass(frozen=True, slots=True)
class TooFew:
    """The group exists but is smaller than the least number for which a figure is shown."""

    n_machine: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Machine and people agree too little for the machine to answer, and no person has answered in this group."""

    n_machine: int


Figure = Estimate | TooFew | Unanswered | None
"""None: the group is empty, so there is nothing to say; it is absent, not zero."""


@dataclass(frozen=True, slots=True)
class MachineError:
    """How often the machine was right on its evaluation set, apart for true yes and true no."""

    yes_right: int
    yes: int
    no_right: int
    no: int


@dataclass(frozen=True, slots=True)
class ScoreError:
    """People's score minus the machine's on the evaluation set: mean, standard deviation, number of interactions."""

    bias: float
    deviation: float
    n: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A person's yes/no beside the machine's (None: the machine could not tell).

    `chance` is the probability with which the interaction was drawn; None is allowed for random picks and means the
    same chance for all of the group.
    """

    machine: bool | None
    human: bool
    chance: float | None = None
    purpose: Purpose = Purpose.RANDOM


@dataclass(frozen=True, slots=True)
class ReviewedScore:
    """A person's score beside the machine's, both on the figure's scale; `chance` as in Reviewed."""

    machine: float
    human: float
    chance: float | None = None
    purpose: Purpose = Purpose.RANDOM


@dataclass(frozen=True, slots=True)
class ShareGroup:
    """Yes/no answers of a group: how many interactions the machine calls yes, no, cannot tell; and the reviewed."""

    yes: int
    no: int
    unclear: int = 0
    reviewed: tuple[Reviewed, ...] = ()

    @property
    def size(self) -> int:
        """Interactions in the group, reviewed ones included."""
        return self.yes + self.no + self.unclear

    @property
    def count(self) -> MachineCount | None:
        """The machine's own share; None where it decided nothing."""
        decided = self.yes + self.no
        return MachineCount(self.yes, decided) if decided else None


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Scores of a group: number, sum and sum of squares of the machine's scores of all, and the reviewed."""

    size: int
    total: float
    square: float
    reviewed: tuple[ReviewedScore, ...] = ()

    @property
    def count(self) -> MachineCount | None:
        """The machine's own mean; None where it scored nothing."""
        return MachineCount(self.total, self.size) if self.size else None


@dataclass(frozen=True, slots=True)
class Difference:
    """First figure minus second, with its interval."""

    value: float
    low: float
    high: float
    level: float

    @property
    def told_apart(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Rank:
    """The places a group may hold, 1 being the best; `first` and `last` differ where others are not distinguishable."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Change of a figure by period, with its interval; `periods` figures went into it."""

    slope: float
    low: float
    high: float
    level: float
    periods: int
