"""What a person sees of an adaptation before publishing it: both heads on the same answers of people."""

from collections.abc import Mapping
from dataclasses import dataclass

from qa_service.domain.agreement import Agreement


@dataclass(frozen=True, slots=True)
class HeadFigures:
    """One head beside people's answers. `decided` of them had an answer; `share` (of equal answers), `kappa` and `ac1`
    count these. `auc` (the mean over labels, each against the rest, weighed by their answers), `balanced` (the mean
    over labels of the share found) and `calibration_error` count all, by the chances; None where they are not defined.
    """

    decided: int
    share: Agreement
    kappa: Agreement
    ac1: Agreement
    auc: float | None
    balanced: float | None
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Move:
    """`n` answers would go from `before` to `after` (None: withheld); how many of them are what people answered."""

    before: str | None
    after: str | None
    n: int
    right_before: int
    right_after: int


@dataclass(frozen=True, slots=True)
class WithheldCases:
    """Cases in which the shipped reader gave no answer for a `reason` of its own models; `right` of `n` the adapted
    head would have answered as people did. `allowed`: it may speak there.
    """

    reason: str
    n: int
    right: int
    allowed: bool


@dataclass(frozen=True, slots=True)
class DoubtedLabel:
    """An answer of a person that the adapted head would not have given, and the chance which it gave to that answer."""

    interaction: str
    answer: str
    chance: float


@dataclass(frozen=True, slots=True)
class AdaptationReport:
    """How the shipped and the adapted head stand on answers of people from which neither learned: the adapted one by
    models that never saw the case, nor any other of the same agent's week.

    `answers` by label. `unused`: answers of interactions of which nothing comparable is kept, or that nobody can judge.
    `changes`: its gain is clear (`gain` in the mean logarithm of the chance of people's answers, `gain_error` its
    standard error); where it is not, the shipped head stays, and both figures are its own.
    """

    question: str
    answers: Mapping[str, int]
    unused: int
    encoder: str
    changes: bool
    gain: float
    gain_error: float
    shipped: HeadFigures
    adapted: HeadFigures
    moves: tuple[Move, ...]
    withheld: tuple[WithheldCases, ...]
    doubted: tuple[DoubtedLabel, ...]

    @property
    def n(self) -> int:
        """How many answers it learned from."""
        return sum(self.answers.values())
