"""How far answers agree, and whether a criterion may be scored without a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Coefficient(StrEnum):
    """A coefficient of agreement. Cohen's kappa is for two raters; it is weighted where the answers have an order."""

    PERCENT = "percent"
    KAPPA = "cohen_kappa"
    ALPHA = "krippendorff_alpha"
    AC1 = "gwet_ac1"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient with its interval over `units` units; None where it is not defined (no variation, no pairs)."""

    value: float | None
    low: float | None
    high: float | None
    level: float
    units: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """Answers to the same question about the same interactions: `units` of them have two answers or more.

    `silent` interactions have a person's answer, but none of the machine's; they are in no coefficient.
    """

    units: int
    raters: int
    coefficients: Mapping[Coefficient, Agreement] = field(default_factory=dict)
    silent: int = 0


class Grounds(StrEnum):
    """Why a criterion is scored without a person, or not."""

    HOLDS = "holds"
    NOT_CHECKED = "not_yet_checked_here"
    TOO_FEW = "too_few_checked"
    BELOW = "below_threshold"


@dataclass(frozen=True, slots=True)
class AutoScore:
    """Whether the machine may answer a criterion alone, with the lower bound it rests on and what is asked of it.

    `units` interactions have both answers, `least` are asked for. One that nobody has checked goes on, marked; one that
    was checked asks for a person until its agreement is measured and holds.
    """

    auto: bool
    grounds: Grounds
    low: float | None = None
    threshold: float | None = None
    units: int = 0
    least: int = 0

    @property
    def failed(self) -> bool:
        """Whether agreement was measured and does not hold: then nothing rests on the machine's answers."""
        return self.grounds is Grounds.BELOW

    @property
    def reason(self) -> str:
        """One sentence for people."""
        if self.grounds is Grounds.NOT_CHECKED:
            return "not yet checked here: no interaction has the machine's answer and a person's"
        if self.grounds is Grounds.TOO_FEW:
            return f"too few checked: {self.units} of {self.least}"
        word = "holds" if self.auto else "is below"
        low = "unknown" if self.low is None else f"{self.low:.2f}"
        return f"the agreement's lower bound {low} over {self.units} interactions {word} the threshold {self.threshold}"


@dataclass(frozen=True, slots=True)
class QuestionAgreement:
    """Everything about one question; `auto` is None for what is no criterion."""

    question: str
    machine: Pairing
    people: Pairing
    auto: AutoScore | None = None
