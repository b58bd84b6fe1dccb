"""What the formula of a key figure answers with: a value and all that it rests on, or why there is none."""

from dataclasses import dataclass

from qa_service.domain.estimate import Figure
from qa_service.domain.rubric import Wording


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Contacts that a figure leaves out, and why."""

    why: Wording
    n: int


@dataclass(frozen=True, slots=True)
class Value:
    """What a formula found: `value` is numerator / denominator in `unit` (`share`, `seconds`, `score`).

    `figure` is the estimate behind it, where the machine's answers are uncertain: then `value` is the estimate's.
    """

    value: float
    numerator: float
    denominator: float
    unit: str
    exclusions: tuple[Exclusion, ...] = ()
    figure: Figure = None


@dataclass(frozen=True, slots=True)
class NotMeasurable:
    """There is nothing in the data that could tell."""

    why: Wording
    exclusions: tuple[Exclusion, ...] = ()


Finding = Value | NotMeasurable
