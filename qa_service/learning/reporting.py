"""The report on a learned criterion."""

import numpy as np

from qa_service.domain.agreement import Agreement, Coefficient
from qa_service.learning.calibrating import calibration_error
from qa_service.learning.examples import Examples
from qa_service.learning.report import MOST_DOUBTED, DoubtedAnswer, LearningReport, PartAgreement
from qa_service.learning.testing import Tested
from qa_service.scoring.learned.model import LearnedModel
from qa_service.statistics.agreement import measure_all

_SEED = 14


def report(question: str, examples: Examples, model: LearnedModel, tested: Tested) -> LearningReport:
    """What cross-testing says of a model."""
    answers = examples.answers
    return LearningReport(
        question=question,
        n_yes=int(answers.sum()),
        n_no=int((~answers).sum()),
        encoder=model.encoder,
        languages=model.languages,
        parties=model.speakers,
        says_nothing=model.calibration.says_nothing,
        share=_agreement(examples, tested, Coefficient.PERCENT),
        kappa=_agreement(examples, tested, Coefficient.KAPPA),
        ac1=_agreement(examples, tested, Coefficient.AC1),
        withheld=float(np.isnan(tested.decided).mean()),
        calibration_error=calibration_error(tested.chances, answers),
        worst=_parts(examples, tested),
        doubted=_doubted(examples, tested),
    )


def _agreement(examples: Examples, tested: Tested, which: Coefficient) -> Agreement:
    """Of people and model, over the cases that it decided."""
    ratings = np.stack([examples.answers.astype(float), tested.decided])
    return measure_all(ratings, 2, np.random.default_rng(_SEED), only=which)[which]


def _parts(examples: Examples, tested: Tested) -> tuple[PartAgreement, ...]:
    """By channel and language; where least of what is decided agrees first."""
    settings = [case.setting for case in examples.cases]
    names_by_kind = {
        "channel": np.array([setting.channel.value for setting in settings]),
        "language": np.array([setting.transcript.lang or "" for setting in settings]),
    }
    parts = []
    for kind, names in names_by_kind.items():
        for name in np.unique(names):
            own = names == name
            decided = own & ~np.isnan(tested.decided)
            agreed = int((tested.decided[decided] == examples.answers[decided]).sum())
            parts.append(PartAgreement(kind, str(name), int(own.sum()), int(decided.sum()), agreed))
    return tuple(sorted(parts, key=lambda part: (part.agreed / max(part.decided, 1), part.kind, part.name)))


def _doubted(examples: Examples, tested: Tested) -> tuple[DoubtedAnswer, ...]:
    """The answers whose chance is least, and less than even."""
    chances = np.where(examples.answers, tested.chances, 1 - tested.chances)
    order = [number for number in np.argsort(chances, kind="stable") if chances[number] < 0.5]
    return tuple(
        DoubtedAnswer(examples.cases[number].interaction, bool(examples.answers[number]), float(chances[number]))
        for number in order[:MOST_DOUBTED]
    )
