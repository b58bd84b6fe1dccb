"""Cross-testing: every case is scored by heads that saw neither it nor any other of the same agent's week."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Party
from qa_service.learning.calibrating import auc, calibrated
from qa_service.learning.descent import Floats
from qa_service.learning.examples import Examples
from qa_service.learning.fitting import Sample, fit
from qa_service.learning.folds import folds
from qa_service.scoring.learned.model import SPEAKERS

FOLDS: Final = 5
REPEATS: Final = 4
CLEARLY: Final = 0.05
"""By so much the area under the curve must be larger before a model looks at others than the agent."""

Scores = Mapping[tuple[Party, ...], Floats]
"""By group of speakers the score of each case by the head that looks at their turns."""


class Tested(NamedTuple):
    """What cross-testing says of each case: the chance of a yes, and the answer (1, 0; NaN: it cannot tell)."""

    chances: Floats
    decided: Floats


def cross_scores(examples: Examples, rng: np.random.Generator) -> Scores:
    """The mean over several divisions into folds."""
    groups = [case.group for case in examples.cases]
    totals = {parties: np.zeros(len(groups)) for parties in examples.samples}
    for _ in range(REPEATS):
        fold = folds(groups, examples.answers, FOLDS, rng)
        for parties, sample in examples.samples.items():
            totals[parties] += _scored_apart(sample, fold)
    return {parties: total / REPEATS for parties, total in totals.items()}


def joined(scores: Scores, speakers: str) -> Floats:
    """The score of each case by all heads of a model."""
    return np.asarray(np.mean([scores[parties] for parties in SPEAKERS[speakers]], axis=0))


def _scored_apart(sample: Sample, fold: NDArray[np.int64]) -> Floats:
    """The score of each case by the head of the other folds; 0 where these have answers of one kind only."""
    scores = np.zeros(len(fold))
    for number in np.unique(fold):
        others, own = np.flatnonzero(fold != number), sample.of(np.flatnonzero(fold == number))
        if len(np.unique(sample.answers[others])) < 2:
            continue
        head = fit(sample.of(others))
        scores[fold == number] = [
            head.score(view, whole).score for view, whole in zip(own.views, own.wholes, strict=True)
        ]
    return scores


def best_speakers(scores: Scores, answers: NDArray[np.bool_]) -> str:
    """Whose turns alone tell most; the agent's, where others do not tell clearly more."""
    areas = {name: auc(scores[parts[0]], answers) for name, parts in SPEAKERS.items()}
    return max(areas, key=lambda name: areas[name] - (CLEARLY if name != "agent" else 0.0))


def tested(examples: Examples, scores: Scores, rng: np.random.Generator) -> Tested:
    """The scores as chances and answers; each fold by what the others say of speakers, slope and bounds."""
    answers = examples.answers
    fold = folds([case.group for case in examples.cases], answers, FOLDS, rng)
    chances, decided = np.zeros(len(answers)), np.full(len(answers), np.nan)
    for number in np.unique(fold):
        others, own = fold != number, np.flatnonzero(fold == number)
        if len(np.unique(answers[others])) < 2:
            chances[own] = answers[others].mean()
            continue
        speakers = best_speakers({parties: values[others] for parties, values in scores.items()}, answers[others])
        whole = joined(scores, speakers)
        calibration = calibrated(whole[others], answers[others])
        chances[own] = [calibration.chance(float(score)) for score in whole[own]]
        replies = [calibration.decide(float(chance)) for chance in chances[own]]
        decided[own] = [np.nan if reply is None else float(reply) for reply in replies]
    return Tested(chances, decided)
