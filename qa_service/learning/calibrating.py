"""From scores of cross-testing to chances, and whether they tell anything."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_service.learning.descent import Floats, least
from qa_service.scoring.learned.model import Calibration

SHRINKAGE: Final = 1.0
"""Ridge on the slope (per spread of the scores): with few cases the chance stays near the share of yes."""
STANDS_OUT: Final = 1.64
"""Standard errors by which the order of the scores must beat luck."""
SURE: Final = 0.7
"""The least chance of what is answered."""
INFORMED: Final = 1.5
"""By so much an interaction must move the odds of yes for an answer: none is given because it is the usual one."""
STEPS: Final = 50


def calibrated(scores: Floats, answers: NDArray[np.bool_]) -> Calibration:
    """Platt's scaling (1999, with his smoothed targets), shrunk towards the share of yes.

    Scores are those of cases that were not learned from; there must be answers of both kinds.
    """
    spread = float(scores.std()) or 1.0
    slope, shift = _platt((scores - scores.mean()) / spread, answers)
    says_nothing = slope <= 0 or not stands_out(scores, answers)
    yes_from, no_to = bounds(float(answers.mean()))
    return Calibration(slope / spread, shift - slope * float(scores.mean()) / spread, yes_from, no_to, says_nothing)


def bounds(share: float) -> tuple[float, float]:
    """The chances from which yes and to which no is answered, where so large a `share` of the answers is yes."""
    odds = share / (1 - share)
    yes, no = odds * INFORMED, odds / INFORMED
    return max(SURE, yes / (1 + yes)), min(1 - SURE, no / (1 + no))


def _platt(scaled: Floats, answers: NDArray[np.bool_]) -> tuple[float, float]:
    yes, no = float(answers.sum()), float((~answers).sum())
    targets = np.where(answers, (yes + 1) / (yes + 2), 1 / (no + 2))

    def loss(point: Floats) -> tuple[float, Floats]:
        odds = point[0] * scaled + point[1]
        miss = 0.5 * (1 + np.tanh(odds / 2)) - targets
        value = float((np.logaddexp(0, odds) - targets * odds).sum() + SHRINKAGE / 2 * point[0] ** 2)
        return value, np.array([miss @ scaled + SHRINKAGE * point[0], miss.sum()])

    slope, shift = least(loss, np.array([0.0, np.log(yes / no)]), STEPS, 1e-9)
    return float(slope), float(shift)


def auc(scores: Floats, answers: NDArray[np.bool_]) -> float:
    """The chance that a case of yes scores above one of no, ties counting half."""
    yes, no = scores[answers], scores[~answers]
    above = (yes[:, None] > no[None]).sum() + 0.5 * (yes[:, None] == no[None]).sum()
    return float(above / (len(yes) * len(no)))


def stands_out(scores: Floats, answers: NDArray[np.bool_]) -> bool:
    """Whether the scores put yes before no better than luck would (Mann & Whitney 1947): the standard error of the area
    under the curve of scores that say nothing is √((n₁ + n₀ + 1) / (12 n₁ n₀)).
    """
    yes, no = int(answers.sum()), int((~answers).sum())
    return (auc(scores, answers) - 0.5) / math.sqrt((yes + no + 1) / (12 * yes * no)) >= STANDS_OUT


def calibration_error(chances: Floats, answers: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: |stated chance - share of yes|, over equally wide bins by their size.

    Naeini, Cooper & Hauskrecht 2015, Obtaining well calibrated probabilities using Bayesian binning.
    """
    place = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = np.bincount(place, chances - answers, bins)
    return float(np.abs(gaps).sum() / len(answers))
