"""The shipped and the adapted head beside the same answers of people. numpy only."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from qa_service.domain.agreement import Agreement, Coefficient
from qa_service.learning.adaptation_report import HeadFigures, Move
from qa_service.learning.calibrating import auc as area
from qa_service.learning.discriminant import Floats
from qa_service.statistics.agreement import measure_all

BINS = 10
REPEATS = 500
NOTHING = Agreement(None, None, None, 0.95, 0)


def figures(said: Sequence[str | None], chances: Floats, answers: Sequence[str], labels: Sequence[str]) -> HeadFigures:
    """Of what a head `said` (None: withheld), its `chances` (cases, labels), and what people answered."""
    code = {label: float(number) for number, label in enumerate(labels)}
    pairs = [(code[own], code[other]) for own, other in zip(said, answers, strict=True) if own is not None]
    table = np.array(pairs, np.float64).T
    measured = measure_all(table, len(labels), np.random.default_rng(0), repeats=REPEATS) if len(pairs) else {}
    true = np.array([int(code[answer]) for answer in answers])
    return HeadFigures(
        decided=len(pairs),
        share=measured.get(Coefficient.PERCENT, NOTHING),
        kappa=measured.get(Coefficient.KAPPA, NOTHING),
        ac1=measured.get(Coefficient.AC1, NOTHING),
        auc=auc(chances, true),
        balanced=balanced(chances, true),
        calibration_error=calibration_error(chances, true),
    )


def auc(chances: Floats, true: np.ndarray) -> float | None:
    """The mean over labels of the area under the curve of each against the rest, weighed by their answers (Provost and
    Domingos 2001); None where all answers are the same.
    """
    areas, weights = [], []
    for label in range(chances.shape[1]):
        own = true == label
        if own.any() and not own.all():
            areas.append(area(chances[:, label], own))
            weights.append(int(own.sum()))
    return float(np.average(areas, weights=weights)) if areas else None


def balanced(chances: Floats, true: np.ndarray) -> float | None:
    """The mean over the labels that people gave of the share which the most probable label finds."""
    given = np.unique(true)
    best = chances.argmax(axis=1)
    return float(np.mean([(best[true == label] == label).mean() for label in given])) if len(given) > 1 else None


def calibration_error(chances: Floats, true: np.ndarray) -> float:
    """How far the chance of the most probable label lies from the share that is right, the mean over tenths of cases
    (expected calibration error with bins of equal size: Nguyen and O'Connor 2015).
    """
    top, right = chances.max(axis=1), chances.argmax(axis=1) == true
    parts = np.array_split(np.argsort(top, kind="stable"), min(BINS, len(top)))
    return float(sum(len(part) * abs(top[part].mean() - right[part].mean()) for part in parts if len(part)) / len(top))


def moves(before: Sequence[str | None], after: Sequence[str | None], answers: Sequence[str]) -> tuple[Move, ...]:
    """What would change, the most frequent change first."""
    changed = [(old, new, answer) for old, new, answer in zip(before, after, answers, strict=True) if old != new]
    counts = Counter((old, new) for old, new, _ in changed)
    return tuple(
        Move(
            old,
            new,
            count,
            sum(answer == old for o, n, answer in changed if (o, n) == (old, new)),
            sum(answer == new for o, n, answer in changed if (o, n) == (old, new)),
        )
        for (old, new), count in counts.most_common()
    )
