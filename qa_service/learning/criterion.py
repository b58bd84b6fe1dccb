"""Learns a criterion of a centre's own from answers that people gave."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from qa_service.learning.calibrating import calibrated
from qa_service.learning.cases import LearningCase
from qa_service.learning.examples import examples
from qa_service.learning.fitting import fit
from qa_service.learning.report import LearningReport
from qa_service.learning.reporting import report
from qa_service.learning.testing import best_speakers, cross_scores, joined, tested
from qa_service.scoring.learned.artefact import to_bytes
from qa_service.scoring.learned.model import SPEAKERS, LearnedModel

SEED: Final = 14
"""Of the divisions into folds: the same cases in the same order give the same model."""


class LearnedCriterion(NamedTuple):
    """The model as bytes (`scoring.learned.artefact.name_of` names it), what to know before it is used, and the
    interactions whose answers were learned from: not all that come in can be.
    """

    artefact: bytes
    report: LearningReport
    learned_from: tuple[str, ...]


def learn_criterion(question: str, cases: Sequence[LearningCase]) -> LearnedCriterion:
    """The model of an answer. Raises BadInput where too few answers can be learned from."""
    shown = examples(cases)
    rng = np.random.default_rng(SEED)
    scores = cross_scores(shown, rng)
    speakers = best_speakers(scores, shown.answers)
    model = LearnedModel(
        shown.features.encoder,
        shown.features.names,
        shown.languages,
        speakers,
        tuple(fit(shown.samples[parties]) for parties in SPEAKERS[speakers]),
        calibrated(joined(scores, speakers), shown.answers),
    )
    names = tuple(case.interaction for case in shown.cases)
    return LearnedCriterion(to_bytes(model), report(question, shown, model, tested(shown, scores, rng)), names)
