"""Which correction to trust, found on answers that it has not learned from. numpy only.

Answers are parted by agent and week, so that nothing is tested on what was learned from the same person's same days. A
correction counts only where its gain is clear over the shipped head as it is, and over its chances merely weighed anew,
which would state them rightly and tell no conversation from another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_service.learning import trust
from qa_service.learning.discriminant import RIDGES, Floats, folds, scores

FOLDS, REPEATS = 8, 2
CLEAR: Final = 1.645
"""A gain in the mean log-chance of people's answers is clear from so many of its errors (5 %, one-sided)."""
LEAST_CASES, LEAST_OF_A_LABEL = 20, 4
"""Answers, and answers that at least two labels must have, before anything is compared: fewer change nothing."""


@dataclass(frozen=True, slots=True)
class CrossTest:
    """`log_chances` (cases, labels): what models say that never saw the case, nor another of its agent's week; where no
    gain is clear, what the shipped head says. `learned` (None there): the scores on which trust is fitted, divided by
    their `size`; `ridge` is the number of the one of RIDGES that serves best. `gain`: the mean gain over the shipped
    head in the logarithm of the chance of people's answers, with its standard error.
    """

    log_chances: Floats
    ridge: int = 0
    size: float = 1.0
    learned: Floats | None = None
    gain: float = 0.0
    error: float = 0.0


def crosstest(products: Floats, shipped: Floats, answers: Floats, groups: Sequence[object]) -> CrossTest:
    """Of products of vectors (cases, cases), `shipped` log-chances and `answers` (cases, labels; ones and zeros)."""
    none = CrossTest(shipped)
    if len(answers) < LEAST_CASES or int(_frequent(answers).sum()) < 2 or len(set(groups)) < FOLDS:
        return none
    parts = [folds(groups, FOLDS, seed) for seed in range(REPEATS)]
    learned = _scored(products, answers, parts)
    sizes = np.maximum(np.sqrt((learned**2).mean(axis=(1, 2))), 1e-9)
    learned = learned / sizes[:, None, None]
    recalibrated = _tested(shipped, None, answers, parts)
    by_ridge = np.stack([_tested(shipped, row, answers, parts) for row in learned])
    corrected = _chosen(by_ridge, answers, parts)
    ridge = int(_right(by_ridge, answers).sum(axis=1).argmax())
    if not _is_worth_it(corrected, shipped, recalibrated, answers, groups):
        return none
    gain, error = _gain(corrected, shipped, answers, groups)
    return CrossTest(corrected, ridge, float(sizes[ridge]), learned[ridge], gain, error)


def _is_worth_it(
    corrected: Floats, shipped: Floats, recalibrated: Floats, answers: Floats, groups: Sequence[object]
) -> bool:
    """Whether people's answers are clearly more probable than before, and more of each label are found: where the
    shipped head finds them all, surer chances are no reason to change any answer.
    """
    found, before = balance(corrected, answers), balance(shipped, answers)
    is_balanced = found > before and found >= balance(recalibrated, answers)
    return is_balanced and all(is_clear(corrected, other, answers, groups) for other in (shipped, recalibrated))


def _scored(products: Floats, answers: Floats, parts: Sequence[NDArray[np.int64]]) -> Floats:
    """(RIDGES, cases, labels) scores of models that did not see the case, the mean over the partings."""
    out = np.zeros((len(RIDGES), *answers.shape))
    for part in parts:
        for number in range(FOLDS):
            held = part == number
            out[:, held] += scores(products, ~held, answers)[:, held] / len(parts)
    return out


def _tested(shipped: Floats, learned: Floats | None, answers: Floats, parts: Sequence[NDArray[np.int64]]) -> Floats:
    """(cases, labels) log-chances under a trust that was fitted without the case; the mean over the partings."""
    out = np.zeros_like(shipped)
    for part in parts:
        for number in range(FOLDS):
            held = part == number
            fitted = trust.fit(shipped[~held], None if learned is None else learned[~held], answers[~held])
            given = np.zeros_like(shipped) if learned is None else learned
            out[held] += fitted.log_chances(shipped[held], given[held]) / len(parts)
    return trust.log_softmax(out)


def _chosen(by_ridge: Floats, answers: Floats, parts: Sequence[NDArray[np.int64]]) -> Floats:
    """Each case by the ridge that serves the other folds best: choosing it has not seen the case either."""
    right = _right(by_ridge, answers)
    part, out = parts[0], np.zeros(by_ridge.shape[1:])
    for number in range(FOLDS):
        held = part == number
        out[held] = by_ridge[int(right[:, ~held].sum(axis=1).argmax()), held]
    return out


def _right(log_chances: Floats, answers: Floats) -> Floats:
    """(..., cases) the logarithm of the chance of what people answered."""
    return np.asarray((log_chances * answers).sum(axis=-1))


def is_clear(log_chances: Floats, before: Floats, answers: Floats, groups: Sequence[object]) -> bool:
    gain, error = _gain(log_chances, before, answers, groups)
    return gain > CLEAR * error


def _frequent(answers: Floats) -> NDArray[np.bool_]:
    return np.asarray(answers.sum(axis=0) >= LEAST_OF_A_LABEL)


def balance(log_chances: Floats, answers: Floats) -> float:
    """The mean over labels of the share that is found: a head that always says the most frequent label gains nothing
    by it. Labels with fewer than LEAST_OF_A_LABEL answers are left out.
    """
    labels = np.flatnonzero(_frequent(answers))
    said = log_chances.argmax(axis=1)
    return float(np.mean([(said[answers[:, label] > 0] == label).mean() for label in labels]))


def _gain(log_chances: Floats, before: Floats, answers: Floats, groups: Sequence[object]) -> tuple[float, float]:
    """The mean gain over `before`, and its standard error over groups, which are what was drawn."""
    gains = _right(log_chances, answers) - _right(before, answers)
    names = {group: number for number, group in enumerate(sorted(set(groups), key=str))}
    by_group = np.bincount([names[group] for group in groups], weights=gains)
    count = len(names)
    error = float(by_group.std(ddof=1)) * np.sqrt(count) / len(gains)
    return float(gains.mean()), float(error)
